"""Coffee matches through both real libraries: joining, rounds, conversations, matches across, and what people say of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.kit import Answer, Fault, Json
from tests.e2e.test_killed import Bot, KillOnMessage, two_processes
from tests.e2e.town import NOON, Town, shown
from tests.waiting import soon

FIRST = NOON.replace(day=26, hour=10)  # the Thursday after the town's Wednesday
WEEK = timedelta(days=7)
CONTACT = "@here <!channel> **@dilan**"


async def plan_rounds(here: Town) -> Answer:
    """Ana has rounds drawn every Thursday at ten."""
    shown_ = await here.discord("Ana", "coffee rounds")
    assert shown_.message is not None
    opened = await here.discord_click("Ana", shown_.message, "coffee:rounds")
    return await here.discord_submit("Ana", opened, pace="weekly", weekday="3", hour="10")


def threads(here: Town) -> list[Json]:
    found: list[Json] = here.sandbox.discord.state()["guilds"][0]["threads"]
    return found


def groups(here: Town) -> dict[tuple[str, ...], str]:
    """Slack's group conversations, by the first names of the people in them."""
    names = {ident: name for name, ident in here.slack_people.items()}
    rooms = here.sandbox.slack._world.channels.values()  # noqa: SLF001 - group conversations are in no listing
    return {
        tuple(names[each] for each in room.members if each in names): room.id for room in rooms if room.kind == "mpim"
    }


def said(messages: list[Json]) -> list[str]:
    return [shown(each) for each in messages]


async def test_a_round_from_planning_to_did_you_meet(here: Town) -> None:
    planned = await plan_rounds(here)
    assert planned.private
    assert "Every week on Thursday at 10:00 (Europe/Berlin)." in planned.text
    for who in ("Ben", "Chiara"):
        joined = await here.discord(who, "coffee join")
        assert joined.private
        assert "You're in for coffee" in joined.text
    for who in ("Farid", "Grace"):
        assert "You're in for coffee" in (await here.slack(who, "coffee", "join")).text
    await here.go_to(FIRST)

    (thread,) = threads(here)
    assert thread["name"].partition(": ")[2] == "Ben Okafor, Chiara Rossi"
    assert {here.discord_people["Ben"], here.discord_people["Chiara"]} < set(thread["members"])
    (on_discord,) = here.discord_messages(thread["id"])
    assert [each["id"] for each in on_discord["mentions"]] == [
        here.discord_people["Ben"],
        here.discord_people["Chiara"],
    ]
    assert "you are a match this round" in shown(on_discord)
    (on_slack,) = here.slack_messages(groups(here)["Farid", "Grace"])
    assert "To begin with: " in shown(on_slack)
    assert (here.discord_messages(), here.slack_messages()) == ([], [])

    await here.go_to(FIRST + timedelta(days=6))
    (asked,) = here.discord_direct("Ben")
    assert "You were matched with Chiara Rossi for coffee." in shown(asked)
    met = await here.discord_click("Ben", asked, "coffee:1:met")
    assert "Lovely." in met.text
    assert met.private
    (asked,) = here.slack_direct("Grace")
    assert "No hurry." in (await here.slack_click("Grace", asked, "coffee:2:notyet")).text
    for numbers in (await here.slack("Emma", "coffee", "numbers"), await here.discord("Ana", "coffee numbers")):
        assert numbers.private
        assert "4 in, 0 on a break" in numbers.text
        assert "4 people in 2 matches · 1 met · 0 without a match" in numbers.text
        assert "Ben" not in numbers.text


async def test_across_platforms_by_consent_and_what_was_typed_stays_text(here: Town) -> None:
    await plan_rounds(here)
    joined = await here.discord("Dilan", "coffee join")
    assert joined.message is not None
    opened = await here.discord_click("Dilan", joined.message, "coffee:across")
    assert CONTACT in (await here.discord_submit("Dilan", opened, contact=CONTACT)).text
    joined = await here.slack("Hugo", "coffee", "join")
    assert joined.message is not None
    opened = await here.slack_click("Hugo", joined.message, "coffee:across")
    refused = await here.slack_submit("Hugo", opened, contact=" \u202e ")
    assert refused.errors is not None
    assert "ana@example.org" in refused.errors["contact"]
    await here.slack_submit("Hugo", opened, contact="hugo@example.org")
    await here.go_to(FIRST)
    await soon(lambda: here.discord_direct("Dilan") and here.slack_direct("Hugo"))
    (to_dilan,), (to_hugo,) = here.discord_direct("Dilan"), here.slack_direct("Hugo")
    assert "Hugo Lindqvist is on Slack. Reach them by: hugo@example.org" in shown(to_dilan)
    assert f"Dilan Yıldız is on Discord. Reach them by: {CONTACT}" in shown(to_hugo)
    assert "broadcast" not in str(to_hugo["blocks"])
    assert (threads(here), groups(here)) == ([], {})


