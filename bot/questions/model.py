"""Questions to speakers: which talk one goes to, for how long, and which stands first. Pure rules.

Who asked is no part of a question: nothing that is composed from one can tell it. `name` is there when they want it to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.stage.model import Run

TEXT_LENGTH = 500
MOST_OPEN = 5  # by one person to one talk
OPEN_AFTER = timedelta(hours=24)  # how long a talk that was given can still be asked about


class QuestionState(Enum):
    """`HIDDEN` was rude or spam and is seen by organizers and the speaker alone; `TAKEN_BACK` says nothing any more."""

    OPEN = "open"
    ANSWERED = "answered"
    HIDDEN = "hidden"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to ask."""

    text: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a talk at an event; `number` counts those of its talk from 1 and never changes.

    `name` is the asker's, empty where they ask anonymously. `title` and `speaker` are those of the talk.
    """

    id: int
    community: int
    event: int
    talk: int
    title: str
    speaker: str
    number: int
    text: str
    name: str
    anonymous: bool
    state: QuestionState
    votes: int

    @property
    def open(self) -> bool:
        return self.state is QuestionState.OPEN


@dataclass(frozen=True, slots=True)
class Floor:
    """A talk with questions that are not closed: it is on, or `ended_at` lately. `live` is whether its stage still is.

    Who did not come when they were called (`skipped`) may still be called again, and is asked nothing before.
    """

    talk: int
    event: int
    began_at: datetime
    ended_at: datetime | None
    live: bool
    skipped: bool = False

    @property
    def on(self) -> bool:
        return self.ended_at is None

    @property
    def closes_at(self) -> datetime | None:
        """When no more can be asked; `None` while the talk is on."""
        return None if self.ended_at is None else self.ended_at + OPEN_AFTER


def floors(runs: Iterable[Run], now: datetime) -> tuple[Floor, ...]:
    """Every talk of these runs whose questions are not closed now, the one that began last first."""
    found = list[Floor]()
    for run in runs:
        # The last turn of each talk; one in which nobody came counts where there was no other.
        in_order = sorted(run.turns, key=lambda each: not each.skipped)
        for talk, turn in {each.talk: each for each in in_order if each.talk is not None}.items():
            on = run.now_on is turn
            ended = None if on else turn.ended_at or run.stopped_at or turn.ends_at
            floor = Floor(talk, run.event, turn.began_at, ended, run.live, turn.skipped)
            if floor.closes_at is None or now < floor.closes_at:
                found.append(floor)
    return tuple(sorted(found, key=lambda each: each.began_at, reverse=True))


def meant(open_now: Sequence[Floor]) -> tuple[Floor, ...]:
    """The talks that a question without an address may go to: one, unless several stages are on, or all is over.

    First what is on; else, in a break, the talk that was on last at each live stage; else all that were given lately.
    """
    given = tuple(each for each in open_now if not each.skipped)
    if on := tuple(each for each in given if each.on):
        return on
    lately: dict[int, Floor] = {}
    for each in given:
        if each.live:
            lately.setdefault(each.event, each)
    return tuple(lately.values()) or given


def ranked(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Most votes first; of two alike, the one that was asked first."""
    return tuple(sorted(questions, key=lambda each: (-each.votes, each.number)))


def still_open(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that wait for an answer, in their order."""
    return tuple(each for each in questions if each.open)
