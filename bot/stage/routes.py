"""Where the buttons of the stage lead, what its deliveries show, and what falls due without a message."""

from __future__ import annotations

from functools import partial

from bot.chat.router import FormEntry, Opener
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.stage import actions, notices

BUTTONS = {
    "stage:pick": actions.look,
    "stage:{event:int}:look": actions.look,
    "stage:{event:int}:start": actions.start,
    "stage:{event:int}:start:yes": partial(actions.start, sure=True),
    "stage:{event:int}:next:{turn:int}": actions.next_turn,
    "stage:{event:int}:skip:{turn:int}": actions.skip_turn,
    "stage:{event:int}:pause:{turn:int}": actions.pause_turn,
    "stage:{event:int}:resume:{turn:int}": actions.resume_turn,
    "stage:{event:int}:extend:{turn:int}:{minutes:int}": actions.extend_turn,
    "stage:{event:int}:call:{turn:int}": actions.call_turn,
    "stage:{event:int}:stop": actions.stop,
    "stage:{event:int}:stop:yes": partial(actions.stop, sure=True),
}

# Whoever runs the stage has one panel, on which everything happens.
IN_PLACE = tuple(BUTTONS)

OPENERS: dict[str, Opener] = {}

FORMS: dict[str, FormEntry] = {}

COMPOSE = {
    Kind.STAGE_WARNING: notices.warning,
    Kind.STAGE_DECK: notices.on_deck,
    Kind.STAGE_DONE: notices.done,
}

POSTS = {PostKind.STAGE: notices.turn}

ERRANDS = {ErrandKind.STAGE_ENDS: notices.end_itself}
