"""Start here: everything that makes a running Hallway, wired together. The only file that knows everyone but the sandbox."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Self

from bot import features
from bot.app import App, Directory
from bot.delivery.dispatch import Dispatcher
from bot.people.actions import found_community, remember_spaces
from bot.people.model import Platform
from bot.ports import Clock, Messenger
from bot.settings import Settings
from cogs.discord.app import DiscordCog
from cogs.discord.app import Door as DiscordDoor
from cogs.slack.app import Door as SlackDoor
from cogs.slack.app import SlackCog
from storage.store import Store

log = logging.getLogger("hallway")


@dataclass(frozen=True, slots=True)
class Doors:
    """The platforms to come in by; at least one."""

    discord: DiscordDoor | None
    slack: SlackDoor | None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The doors that the settings have the keys to."""
        discord = slack = None
        if settings.discord_token:
            discord = DiscordDoor(
                settings.discord_token.get_secret_value(),
                settings.discord_channel,
                settings.discord_organizer_role,
                intros=settings.discord_intros_channel,
                welcome=settings.discord_welcome,
            )
        if settings.slack_bot_token and settings.slack_app_token:
            slack = SlackDoor(
                settings.slack_bot_token.get_secret_value(),
                settings.slack_app_token.get_secret_value(),
                settings.slack_channel,
                settings.slack_organizer_ids,
                intros=settings.slack_intros_channel,
            )
        return cls(discord, slack)


class Hallway:
    """One running bot: `async with Hallway(...)`, then `await ready()`."""

    def __init__(self, settings: Settings, doors: Doors, clock: Clock) -> None:
        self._settings = settings
        self._doors = doors
        self._clock = clock

    async def __aenter__(self) -> Self:
        self._store = await Store.open(self._settings.database)
        app = App(self._store, self._clock, Directory())
        await found_community(app, self._settings.community, self._settings.timezone)
        await remember_spaces(app)
        self._cogs: dict[Platform, DiscordCog | SlackCog] = {}
        if self._doors.discord is not None:
            self._cogs[Platform.DISCORD] = DiscordCog(app, self._doors.discord)
        if self._doors.slack is not None:
            self._cogs[Platform.SLACK] = SlackCog(app, self._doors.slack)
        messengers: dict[Platform, Messenger] = {platform: cog.messenger for platform, cog in self._cogs.items()}
        self.dispatcher = Dispatcher(self._store, self._clock, messengers, features.COMPOSE, features.CHORES)
        try:
            await asyncio.gather(*(cog.start() for cog in self._cogs.values()))
            await self.dispatcher.start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def ready(self) -> None:
        """Return once a command would be answered on every platform."""
        await asyncio.gather(*(cog.ready.wait() for cog in self._cogs.values()))
        log.info("ready on %s", " and ".join(platform.title for platform in self._cogs))

    async def __aexit__(self, *_: object) -> None:
        await self.dispatcher.stop()
        await asyncio.gather(*(cog.stop() for cog in self._cogs.values()), return_exceptions=True)
        await self._store.close()


if __name__ == "__main__":
    from bot.cli import main

    main()
