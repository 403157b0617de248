"""The sandbox's Discord: the local server, its seed, and what people do on it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from aiohttp import web

from sandbox.discord import shapes
from sandbox.discord.channels import Channels
from sandbox.discord.commands import Commands
from sandbox.discord.events import Events
from sandbox.discord.files import Files
from sandbox.discord.gateway import GUILD_MEMBERS, GUILDS, Gateway
from sandbox.discord.guilds import Guilds
from sandbox.discord.interactions import Interactions
from sandbox.discord.messages import Messages
from sandbox.discord.people import People
from sandbox.discord.request import Upload
from sandbox.discord.rest import Rest
from sandbox.discord.threads import Threads
from sandbox.discord.tls import make_authority
from sandbox.discord.validate import load_schemas
from sandbox.discord.world import ORGANIZERS, PRIVATE_THREAD, Channel, Thread, World
from sandbox.kit import Answer, Json, Kit, SandboxError

TOKEN = "sandbox.discord.bot-token"  # noqa: S105 - opens nothing but this sandbox
BODY_LIMIT = 30 * 1024 * 1024


class Discord:
    """`port`, `ca_pem` and `token` are what a bot needs to reach it, through `connect.connector`.

    `interactions` and `people` hold Discord's time limits, for tests that cannot wait; `gateway` can ask a bot to
    reconnect or forget its session; `world` is all there is.
    """

    def __init__(self, kit: Kit, *, spec: Path | None) -> None:
        self.kit = kit
        self.port = 0
        self.token = TOKEN
        self._authority = make_authority()
        self.ca_pem = self._authority.ca_pem
        self.world = World(kit)
        self._files = Files(self.world.ids)
        self.gateway = Gateway(self.world, self.token)
        messages = Messages(self.world, self.gateway, self._files)
        self._commands = Commands(self.world)
        self.interactions = Interactions(self.world, messages)
        self.people = People(self.world, self.gateway, self.interactions, self._commands)
        parts = (
            Guilds(self.world, self.gateway),
            Channels(self.world, self.gateway, messages),
            Threads(self.world, self.gateway, messages),
            Events(self.world, self.gateway),
            self._commands,
            self.interactions,
        )
        routes = [route for part in parts for route in part.routes()]
        self._rest = Rest(kit, self.token, routes, load_schemas(spec, routes))
        self._runner: web.AppRunner | None = None

    @property
    def connected(self) -> asyncio.Event:
        """Set while a bot is connected and was told of its guilds."""
        return self.gateway.connected

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._authority.context)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self._rest.stop()
        await self.gateway.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        match request.host.partition(":")[0]:
            case "gateway.discord.gg":
                return await self.gateway.serve(request)
            case "cdn.discordapp.com":
                kept = self._files.fetch(request.path.split("/")[3]) if request.path.count("/") == 4 else None
                return (
                    web.Response(body=kept.content, content_type=kept.content_type)
                    if kept
                    else web.Response(status=404)
                )
            case _:
                return await self._rest.serve(request)

    def add_guild(self, name: str) -> str:
        guild = self.world.add_guild(name)
        shown = shapes.guild_create_json(self.world, guild, with_members=True)
        self.gateway.dispatch("GUILD_CREATE", shown, guild_id=guild.id, intent=GUILDS)
        return guild.id

    def add_channel(self, guild: str, name: str, *, topic: str = "") -> str:
        channel = self.world.add_channel(guild, name, topic)
        self.gateway.dispatch("CHANNEL_CREATE", shapes.channel_json(channel), guild_id=channel.guild_id, intent=GUILDS)
        return channel.id

    def add_member(self, name: str, *, guild: str | None = None, organizer: bool = False) -> str:
        """A person in that guild, or in the first; an organizer has a role that may manage events."""
        member = self.world.add_member(name, guild, organizer=organizer)
        shown = shapes.member_json(member) | {"guild_id": member.guild_id}
        self.gateway.dispatch("GUILD_MEMBER_ADD", shown, guild_id=member.guild_id, intent=GUILD_MEMBERS)
        return member.user.id

    def close_dms(self, user: str) -> None:
        """From now on the bot's direct messages to that person are refused (50007)."""
        self.world.find_user(user).takes_dms = False

    async def join(self, name: str) -> str:
        """A new person joins the first guild."""
        user_id = self.add_member(name)
        self.kit.feed.publish("join", platform="discord", member={"id": user_id, "name": name, "organizer": False})
        return user_id

    async def command(self, *, user: str, channel: str, command: str, options: Json) -> Answer:
        return await self.people.command(user, channel, command, options)

    async def complete(self, *, user: str, channel: str, command: str, options: Json, focused: str) -> list[Json]:
        return await self.people.complete(user, channel, command, options, focused)

    async def click(self, *, user: str, message: str, custom_id: str, values: list[str] | None = None) -> Answer:
        return await self.people.click(user, message, custom_id, values)

    async def submit(self, *, user: str, form: str, values: Json) -> Answer:
        return await self.people.submit(user, form, values)

    def messages(self, channel: str, *, seen_by: str | None = None) -> list[Json]:
        """The messages of a channel, thread or "dm:USER", oldest first; ephemeral ones only for whom they are."""
        viewer = None if seen_by is None else self.world.find_user(seen_by).id
        stored = self.world.find_channel(channel).messages.values()
        return [dict(message.payload) for message in stored if message.only_for in (None, viewer)]

    def forget_private(self) -> None:
        """Let go of what only one person saw, as every client does when it is loaded anew."""
        for channel in self.world.channels.values():
            kept = {number: each for number, each in channel.messages.items() if each.only_for is None}
            channel.messages = kept

    def scheduled_events(self) -> list[Json]:
        return [dict(event) for guild in self.world.guilds.values() for event in guild.events.values()]

    def state(self) -> Json:
        """Guilds with their channels and people; the bot is none of the people."""
        return {"guilds": [self._guild_state(guild_id) for guild_id in self.world.guilds]}

    def _guild_state(self, guild_id: str) -> Json:
        guild, channels = self.world.guilds[guild_id], list(self.world.channels_of(guild_id))
        organizing = {role.id for role in guild.roles.values() if role.name == ORGANIZERS}
        return {
            "id": guild.id,
            "name": guild.name,
            "channels": [{"id": c.id, "name": c.name, "topic": c.topic} for c in channels if not c.thread],
            "threads": [_thread_state(channel, channel.thread) for channel in channels if channel.thread],
            "roles": [{"id": role.id, "name": role.name} for role in guild.roles.values() if role.id != guild.id],
            "members": [
                {"id": member.user.id, "name": member.user.name, "organizer": not organizing.isdisjoint(member.roles)}
                for member in guild.members.values()
                if not member.user.bot
            ],
        }

    def commands(self) -> list[Json]:
        """Every command that a person can run, sub-commands by their full name, with their raw options."""
        leaves = self._commands.leaves()
        return [{"name": leaf.name, "description": leaf.description, "options": leaf.options} for leaf in leaves]

    def attachment(self, file_id: str) -> Upload:
        """A file that the bot attached to a message."""
        kept = self._files.fetch(file_id)
        if kept is None:
            raise SandboxError(f"There is no file {file_id!r}.")
        return kept

    def disconnect(self) -> None:
        """Drop the live gateway connections; the bot has to resume."""
        self.gateway.drop_all()


def _thread_state(channel: Channel, thread: Thread) -> Json:
    """A thread; a private one with the people who see it."""
    shown: Json = {"id": channel.id, "name": channel.name, "channel": channel.parent_id}
    return shown | {"members": list(thread.members)} if channel.kind == PRIVATE_THREAD else shown
