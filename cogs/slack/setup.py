"""`/hallway setup`, what is picked from a menu, and what has to be true of a channel that is picked."""

from __future__ import annotations

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.setup import actions, texts
from bot.setup.cards import CHANNEL_ROUTES
from cogs.slack.verbs import UseCase, Verb

_CLOSED = ("method_not_supported_for_channel_type", "channel_not_found", "is_archived", "not_in_channel")


def _setup(text: str) -> UseCase:
    """`/hallway setup` shows what is set; a code behind it connects this workspace."""
    return lambda app, call: actions.set_up(app, call, code=text)


VERBS = {"hallway setup": Verb(runs=_setup)}


def picked(action: dict[str, Any]) -> str | None:
    """What was picked, several with commas between them; None for a button."""
    if action["type"] == "conversations_select":
        return action.get("selected_conversation") or ""
    if action["type"] == "multi_users_select":
        return ",".join(action.get("selected_users") or [])
    option = action.get("selected_option")
    return None if option is None else str(option["value"])


async def require_open(app: App, call: Call, client: AsyncWebClient, action: dict[str, Any]) -> None:
    """Come into a channel that an organizer picked to post in, so that we can; refuse one that is closed to us."""
    if action["action_id"] not in CHANNEL_ROUTES.values() or not (channel := action.get("selected_conversation")):
        return
    await actions.require_allowed(app, call)
    try:
        about = await client.conversations_info(channel=channel)
        if not about["channel"].get("is_member"):
            await client.conversations_join(channel=channel)
    except SlackApiError as refused:
        if refused.response.get("error") in _CLOSED:
            raise Refusal(texts.CHANNEL_CLOSED) from refused
        raise
