from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import discord
import pytest

from tests.sandbox.discord.house import House, until


async def test_history_pages_as_discord_does(house: House) -> None:
    sent = [await house.place.send(f"number {index}") for index in range(4)]

    async def page(**limits: Any) -> list[str]:
        return [message.content[-1] async for message in house.place.history(**limits)]

    assert await page() == ["3", "2", "1", "0"]
    assert await page(limit=2) == ["3", "2"]
    assert await page(before=sent[2]) == ["1", "0"]
    assert await page(before=sent[3], limit=1) == ["2"]
    assert await page(after=sent[1]) == ["2", "3"]
    assert await page(after=sent[0], limit=2) == ["1", "2"]
    assert await page(around=sent[1], limit=3) == ["2", "1", "0"]
    assert house.rules_broken == []


async def test_messages_carry_the_communitys_time(house: House) -> None:
    before = await house.place.send("before")
    await house.kit.clock.move(advance=timedelta(days=3))
    after = await house.place.send("after")
    await house.kit.clock.move(advance=timedelta(days=-9))
    back = await house.place.send("back in time")
    assert timedelta(days=3) <= after.created_at - before.created_at < timedelta(days=3, minutes=1)
    assert back.id > after.id > before.id
    shown = [each["content"] for each in house.discord.messages(house.channel)]
    assert shown == ["before", "after", "back in time"]


async def test_an_edit_shows_and_a_deletion_removes(house: House) -> None:
    feed = house.kit.feed.subscribe()
    message = await house.place.send("first")
    await message.edit(content="second", embed=discord.Embed(title="A title"))
    (stored,) = house.discord.messages(house.channel)
    assert (stored["content"], stored["embeds"][0]["title"]) == ("second", "A title")
    await message.delete()
    assert house.discord.messages(house.channel) == []
    with pytest.raises(discord.NotFound):
        await house.place.fetch_message(message.id)
    with pytest.raises(discord.NotFound):
        await message.edit(content="third")
    told = [feed.get_nowait() for _ in range(feed.qsize())]
    assert [each["kind"] for each in told] == ["message", "edit", "delete"]
    assert told[2] == {"kind": "delete", "platform": "discord", "channel": house.channel, "id": str(message.id)}
    assert house.rules_broken == []


async def test_the_same_nonce_makes_one_message(house: House) -> None:
    first = await house.place.send("once", nonce="delivery-1")
    second = await house.place.send("twice", nonce="delivery-1")
    third = await house.place.send("another", nonce="delivery-2")
    assert (first.id, second.content) == (second.id, "once")
    assert [each["content"] for each in house.discord.messages(house.channel)] == ["once", "another"]
    assert third.nonce == "delivery-2"


async def test_mentions_follow_what_is_allowed(house: House) -> None:
    text = f"@everyone and <@{house.ada}>"
    await house.place.send(text, allowed_mentions=discord.AllowedMentions.none())
    await house.place.send(text)
    quiet, loud = house.discord.messages(house.channel)
    assert (quiet["mention_everyone"], quiet["mentions"]) == (False, [])
    assert (loud["mention_everyone"], [each["id"] for each in loud["mentions"]]) == (True, [house.ada])


async def test_replies_pins_reactions_and_typing(house: House) -> None:
    message = await house.place.send("to answer")
    reply = await message.reply("an answer")
    assert reply.reference
    assert reply.reference.message_id == message.id
    await message.add_reaction("👍")
    await message.add_reaction("🎉")
    await message.remove_reaction("🎉", discord.Object(house.bot.application_id or 0))
    await message.pin()
    stored = house.discord.messages(house.channel)[0]
    assert [each["emoji"]["name"] for each in stored["reactions"]] == ["👍"]
    assert [pin.id async for pin in house.place.pins()] == [message.id]
    await message.unpin()
    assert [pin.id async for pin in house.place.pins()] == []
    async with house.place.typing():
        pass
    assert house.rules_broken == []


