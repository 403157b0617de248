"""The stage on the real client libraries: opened in one chat, moved on from the other, the same in both."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.kit import PlatformName
from tests.e2e.test_killed import Bot, killed_on_message, two_processes
from tests.e2e.test_talks import propose_on_discord, propose_on_slack, talk
from tests.e2e.town import Json, Town, message_of, one, shown
from tests.waiting import soon

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


async def fill(here: Town) -> None:
    """An event with three talks: two speakers on Discord, one on Slack."""
    await here.plan()
    await propose_on_discord(here, "Ben", **talk("Bees"))
    await propose_on_slack(here, "Farid", **talk("Parsers", "lightning:5"))
    await propose_on_discord(here, "Dilan", **talk("Kites"))
    for number, title in enumerate(("Bees", "Parsers", "Kites"), 1):
        desk = await soon(message_of(lambda: here.discord_messages("organizers"), title))
        assert desk is not None
        await here.discord_click("Ana", desk, f"talk:{number}:accept:1")


def titles(messages: list[Json]) -> list[str]:
    """The first lines of what stands in a channel since the event's card and its line-up."""
    return [shown(each).splitlines()[0] for each in messages][2:]


async def test_an_evening_from_both_chats(here: Town) -> None:
    await fill(here)
    await here.go_to(here.start + SECOND)
    opened = await here.discord("Ana", "stage start")
    assert opened.private
    assert "Now on stage: Bees, Ben Okafor." in opened.text
    await here.go_to(here.start + 5 * SECOND)
    on_discord, on_slack = one(here.discord_messages(), "On stage: Bees"), one(here.slack_messages(), "On stage: Bees")
    assert on_discord is not None
    assert on_slack is not None
    # Who is on deck is pinged where they are, and named elsewhere.
    assert f"<@{here.slack_people['Farid']}>" in str(on_slack["blocks"]) or here.slack_people["Farid"] in str(on_slack)
    assert here.discord_people["Ben"] not in str(on_discord["components"])
    assert "On deck: Farid Haddad, please get ready: Parsers" in shown(on_discord)

    extended = await here.slack("Emma", "stage", "extend 1")
    assert "1 min more, until 6:41 PM." in extended.text
    for after in (9, 10, 11):
        await here.go_to(here.start + after * MINUTE + 10 * SECOND)
    warned = ["On stage: Bees", "2 minutes left for Ben Okafor.", "1 minute left for Ben Okafor."]
    warned.append("Time is up, Ben Okafor. Please come to an end.")
    reminders = [each for each in titles(here.discord_messages()) if each not in warned]
    assert [each for each in titles(here.discord_messages()) if each not in reminders] == warned
    assert [each for each in titles(here.slack_messages()) if each not in reminders] == warned
    card = one(here.slack_messages(), "On stage: Bees")
    assert card is not None
    assert "Time: up since" in shown(card)

    # The panel that was opened on Discord still works, and a stale one changes nothing.
    other = await here.discord("Ana", "stage start")
    assert "The stage of Lightning talks is open already." in other.text
    moved = await here.discord_click("Ana", opened.message or {}, "stage:1:next:1")
    assert "Now on stage: Parsers, Farid Haddad." in moved.text
    late = await here.discord_click("Ana", other.message or {}, "stage:1:next:1")
    assert "The stage had moved on already" in late.text
    skipped = await here.slack("Emma", "stage", "skip")
    assert "Now on stage: Kites, Dilan" in skipped.text
    assert "Skipped: Parsers, Farid Haddad" in skipped.text
    called = await here.slack_click("Emma", skipped.message or {}, "stage:1:call:3", "2")
    assert "Now on stage: Parsers, Farid Haddad." in called.text
    paused = await here.slack("Emma", "stage", "pause")
    assert "Time: paused, with 5 min left" in paused.text
    stopped = await here.slack("Emma", "stage", "stop")
    assert "Not everybody has been on yet (1 to come)" in stopped.text
    closed = await here.slack_click("Emma", stopped.message or {}, "stage:1:stop:yes")
    assert "The stage is closed." in closed.text
    await here.go_to(here.start + 15 * MINUTE)
    thanks = "On stage today: Ben Okafor, Farid Haddad. Thank you, and thank you all for listening."
    for messages in (here.discord_messages(), here.slack_messages()):
        assert thanks in shown(messages[-1])


async def test_only_organizers_run_it(here: Town) -> None:
    await fill(here)
    await here.go_to(here.start)
    await here.discord("Ana", "stage start")
    for answer in (
        await here.discord("Ben", "stage next"),
        await here.slack("Farid", "stage", "open"),
    ):
        assert answer.private
        assert "Only organizers can use /stage" in answer.text
    run = await here.hallway._store.read(lambda tx: tx.stages.run(1)) if here.hallway else None  # noqa: SLF001
    assert run is not None
    assert [each.item for each in run.turns] == [1]


