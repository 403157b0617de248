"""The sandbox's Slack, put together: seeding it, being a person in it, looking into it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sandbox.slack.answers import QUIET_S, Watch
from sandbox.slack.api import Api
from sandbox.slack.pace import Pace
from sandbox.slack.people import People
from sandbox.slack.server import Server
from sandbox.slack.sockets import Sockets
from sandbox.slack.tickets import Tickets
from sandbox.slack.validate import Judge
from sandbox.slack.views import Views, output
from sandbox.slack.world import World

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from aiohttp import web

    from sandbox.kit import Answer, Json, Kit


class Slack:
    """A server that speaks Slack's Web API and Socket Mode, and the people who use it."""

    def __init__(self, kit: Kit, *, spec: Path | None, quiet_s: float = QUIET_S) -> None:
        """`spec`: Block Kit's JSON Schema; without it that check is skipped, and one line on stderr says so.

        `quiet_s`: how long the app has to be silent before a press that may go unanswered is taken for that.
        """
        world = World(kit)
        self.bot_token = f"xoxb-{secrets.token_hex(16)}"
        self.app_token = f"xapp-1-{world.app_id}-{secrets.token_hex(16)}"
        self._world = world
        pace = Pace()
        kit.clock.on_rest(pace.rest)
        self._api = Api(kit, world, Watch(quiet_s=quiet_s), Judge(kit, spec), Views(), Tickets(), pace)
        self._sockets = Sockets(kit, world.app_id)
        self._people = People(self._api, self._sockets)
        self._server = Server(self._api, self._sockets, bot_token=self.bot_token, app_token=self.app_token)

    @property
    def connected(self) -> asyncio.Event:
        """Set while at least one Socket Mode connection has had its hello."""
        return self._sockets.connected

    # the server

    def mount(self, app: web.Application) -> None:
        """Add /api/{method}, /slack/socket/{ticket} and /slack/respond/{token}."""
        self._server.mount(app)

    def listen_at(self, base: str) -> None:
        """Say where the server is reached ("http://127.0.0.1:8765"), once the port is known."""
        self._api.base = base.rstrip("/")

    async def stop(self) -> None:
        """Close the connections and let go of hanging requests."""
        self._server.stop()
        await self._sockets.stop()

    def disconnect(self) -> None:
        """Drop the live connections, as a network failure does."""
        self._sockets.disconnect()

    def refresh(self) -> None:
        """Ask the app to reconnect, as Slack does every few hours."""
        self._sockets.refresh()

    # seeding

    def add_team(self, name: str) -> str:
        return self._world.add_team(name).id

    def add_channel(self, team: str, name: str, *, topic: str = "", bot_is_member: bool = True) -> str:
        """A public channel with everybody of the team in it."""
        return self._world.add_channel(team, name, topic=topic, bot_is_member=bot_is_member).id

    def add_member(
        self, name: str, *, team: str | None = None, organizer: bool = False, tz: str = "Europe/Berlin"
    ) -> str:
        """A person in every channel of the team; an organizer is a workspace admin."""
        return self._world.add_member(name, team=team, organizer=organizer, tz=tz).id

    def declare(self, commands: list[Json]) -> None:
        """Take the app's slash commands as its manifest would give them; before that, any command is accepted."""
        self._api.judge.manifest(commands)
        self._people.declared = {each["command"]: each for each in commands}

    def grant(self, scopes: list[str]) -> None:
        """Take the bot token's scopes as the app's manifest asks for them; from then on answers name them, as Slack's do."""
        self._server.scopes = list(scopes)

    def subscribe(self, events: list[str]) -> None:
        """Take the events that the app's manifest subscribes to; before that, it gets every kind."""
        self._people.subscribed = set(events)

    # being a person: each raises SandboxError for something that is not there

    async def command(self, *, user: str, channel: str, command: str, text: str = "") -> Answer:
        return await self._people.command(user=user, channel=channel, command=command, text=text)

    async def click(
        self,
        *,
        user: str,
        action_id: str,
        message: str | None = None,
        view: str | None = None,
        value: str | list[str] | None = None,
    ) -> Answer:
        """Use a button, menu, picker or box of a message (its ts) or a view (its id). `value`: what is chosen."""
        return await self._people.click(user=user, action_id=action_id, message=message, view=view, value=value)

    async def suggest(
        self, *, user: str, action_id: str, query: str, message: str | None = None, view: str | None = None
    ) -> list[Json]:
        """What an external menu offers for `query`."""
        return await self._people.suggest(user=user, action_id=action_id, query=query, message=message, view=view)

    async def submit(self, *, user: str, form: str, values: Json) -> Answer:
        """Fill an open form (by label, block_id or action_id) and send it; what is left out keeps its value."""
        return await self._people.submit(user=user, form=form, values=values)

    async def close(self, *, user: str, form: str) -> None:
        await self._people.close(user=user, form=form)

    async def open_home(self, user: str) -> None:
        await self._people.open_home(user)

    async def join(self, name: str) -> str:
        """A new person joins the workspace and its channels; their id."""
        return (await self._people.join(name)).id

    # looking

    def messages(self, channel: str, *, seen_by: str | None = None) -> list[Json]:
        """Oldest first; of the ephemeral ones those for `seen_by`. "dm:USER" is a person's chat with the bot."""
        reader = self._world.member(seen_by).id if seen_by else None
        posts = self._world.channel(channel).posts.values()
        return [each.as_json() for each in posts if each.only_for in (None, reader)]

    def forget_private(self) -> None:
        """Let go of what only one person saw, as every client does when it is loaded anew."""
        for channel in self._world.channels.values():
            for post in [each for each in channel.posts.values() if each.only_for is not None]:
                self._world.forget(channel, post.ts)

    def home(self, user: str) -> Json | None:
        """The person's home tab, as the API shows a view."""
        view = self._api.views.homes.get(self._world.member(user).id)
        return output(self._api, view) if view else None

    def state(self) -> Json:
        world = self._world
        return {
            "teams": [
                {
                    "id": team.id,
                    "name": team.name,
                    "channels": [
                        {"id": each.id, "name": each.name, "topic": each.topic}
                        for each in world.channels.values()
                        if each.team == team.id and each.kind == "channel"
                    ],
                    "groups": [
                        {"id": each.id, "name": each.name, "members": list(each.members)}
                        for each in world.channels.values()
                        if each.team == team.id and each.kind == "mpim"
                    ],
                    "members": [
                        {"id": each.id, "name": each.name, "organizer": each.organizer}
                        for each in world.members.values()
                        if each.team == team.id
                    ],
                }
                for team in world.teams.values()
            ]
        }

    def commands(self) -> list[Json]:
        """What was declared, one entry per sub-command: {"name": "event create", "command": "/event", …}."""
        found = []
        for command, declared in (self._people.declared or {}).items():
            name = command.removeprefix("/")
            subs = declared.get("subcommands") or []
            entries = [(f"{name} {each['name']}", each) for each in subs] or [(name, declared)]
            for full, about in entries:
                told = {key: about.get(key, "") for key in ("description", "usage_hint")}
                found.append({"name": full, "command": command, **told})
        return found
