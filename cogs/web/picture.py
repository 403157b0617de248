"""What the big screen shows, as JSON: every word but the digits of the countdown, which the browser counts by itself.

A picture holds nothing that time alone changes within a minute, so that two of them can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.events.model import Event, State
from bot.events.when.say import say_clock, say_date
from bot.stage.model import AMBER, Act, Asked, Program, Screen
from cogs.web import texts

Json = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_QUESTIONS = 12  # more than any screen has room for

# What the browser has to say by itself.
WORDS: Json = {
    "on": texts.ON,
    "soon": texts.SOON,
    "over": texts.OVER_TIME,
    "paused": texts.PAUSED,
    "break": texts.BREAK,
    "breakOver": texts.BREAK_OVER,
    "beginning": texts.BEGINNING,
    "more": texts.MORE,
    "days": texts.DAYS,
    "day": texts.DAY,
    "fullScreen": texts.FULL_SCREEN,
    "leaveFullScreen": texts.LEAVE_FULL_SCREEN,
    "reconnecting": texts.RECONNECTING,
    "crowded": texts.CROWDED,
    "gone": texts.GONE,
}


def millis(moment: datetime) -> float:
    """A moment as browsers count: milliseconds since 1970."""
    return (moment - _EPOCH) / timedelta(milliseconds=1)


def picture(screen: Screen) -> Json:
    """The screen as it is now. Moments are milliseconds; clocks are text, in the event's zone."""
    program = screen.program
    state = state_of(program)
    name, title = _headline(screen, state)
    stands = program.run.paused_at if state == "paused" else None
    return {
        "state": state,
        "badge": _badge(program.event, state, screen.now),
        "name": name,
        "title": title,
        "zeroAt": _zero_at(program, state),
        "standsAt": None if stands is None else millis(stands),
        "deck": _deck(program, state),
        "side": _rows(program, state) or _questions(screen.questions, state),
    }


def state_of(program: Program) -> str:
    """One of before, on, break, paused, between, over, cancelled."""
    run = program.run
    if program.event.state is State.CANCELLED:
        return "cancelled"
    if run.stopped_at is not None:
        return "over"
    if run.started_at is None:
        return "before"
    if run.now_on is None:
        return "between"
    if run.paused_at is not None:
        return "paused"
    return "break" if run.now_on.talk is None else "on"


def _badge(event: Event, state: str, now: datetime) -> str:
    """The word above everything where the browser does not find it from the time that is left."""
    if state == "between":
        return texts.BETWEEN
    if state != "before":
        return ""
    starts, zone = event.plan.starts_at, ZoneInfo(event.plan.zone)
    clock = say_clock(starts, event.plan.zone)
    if starts.astimezone(zone).date() == now.astimezone(zone).date():
        return texts.BEFORE.format(clock=clock)
    return texts.BEFORE_LATER.format(day=say_date(starts, event.plan.zone), clock=clock)


def _headline(screen: Screen, state: str) -> tuple[str, str]:
    """The two big lines: who, and what."""
    program = screen.program
    match state:
        case "cancelled":
            return texts.CANCELLED, texts.CANCELLED_SMALL
        case "over":
            return texts.OVER, texts.OVER_SPEAKERS if program.talks_given else texts.OVER_NOBODY
        case "before":
            return screen.community, program.event.title
        case "between":
            deck = program.on_deck
            return (texts.LAST, texts.LAST_SMALL) if deck is None else (deck.name, deck.title)
        case _:
            return _now_on(program)


def _now_on(program: Program) -> tuple[str, str]:
    if program.on is None:  # its item was taken out of the line-up meanwhile
        return "", program.event.title
    return ("", texts.BREAK_TITLE) if program.on.talk is None else (program.on.name, program.on.title)


def _zero_at(program: Program, state: str) -> float | None:
    """What the countdown counts to."""
    if state == "before":
        return millis(program.event.plan.starts_at)
    turn = program.run.now_on
    return None if turn is None or state == "cancelled" else millis(turn.ends_at)


def _deck(program: Program, state: str) -> Json | None:
    """Who has to be ready, where they do not stand in the middle already."""
    deck = program.on_deck
    if deck is None or state not in ("on", "break", "paused"):
        return {"last": texts.LAST_TALK} if state in ("on", "paused") and deck is None else None
    return {
        "name": deck.name,
        "title": deck.title,
        "clock": around(deck, program.event),
        "after": texts.AFTER_BREAK if program.coming[0].talk is None else "",
    }


def around(act: Act, event: Event) -> str:
    """When something will be on, as things stand."""
    return texts.AROUND.format(clock=say_clock(act.start, event.plan.zone))


def _rows(program: Program, state: str) -> Json | None:
    """The line-up before it begins and between two talks; those who spoke when it is over."""
    event = program.event
    match state:
        case "before" if program.coming:
            return _side(texts.LINE_UP, [_row(each, say_clock(each.start, event.plan.zone)) for each in program.coming])
        case "between" | "break" if len(program.coming) > 1:
            later = [each for each in program.coming if each is not program.on_deck]
            return _side(texts.LATER, [_row(each, around(each, event)) for each in later])
        case "over" if program.talks_given:
            return _side(texts.SPOKE, [_row(each, "") for each in program.talks_given])
        case _:
            return None


def _side(title: str, rows: list[Json]) -> Json:
    return {"kind": "rows", "title": title, "rows": rows, "all": len(rows), "note": ""}


def _row(act: Act, clock: str) -> Json:
    if act.talk is None:
        return {"mark": clock, "text": texts.BREAK_ROW.format(minutes=act.minutes), "small": ""}
    return {"mark": clock, "text": act.title, "small": act.name}


def _questions(asked: Sequence[Asked], state: str) -> Json | None:
    """The queue; `note` is what stands there while it is empty. `None` where nothing is asked any more."""
    if state in ("over", "cancelled"):
        return None
    rows = [
        {"mark": _votes(each.votes), "text": each.text, "small": each.name or texts.NAMELESS}
        for each in asked[:_MOST_QUESTIONS]
    ]
    note = "" if rows else texts.QUESTIONS_NONE if state in ("on", "paused") else texts.QUESTIONS_LATER
    return {"kind": "questions", "title": texts.QUESTIONS, "rows": rows, "all": len(asked), "note": note}


def _votes(votes: int) -> str:
    if not votes:
        return texts.VOTES_NONE
    return texts.VOTES_ONE if votes == 1 else texts.VOTES.format(votes=votes)


# The browser counts with it: less time left than this is shown in amber.
AMBER_MILLIS = AMBER / timedelta(milliseconds=1)
