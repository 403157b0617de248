"""What the core asks of the rows of recaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.recap.model import Recap


class Recaps(Protocol):
    """What organizers decided about recaps, one an event."""

    def of(self, event: int) -> Recap:
        """An event's recap; one that is planned where nothing was decided."""
        ...

    def save(self, recap: Recap) -> None: ...
    def reply(self, question: int, text: str, now: datetime) -> None:
        """Keep what a speaker wrote to a question, in place of what they wrote before."""
        ...

    def replies(self, event: int) -> Mapping[int, str]:
        """What speakers wrote to questions at an event, by the questions' numbers, in the order of these."""
        ...

    def events(self, community: int, most: int) -> Sequence[int]:
        """Planned events with something to tell of, a line-up or a recap; the one that begins last first."""
        ...
