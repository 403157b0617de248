"""The way out to Slack: posts and edits, each sent once however often it is tried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.views import Card
from bot.delivery.model import Message, Place, Room
from bot.delivery.pace import Pace, Rate
from bot.ports import Busy, Undeliverable
from cogs.slack import render

EVENT_TYPE = "hallway_delivery"
TROUBLE = (SlackClientError, aiohttp.ClientError, OSError)
_PAGE, _PAGES = 200, 10  # how far back to look: a busy channel's day
_CLOCKS_DIFFER = timedelta(minutes=5)
_SERVER_ERROR = 500
_TOO_MANY = 429
# An admin can mend these: install the app again, invite it to the channel.
MENDABLE = {
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "missing_scope",
    "not_in_channel",
}
_ABOUT_ONE_THING = {"missing_scope", "not_in_channel"}  # the others shut us out altogether
_MENDING_SECONDS = 300.0
_PASSING = {
    "ratelimited",
    "rate_limited",
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
}


class SlackMessenger:
    """Sends as the bot. A message carries its mark in its metadata, by which a repetition is recognised."""

    # Slack takes about a message a second and channel, short bursts allowed, and some 50 edits a minute in all.
    pace = Pace(place=Rate(1.0, burst=3), posts=Rate(10.0, burst=10), edits=Rate(0.8, burst=10))

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(self, to: Place, card: Card, *, mark: int) -> Message:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"mark": mark}}
        try:
            sent = await self._client.chat_postMessage(
                channel=await self._channel(to),
                blocks=render.card(card),
                text=render.summary(card),
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        except TROUBLE as error:
            raise translated(error) from error
        return Message(sent["channel"], sent["ts"])

    async def find(self, to: Place, *, mark: int, since: datetime) -> Message | None:
        cursor = ""
        try:
            channel = await self._channel(to)
            for _ in range(_PAGES):
                page = await self._client.conversations_history(
                    channel=channel,
                    oldest=str((since - _CLOCKS_DIFFER).timestamp()),
                    include_all_metadata=True,
                    limit=_PAGE,
                    cursor=cursor,
                )
                for message in page["messages"]:
                    if _mark(message) == mark:
                        return Message(channel, message["ts"])
                if not (cursor := next_cursor(page)):
                    return None
        except TROUBLE as error:
            raise translated(error) from error
        return None

    async def edit(self, message: Message, card: Card) -> None:
        try:
            await self._client.chat_update(
                channel=message.channel, ts=message.id, blocks=render.card(card), text=render.summary(card)
            )
        except TROUBLE as error:
            raise translated(error) from error

    async def retract(self, message: Message) -> None:
        try:
            await self._client.chat_delete(channel=message.channel, ts=message.id)
        except SlackApiError as error:
            if error.response.get("error") == "message_not_found":
                return  # somebody else took it away
            raise translated(error) from error
        except TROUBLE as error:
            raise translated(error) from error

    async def gather(self, room: Room, *, again: bool) -> str:  # noqa: ARG002 - Slack gives the same people the same room
        """A group conversation of direct messages. An installation without the scope has none: people need not wait for it."""
        try:
            opened = await self._client.conversations_open(users=",".join(room.people))
        except TROUBLE as error:
            if isinstance(error, SlackApiError) and error.response.get("error") == "missing_scope":
                raise Undeliverable("Slack lets us open no group conversation: missing_scope") from error
            raise translated(error) from error
        channel: str = opened["channel"]["id"]
        return channel

    async def _channel(self, to: Place) -> str:
        if to.person is None:
            return to.channel or ""
        opened = await self._client.conversations_open(users=to.person)
        channel: str = opened["channel"]["id"]
        return channel


def next_cursor(page: AsyncSlackResponse) -> str:
    """Where the next page of a list begins; empty on the last one."""
    metadata = page.get("response_metadata")
    return str(metadata.get("next_cursor") or "") if isinstance(metadata, dict) else ""


def _mark(message: dict[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload", {}).get("mark") if metadata.get("event_type") == EVENT_TYPE else None


def translated(error: Exception) -> Exception:
    """What Slack said, as the core understands it: not now, or never."""
    if not isinstance(error, SlackApiError):
        return Busy(f"no connection to Slack: {error!r}")
    response = error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    said = response.get("error") if hasattr(response, "get") else None
    if status == _TOO_MANY or status >= _SERVER_ERROR or said in _PASSING or said is None:
        after = response.headers.get("Retry-After") if status == _TOO_MANY else None
        return Busy(f"Slack {status} {said}", float(after) if after else None)
    if said in MENDABLE:
        return Busy(f"Slack {status} {said}", after=_MENDING_SECONDS, away=said not in _ABOUT_ONE_THING)
    return Undeliverable(f"Slack {status} {said}")
