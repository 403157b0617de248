"""Slash commands about people and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import features
from bot.chat import limits
from bot.chat.catalog import WORDS, command
from bot.chat.replies import Refusal
from bot.people import actions, finding, linking, meeting
from bot.people.model import NAME_LENGTH, Account, Platform
from bot.people.texts import CODE_OPTION, FIND_OPTION, MET_NAME_OPTION, MET_PERSON_OPTION
from cogs.discord import setup

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog

Commands = list[app_commands.Command[app_commands.Group, ..., None] | app_commands.Group]


def commands(cog: DiscordCog) -> Commands:
    """`/hallway …` and what people do with each other, leading to the use cases."""
    group = app_commands.Group(name="hallway", description=WORDS["hallway"], guild_only=True)

    @group.command(name="help", description=command("hallway help").summary)
    async def help_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.show_help)

    setup.add_to(group, cog)
    return [*_intros(cog), *_meeting(cog), *_linking(cog), group]  # as in the catalog


def _intros(cog: DiscordCog) -> Commands:
    people = app_commands.Group(name="people", description=WORDS["people"], guild_only=True)

    @app_commands.command(name="intro", description=command("intro").summary)
    @app_commands.guild_only()
    async def intro(interaction: discord.Interaction) -> None:
        await cog.open(interaction, lambda call: features.open_form(cog.app, call, "intro:write"))

    @people.command(name="find", description=command("people find").summary)
    @app_commands.describe(about=FIND_OPTION)
    async def find(interaction: discord.Interaction, about: str = "") -> None:
        await cog.answer(interaction, lambda app, call: finding.find_people(app, call, text=about))

    return [intro, people]


def _meeting(cog: DiscordCog) -> Commands:
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current)

    @app_commands.command(name="met", description=command("met").summary)
    @app_commands.describe(person=MET_PERSON_OPTION, name=MET_NAME_OPTION)
    @app_commands.autocomplete(name=suggest)
    @app_commands.guild_only()
    async def met(interaction: discord.Interaction, person: discord.User | None = None, name: str = "") -> None:
        who = None if person is None else account_of(person)
        await cog.answer(interaction, lambda app, call: meeting.say_met(app, call, person=who, text=name))

    return [met]


def _linking(cog: DiscordCog) -> Commands:
    @app_commands.command(name="link", description=command("link").summary)
    @app_commands.describe(code=CODE_OPTION)
    @app_commands.guild_only()
    async def link(interaction: discord.Interaction, code: str = "") -> None:
        await cog.answer(interaction, lambda app, call: linking.link(app, call, code=code))

    @app_commands.command(name="unlink", description=command("unlink").summary)
    @app_commands.guild_only()
    async def unlink(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, linking.ask_unlink)

    return [link, unlink]


def account_of(person: discord.Member | discord.User) -> Account:
    """A person whom somebody named, picked, or who joined; what their role allows is known only when they call."""
    return Account(Platform.DISCORD, str(person.id), person.display_name[:NAME_LENGTH], organizer=None, bot=person.bot)


async def suggestions(
    cog: DiscordCog, interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Members whose name fits what was typed so far; none in a server that we have not entered yet."""
    try:
        people = await meeting.suggest_people(cog.app, cog.call(interaction), current)
    except Refusal:
        return []
    return [app_commands.Choice(name=each.label, value=each.value) for each in people[: limits.OPTIONS]]
