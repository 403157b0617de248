"""Who met whom, and when the follow-up goes out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.meeting_model import Connection, Meeting, Outcome, follow_up_at, join_connections, settle_meeting

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def connection(asker: int, state: Meeting, *, number: int = 1, met_at: datetime | None = None) -> Connection:
    return Connection(number, 1, 2, asker, state, NOW, met_at, None)


@pytest.mark.parametrize(
    ("known", "member", "outcome"),
    [
        (None, 1, Outcome.ASK),
        (connection(1, Meeting.ASKED), 1, Outcome.WAIT),
        (connection(1, Meeting.DECLINED), 1, Outcome.WAIT),  # the same answer: a no is not told
        (connection(1, Meeting.MET), 1, Outcome.KNOWN),
        (connection(1, Meeting.ASKED), 2, Outcome.CONNECT),
        (connection(1, Meeting.DECLINED), 2, Outcome.CONNECT),
        (connection(1, Meeting.MET), 2, Outcome.KNOWN),
    ],
)
def test_settle(known: Connection | None, member: int, outcome: Outcome) -> None:
    assert settle_meeting(known, member) is outcome


def test_of_two_connections_the_firmer_counts_then_the_earlier() -> None:
    asked, declined = connection(1, Meeting.ASKED), connection(1, Meeting.DECLINED, number=2)
    late = connection(1, Meeting.MET, number=3, met_at=NOW + timedelta(days=2))
    early = connection(2, Meeting.MET, number=4, met_at=NOW + timedelta(days=1))
    assert join_connections(declined, asked) is asked
    assert join_connections(asked, late) is late
    assert join_connections(late, early) is early


@pytest.mark.parametrize(
    ("starts", "ends", "follow_up"),
    [
        ("2026-12-10 18:30", "2026-12-10 21:00", "2026-12-11 10:00"),
        ("2026-12-10 20:00", "2026-12-11 01:00", "2026-12-11 10:00"),  # past midnight is still that evening
        ("2026-12-10 22:00", "2026-12-11 05:00", "2026-12-12 10:00"),  # too short a night
        ("2026-12-10 08:00", "2026-12-10 09:30", "2026-12-11 10:00"),
        ("2026-12-10 09:00", "2026-12-12 17:00", "2026-12-13 10:00"),
        ("2027-03-27 18:30", "2027-03-27 21:00", "2027-03-28 10:00"),  # the night of a clock change
    ],
)
def test_the_morning_after(starts: str, ends: str, follow_up: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begin, end, expected = (
        datetime.fromisoformat(each).replace(tzinfo=berlin).astimezone(UTC) for each in (starts, ends, follow_up)
    )
    assert follow_up_at(begin, end, "Europe/Berlin") == expected


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - made aware here
    st.timedeltas(timedelta(minutes=5), timedelta(days=4)),
    st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone and "Etc" not in zone)),
)
def test_it_is_always_ten_in_the_morning_after_a_rest(starts: datetime, lasts: timedelta, zone: str) -> None:
    ends = starts + lasts
    local = follow_up_at(starts, ends, zone).astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == (10, 0)
    assert local.date() > starts.astimezone(ZoneInfo(zone)).date()
    assert timedelta(hours=6) <= local - ends < timedelta(hours=56)
