"""What organizers do with series: plan one, see its dates, leave one out, end it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.events import series_cards as cards
from bot.events import series_texts as texts
from bot.events.actions import create_event
from bot.events.cancel import call_off
from bot.events.dates import ahead, carry_on, hold, standing
from bot.events.destinations import Destinations
from bot.events.lookup import known_event, open_event, picked_number
from bot.events.model import Plan
from bot.events.recurrence import Series, SeriesPlan, SeriesState, occurrences
from bot.people.model import Platform
from bot.people.presence import known_member, meet, require_organizer
from bot.ports import Tx

_COMMAND = "event series"
_DATES_SHOWN = 9
_IN_SIGHT = 200  # dates among which one that the clocks move is looked for


async def create_planned(app: App, call: Call, wanted: Plan | SeriesPlan) -> Card:
    """Plan what the form asks for: one event, or a series of them."""
    match wanted:
        case Plan():
            return await create_event(app, call, wanted)
        case SeriesPlan():
            return await app.store.write(_create, call, wanted, app.away)


async def list_series(app: App, call: Call) -> Card:
    """The series that go on: the first one, and a menu of the others."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), _COMMAND)
        running = list(tx.series.running(call.space.community))
        return _card(tx, running[0], call, running[1:]) if running else cards.no_series_card()

    return await app.store.read(load)


async def show_picked(app: App, call: Call, *, picked: str) -> Card:
    """The series that was picked from a menu."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), _COMMAND)
        series = known_series(tx, call, picked_number(picked))
        others = [each for each in tx.series.running(series.community) if each.id != series.id]
        return _card(tx, series, call, others)

    return await app.store.read(load)


async def ask_skip(app: App, call: Call, *, series: int, date: int = 0, picked: str = "") -> Card:
    """Before a date is left out, say what that will do."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), _COMMAND)
        found = running_series(known_series(tx, call, series))
        wall = _date(tx, call, found, picked or str(date))
        event = tx.series.dates(found.id).get(wall)
        return cards.ask_skip_card(found, wall, None if event is None else known_event(tx, call, event))

    return await app.store.read(load)


async def skip(app: App, call: Call, *, series: int, date: int) -> Card:
    """Leave a date out that nobody knows of yet. One that was announced since the organizer was asked is asked about again."""
    return await app.store.write(_skip, call, series, str(date), False)


async def skip_announced(app: App, call: Call, *, series: int, date: int) -> Card:
    """Leave a date out, also one that is announced: it is cancelled, and everybody who was coming is told."""
    return await app.store.write(_skip, call, series, str(date), True)


async def ask_end(app: App, call: Call, *, series: int) -> Card:
    """Before a series ends, say what that will do."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), _COMMAND)
        found = running_series(known_series(tx, call, series))
        announced = standing(tx, found, call.at)
        return cards.ask_end_card(found, [event for _, event in announced])

    return await app.store.read(load)


async def end(app: App, call: Call, *, series: int) -> Card:
    """End a series: what is announced stays, and nothing follows."""
    return await app.store.write(_end, call, series)


# --- Transactions ----------------------------------------------------------------------------------------------------


def _create(tx: Tx, call: Call, plan: SeriesPlan, away: AbstractSet[Platform] = frozenset()) -> Card:
    member = meet(tx, call)
    require_organizer(call, member, "event create")
    if (done := tx.calls.done(call.key)) is not None:
        return _card(tx, known_series(tx, call, int(done.partition(":")[2])), call)
    series = tx.series.add(call.space.community, member.id, plan, call.at)
    tx.calls.remember(call.key, f"series:{series.id}", call.at)
    event, reached = hold(tx, series, next(occurrences(plan.repeat)), call.at)
    carry_on(tx, series, call.at)
    return cards.series_created_card(
        series, event, _outlook(tx, series, call.at), Destinations.of(reached, away), call.at
    )


def _skip(tx: Tx, call: Call, number: int, stamp: str, announced: bool) -> Card:  # noqa: FBT001 - by place, as write() hands it on
    require_organizer(call, meet(tx, call), _COMMAND)
    series = known_series(tx, call, number)
    wall = _read(series, stamp)
    if tx.calls.done(call.key) is None:
        running_series(series)
        _date(tx, call, series, stamp)
        event = tx.series.dates(series.id).get(wall)
        if event is not None and not announced:
            return cards.ask_skip_card(series, wall, known_event(tx, call, event))
        tx.calls.remember(call.key, f"series:{series.id}", call.at)
        if event is not None:
            call_off(tx, open_event(tx, call, event), call.at)
        else:
            tx.series.settle(series.id, wall, None)
            carry_on(tx, series, call.at)
    return cards.skipped_card(_card(tx, known_series(tx, call, number), call), series, wall)


def _end(tx: Tx, call: Call, number: int) -> Card:
    require_organizer(call, meet(tx, call), _COMMAND)
    series = known_series(tx, call, number)
    if tx.calls.done(call.key) is None:
        running_series(series)
        tx.calls.remember(call.key, f"series:{series.id}", call.at)
        tx.series.end(series.id)
    return cards.ended_card(series)


# --- Shared ----------------------------------------------------------------------------------------------------------


def known_series(tx: Tx, call: Call, number: int) -> Series:
    """The community's series with this number; refuses when there is none."""
    found = tx.series.get(number)
    if found is None or found.community != call.space.community:
        raise Refusal(texts.NO_SUCH_SERIES)
    return found


def running_series(series: Series) -> Series:
    """The series, unless it has ended."""
    if series.state is SeriesState.ENDED:
        raise Refusal(texts.HAS_ENDED(title=series.title))
    return series


def _read(series: Series, stamp: str) -> datetime:
    if (wall := cards.read_stamp(stamp)) is None:
        raise Refusal(texts.NO_SUCH_DATE(title=series.title))
    return wall


def _date(tx: Tx, call: Call, series: Series, stamp: str) -> datetime:
    """The wall time of a date that lies ahead, announced or not; refuses any other."""
    wall = _read(series, stamp)
    near = takewhile(lambda each: each.wall <= wall, ahead(tx, series, call.at))
    announced = {each for each, _ in standing(tx, series, call.at)}
    if wall not in announced and wall not in {each.wall for each in islice(near, _IN_SIGHT)}:
        raise Refusal(texts.NO_SUCH_DATE(title=series.title))
    return wall


def _card(tx: Tx, series: Series, call: Call, others: list[Series] | None = None) -> Card:
    return cards.series_card(series, _outlook(tx, series, call.at), call.at, others or [])


def _outlook(tx: Tx, series: Series, now: datetime) -> cards.Outlook:
    running = series.state is SeriesState.RUNNING
    in_sight = list(islice(ahead(tx, series, now), _IN_SIGHT)) if running else []
    announced = standing(tx, series, now)
    first = announced[0][0] if announced else now.astimezone(ZoneInfo(series.repeat.zone)).replace(tzinfo=None)
    return cards.Outlook(
        standing=tuple(announced),
        dates=tuple(in_sight[:_DATES_SHOWN]),
        left_out=tuple(wall for wall, event in tx.series.dates(series.id).items() if event is None and wall > first),
        moved=next((each for each in in_sight if each.moved), None),
    )
