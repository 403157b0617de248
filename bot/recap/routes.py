"""Where the buttons and forms of recaps lead, what their deliveries show, and what falls due without a message."""

from __future__ import annotations

from bot.chat.router import FormEntry, Opener
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.recap import actions, forms, notices, slides

BUTTONS = {
    "recap:show": actions.show_recap,
    "recap:{event:int}:post": actions.post_now,
    "recap:{event:int}:hold": actions.hold,
    "recap:{event:int}:undo": actions.undo,
}

IN_PLACE = tuple(BUTTONS)

OPENERS: dict[str, Opener] = {
    "recap:{event:int}:edit": actions.open_edit,
    "recap:talk:{talk:int}:links": slides.open_links,
}

FORMS = {
    "recap:{event:int}:edit": FormEntry(forms.open_recap_form, forms.read_added, actions.edit, actions.open_edit),
    "recap:talk:{talk:int}:links": FormEntry(
        forms.open_links_form, forms.read_talk_links, slides.save_links, slides.open_links
    ),
}

COMPOSE = {Kind.TALK_THANKS: notices.thanks}

POSTS = {PostKind.RECAP: notices.recap}

ERRANDS = {
    ErrandKind.RECAP: notices.post_planned,
    ErrandKind.TALK_THANKS: notices.thank_speakers,
}
