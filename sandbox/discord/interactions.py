"""Interactions: a person's act, the bot's one callback, and the edits and follow-ups that it may send after."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from sandbox.discord import rules, shapes
from sandbox.discord.commands import SUB_COMMAND, SUB_GROUP
from sandbox.discord.errors import ApiError, Problem, refuse, unknown
from sandbox.discord.messages import CHAT_INPUT_COMMAND, DEFAULT, EPHEMERAL, LOADING, REPLY, Draft, Messages
from sandbox.discord.request import NO_CONTENT, Reply, Request, Route
from sandbox.discord.world import Channel, Guild, Message, User, World
from sandbox.kit import Json

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = HOOK + "/messages/@original"
FOLLOWUP = HOOK + "/messages/{message_id}"


@dataclass(slots=True, eq=False)
class Interaction:
    """One act of a person. `source` is the message that held the button, or whose button opened the form."""

    id: str
    kind: int
    user: User
    channel: Channel
    guild: Guild | None
    data: Json
    source: Message | None = None
    trigger: Json | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    started: float = field(default_factory=time.perf_counter)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    filled: asyncio.Event = field(default_factory=asyncio.Event)
    answered_at: float | None = None
    filled_at: float | None = None
    answer: Json = field(default_factory=dict)
    original: Message | None = None
    shown: Message | None = None
    private: bool = False
    sent: dict[str, Message] = field(default_factory=dict)

    @property
    def answer_type(self) -> int:
        return int(self.answer.get("type", 0))

    def metadata(self) -> Json:
        """How a message names the interaction that it answers."""
        owners = {"0": self.guild.id} if self.guild else {"0": "0"}
        about: Json = {
            "id": self.id,
            "type": self.kind,
            "user": shapes.user_json(self.user),
            "authorizing_integration_owners": owners,
        }
        if self.kind == COMPONENT and self.source:
            about["interacted_message_id"] = self.source.id
        if self.kind == SUBMIT and self.trigger:
            about["triggering_interaction_metadata"] = self.trigger
        return about


def full_name(data: Json) -> str:
    """The name of a command as a person typed it, sub-commands included."""
    deeper = [each for each in data.get("options") or [] if each["type"] in (SUB_COMMAND, SUB_GROUP)]
    return " ".join([data.get("name", ""), *(full_name(each) for each in deeper)])


class Interactions:
    """The bot's side of them. `ack_seconds` and `token_seconds` are Discord's limits."""

    def __init__(self, world: World, messages: Messages) -> None:
        self.ack_seconds = 3.0
        self.token_seconds = 900.0
        self._world = world
        self._messages = messages
        self._by_id: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def routes(self) -> list[Route]:
        return [
            Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self._callback, by_token=True),
            Route("POST", HOOK, self._follow_up, by_token=True),
            Route("GET", ORIGINAL, self._get, by_token=True),
            Route("PATCH", ORIGINAL, self._edit, by_token=True),
            Route("DELETE", ORIGINAL, self._delete, by_token=True),
            Route("GET", FOLLOWUP, self._get, by_token=True),
            Route("PATCH", FOLLOWUP, self._edit, by_token=True),
            Route("DELETE", FOLLOWUP, self._delete, by_token=True),
        ]

    def open(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        source: Message | None = None,
        trigger: Json | None = None,
    ) -> Interaction:
        guild = self._world.guilds[channel.guild_id] if channel.guild_id else None
        interaction = Interaction(
            self._world.ids.interaction(), kind, user, channel, guild, data, source=source, trigger=trigger
        )
        self._forget_expired()
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        return interaction

    def _forget_expired(self) -> None:
        oldest = time.perf_counter() - self.token_seconds
        for interaction in list(self._by_id.values()):
            if interaction.started >= oldest:
                break  # they stand in order of age
            del self._by_id[interaction.id], self._by_token[interaction.token]

    def _callback(self, request: Request) -> Reply:
        interaction = self._by_id.get(request.params["interaction_id"])
        if interaction is None or interaction.token != request.params["interaction_token"]:
            raise unknown(10062, "interaction")
        if interaction.answered.is_set():
            twice = Problem((), "answered twice", "This interaction has already been acknowledged")
            raise ApiError(400, 40060, "Interaction has already been acknowledged.", [twice])
        if time.perf_counter() - interaction.started > self.ack_seconds:
            raise unknown(10062, "interaction")
        body = request.body or {}
        refuse(rules.check_callback(body, kind=interaction.kind, on_message=interaction.source is not None))
        try:
            self._answer(interaction, body, request)
        except ApiError as error:
            raise error.under("data") from None
        interaction.answer = body
        interaction.answered_at = time.perf_counter()
        interaction.answered.set()
        if request.query.get("with_response", "").lower() not in ("1", "true"):
            return Reply(status=NO_CONTENT)
        return Reply(_callback_response(interaction))

    def _answer(self, interaction: Interaction, body: Json, request: Request) -> None:
        data = body.get("data") or {}
        only_for = interaction.user if int(data.get("flags") or 0) & EPHEMERAL else None
        also = self._origin(interaction)
        kind = CHAT_INPUT_COMMAND if interaction.kind == COMMAND else DEFAULT
        match body["type"]:
            case 4:
                draft = Draft(data, dict(request.files), kind, only_for, also)
                interaction.original = self._messages.create(interaction.channel, draft)
            case 5:
                interaction.original = self._messages.placeholder(interaction.channel, kind, only_for, also)
            case 6:
                interaction.original = interaction.source
            case 7 if interaction.source:
                self._messages.edit(interaction.channel, interaction.source, data, dict(request.files))
                interaction.original = interaction.source
            case 9:
                refuse(rules.check_modal(data))
        if interaction.original:
            interaction.shown = interaction.original
            interaction.private = interaction.original.only_for is not None

    def _origin(self, interaction: Interaction) -> Json:
        origin: Json = {
            "application_id": self._world.bot.id,
            "webhook_id": self._world.bot.id,
            "interaction_metadata": interaction.metadata(),
        }
        if interaction.kind == COMMAND:  # the older form, which Discord still sends and names the command in
            by, name = shapes.user_json(interaction.user), full_name(interaction.data)
            origin["interaction"] = {"id": interaction.id, "type": COMMAND, "name": name, "user": by}
        return origin

    def _follow_up(self, request: Request) -> Reply:
        interaction = self._of_token(request)
        body = request.body or {}
        original = interaction.original
        if interaction.answer_type == DEFER and original and original.payload["flags"] & LOADING:
            # The first follow-up fills the deferred answer: private or not is what the deferral said.
            self._messages.edit(interaction.channel, original, _without_flag(body, EPHEMERAL), dict(request.files))
            message = original
        else:
            only_for = interaction.user if int(body.get("flags") or 0) & EPHEMERAL else None
            also = self._origin(interaction)
            if original and original.id in interaction.channel.messages:
                also |= self._messages.quote(interaction.channel, {"message_id": original.id})
            draft = Draft(body, dict(request.files), REPLY if original else DEFAULT, only_for, also)
            message = self._messages.create(interaction.channel, draft)
            interaction.sent[message.id] = message
        self._fill(interaction, message)
        return Reply(message.payload)

    def _get(self, request: Request) -> Reply:
        return Reply(self._message(self._of_token(request), request).payload)

    def _edit(self, request: Request) -> Reply:
        interaction = self._of_token(request)
        message = self._message(interaction, request)
        self._messages.edit(interaction.channel, message, request.body or {}, dict(request.files))
        self._fill(interaction, message)
        return Reply(message.payload)

    def _delete(self, request: Request) -> Reply:
        interaction = self._of_token(request)
        message = self._message(interaction, request)
        self._messages.delete(interaction.channel, message)
        self._fill(interaction, None)
        return Reply(status=NO_CONTENT)

    def _fill(self, interaction: Interaction, message: Message | None) -> None:
        """A deferred answer has been given: whoever waits for it may go on."""
        if interaction.filled.is_set():
            return
        interaction.shown = message
        interaction.private = message.only_for is not None if message else interaction.private
        interaction.filled_at = time.perf_counter()
        interaction.filled.set()

    def _of_token(self, request: Request) -> Interaction:
        interaction = self._by_token.get(request.params["webhook_token"])
        if interaction is None or time.perf_counter() - interaction.started > self.token_seconds:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if not interaction.answered.is_set():
            raise unknown(10015, "Webhook")
        return interaction

    def _message(self, interaction: Interaction, request: Request) -> Message:
        asked = request.params.get("message_id")
        message = interaction.original
        if asked is not None and (message is None or message.id != asked):
            message = interaction.sent.get(asked)
        if message is None or message.id not in interaction.channel.messages:
            raise unknown(10008, "Message")
        return message


def _without_flag(body: Json, flag: int) -> Json:
    return body | {"flags": int(body["flags"]) & ~flag} if body.get("flags") else body


def _callback_response(interaction: Interaction) -> Json:
    about: Json = {"id": interaction.id, "type": interaction.kind, "channel_id": interaction.channel.id}
    if interaction.guild:
        about["guild_id"] = interaction.guild.id
    answer: dict[str, Any] = {"interaction": about}
    if message := interaction.original:
        loading = bool(message.payload["flags"] & LOADING)
        about |= {
            "response_message_id": message.id,
            "response_message_loading": loading,
            "response_message_ephemeral": message.only_for is not None,
        }
        if interaction.answer_type in (MESSAGE, UPDATE):
            answer["resource"] = {"type": interaction.answer_type, "message": message.payload}
    return answer
