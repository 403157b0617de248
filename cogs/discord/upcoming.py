"""The slash command about what goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.catalog import command
from bot.upcoming import actions

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Command[app_commands.Group, ..., None]]:
    """`/upcoming`, leading to its use case."""

    @app_commands.command(name="upcoming", description=command("upcoming").summary)
    @app_commands.guild_only()
    async def upcoming(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.show_upcoming)

    return [upcoming]
