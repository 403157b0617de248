from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from sandbox.discord import Discord
from sandbox.discord.connect import connector
from tests.sandbox.discord.house import House, until
from tests.sandbox.discord.tryout import TryoutBot


async def test_the_bot_finds_its_guild_as_seeded(house: House) -> None:
    guild = house.bot.guilds[0]
    assert (guild.name, guild.member_count, guild.chunked) == ("PyLadies", 3, True)
    assert {member.display_name for member in guild.members} == {"Hallway", "Ada", "Olga"}
    assert (house.place.name, house.place.topic) == ("general", "Everything")
    assert guild.me.guild_permissions.manage_events
    assert house.rules_broken == []


async def test_another_token_is_refused(empty: Discord) -> None:
    bot = TryoutBot(empty, discord.Intents.default())
    with pytest.raises(discord.LoginFailure):
        await bot.start("another")
    await bot.close()


async def test_no_other_host_can_be_reached(empty: Discord) -> None:
    async with aiohttp.ClientSession(connector=connector(port=empty.port, ca_pem=empty.ca_pem)) as session:
        with pytest.raises(aiohttp.ClientConnectorError, match="none of them"):
            await session.get("https://slack.com/")


async def test_ids_are_the_same_in_every_sandbox(house: House, empty: Discord) -> None:
    ids = house.guild, house.channel, house.ada
    assert ids == ("1191531302096994304", "1191893689962594304", "1192618465693794304")
    state = empty.state()
    assert [role["name"] for role in state["guilds"][0].pop("roles")] == ["Organizers", "Hallway"]
    assert state == {
        "guilds": [
            {
                "id": house.guild,
                "name": "PyLadies",
                "channels": [{"id": house.channel, "name": "general", "topic": "Everything"}],
                "threads": [],
                "members": [
                    {"id": house.ada, "name": "Ada", "organizer": False},
                    {"id": house.olga, "name": "Olga", "organizer": True},
                ],
            }
        ]
    }


async def test_a_dropped_bot_resumes_and_hears_what_it_missed(house: House) -> None:
    house.discord.disconnect()
    assert not house.discord.connected.is_set()
    bertha = await house.discord.join("Bertha")
    await asyncio.wait_for(house.discord.connected.wait(), 5)
    await until(lambda: "RESUMED" in house.bot.heard)
    assert house.bot.heard.count("READY") == 1
    await until(lambda: house.bot.guilds[0].get_member(int(bertha)))


async def test_a_command_sent_while_the_bot_is_away_is_answered_after_the_resume(house: House) -> None:
    house.discord.disconnect()
    answer = await house.discord.command(user=house.ada, channel=house.channel, command="echo", options={})
    assert answer.text == "None|None|None|None|None|None"


async def test_a_bot_asked_to_reconnect_resumes(house: House) -> None:
    house.discord.gateway.ask_reconnect()
    await until(lambda: "RESUMED" in house.bot.heard)
    assert house.bot.heard.count("READY") == 1


async def test_a_forgotten_session_makes_the_bot_identify_anew(house: House) -> None:
    house.discord.gateway.forget_sessions()
    await until(lambda: house.bot.heard.count("READY") == 2)
    await asyncio.wait_for(house.discord.connected.wait(), 5)
    answer = await house.discord.command(user=house.ada, channel=house.channel, command="event card", options={})
    assert answer.text == "posted"


async def test_a_new_member_is_announced_to_the_bot_and_the_page(house: House) -> None:
    feed = house.kit.feed.subscribe()
    new = await house.discord.join("Bertha")
    await until(lambda: "GUILD_MEMBER_ADD" in house.bot.heard)
    assert house.bot.guilds[0].member_count == 4
    member = {"id": new, "name": "Bertha", "organizer": False}
    assert feed.get_nowait() == {"kind": "join", "platform": "discord", "member": member}


async def test_what_is_seeded_later_is_announced_too(house: House) -> None:
    guild = house.discord.add_guild("Second")
    channel = house.discord.add_channel(guild, "lobby")
    await until(lambda: house.bot.get_channel(int(channel)))
    assert [each.name for each in house.bot.guilds] == ["PyLadies", "Second"]


async def test_members_can_be_asked_for(house: House) -> None:
    guild = house.bot.guilds[0]
    assert [each.display_name for each in await guild.query_members("ada")] == ["Ada"]
    assert [each.display_name for each in await guild.query_members(user_ids=[int(house.olga)])] == ["Olga"]
    assert {each.display_name async for each in guild.fetch_members()} == {"Hallway", "Ada", "Olga"}
    assert (await guild.fetch_member(int(house.ada))).display_name == "Ada"
    assert [role.name for role in await guild.fetch_roles()] == ["@everyone", "Organizers", "Hallway"]
    assert (await house.bot.fetch_user(int(house.ada))).display_name == "Ada"
    assert (await house.bot.fetch_guild(int(house.guild))).name == "PyLadies"
    assert [each.name for each in await guild.fetch_channels()] == ["general"]
    assert (await house.bot.application_info()).name == "Hallway"
    with pytest.raises(discord.NotFound):
        await guild.fetch_member(1)
    assert house.rules_broken == []


class TestWithoutTheMembersIntent:
    @pytest.fixture
    def intents(self) -> discord.Intents:
        return discord.Intents.default()

    async def test_the_bot_sees_itself_only_and_nobody_joining(self, house: House) -> None:
        await house.discord.join("Bertha")
        answer = await house.discord.command(user=house.ada, channel=house.channel, command="event card", options={})
        assert answer.text == "posted"
        assert "GUILD_MEMBER_ADD" not in house.bot.heard
        assert [each.display_name for each in house.bot.guilds[0].members] == ["Hallway"]


async def test_a_sharded_bot_connects(empty: Discord) -> None:
    guild = empty.add_guild("One")
    bot = discord.AutoShardedClient(
        intents=discord.Intents.default(),
        connector=connector(port=empty.port, ca_pem=empty.ca_pem),
        guild_ready_timeout=0.02,
    )
    running = asyncio.create_task(bot.start(empty.token))
    await asyncio.wait_for(empty.connected.wait(), 5)
    await until(bot.is_ready)
    assert [str(each.id) for each in bot.guilds] == [guild]
    await bot.close()
    await running
