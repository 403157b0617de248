"""Dates as people type them: what is understood, to the minute, and what is refused, with its reason and its choices.

The tables make this file long: each row is one promise, and the whole list is meant to be read.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.events.when import When, WhenError, parse_duration, parse_when, say_duration, say_when

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 12, 1, 11, 0, 37, tzinfo=UTC)  # a Tuesday, 12:00:37 in Berlin


def local(text: str, zone: str = BERLIN) -> datetime:
    """The moment at which a clock in `zone` shows `text`; the first one where it does so twice."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def refusal(text: str, zone: str = BERLIN, now: datetime = NOW) -> WhenError:
    with pytest.raises(WhenError) as caught:
        parse_when(text, zone=zone, now=now)
    return caught.value


def examples(error: WhenError) -> list[str]:
    """The phrases that the end of a refusal shows."""
    return re.findall("“([^”]+)”", re.split(r"(?:Write|For example:) (?=“)", str(error))[-1])


WEEKDAYS = """
    thu 18:30                                  | 2026-12-03 18:30
    Thursday 18:30                             | 2026-12-03 18:30
    THURS. 18:30                               | 2026-12-03 18:30
    on thursday at 18:30                       | 2026-12-03 18:30
    18:30 thu                                  | 2026-12-03 18:30
    6:30pm thu                                 | 2026-12-03 18:30
    6 pm on wed                                | 2026-12-02 18:00
    mon 18:30                                  | 2026-12-07 18:30
    tue 09:00                                  | 2026-12-08 09:00
    this friday at 6 pm                        | 2026-12-04 18:00
    this tue 18:30                             | 2026-12-01 18:30
    coming sat 10:30                           | 2026-12-05 10:30
    this coming sun 11am                       | 2026-12-06 11:00
    next tue 6:30pm                            | 2026-12-08 18:30
    next monday, 18:30                         | 2026-12-07 18:30
    thu next week 18:30                        | 2026-12-10 18:30
    thursday of next week at noon              | 2026-12-10 12:00
    next week on thursday at 18:30             | 2026-12-10 18:30
    fri this week 18:30                        | 2026-12-04 18:30
    a week from thursday 18:30                 | 2026-12-10 18:30
    two weeks from fri, 7pm                    | 2026-12-18 19:00
    thursday in a week 18:30                   | 2026-12-10 18:30
    thursday week at 18:30                     | 2026-12-10 18:30
    thu in 2 weeks 18:30                       | 2026-12-17 18:30
"""

RELATIVE = """
    today 18:30                                | 2026-12-01 18:30
    today, tuesday, 18:30                      | 2026-12-01 18:30
    tonight at 9                               | 2026-12-01 21:00
    tonight 21:00                              | 2026-12-01 21:00
    8pm tonight                                | 2026-12-01 20:00
    tonight at midnight                        | 2026-12-02 00:00
    this evening at 7                          | 2026-12-01 19:00
    this afternoon 3pm                         | 2026-12-01 15:00
    tomorrow 18h                               | 2026-12-02 18:00
    tmrw 18:30                                 | 2026-12-02 18:30
    tomorrow morning at 9                      | 2026-12-02 09:00
    tomorrow at 9 in the morning               | 2026-12-02 09:00
    7 in the evening tomorrow                  | 2026-12-02 19:00
    day after tomorrow noon                    | 2026-12-03 12:00
    the day after tomorrow at 12 noon          | 2026-12-03 12:00
    in 3 days at 18:30                         | 2026-12-04 18:30
    18:30 in three days                        | 2026-12-04 18:30
    in a week, 18:30                           | 2026-12-08 18:30
    in 2 weeks 18:30                           | 2026-12-15 18:30
    in 2 weeks on tuesday 18:30                | 2026-12-15 18:30
    2 weeks from today 18:30                   | 2026-12-15 18:30
    a week from tomorrow at 18:30              | 2026-12-09 18:30
    10 days from now, 18:30                    | 2026-12-11 18:30
    in 90 minutes                              | 2026-12-01 13:30
    in 2 hours                                 | 2026-12-01 14:00
    in two hours                               | 2026-12-01 14:00
    in 1h30                                    | 2026-12-01 13:30
    in half an hour                            | 2026-12-01 12:30
    in an hour and a half                      | 2026-12-01 13:30
    in one and a half hours                    | 2026-12-01 13:30
    2 hours from now                           | 2026-12-01 14:00
    in 36 hours                                | 2026-12-03 00:00
    in 2 hours for 45 min                      | 2026-12-01 14:00 | 45
"""

