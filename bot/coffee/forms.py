"""The forms of coffee, and how their answers are read: purely, so that neither can be late."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import ChoiceInput, Form, Option, TextInput
from bot.coffee import texts
from bot.coffee.model import CONTACT_LENGTH, FIRST_HOUR, LAST_HOUR, WEEKDAYS, Pace, Rhythm

_OFF = "off"
_USUAL = {"pace": Pace.FORTNIGHTLY.value, "weekday": "1", "hour": "10"}
_PACES = {**{each.value: texts.PACES[each] for each in Pace}, _OFF: texts.PACE_OFF}
_DAYS = {str(at): name for at, name in enumerate(WEEKDAYS)}
_HOURS = {str(hour): f"{hour:02}:00" for hour in range(FIRST_HOUR, LAST_HOUR + 1)}


def rounds_form(values: Mapping[str, str]) -> Form:
    """When rounds are drawn, filled with what was chosen before."""
    filled = {**_USUAL, **values}

    def choice(name: str, label: str, options: Mapping[str, str], hint: str = "") -> ChoiceInput:
        value = filled[name] if filled[name] in options else _USUAL[name]
        shown = tuple(Option(words, each) for each, words in options.items())
        return ChoiceInput(name, label, shown, required=True, hint=hint, value=value)

    return Form(
        title=texts.FORM_ROUNDS,
        route="coffee:rounds",
        submit=texts.FORM_ROUNDS_SUBMIT,
        inputs=(
            choice("pace", texts.LABEL_PACE, _PACES, texts.HINT_PACE),
            choice("weekday", texts.LABEL_WEEKDAY, _DAYS),
            choice("hour", texts.LABEL_HOUR, _HOURS, texts.HINT_HOUR),
        ),
    )


def rhythm_values(rhythm: Rhythm) -> dict[str, str]:
    """A rhythm as the form's answers."""
    return {"pace": rhythm.pace.value, "weekday": str(rhythm.weekday), "hour": str(rhythm.hour)}


def read_rhythm(_call: Call, values: Mapping[str, str]) -> Rhythm | None:
    """The rhythm that was chosen; `None` for no rounds."""
    chosen = {name: _among(name, values.get(name, ""), options) for name, options in _CHOICES.items()}
    if chosen["pace"] == _OFF:
        return None
    return Rhythm(Pace(chosen["pace"]), int(chosen["weekday"]), int(chosen["hour"]))


_CHOICES = {"pace": _PACES, "weekday": _DAYS, "hour": _HOURS}


def _among(name: str, value: str, options: Mapping[str, str]) -> str:
    if value not in options:
        example = options[_USUAL[name]]
        raise Refusal(texts.PICK_WHICH(text=one_line(value)[:40], example=example), field=name)
    return value


def contact_form(values: Mapping[str, str]) -> Form:
    """How a match from the other side can reach a person: sending it is their consent to such matches."""
    return Form(
        title=texts.FORM_CROSS,
        route="coffee:across",
        submit=texts.FORM_CROSS_SUBMIT,
        inputs=(
            TextInput(
                "contact",
                texts.LABEL_CONTACT,
                required=True,
                placeholder=texts.PLACEHOLDER_CONTACT,
                hint=texts.HINT_CONTACT,
                value=values.get("contact", ""),
                max_length=CONTACT_LENGTH,
            ),
        ),
    )


def read_contact(_call: Call, values: Mapping[str, str]) -> str:
    """What was typed, tidy."""
    contact = one_line(values.get("contact", ""))
    if not contact:
        raise Refusal(texts.CONTACT_MISSING, field="contact")
    if len(contact) > CONTACT_LENGTH:
        raise Refusal(texts.CONTACT_LONG(limit=CONTACT_LENGTH, length=len(contact)), field="contact")
    return contact
