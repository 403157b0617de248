"""A bot in a process of its own is killed with -9, while the platforms live on: nothing lost, nothing sent twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.kit import Fault, Json, PlatformName
from tests.e2e.town import Town, shown, town
from tests.waiting import soon

TALKS, REMINDER = "Lightning talks", "Coming up: Lightning talks"


class Bot:
    """`hallway run --sandbox …` as a child process."""

    def __init__(self, here: Town, database: Path) -> None:
        self._here = here
        self._arguments = ("-m", "bot", "run", "--sandbox", here.sandbox.url, "--db", str(database))
        self.process: asyncio.subprocess.Process

    async def start(self) -> None:
        """Return once the bot is ready and lives by the sandbox's clock."""
        clock = self._here.sandbox.kit.clock
        others = clock.followers
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, *self._arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        await soon(lambda: clock.followers > others, seconds=90)

    async def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        sandbox = self._here.sandbox
        connections = (sandbox.discord.connected, sandbox.slack.connected)
        await soon(lambda: not any(each.is_set() for each in connections))


class KillOnMessage(asyncio.Queue[Json]):
    """Listens to the platforms, and kills the bot at the very moment a message of it stands on one, before it can hear
    that it does.
    """

    def __init__(self, bot: Bot, platform: PlatformName) -> None:
        super().__init__()
        self._bot = bot
        self._platform = platform

    def put_nowait(self, item: Json) -> None:
        public = item["kind"] == "message" and not item.get("only_for")
        if public and item["platform"] == self._platform:
            os.kill(self._bot.process.pid, signal.SIGKILL)


@asynccontextmanager
async def killed_on_message(here: Town, bot: Bot, platform: PlatformName) -> AsyncIterator[None]:
    """Whatever happens inside, the bot is dead afterwards: since the moment its first message stood on this platform."""
    killer, feed = KillOnMessage(bot, platform), here.sandbox.kit.feed
    feed._subscribers.add(killer)  # noqa: SLF001 - a subscriber that acts at once, not when the loop comes by
    yield
    async with asyncio.timeout(20):
        await bot.process.wait()
    feed.unsubscribe(killer)
    await bot.kill()


@asynccontextmanager
async def two_processes(folder: Path) -> AsyncIterator[tuple[Town, Bot]]:
    async with town(folder, with_bot=False) as here:
        bot = Bot(here, folder / "hallway.db")
        try:
            await bot.start()
            yield here, bot
        finally:
            await bot.kill()
        assert here.violations() == []


def titles(messages: list[Json]) -> list[str]:
    return [shown(each).splitlines()[0] for each in messages]


async def both_have(here: Town, expected: list[str]) -> None:
    """Both channels have exactly these messages, and still do after everything due has gone out."""
    await soon(
        lambda: [titles(here.discord_messages()), titles(here.slack_messages())],
        lambda seen: seen == [expected] * 2,
        20,
    )
    await here.go_to(here.sandbox.kit.clock.now())
    assert [titles(here.discord_messages()), titles(here.slack_messages())] == [expected] * 2


