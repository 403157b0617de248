"""Slash commands as the bot registered them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.discord import rules
from sandbox.discord.errors import refuse, unknown
from sandbox.discord.request import NO_CONTENT, Reply, Request, Route
from sandbox.discord.world import World
from sandbox.kit import Json, SandboxError

SUB_COMMAND, SUB_GROUP = 1, 2
CHAT_INPUT = 1
GLOBAL = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A command that can be run: a command without sub-commands, or one of its sub-commands."""

    command: Json
    steps: tuple[Json, ...]

    @property
    def name(self) -> str:
        return " ".join([self.command["name"], *(step["name"] for step in self.steps)])

    @property
    def options(self) -> list[Json]:
        return list((self.steps[-1] if self.steps else self.command).get("options") or [])

    @property
    def description(self) -> str:
        return str((self.steps[-1] if self.steps else self.command)["description"])

    def data(self, options: list[Json], resolved: Json) -> Json:
        """The interaction's data: the options inside their sub-command, as Discord nests them."""
        for step in reversed(self.steps):
            options = [{"name": step["name"], "type": step["type"], "options": options}]
        data: Json = {
            "id": self.command["id"],
            "name": self.command["name"],
            "type": self.command["type"],
            "options": options,
        }
        if self.command.get("guild_id"):
            data["guild_id"] = self.command["guild_id"]
        return data | ({"resolved": resolved} if resolved else {})


class Commands:
    """The registry: global ones under "", a guild's own under its id."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._registered: dict[str, dict[str, Json]] = {}

    def routes(self) -> list[Route]:
        both = [(GLOBAL, GLOBAL + "/{command_id}"), (IN_GUILD, IN_GUILD + "/{command_id}")]
        return [
            route
            for every, one in both
            for route in (
                Route("GET", every, self._list),
                Route("PUT", every, self._replace_all),
                Route("POST", every, self._add),
                Route("GET", one, self._get),
                Route("PATCH", one, self._edit),
                Route("DELETE", one, self._delete),
            )
        ]

    def leaves(self, guild_id: str | None = None) -> Iterator[Leaf]:
        """Every command that can be run there; a guild's own wins over a global one of the same name."""
        scopes = [guild_id or "", ""] if guild_id else [*self._registered]
        seen: set[str] = set()
        for scope in dict.fromkeys(scopes):
            for command in self._registered.get(scope, {}).values():
                for leaf in _leaves(command):
                    if leaf.name not in seen and command["type"] == CHAT_INPUT:
                        seen.add(leaf.name)
                        yield leaf

    def find(self, name: str, guild_id: str | None) -> Leaf:
        wanted = " ".join(name.removeprefix("/").split())
        known = list(self.leaves(guild_id))
        for leaf in known:
            if leaf.name == wanted:
                return leaf
        listed = ", ".join(f"/{leaf.name}" for leaf in known) or "none yet"
        raise SandboxError(f"There is no command /{wanted}; there are {listed}.")

    def _scope(self, request: Request) -> dict[str, Json]:
        if request.params["application_id"] != self._world.bot.id:
            raise unknown(10002, "Application")
        guild_id = request.params.get("guild_id", "")
        if guild_id:
            self._world.guild(guild_id)
        return self._registered.setdefault(guild_id, {})

    def _list(self, request: Request) -> Reply:
        return Reply(list(self._scope(request).values()))

    def _replace_all(self, request: Request) -> Reply:
        scope = self._scope(request)
        bodies = request.body or []
        refuse(rules.check_commands(bodies))
        old = {(command["type"], command["name"]): command["id"] for command in scope.values()}
        stored = [self._stored(request, body, old.get((body.get("type") or 1, body["name"]))) for body in bodies]
        scope.clear()
        scope.update({command["id"]: command for command in stored})
        return Reply(stored)

    def _add(self, request: Request) -> Reply:
        scope = self._scope(request)
        same = [
            c for c in scope.values() if (c["type"], c["name"]) == (request.body.get("type") or 1, request.body["name"])
        ]
        others = [command for command in scope.values() if command not in same]
        refuse(rules.check_commands([*others, request.body]))
        command = self._stored(request, request.body, same[0]["id"] if same else None)
        scope[command["id"]] = command
        return Reply(command, 200 if same else 201)

    def _get(self, request: Request) -> Reply:
        return Reply(self._one(request))

    def _edit(self, request: Request) -> Reply:
        old = self._one(request)
        body = old | request.body
        refuse(rules.check_commands([body]))
        command = self._stored(request, body, old["id"])
        self._scope(request)[command["id"]] = command
        return Reply(command)

    def _delete(self, request: Request) -> Reply:
        del self._scope(request)[self._one(request)["id"]]
        return Reply(status=NO_CONTENT)

    def _one(self, request: Request) -> Json:
        command = self._scope(request).get(request.params["command_id"])
        if command is None:
            raise unknown(10063, "application command")
        return command

    def _stored(self, request: Request, body: Json, command_id: str | None) -> Json:
        kept = {key: value for key, value in body.items() if value is not None}
        allowed = body.get("default_member_permissions")
        guild_id = request.params.get("guild_id")
        return {
            "dm_permission": True,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
            "type": CHAT_INPUT,
            "description": "",
            **kept,
            "options": kept.get("options") or [],
            "id": command_id or self._world.ids.next(),
            "application_id": self._world.bot.id,
            "version": self._world.ids.next(),
            "default_member_permissions": None if allowed is None else str(allowed),
        } | ({"guild_id": guild_id} if guild_id else {})


def _leaves(command: Json, steps: tuple[Json, ...] = ()) -> Iterator[Leaf]:
    nested = [each for each in (steps[-1] if steps else command).get("options") or [] if each["type"] <= SUB_GROUP]
    if not nested:
        yield Leaf(command, steps)
    for option in nested:
        yield from _leaves(command, (*steps, option))
