"""Slash commands about events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat import limits
from bot.chat.catalog import WORDS, command
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Option
from bot.checkin import actions as checkin
from bot.checkin.texts import EVENT_OPTION as DOOR_OPTION
from bot.checkin.texts import PERSON_OPTION
from bot.events import actions, calendar, editing, series
from bot.events.texts import ANSWER_OPTION, EVENT_OPTION
from bot.features import in_time
from bot.recap.actions import told_of
from cogs.discord import people, recap

if TYPE_CHECKING:
    from cogs.discord.app import DiscordCog

_ANSWERS = [
    app_commands.Choice(name=name, value=value)
    for name, value in (("Going", "going"), ("Maybe", "maybe"), ("Can't make it", "no"))
]


def commands(cog: DiscordCog) -> list[app_commands.Command[app_commands.Group, ..., None] | app_commands.Group]:
    """`/event …` and `/rsvp`, leading to the use cases."""
    group = app_commands.Group(name="event", description=WORDS["event"], guild_only=True)

    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current)

    @group.command(name="list", description=command("event list").summary)
    async def list_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, actions.list_events)

    @group.command(name="show", description=command("event show").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def show(interaction: discord.Interaction, event: str = "") -> None:
        await cog.answer(interaction, lambda app, call: actions.show_event(app, call, text=event))

    @group.command(name="calendar", description=command("event calendar").summary)
    async def calendar_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, calendar.show_addresses)

    @group.command(name="create", description=command("event create").summary)
    async def create(interaction: discord.Interaction) -> None:
        await cog.open(interaction, lambda call: in_time(actions.open_new(cog.app, call)))

    _add_changes(group, cog)

    @group.command(name="cancel", description=command("event cancel").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def cancel(interaction: discord.Interaction, event: str) -> None:
        await cog.answer(interaction, lambda app, call: actions.ask_cancel(app, call, text=event))

    @group.command(name="series", description=command("event series").summary)
    async def series_(interaction: discord.Interaction) -> None:
        await cog.answer(interaction, series.list_series)

    return [group, _rsvp(cog)]


def _rsvp(cog: DiscordCog) -> app_commands.Command[app_commands.Group, ..., None]:
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current)

    @app_commands.command(name="rsvp", description=command("rsvp").summary)
    @app_commands.describe(event=EVENT_OPTION, answer=ANSWER_OPTION)
    @app_commands.autocomplete(event=suggest)
    @app_commands.choices(answer=_ANSWERS)
    @app_commands.guild_only()
    async def rsvp(interaction: discord.Interaction, event: str, answer: str = "going") -> None:
        await cog.answer(interaction, lambda app, call: actions.answer_named(app, call, text=event, answer=answer))

    return rsvp


def _add_changes(group: app_commands.Group, cog: DiscordCog) -> None:
    """What organizers do with an event that is there: change it, plan it again, check people in."""

    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current, editing.changeable)

    async def suggest_any(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current, editing.repeatable)

    async def suggest_on(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current, checkin.checkable)

    async def suggest_told(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return await suggestions(cog, interaction, current, told_of)

    recap.add_recap(group, cog, suggest_told)

    @group.command(name="edit", description=command("event edit").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest)
    async def edit(interaction: discord.Interaction, event: str) -> None:
        await cog.open(interaction, lambda call: in_time(editing.open_edit(cog.app, call, text=event)))

    @group.command(name="duplicate", description=command("event duplicate").summary)
    @app_commands.describe(event=EVENT_OPTION)
    @app_commands.autocomplete(event=suggest_any)
    async def duplicate(interaction: discord.Interaction, event: str) -> None:
        await cog.open(interaction, lambda call: in_time(editing.open_duplicate(cog.app, call, text=event)))

    @group.command(name="checkin", description=command("event checkin").summary)
    @app_commands.describe(event=DOOR_OPTION, person=PERSON_OPTION)
    @app_commands.autocomplete(event=suggest_on)
    async def checkin_(interaction: discord.Interaction, event: str = "", person: discord.Member | None = None) -> None:
        if person is None:
            await cog.answer(interaction, lambda app, call: checkin.show_door(app, call, text=event))
        else:
            who = people.account_of(person)
            await cog.answer(interaction, lambda app, call: checkin.check_in(app, call, text=event, person=who))


async def suggestions(
    cog: DiscordCog, interaction: discord.Interaction, current: str, among: actions.Among | None = None
) -> list[app_commands.Choice[str]]:
    """Events that fit what was typed so far; none in a server that we have not entered yet."""
    try:
        events = await actions.suggest_events(cog.app, cog.call(interaction), current, among)
    except Refusal:
        return []
    return [app_commands.Choice(name=_choice_name(each), value=each.value) for each in events[: limits.OPTIONS]]


def _choice_name(event: Option) -> str:
    """Its number first, which tells two events of one name apart (Discord refuses equal names), then as much as fits."""
    before, after = f"#{event.value} ", f" · {event.detail}"
    return before + limits.clip(one_line(event.label), limits.CHOICE_NAME - len(before + after)) + after
