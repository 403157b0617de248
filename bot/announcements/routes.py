"""Where the buttons and forms of announcements lead, what their deliveries show, and what happens at their time."""

from __future__ import annotations

from bot.announcements import actions, notices, sending
from bot.announcements.forms import announcement_form, read_wording
from bot.chat.router import FormEntry, Opener
from bot.delivery.model import ErrandKind, Kind, PostKind

_ONE = "announce:{announcement:int}"
_VERSION = _ONE + ":{version:int}"

BUTTONS = {
    "announce:open": actions.open_picked,
    f"{_VERSION}:audience": actions.aim,
    f"{_VERSION}:channel": actions.toggle_channel,
    f"{_VERSION}:elsewhere": actions.toggle_elsewhere,
    f"{_VERSION}:mention": actions.mention,
    f"{_VERSION}:send": actions.send,
    f"{_VERSION}:schedule": actions.schedule,
    f"{_VERSION}:discard": actions.discard,
    f"{_ONE}:retract": actions.ask_retract,
    f"{_ONE}:retract:yes": actions.retract,
}

OPENERS: dict[str, Opener] = {
    "announce:new": actions.open_new,
    f"{_ONE}:change": actions.open_change,
}

FORMS = {
    "announce:new": FormEntry(
        lambda _call, answers: announcement_form(answers, ()), read_wording, actions.write, actions.open_new
    ),
    f"{_ONE}:change": FormEntry(
        lambda _call, answers, announcement: announcement_form(answers, (), route=f"announce:{announcement}:change"),
        read_wording,
        actions.change,
        actions.open_change,
    ),
}

COMPOSE = {Kind.ANNOUNCEMENT_NEWS: notices.news}
POSTS = {PostKind.ANNOUNCEMENT: notices.copy}
ERRANDS = {ErrandKind.ANNOUNCE: sending.ring}
TROUBLES = {PostKind.ANNOUNCEMENT: sending.copy_missed}
