"""A bot for the sandbox: the same Hallway, with doors that lead to this machine. Imported only when asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.__main__ import Doors, Hallway
from bot.settings import Settings
from cogs.discord.arriving import Door as DiscordDoor
from cogs.slack.arriving import Door as SlackDoor
from cogs.slack.manifest import BOT_EVENTS, BOT_SCOPES, slash_commands
from cogs.web.app import Door as WebDoor
from sandbox.discord.connect import connector
from sandbox.start import Keys, Sandbox


def doors(keys: Keys) -> Doors:
    """The way into both of a sandbox's platforms, and nowhere else."""
    return Doors(
        DiscordDoor(
            keys.discord_token,
            connector=lambda: connector(port=keys.discord_port, ca_pem=keys.discord_ca),
            ready_seconds=0.1,
            welcome=True,
        ),
        SlackDoor(keys.slack_bot_token, keys.slack_app_token, base_url=keys.slack_base_url, proxy=False),
        WebDoor(),
    )


def tuned(settings: Settings, database: Path) -> Settings:
    """The settings of the rehearsing community, unless the environment says otherwise."""
    return settings.model_copy(
        update={
            "database": database,
            "community": settings.community if "community" in settings.model_fields_set else "Riverside Meetup",
            "timezone": settings.timezone if "timezone" in settings.model_fields_set else "Europe/Berlin",
        }
    )


@asynccontextmanager
async def rehearse(sandbox: Sandbox, database: Path, *, with_bot: bool = True) -> AsyncIterator[Hallway | None]:
    """Run the bot in this process, in a sandbox that runs here too; it is ready when the context is entered."""
    sandbox.slack.declare(slash_commands())
    sandbox.slack.subscribe(BOT_EVENTS)
    sandbox.slack.grant(BOT_SCOPES)
    if not with_bot:
        yield None
        return
    settings = tuned(Settings(_env_file=None), database)
    async with Hallway(settings, doors(sandbox.keys), sandbox.kit.clock) as hallway:
        await hallway.ready()
        unfollow = sandbox.kit.clock.follow(lambda _offset: hallway.dispatcher.catch_up())
        unsettle = sandbox.kit.clock.before_moves(hallway.dispatcher.catch_up)
        try:
            yield hallway
        finally:
            unfollow()
            unsettle()
