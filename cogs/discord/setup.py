"""`/hallway setup`, and what has to be true of a channel that is picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.chat import limits
from bot.chat.catalog import command
from bot.chat.replies import Refusal
from bot.setup import actions, texts
from bot.setup.cards import CHANNEL_ROUTES
from bot.setup.zones import find_zones

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def add_to(group: app_commands.Group, cog: DiscordCog) -> None:
    """Add `/hallway setup`, with a zone to search for while typing and a code from the other platform."""

    async def zones(_interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        found = find_zones(current, cog.app.clock.now())
        return [
            app_commands.Choice(name=limits.clip(f"{each.label} · {each.detail}", 100), value=each.value)
            for each in found
        ]

    @group.command(name="setup", description=command("hallway setup").summary)
    @app_commands.describe(zone=texts.ZONE_OPTION, code=texts.CODE_OPTION)
    @app_commands.autocomplete(zone=zones)
    async def setup(interaction: discord.Interaction, zone: str = "", code: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.set_up(app, call, zone=zone, code=code))


def require_open(interaction: discord.Interaction, route: str) -> None:
    """Refuse a channel that was picked to post in but in which we may not."""
    if route not in CHANNEL_ROUTES.values() or interaction.guild is None:
        return
    data: Mapping[str, Any] = interaction.data or {}
    for picked in data.get("values") or []:
        channel, me = interaction.guild.get_channel(int(picked)), interaction.guild.me
        may = None if channel is None or me is None else channel.permissions_for(me)
        if may is None or not (may.view_channel and may.send_messages):
            raise Refusal(texts.CHANNEL_CLOSED)
