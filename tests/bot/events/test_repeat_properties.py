"""What must hold for every series: the wall clock never moves, and what is said is read back as the same."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events.recurrence import (
    LAST,
    MonthlyDay,
    MonthlyWeekday,
    Occurrence,
    Repeat,
    Rule,
    Weekly,
    Yearly,
    announced_at,
    first_date,
    occurrences,
    read_rule,
    upcoming,
    write_rule,
)
from bot.events.repeat import parse_repeat, repeats, say_all
from bot.events.when import WhenError

NOW = datetime(2026, 12, 1, 11, 0, 37, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TEN_YEARS = datetime(2036, 12, 31)  # noqa: DTZ001 - a wall time
# Forty zones: changes by an hour, by half an hour, by two, at midnight, around Ramadan, and none at all.
ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Kyiv", "Europe/Chisinau"),
    *("Europe/Istanbul", "Atlantic/Azores", "America/New_York", "America/Chicago", "America/Denver"),
    *("America/Los_Angeles", "America/Anchorage", "America/St_Johns", "America/Halifax", "America/Havana"),
    *("America/Nuuk", "America/Mexico_City", "America/Sao_Paulo", "America/Santiago", "America/Asuncion"),
    *("America/Miquelon", "America/Scoresbysund", "Pacific/Easter", "Pacific/Auckland", "Pacific/Chatham"),
    *("Pacific/Norfolk", "Pacific/Apia", "Pacific/Kiritimati", "Australia/Sydney", "Australia/Lord_Howe"),
    *("Antarctica/Troll", "Africa/Casablanca", "Africa/Cairo", "Africa/Lagos", "Asia/Beirut", "Asia/Jerusalem"),
    *("Asia/Gaza", "Asia/Kolkata", "Asia/Tokyo"),
)
assert len(set(ZONES)) == 40

every = st.integers(1, 12)
days = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
nths = st.sets(st.sampled_from((1, 2, 3, 4, LAST)), min_size=1).map(
    lambda found: tuple(sorted(found, key=lambda nth: (nth == LAST, nth)))
)
year_days = st.dates(date(2027, 1, 1), date(2027, 12, 31))  # of a year without 29 February
rules: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Weekly, every, days),
    st.builds(MonthlyWeekday, every, nths, st.integers(0, 6)),
    st.builds(MonthlyDay, every, st.one_of(st.integers(1, 28), st.just(LAST))),
    year_days.map(lambda day: Yearly(day.month, day.day)),
)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@st.composite
def series(draw: st.DrawFn) -> Repeat:
    rule, at, zone = draw(rules), draw(times), draw(st.sampled_from(ZONES))
    start = draw(st.dates(date(2026, 12, 2), date(2028, 6, 1)))
    first = first_date(rule, at, zone, start=start, after=NOW)
    until = draw(st.none() | st.dates(first, first + 900 * DAY))
    often = draw(st.none() | st.integers(2, 500)) if until is None else None
    return Repeat(rule, first, at, zone, until, often)


def on(rule: Rule, day: date, first: date) -> bool:
    """Whether a rule takes place on a day, worked out from the calendar without any library."""
    months = (day.year - first.year) * 12 + day.month - first.month
    last = calendar.monthrange(day.year, day.month)[1]
    match rule:
        case Weekly(each, weekdays):
            monday = first - first.weekday() * DAY
            return day.weekday() in weekdays and (day - monday).days // 7 % each == 0
        case MonthlyWeekday(each, wanted, weekday):
            nth = (day.day - 1) // 7 + 1
            is_last = day.day + 7 > last
            return day.weekday() == weekday and months % each == 0 and (nth in wanted or (is_last and LAST in wanted))
        case MonthlyDay(each, number):
            return months % each == 0 and day.day == (last if number == LAST else number)
        case Yearly(month, number):
            return (day.month, day.day) == (month, number)


def ten_years(repeat: Repeat) -> list[Occurrence]:
    return list(takewhile(lambda each: each.wall < TEN_YEARS, occurrences(repeat)))


@settings(max_examples=150, deadline=None)
@given(series())
def test_the_dates_are_those_of_the_calendar(repeat: Repeat) -> None:
    found = ten_years(repeat)
    all_days = (repeat.first + n * DAY for n in range((TEN_YEARS.date() - repeat.first).days))
    expected = [day for day in all_days if on(repeat.rule, day, repeat.first)][: repeat.times]
    expected = [day for day in expected if repeat.until is None or day <= repeat.until]
    assert [each.wall.date() for each in found] == expected
    assert {each.wall.time() for each in found} <= {repeat.at}


@pytest.mark.parametrize("zone", ZONES)
def test_the_wall_clock_never_moves(zone: str) -> None:
    """Each day of ten years, at a time that the zone's clocks skip if they skip any: shown as meant, or right after."""
    tz = ZoneInfo(zone)
    at = skipped_time(tz)
    found = ten_years(Repeat(Weekly(1, tuple(range(7))), date(2026, 12, 2), at, zone))
    assert len(found) == (TEN_YEARS.date() - date(2026, 12, 2)).days
    for each in found:
        assert each.starts_at.astimezone(tz).replace(tzinfo=None) == each.shown
        shown_by = [each.starts_at + n * MINUTE for n in range(-180, 181)] if each.moved else []
        assert each.wall not in {moment.astimezone(tz).replace(tzinfo=None) for moment in shown_by}
        if each.moved:
            minute_before = (each.starts_at - MINUTE).astimezone(tz).replace(tzinfo=None)
            assert minute_before < each.wall < each.shown
    assert all(one.starts_at < other.starts_at for one, other in pairwise(found))