DATES = """
    10 Dec 18:30                               | 2026-12-10 18:30
    10. Dec 18:30                              | 2026-12-10 18:30
    10dec 18:30                                | 2026-12-10 18:30
    Dec 10 18:30                               | 2026-12-10 18:30
    Dec 10th 6pm                               | 2026-12-10 18:00
    Dec. 10, 2026 at 6:30 p.m.                 | 2026-12-10 18:30
    10 December 2026, 18:30                    | 2026-12-10 18:30
    6pm on the 10th of december                | 2026-12-10 18:00
    the tenth of december at 18:30             | 2026-12-10 18:30
    thursday, 10 december at 18:30             | 2026-12-10 18:30
    thu 10 dec 2026 18:30                      | 2026-12-10 18:30
    Thu Dec 10 2026 6:30 PM                    | 2026-12-10 18:30
    this thu 3 dec 18:30                       | 2026-12-03 18:30
    next thu 10 dec 18:30                      | 2026-12-10 18:30
    1 dec 18:30                                | 2026-12-01 18:30
    30 nov 18:30                               | 2027-11-30 18:30
    4th july 6pm                               | 2027-07-04 18:00
    may 5 6pm                                  | 2027-05-05 18:00
    29 feb 18:30                               | 2028-02-29 18:30
    31 december 23:59                          | 2026-12-31 23:59
    1 january 00:00                            | 2027-01-01 00:00
    2026-12-10 18:30                           | 2026-12-10 18:30
    2026/12/10 18:30                           | 2026-12-10 18:30
    2026-12-10-18:30                           | 2026-12-10 18:30
    10.12.2026 18:30                           | 2026-12-10 18:30
    10.12.26 18:30                             | 2026-12-10 18:30
    10.12. 18:30                               | 2026-12-10 18:30
    10.12.18:30                                | 2026-12-10 18:30
    10.12 18:30                                | 2026-12-10 18:30
    5.12. 10.12                                | 2026-12-05 10:12
    1.5. 18:30                                 | 2027-05-01 18:30
    thu 10.12. 18.30                           | 2026-12-10 18:30
    31/12/2026 20:00                           | 2026-12-31 20:00
    31/12 20:00                                | 2026-12-31 20:00
    12/31 8pm                                  | 2026-12-31 20:00
    31-12-2026 20:00                           | 2026-12-31 20:00
    04/04 18:30                                | 2027-04-04 18:30
    Thu 03/04 18:30                            | 2027-03-04 18:30
    the 10th at 18:30                          | 2026-12-10 18:30
    10th 18:30                                 | 2026-12-10 18:30
    thu 10th 18:30                             | 2026-12-10 18:30
    on thursday the 10th at 18:30              | 2026-12-10 18:30
    on the 31st, 18:30                         | 2026-12-31 18:30
    the 15th of next month 7pm                 | 2027-01-15 19:00
    on the 24th of this month, 19:00 hrs       | 2026-12-24 19:00
    2nd thursday of december 18:30             | 2026-12-10 18:30
    second thursday in december at 18:30       | 2026-12-10 18:30
    the last friday of january, 18:30          | 2027-01-29 18:30
    last friday in january 2027 18:30          | 2027-01-29 18:30
    first thursday of next month at 19:00      | 2027-01-07 19:00
    last thursday of this month 18:30          | 2026-12-31 18:30
    3rd monday of november 18:30               | 2027-11-15 18:30
"""

INSTANTS = """
    2026-12-10T18:30                           | 2026-12-10 18:30
    2026-12-10T18:30:00                        | 2026-12-10 18:30
    2026-12-10T18:30+01:00                     | 2026-12-10 18:30
    2026-12-10T12:30-05:00                     | 2026-12-10 18:30
    2026-12-10T17:30Z                          | 2026-12-10 18:30
    2026-12-10t17:30:00.000z                   | 2026-12-10 18:30
    2026-12-10 18:30:00+01:00                  | 2026-12-10 18:30
    Thu, 10 Dec 2026 18:30:00 +0100            | 2026-12-10 18:30
    <t:1796923800:F>                           | 2026-12-10 18:30
    <t:1796923800>                             | 2026-12-10 18:30
    <t:1796923800:R> for 2 hours               | 2026-12-10 18:30 | 120
"""

