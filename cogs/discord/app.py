"""Hallway on Discord: the connection, who calls, and the one place that acknowledges."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot import features
from bot.app import App, Call, Home
from bot.chat import replies
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form
from bot.people.actions import find_home, join_space
from bot.people.model import Platform
from bot.people.welcome import welcome_newcomer
from bot.ports import NotLetIn
from cogs.discord import (
    announcements,
    asks,
    coffee,
    events,
    people,
    privacy,
    questions,
    render,
    setup,
    stage,
    talks,
    upcoming,
)
from cogs.discord.arriving import Door, look_around
from cogs.discord.messenger import DiscordMessenger
from cogs.discord.routes import Picked, RouteClient, RouteItem

log = logging.getLogger("hallway.discord")

_NO_SUCH_TOKEN = 4004
_SETTLING_SECONDS = 2.0
_FINISHING_SECONDS = 5.0
UseCase = Callable[[App, Call], Awaitable[Card]]
Opener = Callable[[Call], Form | Card | Awaitable[Form | Card]]


class DiscordCog:
    """Hallway's Discord side. `start()` it once; it is `ready` when a command would be answered."""

    def __init__(self, app: App, door: Door) -> None:
        self.app = app
        self.ready = asyncio.Event()
        self._door = door
        self.client = _Client(self, door)
        self.messenger = DiscordMessenger(self.client)
        self.tree = app_commands.CommandTree(self.client)
        parts = (events, talks, stage, questions, upcoming, coffee, asks, announcements, people, privacy)
        for commands in (each for part in parts for each in part.commands(self)):
            self.tree.add_command(commands)
        self.client.add_dynamic_items(RouteItem)
        self._running: asyncio.Task[None] | None = None
        self._answering: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Log in and connect in the background; returns once logged in. Raises NotLetIn for a token that is not good."""
        try:
            await self.client.login(self._door.token)
        except discord.LoginFailure as refused:
            raise NotLetIn("Discord does not know this bot token. Check HALLWAY_DISCORD_TOKEN.") from refused
        self._running = asyncio.create_task(self.client.connect(), name="discord")

    async def ended(self) -> None:
        """Return never while we are connected; raises NotLetIn, or ConnectionError, when that ends for good."""
        try:
            if self._running is not None:
                await self._running
        except discord.PrivilegedIntentsRequired as refused:
            raise NotLetIn(
                "Discord does not tell this bot who joins. Switch on its server members intent, or set"
                " HALLWAY_DISCORD_WELCOME=false."
            ) from refused
        except discord.ConnectionClosed as refused:
            if refused.code == _NO_SUCH_TOKEN:
                raise NotLetIn("Discord takes this bot token no more. Check HALLWAY_DISCORD_TOKEN.") from refused
            raise ConnectionError(f"Discord ended the connection: {refused.code}") from refused
        raise ConnectionError("the connection to Discord ended")

    async def stop(self) -> None:
        """Finish the answers that were begun, then go."""
        if self._answering:
            await asyncio.wait(self._answering, timeout=_FINISHING_SECONDS)
        await self.client.close()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)

    async def arrive(self, guild: discord.Guild) -> None:
        """Take a server into its community."""
        home = self.app.directory.find(Platform.DISCORD, str(guild.id))
        await join_space(self.app, look_around(guild, self._door, known=None if home is None else home.space.channel))

    # --- Calls -------------------------------------------------------------------------------------------------------

    async def answer(self, interaction: discord.Interaction, use_case: UseCase, *, in_place: bool = False) -> None:
        """Acknowledge first, then run the use case and show what it returns. The one place that does.

        With `in_place` it takes the place of the message that was pressed, which nobody else sees.
        """
        try:
            await interaction.response.defer(ephemeral=True, thinking=not in_place)
        except discord.HTTPException as late:
            # The person is told by Discord that it failed, so it must not happen behind their back.
            log.warning("interaction %s could not be acknowledged: %s", interaction.id, late)
            return
        task = asyncio.current_task()
        if task is not None:
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)
        card = await replies.settle(f"discord:{interaction.id}", lambda: self._run(interaction, use_case))
        await self._show(interaction, card)

    async def _show(self, interaction: discord.Interaction, card: Card) -> None:
        """Put the answer where the person waits for it; a broken connection is tried again, the edit changes nothing twice."""
        for pause in (0.5, 2.0, None):
            try:
                await interaction.edit_original_response(view=render.card(card), attachments=render.files(card))
            except (aiohttp.ClientError, OSError) as broken:
                if pause is None:
                    log.error("the answer to interaction %s could not be shown: %s", interaction.id, broken)  # noqa: TRY400
                    return
                await asyncio.sleep(pause)
            except discord.HTTPException:
                log.exception("the answer to interaction %s could not be shown", interaction.id)
                return
            else:
                return

    async def _run(self, interaction: discord.Interaction, use_case: UseCase) -> Card:
        return await use_case(self.app, await self._known(interaction))

    async def _known(self, interaction: discord.Interaction) -> Call:
        """The call, once we know where we are: in the first moment after coming in, we do not."""
        if interaction.guild_id is None:
            message = None if interaction.message is None else str(interaction.message.id)
            home = await find_home(self.app, Platform.DISCORD, str(interaction.user.id), message)
            return self.call(interaction, home)
        if self.app.directory.find(Platform.DISCORD, str(interaction.guild_id)) is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ready.wait(), _SETTLING_SECONDS)
        return self.call(interaction)

    async def _opened(self, interaction: discord.Interaction, opener: Opener) -> Form | Card:
        form = opener(await self._known(interaction))
        return await form if isinstance(form, Awaitable) else form

    async def open(self, interaction: discord.Interaction, opener: Opener) -> None:
        """Open a form, which is itself the acknowledgement, or show what has to be asked first, or why not."""
        shown = await replies.settle_form(f"discord:{interaction.id}", lambda: self._opened(interaction, opener))
        try:
            if isinstance(shown, Form):
                await interaction.response.send_modal(render.form(shown))
            else:
                await interaction.response.send_message(view=render.card(shown), ephemeral=True)
        except discord.HTTPException as late:
            log.warning("interaction %s could not be acknowledged: %s", interaction.id, late)

    async def press(self, interaction: discord.Interaction, route: str, picked: Picked | None) -> None:
        """A button or menu was used."""
        value = picked if isinstance(picked, str) else None
        person = None if picked is None or isinstance(picked, str) else people.account_of(picked)
        if features.opens_form(route):
            await self.open(interaction, lambda call: features.open_form(self.app, call, route, value))
            return

        async def use(app: App, call: Call) -> Card:
            setup.require_open(interaction, route)
            return await features.press(app, call, route, value, person)

        private = interaction.message is not None and interaction.message.flags.ephemeral
        await self.answer(interaction, use, in_place=private and features.in_place(route))

    async def submit(self, interaction: discord.Interaction, route: str, answers: Mapping[str, str]) -> None:
        """A form was sent."""
        await self.answer(interaction, lambda app, call: features.send_form(app, call, route, answers))

    async def welcome(self, member: discord.Member) -> None:
        """Somebody came into a server of ours."""
        home = self.app.directory.find(Platform.DISCORD, str(member.guild.id))
        if home is not None:
            key = f"discord:join:{member.guild.id}:{member.id}"
            await welcome_newcomer(self.app, Call(people.account_of(member), home, None, self.app.clock.now(), key))

    def call(self, interaction: discord.Interaction, home: Home | None = None) -> Call:
        """Who calls, where and when; raises Refusal in a server that we have not entered yet.

        `home` is for a direct message, which names no server, and in which Discord does not tell roles.
        """
        home = home or self.app.directory.find(Platform.DISCORD, str(interaction.guild_id))
        if home is None:
            raise Refusal(replies.NOT_YET)
        who = people.account_of(interaction.user)
        return Call(
            who=replace(who, organizer=self._organizes(interaction, home)),
            home=home,
            channel=None if interaction.channel_id is None else str(interaction.channel_id),
            at=self.app.clock.now(),
            key=f"discord:{interaction.id}",
        )

    def _organizes(self, interaction: discord.Interaction, home: Home) -> bool | None:
        """Organizers have a role that setup chose, else the one of the settings; or may manage the server or its events.
        Direct messages do not tell.
        """
        if interaction.guild_id is None:
            return None
        wanted = home.organizers or {self._door.role}
        roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
        if any(str(each.id) in wanted or each.name in wanted for each in roles):
            return True
        return interaction.permissions.manage_events or interaction.permissions.manage_guild


class _Client(RouteClient):
    """discord.py's client: only what we need is asked for and kept."""

    def __init__(self, cog: DiscordCog, door: Door) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we do not speak
        super().__init__(
            intents=discord.Intents(guilds=True, members=door.welcome),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=door.ready_seconds,
            connector=door.connector() if door.connector else None,
        )
        self._cog = cog

    async def pressed(self, interaction: discord.Interaction, route: str, picked: Picked | None) -> None:
        await self._cog.press(interaction, route, picked)

    async def setup_hook(self) -> None:
        await self._cog.tree.sync()

    async def on_ready(self) -> None:
        for guild in self.guilds:
            await self._cog.arrive(guild)
        self._cog.ready.set()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._cog.arrive(guild)

    async def on_member_join(self, member: discord.Member) -> None:
        await self._cog.welcome(member)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        await self._cog.arrive(channel.guild)

    async def on_guild_channel_update(self, _before: object, channel: discord.abc.GuildChannel) -> None:
        await self._cog.arrive(channel.guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._cog.arrive(channel.guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server that comes back after an outage may be one that we were let into meanwhile."""
        if self._cog.app.directory.find(Platform.DISCORD, str(guild.id)) is None:
            await self._cog.arrive(guild)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Forms come back here by their route, from whichever process opened them."""
        if interaction.type is discord.InteractionType.modal_submit and interaction.data is not None:
            data: Mapping[str, object] = interaction.data
            await self._cog.submit(interaction, str(data["custom_id"]), _answers(data.get("components")))


def _answers(components: object) -> dict[str, str]:
    """What was typed, by the inputs' ids, wherever Discord nests them."""
    found: dict[str, str] = {}
    for each in components if isinstance(components, list) else []:
        if isinstance(each.get("value"), str):
            found[each["custom_id"]] = each["value"]
        elif isinstance(each.get("values"), list):
            found[each["custom_id"]] = next(iter(each["values"]), "")
        found |= _answers(each.get("components")) | _answers([each["component"]] if "component" in each else [])
    return found
