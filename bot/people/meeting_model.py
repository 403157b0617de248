"""Who met whom: one says so, the other agrees, and the day after an event both hear of it again. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

MOST_ASKED_A_DAY = 20
ASKED_FOR = timedelta(days=7)  # after which a question is not sent any more
STILL_THERE = timedelta(hours=36)  # how long after an event's end people who met are taken to have met there
FOLLOW_UP_AT = time(10)
_REST = timedelta(hours=6)


class Meeting(Enum):
    """Where it stands between two people."""

    ASKED = "asked"
    MET = "met"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Connection:
    """Two members, the lower id first; `asker` said first that they met, `event` is where. `met_at` is when both agreed."""

    id: int
    low: int
    high: int
    asker: int
    state: Meeting
    asked_at: datetime
    met_at: datetime | None
    event: int | None

    def other(self, member: int) -> int:
        return self.high if member == self.low else self.low


class Outcome(Enum):
    """What comes of saying that one met somebody."""

    ASK = "ask"  # the other is asked
    WAIT = "wait"  # they were asked before, and whatever they answered is theirs to tell
    CONNECT = "connect"  # now both have said so
    KNOWN = "known"  # they are connected


def settle_meeting(known: Connection | None, member: int) -> Outcome:
    """What follows when `member` says they met the other one of a connection, if there is one.

    Nobody is asked twice. Who was asked and says so later, even after declining, agrees with the one who asked.
    """
    if known is None:
        return Outcome.ASK
    if known.state is Meeting.MET:
        return Outcome.KNOWN
    return Outcome.WAIT if known.asker == member else Outcome.CONNECT


_FIRM = (Meeting.MET, Meeting.ASKED, Meeting.DECLINED)


def join_connections(one: Connection, other: Connection) -> Connection:
    """What counts of two connections between the same two when members become one: the firmer, then the earlier.

    Where each of the two asked the other, with one account or another, both have said that they met.
    """
    first = min(one, other, key=lambda each: (_FIRM.index(each.state), each.met_at or each.asked_at, each.id))
    if one.state is other.state is Meeting.ASKED and one.asker != other.asker:
        return replace(first, state=Meeting.MET, met_at=max(one.asked_at, other.asked_at))
    return first


def follow_up_at(starts_at: datetime, ends_at: datetime, zone: str) -> datetime:
    """Ten in the morning after an event, on a later day than it began and at least six hours after it ended."""
    began, ended = starts_at.astimezone(ZoneInfo(zone)).date(), ends_at.astimezone(ZoneInfo(zone)).date()
    day = max(began + timedelta(days=1), ended)
    morning = datetime.combine(day, FOLLOW_UP_AT, ZoneInfo(zone))
    if morning.astimezone(starts_at.tzinfo) < ends_at + _REST:
        morning = datetime.combine(day + timedelta(days=1), FOLLOW_UP_AT, ZoneInfo(zone))
    return morning.astimezone(starts_at.tzinfo)
