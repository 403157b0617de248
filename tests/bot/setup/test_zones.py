"""Zones are found by what people call them; whatever is offered can be chosen, and nothing else is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import OPTION_VALUE, OPTIONS
from bot.setup.model import hash_code, new_code
from bot.setup.zones import find_zones, known_zone

NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("berl", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("new_york", "America/New_York"),
        ("japan", "Asia/Tokyo"),
        ("munich", "Europe/Berlin"),
        ("san fran", "America/Los_Angeles"),
        ("utc", "UTC"),
        ("TOKYO", "Asia/Tokyo"),
        ("kyiv", "Europe/Kyiv"),
    ],
)
def test_the_best_comes_first(typed: str, first: str) -> None:
    assert find_zones(typed, NOW)[0].value == first


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("Japan", "Asia/Tokyo"),
        ("  new   york ", "America/New_York"),
        ("Spain", None),
        ("", None),
        ("../etc/passwd", None),
        ("berl", None),
    ],
)
def test_one_name_means_one_zone_or_none(typed: str, zone: str | None) -> None:
    assert known_zone(typed) == zone


@given(st.text(max_size=30))
def test_whatever_is_offered_can_be_chosen(typed: str) -> None:
    found = find_zones(typed, NOW)
    assert len(found) <= OPTIONS
    assert len({each.value for each in found}) == len(found)
    for each in found:
        assert len(each.value) <= OPTION_VALUE
        assert known_zone(each.value) == each.value
        assert ZoneInfo(each.value)


def test_an_option_says_what_time_it_is_there() -> None:
    (tokyo,) = find_zones("tokyo", NOW)
    assert (tokyo.label, tokyo.detail) == ("Asia/Tokyo", "20:00 now, UTC+09:00")


def test_a_code_is_known_however_it_is_typed() -> None:
    code = new_code()
    assert hash_code(code) == hash_code(f" {code.lower().replace('-', ' ')} ") != hash_code(new_code())
    assert not set("IL1O0") & set(code)
