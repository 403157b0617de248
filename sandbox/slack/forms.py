"""A modal as a form: its questions, the answers a person gives, and what the Slack client checks before it sends."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sandbox.kit import Input, Json, OpenForm, SandboxError
from sandbox.slack import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.slack.api import Api
    from sandbox.slack.views import OpenView

KINDS = {
    "static_select": "select",
    "external_select": "select",
    "radio_buttons": "select",
    "checkboxes": "multi_select",
    "users_select": "user",
    "channels_select": "channel",
    "conversations_select": "channel",
    "datepicker": "date",
    "timepicker": "time",
    "number_input": "number",
    "rich_text_input": "paragraph",
}
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK = re.compile(r"https?://\S+")


def opened(api: Api, view: OpenView) -> OpenForm:
    """The form as the page and the tests see it."""
    raw = view.raw
    reader = api.reader(view.user)
    texts = list(reader.blocks(each for each in raw["blocks"] if each["type"] != "input"))
    asked = [_question(api, view, each) for each in raw["blocks"] if each["type"] == "input"]
    return OpenForm(view.id, _text(raw.get("title")), asked, _text(raw.get("submit")) or "Submit", texts)


def _text(text: Json | None) -> str:
    return str(text["text"]) if text else ""


def _question(api: Api, view: OpenView, block: Json) -> Input:
    element = block["element"]
    kind = KINDS.get(element["type"], "multi_select" if element["type"].startswith("multi_") else "text")
    if element.get("multiline"):
        kind = "paragraph"
    hint = "A moment, like 2026-01-31T18:30:00+00:00" if element["type"] == "datetimepicker" else ""
    return Input(
        id=block["block_id"],
        label=_text(block["label"]),
        kind=kind,
        required=not block.get("optional", False),
        options=_options(api, view, element),
        value=_shown(view.state[block["block_id"]][element["action_id"]]),
        placeholder=_text(element.get("placeholder")),
        hint=_text(block.get("hint")) or hint,
        min_length=element.get("min_length"),
        max_length=element.get("max_length"),
    )


def _options(api: Api, view: OpenView, element: Json) -> list[Json] | None:
    """What can be chosen; of an external menu what it offered last, which `suggest` asks for."""
    kind = element["type"]
    world = api.world
    if kind in elements.EXTERNAL:
        there = view.suggested.get(element["action_id"], [])
    elif kind in elements.PICKED:
        there = elements.options(element)
    elif kind in elements.NAMED and "users" in kind:
        return [{"label": each.name, "value": each.id} for each in world.members.values() if each.team == view.team]
    elif kind in elements.NAMED:
        rooms = [each for each in world.channels.values() if each.team == view.team and each.kind == "channel"]
        return [{"label": f"#{each.name}", "value": each.id} for each in rooms]
    else:
        return None
    return [{"label": each["text"]["text"], "value": each.get("value", "")} for each in there]


def _shown(state: Json) -> str | list[str] | None:
    """What the input holds now, as a person would give it."""
    held = state[elements.STATE_KEYS[state["type"]]]
    match held:
        case None:
            return None
        case list():
            return [str(each["value"]) if isinstance(each, dict) else str(each) for each in held]
        case {"value": value}:
            return str(value)
        case {"type": "rich_text"}:
            return "".join(part.get("text", "") for each in held["elements"] for part in each["elements"])
    return str(held)


def inputs(view: OpenView) -> Iterator[elements.Spot]:
    return (elements.Spot(each, each["element"]) for each in view.raw["blocks"] if each["type"] == "input")


def locate(view: OpenView, name: str) -> elements.Spot:
    """The input with that label, block_id or action_id."""
    spots = list(inputs(view))
    for spot in spots:
        if name in (_text(spot.block["label"]), spot.block["block_id"], spot.element["action_id"]):
            return spot
    for spot in spots:
        if name.strip().casefold() == _text(spot.block["label"]).strip().casefold():
            return spot
    raise SandboxError(f"The form has no input {name!r}; it has: {listed(view)}.")


def listed(view: OpenView) -> str:
    return ", ".join(f"{_text(block['label'])} ({block['block_id']})" for block, _ in inputs(view)) or "none"


def check(view: OpenView) -> None:
    """What the Slack client holds back before sending; SandboxError names each input that is wrong."""
    wrong = []
    for block, element in inputs(view):
        state = view.state[block["block_id"]][element["action_id"]]
        held = state[elements.STATE_KEYS[element["type"]]]
        complaint = _complaint(element, held)
        if held in (None, "", []):
            complaint = None if block.get("optional") else "please complete this required field"
        if complaint:
            wrong.append(f"{_text(block['label'])} ({block['block_id']}): {complaint}")
    if wrong:
        raise SandboxError(f"Slack would not send this form. {'; '.join(wrong)}. Its inputs: {listed(view)}.")


def _complaint(element: Json, held: Any) -> str | None:
    if element["type"] == "plain_text_input" and held is not None:
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        return None if low <= len(held) <= high else f"{len(held)} characters, and {low} to {high} are allowed"
    if element["type"] == "email_text_input" and held is not None:
        return None if MAIL.fullmatch(held) else f"{held!r} is no mail address"
    if element["type"] == "url_text_input" and held is not None:
        return None if LINK.fullmatch(held) else f"{held!r} is no link"
    if element["type"] == "number_input" and held is not None:
        return _number_complaint(element, held)
    most = element.get("max_selected_items")
    return f"at most {most} may be chosen" if most and isinstance(held, list) and len(held) > most else None


def _number_complaint(element: Json, held: str) -> str | None:
    try:
        number = Decimal(held)
    except InvalidOperation:
        return f"{held!r} is no number"
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return f"{held} is not a whole number"
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"{held} is less than {element['min_value']}"
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"{held} is more than {element['max_value']}"
    return None
