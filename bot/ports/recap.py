"""What the core asks of the rows of recaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.recap.model import Recap


class Recaps(Protocol):
    """What organizers decided about recaps, one an event."""

    def of(self, event: int) -> Recap:
        """An event's recap; one that is planned where nothing was decided."""
        ...

    def save(self, recap: Recap) -> None: ...
    def events(self, community: int, most: int) -> Sequence[int]:
        """Planned events with something to tell of, a line-up or a recap; the one that begins last first."""
        ...
