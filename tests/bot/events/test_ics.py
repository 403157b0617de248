"""Calendar files: read by a strict reader of our own and by icalendar, whatever people typed and whenever it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.typed import one_line, paragraphs
from bot.events.calendar_model import Calendar, Entry, date_name, event_name
from bot.events.ics import write
from bot.events.model import DESCRIPTION_LENGTH, PLACE_LENGTH, TITLE_LENGTH, Plan, Standing
from tests import rfc5545
from tests.bot.events.test_repeat_properties import ZONES
from tests.e2e.test_hostile import HOSTILE

START = datetime(2026, 12, 10, 17, 30, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)

lines = st.one_of(st.text(max_size=TITLE_LENGTH), st.sampled_from(HOSTILE), st.text('é漢👩\u200d;,\\:"\n', max_size=90))
titles = lines.map(one_line).filter(bool)
places = lines.map(lambda text: one_line(text)[:PLACE_LENGTH])
descriptions = st.text(max_size=DESCRIPTION_LENGTH).map(paragraphs)
moments = st.integers(0, 10 * 366 * 24 * 60).map(lambda minutes: START + minutes * MINUTE)
plans = st.builds(
    lambda title, start, lasts, zone, place, text: Plan(title, start, start + lasts, zone, place, None, text),
    titles,
    moments,
    st.integers(1, 5000).map(lambda minutes: minutes * MINUTE),
    st.sampled_from((*ZONES, "UTC")),
    places,
    descriptions,
)
entries = st.builds(
    Entry,
    name=st.integers(1, 2**60).map(event_name),
    plan=plans,
    cancelled=st.booleans(),
    revision=st.integers(0, 99),
    changed_at=moments,
    standing=st.none() | st.sampled_from((Standing.GOING, Standing.WAITING, Standing.MAYBE)),
    announced=st.booleans(),
)
calendars = st.builds(
    Calendar,
    name=titles,
    zone=st.sampled_from(ZONES),
    domain=st.just("0123456789abcdef.hallway"),
    entries=st.lists(entries, max_size=5, unique_by=lambda each: each.name).map(tuple),
)


def plan(start: datetime = START, zone: str = "Europe/Berlin", lasts: timedelta = 2 * HOUR) -> Plan:
    return Plan("Talks", start, start + lasts, zone, "Library", 10, "Bring a laptop")


def entry(**changes: object) -> Entry:
    return replace(Entry(event_name(42), plan(), cancelled=False, revision=0, changed_at=START), **changes)  # type: ignore[arg-type]


def calendar(*found: Entry) -> Calendar:
    return Calendar("Riverside Meetup", "Europe/Berlin", "abc.hallway", found)


@settings(max_examples=200, deadline=None)
@given(calendars)
def test_any_calendar_is_read_back_as_it_is(made: Calendar) -> None:
    data = write(made)
    strict = rfc5545.read(data)
    assert strict.root.text("NAME") == made.name
    assert len(strict.events) == len(made.entries)
    library: Any = icalendar.Calendar.from_ical(data)
    for each, event, other in zip(made.entries, strict.events, library.walk("VEVENT"), strict=True):
        title = f"Cancelled: {each.plan.title}" if each.cancelled else each.plan.title
        assert event.text("SUMMARY") == str(other["SUMMARY"]) == title
        assert (event.text("LOCATION") or "") == each.plan.place
        assert (event.text("DESCRIPTION") or "").endswith(each.plan.description)
        for name, moment in (("DTSTART", each.plan.starts_at), ("DTEND", each.plan.ends_at)):
            assert strict.moment(event, name) == moment
            assert other[name].dt.astimezone(UTC) == moment


@pytest.mark.parametrize("zone", ZONES)
def test_times_across_two_years_of_clock_changes(zone: str) -> None:
    """By the file's own VTIMEZONE, every quarter of an hour of the nights on which the clocks change is the right one."""
    clock = ZoneInfo(zone)
    hours = [datetime(2027, 1, 1, tzinfo=UTC) + n * HOUR for n in range(2 * 365 * 24)]
    changes = [
        hour for hour in hours if hour.astimezone(clock).utcoffset() != (hour + HOUR).astimezone(clock).utcoffset()
    ] or [START]
    starts = [change + n * 15 * MINUTE for change in changes for n in range(-12, 13)]
    made = calendar(*(entry(name=event_name(n), plan=plan(start, zone)) for n, start in enumerate(starts)))
    strict = rfc5545.read(write(made))
    assert [strict.moment(each, "DTSTART") for each in strict.events] == starts
    assert [strict.moment(each, "DTEND") for each in strict.events] == [start + 2 * HOUR for start in starts]
    # The third judge: what dateutil makes of the VTIMEZONE.
    zones = tz.tzical(StringIO(rfc5545.unfolded(write(made))))
    for each, start in zip(strict.events, starts, strict=True):
        found = each.one("DTSTART")
        if "TZID" in found.params:
            wall = rfc5545.stamp(found.value).replace(tzinfo=zones.get(found.params["TZID"]))
            assert wall.astimezone(UTC) == start


