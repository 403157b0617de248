"""Where the buttons, menus and forms of the door lead."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.router import FormEntry, Opener
from bot.chat.views import Card
from bot.checkin import actions
from bot.delivery.model import Kind, PostKind

BUTTONS = {
    "checkin:pick": actions.show_page,
    "checkin:{event:int}:{page:int}": actions.show_page,
    "checkin:{event:int}:{page:int}:arrive": actions.arrive,
    "checkin:{event:int}:{page:int}:walkin": actions.walk_in,
    "checkin:{event:int}:{page:int}:undo": actions.take_back,
}

# An evening at the door is a hundred presses: they all happen on one card.
IN_PLACE = tuple(BUTTONS)

OPENERS: dict[str, Opener] = {"checkin:{event:int}:{page:int}:name": actions.open_name}

FORMS = {
    "checkin:{event:int}:{page:int}:name": FormEntry(actions.reopen_name, actions.read_name, actions.arrive_named),
}

COMPOSE: dict[Kind, Callable[..., Card | None]] = {}

POSTS: dict[PostKind, Callable[..., Card | None]] = {}