def skipped_time(tz: ZoneInfo) -> time:
    """A time of day that the zone's clocks skip in 2027, else half past two."""
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    while moment.year == 2027:
        local, following = moment.astimezone(tz), (moment + 30 * MINUTE).astimezone(tz)
        if following.replace(tzinfo=None) - local.replace(tzinfo=None) > 30 * MINUTE:
            return (local.replace(tzinfo=None) + 45 * MINUTE).time()
        moment += 30 * MINUTE
    return time(2, 30)


def test_some_of_the_forty_zones_do_skip_times() -> None:
    assert sum(skipped_time(ZoneInfo(zone)) != time(2, 30) for zone in ZONES) > 15


@settings(max_examples=300, deadline=None)
@given(series())
def test_what_is_said_is_read_back_as_the_same(repeat: Repeat) -> None:
    said = say_all(repeat)
    assert repeats(said)
    assert parse_repeat(said, zone=repeat.zone, now=NOW).repeat == repeat


@given(rules)
def test_a_stored_rule_comes_back(rule: Rule) -> None:
    assert read_rule(write_rule(rule)) == rule


WORDS = (
    "every each other weekly monthly fortnightly yearly on of the a and mon mondays tue thursdays friday 1st 2nd 10th last"
    " first second day month months week weeks year 2 3 two 10 times until starting from to for 19:00 7pm 18:30-20:30 6:30"
    " noon 10 Dec December 30 June 2027 10.12 03/04 2h 90 min (Europe/London) UTC cet london time , - ."
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join))
def test_any_words_are_understood_whole_or_refused(text: str) -> None:
    """Whatever is understood, its echo means the same; nothing else than a refusal is ever raised."""
    try:
        found = parse_repeat(text, zone="Europe/Berlin", now=NOW).repeat
    except WhenError:
        return
    assert repeats(text)
    assert parse_repeat(say_all(found), zone="Europe/Berlin", now=NOW).repeat == found
    first = next(occurrences(found))
    assert first.wall.date() == found.first
    assert first.starts_at > NOW


@settings(max_examples=100, deadline=None)
@given(series(), st.integers(0, 400), st.integers(0, 5))
def test_the_dates_ahead(repeat: Repeat, ahead: int, left_out: int) -> None:
    """None in the past, none left out, none before the one that was announced last, and in order."""
    now = NOW + ahead * DAY
    whole = ten_years(repeat)
    skipped = {each.wall for each in whole[::2][:left_out]}
    past = whole[0].wall
    found = list(takewhile(lambda each: each.wall < TEN_YEARS, upcoming(repeat, now, past, skipped)))
    assert found == [each for each in whole if each.starts_at > now and each.wall > past and each.wall not in skipped]


@given(st.integers(-30, 60), st.integers(0, 60))
def test_a_date_is_announced_when_the_previous_begins_or_two_weeks_ahead(before: int, until: int) -> None:
    start = NOW + until * DAY
    date_ahead = Occurrence(start.replace(tzinfo=None), start, "UTC")
    previous = start - before * DAY if before > 0 else None
    at = announced_at(date_ahead, previous, NOW)
    assert at >= NOW
    assert at in (NOW, previous, start - 14 * DAY)
    assert previous is None or at >= min(previous, start)
