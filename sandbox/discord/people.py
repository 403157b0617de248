"""What a person does on Discord: runs a command, presses a button, fills in a form, and what they see then."""

from __future__ import annotations

import asyncio

from sandbox.discord import components as parts
from sandbox.discord import forms, shapes
from sandbox.discord.commands import Commands, Leaf
from sandbox.discord.filling import fill_options
from sandbox.discord.forms import Forms
from sandbox.discord.gateway import Gateway
from sandbox.discord.interactions import (
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFER,
    DEFER_UPDATE,
    MODAL,
    SUBMIT,
    Interaction,
    Interactions,
)
from sandbox.discord.plain import Names, visible_text
from sandbox.discord.resolved import Resolver
from sandbox.discord.world import Channel, User, World
from sandbox.kit import Answer, Json, SandboxError

NO_ANSWER = "The application did not respond"
THINKING = " is thinking…"
UPLOAD_LIMIT = 10_485_760
IN_GUILD, IN_BOT_DM = 0, 1


class People:
    """`fill_seconds`: how long a person waits for a deferred answer to be filled in."""

    def __init__(self, world: World, hub: Gateway, interactions: Interactions, commands: Commands) -> None:
        self.fill_seconds = 10.0
        self._world = world
        self._gateway = hub
        self._interactions = interactions
        self._commands = commands
        self._forms = Forms()

    async def command(self, user_ref: str, channel_ref: str, name: str, options: Json) -> Answer:
        user, channel = self._stand(user_ref, channel_ref)
        leaf = self._commands.find(name, channel.guild_id)
        self._check_allowed(leaf, user, channel)
        found = Resolver(self._world, channel.guild_id)
        data = leaf.data(fill_options(leaf, options, found), found.json())
        return await self._ask(self._interactions.open(COMMAND, user, channel, data))

    async def complete(self, user_ref: str, channel_ref: str, name: str, options: Json, focused: str) -> list[Json]:
        user, channel = self._stand(user_ref, channel_ref)
        leaf = self._commands.find(name, channel.guild_id)
        found = Resolver(self._world, channel.guild_id)
        data = leaf.data(fill_options(leaf, options, found, focused=focused), found.json())
        interaction = self._interactions.open(AUTOCOMPLETE, user, channel, data)
        await self._ask(interaction)
        if interaction.answer_type != CHOICES:
            raise SandboxError(f"Loading options failed: the bot gave no choices for {focused!r} in time.")
        return [{"name": each["name"], "value": each["value"]} for each in interaction.answer["data"]["choices"] or []]

    async def click(self, user_ref: str, message_id: str, custom_id: str, values: list[str] | None) -> Answer:
        user = self._world.find_user(user_ref)
        channel, message = self._world.find_message(message_id, user)
        shown = message.payload["components"]
        component = parts.find(shown, custom_id)
        if component is None:
            there = ", ".join(each["custom_id"] for _, each in parts.walk(shown) if each.get("custom_id"))
            raise SandboxError(f"The message has no component {custom_id!r}; it has {there or 'none'}.")
        if component.get("disabled"):
            raise SandboxError(f"{component.get('label') or custom_id!r} is disabled.")
        data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        if component["type"] in parts.SELECTS:
            found = Resolver(self._world, channel.guild_id)
            chosen = forms.chosen_values(component, component.get("placeholder") or custom_id, values or [])
            data["values"] = [found.by_select(component, each) for each in chosen]
            data |= _resolved(found)
        return await self._ask(self._interactions.open(COMPONENT, user, channel, data, source=message))

    async def submit(self, user_ref: str, form_id: str, values: Json) -> Answer:
        user = self._world.find_user(user_ref)
        standing = self._forms.find(form_id, user)
        opened_by = standing.opened_by
        found = Resolver(self._world, opened_by.channel.guild_id)
        filled = forms.filled_components(standing, values, found)
        data = {"custom_id": standing.modal["custom_id"], "components": filled} | _resolved(found)
        interaction = self._interactions.open(
            SUBMIT, user, opened_by.channel, data, source=opened_by.source, trigger=opened_by.metadata()
        )
        answer = await self._ask(interaction)
        if interaction.answered.is_set():  # else it stays open, so that the person can try again
            self._forms.close(form_id)
            self._world.kit.feed.publish("form-closed", platform="discord", user=user.id, id=form_id)
        return answer

    def names(self) -> Names:
        return Names(self._world.kit.clock.now(), self._world.name_of_person, self._world.name_of_place)

    def _stand(self, user_ref: str, channel_ref: str) -> tuple[User, Channel]:
        user, channel = self._world.find_user(user_ref), self._world.find_channel(channel_ref)
        if not self._world.may_see(user, channel):
            raise SandboxError(f"{user.name} cannot see channel {channel_ref}.")
        return user, channel

    def _check_allowed(self, leaf: Leaf, user: User, channel: Channel) -> None:
        """Discord's client does not even show a command where its place or the person's permissions do not fit."""
        contexts, needed = leaf.command["contexts"], leaf.command["default_member_permissions"]
        if channel.guild_id is None:
            if not (leaf.command["dm_permission"] if contexts is None else IN_BOT_DM in contexts):
                raise SandboxError(f"Discord does not offer /{leaf.name} in direct messages.")
            return
        if contexts is not None and IN_GUILD not in contexts:
            raise SandboxError(f"Discord offers /{leaf.name} in direct messages only.")
        if needed is None:
            return
        held = self._world.guilds[channel.guild_id].permissions_of(user.id)
        if not int(needed) or held & int(needed) != int(needed):
            raise SandboxError(f"Discord does not offer /{leaf.name} to {user.name}: it needs permissions {needed}.")

    async def _ask(self, interaction: Interaction) -> Answer:
        """Send it to the bot, and wait for what the person will see."""
        if not self._gateway.ever_connected:
            raise SandboxError("No bot is connected to the sandbox's Discord yet.")
        guild_id = interaction.guild.id if interaction.guild else None
        self._gateway.dispatch("INTERACTION_CREATE", self._payload(interaction), guild_id=guild_id)
        if not await _within(self._interactions.ack_seconds, interaction.answered):
            return Answer(text=NO_ANSWER, private=True)
        answer = Answer(ack_ms=_ms(interaction, interaction.answered_at))
        if interaction.answer_type == MODAL:
            answer.form = self._forms.open(interaction, self.names())
            answer.done_ms = answer.ack_ms
            about = {"user": interaction.user.id, "form": answer.form.as_json()}
            self._world.kit.feed.publish("form", platform="discord", **about)
            return answer
        deferred = interaction.answer_type in (DEFER, DEFER_UPDATE)
        if deferred and not await _within(self.fill_seconds, interaction.filled):
            answer.private, answer.text = interaction.private, self._world.bot.name + THINKING
            return answer
        answer.done_ms = _ms(interaction, interaction.filled_at if deferred else interaction.answered_at)
        answer.private = interaction.private
        if message := interaction.shown:
            answer.message, answer.text = dict(message.payload), visible_text(message.payload, self.names())
        return answer

    def _payload(self, interaction: Interaction) -> Json:
        """INTERACTION_CREATE, as complete as Discord sends it."""
        user, guild, channel = interaction.user, interaction.guild, interaction.channel
        payload: Json = {
            "id": interaction.id,
            "application_id": self._world.bot.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel": shapes.interaction_channel_json(channel, guild, user),
            "channel_id": channel.id,
            "locale": shapes.LOCALE,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": interaction.metadata()["authorizing_integration_owners"],
            "context": IN_GUILD if guild else IN_BOT_DM,
            "app_permissions": str(guild.permissions_of(self._world.bot.id) if guild else shapes.DM_PERMISSIONS),
            "attachment_size_limit": UPLOAD_LIMIT,
        }
        if guild:
            about_guild = {"id": guild.id, "locale": shapes.LOCALE, "features": ["COMMUNITY"]}
            member = shapes.interaction_member_json(guild, guild.members[user.id])
            payload |= {"guild_id": guild.id, "guild": about_guild, "guild_locale": shapes.LOCALE, "member": member}
        else:
            payload["user"] = shapes.user_json(user)
        if interaction.source:
            payload["message"] = interaction.source.payload
        return payload


def _resolved(found: Resolver) -> Json:
    resolved = found.json()
    return {"resolved": resolved} if resolved else {}


async def _within(seconds: float, event: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _ms(interaction: Interaction, moment: float | None) -> float | None:
    return None if moment is None else round((moment - interaction.started) * 1000, 3)
