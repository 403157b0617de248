"""Where the buttons and forms of asks lead, and what their deliveries show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.asks import actions, notices
from bot.asks.forms import read_need
from bot.chat.router import FormEntry, Opener
from bot.chat.views import Card
from bot.delivery.model import Kind, PostKind

BUTTONS: dict[str, Callable[..., Awaitable[Card]]] = {
    "ask:{ask:int}:claim": actions.claim,
    "ask:{ask:int}:close": actions.close,
    "ask:thank:{claim:int}": actions.thank,
}

OPENERS: dict[str, Opener] = {}

FORMS = {"ask:new:{side}": FormEntry(actions.open_ask, read_need, actions.post_ask)}

COMPOSE = {
    Kind.ASK_MATCH: notices.match,
    Kind.ASK_CLAIM: notices.answer,
    Kind.ASK_THANKS: notices.thanks,
}

POSTS = {PostKind.ASK: notices.card}
