"""Two small bots, made with the real discord.py and slack-bolt, that give the page something to show.

They are no part of the product: the page is tested before and without it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands, ui
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.discord.connect import connector
from tests.browser.cards import EVENTS, card, create_view, home_view, slack_card

if TYPE_CHECKING:
    from sandbox.discord import Discord
    from sandbox.kit import Json
    from sandbox.slack import Slack


class CreateForm(ui.Modal, title="New event"):
    name: ui.Label[CreateForm] = ui.Label(
        text="Title", component=ui.TextInput(max_length=100, placeholder="Summer picnic")
    )
    when: ui.Label[CreateForm] = ui.Label(
        text="When", description="“next tue 6:30pm” works", component=ui.TextInput(custom_id="when")
    )
    kind: ui.Label[CreateForm] = ui.Label(
        text="Format",
        component=ui.Select(options=[discord.SelectOption(label=each) for each in ("In person", "Online", "Hybrid")]),
    )
    about: ui.Label[CreateForm] = ui.Label(
        text="What is it about?",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, max_length=1000),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        title = self.name.component.value  # type: ignore[attr-defined]  # discord.py types it as any Item
        await interaction.response.send_message(f"Created **{discord.utils.escape_markdown(title)}**.", ephemeral=True)


SILENT: Json = {"type": 2, "style": 1, "label": "Silent", "custom_id": "silent"}


class DiscordBot(discord.Client):
    """`gate` holds back the answer to /slow until a test opens it."""

    def __init__(self, server: Discord) -> None:
        intents = discord.Intents.default()
        reach = connector(port=server.port, ca_pem=server.ca_pem)
        super().__init__(intents=intents, connector=reach, guild_ready_timeout=0.1)
        self.gate = asyncio.Event()
        self.pressed: list[str] = []
        self.tree: app_commands.CommandTree[DiscordBot] = app_commands.CommandTree(self)
        _add_commands(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def show_card(self, channel: str) -> str:
        """Post the event card; its message's id."""
        return str((await self.get_partial_messageable(int(channel)).send(view=card(EVENTS[0], ["Ada Park"]))).id)

    async def show_silent_button(self, channel: str) -> None:
        await self.post(channel, {"components": [{"type": 1, "components": [SILENT]}], "content": "Press"})

    async def post(self, channel: str, message: Json) -> None:
        """A message as raw as the API takes it."""
        params = discord.http.MultipartParameters(payload=message, multipart=None, files=None)
        await self.http.send_message(int(channel), params=params)

    async def say(self, channel: str, text: str, *, everyone: bool = False) -> str:
        mentions = discord.AllowedMentions(everyone=everyone)
        sent = await self.get_partial_messageable(int(channel)).send(text, allowed_mentions=mentions)
        return str(sent.id)

    async def open_thread(self, channel: str, name: str, text: str) -> None:
        place = self.get_channel(int(channel))
        assert isinstance(place, discord.TextChannel)
        await (await place.create_thread(name=name, type=discord.ChannelType.public_thread)).send(text)

    async def dm(self, user: str, text: str) -> None:
        await (await self.fetch_user(int(user))).send(text)

    async def change(self, channel: str, message: str, text: str) -> None:
        await self.get_partial_messageable(int(channel)).get_partial_message(int(message)).edit(content=text)

    async def remove(self, channel: str, message: str) -> None:
        await self.get_partial_messageable(int(channel)).get_partial_message(int(message)).delete()

    async def try_dm(self, user: str) -> int:
        """The error code of a direct message, 0 when it arrived."""
        try:
            await (await self.fetch_user(int(user))).send("Hello!")
        except discord.HTTPException as error:
            return error.code
        return 0

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is not discord.InteractionType.component:
            return
        data: Any = interaction.data
        self.pressed.append(":".join([data["custom_id"], *data.get("values", [])]))
        match data["custom_id"]:
            case "rsvp:1:going":
                await interaction.response.edit_message(
                    view=card(EVENTS[0], ["Ada Park", interaction.user.display_name])
                )
            case "silent":
                pass
            case other:
                await interaction.response.send_message(f"You pressed {other}.", ephemeral=True)


