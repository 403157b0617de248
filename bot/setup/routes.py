"""Where the buttons and forms of setup and help lead."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.router import FormEntry, Opener
from bot.chat.views import Card
from bot.delivery.model import Kind, PostKind
from bot.people.actions import show_help_about
from bot.setup import actions, forms

BUTTONS = {
    "help:about": show_help_about,
    "setup:show": actions.show_setup,
    "setup:zone:pick": actions.pick_zone,
    "setup:channel:{purpose}": actions.choose_channel,
    "setup:channels": actions.show_channels,
    "setup:organizers": actions.choose_organizers,
    "setup:code:show": actions.show_code,
}

OPENERS: dict[str, Opener] = {
    "setup:name": actions.open_name,
    "setup:zone": actions.open_zone,
    "setup:code": actions.open_code,
}

FORMS = {
    "setup:name": FormEntry(forms.name_form, forms.read_name, actions.choose_name),
    "setup:zone": FormEntry(forms.zone_form, forms.read_zone_answer, actions.choose_zone),
    "setup:code": FormEntry(forms.code_form, forms.read_code, actions.connect),
}

COMPOSE: dict[Kind, Callable[..., Card]] = {}

POSTS: dict[PostKind, Callable[..., Card]] = {}
