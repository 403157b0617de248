"""Slack's documented rules for what stands inside a block: texts, options, buttons, menus, inputs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sandbox.slack import elements

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.kit import Json

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")
URL = re.compile(r"(https?://|mailto:|tel:|slack://)\S+")
FORMATS = {
    "datepicker": ("initial_date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "YYYY-MM-DD"),
    "timepicker": ("initial_time", re.compile(r"([01]\d|2[0-3]):[0-5]\d"), "HH:mm"),
    "datetimepicker": ("initial_date_time", re.compile(r"\d{10}"), "a Unix time of 10 digits"),
}
MENUS = {*elements.NAMED, "static_select", "external_select", "multi_static_select", "multi_external_select"}
IN_ACTIONS = {*MENUS, "button", "workflow_button", "overflow", "radio_buttons", "checkboxes", *FORMATS}
IN_SECTION = {*IN_ACTIONS, "image"}
IN_INPUT = {*MENUS, *elements.TYPED, *FORMATS, "radio_buttons", "checkboxes", "rich_text_input", "file_input"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule that a payload breaks. `at` is a JSON pointer."""

    at: str
    rule: str
    detail: str

    def __str__(self) -> str:
        return f"[ERROR] {self.detail} [json-pointer:{self.at}]"


class Findings(list[Problem]):
    """The problems found so far."""

    def add(self, at: str, rule: str, detail: str) -> None:
        self.append(Problem(at, rule, detail))

    def thing(self, value: Any, at: str) -> bool:
        """Whether `value` is an object; a finding if not."""
        if not isinstance(value, dict):
            self.add(at, "type", "must be an object")
        return isinstance(value, dict)

    def string(self, value: Any, at: str, limit: int, *, least: int = 1) -> None:
        if not isinstance(value, str):
            self.add(at, "type", "must be a string")
        elif len(value) < least:
            self.add(at, "empty", "must be more than 0 characters")
        elif len(value) > limit:
            self.add(at, "too long", f"must be less than {limit + 1} characters, and has {len(value)}")

    def text(self, value: Any, at: str, limit: int, kinds: tuple[str, ...] = PLAIN) -> None:
        """A text object of one of `kinds`, 1 to `limit` characters."""
        if not self.thing(value, at):
            return
        if value.get("type") not in kinds:
            self.add(f"{at}/type", "text type", f"must be {' or '.join(kinds)}")
        self.string(value.get("text"), f"{at}/text", limit)

    def items(self, value: Any, at: str, most: int, *, least: int = 1) -> list[tuple[str, Json]]:
        """The objects of a list of `least` to `most`, each with its pointer; findings for all else."""
        if not isinstance(value, list):
            self.add(at, "type", "must be a list")
            return []
        if len(value) < least:
            self.add(at, "empty", f"no fewer than {least} items allowed")
        if len(value) > most:
            self.add(at, "too many", f"no more than {most} items allowed, and there are {len(value)}")
        return [(f"{at}/{n}", each) for n, each in enumerate(value) if self.thing(each, f"{at}/{n}")]


def check_element(found: Findings, element: Json, at: str, allowed: set[str]) -> None:
    """One element of a block that takes those in `allowed`."""
    kind = str(element.get("type"))
    if kind not in allowed:
        found.add(f"{at}/type", "element type", f"unsupported type: {kind}")
        return
    if "action_id" in element:
        found.string(element["action_id"], f"{at}/action_id", 255)
    if "placeholder" in element:
        found.text(element["placeholder"], f"{at}/placeholder", 150)
    if "confirm" in element:
        _confirm(found, element["confirm"], f"{at}/confirm")
    if check := CHECKS.get(kind):
        check(found, element, at)


def check_image(found: Findings, image: Json, at: str) -> None:
    """An image, as a block or as an element."""
    found.string(image.get("alt_text"), f"{at}/alt_text", 2000)
    if "slack_file" in image:
        return
    found.string(image.get("image_url"), f"{at}/image_url", 3000)
    if not URL.match(str(image.get("image_url"))):
        found.add(f"{at}/image_url", "url", "must be a valid URL")


def check_options(found: Findings, element: Json, at: str, most: int = 100) -> None:
    """`options`, or `option_groups`, and that what is chosen at first is among them."""
    groups = element.get("option_groups")
    if groups is not None:
        for where, group in found.items(groups, f"{at}/option_groups", 100):
            found.text(group.get("label"), f"{where}/label", 75)
            _options(found, group.get("options"), f"{where}/options", most)
    else:
        _options(found, element.get("options"), f"{at}/options", most)
    if len(found) == 0:
        _check_initial(found, element, at)


