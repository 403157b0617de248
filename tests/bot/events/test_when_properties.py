"""What must hold for every text, zone and moment: a phrase means what it says, or it is refused, and never in between."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.events.when import When, WhenError, parse_duration, parse_when, say_duration, say_when

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 12, 1, 11, 0, 37, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

zones = st.sampled_from(sorted(available_timezones()))
placed_zones = st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone))
starts = st.integers(1, 10 * 366 * 24 * 60).map(lambda minutes: NOW.replace(second=0) + minutes * MINUTE)
leads = st.one_of(st.integers(1, 120), st.integers(1, 3 * 365 * 24 * 60)).map(lambda minutes: minutes * MINUTE)
nows = st.integers(0, 4 * 366 * 24 * 60 * 60).map(lambda seconds: NOW + timedelta(seconds=seconds))

VOCABULARY = (
    "thu thursday tue on this next coming week weeks today tonight tomorrow the day after of in at from to until and between"
    " for a an two half past quarter noon midnight morning evening night 10 10th 1st 2nd last first second dec december may"
    " march 2026 2027 2026-12-10 10.12. 10.12 31/12/2026 03/04 29 feb 6 6:30 06:30 18 18:30 18.30 18h 1830h 6pm pm am p.m."
    " 12 12am 0:30 24:00 - , . 2h 90 min hours days 1:30 1.5 h utc cet cest ist est +02:00 utc+2 -05:00 europe/london (UTC)"
    " london time now every blah <t:1796923800> 2026-12-10T18:30Z 2027-10-31 02:30 2027-03-28 ten five oclock ( ) / : +"
)
phrases = st.lists(st.sampled_from(VOCABULARY.split()), max_size=9).map(" ".join)
DAYS = (
    "thu",
    "10 dec",
    "tomorrow",
    "the 10th",
    "31/12/2026",
    "last friday in january",
    "in 3 days",
    "10.12.2026",
    "1 dec",
)
TIMES = (
    "18:30",
    "6:30pm",
    "at 18h30",
    "noon",
    "half past six in the evening",
    "6-8pm",
    "22:00-01:00",
    "6:30",
    "midnight",
)
EXTRAS = ("", "for 2h", "Europe/London", "UTC", "cet", "utc+5:30", "for 90 min, new york time", "(Asia/Tokyo)")
sayings = st.tuples(st.sampled_from(DAYS), st.sampled_from(TIMES), st.sampled_from(EXTRAS)).map(
    lambda parts: " ".join(filter(None, parts))
)


def read(text: str, zone: str, now: datetime) -> When | WhenError:
    try:
        return parse_when(text, zone=zone, now=now)
    except WhenError as error:
        return error


def outcome(text: str, zone: str = BERLIN, now: datetime = NOW) -> When | str:
    """What a text means, or the kind of its refusal."""
    found = read(text, zone, now)
    return found if isinstance(found, When) else found.kind


def check(text: str, zone: str = BERLIN, now: datetime = NOW) -> None:
    """What holds for any text: a result is ahead and says itself; a refusal shows phrases that work."""
    match read(text, zone, now):
        case When() as when:
            check_result(when, zone, now)
        case error:
            check_refusal(error, zone, now)


def check_refusal(error: WhenError, zone: str, now: datetime) -> None:
    shown = re.findall("“([^”]+)”", re.split(r"(?:Write|For example:) (?=“)", str(error))[-1])
    assert shown == list(error.choices) or (len(shown) == 1 and not error.choices)
    worked = [parse_when(each, zone=zone, now=now) for each in shown]
    assert all(when.start > now for when in worked)
    assert len(set(worked)) == len(shown)


def check_result(when: When, zone: str, now: datetime) -> None:
    assert when.start > now
    assert when.start.tzinfo is UTC
    assert (when.start.second, when.start.microsecond) == (0, 0)
    said = say_when(when.start, when.zone)
    assert parse_when(said, zone=zone, now=now) == When(when.start, when.zone)
    if when.duration is not None:
        assert parse_when(f"{said} for {say_duration(when.duration)}", zone=zone, now=now) == when


@settings(deadline=None, max_examples=1000)
@given(st.one_of(phrases, st.tuples(sayings, phrases).map(" ".join), sayings), zones, nows)
def test_any_words_are_understood_or_refused_with_what_works(text: str, zone: str, now: datetime) -> None:
    check(text, zone, now)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=220))
@example("thu 18:30\x00")
@example("\u212a 18:30")
@example("thu 1\u00b28:30")
def test_any_text_is_understood_or_refused_with_what_works(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=1000)
@given(starts, zones, leads)
def test_what_is_said_is_read_back(start: datetime, zone: str, lead: timedelta) -> None:
    assert parse_when(say_when(start, zone), zone=zone, now=start - lead) == When(start, zone)


@settings(deadline=None, max_examples=300)
@given(starts, placed_zones, placed_zones, leads)
def test_what_is_said_is_read_back_anywhere(start: datetime, zone: str, home: str, lead: timedelta) -> None:
    assert parse_when(say_when(start, zone), zone=home, now=start - lead) == When(start, zone)


def clock_changes(zone: str, year: int) -> list[datetime]:
    """The hours of `year` within which the zone's offset changes."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    offsets = [(first + hours * HOUR).astimezone(ZoneInfo(zone)).utcoffset() for hours in range(0, 366 * 24, 12)]
    return [first + at * 12 * HOUR for at in range(len(offsets) - 1) if offsets[at] != offsets[at + 1]]