def test_what_an_event_says() -> None:
    (event,) = rfc5545.read(write(calendar(entry(revision=3)))).events
    assert {each.name: each.value for each in event.properties} == {
        "UID": "event-42@abc.hallway",
        "SEQUENCE": "3",
        "DTSTAMP": "20261210T173000Z",
        "LAST-MODIFIED": "20261210T173000Z",
        "DTSTART": "20261210T183000",
        "DTEND": "20261210T203000",
        "SUMMARY": "Talks",
        "LOCATION": "Library",
        "DESCRIPTION": "Bring a laptop",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
    }


@pytest.mark.parametrize(
    ("standing", "cancelled", "status", "blocks_time", "says"),
    [
        (Standing.GOING, False, "CONFIRMED", "OPAQUE", "You are going.\n\nBring a laptop"),
        (Standing.WAITING, False, "TENTATIVE", "TRANSPARENT", "You are on the waiting list.\n\nBring a laptop"),
        (Standing.MAYBE, False, "TENTATIVE", "TRANSPARENT", "You answered maybe.\n\nBring a laptop"),
        (Standing.GOING, True, "CANCELLED", "TRANSPARENT", "Bring a laptop"),
        (None, True, "CANCELLED", "TRANSPARENT", "Bring a laptop"),
    ],
)
def test_where_its_owner_stands(
    standing: Standing | None,
    cancelled: bool,  # noqa: FBT001
    status: str,
    blocks_time: str,
    says: str,
) -> None:
    (event,) = rfc5545.read(write(calendar(entry(standing=standing, cancelled=cancelled)))).events
    assert (event.text("STATUS"), event.text("TRANSP"), event.text("DESCRIPTION")) == (status, blocks_time, says)


def test_a_date_that_is_not_announced_is_tentative_and_says_so() -> None:
    (event,) = rfc5545.read(write(calendar(entry(name=date_name(3, date(2027, 1, 14)), announced=False)))).events
    assert event.text("UID") == "series-3-20270114@abc.hallway"
    assert (event.text("STATUS"), event.text("TRANSP")) == ("TENTATIVE", "TRANSPARENT")
    said = "Not announced yet. Seats can be taken in our chat as soon as it is.\n\nBring a laptop"
    assert event.text("DESCRIPTION") == said


def test_nobody_can_write_another_event_into_the_file() -> None:
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\nATTACH:http://evil.example/;,\\n"
    typed = replace(plan(), title=one_line(hostile), place=one_line(hostile), description=paragraphs(hostile))
    data = write(calendar(entry(plan=typed)))
    strict = rfc5545.read(data)
    assert len(strict.events) == 1
    assert strict.events[0].text("DESCRIPTION") == paragraphs(hostile)
    # Even text that nobody has cleaned stays text.
    raw = replace(plan(), title=hostile, place=hostile, description=hostile)
    assert len(icalendar.Calendar.from_ical(write(calendar(entry(plan=raw)))).walk("VEVENT")) == 1


def test_an_empty_calendar_is_one_too() -> None:
    assert rfc5545.read(write(calendar())).events == []


def test_the_same_calendar_is_written_once() -> None:
    assert write(calendar(entry())) is write(calendar(entry()))
    assert write(calendar(entry())) != write(calendar(entry(revision=1)))


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.replace(b"END:VEVENT\r\n", b""),
        lambda data: data.replace(b"UID:event-42@abc.hallway\r\n", b""),
        lambda data: data.replace(b"SUMMARY:Talks", b"SUMMARY:" + b"x" * 70),
        lambda data: data.replace(b"SUMMARY:Talks", b"SUMMARY:a,b"),
        lambda data: data.replace(b"TZID=Europe/Berlin", b"TZID=Europe/Paris"),
        lambda data: data.replace(b"STATUS:CONFIRMED", b"STATUS:SURE"),
        lambda data: data.replace(b"SUMMARY:Talks", b"SUMMARY:Talks\r\nSUMMARY:Twice"),
        lambda data: data[: data.index(b"BEGIN:VTIMEZONE")] + b"END:VCALENDAR\r\n",
    ],
)
def test_the_strict_reader_is_strict(broken: object) -> None:
    data = write(calendar(entry()))
    rfc5545.read(data)
    assert callable(broken)
    with pytest.raises(AssertionError):
        rfc5545.read(broken(data))
