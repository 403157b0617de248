"""Coffee matches: who is in, when rounds are drawn, and what became of the matches. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.people.model import Platform

CONTACT_LENGTH = 200
LATEST = timedelta(days=2)  # after this, a round is not drawn any more: the next one is
ASK_BEFORE = timedelta(days=1)  # "did you meet?" comes so long before the next round
INTRODUCED_WITHIN = timedelta(days=5)  # a match is of no use if people hear of it later
FEWEST = 2  # people for whom a round is drawn, and in a match
FIRST_HOUR, LAST_HOUR = 6, 22
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Pace(Enum):
    """How often a round is drawn; once a month is the month's first such weekday."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When rounds are drawn, by the community's clock. `weekday` 0 is Monday."""

    pace: Pace
    weekday: int
    hour: int


def next_round(rhythm: Rhythm, zone: str, after: datetime, last: datetime | None = None) -> datetime:
    """The first moment of this rhythm later than `after`; a fortnight counts from the `last` round, where there was one.

    The hour stays what the clock on the wall says, across changes of clocks.
    """
    clock = ZoneInfo(zone)

    def at(day: date) -> datetime:
        return datetime.combine(day, time(rhythm.hour), clock)

    def found(day: date) -> bool:
        if day.weekday() != rhythm.weekday or at(day) <= after:
            return False
        match rhythm.pace:
            case Pace.WEEKLY:
                return True
            case Pace.FORTNIGHTLY:
                return last is None or (day - last.astimezone(clock).date()).days >= 14  # noqa: PLR2004 - a fortnight
            case Pace.MONTHLY:
                return day.day <= len(WEEKDAYS)

    today = after.astimezone(clock).date()
    return next(at(day) for ahead in range(60) if found(day := today + timedelta(days=ahead)))


class Standing(Enum):
    """Whether a person wants matches."""

    IN = "in"
    ONCE = "once"  # leaves one round out, then is in again
    AWAY = "away"  # until they come back
    LEFT = "left"

    @property
    def paused(self) -> bool:
        return self in (Standing.ONCE, Standing.AWAY)


@dataclass(frozen=True, slots=True)
class Drinker:
    """A person who is or was in. `contact` is how matches from another platform reach them; empty where they did not agree
    to such matches.
    """

    member: int
    standing: Standing
    contact: str = ""


_FIRM = (Standing.IN, Standing.ONCE, Standing.AWAY, Standing.LEFT)


def join_drinkers(one: Drinker, other: Drinker) -> Drinker:
    """What counts when two who were in are one person: who wants matches more, with that one's contact, or else the other's."""
    first, second = sorted((one, other), key=lambda each: _FIRM.index(each.standing))
    left = first.standing is Standing.LEFT
    return Drinker(one.member, first.standing, "" if left else first.contact or second.contact)


@dataclass(frozen=True, slots=True)
class Seat:
    """An account of a drinker in a space: where they can be met."""

    account: int
    space: int
    platform: Platform
    external: str
    name: str


class RoundState(Enum):
    PLANNED = "planned"
    DRAWN = "drawn"
    SKIPPED = "skipped"  # too late, or too few people
    OFF = "off"  # the rhythm was changed before it came


@dataclass(frozen=True, slots=True)
class Round:
    """One drawing. `number` counts a community's drawn rounds from 1; 0 while it is not drawn."""

    id: int
    community: int
    number: int
    due_at: datetime
    state: RoundState


class Verdict(Enum):
    """What a person says of their match."""

    MET = "met"
    NOT_YET = "notyet"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Cup:
    """One person's part in a match."""

    id: int
    match: int
    member: int
    contact: str
    standing: Standing
    accounts: tuple[Seat, ...]

    @property
    def name(self) -> str:
        return self.accounts[0].name if self.accounts else ""

    def on(self, space: int) -> Seat | None:
        """Their account in a space, if they are there."""
        return next((each for each in self.accounts if each.space == space), None)


@dataclass(frozen=True, slots=True)
class Match:
    """Two or three people who are to have coffee."""

    id: int
    community: int
    round: int
    cups: tuple[Cup, ...]

    def of(self, member: int) -> Cup | None:
        return next((each for each in self.cups if each.member == member), None)

    def others(self, member: int) -> tuple[Cup, ...]:
        return tuple(each for each in self.cups if each.member != member)

    @property
    def present(self) -> tuple[Cup, ...]:
        """Those who have not left the coffee matches since."""
        return tuple(each for each in self.cups if each.standing is not Standing.LEFT)

    def shared_space(self) -> int | None:
        """A space in which all of them are; the one where the first was seen last, if there are several."""
        spaces = (each.space for each in self.cups[0].accounts) if self.cups else ()
        return next((space for space in spaces if all(each.on(space) for each in self.cups)), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a round: people matched, matches, matches of whom at least one says that they met, people resting."""

    number: int
    drawn_at: datetime
    people: int
    matches: int
    met: int
    resting: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """A community's coffee in numbers; names nobody. `rounds` has the latest first."""

    joined: int
    paused: int
    rounds: tuple[Tally, ...]
