"""Where the buttons, menus and forms of questions lead, and what their deliveries show.

A number before the verb is a talk's, one behind it a question's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.router import FormEntry, Opener
from bot.chat.views import Card
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.questions import actions, forms, manage, notices, posts

BUTTONS: dict[str, Callable[..., Awaitable[Card]]] = {
    "question:vote": actions.vote,
    "question:vote:{question:int}": actions.vote,
    "question:anonymous:{question:int}": actions.make_anonymous,
    "question:named:{question:int}": actions.show_name,
    "question:back": actions.take_back,
    "question:back:{question:int}": actions.take_back,
    "question:draft:{draft:int}": actions.ask_kept,
    "question:{talk:int}:manage": manage.show,
    "question:{talk:int}:answered": manage.mark_answered,
    "question:{talk:int}:hide": manage.hide,
    "question:{talk:int}:reopen": manage.put_back,
}

# On a private card; the votes on the card in public are answered beside it.
IN_PLACE = tuple(BUTTONS)

OPENERS: dict[str, Opener] = {
    "question:ask": actions.open_about,
    "question:{talk:int}:ask": actions.open_about,
}

FORMS = {
    "question:{talk:int}:ask": FormEntry(forms.open_plain, forms.read_question, actions.send, actions.reopen),
}

COMPOSE: dict[Kind, Callable[..., Card | None]] = {}

POSTS = {PostKind.QUESTIONS: notices.card}

ERRANDS = {ErrandKind.QUESTIONS_CLOSE: posts.close_questions}
