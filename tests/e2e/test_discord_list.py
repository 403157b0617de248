"""Discord's own list of events shows ours, date by date, each once."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.events import mirror
from bot.ports import Tx as TxPort
from sandbox.kit import Fault, Json
from storage.sql import to_db
from storage.store import Tx
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.test_killed import Bot, two_processes
from tests.e2e.town import NOON, Town, shown
from tests.waiting import soon


def listed(here: Town) -> list[Json]:
    return in_order(here.sandbox.discord.scheduled_events())


def in_order(events: list[Json]) -> list[Json]:
    return sorted(events, key=lambda each: each["scheduled_start_time"])


async def test_an_event_stands_in_discords_list_until_it_is_cancelled(here: Town) -> None:
    await here.plan(description="Bring a **laptop**")
    (event,) = await soon(lambda: listed(here))
    assert event["name"] == "Lightning talks"
    assert event["entity_metadata"] == {"location": "Old Library"}
    assert event["description"] == "Bring a \\*\\*laptop\\*\\*\n\nEvent 1 · kept up to date by Hallway"
    assert datetime.fromisoformat(event["scheduled_start_time"]) == here.start.astimezone(UTC)
    assert datetime.fromisoformat(event["scheduled_end_time"]) == here.start.astimezone(UTC) + timedelta(hours=2)
    feed = here.sandbox.kit.feed.subscribe()
    asked = await here.slack("Emma", "event", "cancel 1")
    assert asked.message is not None
    await here.slack_click("Emma", asked.message, "event:1:cancel:yes")
    await soon(lambda: not listed(here))
    changes = [each for each in (feed.get_nowait() for _ in range(feed.qsize())) if each["kind"] == "scheduled"]
    assert [(each["change"], each["event"]["status"]) for each in changes] == [("update", 4)]


async def change(here: Town, **values: str | int) -> None:
    """Change the event's row, as editing it will, and owe that to the list; it is there when this returns."""
    assert here.hallway is not None

    def write(tx: TxPort) -> None:
        columns = ", ".join(f"{name} = :{name}" for name in values)
        cast("Tx", tx).sql.run(f"UPDATE events SET {columns} WHERE id = 1", **values)  # noqa: S608 - our own names
        mirror.change_mirrors(tx, 1, here.sandbox.kit.clock.now())

    await here.hallway._store.write(write)  # noqa: SLF001 - there is no command for it yet
    await here.go_to(here.sandbox.kit.clock.now())


async def test_what_changes_is_changed_there_and_what_was_taken_out_stays_out(here: Town) -> None:
    await here.plan()
    (first,) = await soon(lambda: listed(here))
    later = here.start.astimezone(UTC) + timedelta(days=1)
    ends = later + timedelta(hours=3)
    await change(here, title="Longer talks", location="", starts_at=to_db(later), ends_at=to_db(ends))
    (moved,) = listed(here)
    assert (moved["id"], moved["name"]) == (first["id"], "Longer talks")
    assert moved["entity_metadata"] == {"location": "To be announced"}
    assert datetime.fromisoformat(moved["scheduled_start_time"]) == later
    assert datetime.fromisoformat(moved["scheduled_end_time"]) == ends
    # Once it has begun, Discord takes no other start, but the rest.
    await here.go_to(later + timedelta(minutes=5))
    guild = next(iter(here.sandbox.discord.world.guilds.values()))
    guild.events[moved["id"]]["status"] = 2
    await change(here, title="Still going")
    assert [each["name"] for each in listed(here)] == ["Still going"]
    # An organizer took it out by hand.
    guild.events.clear()
    await change(here, title="Unseen")
    assert listed(here) == []
    assert "list of events" not in "".join(shown(each) for each in here.discord_direct("Ana"))


async def test_answers_do_not_touch_the_list(here: Town) -> None:
    await here.plan()
    await soon(lambda: listed(here))
    on_discord, _ = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.go_to(here.start - timedelta(hours=24))
    await here.go_to(here.start + timedelta(minutes=1))
    requests = here.sandbox.kit.requests
    assert sum(count for name, count in requests.items() if "scheduled-events" in name) == 1


