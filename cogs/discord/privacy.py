"""Slash command about what is stored about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.chat.catalog import command
from bot.privacy import actions

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Command[Any, ..., None]]:
    """`/privacy`, leading to the use case."""

    @app_commands.command(name="privacy", description=command("privacy").summary)
    @app_commands.guild_only()
    async def privacy(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.show_privacy)

    return [privacy]
