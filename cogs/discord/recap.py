"""The slash command about recaps."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.chat.catalog import command
from bot.recap import actions
from bot.recap.texts import EVENT_OPTION

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog

Suggest = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


def add_recap(group: app_commands.Group, cog: DiscordCog, suggest: Suggest) -> None:
    """`/event recap`, in the group of the commands about events; `suggest` names those that have something to tell of."""

    @group.command(name="recap", description=command("event recap").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def recap_(interaction: discord.Interaction, event: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.show_recap(app, call, text=event))
