"""The slash command to ask a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.catalog import command
from bot.features import in_time
from bot.questions import actions
from bot.questions.texts import ANONYMOUS_OPTION, QUESTION_OPTION

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog


def commands(cog: DiscordCog) -> list[app_commands.Command[app_commands.Group, ..., None]]:
    """`/question`, in one go or with a form."""

    @app_commands.command(name="question", description=command("question").summary)
    @app_commands.describe(question=QUESTION_OPTION, anonymous=ANONYMOUS_OPTION)
    @app_commands.guild_only()
    async def question_(interaction: discord.Interaction, question: str = "", *, anonymous: bool = False) -> None:
        if question.strip():
            await cog.answer(interaction, lambda app, call: actions.ask(app, call, text=question, anonymous=anonymous))
        else:
            await cog.open(interaction, lambda call: in_time(actions.open_question(cog.app, call, anonymous=anonymous)))

    return [question_]
