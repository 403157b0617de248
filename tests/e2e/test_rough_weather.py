"""Platforms that fail, stall, refuse and hang up: the message still arrives, once."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.kit import Fault, PlatformName
from tests.e2e.town import NOON, Town, card_of, shown
from tests.waiting import soon

POSTS: dict[PlatformName, str] = {"discord": "POST /channels/", "slack": "chat.postMessage"}
EDITS: dict[PlatformName, str] = {"discord": "PATCH /channels/", "slack": "chat.update"}


@pytest.mark.parametrize("platform", ["discord", "slack"])
@pytest.mark.parametrize("kind", ["429", "500", "drop"])
async def test_a_card_arrives_once_through_a_fault(here: Town, platform: PlatformName, kind: str) -> None:
    here.sandbox.kit.faults.add(Fault(platform, kind, 2, POSTS[platform]))
    await here.plan()
    await soon(lambda: here.discord_messages() and here.slack_messages(), seconds=20)
    await here.go_to(here.sandbox.kit.clock.now())
    assert (len(here.discord_messages()), len(here.slack_messages())) == (1, 1)


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_an_edit_arrives_through_a_fault(here: Town, platform: PlatformName) -> None:
    await here.plan()
    on_discord, _ = await here.cards()
    here.sandbox.kit.faults.add(Fault(platform, "500", 2, EDITS[platform]))
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    for look in (here.discord_messages, here.slack_messages):
        await soon(card_of(look), lambda text: "Going: Ben Okafor" in text, seconds=20)


async def test_lost_connections_come_back_and_lose_no_press(here: Town) -> None:
    await here.plan()
    on_discord, on_slack = await here.cards()
    here.sandbox.discord.disconnect()
    here.sandbox.slack.disconnect()
    connections = (here.sandbox.discord.connected, here.sandbox.slack.connected)
    await soon(lambda: all(each.is_set() for each in connections), seconds=20)
    one, two = await asyncio.gather(
        here.discord_click("Ben", on_discord, "rsvp:1:going"), here.slack_click("Farid", on_slack, "rsvp:1:going")
    )
    assert "You have a seat" in one.text
    assert "You have a seat" in two.text


async def test_slack_renews_its_connection_politely(here: Town) -> None:
    await here.plan()
    _, on_slack = await here.cards()
    here.sandbox.slack.refresh()
    answers = await asyncio.gather(
        *(here.slack_click(who, on_slack, "rsvp:1:going") for who in ("Emma", "Farid", "Grace", "Hugo"))
    )
    assert ["You have a seat" in each.text for each in answers] == [True] * 4


async def test_closed_direct_messages_are_said_to_the_host(here: Town) -> None:
    await here.plan(seats="1")
    on_discord, _ = await here.cards()
    here.sandbox.discord.close_dms(here.discord_people["Chiara"])
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.discord_click("Chiara", on_discord, "rsvp:1:going")
    await here.discord_click("Ben", on_discord, "rsvp:1:no")
    await here.go_to(NOON + timedelta(minutes=2))  # a minute's worth is said at once
    told = await soon(lambda: here.discord_direct("Ana"))
    assert "A message about Lightning talks was not delivered" in shown(told[0])
    assert "I could not tell Chiara Rossi that a seat came free for them" in shown(told[0])
    # The seat is theirs all the same, and the card says so.
    await soon(lambda: shown(here.discord_messages()[0]), lambda text: "Going: Chiara Rossi" in text)
