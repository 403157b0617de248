"""The stage: the live run of a line-up. Who is on, who is next, how much time is left. Pure rules.

A run has turns: one for each item that has been on. Everything that is shown, in the chats and on the page, follows from
the rows of the run and the time, so that a restart in the middle of a talk changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.events.model import Event
from bot.talks.model import Item, Lineup, SlotState, TalkKind, Timing

WARNINGS = (timedelta(minutes=2), timedelta(minutes=1), timedelta())  # time left at which the room is told
WARNING_LASTS = timedelta(seconds=45)
AMBER = timedelta(minutes=2)  # less time left than this is shown in amber, none in red
EXTENSIONS = (1, 2, 5, 10)
MOST_EXTENDED = 60
ENDS_ITSELF = timedelta(hours=6)


class ActState(Enum):
    """Where an item of the line-up is in its run."""

    COMING = "coming"
    ON = "on"
    GIVEN = "given"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Turn:
    """An item's time on the stage. `ends_at` is when its time runs out, `ended_at` when it really ended; `talk` is `None`
    for a break. `skipped`: they were called and did not come. `deck` is the item that was on deck when it began: its speaker
    is pinged by the turn's own card.
    """

    id: int
    event: int
    item: int
    talk: int | None
    began_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None
    skipped: bool = False
    deck: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The live run of an event's line-up: its turns in the order in which they were on, the last one being now.

    While it is paused the time that is left stands still. `token` is the secret part of its page's address.
    """

    event: int
    token: str
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    paused_at: datetime | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def live(self) -> bool:
        return self.started_at is not None and self.stopped_at is None

    @property
    def now_on(self) -> Turn | None:
        """The turn that is on; `None` before and after the run."""
        return self.turns[-1] if self.live and self.turns and self.turns[-1].ended_at is None else None

    def has_had(self, item: int) -> bool:
        """Whether an item of the line-up was called."""
        return any(each.item == item for each in self.turns)

    def has_spoken(self, item: int) -> bool:
        """Whether an item of the line-up is on, or has been; who was called and did not come has not."""
        return any(each.item == item and not each.skipped for each in self.turns)


@dataclass(frozen=True, slots=True)
class Act:
    """An item of the line-up as the stage sees it; `start` is when it was on or, as things stand, will be.

    `talk`, `speaker` and `kind` are `None` for a break; `turn` is the last one that it had, if any.
    """

    item: int
    minutes: int
    state: ActState
    start: datetime
    talk: int | None = None
    title: str = ""
    speaker: int | None = None
    name: str = ""
    kind: TalkKind | None = None
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that can be said about a run at a moment. `coming` are in the order in which they will be called."""

    event: Event
    run: Run
    given: tuple[Act, ...]
    on: Act | None
    coming: tuple[Act, ...]
    skipped: tuple[Act, ...]

    @property
    def on_deck(self) -> Act | None:
        """Who has to be ready: the next talk, whatever break comes before it."""
        return next((each for each in self.coming if each.talk is not None), None)

    @property
    def talks_to_come(self) -> int:
        """How many talks have not been on, those included whose speaker was not there."""
        return sum(each.talk is not None for each in (*self.coming, *self.skipped))

    @property
    def talks_given(self) -> tuple[Act, ...]:
        return tuple(each for each in self.given if each.talk is not None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the talk that is on, as the stage shows it; `name` is empty for an anonymous one."""

    text: str
    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class Screen:
    """What the stage page shows at a moment: `questions` are the open ones to the talk that is on, most votes first."""

    community: str
    program: Program
    questions: tuple[Asked, ...]
    now: datetime


def time_left(run: Run, now: datetime) -> timedelta | None:
    """How long whoever is on still has, negative when they are over time; `None` while nobody is on."""
    turn = run.now_on
    return None if turn is None else turn.ends_at - (run.paused_at or now)


def resumed(run: Run, now: datetime) -> datetime:
    """When the time of the turn that is on runs out, once a pause ends."""
    turn, paused = run.now_on, run.paused_at
    if turn is None or paused is None:
        raise ValueError("nothing is paused")
    return turn.ends_at + (now - paused)


def extended(run: Run, minutes: int, now: datetime) -> datetime:
    """When the time of the turn that is on runs out with some minutes more; who is over time gets them from now on."""
    turn = run.now_on
    if turn is None:
        raise ValueError("nobody is on")
    return max(turn.ends_at, run.paused_at or now) + timedelta(minutes=minutes)


def program(event: Event, lineup: Lineup, run: Run, now: datetime) -> Program:
    """What a run looks like now. Slots that are only offered to somebody are not called."""
    last = {turn.item: turn for turn in run.turns}
    on = run.now_on
    given, skipped, coming = list[Act](), list[Act](), list[Act]()
    for item in lineup.items:
        turn = last.get(item.id)
        if turn is None:
            if item.state is not SlotState.HELD:
                coming.append(_act(item, ActState.COMING, event.plan.starts_at, None))
        elif on is None or turn.id != on.id:
            pile, state = (skipped, ActState.SKIPPED) if turn.skipped else (given, ActState.GIVEN)
            pile.append(_act(item, state, turn.began_at, turn))
    found = None if on is None else lineup.item(on.item)
    current = None if on is None or found is None else _act(found, ActState.ON, on.began_at, on)
    return Program(
        event,
        run,
        given=tuple(sorted(given, key=_turn_number)),
        on=current,
        coming=_expected(event, lineup.timing, run, current, coming, now),
        skipped=tuple(sorted(skipped, key=_turn_number)),
    )


def act_of(program: Program, turn: Turn) -> Act | None:
    """A turn's item as it stands; one that was called again later stands as it was in this turn. `None` when its item is
    not in the line-up any more.
    """
    acts: tuple[Act, ...] = (*program.given, *((program.on,) if program.on else ()), *program.skipped)
    act = next((each for each in acts if each.item == turn.item), None)
    if act is None or (act.turn is not None and act.turn.id == turn.id):
        return act
    return replace(act, state=ActState.SKIPPED if turn.skipped else ActState.GIVEN, start=turn.began_at, turn=turn)


def _expected(
    event: Event, timing: Timing, run: Run, on: Act | None, coming: Sequence[Act], now: datetime
) -> tuple[Act, ...]:
    """What is to come, with when each will begin as things stand: late runs push everything, pauses as they last."""
    turn = run.now_on
    if turn is not None:
        at = max(now, turn.ends_at + (now - run.paused_at if run.paused_at else timedelta()))
    else:
        at = max(now, event.plan.starts_at + timedelta(minutes=timing.doors))
    before, found = on, list[Act]()
    for act in coming:
        both_talks = before is not None and before.talk is not None and act.talk is not None
        at += timedelta(minutes=timing.changeover if both_talks else 0)
        found.append(replace(act, start=at))
        at += timedelta(minutes=act.minutes)
        before = act
    return tuple(found)


def _act(item: Item, state: ActState, start: datetime, turn: Turn | None) -> Act:
    return Act(
        item=item.id,
        minutes=item.minutes,
        state=state,
        start=start,
        talk=item.talk,
        title=item.title,
        speaker=item.speaker,
        name=item.name,
        kind=item.kind,
        turn=turn,
    )


def _turn_number(act: Act) -> int:
    return 0 if act.turn is None else act.turn.id
