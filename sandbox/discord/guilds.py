"""The REST routes of the bot itself, of guilds, and of their members and roles."""

from __future__ import annotations

from sandbox.discord import shapes
from sandbox.discord.errors import unknown
from sandbox.discord.gateway import GUILD_MEMBERS, RESUME_URL, Gateway
from sandbox.discord.request import Reply, Request, Route
from sandbox.discord.world import Member, World
from sandbox.kit import Json

GUILD = "/guilds/{guild_id}"
MEMBERS = GUILD + "/members"


class Guilds:
    def __init__(self, world: World, hub: Gateway) -> None:
        self._world = world
        self._gateway = hub

    def routes(self) -> list[Route]:
        return [
            Route("GET", "/users/@me", self._me),
            Route("GET", "/users/@me/guilds", self._own_guilds),
            Route("GET", "/users/{user_id}", self._user),
            Route("GET", "/applications/@me", self._application),
            Route("GET", "/oauth2/applications/@me", self._application),
            Route("GET", "/gateway", self._address),
            Route("GET", "/gateway/bot", self._address_for_bot),
            Route("GET", GUILD, self._guild),
            Route("GET", GUILD + "/channels", self._channels),
            Route("GET", GUILD + "/roles", self._roles),
            Route("GET", MEMBERS, self._members),
            Route("GET", MEMBERS + "/search", self._search),
            Route("GET", MEMBERS + "/{user_id}", self._member),
            Route("PATCH", MEMBERS + "/@me", self._change_self),
        ]

    def _me(self, _: Request) -> Reply:
        return Reply(shapes.self_json(self._world.bot))

    def _own_guilds(self, _: Request) -> Reply:
        shown = []
        for guild in self._world.guilds.values():
            about: Json = {"id": guild.id, "name": guild.name, "icon": None, "banner": None, "owner": False}
            about |= {"features": ["COMMUNITY"], "permissions": str(guild.permissions_of(self._world.bot.id))}
            shown.append(about)
        return Reply(shown)

    def _user(self, request: Request) -> Reply:
        user = self._world.users.get(request.params["user_id"])
        if user is None:
            raise unknown(10013, "User")
        return Reply(shapes.user_json(user))

    def _application(self, _: Request) -> Reply:
        return Reply(shapes.application_json(self._world))

    def _address(self, _: Request) -> Reply:
        return Reply({"url": RESUME_URL.rstrip("/")})

    def _address_for_bot(self, _: Request) -> Reply:
        starts = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return Reply({"url": RESUME_URL.rstrip("/"), "shards": 1, "session_start_limit": starts})

    def _guild(self, request: Request) -> Reply:
        return Reply(shapes.guild_json(self._world.guild(request.params["guild_id"])))

    def _channels(self, request: Request) -> Reply:
        guild = self._world.guild(request.params["guild_id"])
        return Reply([shapes.channel_json(each) for each in self._world.channels_of(guild.id) if not each.thread])

    def _roles(self, request: Request) -> Reply:
        guild = self._world.guild(request.params["guild_id"])
        return Reply([shapes.role_json(role) for role in guild.roles.values()])

    def _members(self, request: Request) -> Reply:
        limit, after = int(request.query.get("limit", 1)), int(request.query.get("after", 0))
        members = self._sorted(request)
        shown = [member for member in members if int(member.user.id) > after][:limit]
        return Reply([shapes.member_json(member) for member in shown])

    def _sorted(self, request: Request) -> list[Member]:
        guild = self._world.guild(request.params["guild_id"])
        return sorted(guild.members.values(), key=lambda member: int(member.user.id))

    def _search(self, request: Request) -> Reply:
        wanted = request.query.get("query", "").casefold()
        limit = int(request.query.get("limit", 1))
        names = [
            (member, (member.user.username, member.user.name, member.nick or "")) for member in self._sorted(request)
        ]
        fitting = [member for member, called in names if any(name.casefold().startswith(wanted) for name in called)]
        return Reply([shapes.member_json(member) for member in fitting[:limit]])

    def _member(self, request: Request) -> Reply:
        member = self._world.guild(request.params["guild_id"]).members.get(request.params["user_id"])
        if member is None:
            raise unknown(10007, "Member")
        return Reply(shapes.member_json(member))

    def _change_self(self, request: Request) -> Reply:
        guild = self._world.guild(request.params["guild_id"])
        member = guild.members[self._world.bot.id]
        if "nick" in request.body:
            member.nick = request.body["nick"] or None
        shown = shapes.member_json(member) | {"guild_id": guild.id}
        self._gateway.dispatch("GUILD_MEMBER_UPDATE", shown, guild_id=guild.id, intent=GUILD_MEMBERS)
        return Reply(shapes.member_json(member))
