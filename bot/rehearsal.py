"""A bot for the sandbox: the same Hallway, with doors that lead to this machine. Imported only when asked for."""

from __future__ import annotations

import logging
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
from sandbox.story import Story, StoryError

log = logging.getLogger("hallway.sandbox")


def doors(keys: Keys, *, web_port: int | None = None) -> Doors:
    """The way into both of a sandbox's platforms, and nowhere else; our pages are on a free port, or always on `web_port`."""
    return Doors(
        DiscordDoor(
            keys.discord_token,
            connector=lambda: connector(port=keys.discord_port, ca_pem=keys.discord_ca),
            ready_seconds=0.1,
            welcome=True,
        ),
        SlackDoor(keys.slack_bot_token, keys.slack_app_token, base_url=keys.slack_base_url, proxy=False),
        WebDoor(port=web_port or 0),
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
async def rehearse(
    sandbox: Sandbox, database: Path, *, with_bot: bool = True, with_past: bool = False
) -> AsyncIterator[Hallway | None]:
    """Run the bot in this process, in a sandbox that runs here too; it is ready when the context is entered.

    `with_past`: a new community has lived through its first weeks by then. One that the database knows goes on as it is.
    """
    sandbox.slack.declare(slash_commands())
    sandbox.slack.subscribe(BOT_EVENTS)
    sandbox.slack.grant(BOT_SCOPES)
    if not with_bot:
        yield None
        return
    settings = tuned(Settings(_env_file=None), database)
    story = Story(sandbox.kit, sandbox.discord, sandbox.slack, zone=settings.timezone)
    with_past = with_past and _is_new(database)
    if with_past:
        story.begin()
    async with Hallway(settings, doors(sandbox.keys), sandbox.kit.clock) as hallway:
        await hallway.ready()
        unfollow = sandbox.kit.clock.follow(lambda _offset: hallway.dispatcher.catch_up())
        unrest = sandbox.kit.clock.on_rest(hallway.dispatcher.rest)
        unsettle = sandbox.kit.clock.before_moves(hallway.dispatcher.catch_up)
        try:
            if with_past:
                await _tell(story)
            yield hallway
        finally:
            unfollow()
            unrest()
            unsettle()


def _is_new(database: Path) -> bool:
    return not database.exists() or database.stat().st_size == 0


async def _tell(story: Story) -> None:
    try:
        await story.tell()
    except StoryError as why:
        log.warning("the community that comes with the sandbox is not complete: %s", why)
