"""A bot that is killed with -9 in the middle of an announcement to twenty channels: each gets it, and none twice."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sandbox.kit import Answer, Json
from tests.e2e.test_announcements import TITLE, on_discord, opened, press, titles
from tests.e2e.test_killed import Bot
from tests.e2e.town import Town, town
from tests.waiting import soon

EACH = 10
NAMES = [f"group-{number}" for number in range(EACH)]


class KillOnNth(asyncio.Queue[Json]):
    """Listens to the platforms, and kills the bot the moment that so many of its public messages stand."""

    def __init__(self, bot: Bot, number: int, kind: str = "message") -> None:
        super().__init__()
        self._bot, self._left, self._kind = bot, number, kind

    def put_nowait(self, item: Json) -> None:
        if item["kind"] == self._kind and not item.get("only_for"):
            self._left -= 1
            if self._left == 0:
                os.kill(self._bot.process.pid, signal.SIGKILL)


@asynccontextmanager
async def twenty_channels(folder: Path) -> AsyncIterator[tuple[Town, Bot, list[str]]]:
    async with town(folder, with_bot=False) as here:
        discord, slack = here.sandbox.discord, here.sandbox.slack
        guild, team = discord.state()["guilds"][0]["id"], slack.state()["teams"][0]["id"]
        here.discord_channel |= {name: discord.add_channel(guild, name) for name in NAMES}
        here.slack_channel |= {name: slack.add_channel(team, name) for name in NAMES}
        bot = Bot(here, folder / "hallway.db")
        await bot.start()
        yield here, bot, NAMES
        await bot.kill()
        assert here.violations() == []


def everywhere(here: Town) -> list[list[str]]:
    """The titles that stand in each of the twenty channels."""
    return [titles(look(name)) for look in (here.discord_messages, here.slack_messages) for name in NAMES]


async def killed_at(here: Town, bot: Bot, number: int, kind: str, begin: asyncio.Future[Answer]) -> None:
    """Kill the bot at the so-manieth message or deletion, and start it again."""
    killer = KillOnNth(bot, number, kind)
    feed = here.sandbox.kit.feed
    feed._subscribers.add(killer)  # noqa: SLF001 - a subscriber that acts at once, not when the loop comes by
    await bot.process.wait()
    begin.cancel()
    await asyncio.gather(begin, return_exceptions=True)
    feed.unsubscribe(killer)
    await bot.kill()
    await bot.start()


@pytest.mark.parametrize("number", [1, 11])
async def test_killed_in_the_middle_of_twenty_channels(tmp_path: Path, number: int) -> None:
    async with twenty_channels(tmp_path) as (here, bot, names):
        preview = await on_discord(here)
        for name in names:
            preview = await press(here, "Ana", preview, "channel", here.discord_channel[name])
            preview = await press(here, "Ana", preview, "elsewhere", f"#{name} on Slack")
        preview = await press(here, "Ana", preview, "elsewhere", "#events on Slack")
        preview = await press(here, "Ana", preview, "channel", here.discord_channel["events"])
        sending = asyncio.ensure_future(press(here, "Ana", preview, "send"))
        await killed_at(here, bot, number, "message", sending)
        await soon(lambda: everywhere(here), lambda seen: seen == [[TITLE]] * 2 * EACH, 30)
        await here.go_to(here.sandbox.kit.clock.now())
        assert everywhere(here) == [[TITLE]] * 2 * EACH
        # And in the middle of its retraction: none stays behind.
        asked = await press(here, "Ana", await opened(here, "1"), "retract")
        assert "Its 20 copies will be removed" in asked.text
        retracting = asyncio.ensure_future(press(here, "Ana", asked, "yes"))
        await killed_at(here, bot, number, "delete", retracting)
        await soon(lambda: everywhere(here), lambda seen: seen == [[]] * 2 * EACH, 30)
