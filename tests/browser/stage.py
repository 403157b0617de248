"""A running sandbox with two small bots: Ada organizes, Ben takes part, on both platforms."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox import control
from sandbox.discord import Discord
from sandbox.kit import Kit
from sandbox.slack import Slack
from tests.browser.bots import DiscordBot, SlackBot
from tests.browser.cards import COMMANDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

SPECS = Path(__file__).parents[3] / "shared" / "specs"


@dataclass(frozen=True, slots=True)
class Stage:
    """`ids`: "discord Ada", "slack #events" and so on to the platform's id."""

    kit: Kit
    discord: Discord
    slack: Slack
    url: str
    ids: dict[str, str]


@dataclass(frozen=True, slots=True)
class Bots:
    discord: DiscordBot
    slack: SlackBot


def spec(name: str) -> Path | None:
    path = SPECS / name
    return path if path.exists() else None


def seed(discord: Discord, slack: Slack) -> dict[str, str]:
    guild, team = discord.add_guild("Northwind Meetups"), slack.add_team("Northwind Meetups")
    ids = {
        "discord #events": discord.add_channel(guild, "events", topic="What is on, and who comes"),
        "discord #lounge": discord.add_channel(guild, "lounge"),
        "slack #events": slack.add_channel(team, "events", topic="What is on, and who comes"),
        "slack #lounge": slack.add_channel(team, "lounge"),
    }
    for name, organizer in (("Ada Park", True), ("Ben Ode", False)):
        ids[f"discord {name.split()[0]}"] = discord.add_member(name, organizer=organizer)
        ids[f"slack {name.split()[0]}"] = slack.add_member(name, organizer=organizer)
    return ids


@contextlib.asynccontextmanager
async def running_sandbox() -> AsyncIterator[Stage]:
    """Both servers and the control API with its page, on free ports of 127.0.0.1; no bot."""
    kit = Kit()
    discord = Discord(kit, spec=spec("discord-openapi.json"))
    slack = Slack(kit, spec=spec("slack-blockkit.schema.json"))
    ids = seed(discord, slack)
    slack.declare(COMMANDS)
    app = web.Application()
    slack.mount(app)
    control.mount(app, kit=kit, discord=discord, slack=slack)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        slack.listen_at(url)
        await discord.start()
        yield Stage(kit, discord, slack, url, ids)
    finally:
        await slack.stop()
        await discord.stop()
        await runner.cleanup()


@contextlib.asynccontextmanager
async def connected_bots(stage: Stage) -> AsyncIterator[Bots]:
    """Two bots that answer; gone before the servers are."""
    bots = Bots(DiscordBot(stage.discord), SlackBot(stage.slack, stage.url))
    online = asyncio.create_task(bots.discord.start(stage.discord.token))
    try:
        await bots.slack.start()
        async with asyncio.timeout(10):
            await stage.slack.connected.wait()
            await bots.discord.wait_until_ready()
        yield bots
    finally:
        bots.discord.gate.set()
        await bots.discord.close()
        await online
        await bots.slack.stop()


async def until(holds: Callable[[], bool], *, seconds: float = 5) -> None:
    """Return once `holds()`; fail after `seconds`."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  # what is waited for announces nothing
            await asyncio.sleep(0.005)