async def test_breaks_trios_and_please_not_again_on_both(here: Town) -> None:
    await plan_rounds(here)
    for who in ("Ben", "Chiara", "Dilan"):
        await here.discord(who, "coffee join")
    for who in ("Farid", "Grace"):
        await here.slack(who, "coffee", "join")
    asked = await here.slack("Farid", "coffee", "pause")
    assert asked.message is not None
    assert "sit out the next round" in (await here.slack_click("Farid", asked.message, "coffee:pause:once")).text
    assert "You sit out the next round" in (await here.slack("Farid", "coffee", "")).text
    await here.go_to(FIRST)
    (trio,) = threads(here)
    assert len(trio["members"]) == 4
    await soon(lambda: here.slack_direct("Grace"))
    assert "No coffee match this round" in shown(here.slack_direct("Grace")[0])

    await here.go_to(FIRST + timedelta(days=6))
    (question,) = here.discord_direct("Chiara")
    which = await here.discord_click("Chiara", question, "coffee:1:never")
    assert which.message is not None
    picked = _option(which.message, "Dilan Yıldız")
    done = await here.discord_click("Chiara", which.message, "coffee:1:who", [picked])
    assert "I won't match you with Dilan Yıldız again" in done.text
    await here.discord("Ben", "coffee leave")
    await here.go_to(FIRST + WEEK)
    assert len(threads(here)) == 1  # Chiara and Dilan are all that is left there, and rest
    assert ("Farid", "Grace") in groups(here)
    for who in ("Chiara", "Dilan"):
        texts = await soon(lambda who=who: said(here.discord_direct(who)), lambda seen: len(seen) == 2)  # type: ignore[misc]
        assert "No coffee match this round" in texts[-1]
        assert "not again" not in texts[-1]


def _option(message: Json, label: str) -> str:
    """The value of a menu's option, wherever the menu is nested."""
    found: list[str] = []

    def search(part: object) -> None:
        if isinstance(part, dict):
            if part.get("label") == label and "value" in part:
                found.append(part["value"])
            search(list(part.values()))
        elif isinstance(part, list):
            for each in part:
                search(each)

    search(message["components"])
    return found[0]


async def test_only_organizers_see_rounds_and_numbers(here: Town) -> None:
    for verb in ("rounds", "numbers"):
        answers = (await here.discord("Ben", f"coffee {verb}"), await here.slack("Farid", "coffee", verb))
        for answer in answers:
            assert answer.private
            assert f"Only organizers can use /coffee {verb}." in answer.text
    shown_ = await here.slack("Emma", "coffee", "rounds")
    assert shown_.message is not None
    opened = await here.slack_click("Emma", shown_.message, "coffee:rounds")
    ended = await here.slack_submit("Emma", opened, pace="off")
    assert "Coffee rounds are off." in ended.text


async def test_somebody_who_has_left_the_server_leaves_no_empty_conversation(here: Town) -> None:
    await all_in(here)
    (guild,) = here.sandbox.discord.world.guilds.values()
    del guild.members[here.discord_people["Ben"]]
    await here.go_to(FIRST)
    await here.go_to(FIRST)  # what the refused conversation leaves to do is due at once
    ((to_chiara,), (thread,)) = await soon(lambda: (here.discord_direct("Chiara"), threads(here)), all)
    assert "This round you have coffee with Ben Okafor." in shown(to_chiara)
    assert here.sandbox.discord.world.channels[thread["id"]].thread.archived  # type: ignore[union-attr]


@pytest.mark.parametrize("verb", ["pause", "leave"])
async def test_who_is_not_in_is_told_how_to_join(here: Town, verb: str) -> None:
    answers = (await here.discord("Ben", f"coffee {verb}"), await here.slack("Farid", "coffee", verb))
    for answer in answers:
        assert answer.private
        assert "Join with /coffee join." in answer.text


async def all_in(here: Town) -> None:
    await plan_rounds(here)
    await asyncio.gather(*(here.discord(who, "coffee join") for who in ("Ben", "Chiara")))
    await asyncio.gather(*(here.slack(who, "coffee", "join") for who in ("Farid", "Grace")))


async def drawn_once(here: Town) -> None:
    """One conversation on each platform with one card in it, and that stays so."""

    def seen() -> list[list[str]]:
        rooms = [here.discord_messages(each["id"]) for each in threads(here)]
        rooms += [here.slack_messages(each) for each in groups(here).values()]
        return [[text.splitlines()[0] for text in said(each)] for each in rooms]

    await soon(seen, lambda rooms: rooms == [["Coffee time"]] * 2, 20)
    await here.go_to(here.sandbox.kit.clock.now())
    assert seen() == [["Coffee time"]] * 2
    assert len(threads(here)[0]["members"]) == 3


async def test_killed_while_a_conversation_is_being_opened(tmp_path: Path) -> None:
    """The thread is there, the first person is not in it yet: the next process goes on in the same thread."""
    async with two_processes(tmp_path) as (here, bot):
        await all_in(here)
        here.sandbox.kit.faults.add(Fault("discord", "hang", 1, "PUT .*/thread-members/"))
        moving = asyncio.create_task(here.go_to(FIRST))
        await soon(lambda: not here.sandbox.kit.faults.pending)
        await restart(bot, moving)
        await drawn_once(here)


async def test_killed_when_the_card_stands_and_away_while_a_round_was_due(tmp_path: Path) -> None:
    """What stands is found and not said again; a round that is three days late is left to the next one."""
    async with two_processes(tmp_path) as (here, bot):
        await all_in(here)
        killer, feed = KillOnMessage(bot, "discord"), here.sandbox.kit.feed
        feed._subscribers.add(killer)  # noqa: SLF001 - a subscriber that acts at once, not when the loop comes by
        moving = asyncio.create_task(here.go_to(FIRST))
        await bot.process.wait()
        feed.unsubscribe(killer)
        await restart(bot, moving)
        await drawn_once(here)
        await bot.kill()
        await here.go_to(FIRST + WEEK + timedelta(days=3))
        await bot.start()
        assert "Thursday, December 10th, 2026" in (await here.slack("Farid", "coffee", "")).text
        await drawn_once(here)


async def restart(bot: Bot, moving: asyncio.Task[None]) -> None:
    moving.cancel()
    await asyncio.gather(moving, return_exceptions=True)
    await bot.kill()
    await bot.start()