@settings(deadline=None, max_examples=300)
@given(zones, st.integers(2027, 2036), st.data())
def test_what_is_said_around_a_clock_change_is_read_back(zone: str, year: int, data: st.DataObject) -> None:
    changes = clock_changes(zone, year)
    assume(changes)
    start = data.draw(st.sampled_from(changes)) + data.draw(st.integers(-180, 900)) * MINUTE
    assert parse_when(say_when(start, zone), zone=zone, now=start - 100 * DAY) == When(start, zone)


def moments_shown(wall: datetime, zone: str) -> list[datetime]:
    """By trying every quarter of an hour's offset: the moments at which a clock in `zone` shows `wall`."""
    tried = (wall.replace(tzinfo=UTC) - quarters * 15 * MINUTE for quarters in range(-13 * 4, 15 * 4))
    return sorted(each for each in tried if each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall)


@settings(deadline=None, max_examples=300)
@given(zones, st.integers(2027, 2036), st.integers(-180, 900), st.data())
def test_a_wall_time_is_taken_when_the_clock_shows_it_once(
    zone: str, year: int, minutes: int, data: st.DataObject
) -> None:
    changes = clock_changes(zone, year) or [datetime(year, 6, 1, tzinfo=UTC)]
    change = data.draw(st.sampled_from(changes)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wall = change + minutes * MINUTE
    now = wall.replace(tzinfo=UTC) - 30 * DAY
    match moments_shown(wall, zone):
        case []:
            expected: When | str = "gap"
        case [start]:
            expected = When(start, zone)
        case _:
            expected = "fold"
    assert outcome(f"{wall:%Y-%m-%d %H:%M}", zone, now) == expected
    check(f"{wall:%Y-%m-%d %H:%M}", zone, now)


@settings(deadline=None, max_examples=500)
@given(st.one_of(sayings, phrases))
@example("10 dec at 18h30 min")  # not 18:00 for half an hour
@example("31/12/2026 -05:00")  # not five o'clock
@example("dec 29 , -05:00")
def test_a_word_said_twice_never_means_something_else(text: str) -> None:
    """But for a mere number, which is honestly two things in "18h 10 10 dec" or "thu 10.12 10.12"."""
    words, when = text.split(), outcome(text)
    for at in (at for at, word in enumerate(words) if not re.fullmatch(r"[\d.]+", word)):
        twice = outcome(" ".join([*words[: at + 1], *words[at:]]))
        assert twice == when or isinstance(twice, str) or isinstance(when, str)


@settings(deadline=None)
@given(st.tuples(st.sampled_from(DAYS), st.sampled_from(TIMES), st.sampled_from(EXTRAS[1:])))
def test_the_order_of_the_parts_does_not_matter(parts: tuple[str, ...]) -> None:
    assert len({outcome(", ".join(order)) for order in permutations(parts)}) == 1


@settings(deadline=None, max_examples=300)
@given(st.one_of(phrases, sayings), st.booleans())
def test_how_a_text_looks_does_not_matter(text: str, upper: bool) -> None:  # noqa: FBT001 (drawn)
    cased = text.upper() if upper else text.title()
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else "\u3000" for sign in cased)
    assert outcome(wide) == outcome(f"\u200f  {cased} \n") == outcome(text)


