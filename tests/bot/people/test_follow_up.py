"""The morning after: who is asked whom they met, and who stands on the list."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.views import Choice
from bot.checkin import actions as door
from bot.people import meeting
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
    card = [shown for to, shown, _ in wall.pinned if to == person][-1]
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
