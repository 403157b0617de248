"""Slash commands about events, by their full names."""

from __future__ import annotations

from bot.checkin.actions import show_door
from bot.events import actions, calendar, editing, series
from cogs.slack.verbs import NamedOpener, UseCase, Verb


def _list(_text: str) -> UseCase:
    return actions.list_events


def _show(text: str) -> UseCase:
    return lambda app, call: actions.show_event(app, call, text=text)


def _cancel(text: str) -> UseCase:
    return lambda app, call: actions.ask_cancel(app, call, text=text)


def _create(_text: str) -> NamedOpener:
    return actions.open_new


def _edit(text: str) -> NamedOpener:
    return lambda app, call: editing.open_edit(app, call, text=text)


def _duplicate(text: str) -> NamedOpener:
    return lambda app, call: editing.open_duplicate(app, call, text=text)


def _checkin(text: str) -> UseCase:
    return lambda app, call: show_door(app, call, text=text)


def _rsvp(text: str) -> UseCase:
    """`/rsvp` alone shows what can be answered, with buttons; `/rsvp 3 maybe` answers at once."""
    if not text.strip():
        return actions.show_event
    return lambda app, call: actions.answer_in_words(app, call, text=text)


def _calendar(_text: str) -> UseCase:
    return calendar.show_addresses


def _series(_text: str) -> UseCase:
    return series.list_series


VERBS = {
    "event": Verb(runs=_list),
    "event list": Verb(runs=_list),
    "event show": Verb(runs=_show),
    "event create": Verb(finds=_create),
    "event edit": Verb(finds=_edit),
    "event duplicate": Verb(finds=_duplicate),
    "event checkin": Verb(runs=_checkin),
    "event cancel": Verb(runs=_cancel),
    "event calendar": Verb(runs=_calendar),
    "event series": Verb(runs=_series),
    "rsvp": Verb(runs=_rsvp),
}