CLOCKS = """
    thu 06:30                                  | 2026-12-03 06:30
    thu 10:30                                  | 2026-12-03 10:30
    thu 12:30                                  | 2026-12-03 12:30
    thu 0:30                                   | 2026-12-03 00:30
    thu 24:00                                  | 2026-12-04 00:00
    thu 18.30                                  | 2026-12-03 18:30
    thu 6.30 p.m.                              | 2026-12-03 18:30
    thu 6.30 a.m.                              | 2026-12-03 06:30
    thu 6pm                                    | 2026-12-03 18:00
    thu 06 pm                                  | 2026-12-03 18:00
    thu six pm                                 | 2026-12-03 18:00
    thu 6 o'clock pm                           | 2026-12-03 18:00
    thu 12pm                                   | 2026-12-03 12:00
    thu 12:30am                                | 2026-12-03 00:30
    thu 18h                                    | 2026-12-03 18:00
    thu 18h30                                  | 2026-12-03 18:30
    thu 18 h 30                                | 2026-12-03 18:30
    thu 18:30h                                 | 2026-12-03 18:30
    thu 1830h                                  | 2026-12-03 18:30
    thu at 18                                  | 2026-12-03 18:00
    thu @ 18:30                                | 2026-12-03 18:30
    thu - 18:30                                | 2026-12-03 18:30
    thu noon                                   | 2026-12-03 12:00
    thu half past six pm                       | 2026-12-03 18:30
    half past six in the evening on thu        | 2026-12-03 18:30
    thu quarter to seven pm                    | 2026-12-03 18:45
    thu quarter past 6 pm                      | 2026-12-03 18:15
    thu five past six pm                       | 2026-12-03 18:05
    friday night 8pm                           | 2026-12-04 20:00
    fri evening at half past seven             | 2026-12-04 19:30
    thu 18:30.                                 | 2026-12-03 18:30
"""

LENGTHS = """
    thu 18:30-20:30                            | 2026-12-03 18:30 | 120
    thu 18:30 - 20:30                          | 2026-12-03 18:30 | 120
    thu 18.30-20.30                            | 2026-12-03 18:30 | 120
    thu 6-8pm                                  | 2026-12-03 18:00 | 120
    thu 6pm-8pm                                | 2026-12-03 18:00 | 120
    thu 6pm-8                                  | 2026-12-03 18:00 | 120
    thu 18:30-8                                | 2026-12-03 18:30 | 90
    thu 6pm-10:30                              | 2026-12-03 18:00 | 270
    thu 10:30-12:00                            | 2026-12-03 10:30 | 90
    thu 10:30-8pm                              | 2026-12-03 10:30 | 570
    thu 06:30-8                                | 2026-12-03 06:30 | 90
    thu 6:30-8pm                               | 2026-12-03 18:30 | 90
    thu 11-1pm                                 | 2026-12-03 11:00 | 120
    thu 11am-1pm                               | 2026-12-03 11:00 | 120
    thu 12-2pm                                 | 2026-12-03 12:00 | 120
    thu noon-2pm                               | 2026-12-03 12:00 | 120
    thu noon to 2                              | 2026-12-03 12:00 | 120
    thu 6pm-midnight                           | 2026-12-03 18:00 | 360
    thu 18:00-24:00                            | 2026-12-03 18:00 | 360
    thu 18:00-00:00                            | 2026-12-03 18:00 | 360
    thu 22:00-01:00                            | 2026-12-03 22:00 | 180
    thu 18:30 -20:30                           | 2026-12-03 18:30 | 120
    thu 22:00-04:00                            | 2026-12-03 22:00 | 360
    thu 10pm-2am                               | 2026-12-03 22:00 | 240
    thu from 6:30pm to 9pm                     | 2026-12-03 18:30 | 150
    from 18 to 20:30 on thu                    | 2026-12-03 18:00 | 150
    thu between 6 and 8pm                      | 2026-12-03 18:00 | 120
    thu 18:30 until 21:00                      | 2026-12-03 18:30 | 150
    thu from 9 to 17                           | 2026-12-03 09:00 | 480
    thu 9:00-17:00                             | 2026-12-03 09:00 | 480
    thu 18h-20h                                | 2026-12-03 18:00 | 120
    thu 5 to 7pm                               | 2026-12-03 17:00 | 120
    thu 18:30 for 2 hours                      | 2026-12-03 18:30 | 120
    thu 18:30 for 90 min                       | 2026-12-03 18:30 | 90
    for 2h, thu 18:30                          | 2026-12-03 18:30 | 120
    thu 18:30, 2h                              | 2026-12-03 18:30 | 120
    thu 18:30 1 h 30 min                       | 2026-12-03 18:30 | 90
    6pm thursday for an hour and a half        | 2026-12-03 18:00 | 90
    fri 18:00 for 2 days                       | 2026-12-04 18:00 | 2880
    2026-12-10 18:30-20:30                     | 2026-12-10 18:30 | 120
    2026-12-10 22:00-01:00                     | 2026-12-10 22:00 | 180
    31 dec 2026 20:00-02:00                    | 2026-12-31 20:00 | 360
    2027-10-31 01:00-04:00                     | 2027-10-31 01:00 | 240
    2027-03-28 01:00-04:00                     | 2027-03-28 01:00 | 120
    27 mar 2027 22:00-04:00                    | 2027-03-27 22:00 | 300
"""

