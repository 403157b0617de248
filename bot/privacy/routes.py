"""Where the buttons about what is stored lead, and what they owe shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.chat.router import FormEntry, Opener
from bot.chat.views import Card
from bot.delivery.model import Delivery, Kind, PostKind
from bot.events.model import State
from bot.ports import Tx
from bot.privacy import actions, cards

BUTTONS = {
    "privacy:export": actions.export_me,
    "privacy:forget": actions.ask_forget,
    "privacy:forget:yes": actions.forget_me,
}

OPENERS: dict[str, Opener] = {}

FORMS: dict[str, FormEntry] = {}


def handed_over(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """That they host an event now, while it is planned."""
    event = tx.events.get(delivery.subject)
    return None if event is None or event.state is State.CANCELLED else cards.handed_over_card(event)


COMPOSE = {Kind.HANDED_OVER: handed_over}

POSTS: dict[PostKind, Callable[..., Card]] = {}