async def test_files_are_kept_and_shown(house: House) -> None:
    view = discord.ui.LayoutView()
    gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
    gallery.add_item(media="attachment://code.png", description="A code to scan")
    view.add_item(gallery)
    file = discord.File(io.BytesIO(b"pixels"), "code.png", description="QR")
    message = await house.place.send(view=view, file=file)
    assert await message.attachments[0].read() == b"pixels"
    (stored,) = house.discord.messages(house.channel)
    (attached,) = stored["attachments"]
    assert (attached["filename"], attached["size"], attached["description"]) == ("code.png", 6, "QR")
    assert stored["components"][0]["items"][0]["media"]["url"] == attached["url"]
    assert house.discord.attachment(attached["id"]).content == b"pixels"
    kept = await message.edit(attachments=message.attachments)
    assert [each.id for each in kept.attachments] == [message.attachments[0].id]
    embed = discord.Embed(title="Chart").set_image(url="attachment://chart.png")
    await house.place.send(embed=embed, file=discord.File(io.BytesIO(b"chart"), "chart.png"))
    stored = house.discord.messages(house.channel)[1]
    assert stored["embeds"][0]["image"]["url"] == stored["attachments"][0]["url"]
    assert house.rules_broken == []


async def test_direct_messages_reach_members_who_take_them(house: House) -> None:
    feed = house.kit.feed.subscribe()
    ada = await house.bot.fetch_user(int(house.ada))
    await ada.send("psst")
    assert [each["content"] for each in house.discord.messages("dm:Ada")] == ["psst"]
    assert feed.get_nowait()["channel"] == f"dm:{house.ada}"
    house.discord.close_dms(house.ada)
    with pytest.raises(discord.Forbidden) as refused:
        await ada.send("psst again")
    assert refused.value.code == 50007
    assert house.rules_broken == []


async def test_threads_of_every_kind(house: House) -> None:
    guild = house.bot.guilds[0]
    ada = guild.get_member(int(house.ada))
    assert ada
    message = await house.place.send("a talk")
    from_message = await message.create_thread(name="About the talk")
    public = await house.place.create_thread(name="Public", type=discord.ChannelType.public_thread)
    private = await house.place.create_thread(name="Speakers", invitable=False)
    await private.add_user(ada)
    assert {member.id for member in await private.fetch_members()} == {house.bot.application_id, ada.id}
    for thread in (from_message, public, private):
        await thread.send(f"in {thread.name}")
        assert [each["content"] for each in house.discord.messages(str(thread.id))] == [f"in {thread.name}"]
    assert from_message.id == message.id
    assert not private.invitable
    assert [thread.name for thread in await guild.active_threads()] == ["About the talk", "Public", "Speakers"]
    shown = house.discord.state()["guilds"][0]["threads"]
    assert [each["name"] for each in shown] == ["About the talk", "Public", "Speakers"]
    await public.edit(name="Closed", archived=True)
    assert [thread.name for thread in await guild.active_threads()] == ["About the talk", "Speakers"]
    await private.remove_user(ada)
    await private.delete()
    with pytest.raises(discord.HTTPException) as refused:
        await message.create_thread(name="Again")
    assert refused.value.code == 160004
    assert house.rules_broken == []


async def test_a_private_thread_is_seen_by_its_members_only(house: House) -> None:
    ada = house.bot.guilds[0].get_member(int(house.ada))
    assert ada
    private = await house.place.create_thread(name="Speakers")
    await private.add_user(ada)
    answer = await house.discord.command(user=house.ada, channel=str(private.id), command="echo", options={})
    assert answer.ack_ms is not None
    with pytest.raises(Exception, match="Olga cannot see"):
        await house.discord.command(user=house.olga, channel=str(private.id), command="echo", options={})


async def test_the_bots_name_in_a_guild_can_change(house: House) -> None:
    guild = house.bot.guilds[0]
    await guild.me.edit(nick="Host")
    await until(lambda: guild.me.display_name == "Host")
    assert house.rules_broken == []