ZONES = """
    thu 18:30 CET                              | 2026-12-03 18:30
    thu 18:30 (CET)                            | 2026-12-03 18:30
    1 jul 18:30 CEST                           | 2027-07-01 18:30
    thu 18:30 +02:00                           | 2026-12-03 17:30
    thu 18:30 +0200                            | 2026-12-03 17:30
    thu 18:30 UTC+2                            | 2026-12-03 17:30
    thu 18:30 GMT-5                            | 2026-12-04 00:30
    thu 18:30 UTC+05:30                        | 2026-12-03 14:00
    2027-10-31 02:30 CEST                      | 2027-10-31 02:30
    2027-10-31 02:30 UTC+2                     | 2027-10-31 02:30
    2027-10-31 02:30 +02:00 (Europe/Berlin)    | 2027-10-31 02:30
"""

ELSEWHERE = """
    thu 18:30 UTC                              | 2026-12-03 18:30 | UTC
    thu 18:30 (UTC)                            | 2026-12-03 18:30 | UTC
    thu 18:30 gmt                              | 2026-12-03 18:30 | UTC
    thu 18:30 Europe/London                    | 2026-12-03 18:30 | Europe/London
    thu 18:30 (europe/london)                  | 2026-12-03 18:30 | Europe/London
    thu 18:30 London time                      | 2026-12-03 18:30 | Europe/London
    thu 6pm new york time                      | 2026-12-03 18:00 | America/New_York
    6pm sao paulo time on thu                  | 2026-12-03 18:00 | America/Sao_Paulo
    thu 18:30 ET                               | 2026-12-03 18:30 | America/New_York
    1 jul 6pm PT                               | 2027-07-01 18:00 | America/Los_Angeles
    thu 18:30 JST                              | 2026-12-03 18:30 | Asia/Tokyo
    tomorrow 9am Asia/Tokyo                    | 2026-12-02 09:00 | Asia/Tokyo
    today 23:30 America/New_York               | 2026-12-01 23:30 | America/New_York
    thu 18:30 America/Port-au-Prince           | 2026-12-03 18:30 | America/Port-au-Prince
    thu 18:30 (Etc/GMT+5)                      | 2026-12-03 18:30 | Etc/GMT+5
"""

LOOKS = (
    "thu 18:30".translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),  # full-width letters and digits
    "thu 18:30".translate({code: code + 0x0630 for code in range(0x30, 0x3A)}),  # Arabic digits
    "thu\u300018:30",  # ideographic space
    "thu\u00a018:30",  # no-break space
    "thu\n18:30\t",
    "\u200fthu\u200e 18:30\u202c",  # marks of writing direction
    "thu \u201418:30",  # em dash
    "thu \u2212 18:30",  # minus sign
    "thu,18:30",
    " thu;  18:30 , ",
)


def rows(table: str) -> list[list[str]]:
    """The lines of a table, as cells."""
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize("row", rows(WEEKDAYS + RELATIVE + DATES + INSTANTS + CLOCKS + LENGTHS + ZONES), ids=" | ".join)
def test_a_phrase_is_understood_to_the_minute(row: list[str]) -> None:
    text, start, *minutes = row
    duration = timedelta(minutes=int(minutes[0])) if minutes else None
    assert parse_when(text, zone=BERLIN, now=NOW) == When(local(start), BERLIN, duration)


@pytest.mark.parametrize("row", rows(ELSEWHERE), ids=" | ".join)
def test_a_zone_that_was_typed_is_the_zone_of_the_result(row: list[str]) -> None:
    text, start, zone = row
    assert parse_when(text, zone=BERLIN, now=NOW) == When(local(start, zone), zone)


@pytest.mark.parametrize("text", LOOKS)
def test_what_looks_alike_is_read_alike(text: str) -> None:
    assert parse_when(text, zone=BERLIN, now=NOW) == When(local("2026-12-03 18:30"), BERLIN)


