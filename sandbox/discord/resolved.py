"""The people, roles and channels that an interaction mentions: found by id or name, and shown beside it in full."""

from __future__ import annotations

from sandbox.discord import components as parts
from sandbox.discord import shapes
from sandbox.discord.world import World
from sandbox.kit import Json, SandboxError


class Resolver:
    """Finds what a person names within one guild, and remembers it for the interaction's `resolved`."""

    def __init__(self, world: World, guild_id: str | None) -> None:
        self._world = world
        self._guild = world.guilds[guild_id] if guild_id else None
        self._users: set[str] = set()
        self._roles: set[str] = set()
        self._channels: set[str] = set()

    def user(self, ref: str) -> str:
        found = self._world.find_user(ref).id
        self._users.add(found)
        return found

    def role(self, ref: str) -> str:
        roles = list(self._guild.roles.values()) if self._guild else []
        for role in roles:
            if ref == role.id or ref.casefold() == role.name.casefold():
                self._roles.add(role.id)
                return role.id
        raise SandboxError(f"There is no role {ref!r}; there are {', '.join(role.name for role in roles) or 'none'}.")

    def channel(self, ref: str) -> str:
        found = self._world.find_channel(ref).id
        self._channels.add(found)
        return found

    def mentionable(self, ref: str) -> str:
        roles = self._guild.roles.values() if self._guild else []
        known_role = any(ref in (role.id, role.name) for role in roles)
        return self.role(ref) if known_role else self.user(ref)

    def by_select(self, component: Json, ref: str) -> str:
        """What a select of people, roles or channels takes for `ref`."""
        match component["type"]:
            case parts.USER_SELECT:
                return self.user(ref)
            case parts.ROLE_SELECT:
                return self.role(ref)
            case parts.CHANNEL_SELECT:
                return self.channel(ref)
            case parts.MENTIONABLE_SELECT:
                return self.mentionable(ref)
        return ref

    def json(self) -> Json:
        """Without what was not mentioned; empty when nothing was."""
        users = {user_id: shapes.user_json(self._world.users[user_id]) for user_id in sorted(self._users)}
        shown: Json = {"users": users, "members": {}, "roles": {}, "channels": {}}
        if guild := self._guild:
            for user_id in users:
                if member := guild.members.get(user_id):
                    about = shapes.interaction_member_json(guild, member)
                    shown["members"][user_id] = {
                        key: value for key, value in about.items() if key not in ("user", "deaf", "mute")
                    }
            shown["roles"] = {role_id: shapes.role_json(guild.roles[role_id]) for role_id in sorted(self._roles)}
        for channel_id in sorted(self._channels):
            channel = self._world.channels[channel_id]
            shown["channels"][channel_id] = shapes.channel_json(channel) | {"permissions": "0"}
        return {key: value for key, value in shown.items() if value}
