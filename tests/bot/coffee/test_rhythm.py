"""When rounds are drawn: the hour that the clock on the wall shows, in every zone and across changes of clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coffee.model import FIRST_HOUR, LAST_HOUR, Pace, Rhythm, next_round

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
RHYTHMS = st.builds(Rhythm, st.sampled_from(Pace), st.integers(0, 6), st.integers(FIRST_HOUR, LAST_HOUR))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside it
MOST_APART = {Pace.WEEKLY: 7, Pace.FORTNIGHTLY: 14, Pace.MONTHLY: 35}
LEAST_APART = {Pace.WEEKLY: 7, Pace.FORTNIGHTLY: 14, Pace.MONTHLY: 28}


@given(RHYTHMS, st.sampled_from(ZONES), MOMENTS)
def test_every_round_is_at_its_hour_on_its_day(rhythm: Rhythm, zone: str, after: datetime) -> None:
    last: datetime | None = None
    for _ in range(5):
        found = next_round(rhythm, zone, after, last)
        wall = found.astimezone(ZoneInfo(zone))
        assert (wall.weekday(), wall.hour, wall.minute) == (rhythm.weekday, rhythm.hour, 0)
        assert found > after
        assert rhythm.pace is not Pace.MONTHLY or wall.day <= 7
        if last is not None:
            days = (wall.date() - last.astimezone(ZoneInfo(zone)).date()).days
            assert LEAST_APART[rhythm.pace] <= days <= MOST_APART[rhythm.pace]
        last = after = found


@given(RHYTHMS, st.sampled_from(ZONES), MOMENTS, st.integers(0, 60))
def test_after_a_long_absence_the_next_one_still_lies_ahead(
    rhythm: Rhythm, zone: str, last: datetime, away: int
) -> None:
    after = last + timedelta(days=away)
    found = next_round(rhythm, zone, after, last)
    assert after < found <= after + timedelta(days=36)


@pytest.mark.parametrize(
    ("pace", "expected"),
    [(Pace.WEEKLY, "2026-03-31"), (Pace.FORTNIGHTLY, "2026-04-07"), (Pace.MONTHLY, "2026-04-07")],
)
def test_examples_across_the_change_of_clocks(pace: Pace, expected: str) -> None:
    """From Tuesday 24 March 2026, 10:00 in Berlin; clocks change on the 29th."""
    tuesday = datetime(2026, 3, 24, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    found = next_round(Rhythm(pace, 1, 10), "Europe/Berlin", tuesday.astimezone(UTC), tuesday.astimezone(UTC))
    assert found.isoformat() == f"{expected}T10:00:00+02:00"