REFUSED = """
    ,                                   | empty
    foo                                 | not understood
    thu blah 18:30                      | not understood
    every 2nd thursday 19:00            | not understood
    every thu 18:30                     | not understood
    thu 18:30 19:30                     | not understood
    thu fri 18:30                       | not understood
    10 dec 11 dec 18:30                 | not understood
    10-12 dec 18:30                     | not understood
    10 dec 18:30 - 11 dec 02:00         | not understood
    dec 18:30                           | not understood
    thu 6                               | not understood
    thu 9-5                             | not understood
    thu 18:30 -                         | not understood
    thu 18:30?                          | not understood
    thu at                              | not understood
    thu 25:00                           | not understood
    thu 18:60                           | not understood
    thu 24:30                           | not understood
    thu 18:30:45                        | not understood
    thu 13pm                            | not understood
    thu 18:30pm                         | not understood
    thu 0am                             | not understood
    thu half six pm                     | not understood
    thu 1830                            | not understood
    thu 6h                              | not understood
    thu 18h 20h                         | not understood
    thu 18h30 18h30                     | not understood
    thu 18:30 1h30                      | not understood
    thu 18:30 - 2h                      | not understood
    thu 18:30-18:30                     | not understood
    32 dec 18:30                        | not understood
    22th dec 18:30                      | not understood
    13/13 18:30                         | not understood
    10/12/26 18:30                      | not understood
    2026-13-10 18:30                    | not understood
    2026-12-10T18:30+15:00              | not understood
    in 5 parsecs                        | not understood
    in 0 minutes                        | not understood
    in 1 day 2 hours                    | not understood
    yesterday 18:30                     | not understood
    now                                 | not understood
    6th thursday of december 18:30      | not understood
    thu 18:30 for 20 days               | not understood
    thu 18:30-20:30 for 2h              | not understood
    in 2 hours at 18:30                 | not understood
    thu 18:30 foo/bar                   | not understood
    thu 18:30 (online)                  | not understood
    thu 18:30 christmas time            | not understood
    thu 18:30 cat                       | not understood
    18:30 - 19:30 CET - 20:30           | not understood
    <t:1796923815:F>                    | not understood | Thu 10 Dec 18:30
    thursday                            | no time
    10 december 2026                    | no time
    tomorrow evening                    | no time
    next thu for 2h                     | no time
    18:30                               | no date | today 18:30 | tomorrow 18:30
    09:00                               | no date | tomorrow 09:00
    6:30                                | no date | today 18:30 | tomorrow 06:30 | tomorrow 18:30
    18:30-20:30                         | no date | today 18:30 for 2 h | tomorrow 18:30 for 2 h
    for 2 hours                         | no date
    UTC                                 | no date
    29 feb 2027 18:30                   | no such day
    31 april 18:30                      | no such day
    30.2. 18:30                         | no such day
    5th thursday of february 2027 18:30 | no such day
    fri 10 december 18:30               | wrong weekday | Thu 10 Dec 18:30 | Fri 11 Dec 18:30
    mon 10 december 18:30               | wrong weekday | Mon 7 Dec 18:30 | Thu 10 Dec 18:30
    tomorrow, thursday, 18:30           | wrong weekday | Wed 2 Dec 18:30 | Thu 3 Dec 18:30
    next thu 17 dec 18:30               | wrong weekday | Thu 17 Dec 18:30
    fri 03/04 18:30                     | wrong weekday | Thu 4 Mar 18:30 | Fri 5 Mar 18:30 | Fri 2 Apr 18:30 | Sat 3 Apr 18:30
    tomorrow morning 18:30              | contradiction
    tonight 04:00                       | contradiction
    thu 18:30 CET (Asia/Tokyo)          | contradiction
    thu 18:30 +02:00 (Europe/Berlin)    | contradiction
    thu 6:30                            | ambiguous | Thu 3 Dec 06:30 | Thu 3 Dec 18:30
    thu at 6                            | ambiguous | Thu 3 Dec 06:00 | Thu 3 Dec 18:00
    thu half past six                   | ambiguous | Thu 3 Dec 06:30 | Thu 3 Dec 18:30
    thu 6h30                            | ambiguous | Thu 3 Dec 06:30 | Thu 3 Dec 18:30
    thu at 12                           | ambiguous | Thu 3 Dec 00:00 | Thu 3 Dec 12:00 | Fri 4 Dec 00:00
    thu midnight                        | ambiguous | Thu 3 Dec 00:00 | Fri 4 Dec 00:00
    thu 12am                            | ambiguous | Thu 3 Dec 00:00 | Fri 4 Dec 00:00
    today 6:30                          | ambiguous | Tue 1 Dec 18:30
    tue 18:30                           | ambiguous | Tue 1 Dec 18:30 | Tue 8 Dec 18:30
    a week from tue 18:30               | ambiguous | Tue 8 Dec 18:30 | Tue 15 Dec 18:30
    next thu 18:30                      | ambiguous | Thu 3 Dec 18:30 | Thu 10 Dec 18:30
    03/04 18:30                         | ambiguous | Thu 4 Mar 18:30 | Sat 3 Apr 18:30
    03/04/2028 18:30                    | ambiguous | Sat 4 Mar 2028 18:30 | Mon 3 Apr 2028 18:30
    03-04-2027 18:30                    | ambiguous | Thu 4 Mar 18:30 | Sat 3 Apr 18:30
    thu 10.12                           | ambiguous | Thu 3 Dec 10:12
    2nd thursday 18:30                  | ambiguous | Thu 10 Dec 18:30 | Thu 14 Jan 18:30
    last thursday 18:30                 | ambiguous | Thu 31 Dec 18:30 | Thu 28 Jan 18:30
    thu 6:30-8:30                       | ambiguous | Thu 3 Dec 06:30 for 2 h | Thu 3 Dec 18:30 for 2 h
    thu 6:30-20:30                      | ambiguous | Thu 3 Dec 06:30 for 14 h | Thu 3 Dec 18:30 for 2 h
    thu 5-10:30                         | ambiguous | Thu 3 Dec 05:00 for 5 h 30 min | Thu 3 Dec 17:00 for 5 h 30 min
    thu 9:00-12:00                      | ambiguous | Thu 3 Dec 09:00 for 3 h | Thu 3 Dec 21:00 for 3 h
    thu 10:30-11pm                      | ambiguous | Thu 3 Dec 10:30 for 12 h 30 min | Thu 3 Dec 22:30 for 30 min
    thu 10:30-1                         | ambiguous | Thu 3 Dec 10:30 for 2 h 30 min | Thu 3 Dec 22:30 for 2 h 30 min
    thu 18:30-7am                       | ambiguous | Thu 3 Dec 18:30 for 12 h 30 min
    thu 18:30-17:30                     | ambiguous | Thu 3 Dec 18:30 for 23 h
    thu 6-6pm                           | not understood
    thu 6pm for 6:30                    | not understood
    thu 18:00 for 18h30                 | not understood
    thu weeks 18:30                     | not understood
    thu 10.12 5 h                       | ambiguous | Thu 3 Dec 10:12 for 5 h
    tonight ten to midnight             | ambiguous | Tue 1 Dec 22:00 for 2 h | Tue 1 Dec 23:50
    thu ten to six pm                   | ambiguous | Thu 3 Dec 10:00 for 8 h | Thu 3 Dec 17:50
    2026-12-10 18:30-05:00              | ambiguous | Thu 10 Dec 18:30 for 10 h 30 min | Fri 11 Dec 00:30
    thu 18:30 -05:00                    | ambiguous | Thu 3 Dec 18:30 for 10 h 30 min | Fri 4 Dec 00:30
    1 jul 18:30 CET                     | ambiguous | Thu 1 Jul 18:30 | Thu 1 Jul 19:30
    thu 18:30 EST                       | ambiguous | Thu 3 Dec 18:30 (Australia/Brisbane) | Thu 3 Dec 18:30 (America/New_York)
    2027-10-31 01:00-02:30              | ambiguous | Sun 31 Oct 01:00 for 1 h 30 min | Sun 31 Oct 01:00 for 2 h 30 min
    2027-03-28 02:30                    | gap | Sun 28 Mar 01:30 | Sun 28 Mar 03:30
    2027-03-28 01:00-02:30              | gap | Sun 28 Mar 01:00 for 30 min | Sun 28 Mar 01:00 for 1 h 30 min
    2027-10-31 02:30                    | fold | Sun 31 Oct 02:30 CEST | Sun 31 Oct 02:30 CET
    today 09:00                         | past
    1 dec 12:00                         | past
    tue this week 10:00                 | past
    mon this week 18:30                 | past
    10 dec 2025 18:30                   | past
    1999-12-31 18:30                    | past
    <t:0>                               | past
    10 dec 2030 18:30                   | too far
    9999-12-31 23:59                    | too far
    in 200 weeks 18:30                  | too far
    in 9999 weeks 18:30                 | too far
    <t:99999999999>                     | too far
"""


