"""A small bot on the real discord.py: one command for each thing that the sandbox has to be able to carry."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Self

import discord
from discord import app_commands, ui

from sandbox.discord import Discord
from sandbox.discord.connect import connector

Interaction = discord.Interaction[discord.Client]


class TryoutBot(discord.Client):
    def __init__(self, house: Discord, intents: discord.Intents) -> None:
        super().__init__(
            intents=intents,
            connector=connector(port=house.port, ca_pem=house.ca_pem),
            guild_ready_timeout=0.02,
        )
        self.tree = app_commands.CommandTree(self)
        self.errors: list[Exception] = []
        self.heard: list[str] = []
        self.release = asyncio.Event()
        self.tree.error(self._keep_error)
        for add in (add_event_commands, add_quick_commands, add_slow_commands):
            add(self)
        self.add_dynamic_items(RsvpButton, PickMenu)

    async def _keep_error(self, _: Interaction, error: app_commands.AppCommandError) -> None:
        self.errors.append(error.original if isinstance(error, app_commands.CommandInvokeError) else error)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without discord.py's pause of five seconds."""

    async def on_socket_event_type(self, event: str) -> None:
        self.heard.append(event)


class RsvpButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"rsvp:(?P<event>\d+):(?P<word>\w+)"):
    def __init__(self, event: int, word: str) -> None:
        super().__init__(ui.Button(label=word.title(), custom_id=f"rsvp:{event}:{word}"))
        self.event, self.word = event, word

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(int(match["event"]), match["word"])

    async def callback(self, interaction: Interaction) -> None:
        match self.word:
            case "going":
                await interaction.response.send_message(f"{interaction.user.display_name} goes", ephemeral=True)
            case "update":
                view = ui.LayoutView()
                view.add_item(ui.TextDisplay("Updated"))
                await interaction.response.edit_message(view=view)
            case "quiet":
                await interaction.response.defer()
                await interaction.followup.send("a word after", ephemeral=True)
            case "edit":
                await interaction.response.defer()
                await interaction.edit_original_response(view=card(self.event))
            case "form":
                await interaction.response.send_modal(SmallForm())


class PickMenu(ui.DynamicItem[ui.Select[ui.LayoutView]], template=r"pick:(?P<kind>\w+)"):
    def __init__(self, kind: str) -> None:
        options = [discord.SelectOption(label=f"Option {name.upper()}", value=name) for name in ("a", "b", "c")]
        super().__init__(ui.Select(custom_id=f"pick:{kind}", placeholder="Pick some", options=options, max_values=2))

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str]) -> Self:
        return cls(match["kind"])

    async def callback(self, interaction: Interaction) -> None:
        data: Any = interaction.data
        await interaction.response.send_message(f"picked {data['values']}", ephemeral=True)


def card(event: int = 42) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    section: ui.Section[Any] = ui.Section(ui.TextDisplay("Doors at six"), accessory=RsvpButton(event, "form"))
    rows: list[ui.ActionRow[Any]] = [
        ui.ActionRow(*(RsvpButton(event, word) for word in ("going", "update", "quiet", "edit"))),
        ui.ActionRow(PickMenu("one")),
        ui.ActionRow(
            ui.Button(label="Closed", custom_id="closed", disabled=True), ui.Button(label="Site", url="https://x.y")
        ),
    ]
    view.add_item(ui.Container(ui.TextDisplay("# Python \\*night\\*"), section, ui.Separator(), *rows))
    return view


class SmallForm(ui.Modal, title="A small form"):
    name: ui.Label[Self] = ui.Label(text="Your name", component=ui.TextInput(default="Nobody", required=False))

    async def on_submit(self, interaction: Interaction) -> None:
        assert isinstance(self.name.component, ui.TextInput)
        await interaction.response.send_message(f"hello {self.name.component.value}", ephemeral=True)


class TalkForm(ui.Modal, title="Propose a talk"):
    intro: ui.TextDisplay[Any] = ui.TextDisplay("**Ten minutes** are enough.")
    heading: ui.Label[Self] = ui.Label(
        text="Title", description="As it will be announced", component=ui.TextInput(min_length=3, max_length=20)
    )
    about: ui.Label[Self] = ui.Label(
        text="About",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, default="Later"),
    )
    length: ui.Label[Self] = ui.Label(
        text="Length",
        component=ui.Select(
            options=[
                discord.SelectOption(label="Lightning", value="10", default=True),
                discord.SelectOption(label="Talk", value="30"),
            ]
        ),
    )
    beside: ui.Label[Self] = ui.Label(text="Co-speaker", component=ui.UserSelect(required=False))

    def said(self) -> list[Any]:
        items = [each.component for each in (self.heading, self.about, self.length, self.beside)]
        return [each.value if isinstance(each, ui.TextInput) else getattr(each, "values", None) for each in items]

    async def on_submit(self, interaction: Interaction) -> None:
        title, about, length, beside = self.said()
        names = [each.display_name for each in beside]
        await interaction.response.send_message(f"{title}/{about}/{length}/{names}", ephemeral=True)


