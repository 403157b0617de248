from __future__ import annotations

import asyncio

import discord
import pytest

from sandbox.discord import Discord
from sandbox.kit import Answer, SandboxError
from tests.sandbox.discord.house import House, until


async def run(house: House, command: str, **options: object) -> Answer:
    return await house.discord.command(user=house.ada, channel=house.channel, command=command, options=options)


async def test_before_a_bot_ever_came_nothing_can_be_asked(empty: Discord) -> None:
    guild = empty.add_guild("One")
    channel, ada = empty.add_channel(guild, "lobby"), empty.add_member("Ada")
    with pytest.raises(SandboxError, match="There is no command /echo; there are none yet"):
        await empty.command(user=ada, channel=channel, command="echo", options={})


async def test_silence_is_what_the_person_sees_after_three_seconds(house: House) -> None:
    house.discord.interactions.ack_seconds = 0.05
    answer = await run(house, "silent")
    assert answer == Answer(text="The application did not respond", private=True)


async def test_a_dead_bot_is_silence_too(house: House) -> None:
    house.discord.interactions.ack_seconds = 0.05
    await house.bot.close()
    await until(lambda: not house.discord.connected.is_set())
    assert (await run(house, "echo")).ack_ms is None


async def test_a_late_answer_gets_10062(house: House) -> None:
    house.discord.interactions.ack_seconds = 0.05
    assert (await run(house, "late")).ack_ms is None
    house.bot.release.set()
    await until(lambda: house.bot.errors)
    assert isinstance(house.bot.errors[0], discord.NotFound)
    assert house.bot.errors[0].code == 10062
    assert house.discord.messages(house.channel) == []


async def test_a_second_answer_gets_40060_and_is_a_violation(house: House) -> None:
    answer = await run(house, "twice")
    assert (answer.text, answer.private) == ("first", False)
    await until(lambda: house.bot.errors)
    assert isinstance(house.bot.errors[0], discord.HTTPException)
    assert house.bot.errors[0].code == 40060
    assert house.rules_broken == ["answered twice"]


async def test_a_deferral_never_filled_still_ends(house: House) -> None:
    house.discord.people.fill_seconds = 0.05
    answer = await run(house, "thinking")
    assert (answer.text, answer.done_ms) == ("Hallway is thinking…", None)
    assert answer.ack_ms is not None
    assert [each["flags"] for each in house.discord.messages(house.channel)] == [128]


async def test_the_first_follow_up_fills_the_deferral_and_later_ones_are_replies(house: House) -> None:
    house.bot.release.set()
    answer = await run(house, "thinking")
    assert answer.message
    assert answer.text == "done thinking"
    await until(lambda: [each["content"] for each in house.discord.messages(house.channel)] == ["and more, edited"])
    (left,) = house.discord.messages(house.channel)
    assert left["message_reference"]["message_id"] == answer.message["id"]
    assert left["edited_timestamp"] is not None
    assert house.rules_broken == []


async def test_an_expired_token_reaches_nothing(house: House) -> None:
    house.discord.people.fill_seconds = 0.01
    await run(house, "thinking")
    house.discord.interactions.token_seconds = 0
    house.bot.release.set()
    await until(lambda: house.bot.errors)
    assert isinstance(house.bot.errors[0], discord.HTTPException)
    assert (house.bot.errors[0].status, house.bot.errors[0].code) == (401, 50027)


async def test_forty_at_once_are_each_acknowledged_in_time(house: House) -> None:
    answers = await asyncio.gather(*(run(house, "event create", title=f"number {index}") for index in range(40)))
    assert [answer.text for answer in answers] == [f"number {index} with 3 seats" for index in range(40)]
    assert max(answer.ack_ms or 9999 for answer in answers) < 3000
    assert house.rules_broken == []


async def test_only_the_asker_sees_a_private_answer(house: House) -> None:
    feed = house.kit.feed.subscribe()
    await run(house, "echo")
    assert house.discord.messages(house.channel) == []
    assert house.discord.messages(house.channel, seen_by=house.olga) == []
    (seen,) = house.discord.messages(house.channel, seen_by=house.ada)
    told = feed.get_nowait()
    assert (told["kind"], told["channel"], told["only_for"]) == ("message", house.channel, house.ada)
    assert told["message"] == seen