@pytest.mark.parametrize("row", rows(REFUSED), ids=" | ".join)
def test_a_phrase_is_refused_with_its_reason_and_choices(row: list[str]) -> None:
    text, kind, *choices = row
    error = refusal(text)
    assert (error.kind, error.choices) == (kind, tuple(choices))


@pytest.mark.parametrize("row", rows(REFUSED), ids=" | ".join)
def test_a_refusal_ends_with_what_would_work(row: list[str]) -> None:
    error = refusal(row[0])
    shown = examples(error)
    assert str(error).endswith("”.")
    assert shown == list(error.choices) or (len(shown) == 1 and not error.choices)
    assert all(parse_when(each, zone=BERLIN, now=NOW).start > NOW for each in shown)


SENTENCES = """
    thu blah 18:30        | I do not understand “blah”. For example: “Thu 3 Dec 18:30”.
    03/04 18:30           | That can be read in more than one way. Write “Thu 4 Mar 18:30” or “Sat 3 Apr 18:30”.
    fri 10 december 18:30 | 10 December 2026 is a Thursday, not a Friday. Write “Thu 10 Dec 18:30” or “Fri 11 Dec 18:30”.
    10 dec                | At what time? For example: “Thu 10 Dec 18:30”.
    18:30                 | On which day? Write “today 18:30” or “tomorrow 18:30”.
    31 april 18:30        | There is no 31 April. For example: “Thu 3 Dec 18:30”.
"""


