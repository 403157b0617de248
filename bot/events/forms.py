"""The form to plan an event, and how its answers are read: purely, so that neither can be late."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs, says_nothing
from bot.chat.views import Form, Input, Line, Sentence, TextInput
from bot.events import texts
from bot.events.model import DESCRIPTION_LENGTH, MOST_SEATS, PLACE_LENGTH, TITLE_LENGTH, USUAL_DURATION, Edit, Plan
from bot.events.recurrence import SeriesPlan, occurrences
from bot.events.repeat import parse_repeat, repeats
from bot.events.when import When, WhenError, parse_duration, parse_when, say_clock, say_date, say_duration

_EXAMPLE_LENGTH = "90 min"
_NO_LIMIT = {"", "-", "no limit", "unlimited", "none", "any", "everyone"}


def event_form(values: Mapping[str, str], *, length: str = _EXAMPLE_LENGTH) -> Form:
    """The form to plan an event, filled with what was typed before; `length` stands in its example."""
    title, *others = inputs(values, texts.HINT_WHEN.format(length=length))
    duration = _text(values, "duration", texts.LABEL_DURATION, texts.PLACEHOLDER_DURATION, 50, spare=True)
    return Form(texts.FORM_TITLE, "event:create", (title, others[0], duration, *others[1:]), texts.FORM_SUBMIT)


def edit_form(event: int, revision: int, values: Mapping[str, str]) -> Form:
    """The form to change an event, which knows the revision that it was filled from. "When" says how long, too."""
    hint = texts.HINT_WHEN_EDIT.format(length=_EXAMPLE_LENGTH)
    return Form(texts.EDIT_FORM_TITLE, f"event:{event}:edit:{revision}", inputs(values, hint), texts.EDIT_FORM_SUBMIT)


def inputs(
    values: Mapping[str, str],
    hint: str,
    when: tuple[str, str, str] = ("when", texts.LABEL_WHEN, texts.PLACEHOLDER_WHEN),
) -> tuple[Input, ...]:
    """What is asked about an event; `when` is the name, the label and the example of the input about its time."""
    return (
        _text(values, "title", texts.LABEL_TITLE, texts.PLACEHOLDER_TITLE, TITLE_LENGTH, required=True),
        _text(values, *when, 200, required=True, hint=hint),
        _text(values, "where", texts.LABEL_WHERE, texts.PLACEHOLDER_WHERE, PLACE_LENGTH),
        _text(values, "seats", texts.LABEL_SEATS, texts.PLACEHOLDER_SEATS, 20),
        _text(
            values,
            "description",
            texts.LABEL_DESCRIPTION,
            texts.PLACEHOLDER_DESCRIPTION,
            DESCRIPTION_LENGTH,
            multiline=True,
        ),
    )


def _text(
    values: Mapping[str, str],
    name: str,
    label: str,
    placeholder: str,
    most: int,
    *,
    required: bool = False,
    multiline: bool = False,
    hint: str = "",
    spare: bool = False,
) -> TextInput:
    return TextInput(
        name, label, required, multiline, placeholder, hint, values.get(name, ""), max_length=most, spare=spare
    )


def written(plan: Plan, zone: str) -> dict[str, str]:
    """A plan as it would be typed into the form to change it by somebody in `zone`; it reads back as the same."""
    shown = f"{say_date(plan.starts_at, plan.zone)}, {say_clock(plan.starts_at, plan.zone)}"
    if plan.zone != zone:
        shown += f" ({plan.zone})"
    return {**repeated(plan), "when": f"{shown} for {say_duration(plan.ends_at - plan.starts_at)}"}


def repeated(plan: Plan) -> dict[str, str]:
    """A plan as it would be typed for another time that is not known yet."""
    return {
        "title": plan.title,
        "where": plan.place,
        "seats": "" if plan.seats is None else str(plan.seats),
        "description": plan.description,
        "duration": say_duration(plan.ends_at - plan.starts_at),
    }


def read_new(call: Call, values: Mapping[str, str]) -> Plan | SeriesPlan:
    """What is to be planned: a series where "When" speaks of repeating, else one event."""
    text = values.get("when", "")
    if not repeats(text):
        return read_plan(call, values)
    try:
        found = parse_repeat(text, zone=call.zone, now=call.at)
    except WhenError as error:
        raise Refusal(wrong(error), field="when") from error
    first = next(occurrences(found.repeat))
    plan = read_plan(call, values, when=When(first.starts_at, first.zone, found.duration))
    return SeriesPlan(plan, found.repeat)


def read_plan(call: Call, values: Mapping[str, str], *, when: When | None = None) -> Plan:
    """The plan that the form's answers describe; raises Refusal naming the field that cannot be read."""
    title, place, description = read_words(values)
    when = when or _when(call, values.get("when", ""))
    return Plan(
        title=title,
        starts_at=when.start,
        ends_at=when.start + _duration(when, values.get("duration", "")),
        zone=when.zone,
        place=place,
        seats=read_seats(values.get("seats", "")),
        description=description,
    )


def read_words(values: Mapping[str, str]) -> tuple[str, str, str]:
    """Title, place and description, tidy and not too long."""
    title = one_line(values.get("title", ""))
    if says_nothing(title):
        raise Refusal(texts.TITLE_MISSING, field="title")
    _not_longer(title, TITLE_LENGTH, texts.TITLE_LONG, "title")
    place = one_line(values.get("where", ""))
    _not_longer(place, PLACE_LENGTH, texts.PLACE_LONG, "where")
    description = paragraphs(values.get("description", ""))
    _not_longer(description, DESCRIPTION_LENGTH, texts.DESCRIPTION_LONG, "description")
    return title, place, description


def read_edit(call: Call, values: Mapping[str, str]) -> Edit:
    """What the form to change an event asks for; where no length is said, the event keeps its own."""
    plan = read_plan(call, values)
    return Edit(plan, length=_when(call, values.get("when", "")).duration)


def _not_longer(text: str, limit: int, sentence: Sentence, field: str) -> None:
    if len(text) > limit:
        raise Refusal(sentence(limit=limit, length=len(text)), field=field)


def wrong(error: WhenError) -> Line:
    """Why a time cannot be read."""
    return texts.WRONG_TIME(why=str(error))


def _when(call: Call, text: str) -> When:
    try:
        return parse_when(text, zone=call.zone, now=call.at)
    except WhenError as error:
        raise Refusal(wrong(error), field="when") from error


def _duration(when: When, text: str) -> timedelta:
    if not text.strip():
        return when.duration or USUAL_DURATION
    try:
        duration = parse_duration(text)
    except WhenError as error:
        raise Refusal(wrong(error), field="duration") from error
    if when.duration not in (None, duration):
        one, other = say_duration(when.duration or duration), say_duration(duration)
        raise Refusal(texts.TWO_DURATIONS(one=one, other=other), field="duration")
    return duration


def read_seats(text: str) -> int | None:
    """How many seats: "20", "20 seats", or nothing for no limit."""
    tidy = one_line(text).lower()
    if tidy in _NO_LIMIT:
        return None
    found = re.fullmatch(r"([0-9]{1,6})(?: *(?:seats?|people|places?))?", tidy)
    if found is None or not 1 <= int(found[1]) <= MOST_SEATS:
        raise Refusal(texts.SEATS_UNCLEAR(text=limited(text)), field="seats")
    return int(found[1])


def limited(text: str, most: int = 60) -> str:
    """What somebody typed, short enough to say back."""
    tidy = one_line(text)
    return tidy if len(tidy) <= most else tidy[:most] + "…"
