"""What everything that holds something about people has to offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol


class Personal(Protocol):
    """What holds something about people, and so can tell it and forget it."""

    def export(self, member: int) -> Mapping[str, Sequence[Mapping[str, str | int | None]]]:
        """Everything kept about a member, by section, as plain values."""
        ...

    def forget(self, member: int, now: datetime, /) -> None:
        """Keep nothing that says who they were."""
        ...