@settings(deadline=None)
@given(starts, zones, leads, leads)
def test_a_date_with_its_year_means_the_same_whenever_it_is_said(
    start: datetime, zone: str, one: timedelta, other: timedelta
) -> None:
    text = say_when(start, zone)
    assert outcome(text, zone, start - one) == outcome(text, zone, start - other)


@settings(deadline=None)
@given(starts, zones, leads)
def test_leaving_out_the_weekday_changes_nothing(start: datetime, zone: str, lead: timedelta) -> None:
    weekday, rest = say_when(start, zone).split(" ", 1)
    assert outcome(rest, zone, start - lead) == When(start, zone)
    following = WEEKDAYS[(WEEKDAYS.index(weekday.lower()) + 1) % 7]
    assert outcome(f"{following} {rest}", zone, start - lead) == "wrong weekday"


@settings(deadline=None)
@given(starts, zones, leads)
def test_leaving_out_the_year_means_the_same_or_is_refused(start: datetime, zone: str, lead: timedelta) -> None:
    text = re.sub(r" \d{4},", ",", say_when(start, zone))
    when = outcome(text, zone, start - lead)
    local = start.astimezone(ZoneInfo(zone))
    if isinstance(when, When):
        found = when.start.astimezone(ZoneInfo(zone))
        assert when.start <= start
        assert (found.month, found.day, found.weekday()) == (local.month, local.day, local.weekday())
    else:
        assert lead > 364 * DAY


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 2000), st.integers(0, 6), st.sampled_from(["", "this ", "next "]))
def test_a_weekday_is_the_one_that_everybody_means(days: int, weekday: int, which: str) -> None:
    today = date(2026, 12, 1) + timedelta(days=days)
    ahead = [today + timedelta(days=each) for each in range(15)]
    fitting = [day for day in ahead if day.weekday() == weekday]
    same_week = [day for day in fitting if day.isocalendar()[:2] == today.isocalendar()[:2]]
    match which:
        case "this ":
            expected = fitting[:1]
        case "next ":
            next_week = [day for day in fitting if day.isocalendar()[:2] == (ahead[7]).isocalendar()[:2]]
            expected = sorted({next(day for day in fitting if day > today), *next_week})
        case _:
            expected = fitting[:2] if fitting[0] == today else fitting[:1]
    assert same_week in ([], fitting[:1])
    now = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    starts = [datetime(day.year, day.month, day.day, 18, 30, tzinfo=UTC) for day in expected]
    found = outcome(f"{which}{WEEKDAYS[weekday]} 18:30", "UTC", now)
    assert found == (When(starts[0], "UTC") if len(starts) == 1 else "ambiguous")


@given(st.integers(1, 14 * 24 * 60))
def test_a_length_that_is_said_is_read_back(minutes: int) -> None:
    assert parse_duration(say_duration(minutes * MINUTE)) == minutes * MINUTE


@settings(deadline=None)
@given(st.one_of(st.text(max_size=220), phrases))
def test_any_length_is_understood_or_refused(text: str) -> None:
    with suppress(WhenError):
        length = parse_duration(text)
        assert timedelta() < length <= 14 * DAY
        assert length % MINUTE == timedelta()