async def test_only_the_next_sixty_days_are_shown(here: Town) -> None:
    start = NOON.replace(year=2027, month=2, day=11, hour=18, minute=30)
    await here.plan(when="11 Feb 2027 18:30", where="")
    await here.go_to(start - timedelta(days=60, hours=1))
    assert listed(here) == []
    await here.go_to(start - timedelta(days=60))
    (event,) = listed(here)
    assert event["entity_metadata"] == {"location": "To be announced"}


async def test_each_date_of_a_series_is_one_entry(here: Town) -> None:
    await here.plan(when="every thursday 18:30")
    await soon(lambda: listed(here))
    await here.go_to(NOON + timedelta(days=1, hours=7))
    assert [each["scheduled_start_time"][:10] for each in listed(here)] == ["2026-11-26", "2026-12-03"]
    assert [each["recurrence_rule"] for each in listed(here)] == [None, None]


async def test_a_missing_permission_is_said_once_and_spoils_nothing(here: Town) -> None:
    guild = next(iter(here.sandbox.discord.world.guilds.values()))
    own = next(role for role in guild.roles.values() if role.bot_id)
    held, own.permissions = own.permissions, 0
    await here.plan()
    await here.plan(title="Breakfast", when="Fri 11 Dec 08:30")
    told = await soon(lambda: here.discord_direct("Ana"))
    assert "Lightning talks is not in Discord's list of events" in shown(told[0])
    assert "“Create Events”" in shown(told[0])
    await here.cards()
    await here.cards("Breakfast")
    await here.go_to(here.start - timedelta(hours=24))
    assert listed(here) == []
    assert [shown(each).splitlines()[0] for each in here.discord_direct("Ana")] == [shown(told[0]).splitlines()[0]]
    assert "Coming up: Lightning talks" in [shown(each).splitlines()[0] for each in here.discord_messages()]
    own.permissions = held


async def test_what_people_typed_is_text_there(here: Town) -> None:
    for title in HOSTILE[:6]:
        await here.plan(title=title, where=title, description=title)
    shown_there = await soon(lambda: listed(here), lambda found: len(found) == 6)
    by_name = {each["name"]: each for each in shown_there}
    for title in HOSTILE[:6]:
        assert by_name[title]["entity_metadata"] == {"location": title}
        typed = by_name[title]["description"].splitlines()[0]
        assert typed != title
        assert typed.replace("\\", "") == title.replace("\\", "")


async def test_the_longest_texts_fit(here: Town) -> None:
    await here.plan(title="*" * 100, where="_" * 200, description="`~|\n" * 375)
    (event,) = await soon(lambda: listed(here))
    assert len(event["description"]) <= 1000
    assert event["description"].endswith("…\n\nEvent 1 · kept up to date by Hallway")


async def test_a_list_that_answers_late_or_not_is_tried_again_and_holds_up_no_message(here: Town) -> None:
    here.sandbox.kit.faults.add(Fault("discord", "drop", 1, "scheduled-events"))
    here.sandbox.kit.faults.add(Fault("discord", "500", 1, "scheduled-events"))
    await here.plan()
    await here.cards()
    assert len(await soon(lambda: listed(here), seconds=20)) == 1


class KillOnList(asyncio.Queue[Json]):
    """Kills the bot at the very moment an event stands in Discord's list, before it can hear that it does."""

    def __init__(self, bot: Bot) -> None:
        super().__init__()
        self._bot = bot

    def put_nowait(self, item: Json) -> None:
        if item["kind"] == "scheduled":
            os.kill(self._bot.process.pid, signal.SIGKILL)


async def test_killed_between_the_listing_and_its_record(tmp_path: Path) -> None:
    async with two_processes(tmp_path) as (here, bot):
        killer, feed = KillOnList(bot), here.sandbox.kit.feed
        feed._subscribers.add(killer)  # noqa: SLF001 - a subscriber that acts at once, not when the loop comes by
        planning = asyncio.create_task(here.plan())
        await bot.process.wait()
        planning.cancel()
        await asyncio.gather(planning, return_exceptions=True)
        feed.unsubscribe(killer)
        await bot.kill()
        await bot.start()
        await here.go_to(here.sandbox.kit.clock.now())
        assert [each["name"] for each in listed(here)] == ["Lightning talks"]
        # It is known again: cancelling takes it out.
        asked = await here.discord("Ana", "event cancel", event="1")
        assert asked.message is not None
        await here.discord_click("Ana", asked.message, "event:1:cancel:yes")
        await soon(lambda: not listed(here))
