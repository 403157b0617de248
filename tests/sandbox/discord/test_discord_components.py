from __future__ import annotations

from typing import Any

import discord
import pytest

from sandbox.discord.components import walk
from sandbox.kit import Answer, SandboxError
from tests.sandbox.discord.house import House, until
from tests.sandbox.discord.tryout import card


@pytest.fixture
async def message(house: House) -> str:
    """A posted card."""
    await house.place.send(view=card())
    return str(house.discord.messages(house.channel)[-1]["id"])


async def click(house: House, message: str, custom_id: str, *values: str) -> Answer:
    chosen = list(values) or None
    return await house.discord.click(user=house.ada, message=message, custom_id=custom_id, values=chosen)


def found(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [component for _, component in walk(message["components"])]


async def test_a_card_comes_back_with_ids_and_the_flag(house: House, message: str) -> None:
    (stored,) = house.discord.messages(house.channel)
    ids = [component["id"] for component in found(stored)]
    assert ids == list(range(1, len(ids) + 1))
    assert stored["flags"] == 1 << 15
    fetched = await house.place.fetch_message(int(message))
    assert fetched.flags.components_v2
    view = discord.ui.LayoutView.from_message(fetched)
    assert view.content_length() == len("# Python \\*night\\*Doors at six")


async def test_given_ids_are_kept_and_the_others_go_around_them(house: House) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("one", id=2))
    view.add_item(discord.ui.TextDisplay("two"))
    view.add_item(discord.ui.TextDisplay("three"))
    await house.place.send(view=view)
    assert [component["id"] for component in found(house.discord.messages(house.channel)[-1])] == [2, 1, 3]


async def test_a_button_reaches_its_dynamic_item(house: House, message: str) -> None:
    answer = await click(house, message, "rsvp:42:going")
    assert (answer.text, answer.private) == ("Ada goes", True)
    assert answer.message
    assert answer.message["interaction_metadata"]["interacted_message_id"] == message


async def test_a_button_may_update_its_message(house: House, message: str) -> None:
    answer = await click(house, message, "rsvp:42:update")
    assert (answer.text, answer.private) == ("Updated", False)
    (stored,) = house.discord.messages(house.channel)
    assert (stored["id"], stored["edited_timestamp"] is None) == (message, False)
    assert house.rules_broken == []


async def test_a_deferred_click_waits_for_the_follow_up(house: House, message: str) -> None:
    answer = await click(house, message, "rsvp:42:quiet")
    assert (answer.text, answer.private) == ("a word after", True)


async def test_a_deferred_click_waits_for_the_edit(house: House, message: str) -> None:
    answer = await click(house, message, "rsvp:42:edit")
    assert answer.message
    assert (answer.message["id"], answer.private, answer.done_ms is None) == (message, False, False)
    assert answer.text.startswith("Python *night*\nDoors at six\nForm\nGoing\nUpdate")
    assert house.rules_broken == []


async def test_a_select_takes_values_or_labels(house: House, message: str) -> None:
    answer = await click(house, message, "pick:one", "a", "option c")
    assert answer.text == "picked ['a', 'c']"


@pytest.mark.parametrize(
    ("custom_id", "values", "sentence"),
    [
        ("closed", (), "'Closed' is disabled"),
        ("other", (), "has no component 'other'; it has rsvp:42:form, rsvp:42:going"),
        ("pick:one", ("z",), "'Pick some' offers no 'z'; it offers 'Option A', 'Option B', 'Option C'"),
        ("pick:one", ("a", "b", "c"), "'Pick some' takes 1 to 2 choices, got 3"),
        ("pick:one", (), "'Pick some' takes 1 to 2 choices, got 0"),
    ],
)
async def test_what_cannot_be_pressed_is_explained(
    house: House, message: str, custom_id: str, values: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(SandboxError, match=sentence):
        await click(house, message, custom_id, *values)


async def test_nobody_presses_what_they_do_not_see(house: House) -> None:
    answer = await house.discord.command(user=house.olga, channel=house.channel, command="echo", options={})
    assert answer.message
    with pytest.raises(SandboxError, match="Ada sees no message"):
        await click(house, answer.message["id"], "rsvp:1:going")


async def test_buttons_work_in_private_answers_and_in_direct_messages(house: House) -> None:
    ada = house.bot.guilds[0].get_member(int(house.ada))
    assert ada
    await ada.send(view=card(7))
    (direct,) = house.discord.messages(f"dm:{house.ada}")
    answer = await click(house, direct["id"], "rsvp:7:going")
    assert (answer.text, answer.private) == ("Ada goes", True)
    assert "guild_id" not in direct
    assert house.discord.messages("dm:Ada") == [direct]
    assert house.rules_broken == []


async def test_an_edit_keeps_the_flag_without_saying_so(house: House, message: str) -> None:
    partial = house.place.get_partial_message(int(message))
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("New text"))
    await partial.edit(view=view)
    (stored,) = house.discord.messages(house.channel)
    assert (stored["flags"], found(stored)[0]["content"]) == (1 << 15, "New text")
    async with house.raw() as raw:
        body = {"components": [{"type": 10, "content": "Raw text"}]}
        async with raw.patch(f"/api/v10/channels/{house.channel}/messages/{message}", json=body) as response:
            assert response.status == 200
    await until(lambda: house.bot.heard.count("MESSAGE_UPDATE") == 2)
    assert house.rules_broken == []
