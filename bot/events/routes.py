"""Where the buttons and forms of events lead, and what their deliveries show."""

from __future__ import annotations

from bot.chat.router import FormEntry, Opener
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.events import actions, calendar, dates, editing, mirror, notices, series, series_edit
from bot.events.forms import read_edit, read_new

BUTTONS = {
    "rsvp:{event:int}:{answer}": actions.answer_event,
    "event:show": actions.show_picked,
    "event:cancel": actions.ask_cancel_picked,
    "event:{event:int}:people": actions.show_people,
    "event:{event:int}:cancel": actions.ask_cancel_picked,
    "event:{event:int}:cancel:yes": actions.cancel_event,
    "series:show": series.show_picked,
    "series:{series:int}:skip": series.ask_skip,
    "series:{series:int}:skip:{date:int}": series.ask_skip,
    "series:{series:int}:skip:{date:int}:yes": series.skip,
    "series:{series:int}:skip:{date:int}:cancel": series.skip_announced,
    "series:{series:int}:end": series.ask_end,
    "series:{series:int}:end:yes": series.end,
    "calendar:renew": calendar.renew_address,
}

OPENERS: dict[str, Opener] = {
    "event:edit": editing.open_edit,
    "event:{event:int}:edit": editing.open_edit,
    "event:{event:int}:edit:only": editing.open_only,
    "series:{series:int}:edit:{since:int}": series_edit.open_edit,
    "event:duplicate": editing.open_duplicate,
    "event:{event:int}:duplicate": editing.open_duplicate,
}

FORMS = {
    "event:create": FormEntry(actions.reopen_event_form, read_new, series.create_planned),
    "event:{event:int}:edit:{revision:int}": FormEntry(editing.reopen_edit, read_edit, editing.edit_event),
    "series:{series:int}:edit:{since:int}:{revision:int}": FormEntry(
        series_edit.reopen_edit, series_edit.read_edit, series_edit.edit_series
    ),
}

COMPOSE = {
    Kind.REMINDER: notices.reminder,
    Kind.PROMOTED: notices.promoted,
    Kind.CANCELLED: notices.called_off,
    Kind.MOVED: notices.moved,
    Kind.TROUBLE: notices.trouble,
    Kind.MIRROR: mirror.listing,
    Kind.UNLISTED: mirror.unlisted,
}

ERRANDS = {
    ErrandKind.SERIES: dates.announce_next,
}

POSTS = {
    PostKind.EVENT: notices.card,
}
