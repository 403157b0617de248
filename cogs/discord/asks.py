"""Slash commands about asks and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.asks import actions
from bot.asks.texts import SWITCH_OPTION, WORDS_OPTION
from bot.chat.catalog import WORDS, command

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog

_SWITCH = [app_commands.Choice(name="On", value="on"), app_commands.Choice(name="Off", value="off")]


def commands(cog: DiscordCog) -> list[app_commands.Command[app_commands.Group, ..., None] | app_commands.Group]:
    """`/ask`, `/offer` and `/notify asks`, leading to the use cases."""
    group = app_commands.Group(name="notify", description=WORDS["notify"], guild_only=True)

    @app_commands.command(name="ask", description=command("ask").summary)
    @app_commands.guild_only()
    async def ask(interaction: discord.Interaction) -> None:
        await cog.open(interaction, actions.open_ask)

    @app_commands.command(name="offer", description=command("offer").summary)
    @app_commands.guild_only()
    async def offer(interaction: discord.Interaction) -> None:
        await cog.open(interaction, actions.open_offer)

    @group.command(name="asks", description=command("notify asks").summary)
    @app_commands.describe(switch=SWITCH_OPTION, words=WORDS_OPTION)
    @app_commands.choices(switch=_SWITCH)
    async def notify(interaction: discord.Interaction, switch: str, words: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.notify(app, call, switch=switch, words=words))

    return [ask, offer, group]
