"""Slash commands about talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import features
from bot.chat import limits
from bot.chat.catalog import WORDS, command
from bot.chat.replies import Refusal
from bot.talks import actions, answers, lineup, review
from bot.talks.texts import LINEUP_OPTION, NAME_OPTION, TALK_OPTION
from cogs.discord.events import suggestions

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Group]:
    """`/talk …`, leading to the use cases."""
    group = app_commands.Group(name="talk", description=WORDS["talk"], guild_only=True)
    _for_speakers(group, cog)
    _for_organizers(group, cog)
    return [group]


def _for_speakers(group: app_commands.Group, cog: DiscordCog) -> None:
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await _own_talks(cog, interaction, current)

    @group.command(name="propose", description=command("talk propose").summary)
    async def propose(interaction: discord.Interaction) -> None:
        await cog.open(interaction, lambda call: features.open_form(cog.app, call, "talk:propose"))

    @group.command(name="mine", description=command("talk mine").summary)
    async def mine(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.list_mine)

    @group.command(name="edit", description=command("talk edit").summary)
    @app_commands.describe(talk=TALK_OPTION)
    @app_commands.autocomplete(talk=suggest)
    async def edit(interaction: discord.Interaction, talk: str = "") -> None:
        await cog.open(interaction, lambda call: actions.open_edit_named(cog.app, call, text=talk))

    @group.command(name="withdraw", description=command("talk withdraw").summary)
    @app_commands.describe(talk=TALK_OPTION)
    @app_commands.autocomplete(talk=suggest)
    async def withdraw(interaction: discord.Interaction, talk: str = "") -> None:
        await cog.answer(interaction, lambda app, call: answers.ask_withdraw_named(app, call, text=talk))

    @group.command(name="history", description=command("talk history").summary)
    @app_commands.describe(name=NAME_OPTION)
    async def history(interaction: discord.Interaction, name: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.show_history(app, call, text=name))


def _for_organizers(group: app_commands.Group, cog: DiscordCog) -> None:
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current)

    @group.command(name="review", description=command("talk review").summary)
    async def review_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, review.list_open)

    @group.command(name="lineup", description=command("talk lineup").summary)
    @app_commands.describe(event=LINEUP_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def lineup_(interaction: discord.Interaction, event: str = "") -> None:
        await cog.answer(interaction, lambda app, call: lineup.show_lineup_card(app, call, text=event))


async def _own_talks(cog: DiscordCog, interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    """One's own talks that fit what was typed so far; none in a server that we have not entered yet."""
    try:
        talks = await actions.suggest_mine(cog.app, cog.call(interaction), current)
    except Refusal:
        return []
    return [
        app_commands.Choice(name=limits.clip(each.label, 100), value=each.value) for each in talks[: limits.OPTIONS]
    ]
