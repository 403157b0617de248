"""What the core asks of the rows of live runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.stage.model import Run, Turn


class Stages(Protocol):
    """The live runs of line-ups, one an event, and the turns in them."""

    def run(self, event: int) -> Run | None:
        """An event's run; `None` while it has no page yet."""
        ...

    def behind(self, token: str) -> Run | None:
        """The run whose page has this address."""
        ...

    def live(self, community: int) -> Sequence[Run]:
        """What is on now, the one that was started last first."""
        ...

    def turn(self, turn: int) -> Turn | None: ...
    def open(self, event: int, token: str) -> Run:
        """Give an event's run its page; one that has a page keeps its token."""
        ...

    def start(self, event: int, now: datetime) -> None:
        """Make a run live, again where it had been stopped."""
        ...

    def stop(self, event: int, now: datetime) -> None: ...
    def set_aside(self, event: int) -> None:
        """Make a run one that has not begun: what was on was a rehearsal."""
        ...

    def pause(self, event: int, since: datetime | None) -> None:
        """Stop the time at a moment; let it go on with `None`."""
        ...

    def begin(
        self, event: int, item: int, talk: int | None, began_at: datetime, ends_at: datetime, *, deck: int | None = None
    ) -> Turn:
        """Put an item of the line-up on; `deck` is the one that is on deck with it."""
        ...

    def end(self, turn: int, now: datetime, *, skipped: bool) -> None: ...
    def last_until(self, turn: int, ends_at: datetime) -> None:
        """Change when a turn's time runs out."""
        ...
