"""The forms of setup, and how their answers are read: purely, so that neither can be late."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Choice, Form, TextInput
from bot.setup import texts
from bot.setup.model import NAME_LENGTH
from bot.setup.zones import find_zones, known_zone

_SAID = 60


def name_form(_call: Call, values: Mapping[str, str] | None = None) -> Form:
    field = TextInput(
        "name",
        texts.LABEL_NAME,
        required=True,
        placeholder=texts.PLACEHOLDER_NAME,
        value=(values or {}).get("name", ""),
        max_length=NAME_LENGTH,
    )
    return Form(texts.FORM_NAME, "setup:name", (field,), submit=texts.SUBMIT)


def zone_form(call: Call, values: Mapping[str, str] | None = None) -> Form:
    field = TextInput(
        "zone",
        texts.LABEL_ZONE,
        required=True,
        placeholder=texts.PLACEHOLDER_ZONE,
        hint=texts.HINT_ZONE,
        value=(values or {}).get("zone", call.zone),
        max_length=100,
        search="zones",
    )
    return Form(texts.FORM_ZONE, "setup:zone", (field,), submit=texts.SUBMIT)


def code_form(_call: Call, values: Mapping[str, str] | None = None) -> Form:
    field = TextInput(
        "code",
        texts.LABEL_CODE,
        required=True,
        placeholder=texts.PLACEHOLDER_CODE,
        value=(values or {}).get("code", ""),
        max_length=20,
    )
    return Form(texts.FORM_CODE, "setup:code", (field,), submit=texts.SUBMIT_CODE)


def read_name(_call: Call, values: Mapping[str, str]) -> str:
    """The name that was typed; raises Refusal."""
    name = one_line(values.get("name", ""))
    if not name:
        raise Refusal(texts.NAME_MISSING, field="name")
    if len(name) > NAME_LENGTH:
        raise Refusal(texts.NAME_LONG(limit=NAME_LENGTH, length=len(name)), field="name")
    return name


def read_zone_answer(call: Call, values: Mapping[str, str]) -> str:
    return read_zone(call, values.get("zone", ""))


def read_zone(call: Call, text: str) -> str:
    """The IANA zone that somebody named; raises Refusal with those that it may be."""
    tidy = one_line(text)
    if (zone := known_zone(tidy)) is not None:
        return zone
    near = find_zones(tidy, call.at) if tidy else []
    said = tidy if len(tidy) <= _SAID else tidy[:_SAID] + "…"
    if not near:
        raise Refusal(texts.ZONE_UNKNOWN(text=said), field="zone")
    if len(near) == 1:
        return near[0].value
    choice = Choice(texts.PICK_ZONE, "setup:zone:pick", tuple(near))
    raise Refusal(texts.ZONE_SEVERAL(text=said, example=near[0].value), field="zone", choices=(choice,))


def read_code(_call: Call, values: Mapping[str, str]) -> str:
    return one_line(values.get("code", ""))