def _add_commands(bot: DiscordBot) -> None:
    event = app_commands.Group(name="event", description="Events")

    @event.command(name="create", description="Plan a new event")
    async def create(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(CreateForm())

    @event.command(name="show", description="Show one event")
    @app_commands.describe(event="Which one", seats="How many seats", online="Online too?", who="For whom")
    async def show(
        interaction: discord.Interaction,
        event: str,
        seats: int | None = None,
        online: bool | None = None,  # noqa: FBT001  # discord.py reads the option from the annotation
        who: discord.Member | None = None,
    ) -> None:
        person = who.display_name if who else None
        await interaction.response.send_message(f"{event} · {seats} · {online} · {person}", ephemeral=True)

    @show.autocomplete("event")
    async def _events(_interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        found = [each for each in EVENTS if current.lower() in each.lower()]
        return [app_commands.Choice(name=each, value=f"event:{EVENTS.index(each)}") for each in found]

    bot.tree.add_command(event)

    @bot.tree.command(name="rsvp", description="Say whether you come")
    @app_commands.choices(
        answer=[app_commands.Choice(name=each, value=each) for each in ("going", "maybe", "not going")]
    )
    async def rsvp(interaction: discord.Interaction, answer: str) -> None:
        await interaction.response.send_message(f"Noted: {answer}", ephemeral=True)

    @bot.tree.command(name="slow", description="Takes its time")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await bot.gate.wait()
        await interaction.edit_original_response(content="Here at last.")

    @bot.tree.command(name="silent", description="Never answers")
    async def silent(interaction: discord.Interaction) -> None:
        del interaction


class SlackBot:
    """Connects on `start`; `pressed` is what people pressed."""

    def __init__(self, server: Slack, url: str) -> None:
        self.session = aiohttp.ClientSession()
        self.client = AsyncWebClient(server.bot_token, base_url=f"{url}api/", session=self.session)
        self.client.proxy = None
        self.pressed: list[str] = []
        app = AsyncApp(client=self.client, signing_secret="unused in Socket Mode")
        _add_listeners(app, self)
        self.handler = AsyncSocketModeHandler(app, server.app_token)

    async def post(self, channel: str, message: Json) -> str:
        return str((await self.client.chat_postMessage(channel=channel, **message))["ts"])

    async def say(self, channel: str, text: str) -> str:
        return await self.post(channel, {"text": text})

    async def dm(self, user: str, text: str) -> None:
        opened = await self.client.conversations_open(users=user)
        await self.say(opened["channel"]["id"], text)

    async def change(self, channel: str, message: str, text: str) -> None:
        await self.client.chat_update(channel=channel, ts=message, text=text)

    async def remove(self, channel: str, message: str) -> None:
        await self.client.chat_delete(channel=channel, ts=message)

    async def show_card(self, channel: str) -> str:
        """Post the event card; its message's ts."""
        sent = await self.client.chat_postMessage(
            channel=channel, text=EVENTS[0], blocks=slack_card(EVENTS[0], ["Ada Park"])
        )
        return str(sent["ts"])

    async def start(self) -> None:
        await self.handler.connect_async()  # type: ignore[no-untyped-call]  # slack-bolt says no types here

    async def stop(self) -> None:
        await self.handler.close_async()  # type: ignore[no-untyped-call]  # the same
        await self.session.close()


def _add_listeners(app: AsyncApp, bot: SlackBot) -> None:  # noqa: C901  # one small listener after the other
    @app.command("/event")
    async def event(ack: Any, command: Json, client: AsyncWebClient) -> None:
        if command["text"].startswith("create"):
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=create_view())
        else:
            await ack(f"You asked for: {command['text']}")

    @app.command("/rsvp")
    async def rsvp(ack: Any, command: Json) -> None:
        await ack(f"Noted: {command['text']}")

    @app.view("create")
    async def created(ack: Any, body: Json, client: AsyncWebClient) -> None:
        values = body["view"]["state"]["values"]
        if len(values["title"]["title"]["value"]) < 5:
            await ack(response_action="errors", errors={"title": "Say a little more: five letters at least."})
            return
        await ack()
        channel = (await client.conversations_open(users=body["user"]["id"]))["channel"]["id"]
        await client.chat_postMessage(channel=channel, text=f"Created {values['title']['title']['value']}.")

    @app.options("venue")
    async def venues(ack: Any, payload: Json) -> None:
        found = [
            each for each in ("Café Nordlicht", "Café Süd", "Town library") if payload["value"].lower() in each.lower()
        ]
        await ack(options=[{"text": {"type": "plain_text", "text": each}, "value": each} for each in found])

    @app.action("format")
    async def shape(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        chosen = body["actions"][0]["selected_option"]["value"]
        bot.pressed.append(f"{chosen}, with the title {body['view']['state']['values']['title']['title']['value']}")
        await client.views_update(view_id=body["view"]["id"], view=create_view(online=chosen == "Online"))

    @app.action("home")
    async def refresh(ack: Any) -> None:
        await ack()
        bot.pressed.append("home")

    @app.action("rsvp:1:going")
    async def going(ack: Any, body: Json, respond: Any) -> None:
        await ack()
        bot.pressed.append("rsvp:1:going")
        blocks = slack_card(EVENTS[0], ["Ada Park", body["user"]["name"]])
        await respond(blocks=blocks, text=EVENTS[0], replace_original=True)

    @app.action({"action_id": "more"})
    @app.action({"action_id": "rsvp:1:maybe"})
    @app.action({"action_id": "rsvp:1:cancel"})
    async def press(ack: Any, body: Json, respond: Any) -> None:
        await ack()
        action = body["actions"][0]
        pressed = action.get("selected_option", {}).get("value") or action["action_id"]
        bot.pressed.append(pressed)
        await respond(f"You pressed {pressed}.", replace_original=False)

    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=home_view())
