"""Start here: everything that makes a running Hallway, wired together. The only file that knows everyone but the sandbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Self

from bot import features
from bot.app import App, Directory
from bot.delivery.dispatch import Dispatcher
from bot.people.actions import found_community
from bot.people.homes import remember_spaces
from bot.people.model import Platform
from bot.ports import Clock, NotLetIn
from bot.settings import Settings
from cogs.discord.app import DiscordCog
from cogs.discord.arriving import Door as DiscordDoor
from cogs.slack.app import SlackCog
from cogs.slack.arriving import Door as SlackDoor
from cogs.web.app import Door as WebDoor
from cogs.web.app import WebCog
from storage.store import Store

log = logging.getLogger("hallway")

_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 60.0


@dataclass(frozen=True, slots=True)
class Doors:
    """The platforms to come in by, at least one, and the one of our pages."""

    discord: DiscordDoor | None
    slack: SlackDoor | None
    web: WebDoor | None = None

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
                asks=settings.discord_asks_channel,
                organizers_channel=settings.discord_organizers_channel,
            )
        if settings.slack_bot_token and settings.slack_app_token:
            slack = SlackDoor(
                settings.slack_bot_token.get_secret_value(),
                settings.slack_app_token.get_secret_value(),
                settings.slack_channel,
                settings.slack_organizer_ids,
                intros=settings.slack_intros_channel,
                asks=settings.slack_asks_channel,
                organizers_channel=settings.slack_organizers_channel,
            )
        port = settings.web_port
        web = None if port is None else WebDoor(settings.web_host, port, settings.web_url)
        return cls(discord, slack, web)


class Hallway:
    """One running bot: `async with Hallway(...)`, then `await ready()`, then `await live(until)`."""

    def __init__(self, settings: Settings, doors: Doors, clock: Clock) -> None:
        self._settings = settings
        self._doors = doors
        self._clock = clock
        self._cogs: dict[Platform, DiscordCog | SlackCog] = {}
        self._ready: dict[Platform, asyncio.Event] = {}
        self._platforms: list[asyncio.Task[None]] = []
        self._web: WebCog | None = None

    async def __aenter__(self) -> Self:
        self._store = await Store.open(self._settings.database)
        self.dispatcher = Dispatcher(
            self._store, self._clock, features.COMPOSE, features.ERRANDS, features.tell_of_trouble
        )
        try:
            listening = None if self._doors.web is None else self._doors.web.open()
            web = None if listening is None else listening.web
            app = App(self._store, self._clock, Directory(), web, self.dispatcher.reach)
            self._web = None if listening is None else WebCog(app, listening)
            await found_community(app, self._settings.community, self._settings.timezone)
            await remember_spaces(app)
            await self.dispatcher.start()
            if self._web is not None:
                await self._web.start()
            if (discord := self._doors.discord) is not None:
                self._bring_up(Platform.DISCORD, lambda: DiscordCog(app, discord))
            if (slack := self._doors.slack) is not None:
                self._bring_up(Platform.SLACK, lambda: SlackCog(app, slack))
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def ready(self) -> None:
        """Return once a command would be answered on every platform. Raises NotLetIn, or what ended a connection."""
        await self._first(self._everywhere())

    async def live(self, until: asyncio.Event) -> None:
        """Go on until told to stop. Raises NotLetIn, or what ended a connection, so that a supervisor starts us anew."""
        await self._first(until.wait())

    async def _everywhere(self) -> None:
        for each in self._ready.values():
            await each.wait()

    async def _first(self, wanted: Coroutine[object, object, object]) -> None:
        """Return when `wanted` is done; raise what a platform's task ended with, if that comes first."""
        waiting: asyncio.Task[object] = asyncio.create_task(wanted)
        try:
            await asyncio.wait([waiting, *self._platforms], return_when=asyncio.FIRST_COMPLETED)
            for each in self._platforms:
                if each.done():
                    each.result()
        finally:
            waiting.cancel()

    async def __aexit__(self, *_: object) -> None:
        await self.dispatcher.stop()
        for each in self._platforms:
            each.cancel()
        await asyncio.gather(*self._platforms, return_exceptions=True)
        await asyncio.gather(*(cog.stop() for cog in self._cogs.values()), return_exceptions=True)
        if self._web is not None:
            await self._web.stop()
        await self._store.close()

    def _bring_up(self, platform: Platform, make: Callable[[], DiscordCog | SlackCog]) -> None:
        """Come in to one platform, however long it takes, without making the other wait."""
        self._ready[platform] = asyncio.Event()
        self._platforms.append(asyncio.create_task(self._attend(platform, make), name=platform.value))

    async def _attend(self, platform: Platform, make: Callable[[], DiscordCog | SlackCog]) -> None:
        pause = _FIRST_PAUSE
        while True:
            cog = self._cogs[platform] = make()
            try:
                await cog.start()
                break
            except NotLetIn:
                raise
            except Exception:
                log.exception("%s cannot be reached; trying again in %.0f s", platform.title, pause)
                await cog.stop()
            await asyncio.sleep(pause)
            pause = min(_LONGEST_PAUSE, pause * 2)
        self.dispatcher.open(platform, cog.messenger)
        # No TaskGroup: what ends a connection is to come out as it is, for the one clear line that is said about it.
        announcing = asyncio.create_task(self._announce(platform, cog), name=f"{platform.value} is ready")
        try:
            await cog.ended()
        finally:
            announcing.cancel()

    async def _announce(self, platform: Platform, cog: DiscordCog | SlackCog) -> None:
        await cog.ready.wait()
        log.info("ready on %s", platform.title)
        self._ready[platform].set()


if __name__ == "__main__":
    from bot.cli import main

    main()