class ChoiceForm(ui.Modal, title="Choices"):
    level: ui.Label[Self] = ui.Label(
        text="Level",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="New", value="new"),
                discord.RadioGroupOption(label="Old", value="old"),
            ]
        ),
    )
    topics: ui.Label[Self] = ui.Label(
        text="Topics",
        component=ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label=name, value=name.lower()) for name in ("Web", "Data", "Games")]
        ),
    )
    agree: ui.Label[Self] = ui.Label(text="I agree", component=ui.Checkbox())
    place: ui.Label[Self] = ui.Label(text="Place", component=ui.ChannelSelect(required=False))
    role: ui.Label[Self] = ui.Label(text="Role", component=ui.RoleSelect(required=False, max_values=2))

    async def on_submit(self, interaction: Interaction) -> None:
        level, topics, agree, place, role = (
            each.component for each in (self.level, self.topics, self.agree, self.place, self.role)
        )
        assert isinstance(level, ui.RadioGroup)
        assert isinstance(topics, ui.CheckboxGroup)
        assert isinstance(agree, ui.Checkbox)
        assert isinstance(place, ui.ChannelSelect)
        assert isinstance(role, ui.RoleSelect)
        places, roles = [each.name for each in place.values], [each.name for each in role.values]
        said = f"{level.value} {topics.values} {agree.value} {places} {roles}"
        await interaction.response.send_message(said, ephemeral=True)


def add_event_commands(bot: TryoutBot) -> None:
    event = app_commands.Group(name="event", description="Events")

    @event.command(name="create", description="Make an event")
    async def create(interaction: Interaction, title: str, seats: app_commands.Range[int, 1, 50] = 3) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.edit_original_response(content=f"{title} with {seats} seats")

    @create.autocomplete("title")
    async def suggest(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}!", value=f"{current}-value")]

    @event.command(name="card", description="Post a card")
    async def post(interaction: Interaction) -> None:
        assert isinstance(interaction.channel, discord.TextChannel)
        await interaction.channel.send(view=card())
        await interaction.response.send_message("posted", ephemeral=True)

    bot.tree.add_command(event)


def add_quick_commands(bot: TryoutBot) -> None:
    tree = bot.tree

    @tree.command(name="echo", description="Say all options")
    @app_commands.choices(size=[app_commands.Choice(name="Big one", value="big")])
    async def echo(
        interaction: Interaction,
        who: discord.Member | None = None,
        place: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        loud: bool | None = None,  # noqa: FBT001 - discord.py reads an option of each type from the signature
        weight: float | None = None,
        size: str | None = None,
    ) -> None:
        await interaction.response.send_message(f"{who}|{place}|{role}|{loud}|{weight}|{size}", ephemeral=True)

    @tree.command(name="form", description="Open a form")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(TalkForm())

    @tree.command(name="choices", description="Open a form of choices")
    async def choices(interaction: Interaction) -> None:
        await interaction.response.send_modal(ChoiceForm())

    @tree.command(name="organize", description="For organizers")
    @app_commands.default_permissions(manage_events=True)
    @app_commands.guild_only()
    async def organize(interaction: Interaction) -> None:
        held = interaction.permissions.manage_events, interaction.app_permissions.manage_events
        await interaction.response.send_message(f"{held}", ephemeral=True)


def add_slow_commands(bot: TryoutBot) -> None:
    tree = bot.tree

    @tree.command(name="silent", description="Never answers")
    async def silent(_: Interaction) -> None:
        return

    @tree.command(name="late", description="Answers when it is released")
    async def late(interaction: Interaction) -> None:
        await bot.release.wait()
        await interaction.response.send_message("too late")

    @tree.command(name="twice", description="Answers twice")
    async def twice(interaction: Interaction) -> None:
        await interaction.response.send_message("first")
        interaction.response._response_type = None  # noqa: SLF001 - discord.py would refuse the second by itself
        await interaction.response.send_message("second")

    @tree.command(name="thinking", description="Defers, then answers when it is released")
    async def thinking(interaction: Interaction) -> None:
        await interaction.response.defer()
        await bot.release.wait()
        await interaction.followup.send("done thinking")
        second = await interaction.followup.send("and more", wait=True)
        await second.edit(content="and more, edited")
        await interaction.delete_original_response()