@pytest.mark.parametrize("row", rows(SENTENCES), ids=" | ".join)
def test_a_refusal_says_what_is_wrong(row: list[str]) -> None:
    text, sentence = row
    assert str(refusal(text)) == sentence


def test_too_much_text_is_refused_unread() -> None:
    assert refusal("thu 18:30" + " " * 200).kind == "too long"
    assert refusal("").kind == "empty"
    assert refusal(" \u200b\n").kind == "empty"


def test_the_same_abbreviation_means_the_time_at_home_where_it_is_used_at_home() -> None:
    at = {zone: parse_when("thu 18:30 IST", zone=zone, now=NOW) for zone in ("Asia/Kolkata", "Asia/Jerusalem")}
    assert at == {zone: When(local("2026-12-03 18:30", zone), zone) for zone in at}
    assert refusal("thu 18:30 IST").kind == "ambiguous"


def test_a_word_is_a_zone_only_where_it_is_the_own_one() -> None:
    nairobi = parse_when("thu 18:30 EAT", zone="Africa/Nairobi", now=NOW)
    assert nairobi == When(local("2026-12-03 18:30", "Africa/Nairobi"), "Africa/Nairobi")
    assert refusal("thu 18:30 EAT").kind == "not understood"


def test_a_day_that_differs_between_the_zones_is_refused_with_both() -> None:
    late = local("2026-12-01 22:00")  # it is Wednesday in Tokyo already
    error = refusal("tomorrow 9am Asia/Tokyo", now=late)
    assert error.choices == ("Wed 2 Dec 09:00 (Asia/Tokyo)", "Thu 3 Dec 09:00 (Asia/Tokyo)")


@pytest.mark.parametrize(
    ("today", "next_thursday"),
    [
        ("2026-11-30", None),
        ("2026-12-02", None),
        ("2026-12-03", "2026-12-10"),
        ("2026-12-04", "2026-12-10"),
        ("2026-12-06", "2026-12-10"),
    ],
)
def test_next_thursday_is_taken_when_it_lies_in_the_next_week(today: str, next_thursday: str | None) -> None:
    now = local(f"{today} 12:00")
    if next_thursday is None:
        assert len(refusal("next thu 18:30", now=now).choices) == 2
    else:
        assert parse_when("next thu 18:30", zone=BERLIN, now=now).start == local(f"{next_thursday} 18:30")


def test_a_day_that_a_zone_skipped_is_a_gap() -> None:
    error = refusal("30 dec 18:30", zone="Pacific/Apia", now=datetime(2011, 12, 1, tzinfo=UTC))
    assert (error.kind, error.choices) == ("gap", ("Thu 29 Dec 18:30", "Sat 31 Dec 18:30"))


def test_half_an_hour_can_be_repeated_too() -> None:
    error = refusal("4 apr 01:45", zone="Australia/Lord_Howe")
    assert error.choices == ("Sun 4 Apr 01:45 UTC+11", "Sun 4 Apr 01:45 UTC+10:30")
    starts = [parse_when(each, zone="Australia/Lord_Howe", now=NOW).start for each in error.choices]
    assert starts[1] - starts[0] == timedelta(minutes=30)


