"""Where the buttons and forms of recaps lead, what their deliveries show, and what falls due without a message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.router import FormEntry, Opener
from bot.chat.views import Card
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.recap import actions, answering, forms, notices, slides

BUTTONS: dict[str, Callable[..., Awaitable[Card]]] = {
    "recap:show": actions.show_recap,
    "recap:{event:int}:post": actions.post_now,
    "recap:{event:int}:hold": actions.hold,
    "recap:{event:int}:undo": actions.undo,
    "recap:talk:{talk:int}:questions": answering.show_questions,
}

IN_PLACE = tuple(each for each in BUTTONS if each != "recap:talk:{talk:int}:questions")

OPENERS: dict[str, Opener] = {
    "recap:{event:int}:edit": actions.open_edit,
    "recap:talk:{talk:int}:links": slides.open_links,
    "recap:talk:{talk:int}:answer": answering.open_answer,
}

FORMS = {
    "recap:{event:int}:edit": FormEntry(forms.open_recap_form, forms.read_added, actions.edit, actions.open_edit),
    "recap:talk:{talk:int}:links": FormEntry(
        forms.open_links_form, forms.read_talk_links, slides.save_links, slides.open_links
    ),
    "recap:answer:{question:int}": FormEntry(
        forms.open_answer_form, forms.read_answer, answering.answer, answering.open_answer
    ),
}

COMPOSE = {Kind.TALK_THANKS: notices.thanks, Kind.QUESTION_REPLIED: notices.replied}

POSTS = {PostKind.RECAP: notices.recap}

ERRANDS = {
    ErrandKind.RECAP: notices.post_planned,
    ErrandKind.TALK_THANKS: notices.thank_speakers,
}
