"""Asks and offers on the real client libraries: posted once a space, answered by a button, thanked, closed, run out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import Doors, Hallway
from bot.rehearsal import doors, tuned
from bot.settings import Settings
from sandbox.kit import Answer
from sandbox.start import Sandbox
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.town import NOON, Json, Town, message_of, shown
from tests.waiting import soon

REVIEW = "I need somebody to look at my first conference proposal."


async def asked(here: Town, **answers: str) -> Answer:
    """Ben asks on Discord; what he sees then."""
    opened = await here.discord("Ben", "ask")
    return await here.discord_submit("Ben", opened, **{"topic": "review", "text": REVIEW, **answers})


async def offered(here: Town, **answers: str) -> Answer:
    """Farid offers on Slack; what he sees then."""
    opened = await here.slack("Farid", "offer")
    return await here.slack_submit("Farid", opened, **{"topic": "mentor", "text": "An hour a month.", **answers})


async def cards(here: Town, title: str) -> tuple[Json, Json]:
    found = await soon(
        lambda: (message_of(here.discord_messages, title)(), message_of(here.slack_messages, title)()), all
    )
    left, right = found
    assert left is not None
    assert right is not None
    return left, right


async def test_an_ask_is_answered_thanked_and_closed_across_platforms(here: Town) -> None:
    posted = await asked(here, words="speaking", urgency="soon")
    assert "Your ask is posted" in posted.text
    assert "When: Soon, please" in posted.text
    left, right = await cards(here, "Ben Okafor is looking for a review")
    for card in (left, right):
        assert REVIEW in shown(card)
        assert "About: speaking" in shown(card)
    answered = await here.slack_click("Grace", right, "ask:1:claim")
    assert answered.private
    assert answered.text.splitlines() == [
        "Ben Okafor knows that you answered. Write to them:",
        "On Discord: Ben Okafor",
    ]
    again = await here.slack_click("Grace", right, "ask:1:claim")
    assert again.text == answered.text
    told = await soon(lambda: here.discord_direct("Ben"))
    assert [shown(each).splitlines()[:3] for each in told] == [
        ["Grace Kim answered", "You can write to them:", "On Slack: Grace Kim"]
    ]
    await soon(lambda: shown(here.discord_messages()[0]), lambda text: "1 person has answered." in text)
    thanked = await here.discord_click("Ben", told[0], "ask:thank:1")
    assert "passed your thanks on to Grace Kim" in thanked.text
    await here.discord_click("Ben", told[0], "ask:thank:1")
    thanks = await soon(lambda: here.slack_direct("Grace"))
    assert shown(thanks[0]).splitlines()[0] == "Ben Okafor says thank you"
    closed = await here.discord_click("Ben", told[0], "ask:1:close")
    assert "It is closed" in closed.text
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: shown(look()[0]), lambda text: "This is closed." in text)  # type: ignore[misc]
    assert "actions" not in {each["type"] for each in here.slack_messages()[0]["blocks"]}
    assert len(here.slack_direct("Grace")) == 1


async def test_an_offer_connects_two_people_on_one_platform_by_mention(here: Town) -> None:
    await offered(here)
    _, right = await cards(here, "Farid Haddad offers mentoring")
    await here.slack_click("Hugo", right, "ask:1:claim")
    told = await soon(lambda: here.slack_direct("Farid"))
    assert f"{{'type': 'user', 'user_id': '{here.slack_people['Hugo']}'}}" in str(told[0]["blocks"])


async def test_it_runs_out_by_itself(here: Town) -> None:
    await asked(here, days="2 days")
    left, _ = await cards(here, "is looking for")
    await here.go_to(NOON + timedelta(days=2, minutes=1))
    for look in (here.discord_messages, here.slack_messages):
        assert "This has run out." in shown(look()[0])
    assert "ask:1:claim" in str(left)
    assert "ask:1:claim" not in str(here.discord_messages()[0])


async def test_people_who_want_to_hear_of_it_do_privately_and_once(here: Town) -> None:
    assert "about: speaking, rust" in (await here.slack("Grace", "notify", "asks on speaking, rust")).text
    await here.discord("Chiara", "notify asks", switch="on", words="gardening")
    await here.discord("Dilan", "notify asks", switch="on")
    await here.slack("Hugo", "notify", "asks on speaking")
    await here.slack("Hugo", "notify", "asks off")
    await here.discord("Ben", "notify asks", switch="on", words="speaking")
    await asked(here, words="Speaking")
    await here.go_to(NOON + timedelta(minutes=1))
    told = await soon(lambda: here.slack_direct("Grace"))
    assert [shown(each).splitlines()[0] for each in told] == ["This may be for you: Ben Okafor is looking for a review"]
    await soon(lambda: here.discord_direct("Dilan"))
    for nobody in (here.discord_direct("Chiara"), here.slack_direct("Hugo"), here.discord_direct("Ben")):
        assert nobody == []
    answered = await here.slack_click("Grace", told[0], "ask:1:claim")
    assert "Ben Okafor knows that you answered" in answered.text


async def test_never_more_than_five_people_hear_of_one(here: Town) -> None:
    people = [await here.sandbox.discord.join(f"Helper {number}") for number in range(7)]
    for each in people:
        await here.sandbox.discord.command(
            user=each,
            channel=here.discord_channel["events"],
            command="notify asks",
            options={"switch": "on", "words": "review"},
        )
    await asked(here)
    await here.go_to(NOON + timedelta(minutes=2))
    told = [each for person in people for each in here.sandbox.discord.messages(f"dm:{person}")]
    assert sum("This may be for you" in shown(each) for each in told) == 5


async def test_roles_and_mistakes(here: Town) -> None:
    await asked(here)
    left, right = await cards(here, "is looking for")
    own = await here.discord_click("Ben", left, "ask:1:claim")
    assert "This is your own." in own.text
    strange = await here.slack_click("Farid", right, "ask:1:close")
    assert "Only the person who wrote it, or an organizer" in strange.text
    organizer = await here.slack_click("Emma", right, "ask:1:close")
    assert "It is closed" in organizer.text
    for switch in ("", "maybe"):
        answer = await here.slack("Grace", "notify", f"asks {switch}")
        assert "Try: /notify asks on python, testing" in answer.text
        assert "“”" not in answer.text


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"days": "100"}, "days", "from 1 to 90. Try 14"),
        ({"days": "a while"}, "days", "from 1 to 90. Try 14"),
        ({"text": "\u202e"}, "text", "for example: I need somebody"),
        ({"words": " ".join("abcdefghijk")}, "words", "Try: python, testing"),
    ],
)
async def test_a_mistake_is_said_beside_its_field(here: Town, typed: dict[str, str], field: str, says: str) -> None:
    refused = await offered(here, **typed)
    assert refused.errors is not None
    assert list(refused.errors) == [field]
    assert says in refused.errors[field]
    refused = await asked(here, **typed)
    assert says in refused.text
    assert refused.message is not None
    again = await here.discord_click("Ben", refused.message, "draft:1")
    assert again.form is not None
    assert again.form.inputs[0].value == "review"


async def test_five_open_at_most(here: Town) -> None:
    for number in range(5):
        assert "is posted" in (await asked(here, text=f"Number {number}")).text
    refused = await asked(here)
    assert "You have 5 open asks and offers" in refused.text
    left = await soon(message_of(here.discord_messages, "Number 0"))
    assert left is not None
    await here.discord_click("Ben", left, "ask:1:close")
    assert "is posted" in (await asked(here)).text


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_was_typed_reads_as_it_was_typed(here: Town, typed: str) -> None:
    await asked(here, text=typed, words=typed[:40])
    for card in await cards(here, "is looking for a review"):
        assert typed in shown(card)
    left = here.discord_messages()[0]
    assert (left["mentions"], left["mention_roles"], left["mention_everyone"]) == ([], [], False)


async def test_another_channel_for_asks_is_joined_and_used(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        sandbox.kit.clock.offset = NOON - datetime.now(UTC)
        guild, team = sandbox.discord.state()["guilds"][0]["id"], sandbox.slack.state()["teams"][0]["id"]
        sandbox.discord.add_channel(guild, "asks")
        sandbox.slack.add_channel(team, "asks", bot_is_member=False)
        usual = doors(sandbox.keys)
        assert usual.discord is not None
        assert usual.slack is not None
        ways = Doors(replace(usual.discord, asks="asks"), replace(usual.slack, asks="#asks"))
        settings = tuned(Settings(_env_file=None), tmp_path / "hallway.db")
        async with Hallway(settings, ways, sandbox.kit.clock) as hallway:
            await hallway.ready()
            here = Town(sandbox, hallway)
            await asked(here)
            await soon(message_of(lambda: here.discord_messages("asks"), "is looking for"))
            await soon(message_of(lambda: here.slack_messages("asks"), "is looking for"))
            assert (here.discord_messages(), here.slack_messages()) == ([], [])
            assert here.violations() == []
