"""The door: when it is open, whom a name means, pages, and marks that are made once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Home
from bot.chat.replies import Refusal
from bot.chat.views import Card, Choice
from bot.checkin import actions
from bot.checkin.model import PAGE, Comer, door_open, turn_to, who_is_meant
from bot.events.model import Event, Plan, State
from bot.people.model import Account, Platform
from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in

START = NOW + timedelta(days=3)
EVENT = Event(
    1, 1, 1, Plan("Talks", START, START + timedelta(hours=2), "UTC", "", None, ""), State.PLANNED, taken=0, waiting=0
)
PEOPLE = [
    Comer(1, "Ben Okafor", seated=True, arrival=None),
    Comer(2, "Ben Smith", seated=False, arrival=None),
    Comer(3, "Dilan Yıldız", seated=False, arrival=None),
    Comer(4, "Bent Larsen", seated=True, arrival=7),
    Comer(5, "Dilan Yıldız Demir", seated=False, arrival=None),
]


@pytest.mark.parametrize(
    ("offset", "is_open"),
    [
        (timedelta(hours=-1, seconds=-1), False),
        (timedelta(hours=-1), True),
        (timedelta(hours=25, minutes=59), True),
        (timedelta(hours=26), False),
    ],
)
def test_the_door_is_open_from_an_hour_before_until_a_day_after(offset: timedelta, is_open: bool) -> None:  # noqa: FBT001
    assert door_open(EVENT, START + offset) is is_open
    assert door_open(replace(EVENT, state=State.CANCELLED), START + offset) is False


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ben okafor", [1]),
        ("Okafor", [1]),
        ("ben", [1, 4]),  # those with a seat before the others
        ("Smith", [2]),
        ("DILAN yıldız", [3]),  # exactly so, though it begins another name as well
        ("en", []),
        ("ben x", []),
        ("", []),
    ],
)
def test_whom_a_name_means(text: str, meant: list[int]) -> None:
    assert [each.member for each in who_is_meant(text, PEOPLE)] == meant


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_there_is_always_a_page_to_show(wanted: int, people: int) -> None:
    page, pages = turn_to(wanted, people)
    assert 0 <= page < pages
    assert page <= wanted
    assert (pages - 1) * PAGE < max(1, people) <= pages * PAGE


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        await made.plan()
        yield made


def menu(card: Card, ends: str) -> Choice:
    return next(each for each in card.choices if isinstance(each, Choice) and each.route.endswith(ends))


async def counts(evening: Evening) -> tuple[int, int]:
    return await evening.app.store.read(lambda tx: tx.arrivals.counts(1))


async def test_sixty_people_are_three_pages_and_all_of_them_can_be_marked(evening: Evening) -> None:
    for n in range(60):
        await evening.go(f"p{n:02}", platform=(Platform.DISCORD, Platform.SLACK)[n % 2])
    evening.clock.go_to(START)
    card, seen = await actions.show_door(evening.app, evening.call("host")), 0
    while any(isinstance(each, Choice) and each.route.endswith(":arrive") for each in card.choices):
        assert len(menu(card, ":arrive").options) == min(PAGE, 60 - seen)
        member = menu(card, ":arrive").options[-1].value
        card = await actions.arrive(evening.app, evening.call("host"), event=1, page=0, picked=member)
        seen += 1
    assert seen == 60
    assert await counts(evening) == (60, 0)
    last = await actions.show_page(evening.app, evening.call("host"), event=1, page=2)
    assert "Everybody with a seat is here." in str(last)


async def test_pages_turn_and_stay_in_bounds(evening: Evening) -> None:
    for n in range(30):
        await evening.go(f"p{n:02}")
    evening.clock.go_to(START)
    last = await actions.show_page(evening.app, evening.call("host"), event=1, page=9)
    assert [each.label for each in menu(last, "1:arrive").options] == [f"p{n:02}" for n in range(25, 30)]


async def test_a_mark_is_made_once_and_taken_back_once(evening: Evening) -> None:
    await evening.go("ben")
    evening.clock.go_to(START)
    call, card = evening.call("host"), await actions.show_door(evening.app, evening.call("host"))
    member = menu(card, ":arrive").options[0].value
    for each in (call, call, evening.call("other host")):
        card = await actions.arrive(evening.app, each, event=1, page=0, picked=member)
    assert await counts(evening) == (1, 0)
    assert "was here already" in str(card)
    arrival = menu(card, ":undo").options[0].value
    for _ in range(2):
        card = await actions.take_back(evening.app, evening.call("host"), event=1, page=0, picked=arrival)
    assert "taken back already" in str(card)
    assert await counts(evening) == (0, 0)
    # The first press once more, delivered late: what was taken back stays taken back.
    await actions.arrive(evening.app, call, event=1, page=0, picked=member)
    assert await counts(evening) == (0, 0)


async def test_a_guest_delivered_twice_is_one_guest(evening: Evening) -> None:
    evening.clock.go_to(START)
    call = evening.call("host")
    for _ in range(2):
        await actions.arrive_named(evening.app, call, "Zoe", event=1, page=0)
    assert await counts(evening) == (0, 1)
    await actions.arrive_named(evening.app, evening.call("host"), "Zoe", event=1, page=0)
    assert await counts(evening) == (0, 2)  # another Zoe


async def test_whoever_is_picked_keeps_what_they_are(evening: Evening) -> None:
    """A person who was checked in by another has not been here themselves: their role and place of contact stay."""
    evening.clock.go_to(START)
    picked = Account(Platform.DISCORD, "host", "host")
    await actions.walk_in(evening.app, evening.call("ana"), event=1, page=0, person=picked)
    kept = replace(picked, organizer=None)  # as in a direct message, where what we know counts
    member = await evening.app.store.read(lambda tx: tx.members.find(1, kept))
    assert member is not None
    assert member.organizer


async def test_members_strangers_and_closed_doors(evening: Evening) -> None:
    ours = evening.call("eve")
    member = replace(ours, who=replace(ours.who, organizer=False))
    someone = Account(Platform.DISCORD, "x", "x")
    for use_case in (
        actions.show_door(evening.app, member),
        actions.show_page(evening.app, member, event=1),
        actions.arrive(evening.app, member, event=1, page=0, picked="1"),
        actions.walk_in(evening.app, member, event=1, page=0, person=someone),
        actions.check_in(evening.app, member, text="1", person=someone),
        actions.arrive_named(evening.app, member, "Zoe", event=1, page=0),
        actions.take_back(evening.app, member, event=1, page=0, picked="1"),
    ):
        with pytest.raises(Refusal, match="Only organizers"):
            await use_case
    with pytest.raises(Refusal, match="opens"):
        await actions.show_door(evening.app, ours, text="1")
    evening.clock.go_to(START + timedelta(hours=26))
    with pytest.raises(Refusal, match="has closed"):
        await actions.arrive(evening.app, evening.call("host"), event=1, page=0, picked="1")
    evening.clock.go_to(START)
    elsewhere = await evening.app.store.write(
        lambda tx: tx.spaces.add(
            tx.communities.found("Other", "UTC", NOW).id, Platform.DISCORD, "other server", "Other", None
        )
    )
    stranger = replace(ours, home=Home(elsewhere, "UTC"), at=START)
    with pytest.raises(Refusal, match="don't know this event"):
        await actions.arrive(evening.app, stranger, event=1, page=0, picked="1")
    await evening.app.store.write(lambda tx: tx.members.meet(2, someone, elsewhere.id, NOW))
    theirs = await evening.app.store.read(lambda tx: tx.members.find(2, someone))
    assert theirs is not None
    with pytest.raises(Refusal, match="don't know this person"):
        await actions.arrive(evening.app, evening.call("host"), event=1, page=0, picked=str(theirs.id))
