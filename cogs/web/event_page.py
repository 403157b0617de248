"""The event's page for people's phones, in words. Pure: what was read in, the template's values out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.events.model import Event, State
from bot.events.when.say import say_clock, say_date
from bot.stage.model import Act, ActState, Program
from bot.stage.page import EventPage
from bot.talks.texts import KINDS, OPTION
from cogs.web import texts
from cogs.web.picture import around, state_of

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the line-up; `mark` is its state or when it will be on."""

    mark: str
    state: ActState
    title: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str


def values(page: EventPage) -> dict[str, Any]:
    """What the template is filled with."""
    program = page.screen.program
    event = program.event
    return {
        "community": page.screen.community,
        "title": event.title,
        "notice": _notice(program),
        "day": say_date(event.plan.starts_at, event.plan.zone),
        "hours": _hours(event),
        "place": event.plan.place or texts.WHERE_OPEN,
        "place_url": event.plan.place if _ADDRESS.fullmatch(event.plan.place) else "",
        "about": event.plan.description,
        "rows": list(_rows(program)),
        "zone": event.plan.zone,
        "ahead": event.state is State.PLANNED and state_of(program) != "over",
        "links": list(_links(page)),
    }


def _notice(program: Program) -> str:
    match state_of(program):
        case "cancelled":
            return texts.PHONE_CANCELLED
        case "over":
            return texts.PHONE_OVER
        case _:
            return ""


def _hours(event: Event) -> str:
    plan, zone = event.plan, ZoneInfo(event.plan.zone)
    start, end = say_clock(plan.starts_at, plan.zone), say_clock(plan.ends_at, plan.zone)
    if plan.starts_at.astimezone(zone).date() == plan.ends_at.astimezone(zone).date():
        return texts.UNTIL.format(start=start, end=end, zone=plan.zone)
    return texts.UNTIL_DAY.format(start=start, day=say_date(plan.ends_at, plan.zone), end=end, zone=plan.zone)


def _rows(program: Program) -> Iterator[Row]:
    """What was on, what is, and what is coming. Who was called and did not come is not shown up here."""
    for act in program.given:
        yield _row(act, texts.STATE_GIVEN)
    if program.on is not None:
        yield _row(program.on, texts.STATE_ON)
    if state_of(program) in ("over", "cancelled"):
        return
    for act in program.coming:
        begun = program.run.live
        yield _row(act, around(act, program.event) if begun else say_clock(act.start, program.event.plan.zone))


def _row(act: Act, mark: str) -> Row:
    if act.talk is None or act.kind is None:
        return Row(mark, act.state, texts.BREAK_ROW.format(minutes=act.minutes), "", "")
    return Row(mark, act.state, act.title, act.name, OPTION.format(kind=KINDS[act.kind], minutes=act.minutes))


def _links(page: EventPage) -> Iterator[Link]:
    """To the card in each chat, named by its space where a platform has several; then the calendar."""
    many = Counter(each.platform for each in page.spots)
    for spot in page.spots:
        opens = texts.OPEN[spot.platform]
        words = texts.OPEN_WHERE.format(open=opens, space=spot.space) if many[spot.platform] > 1 else opens
        yield Link(words, spot.url)
    if page.calendar and page.screen.program.event.state is State.PLANNED:
        yield Link(texts.CALENDAR, page.calendar)
