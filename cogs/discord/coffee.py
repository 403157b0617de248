"""Slash commands about coffee matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.catalog import WORDS, command
from bot.coffee import actions

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Group]:
    """`/coffee …`, leading to the use cases."""
    group = app_commands.Group(name="coffee", description=WORDS["coffee"], guild_only=True)

    @group.command(name="join", description=command("coffee join").summary)
    async def join(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.join)

    @group.command(name="pause", description=command("coffee pause").summary)
    async def pause(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.ask_pause)

    @group.command(name="leave", description=command("coffee leave").summary)
    async def leave(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.leave)

    @group.command(name="rounds", description=command("coffee rounds").summary)
    async def rounds(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.show_rounds)

    @group.command(name="numbers", description=command("coffee numbers").summary)
    async def numbers(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.show_numbers)

    return [group]
