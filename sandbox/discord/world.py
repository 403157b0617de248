"""Who and what there is: guilds, roles, channels, people, messages. Data and look-ups; sends nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.discord import permissions
from sandbox.discord.errors import ApiError, unknown
from sandbox.discord.ids import Snowflakes
from sandbox.kit import Json, Kit, SandboxError

TEXT, DM, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 10, 11, 12
ORGANIZERS = "Organizers"


@dataclass(slots=True)
class User:
    id: str
    name: str
    bot: bool = False
    takes_dms: bool = True

    @property
    def username(self) -> str:
        return re.sub(r"[^a-z0-9_.]+", "_", self.name.lower()).strip("_.") or f"user_{self.id}"


@dataclass(slots=True)
class Role:
    id: str
    name: str
    permissions: int
    position: int
    bot_id: str | None = None


@dataclass(slots=True)
class Member:
    user: User
    guild_id: str
    joined_at: datetime
    roles: list[str] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True)
class Message:
    """`payload` is the message as the API returns it; an ephemeral one is `only_for` one person."""

    payload: Json
    only_for: str | None = None
    pinned_at: datetime | None = None

    @property
    def id(self) -> str:
        return str(self.payload["id"])


@dataclass(slots=True)
class Thread:
    owner_id: str
    created_at: datetime
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive: int = 1440
    members: dict[str, datetime] = field(default_factory=dict)


@dataclass(slots=True)
class Channel:
    id: str
    kind: int
    name: str
    guild_id: str | None = None
    topic: str = ""
    position: int = 0
    parent_id: str | None = None
    recipient: User | None = None
    thread: Thread | None = None
    slowmode: int = 0
    messages: dict[str, Message] = field(default_factory=dict)
    last_message_id: str | None = None

    @property
    def shown_as(self) -> str:
        """How the control API and the feed call it: "dm:USER" for a direct message."""
        return f"dm:{self.recipient.id}" if self.recipient else self.id


@dataclass(slots=True)
class Guild:
    id: str
    name: str
    owner_id: str
    joined_at: datetime
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)

    def permissions_of(self, user_id: str) -> int:
        member = self.members.get(user_id)
        if member is None:
            return 0
        return permissions.join(*(self.roles[role].permissions for role in (self.id, *member.roles)))


class World:
    """The state of the sandbox's Discord. Methods named `find_…` serve people (SandboxError); the others the API."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.ids = Snowflakes(kit.clock)
        # Members and message content intents (limited), has commands; what the developer portal would say.
        self.app_flags = 1 << 15 | 1 << 19 | 1 << 23
        self.bot = User(self.ids.seed("app"), "Hallway", bot=True)
        self.owner_id = self.ids.seed("app")
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.users: dict[str, User] = {self.bot.id: self.bot}

    def add_guild(self, name: str) -> Guild:
        guild = Guild(self.ids.seed("guild"), name, self.owner_id, self.kit.clock.now())
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE, 0)
        organizers = Role(self.ids.seed("role"), ORGANIZERS, permissions.ORGANIZER, 1)
        own = Role(self.ids.seed("role"), self.bot.name, permissions.BOT, 2, bot_id=self.bot.id)
        guild.roles |= {organizers.id: organizers, own.id: own}
        guild.members[self.bot.id] = Member(self.bot, guild.id, self.kit.clock.now(), [own.id])
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, guild_id: str, name: str, topic: str) -> Channel:
        guild = self.find_guild(guild_id)
        position = sum(channel.guild_id == guild.id for channel in self.channels.values())
        channel = Channel(self.ids.seed("channel"), TEXT, name, guild.id, topic, position)
        self.channels[channel.id] = channel
        return channel

    def add_member(self, name: str, guild_id: str | None, *, organizer: bool) -> Member:
        guild = self.find_guild(guild_id)
        user = User(self.ids.seed("user"), name)
        roles = [role.id for role in guild.roles.values() if organizer and role.name == ORGANIZERS]
        member = Member(user, guild.id, self.kit.clock.now(), roles)
        self.users[user.id] = user
        guild.members[user.id] = member
        return member

    def open_dm(self, user: User) -> Channel:
        """The direct messages between the bot and that person: always the same channel."""
        beside_the_user = str(int(user.id) + 1)  # so that a restarted sandbox gives it the same id again
        if beside_the_user not in self.channels:
            self.channels[beside_the_user] = Channel(beside_the_user, DM, "", recipient=user)
        return self.channels[beside_the_user]

    def find_guild(self, guild_id: str | None) -> Guild:
        """That guild, or the first one."""
        if guild_id is None and self.guilds:
            return next(iter(self.guilds.values()))
        if guild_id is None or guild_id not in self.guilds:
            raise SandboxError(f"There is no guild {guild_id!r}; there are {_list(self.guilds.values())}.")
        return self.guilds[guild_id]

    def find_user(self, ref: str) -> User:
        """A person, by id or by name."""
        if (known := self.users.get(ref)) and not known.bot:
            return known
        people = [user for user in self.users.values() if not user.bot]
        for user in people:
            if ref.casefold() == user.name.casefold():
                return user
        raise SandboxError(f"There is no user {ref!r}; there are {_list(people)}.")

    def find_channel(self, ref: str) -> Channel:
        """A channel or thread by id, or "dm:USER"."""
        if ref.startswith("dm:"):
            return self.open_dm(self.find_user(ref[3:]))
        if ref not in self.channels:
            shown = [channel for channel in self.channels.values() if not channel.recipient]
            raise SandboxError(f"There is no channel {ref!r}; there are {_list(shown)}, and dm:USER.")
        return self.channels[ref]

    def find_message(self, message_id: str, user: User) -> tuple[Channel, Message]:
        """A message that this person can see."""
        for channel in self.channels.values():
            message = channel.messages.get(message_id)
            if message and message.only_for in (None, user.id) and self.may_see(user, channel):
                return channel, message
        raise SandboxError(f"{user.name} sees no message {message_id!r}.")

    def may_see(self, user: User, channel: Channel) -> bool:
        if channel.recipient:
            return channel.recipient is user
        if channel.kind == PRIVATE_THREAD and channel.thread:
            return user.id in channel.thread.members
        return channel.guild_id is not None and user.id in self.guilds[channel.guild_id].members

    def name_of_person(self, target: str) -> str:
        """A user's or a role's name, as a mention shows it."""
        if target in self.users:
            return self.users[target].name
        roles = (guild.roles.get(target) for guild in self.guilds.values())
        return next((role.name for role in roles if role), "unknown-user")

    def name_of_place(self, target: str) -> str:
        return self.channels[target].name if target in self.channels else "unknown"

    def guild(self, guild_id: str) -> Guild:
        if guild_id not in self.guilds:
            raise unknown(10004, "Guild")
        return self.guilds[guild_id]

    def channel(self, channel_id: str) -> Channel:
        if channel_id not in self.channels:
            raise unknown(10003, "Channel")
        return self.channels[channel_id]

    def message(self, channel_id: str, message_id: str) -> Message:
        """A message that the bot can reach by its channel: ephemeral ones are reached by their interaction only."""
        message = self.channel(channel_id).messages.get(message_id)
        if message is None or message.only_for is not None:
            raise unknown(10008, "Message")
        return message

    def own_message(self, channel_id: str, message_id: str) -> Message:
        message = self.message(channel_id, message_id)
        if message.payload["author"]["id"] != self.bot.id:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        return message

    def channels_of(self, guild_id: str) -> Iterator[Channel]:
        return (channel for channel in self.channels.values() if channel.guild_id == guild_id)

    def shares_guild(self, user: User) -> bool:
        return any(user.id in guild.members for guild in self.guilds.values())


def _list(things: Any) -> str:
    shown = [f"{thing.id} ({thing.name})" for thing in things]
    rest = f" and {len(shown) - 20} more" if len(shown) > 20 else ""
    return ", ".join(shown[:20]) + rest if shown else "none yet"
