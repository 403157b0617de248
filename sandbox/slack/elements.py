"""Interactive elements: where they stand in blocks, what a person's choice makes of them, what the app is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from sandbox.kit import Json, SandboxError

if TYPE_CHECKING:
    from sandbox.slack.world import World

TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
PICKED = {  # one of the app's options, or several
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
}
NAMED = {  # one of the workspace's people or places, or several
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
}
TIMED = {"datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time"}
STATE_KEYS = dict.fromkeys(TYPED, "value") | PICKED | NAMED | TIMED | {"rich_text_input": "rich_text_value"}
EXTERNAL = ("external_select", "multi_external_select")


class Spot(NamedTuple):
    block: Json
    element: Json


def interactive(blocks: list[Json]) -> Iterator[Spot]:
    """Every element with an action_id, in reading order."""
    for block in blocks:
        match block.get("type"):
            case "actions" | "context_actions":
                found = block["elements"]
            case "section":
                found = [block.get("accessory") or {}]
            case "input":
                found = [block["element"]]
            case _:
                found = []
        yield from (Spot(block, each) for each in found if "action_id" in each)


def find(blocks: list[Json], action_id: str, value: Any) -> Spot:
    """The element with that action_id; of several (in different blocks) the one with that value, else the first."""
    spots = list(interactive(blocks))
    fitting = [spot for spot in spots if spot.element["action_id"] == action_id]
    if not fitting:
        there = ", ".join(f"{spot.element['action_id']} ({label(spot)})" for spot in spots) or "none"
        raise SandboxError(f"Nothing here has the action_id {action_id!r}; there are: {there}.")
    return next((spot for spot in fitting if value is not None and spot.element.get("value") == value), fitting[0])


def label(spot: Spot) -> str:
    text = spot.element.get("text") or spot.block.get("label") or spot.element.get("placeholder") or {}
    return str(text.get("text") or spot.element["type"])


def options(element: Json) -> list[Json]:
    """The app's options, groups flattened."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group["options"])]


def initial(element: Json) -> Json | None:
    """The element's state before anybody touched it; None for one that has no state (a button, an overflow menu)."""
    kind = element["type"]
    key = STATE_KEYS.get(kind)
    if key is None or kind == "overflow":
        return None
    names = {"value": "initial_value", "rich_text_value": "initial_value"}
    start = element.get(names.get(key, key.replace("selected_", "initial_")))
    if start is None and key.endswith("s"):
        start = []
    return {"type": kind, key: start}


def choose(element: Json, value: Any, world: World, suggested: list[Json]) -> Json:
    """The element's state after a person chose `value`; SandboxError says what could be chosen."""
    kind = element["type"]
    key = STATE_KEYS.get(kind)
    if key is None:
        raise SandboxError(f"A {kind} takes no value.")
    empty = value is None or value in ("", [])
    if key.endswith("s"):
        values = [] if empty else value if isinstance(value, list) else [value]
        chosen: Any = [_one(element, each, world, suggested) for each in values]
    else:
        if isinstance(value, list):
            value = value[0] if value else None
        chosen = None if empty else _one(element, value, world, suggested)
    return {"type": kind, key: chosen}


def _one(element: Json, value: Any, world: World, suggested: list[Json]) -> Any:
    kind = element["type"]
    if kind in PICKED:
        return _option(suggested if kind in EXTERNAL else options(element), value)
    if kind in NAMED:
        return world.member(str(value)).id if "users" in kind else world.channel(str(value)).id
    if kind in TIMED:
        return _moment(kind, value)
    return {"type": "rich_text", "elements": [_typed_rich(str(value))]} if kind == "rich_text_input" else str(value)


def _typed_rich(text: str) -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def _option(there: list[Json], value: Any) -> Json:
    """By its value, else by what it says."""
    for option in there:
        if option.get("value") == value:
            return option
    for option in there:
        if option["text"]["text"].casefold() == str(value).casefold():
            return option
    listed = ", ".join(f"{each['text']['text']} ({each.get('value')})" for each in there) or "none"
    raise SandboxError(f"There is no option {value!r}; there are: {listed}.")


def _moment(kind: str, value: Any) -> str | int:
    try:
        match kind:
            case "datepicker":
                return datetime.strptime(value, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007  # a date has no zone
            case "timepicker":
                return time.fromisoformat(value).strftime("%H:%M")
        return int(value) if str(value).isdigit() else int(datetime.fromisoformat(value).timestamp())
    except (ValueError, TypeError):
        wanted = {"datepicker": "2026-01-31", "timepicker": "18:30"}.get(kind, "2026-01-31T18:30:00+00:00")
        raise SandboxError(f"A {kind} takes a value like {wanted}, not {value!r}.") from None


def action(spot: Spot, state: Json | None, ts: str) -> Json:
    """What block_actions says about the element that was used."""
    block, element = spot
    told: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    copied = {"button": ("text", "value", "url")}.get(element["type"], ("placeholder",))
    told |= {name: element[name] for name in copied if name in element}
    for name in element:
        if name.startswith("initial_"):
            told[name] = element[name]
    return {**told, **(state or {}), "action_ts": ts}


def state_of(blocks: list[Json], known: dict[str, dict[str, Json]] | None = None) -> dict[str, dict[str, Json]]:
    """`state.values`: what every element holds. What `known` holds for an element that is still there stays."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in interactive(blocks):
        start = initial(element)
        if start is None:
            continue
        held = (known or {}).get(block["block_id"], {}).get(element["action_id"])
        kept = held if held is not None and held["type"] == element["type"] else start
        values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return values


def completed(blocks: list[Json], world: World) -> list[Json]:
    """The blocks as Slack keeps them: each has a block_id, each element an action_id."""
    kept = []
    for block in blocks:
        whole = {**block}
        whole.setdefault("block_id", world.new_id("b")[-5:].lower())
        match whole.get("type"):
            case "actions" | "context_actions":
                whole["elements"] = [_with_action_id(each, world) for each in whole["elements"]]
            case "section" if whole.get("accessory", {}).get("type", "image") != "image":
                whole["accessory"] = _with_action_id(whole["accessory"], world)
            case "input":
                whole["element"] = _with_action_id(whole["element"], world)
        kept.append(whole)
    return kept


def _with_action_id(element: Json, world: World) -> Json:
    return element if "action_id" in element else {**element, "action_id": world.new_id("a")[-5:].lower()}
