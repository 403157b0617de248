"""Calendars as iCalendar files (RFC 5545). Pure: the same calendar is written as the same bytes, and only once.

icalendar escapes and folds. Its own VTIMEZONE is not used: it puts the spring change an hour late (7.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

from bot.events import calendar_texts as texts
from bot.events.calendar_model import Calendar, Entry
from bot.events.model import Standing

_HOUR, _SECOND = timedelta(hours=1), timedelta(seconds=1)
_FETCH_AGAIN = timedelta(hours=1)
_SOME_YEAR = 2026


@lru_cache(maxsize=256)
def write(calendar: Calendar) -> bytes:
    """The calendar as a file. It is remembered until something of it changes."""
    root = icalendar.Calendar()
    root.add("PRODID", "-//Hallway//Hallway//EN")
    root.add("VERSION", "2.0")
    root.add("CALSCALE", "GREGORIAN")
    # icalendar does not know that these are text, and would not escape them.
    root.add("NAME", icalendar.vText(calendar.name))
    root.add("X-WR-CALNAME", icalendar.vText(calendar.name))
    root.add("X-WR-TIMEZONE", calendar.zone)
    root.add("REFRESH-INTERVAL", _FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    root.add("X-PUBLISHED-TTL", icalendar.vDuration(_FETCH_AGAIN))
    for zone, first, last in _spans(calendar):
        root.add_component(_timezone(zone, first, last))
    for entry in calendar.entries:
        root.add_component(_event(entry, calendar.domain))
    written: bytes = root.to_ical()
    return written


def _event(entry: Entry, domain: str) -> icalendar.Event:
    plan, event = entry.plan, icalendar.Event()
    event.add("UID", f"{entry.name}@{domain}")
    event.add("SEQUENCE", entry.revision)
    event.add("DTSTAMP", entry.changed_at.replace(microsecond=0))
    event.add("LAST-MODIFIED", entry.changed_at.replace(microsecond=0))
    event.add("DTSTART", _local(plan.starts_at, plan.zone))
    event.add("DTEND", _local(plan.ends_at, plan.zone))
    event.add("SUMMARY", _title(entry))
    if plan.place:
        event.add("LOCATION", plan.place)
    if words := "\n\n".join(filter(None, (_standing(entry), plan.description))):
        event.add("DESCRIPTION", words)
    event.add("STATUS", _status(entry))
    event.add("TRANSP", "OPAQUE" if entry.standing is Standing.GOING and not entry.cancelled else "TRANSPARENT")
    return event


def _title(entry: Entry) -> str:
    """Its title. Outlook shows what is cancelled like everything else, whatever STATUS says."""
    return texts.CANCELLED_TITLE.format(title=entry.plan.title) if entry.cancelled else entry.plan.title


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    tentative = not entry.announced or entry.standing in (Standing.WAITING, Standing.MAYBE)
    return "TENTATIVE" if tentative else "CONFIRMED"


def _standing(entry: Entry) -> str:
    """What the calendar's owner answered, or that nobody can answer yet."""
    if not entry.announced:
        return texts.NOT_ANNOUNCED
    if entry.standing is None or entry.cancelled:
        return ""
    return texts.STANDINGS[entry.standing]


def _local(moment: datetime, zone: str) -> datetime:
    """The moment on the zone's clock; in UTC where a clock shows that time for the second time, which no file can say."""
    local = moment.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    return moment.astimezone(UTC).replace(microsecond=0) if local.fold or zone == "UTC" else local


def _spans(calendar: Calendar) -> Iterator[tuple[str, int, int]]:
    """Each zone that is needed, with the first and last year of it."""
    years: dict[str, set[int]] = {}
    for entry in calendar.entries:
        plan = entry.plan
        for moment in (_local(plan.starts_at, plan.zone), _local(plan.ends_at, plan.zone)):
            if moment.tzinfo is not UTC:
                years.setdefault(plan.zone, set()).add(moment.year)
    for zone in sorted(years):
        yield zone, min(years[zone]), max(years[zone])
    if not calendar.entries:
        # RFC 5545 wants a component in every calendar; this one says nothing wrong.
        yield calendar.zone, _SOME_YEAR, _SOME_YEAR


@lru_cache(maxsize=256)
def _timezone(name: str, first: int, last: int) -> icalendar.Timezone:
    """How the zone's clocks stand from the beginning of the year `first` to the end of `last`."""
    zone, found = ZoneInfo(name), icalendar.Timezone()
    found.add("TZID", name)
    begin, end = datetime(first - 1, 12, 1, tzinfo=UTC), datetime(last + 1, 2, 1, tzinfo=UTC)
    before = _offset(begin, zone)
    found.add_component(_observance(begin, before, zone))
    for change in _changes(zone, begin, end):
        found.add_component(_observance(change, before, zone))
        before = _offset(change, zone)
    return found


def _observance(onset: datetime, before: timedelta, zone: tzinfo) -> icalendar.Component:
    """What holds from `onset` on. Its DTSTART is what the clock would have shown without the change."""
    local = onset.astimezone(zone)
    made = icalendar.TimezoneDaylight() if local.dst() else icalendar.TimezoneStandard()
    made.add("DTSTART", (onset + before).replace(tzinfo=None))
    made.add("TZOFFSETFROM", before)
    made.add("TZOFFSETTO", _offset(onset, zone))
    made.add("TZNAME", local.tzname() or "")
    return made


def _changes(zone: tzinfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments between two at which the zone's offset or name changes."""
    at = begin
    while at < end:
        following = min(at + 24 * _HOUR, end)
        if _clock(at, zone) != _clock(following, zone):
            low, high = at, following
            while high - low > _SECOND:
                middle = low + (high - low) // _SECOND // 2 * _SECOND
                low, high = (middle, high) if _clock(middle, zone) == _clock(at, zone) else (low, middle)
            yield high
        at = following


def _clock(at: datetime, zone: tzinfo) -> tuple[timedelta, str | None]:
    return _offset(at, zone), at.astimezone(zone).tzname()


def _offset(at: datetime, zone: tzinfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
