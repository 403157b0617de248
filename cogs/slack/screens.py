"""Where a person sees what we answer: privately, in the place where they asked."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat.replies import LATE, Refusal
from bot.chat.views import Card, Form
from cogs.slack import render
from cogs.slack.messenger import TROUBLE

log = logging.getLogger("hallway.slack")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one call can be answered. `url` is good for five answers in half an hour; `trigger` opens a form within 3 s."""

    user: str
    channel: str | None
    url: str | None = None
    trigger: str | None = None

    @classmethod
    def of_command(cls, body: dict[str, Any]) -> Self:
        return cls(body["user_id"], body["channel_id"], body.get("response_url"), body.get("trigger_id"))

    @classmethod
    def of_press(cls, body: dict[str, Any]) -> Self:
        channel = (body.get("channel") or {}).get("id")
        return cls(body["user"]["id"], channel, body.get("response_url"), body.get("trigger_id"))

    @classmethod
    def of_form(cls, body: dict[str, Any]) -> Self:
        remembered = json.loads(body["view"].get("private_metadata") or "{}")
        return cls(body["user"]["id"], remembered.get("channel"))


class Screens:
    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session

    async def show(self, spot: Spot, card: Card, *, in_place: bool = False) -> None:
        """Show a card to the person who called, and to nobody else. What cannot be shown is logged.

        With `in_place` it takes the place of the message that was pressed, which nobody else sees.
        """
        try:
            if spot.url is not None:
                await self._respond(spot.url, card, in_place=in_place)
            else:
                await self._whisper(spot, render.card(card), render.summary(card))
            for blocks in render.attachment(card):
                await self._whisper(spot, blocks, render.summary(card))
        except TROUBLE as trouble:
            log.error("an answer could not be shown: %s", trouble)  # noqa: TRY400 - the trace would say no more

    async def open(self, spot: Spot, form: Form) -> None:
        """Open a form; its answers will know the channel it was asked for in."""
        view = render.form(form, remember=json.dumps({"channel": spot.channel}))
        try:
            await self._client.views_open(trigger_id=spot.trigger or "", view=view)
        except TROUBLE as trouble:
            log.error("a form could not be opened: %s", trouble)  # noqa: TRY400 - the trace would say no more
            await self.show(spot, Refusal(LATE).card())

    async def _respond(self, url: str, card: Card, *, in_place: bool) -> None:
        """By the call's own address, which works in every channel; repeating is safe, a whisper twice hurts nobody."""
        webhook = AsyncWebhookClient(
            url,
            session=self._session,
            retry_handlers=[
                AsyncRateLimitErrorRetryHandler(max_retry_count=2),
                AsyncServerErrorRetryHandler(max_retry_count=2),
                AsyncConnectionErrorRetryHandler(max_retry_count=2),
            ],
        )
        webhook.proxy = self._client.proxy
        sent = await webhook.send(
            text=render.summary(card), blocks=render.card(card), response_type="ephemeral", replace_original=in_place
        )
        if sent.status_code != HTTPStatus.OK:
            log.error("an answer could not be shown: %s %s", sent.status_code, sent.body[:100])

    async def _whisper(self, spot: Spot, blocks: list[dict[str, Any]], text: str) -> None:
        """In the channel, visible to them alone; where we are not in that channel, in their direct messages."""
        try:
            if spot.channel is not None:
                await self._client.chat_postEphemeral(channel=spot.channel, user=spot.user, blocks=blocks, text=text)
                return
        except SlackApiError as refused:
            if refused.response.get("error") not in ("channel_not_found", "not_in_channel", "user_not_in_channel"):
                raise
        direct = await self._client.conversations_open(users=spot.user)
        await self._client.chat_postMessage(channel=direct["channel"]["id"], blocks=blocks, text=text)
