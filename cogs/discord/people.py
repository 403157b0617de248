"""Slash commands about people and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.catalog import WORDS, command
from bot.people import actions

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Group]:
    """`/hallway …`, leading to the use cases."""
    group = app_commands.Group(name="hallway", description=WORDS["hallway"], guild_only=True)

    @group.command(name="help", description=command("hallway help").summary)
    async def help_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.show_help)

    return [group]
