"""What the core asks of the rows of talks and line-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.talks.model import Given, Item, Lineup, Proposal, SlotState, Talk, TalkState, Timing


class Talks(Protocol):
    """Talks, and the line-ups of events. An item's position is an integer that orders a line-up and says nothing else."""

    def add(self, community: int, speaker: int, what: Proposal, now: datetime) -> Talk: ...
    def get(self, talk: int) -> Talk | None: ...
    def of(self, speaker: int) -> Sequence[Talk]:
        """A speaker's talks, the latest first."""
        ...

    def open(self, community: int) -> Sequence[Talk]:
        """Talks that wait for a decision or for a slot, the oldest first."""
        ...

    def meant_for(self, event: int) -> Sequence[Talk]:
        """Open talks whose speakers wish for this event."""
        ...

    def waiting_for(self, event: int) -> Sequence[Talk]:
        """Talks without a slot that may be offered one at this event, in order; each is asked once an event."""
        ...

    def given(self, community: int, name: str, now: datetime, *, speaker: int | None = None) -> Sequence[Given]:
        """Talks that stood in the line-up of an event that is over, by speakers whose name has this in it; latest first.

        One that was only ever skipped on the stage was not given.
        """
        ...

    def rewrite(self, talk: int, what: Proposal) -> None: ...
    def stand(self, talk: int, state: TalkState, now: datetime) -> None:
        """Set where it stands. One that begins to wait goes to the end of the line; one that lost its slot, or took a
        free one while it waited, is undecided.
        """
        ...

    def decide(self, talk: int, state: TalkState, by: int, now: datetime, *, reply: str = "") -> None: ...
    def decider(self, talk: int) -> int | None:
        """The member who decided about it last, if anybody did."""
        ...

    def lineup(self, event: int) -> Lineup: ...
    def slot(self, talk: int) -> Item | None: ...
    def put(self, event: int, minutes: int, state: SlotState, now: datetime, *, talk: int | None = None) -> int:
        """Put a talk or a break at the end of a line-up; the item's number."""
        ...

    def arrange(self, event: int, items: Sequence[int]) -> None:
        """Order a line-up; `items` are all its items' numbers."""
        ...

    def settle(self, item: int, state: SlotState, now: datetime) -> None: ...
    def resize(self, item: int, minutes: int) -> None: ...
    def take_out(self, item: int) -> None: ...
    def time(self, event: int, timing: Timing) -> None: ...
    def offer(self, event: int, talk: int, until: datetime, now: datetime) -> None:
        """Note that a talk was offered a slot of this event."""
        ...

    def refuse_offers(self, event: int, talk: int, now: datetime) -> None:
        """Note that a talk need not be asked for this event again."""
        ...

    def speakers(self, event: int) -> Sequence[int]:
        """Members with a slot that is theirs, in the order of the line-up."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Give one member everything that another had."""
        ...
