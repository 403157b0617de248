"""Where the buttons and forms of coffee lead, what its deliveries show, and what it does at a time."""

from __future__ import annotations

from bot.chat.router import FormEntry, Opener
from bot.coffee import actions, notices, rounds
from bot.coffee.forms import read_contact, read_rhythm
from bot.delivery.model import ErrandKind, Kind, PostKind, RoomKind

BUTTONS = {
    "coffee:join": actions.join,
    "coffee:pause": actions.ask_pause,
    "coffee:pause:{how}": actions.pause,
    "coffee:back": actions.come_back,
    "coffee:leave": actions.leave,
    "coffee:here": actions.stay_here,
    "coffee:{match:int}:met": actions.say_met,
    "coffee:{match:int}:notyet": actions.say_not_yet,
    "coffee:{match:int}:never": actions.say_never,
    "coffee:{match:int}:who": actions.say_never,
    "coffee:{match:int}:again:{other:int}": actions.say_again,
}

OPENERS: dict[str, Opener] = {
    "coffee:across": actions.open_contact_form,
    "coffee:rounds": actions.open_rounds_form,
}

FORMS = {
    "coffee:across": FormEntry(actions.contact_draft, read_contact, actions.cross),
    "coffee:rounds": FormEntry(actions.rounds_draft, read_rhythm, actions.keep_rounds),
}

COMPOSE = {
    Kind.COFFEE_APART: notices.apart,
    Kind.COFFEE_REST: notices.rest,
    Kind.COFFEE_MET: notices.did_you_meet,
}

POSTS: dict[PostKind, object] = {}

ROOMS = {
    RoomKind.COFFEE: notices.match_card,
}

ERRANDS = {
    ErrandKind.COFFEE_DRAW: rounds.draw_round,
    ErrandKind.COFFEE_CLOSED: rounds.room_closed,
}
