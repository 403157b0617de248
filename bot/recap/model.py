"""The recap of an event: which talks were really given, what is told of them, and when it goes out. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.events.model import Event, State
from bot.people.meeting_model import follow_up_at
from bot.stage.model import Run
from bot.talks.model import Item, Lineup, SlotState

NOTE_LENGTH = 600
ANSWER_LENGTH = 500
USEFUL_FOR = timedelta(days=7)  # a bot that was away for longer does not begin to tell of it by itself
THANKS_USEFUL_FOR = timedelta(days=2)
LOOK_AGAIN = timedelta(minutes=10)  # whether an evening that runs late has come to its end


class RecapState(Enum):
    """What is decided about a recap: it goes out the next day, it does not, or it stands in the channels."""

    PLANNED = "planned"
    HELD = "held"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Recap:
    """What organizers decided about the recap of an event, and what they added: links to recordings, and a note."""

    event: int
    state: RecapState = RecapState.PLANNED
    recordings: tuple[str, ...] = ()
    note: str = ""
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A talk that was given. `name` is empty where its speaker asked to be forgotten."""

    talk: int
    title: str
    name: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was not answered on the stage; `title` and `speaker` are those of its talk, `name` the asker's, empty
    where they ask anonymously. `answer` is what the speaker wrote afterwards, if they did.
    """

    id: int
    talk: int
    title: str
    speaker: str
    text: str
    name: str
    votes: int = 0
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a recap tells. `came` is how many were checked in, 0 where nobody stood at the door.

    `due` is when it goes out by itself.
    """

    event: Event
    recap: Recap
    talks: tuple[Told, ...]
    questions: tuple[Question, ...]
    came: int
    due: datetime

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell: how many came alone is no story."""
        return not (self.talks or self.questions or self.recap.recordings or self.recap.note)


def given(lineup: Lineup, run: Run | None) -> tuple[Item, ...]:
    """The talks that were really given, in the order in which they were: with a live run those that had a turn which was
    not skipped, else what had been confirmed.
    """
    talks = {each.id: each for each in lineup.items if each.talk is not None}
    turns = [] if run is None else [each for each in run.turns if each.item in talks]
    if not turns:
        return tuple(each for each in talks.values() if each.state is SlotState.CONFIRMED)
    return tuple(talks[each] for each in dict.fromkeys(turn.item for turn in turns if not turn.skipped))


def recap_at(event: Event) -> datetime:
    """When the recap goes out: at ten by the event's own clock on the morning after."""
    return follow_up_at(event.plan.starts_at, event.plan.ends_at, event.plan.zone)


def goes_out(story: Story, now: datetime) -> bool:
    """Whether it is posted now, when its time has come."""
    planned = story.event.state is State.PLANNED and story.recap.state is RecapState.PLANNED
    return planned and not story.empty and story.due <= now < story.due + USEFUL_FOR