def _options(found: Findings, options: Any, at: str, most: int) -> None:
    for where, option in found.items(options, at, most):
        found.text(option.get("text"), f"{where}/text", 75, ANY_TEXT)
        found.string(option.get("value"), f"{where}/value", 75)
        if "description" in option:
            found.text(option["description"], f"{where}/description", 75, ANY_TEXT)
        if "url" in option:
            found.string(option["url"], f"{where}/url", 3000)


def _check_initial(found: Findings, element: Json, at: str) -> None:
    there = elements.options(element)
    if "initial_option" in element and element["initial_option"] not in there:
        found.add(f"{at}/initial_option", "initial option", "must be one of the options, word for word")
    chosen = element.get("initial_options")
    if chosen is not None:
        for where, each in found.items(chosen, f"{at}/initial_options", len(there)):
            if each not in there:
                found.add(where, "initial option", "must be one of the options, word for word")


def _confirm(found: Findings, confirm: Any, at: str) -> None:
    if not found.thing(confirm, at):
        return
    found.text(confirm.get("text"), f"{at}/text", 300, ANY_TEXT)
    for name, limit in (("title", 100), ("confirm", 30), ("deny", 30)):
        if name in confirm:
            found.text(confirm[name], f"{at}/{name}", limit)


def _button(found: Findings, button: Json, at: str) -> None:
    found.text(button.get("text"), f"{at}/text", 75)
    if "value" in button:
        found.string(button["value"], f"{at}/value", 2000)
    if "url" in button:
        found.string(button["url"], f"{at}/url", 3000)
        if not URL.match(str(button["url"])):
            found.add(f"{at}/url", "url", "must be a valid URL")
    if "accessibility_label" in button:
        found.string(button["accessibility_label"], f"{at}/accessibility_label", 75)
    if button.get("style", "primary") not in ("primary", "danger"):
        found.add(f"{at}/style", "style", "must be primary or danger")


def _menu(found: Findings, menu: Json, at: str) -> None:
    # A menu's own findings alone say whether its initial option can be looked up.
    own = Findings()
    check_options(own, menu, at, {"overflow": 5, "radio_buttons": 10, "checkboxes": 10}.get(menu["type"], 100))
    found += own
    _several(found, menu, at)


def _several(found: Findings, menu: Json, at: str) -> None:
    most = menu.get("max_selected_items", 1)
    if not isinstance(most, int) or most < 1:
        found.add(f"{at}/max_selected_items", "max_selected_items", "must be a number from 1 on")


def _typed(found: Findings, element: Json, at: str) -> None:
    if "initial_value" in element:
        found.string(element["initial_value"], f"{at}/initial_value", 3000, least=0)


def _plain_input(found: Findings, element: Json, at: str) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    for name, number, low in (("min_length", least, 0), ("max_length", most, 1)):
        if not isinstance(number, int) or not low <= number <= 3000:
            found.add(f"{at}/{name}", name, f"must be a number from {low} to 3000")
            return
    if least > most:
        found.add(f"{at}/min_length", "min over max", "must not be more than max_length")
    _typed(found, element, at)
    start = element.get("initial_value")
    if isinstance(start, str) and start and not least <= len(start) <= most:
        found.add(f"{at}/initial_value", "initial value", f"must have {least} to {most} characters, as its input says")


def _number_input(found: Findings, element: Json, at: str) -> None:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        found.add(f"{at}/is_decimal_allowed", "required", "missing required field: is_decimal_allowed")
    numbers: dict[str, Decimal] = {}
    for name in ("min_value", "max_value", "initial_value"):
        if name in element:
            try:
                numbers[name] = Decimal(element[name] if isinstance(element[name], str) else "not a string")
            except InvalidOperation:
                found.add(f"{at}/{name}", "number", "must be a number, written as a string")
    if "min_value" in numbers and "max_value" in numbers and numbers["min_value"] > numbers["max_value"]:
        found.add(f"{at}/min_value", "min over max", "must not be more than max_value")
    start = numbers.get("initial_value")
    if start is not None and not numbers.get("min_value", start) <= start <= numbers.get("max_value", start):
        found.add(f"{at}/initial_value", "initial value", "must be from min_value to max_value")


def _moment(found: Findings, element: Json, at: str) -> None:
    name, shape, wanted = FORMATS[element["type"]]
    if name in element and not shape.fullmatch(str(element[name])):
        found.add(f"{at}/{name}", "format", f"must be {wanted}")


CHECKS: dict[str, Callable[[Findings, Json, str], None]] = {
    "button": _button,
    "image": check_image,
    **dict.fromkeys(("static_select", "multi_static_select", "overflow", "radio_buttons", "checkboxes"), _menu),
    **dict.fromkeys((*elements.NAMED, "multi_external_select"), _several),
    **dict.fromkeys(("email_text_input", "url_text_input"), _typed),
    "plain_text_input": _plain_input,
    "number_input": _number_input,
    **dict.fromkeys(FORMATS, _moment),
}
