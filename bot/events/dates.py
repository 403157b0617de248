"""The dates of a series, one after the other: each becomes an event when its time to be announced has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from bot.delivery.model import Errand, ErrandKind
from bot.events.model import Event, State
from bot.events.posts import announce
from bot.events.recurrence import Occurrence, Series, SeriesState, announced_at, upcoming
from bot.events.repeat import say_rule
from bot.people.model import Space
from bot.ports import Tx

_MOST_STANDING = 12  # one, but for those that organizers moved


def ahead(tx: Tx, series: Series, now: datetime) -> Iterator[Occurrence]:
    """The dates that are still to be announced, in order."""
    decided = tx.series.dates(series.id)
    past = max((wall for wall, event in decided.items() if event is not None), default=None)
    return upcoming(series.repeat, now, past, {wall for wall, event in decided.items() if event is None})


def standing(tx: Tx, series: Series, now: datetime) -> list[tuple[datetime, Event]]:
    """The dates that are announced and have not begun, with their wall times: mostly one, or none."""
    latest = islice(_held(tx, series), _MOST_STANDING)
    return [(wall, event) for wall, event in latest if not event.started(now)][::-1]


def hold(tx: Tx, series: Series, date: Occurrence, now: datetime) -> tuple[Event, list[Space]]:
    """Make a date an event and owe its cards and reminders; the event, and the spaces that hear of it."""
    event = tx.events.add(series.community, series.host, series.plan_on(date), now)
    tx.series.settle(series.id, date.wall, event.id)
    return event, announce(tx, event, tx.spaces.of(series.community), now)


def repeats(tx: Tx, event: Event) -> str:
    """How often the series repeats that an event is a date of; empty for one of its own."""
    series = tx.series.of_event(event.id)
    return "" if series is None or series.state is SeriesState.ENDED else say_rule(series.repeat.rule)


def carry_on(tx: Tx, series: Series, now: datetime) -> None:
    """Announce the next date if it is time, and see to it that the one after it will be; end a series that has no more.

    Doing it too early or twice does nothing.
    """
    while series.state is SeriesState.RUNNING:
        if (date := next(ahead(tx, series, now), None)) is None:
            tx.series.end(series.id)
            return
        if (at := _announced_at(tx, series, date, now)) > now:
            key = f"series:{series.id}:{int(at.timestamp())}"
            tx.errands.owe(ErrandKind.SERIES, series.id, key=key, due_at=at)
            return
        hold(tx, series, date, now)


def next_announced(tx: Tx, series: Series, now: datetime) -> tuple[Occurrence, datetime] | None:
    """The date of a series that is announced next, and when that will be."""
    date = next(ahead(tx, series, now), None) if series.state is SeriesState.RUNNING else None
    return None if date is None else (date, _announced_at(tx, series, date, now))


def _announced_at(tx: Tx, series: Series, date: Occurrence, now: datetime) -> datetime:
    latest = _latest(tx, series)
    return announced_at(date, None if latest is None else latest[1].plan.starts_at, now)


def carry_on_after(tx: Tx, event: int, now: datetime) -> None:
    """The same for the series that an event is a date of, if it is one."""
    if (series := tx.series.of_event(event)) is not None:
        carry_on(tx, series, now)


def announce_next(tx: Tx, errand: Errand, now: datetime) -> None:
    """The moment at which the next date of a series is announced."""
    if (series := tx.series.get(errand.subject)) is not None:
        carry_on(tx, series, now)


def _latest(tx: Tx, series: Series) -> tuple[datetime, Event] | None:
    """The last date that was announced and takes place, with its wall time."""
    return next(_held(tx, series), None)


def _held(tx: Tx, series: Series) -> Iterator[tuple[datetime, Event]]:
    """The dates that were announced and take place, or did, the last one first."""
    for wall, number in sorted(tx.series.dates(series.id).items(), reverse=True):
        event = None if number is None else tx.events.get(number)
        if event is not None and event.state is State.PLANNED:
            yield wall, event
