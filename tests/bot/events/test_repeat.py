"""What organizers type for something that repeats: what is understood, and what is refused with an example."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from bot.events.recurrence import occurrences
from bot.events.repeat import parse_repeat, repeats, say_all, say_repeat
from bot.events.when import WhenError, parse_when

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)  # a Wednesday

UNDERSTOOD = [
    ("every 2nd Thursday 19:00", "every month on the 2nd Thursday, 19:00", date(2026, 12, 10)),
    ("every second thursday at 7 pm", "every month on the 2nd Thursday, 19:00", date(2026, 12, 10)),
    ("2nd Thursday every month 19:00", "every month on the 2nd Thursday, 19:00", date(2026, 12, 10)),
    ("19:00 on the 2nd thursday of each month", "every month on the 2nd Thursday, 19:00", date(2026, 12, 10)),
    ("monthly on the 2nd Thursday, 19:00", "every month on the 2nd Thursday, 19:00", date(2026, 12, 10)),
    ("weekly on mondays 7pm", "every Monday, 19:00", date(2026, 11, 30)),
    ("Mondays 19h", "every Monday, 19:00", date(2026, 11, 30)),
    ("every wednesday 12:30", "every Wednesday, 12:30", date(2026, 11, 25)),  # today's is ahead
    ("every wednesday 11:59", "every Wednesday, 11:59", date(2026, 12, 2)),  # today's is over
    ("every other tue 18:30", "every 2 weeks on Tuesday, 18:30", date(2026, 12, 1)),
    ("fortnightly on tue 18:30", "every 2 weeks on Tuesday, 18:30", date(2026, 12, 1)),
    (
        "every two weeks on Tuesday at half past six in the evening",
        "every 2 weeks on Tuesday, 18:30",
        date(2026, 12, 1),
    ),
    ("every friday evening at 7", "every Friday, 19:00", date(2026, 11, 27)),
    ("tuesdays and thursdays at noon", "every Tuesday and Thursday, 12:00", date(2026, 11, 26)),
    ("every mon, wed and fri 7am", "every Monday, Wednesday and Friday, 07:00", date(2026, 11, 27)),
    ("last friday of the month 18:00", "every month on the last Friday, 18:00", date(2026, 11, 27)),
    ("first and third monday of the month 18:30", "every month on the 1st and 3rd Monday, 18:30", date(2026, 12, 7)),
    ("every 3 months on the 1st Monday 18:30", "every 3 months on the 1st Monday, 18:30", date(2026, 12, 7)),
    ("every month on the 10th 19:00", "every month on the 10th, 19:00", date(2026, 12, 10)),
    ("every month on the last day 19:00", "every month on the last day, 19:00", date(2026, 11, 30)),
    ("every year on 10 December 18:00", "every year on 10 December, 18:00", date(2026, 12, 10)),
    ("yearly on Dec 10th, 18:00", "every year on 10 December, 18:00", date(2026, 12, 10)),
    ("every thu 19:00 starting 15 Dec", "every Thursday, 19:00", date(2026, 12, 17)),
    (
        "every other tue 18:30 until 30 June 2027",
        "every 2 weeks on Tuesday, 18:30, until Wednesday 30 June 2027",
        date(2026, 12, 1),
    ),
    ("every tue 18:30 for 10 times", "every Tuesday, 18:30, for 10 times", date(2026, 12, 1)),
    ("every tue 18:30, 10 times", "every Tuesday, 18:30, for 10 times", date(2026, 12, 1)),
]


@pytest.mark.parametrize(("text", "said", "first"), UNDERSTOOD)
def test_understood(text: str, said: str, first: date) -> None:
    assert repeats(text)
    found = parse_repeat(text, zone=BERLIN, now=NOW)
    assert say_repeat(found.repeat).replace(" (Europe/Berlin)", "") == said
    assert found.repeat.first == first
    assert parse_repeat(say_all(found.repeat), zone=BERLIN, now=NOW).repeat == found.repeat


REFUSED = [
    ("every thursday", "At what time?"),
    ("monthly at 19:00", "“monthly”"),
    ("every 2nd Thursday 7", "“7”"),
    ("every 2nd Thursday 6:30", "more than one way"),
    ("every 2nd Thursday 19:00 please", "“please”"),
    ("every day 9:00", "“every day”"),
    ("biweekly on tue 19:00", "“biweekly on tue”"),  # twice a week, or every two weeks?
    ("every month on the 31st 19:00", "the last day"),
    ("every year on 29 February 19:00", "29 February"),
    ("every year on 31 June 19:00", "There is no 31 June"),
    ("every monday 19:00 for 2 weeks", "“for 2 weeks”"),  # how long each takes, or how long it goes on?
    ("every monday 19:00 +02:00", "“+02:00”"),
    ("every monday 19:00 CET", "“CET”"),
    ("every monday 24:00", "between 00:00 and 23:59"),
    ("every monday 19:00 until 1 November 2026", "is before it"),
    ("every monday 19:00 until 03/04", "more than one way"),
    ("every monday 19:00 until 10.12", "more than one way"),
    ("every thu 19:00 until Thu 30 June 2027", "is a Wednesday"),
    ("every monday 19:00 starting 1 November 2025", "in the past"),
    ("every monday 19:00 starting 1 January 2031", "more than three years"),
    ("every monday 19:00 for 1 times", "2 to 500"),
    ("every monday 19:00 for 501 times", "2 to 500"),
    ("every monday and monday 19:00", "“and monday”"),
    ("every monday 09:00 in the evening", "not in the evening"),
    ("every monday 19:00 every tuesday", "“every tuesday”"),
    ("every monday 19:00 20:00", "“20:00”"),
    ("every thu 19:00 until 30 June 2027 for 10 times", "and not both"),
    ("every thu 19:00 (Mars/Olympus)", "Mars/Olympus"),
    ("every thu 18:30-07:30", "twelve hours"),
    ("each " * 60, "more text than I can read"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_refused_with_an_example(text: str, says: str) -> None:
    with pytest.raises(WhenError) as refused:
        parse_repeat(text, zone=BERLIN, now=NOW)
    assert says.casefold() in str(refused.value).casefold()
    assert str(refused.value).endswith("For example: “every 2nd Thursday 19:00”.")


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("every thu 18:30-20:30", timedelta(hours=2)),
        ("every thu 18:30 for 90 min", timedelta(minutes=90)),
        ("every thu from 22:00 until 01:00", timedelta(hours=3)),
        ("every thu 18:30", None),
    ],
)
def test_how_long_each_date_takes(text: str, duration: timedelta | None) -> None:
    assert parse_repeat(text, zone=BERLIN, now=NOW).duration == duration


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("every mon 19:00 London time", "Europe/London"),
        ("every mon 19:00 (America/New_York)", "America/New_York"),
        ("every mon 19:00 UTC", "UTC"),
        ("every mon 19:00", BERLIN),
    ],
)
def test_the_zone_it_is_said_in(text: str, zone: str) -> None:
    assert parse_repeat(text, zone=BERLIN, now=NOW).repeat.zone == zone


@pytest.mark.parametrize(
    "text",
    [
        "thu 18:30",
        "last friday of january 18:00",
        "the 10th 18:30",
        "in 2 weeks at 19:00",
        "last friday of this month 18:00",
        "on the 2nd thursday of next month 19:00",
    ],
)
def test_single_dates_are_not_for_this_grammar(text: str) -> None:
    assert not repeats(text)
    parse_when(text, zone=BERLIN, now=NOW)


@pytest.mark.parametrize("text", [text for text, _, _ in UNDERSTOOD])
def test_what_repeats_is_no_single_date(text: str) -> None:
    with pytest.raises(WhenError):
        parse_when(text, zone=BERLIN, now=NOW)


def test_the_dates_of_an_end() -> None:
    ten = parse_repeat("every other tue 18:30 for 10 times", zone=BERLIN, now=NOW).repeat
    assert len(list(occurrences(ten))) == 10
    until = parse_repeat("last friday of the month 18:00 until 26 Feb 2027", zone=BERLIN, now=NOW).repeat
    assert [f"{each.wall:%d %b}" for each in occurrences(until)] == ["27 Nov", "25 Dec", "29 Jan", "26 Feb"]


def test_a_skipped_hour_begins_at_its_end() -> None:
    found = parse_repeat("every sunday 02:30 starting 21 March 2027", zone=BERLIN, now=NOW).repeat
    dates = list(islice(occurrences(found), 3))
    assert [(f"{each.shown:%d %H:%M}", each.moved) for each in dates] == [
        ("21 02:30", False),
        ("28 03:00", True),
        ("04 02:30", False),
    ]
