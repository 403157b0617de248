"""Which talks were given, and when a recap goes out: pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from bot.events.model import Event, State
from bot.recap.model import Recap, RecapState, Story, Told, given, goes_out, recap_at
from bot.stage.model import Run, Turn
from bot.talks.model import Item, Lineup, SlotState, TalkKind, Timing
from tests.bot.events.test_seats import NOW, event


def item(number: int, state: SlotState = SlotState.CONFIRMED, *, is_break: bool = False) -> Item:
    """The item with this number, whose talk has ten times that number."""
    talk = None if is_break else number * 10
    return Item(number, 1, number, 10, state, NOW, talk, f"Talk {number}", 1, "Ana", TalkKind.LIGHTNING)


def lineup(*items: Item) -> Lineup:
    return Lineup(1, Timing(), items)


def run(*turns: tuple[int, bool]) -> Run:
    """A run with these items in this order, each with whether it was skipped."""
    made = [
        Turn(at, 1, number, number * 10, NOW, NOW, NOW, skipped=skipped) for at, (number, skipped) in enumerate(turns)
    ]
    return Run(1, "x", NOW, NOW, turns=tuple(made))


def numbers(found: tuple[Item, ...]) -> list[int]:
    return [each.id for each in found]


def test_without_a_run_what_was_confirmed_was_given() -> None:
    planned, held = item(2, SlotState.PLANNED), item(3, SlotState.HELD)
    full = lineup(item(1), planned, held, item(4, is_break=True), item(5))
    assert numbers(given(full, None)) == [1, 5]
    assert numbers(given(full, Run(1, "x"))) == [1, 5]  # its page was opened, and nobody was called


def test_with_a_run_what_had_its_turn_was_given_in_that_order() -> None:
    full = lineup(item(1), item(2, SlotState.PLANNED), item(3), item(4))
    assert numbers(given(full, run((2, False), (1, False), (3, True)))) == [2, 1]


def test_who_was_skipped_and_called_again_was_given_at_that_time() -> None:
    full = lineup(item(1), item(2))
    assert numbers(given(full, run((1, True), (2, False), (1, False)))) == [2, 1]
    assert numbers(given(full, run((1, False), (1, True)))) == [1]


@each_of(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=20))
def test_each_talk_is_told_once(turns: list[tuple[int, bool]]) -> None:
    full = lineup(*(item(n) for n in range(1, 7)))
    found = numbers(given(full, run(*turns)))
    assert len(found) == len(set(found))
    expected = {number for number, skipped in turns if not skipped} if turns else set(range(1, 7))
    assert set(found) == expected


def at(zone: str, start: datetime, hours: float = 2) -> Event:
    plan = replace(event(10).plan, starts_at=start, ends_at=start + timedelta(hours=hours), zone=zone)
    return replace(event(10), plan=plan)


def by_clock(zone: str, begins: str, hours: float = 2) -> Event:
    """An event that begins when the clock there shows this."""
    return at(zone, datetime.fromisoformat(begins).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), hours)


@pytest.mark.parametrize(
    ("zone", "begins", "goes"),
    [
        ("Europe/Berlin", "2026-11-26T18:30", "2026-11-27T10:00:00+01:00"),
        ("Europe/Berlin", "2027-03-27T18:30", "2027-03-28T10:00:00+02:00"),  # the clocks go forward that night
        ("Europe/Berlin", "2026-10-24T18:30", "2026-10-25T10:00:00+01:00"),  # and back
        ("Pacific/Kiritimati", "2026-11-26T18:30", "2026-11-27T10:00:00+14:00"),
        ("America/St_Johns", "2026-11-26T18:30", "2026-11-27T10:00:00-03:30"),
        ("Asia/Kathmandu", "2026-11-26T08:00", "2026-11-27T10:00:00+05:45"),
    ],
)
def test_it_goes_out_at_ten_by_the_events_own_clock(zone: str, begins: str, goes: str) -> None:
    assert recap_at(by_clock(zone, begins)).astimezone(ZoneInfo(zone)).isoformat() == goes


def test_a_night_that_ends_in_the_morning_is_told_of_when_people_have_slept() -> None:
    party = by_clock("Europe/Berlin", "2026-11-26T22:00", hours=7)
    assert recap_at(party).astimezone(ZoneInfo("Europe/Berlin")).isoformat() == "2026-11-28T10:00:00+01:00"


ZONES = st.sampled_from(
    ["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia"]
)


@each_of(ZONES, st.integers(0, 10 * 365 * 24 * 60), st.floats(0.5, 30))
def test_it_is_ten_in_the_morning_on_a_later_day_wherever_it_is(zone: str, minutes: int, hours: float) -> None:
    happening = at(zone, NOW + timedelta(minutes=minutes), hours)
    goes, began = (each.astimezone(ZoneInfo(zone)) for each in (recap_at(happening), happening.plan.starts_at))
    assert (goes.hour, goes.minute) == (10, 0)
    assert goes.date() > began.date()
    assert goes.astimezone(UTC) > happening.plan.ends_at


def story(state: RecapState = RecapState.PLANNED, *, talks: int = 1) -> Story:
    told = tuple(Told(n, "Bees", "Ana", ()) for n in range(talks))
    return Story(event(10), Recap(1, state), told, (), 5, NOW)


def test_it_goes_out_once_it_is_due_and_not_when_that_is_long_ago() -> None:
    assert not goes_out(story(), NOW - timedelta(seconds=1))
    assert goes_out(story(), NOW)
    assert goes_out(story(), NOW + timedelta(days=6))
    assert not goes_out(story(), NOW + timedelta(days=7))


def test_it_does_not_go_out_when_held_posted_cancelled_or_empty() -> None:
    assert not goes_out(story(RecapState.HELD), NOW)
    assert not goes_out(story(RecapState.POSTED), NOW)
    assert not goes_out(replace(story(), event=replace(event(10), state=State.CANCELLED)), NOW)
    assert not goes_out(story(talks=0), NOW)
