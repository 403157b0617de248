"""Slash commands of the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.catalog import WORDS, command
from bot.stage import actions
from bot.stage.model import MOST_EXTENDED
from bot.stage.texts import EVENT_OPTION, MINUTES_OPTION
from cogs.discord.events import suggestions

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Group]:
    """`/stage …`, leading to the use cases."""
    group = app_commands.Group(name="stage", description=WORDS["stage"], guild_only=True)
    _for_the_run(group, cog)
    _for_the_event(group, cog)
    return [group]


def _for_the_event(group: app_commands.Group, cog: DiscordCog) -> None:
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current)

    @group.command(name="start", description=command("stage start").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def start(interaction: discord.Interaction, event: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.start_named(app, call, text=event))

    @group.command(name="open", description=command("stage open").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def open_(interaction: discord.Interaction, event: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.open_page(app, call, text=event))


def _for_the_run(group: app_commands.Group, cog: DiscordCog) -> None:
    @group.command(name="next", description=command("stage next").summary)
    async def next_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.next_now)

    @group.command(name="skip", description=command("stage skip").summary)
    async def skip(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.skip_now)

    @group.command(name="extend", description=command("stage extend").summary)
    @app_commands.describe(minutes=MINUTES_OPTION)
    async def extend(
        interaction: discord.Interaction, minutes: app_commands.Range[int, 1, MOST_EXTENDED] | None = None
    ) -> None:
        given = "" if minutes is None else str(minutes)
        await cog.answer(interaction, lambda app, call: actions.extend_now(app, call, minutes=given))

    @group.command(name="pause", description=command("stage pause").summary)
    async def pause(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.pause_now)

    @group.command(name="stop", description=command("stage stop").summary)
    async def stop(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.stop_now)
