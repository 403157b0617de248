"""The workspaces, people, channels and messages that the sandbox's Slack holds; it knows no HTTP."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sandbox.kit import Json, Kit, SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterable

APP_NAME = "Hallway"
RoomKind = Literal["channel", "im", "mpim"]


@dataclass(slots=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(slots=True)
class Member:
    id: str
    name: str
    handle: str
    team: str
    organizer: bool = False
    tz: str = "Europe/Berlin"
    is_bot: bool = False


@dataclass(slots=True)
class Post:
    """One message as the API would return it. `only_for`: the only person who sees it (an ephemeral message)."""

    raw: Json
    channel: str
    only_for: str | None = None
    metadata: Json | None = None

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    def as_json(self) -> Json:
        """The message with its metadata, as `conversations.history` shows it on request."""
        return {**self.raw, "metadata": self.metadata} if self.metadata else self.raw


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    team: str
    kind: RoomKind = "channel"
    topic: str = ""
    created: int = 0
    archived: bool = False
    members: dict[str, None] = field(default_factory=dict)  # a set that keeps its order
    posts: dict[str, Post] = field(default_factory=dict)  # by ts, oldest first
    pins: set[str] = field(default_factory=set)


class World:
    """All state of the workspaces. One bot is installed in every team under one user id, as an org-wide app is."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.teams: dict[str, Team] = {}
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self._numbers = itertools.count(1)
        self._ims: dict[str, Channel] = {}
        self._where: dict[str, str] = {}  # ts → channel: a click names a message by its ts alone
        self._last_ts = 0
        self.app_id = self.new_id("A")
        self.bot_id = self.new_id("B")
        self.bot = Member(self.new_id("U"), APP_NAME, APP_NAME.lower(), team="", is_bot=True)

    # ids and time

    def new_id(self, prefix: str) -> str:
        """A fresh id that looks like Slack's: the prefix and ten capital letters and digits."""
        return f"{prefix}0{next(self._numbers):09X}"

    def seconds(self) -> int:
        return int(self.kit.clock.now().timestamp())

    def new_ts(self) -> str:
        """A message's time by the sandbox's clock ("1700000000.000100"), later than every one before it."""
        now = int(self.kit.clock.now().timestamp() * 1_000_000)
        self._last_ts = max(now, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # people and places

    def add_team(self, name: str) -> Team:
        domain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "team"
        team = Team(self.new_id("T"), name, domain)
        self.teams[team.id] = team
        self.bot.team = self.bot.team or team.id
        return team

    def team(self, team: str | None = None) -> Team:
        """The team with that id or name; without one, the first."""
        if not self.teams:
            raise SandboxError("There is no workspace yet: add a team first.")
        if team is None:
            return next(iter(self.teams.values()))
        for each in self.teams.values():
            if team in (each.id, each.name):
                return each
        raise SandboxError(f"No workspace is called {team!r}; there are {_listed(self.teams.values())}.")

    def add_channel(self, team: str, name: str, *, topic: str, bot_is_member: bool) -> Channel:
        home = self.team(team)
        channel = Channel(self.new_id("C"), name.lstrip("#"), home.id, topic=topic, created=self.seconds())
        if bot_is_member:
            channel.members[self.bot.id] = None
        for member in self.members.values():
            if member.team == home.id:
                channel.members[member.id] = None
        self.channels[channel.id] = channel
        return channel

    def add_member(self, name: str, *, team: str | None, organizer: bool, tz: str) -> Member:
        """A new person, who is in every channel of the team at once."""
        home = self.team(team)
        handle = re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".") or "someone"
        member = Member(self.new_id("U"), name, handle, home.id, organizer, tz)
        self.members[member.id] = member
        for channel in self.channels.values():
            if channel.team == home.id and channel.kind == "channel":
                channel.members[member.id] = None
        return member

    def member(self, who: str) -> Member:
        """The person with that id, name or handle."""
        if who in self.members:
            return self.members[who]
        for member in self.members.values():
            if who.lstrip("@").casefold() in (member.name.casefold(), member.handle):
                return member
        raise SandboxError(f"No member is called {who!r}; there are {_listed(self.members.values())}.")

    def channel(self, where: str) -> Channel:
        """The channel with that id or name; "dm:USER" is the person's chat with the bot."""
        if where in self.channels:
            return self.channels[where]
        if where.startswith("dm:"):
            return self.im(self.member(where.removeprefix("dm:")))
        for channel in self.channels.values():
            if channel.name == where.lstrip("#") and channel.kind == "channel":
                return channel
        rooms = [each for each in self.channels.values() if each.kind == "channel"]
        raise SandboxError(f"No channel is called {where!r}; there are {_listed(rooms)}, or dm:USER.")

    def im(self, member: Member) -> Channel:
        """The chat of the bot with one person; made on first use."""
        if member.id not in self._ims:
            room = Channel(self.new_id("D"), "directmessage", member.team, "im", created=self.seconds())
            room.members = {member.id: None, self.bot.id: None}
            self._ims[member.id] = self.channels[room.id] = room
        return self._ims[member.id]

    def mpim(self, members: list[Member]) -> Channel:
        """The chat of the bot with several people; the same people get the same one."""
        names = dict.fromkeys([*(each.id for each in members), self.bot.id])
        for room in self.channels.values():
            if room.kind == "mpim" and room.members.keys() == names.keys():
                return room
        title = "mpdm-" + "--".join([*(each.handle for each in members), self.bot.handle]) + "-1"
        room = Channel(self.new_id("G"), title, members[0].team, "mpim", created=self.seconds(), members=names)
        self.channels[room.id] = room
        return room

    def im_partner(self, channel: Channel) -> str | None:
        """The person on the other side of a direct message, else None."""
        if channel.kind != "im":
            return None
        return next(each for each in channel.members if each != self.bot.id)

    def feed_name(self, channel: Channel) -> str:
        """What the page calls the channel: its id, or "dm:USER"."""
        partner = self.im_partner(channel)
        return f"dm:{partner}" if partner else channel.id

    def name_of(self, thing: str) -> str | None:
        """What people see instead of an id of a person or a channel."""
        if thing == self.bot.id:
            return self.bot.name
        if thing in self.members:
            return self.members[thing].name
        return self.channels[thing].name if thing in self.channels else None

    # messages

    def keep(self, channel: Channel, post: Post) -> None:
        channel.posts[post.ts] = post
        self._where[post.ts] = channel.id

    def forget(self, channel: Channel, ts: str) -> None:
        del channel.posts[ts]
        del self._where[ts]

    def find_post(self, ts: str) -> tuple[Channel, Post] | None:
        """The message with that ts, wherever it is."""
        channel = self.channels.get(self._where.get(ts, ""))
        return (channel, channel.posts[ts]) if channel else None


def _listed(things: Iterable[Team | Member | Channel]) -> str:
    """'Ada (U01), Ben (U02)', for a sentence that helps."""
    return ", ".join(f"{each.name} ({each.id})" for each in itertools.islice(things, 20)) or "none"
