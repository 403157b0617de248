"""The app's own tab, for who looks for us in the sidebar before they have typed a command."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.views import Card
from cogs.slack import render
from cogs.slack.messenger import TROUBLE

log = logging.getLogger("hallway.slack")


async def publish(client: AsyncWebClient, user: str, card: Card) -> None:
    """Show a card on a person's home tab, in the place of what stood there. What cannot be shown is logged."""
    try:
        await client.views_publish(user_id=user, view={"type": "home", "blocks": render.card(card)})
    except TROUBLE as trouble:
        log.error("a home tab could not be shown: %s", trouble)  # noqa: TRY400 - the trace would say no more


def stands_on(body: dict[str, Any]) -> bool:
    """Whether a press was on the home tab, so that what it changed has to be shown there."""
    return bool((body.get("view") or {}).get("type") == "home")
