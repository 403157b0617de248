"""Line-ups: the order kept, never beyond the event's end, every minute accounted for, moves that lose nothing."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talks.model import (
    OFFER_ENDS_BEFORE,
    OFFER_LASTS,
    Item,
    SlotState,
    Timing,
    minutes_left,
    moved,
    offer_until,
    room_for_talk,
    schedule,
)

START = datetime(2026, 12, 10, 17, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def item(number: int, minutes: int, *, talk: bool = True) -> Item:
    return Item(number, 1, number, minutes, SlotState.CONFIRMED, START, talk=number if talk else None)


@st.composite
def lineups(draw: st.DrawFn) -> tuple[datetime, list[Item], Timing]:
    made = draw(st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=12))
    items = [item(number, minutes, talk=talk) for number, (minutes, talk) in enumerate(made, 1)]
    return START + draw(st.integers(1, 600)) * MINUTE, items, Timing(draw(st.integers(0, 60)), draw(st.integers(0, 15)))


@given(lineups())
def test_the_order_is_kept_and_nothing_is_beyond_the_end(made: tuple[datetime, list[Item], Timing]) -> None:
    end, items, timing = made
    slots = schedule(START, end, items, timing)
    assert len(slots) == len(items)
    on = [each for each in slots if each is not None]
    assert list(slots[: len(on)]) == on  # once the time is over, nothing has time any more
    assert all(START + timing.doors * MINUTE <= each.start < each.end <= end for each in on)
    assert all(one.end <= other.start for one, other in pairwise(on))
    assert [each.end - each.start for each in on] == [each.minutes * MINUTE for each in items[: len(on)]]


@given(lineups())
def test_the_sums_are_right(made: tuple[datetime, list[Item], Timing]) -> None:
    """What is left is the time after the last item, if all have time, and negative if and only if not all have."""
    end, items, timing = made
    slots, left = schedule(START, end, items, timing), minutes_left(START, end, items, timing)
    if items and left >= 0:
        assert slots[-1] is not None
        assert end - slots[-1].end == left * MINUTE
    assert (None in slots) == (left < 0 and bool(items))
    pauses = sum(timing.changeover for one, other in pairwise(items) if one.talk and other.talk)
    whole = timing.doors + pauses + sum(each.minutes for each in items)
    assert whole + left == (end - START) // MINUTE


@given(lineups())
def test_what_there_is_room_for_fits_and_a_minute_more_does_not(made: tuple[datetime, list[Item], Timing]) -> None:
    end, items, timing = made
    room = room_for_talk(START, end, items, timing)
    assert room >= 0
    if room:
        assert None not in schedule(START, end, [*items, item(99, room)], timing)
    assert schedule(START, end, [*items, item(99, room + 1)], timing)[-1] is None


@given(lineups(), st.integers(0, 11), st.integers(-20, 20))
def test_a_move_is_a_permutation(made: tuple[datetime, list[Item], Timing], at: int, by: int) -> None:
    _, items, _ = made
    if at >= len(items):
        return
    order = moved(items, items[at].id, by)
    assert sorted(each.id for each in order) == [each.id for each in items]
    assert order.index(items[at]) == max(0, min(len(items) - 1, at + by))
    assert [each for each in order if each is not items[at]] == [each for each in items if each is not items[at]]
    assert moved(order, items[at].id, at - order.index(items[at])) == tuple(items)


def test_doors_changeovers_and_breaks() -> None:
    items = [item(1, 10), item(2, 5), item(3, 15, talk=False), item(4, 20)]
    slots = schedule(START, START + 90 * MINUTE, items, Timing(doors=15, changeover=3))
    assert [(each.start - START) // MINUTE for each in slots if each] == [15, 28, 33, 48]


@given(st.integers(-600, 6000))
def test_an_offer_lasts_a_day_and_ends_three_hours_before_the_event(ahead: int) -> None:
    now = START - ahead * MINUTE
    until = offer_until(START, now)
    if until is None:
        assert START - now <= OFFER_ENDS_BEFORE
    else:
        assert now < until <= START - OFFER_ENDS_BEFORE
        assert until - now <= OFFER_LASTS


@pytest.mark.parametrize("by", [-1, 1])
def test_at_an_end_an_item_stays(by: int) -> None:
    items = (item(1, 5), item(2, 5))
    assert moved(items, 1 if by < 0 else 2, by) == items
