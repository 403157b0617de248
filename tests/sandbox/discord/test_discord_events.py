from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest

from tests.sandbox.discord.house import House, make_event, until


async def test_an_event_is_made_changed_and_deleted(house: House) -> None:
    feed = house.kit.feed.subscribe()
    event = await make_event(house)
    (stored,) = house.discord.scheduled_events()
    assert (stored["name"], stored["entity_metadata"], stored["status"]) == (
        "Python night",
        {"location": "The library"},
        1,
    )
    assert datetime.fromisoformat(stored["scheduled_start_time"]) == event.start_time
    await event.edit(name="Python evening", location="The park")
    (stored,) = house.discord.scheduled_events()
    assert (stored["name"], stored["entity_metadata"]["location"]) == ("Python evening", "The park")
    fetched = await house.bot.guilds[0].fetch_scheduled_event(event.id)
    assert fetched.name == "Python evening"
    assert [each.id for each in await house.bot.guilds[0].fetch_scheduled_events()] == [event.id]
    await fetched.delete()
    assert house.discord.scheduled_events() == []
    changes = [feed.get_nowait()["change"] for _ in range(feed.qsize())]
    assert changes == ["create", "update", "delete"]
    await until(lambda: "GUILD_SCHEDULED_EVENT_DELETE" in house.bot.heard)
    assert house.rules_broken == []


async def test_times_come_back_in_utc(house: House) -> None:
    event = await make_event(house)
    berlin = datetime.fromisoformat("2031-07-01T19:00:00+02:00")
    changed = await event.edit(start_time=berlin, end_time=berlin + timedelta(hours=1))
    assert changed.start_time == berlin.astimezone(UTC)
    assert house.discord.scheduled_events()[0]["scheduled_start_time"] == "2031-07-01T17:00:00+00:00"


async def test_an_event_starts_and_ends_once(house: House) -> None:
    event = await make_event(house)
    event = await event.start()
    await event.end()
    assert house.discord.scheduled_events() == []
    cancelled = await make_event(house, "Another")
    await cancelled.cancel()
    assert house.rules_broken == []
    with pytest.raises(discord.NotFound):
        await event.edit(name="Too late")


async def test_the_past_is_the_communitys_past(house: House) -> None:
    await house.kit.clock.move(advance=timedelta(days=30))
    with pytest.raises(discord.HTTPException, match="past"):
        await make_event(house, days=-1)
    assert house.rules_broken == ["event in the past"]


async def test_a_guild_holds_a_hundred(house: House) -> None:
    event = await make_event(house)
    (stored,) = house.discord.scheduled_events()
    guild = house.discord.world.guilds[house.guild]  # by the API, a hundred would take two seconds
    guild.events.update({str(number): stored | {"id": str(number)} for number in range(99)})
    with pytest.raises(discord.HTTPException) as refused:
        await make_event(house, "One too many")
    assert refused.value.code == 30038
    await event.cancel()
    await make_event(house, "Fits again")