def test_a_moment_is_said_in_full() -> None:
    assert say_when(local("2026-12-10 18:30"), BERLIN) == "Thursday 10 December 2026, 18:30 (Europe/Berlin)"
    assert say_when(local("2026-12-10 18:30"), "Asia/Kathmandu") == "Thursday 10 December 2026, 23:15 (Asia/Kathmandu)"


def test_a_moment_in_a_repeated_hour_is_said_with_its_name() -> None:
    first = local("2027-10-31 02:30")
    assert say_when(first, BERLIN) == "Sunday 31 October 2027, 02:30 CEST (Europe/Berlin)"
    assert say_when(first + timedelta(hours=1), BERLIN) == "Sunday 31 October 2027, 02:30 CET (Europe/Berlin)"


def test_now_may_come_in_any_zone() -> None:
    when = parse_when("in 2 hours", zone=BERLIN, now=NOW.astimezone(ZoneInfo("Asia/Tokyo")))
    assert (when.start, when.start.tzinfo) == (local("2026-12-01 14:00"), UTC)


def test_now_has_to_be_a_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse_when("thu 18:30", zone=BERLIN, now=NOW.replace(tzinfo=None))


LENGTHS_ALONE = """
    2h                     | 120 | 2 h
    2 hours                | 120 | 2 h
    two hours              | 120 | 2 h
    2 hrs.                 | 120 | 2 h
    90 min                 | 90 | 1 h 30 min
    90m                    | 90 | 1 h 30 min
    ninety minutes         | 90 | 1 h 30 min
    1h30                   | 90 | 1 h 30 min
    1h30m                  | 90 | 1 h 30 min
    1 h 30 min             | 90 | 1 h 30 min
    1 hour and 30 minutes  | 90 | 1 h 30 min
    1:30                   | 90 | 1 h 30 min
    0:45                   | 45 | 45 min
    1.5 hours              | 90 | 1 h 30 min
    1,5 h                  | 90 | 1 h 30 min
    an hour                | 60 | 1 h
    half an hour           | 30 | 30 min
    an hour and a half     | 90 | 1 h 30 min
    one and a half hours   | 90 | 1 h 30 min
    a day                  | 1440 | 1 day
    2 days                 | 2880 | 2 days
    1 day 2 h 5 min        | 1565 | 1 day 2 h 5 min
    1 day and 5 min        | 1445 | 1 day 5 min
    2 weeks                | 20160 | 14 days
"""


@pytest.mark.parametrize("row", rows(LENGTHS_ALONE), ids=" | ".join)
def test_a_length_is_understood_and_said(row: list[str]) -> None:
    text, minutes, said = row
    length = timedelta(minutes=int(minutes))
    assert parse_duration(text) == length
    assert say_duration(length) == said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("0 min", "not understood"),
        ("0:00", "not understood"),
        ("90", "not understood"),
        ("2", "not understood"),
        ("-2h", "not understood"),
        ("1h90", "not understood"),
        ("1:75", "not understood"),
        ("2h 2h", "not understood"),
        ("2h and", "not understood"),
        ("soon", "not understood"),
        ("1.25 h", "not understood"),
        ("15 days", "too far"),
        ("9999 hours", "too far"),
        ("2h" * 101, "too long"),
    ],
)
def test_a_length_is_refused_with_an_example(text: str, kind: str) -> None:
    with pytest.raises(WhenError) as caught:
        parse_duration(text)
    assert caught.value.kind == kind
    assert [parse_duration(each) for each in examples(caught.value)] == [timedelta(minutes=90)]


def test_less_than_nothing_is_no_length() -> None:
    assert say_duration(timedelta()) == "0 min"
    with pytest.raises(ValueError, match="less than nothing"):
        say_duration(timedelta(minutes=-1))


@pytest.mark.parametrize("text", ["thu -05:00", "10 Dec -18:30", "31/12/2026 -05:00", "dec 29, -05:00"])
def test_a_dash_right_before_a_time_is_no_time(text: str) -> None:
    """An offset to somebody, five o'clock to somebody else: refused."""
    with pytest.raises(WhenError, match="I do not understand"):
        parse_when(text, zone="Europe/Berlin", now=datetime(2026, 11, 22, 14, 40, tzinfo=UTC))


@pytest.mark.parametrize("text", ["10 dec at 18h30 min", "thu 18h30m", "thu 18h2h"])
def test_minutes_right_behind_hours_begin_no_length(text: str) -> None:
    """Half past six with a word too many is not six for half an hour."""
    with pytest.raises(WhenError, match="I do not understand"):
        parse_when(text, zone="Europe/Berlin", now=datetime(2026, 11, 22, 14, 40, tzinfo=UTC))
