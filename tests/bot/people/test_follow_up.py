"""The morning after: who is asked whom they met, and who stands on the list."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.replies import Refusal
from bot.chat.views import Card, Choice
from bot.checkin import actions as door
from bot.events import editing
from bot.events.model import Edit
from bot.people import follow_up, meeting
from bot.people.model import Account, Platform
from bot.setup.actions import choose_zone
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall, evening_in

BEGIN = timedelta(hours=3)
ASKED = ["Whom did you meet at Talks?"]


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """An event in three hours, to which Ana, Ben and Cleo are going."""
    async with evening_in(tmp_path) as made:
        await made.plan(ahead=BEGIN)
        for person in ("ana", "ben", "cleo"):
            await made.go(person)
        yield made


async def morning_after(evening: Evening) -> None:
    evening.clock.go_to(NOW + timedelta(days=1, hours=12))
    await evening.dispatcher.catch_up()


def offered(wall: Wall, person: str) -> set[str]:
    """The names in the menu of a person's last message."""
    return offered_in([shown for to, shown, _ in wall.pinned if to == person][-1])


def offered_in(card: Card) -> set[str]:
    return {each.label for choice in card.choices if isinstance(choice, Choice) for each in choice.options}


async def test_those_with_a_seat_where_nobody_noted_who_came(evening: Evening) -> None:
    await evening.go("dan", "maybe")
    await morning_after(evening)
    assert {who: evening.discord.titles(who) for who in ("ana", "ben", "cleo")} == dict.fromkeys(
        ("ana", "ben", "cleo"), ASKED
    )
    assert evening.discord.titles("dan") == []
    assert offered(evening.discord, "ana") == {"ben", "cleo"}


async def test_those_who_came_where_it_was_noted(evening: Evening) -> None:
    evening.clock.go_to(NOW + BEGIN)
    for person in ("ana", "ben", "walter"):
        came = Account(Platform.DISCORD, person, person)
        await door.check_in(evening.app, evening.call("host"), text="", person=came)
    await door.arrive_named(evening.app, evening.call("host"), "A guest", event=1, page=0)
    await morning_after(evening)
    came_all = ("ana", "ben", "walter")
    assert {who: evening.discord.titles(who) for who in came_all} == dict.fromkeys(came_all, ASKED)
    assert evening.discord.titles("cleo") == []
    assert offered(evening.discord, "walter") == {"ana", "ben"}


async def test_who_came_without_a_seat_met_people_there(evening: Evening) -> None:
    evening.clock.go_to(NOW + BEGIN)
    walter = Account(Platform.DISCORD, "walter", "walter")
    await door.check_in(evening.app, evening.call("host"), text="", person=walter)
    await meeting.say_met(evening.app, evening.call("ana"), person=walter)
    asked = await evening.app.store.read(lambda tx: tx.connections.get(1))
    assert asked is not None
    assert asked.event == 1


async def test_a_new_zone_of_the_community_loses_nobodys(evening: Evening) -> None:
    await choose_zone(evening.app, evening.call("host"), "America/New_York")
    await morning_after(evening)
    assert evening.discord.titles("ana") == ASKED


async def test_whom_one_said_to_have_met_stands_on_the_list_no_more(evening: Evening) -> None:
    evening.clock.go_to(NOW + BEGIN)
    await meeting.say_met(evening.app, evening.call("ana"), person=Account(Platform.DISCORD, "ben", "ben"))
    await morning_after(evening)
    assert offered(evening.discord, "ana") == {"cleo"}


async def test_who_was_not_there_gets_nobodys_names(evening: Evening) -> None:
    await evening.go("dan", "maybe")
    await morning_after(evening)
    with pytest.raises(Refusal):
        await follow_up.say_met_at(evening.app, evening.call("dan"), event=1, picked="more:0")
    assert offered_in(await follow_up.say_met_at(evening.app, evening.call("ana"), event=1, picked="more:0")) == {
        "ben",
        "cleo",
    }


async def test_a_moved_event_is_followed_up_after_its_new_date(evening: Evening) -> None:
    event = await evening.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    later = replace(event.plan, starts_at=event.plan.starts_at + timedelta(days=2))
    edit = Edit(later, timedelta(hours=2))
    await editing.edit_event(evening.app, evening.call("host"), edit, event=1, revision=event.revision)
    await morning_after(evening)
    assert ASKED[0] not in evening.discord.titles("ana")
    evening.clock.go_to(NOW + timedelta(days=3, hours=12))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana")[-1:] == ASKED