async def test_killed_between_the_commit_and_the_sending(tmp_path: Path) -> None:
    """The event is answered, so it is committed; its cards hang in the air when the bot dies."""
    async with two_processes(tmp_path) as (here, bot):
        for fault in (Fault("discord", "hang", 1, "POST /channels"), Fault("slack", "hang", 1, "chat.postMessage")):
            here.sandbox.kit.faults.add(fault)
        await here.plan()
        await soon(lambda: not here.sandbox.kit.faults.pending)
        await bot.kill()
        assert (here.discord_messages(), here.slack_messages()) == ([], [])
        await bot.start()
        await both_have(here, [TALKS])


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_killed_between_the_sending_and_its_record(tmp_path: Path, platform: PlatformName) -> None:
    """The card stands there, but the bot never heard of it: it must find it and not post another."""
    async with two_processes(tmp_path) as (here, bot):
        killer = KillOnMessage(bot, platform)
        feed = here.sandbox.kit.feed
        feed._subscribers.add(killer)  # noqa: SLF001 - a subscriber that acts at once, not when the loop comes by
        planning = asyncio.create_task(here.plan())  # it may die before it has answered, too
        await bot.process.wait()
        planning.cancel()
        await asyncio.gather(planning, return_exceptions=True)
        feed.unsubscribe(killer)
        await bot.kill()
        await bot.start()
        await both_have(here, [TALKS])
        # It is the real card, not a dead copy: it takes answers and changes.
        await here.slack_click("Farid", here.slack_messages()[0], "rsvp:1:going")
        await soon(lambda: shown(here.discord_messages()[0]), lambda text: "Going: Farid Haddad" in text)


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_killed_in_the_middle_of_a_reminder(tmp_path: Path, platform: PlatformName) -> None:
    async with two_processes(tmp_path) as (here, bot):
        await here.plan()
        await both_have(here, [TALKS])
        killer = KillOnMessage(bot, platform)
        feed = here.sandbox.kit.feed
        feed._subscribers.add(killer)  # noqa: SLF001 - as above
        await here.go_to(here.start - timedelta(hours=24))
        await bot.process.wait()
        feed.unsubscribe(killer)
        await bot.kill()
        await bot.start()
        await both_have(here, [TALKS, REMINDER])


async def test_away_while_a_reminder_was_due(tmp_path: Path) -> None:
    """Back an hour late, it is still sent, once; back after the start, the last one is not sent any more."""
    async with two_processes(tmp_path) as (here, bot):
        await here.plan()
        await both_have(here, [TALKS])
        await bot.kill()
        await here.go_to(here.start - timedelta(hours=23))
        await bot.start()
        await both_have(here, [TALKS, REMINDER])
        await bot.kill()
        await here.go_to(here.start + timedelta(minutes=5))
        await bot.start()
        await soon(lambda: here.discord_direct("Ana"), seconds=20)
        await both_have(here, [TALKS, REMINDER])
        assert titles(here.discord_direct("Ana")) == ["A message about Lightning talks was not delivered"]


async def test_a_bot_ends_with_its_sandbox(tmp_path: Path) -> None:
    async with town(tmp_path, with_bot=False) as here:
        bot = Bot(here, tmp_path / "hallway.db")
        await bot.start()
    async with asyncio.timeout(60):
        assert await bot.process.wait() == 0


async def test_seats_that_were_acknowledged_survive(tmp_path: Path) -> None:
    async with two_processes(tmp_path) as (here, bot):
        await here.plan(seats="2")
        on_discord, on_slack = await here.cards()
        answers = [
            await here.discord_click("Ben", on_discord, "rsvp:1:going"),
            await here.slack_click("Farid", on_slack, "rsvp:1:going"),
            await here.discord_click("Chiara", on_discord, "rsvp:1:going"),
        ]
        assert ["You have a seat" in each.text for each in answers] == [True, True, False]
        await bot.kill()
        await bot.start()
        people = await here.slack("Grace", "event", "show 1")
        assert "Going: Ben Okafor, Farid Haddad" in people.text
        assert "Waiting list: Chiara Rossi" in people.text


async def test_a_form_that_was_open_across_a_restart_still_works(tmp_path: Path) -> None:
    async with two_processes(tmp_path) as (here, bot):
        on_discord, on_slack = await here.discord("Ana", "event create"), await here.slack("Emma", "event", "create")
        await bot.kill()
        await bot.start()
        one = await here.discord_submit("Ana", on_discord, Title="One", When="Thu 10 Dec 18:30")
        two = await here.slack_submit("Emma", on_slack, Title="Two", When="Fri 11 Dec 18:30")
        assert "One is planned" in one.text
        assert "Two is planned" in two.text