async def test_mistakes_on_stage(here: Town) -> None:
    assert "No event with a line-up is ahead." in (await here.slack("Emma", "stage", "start")).text
    await here.plan()
    assert "Lightning talks has no line-up yet." in (await here.discord("Ana", "stage start")).text
    assert "No stage is open now. Open one with /stage start." in (await here.slack("Emma", "stage", "next")).text
    assert "I know no event called “Nothing”" in (await here.slack("Emma", "stage", "open Nothing")).text


async def settle(here: Town, bot: Bot, moment: timedelta) -> None:
    """Kill the bot with -9 and start it again, so long after the event's start."""
    await bot.kill()
    await bot.start()
    await here.go_to(here.start + moment)


async def test_killed_in_the_middle_of_a_stage(tmp_path: Path) -> None:
    """Nothing is lost and nothing comes twice, whichever step the bot dies after; the time that is left is the same."""
    async with two_processes(tmp_path) as (here, bot):
        await fill(here)
        await here.go_to(here.start)
        await here.discord("Ana", "stage start")
        await settle(here, bot, 8 * MINUTE + 10 * SECOND)
        assert "2 min left" in (await here.slack("Emma", "stage", "start")).text
        await settle(here, bot, 9 * MINUTE + 10 * SECOND)
        await here.slack("Emma", "stage", "next")
        await settle(here, bot, 12 * MINUTE + 20 * SECOND)
        await here.discord("Ana", "stage pause")
        await settle(here, bot, 40 * MINUTE)
        resumed = await here.discord("Ana", "stage pause")
        assert "The time runs again" in resumed.text
        await settle(here, bot, 41 * MINUTE)
        expected = [
            "On stage: Bees",
            "2 minutes left for Ben Okafor.",
            "1 minute left for Ben Okafor.",
            "On stage: Parsers",
            "2 minutes left for Farid Haddad.",
            "1 minute left for Farid Haddad.",
        ]
        was = {"Bees": expected[0]}
        await soon(lambda: "On stage: Parsers" in titles(here.slack_messages()))
        for messages in (here.discord_messages(), here.slack_messages()):
            seen = [was.get(each, each) for each in titles(messages)]
            assert [each for each in seen if not each.startswith("Coming up")] == expected


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_killed_while_a_card_of_the_stage_is_posted(tmp_path: Path, platform: PlatformName) -> None:
    """Whoever opened the stage hears nothing, because the bot dies over the first card; all the same it is open, in both
    chats, once. Then it dies over a warning.
    """
    async with two_processes(tmp_path) as (here, bot):
        await fill(here)
        await here.go_to(here.start)
        async with killed_on_message(here, bot, platform):
            starting = asyncio.create_task(here.discord("Ana", "stage start"))
            await bot.process.wait()
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
        await bot.start()
        expected = ["On stage: Bees"]
        await both_say(here, expected)
        async with killed_on_message(here, bot, platform):
            await here.go_to(here.start + 8 * MINUTE + 5 * SECOND)
        await bot.start()
        expected.append("2 minutes left for Ben Okafor.")
        await both_say(here, expected)
        # They are the real cards, not dead copies: they follow what happens.
        moved = await here.slack("Emma", "stage", "next")
        assert "Now on stage: Parsers, Farid Haddad." in moved.text
        await both_say(here, ["Bees", *expected[1:], "On stage: Parsers"])


async def both_say(here: Town, expected: list[str]) -> None:
    """Both chats come to say this since the line-up, and still do when everything that is due has gone out."""

    def said() -> list[list[str]]:
        found = (titles(here.discord_messages()), titles(here.slack_messages()))
        return [[each for each in messages if not each.startswith("Coming up")] for messages in found]

    await soon(said, lambda seen: seen == [expected] * 2, 20)
    await here.go_to(here.sandbox.kit.clock.now())
    assert said() == [expected] * 2


async def test_who_comes_to_be_on_deck_is_pinged(here: Town) -> None:
    """While Bees is on, the talk after it is taken out of the line-up: an edit of its card would ping nobody."""
    await fill(here)
    await here.go_to(here.start)
    await here.discord("Ana", "stage start")
    await here.go_to(here.start + SECOND)
    asked = await here.slack("Farid", "talk", "withdraw Parsers")
    await here.slack_click("Farid", asked.message or {}, "talk:2:withdraw:yes")
    await here.go_to(here.start + 2 * SECOND)
    sentence = "Dilan Yıldız, you are on deck now: Kites at about "
    on_discord, on_slack = here.discord_messages()[-1], here.slack_messages()[-1]
    assert shown(on_slack).startswith(sentence), shown(on_slack)
    assert ", you are on deck now: Kites at about " in shown(on_discord)
    assert [each["id"] for each in on_discord["mentions"]] == [here.discord_people["Dilan"]]
    assert len([each for each in titles(here.slack_messages()) if "on deck now" in each]) == 1
