"""The form to write an announcement, and how its answers are read: purely, so that neither can be late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.announcements import texts
from bot.announcements.model import TEXT_LENGTH, TITLE_LENGTH, Anchor, Shift, Wording
from bot.announcements.timing import read_shift, say_shift
from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs, says_nothing
from bot.chat.views import ChoiceInput, Form, Input, Option, TextInput
from bot.events.forms import limited
from bot.events.model import Event
from bot.events.when import WhenError, parse_when, say_when

NEW = "announce:new"
_PARTS = 3  # of an event in the menu: its number, start and end


def announcement_form(
    values: Mapping[str, str],
    events: Sequence[Event],
    *,
    route: str = NEW,
    title: str = texts.FORM_TITLE,
    timed: bool = False,
) -> Form:
    """The form with a menu of `events`, filled with `values`; a `timed` one, which is scheduled already, needs a time."""
    inputs = [
        *_words(values),
        TextInput(
            "when",
            texts.LABEL_WHEN,
            required=timed,
            placeholder=texts.PLACEHOLDER_WHEN,
            hint=texts.HINT_WHEN,
            value=values.get("when", ""),
            max_length=200,
        ),
    ]
    if events:
        options = tuple(
            Option(each.title, event_value(each), say_when(each.plan.starts_at, each.plan.zone)) for each in events
        )
        picked = next((each.value for each in options if _number(each.value) == _number(values.get("event", ""))), "")
        menu = ChoiceInput("event", texts.LABEL_EVENT, options, hint=texts.HINT_EVENT, value=picked)
        inputs.append(menu)
    return Form(title, route, tuple(inputs), texts.FORM_SUBMIT)


def wording_form(values: Mapping[str, str], route: str) -> Form:
    """The form for one that has gone out: only its words can change."""
    return Form(texts.FORM_CHANGE, route, tuple(_words(values)), texts.FORM_SAVE)


def _words(values: Mapping[str, str]) -> list[Input]:
    return [
        TextInput(
            "title",
            texts.LABEL_TITLE,
            required=True,
            placeholder=texts.PLACEHOLDER_TITLE,
            value=values.get("title", ""),
            max_length=TITLE_LENGTH,
        ),
        TextInput(
            "text",
            texts.LABEL_TEXT,
            required=True,
            multiline=True,
            placeholder=texts.PLACEHOLDER_TEXT,
            value=values.get("text", ""),
            max_length=TEXT_LENGTH,
        ),
    ]


def event_value(event: Event) -> str:
    """An event in the menu. It carries its times, so that a time counted from it can be read without looking it up."""
    return f"{event.id}:{int(event.plan.starts_at.timestamp())}:{int(event.plan.ends_at.timestamp())}"


def typed_again(wording: Wording, event: Event | None, zone: str) -> dict[str, str]:
    """What the form shows for an announcement: words that are read back as the same."""
    when = ""
    if wording.shift is not None:
        when = say_shift(wording.shift)
    elif wording.due_at is not None:
        when = say_when(wording.due_at, zone)
    return {
        "title": wording.title,
        "text": wording.text,
        "when": when,
        "event": "" if event is None else event_value(event),
    }


def read_wording(call: Call, values: Mapping[str, str]) -> Wording:
    """What the form's answers say; raises Refusal naming the field that cannot be read."""
    title, text = one_line(values.get("title", "")), paragraphs(values.get("text", ""))
    if says_nothing(title):
        raise Refusal(texts.TITLE_MISSING, field="title")
    if len(title) > TITLE_LENGTH:
        raise Refusal(texts.TITLE_LONG(limit=TITLE_LENGTH, length=len(title)), field="title")
    if says_nothing(text):
        raise Refusal(texts.TEXT_MISSING, field="text")
    if len(text) > TEXT_LENGTH:
        raise Refusal(texts.TEXT_LONG(limit=TEXT_LENGTH, length=len(text)), field="text")
    picked, typed = values.get("event", ""), one_line(values.get("when", ""))
    event = _number(picked)
    if not typed:
        return Wording(title, text, event=event)
    try:
        if (shift := read_shift(typed)) is None:
            return Wording(title, text, parse_when(typed, zone=call.zone, now=call.at).start, event=event)
    except WhenError as error:
        raise Refusal(texts.WRONG_TIME(why=str(error)), field="when") from error
    if event is None:
        raise Refusal(texts.SHIFT_ALONE(text=limited(typed)), field="event" if "event" in values else "when")
    due = shift.due(*_times(picked))
    if due <= call.at:
        raise past(typed, due, shift, call.zone)
    return Wording(title, text, due, shift, event)


def past(typed: str, due: datetime, shift: Shift, zone: str) -> Refusal:
    """A time counted from an event that lies behind us."""
    example = texts.SHIFT_PAST_TRY if shift.anchor is Anchor.START else texts.SHIFT_PAST_TRY_AFTER
    sentence = texts.SHIFT_PAST(text=limited(typed), when=say_when(due, zone), example=example)
    return Refusal(sentence, field="when")


def _number(picked: str) -> int | None:
    """The number of an event that was picked in the menu."""
    parts = picked.split(":")
    return int(parts[0]) if len(parts) == _PARTS and _all_numbers(parts) else None


def _times(picked: str) -> tuple[datetime, datetime]:
    _, start, end = picked.split(":")
    return datetime.fromtimestamp(int(start), UTC), datetime.fromtimestamp(int(end), UTC)


def _all_numbers(parts: Sequence[str]) -> bool:
    return all(each.isascii() and each.isdigit() and len(each) <= 11 for each in parts)  # noqa: PLR2004 - seconds beyond any
