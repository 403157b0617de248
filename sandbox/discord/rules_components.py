"""Discord's rules for components, in messages and in modals, that its OpenAPI does not state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.discord import components as parts
from sandbox.discord.components import Path
from sandbox.discord.errors import Problem, problem
from sandbox.kit import Json

TEXT_TOGETHER, COMPONENTS_TOGETHER, ROWS, MODAL_PARTS, BUTTONS, OPTIONS = 4000, 40, 5, 5, 5, 25
CUSTOM_ID, BUTTON_LABEL, FORM_LABEL, FORM_TITLE, PLACEHOLDER, OPTION_TEXT = 100, 80, 45, 45, 150, 100
LINKS = ("http://", "https://", "discord://")
MEDIA = ("http://", "https://", "attachment://")


def check(components: Any, *, v2: bool) -> list[Problem]:
    """The components of a message."""
    if not isinstance(components, list):
        return []
    every = list(parts.walk(components))
    problems = [found for path, component in every for found in _check_one(path, component)]
    problems += _check_unique(every)
    if v2:
        problems += _check_v2(every)
        return problems
    if len(components) > ROWS:
        problems.append(
            problem("too many action rows", f"Must be {ROWS} or fewer, are {len(components)}", "components")
        )
    for path, component in every:
        if component.get("type") in parts.V2_ONLY:
            detail = f"Component type {component['type']} needs the flag IS_COMPONENTS_V2"
            problems.append(problem("component v2 without its flag", detail, *path))
    return problems


def _check_v2(every: list[tuple[Path, Json]]) -> Iterator[Problem]:
    if len(every) > COMPONENTS_TOGETHER:
        detail = f"The total number of components must not exceed {COMPONENTS_TOGETHER}, is {len(every)}"
        yield problem("too many components", detail, "components")
    length = sum(len(each.get("content") or "") for _, each in every if each.get("type") == parts.TEXT)
    if length > TEXT_TOGETHER:
        detail = f"The text of all components must not exceed {TEXT_TOGETHER} characters, is {length}"
        yield problem("text too long", detail, "components")


def _check_unique(every: list[tuple[Path, Json]]) -> Iterator[Problem]:
    for key, rule in (("custom_id", "duplicate custom_id"), ("id", "duplicate component id")):
        counted = Counter(each[key] for _, each in every if each.get(key))
        for path, each in every:
            if counted.get(each.get(key), 0) > 1:
                counted[each[key]] = 0
                yield problem(rule, f"{key} {each[key]!r} stands more than once", *path, key)


def _check_one(path: Path, component: Json) -> Iterator[Problem]:
    custom_id = component.get("custom_id")
    if custom_id is not None and not 1 <= len(custom_id) <= CUSTOM_ID:
        yield problem("custom_id length", f"Must be between 1 and {CUSTOM_ID} in length", *path, "custom_id")
    yield from CHECKS.get(component.get("type") or 0, _nothing)(path, component)


def _nothing(_path: Path, _component: Json) -> Iterator[Problem]:
    yield from ()


def _check_section(path: Path, section: Json) -> Iterator[Problem]:
    if not section.get("accessory"):
        yield problem("section without accessory", "This field is required", *path, "accessory")


def _check_text(path: Path, text: Json) -> Iterator[Problem]:
    if not str(text.get("content") or "").strip():
        yield problem("empty text", "This field is required", *path, "content")


def _check_media(path: Path, component: Json) -> Iterator[Problem]:
    if component["type"] == parts.FILE:
        yield from _check_url(component.get("file"), ("attachment://",), *path, "file")
    elif component["type"] == parts.THUMBNAIL:
        yield from _check_url(component.get("media"), MEDIA, *path, "media")
    for number, item in enumerate(component.get("items") or []):
        yield from _check_url(item.get("media"), MEDIA, *path, "items", number, "media")


def _check_url(holder: Any, schemes: tuple[str, ...], *path: str | int) -> Iterator[Problem]:
    url = holder.get("url") if isinstance(holder, dict) else None
    if not isinstance(url, str) or not url.startswith(schemes):
        yield problem("url scheme", f"Scheme must be one of {schemes}", *path, "url")


def _check_button(path: Path, button: Json) -> Iterator[Problem]:
    style = button.get("style")
    if style == parts.LINK:
        if not button.get("url"):
            yield problem("link button without url", "A url is required for link buttons", *path, "url")
        else:
            yield from _check_url(button, LINKS, *path)
        if button.get("custom_id"):
            yield problem(
                "link button with custom_id", "A url and custom_id cannot both be specified", *path, "custom_id"
            )
    elif style != parts.PREMIUM:
        if not button.get("custom_id"):
            yield problem("button without custom_id", "A custom_id is required for this style", *path, "custom_id")
        if button.get("url"):
            yield problem("button with url", "A url needs style LINK", *path, "url")
    if style != parts.PREMIUM and not button.get("label") and not button.get("emoji"):
        yield problem("button without label", "A button needs a label or an emoji", *path, "label")
    if len(button.get("label") or "") > BUTTON_LABEL:
        yield problem("button label too long", f"Must be {BUTTON_LABEL} or fewer in length", *path, "label")
    yield from _check_emoji(button.get("emoji"), *path, "emoji")


def _check_emoji(emoji: Any, *path: str | int) -> Iterator[Problem]:
    """Without an id it has to be a Unicode emoji: a name in letters is refused."""
    if isinstance(emoji, dict) and not emoji.get("id") and str(emoji.get("name") or "").isascii():
        yield problem("invalid emoji", "Invalid emoji", *path, "name")


def _check_row(path: Path, row: Json) -> Iterator[Problem]:
    inner = row.get("components") or []
    kinds = [each.get("type") for each in inner if isinstance(each, dict)]
    if not inner:
        yield problem("empty action row", "Must be between 1 and 5 in length", *path, "components")
    elif set(kinds) == {parts.BUTTON}:
        if len(kinds) > BUTTONS:
            yield problem("too many buttons in a row", f"Must be {BUTTONS} or fewer", *path, "components")
    elif len(kinds) > 1:
        what = "two inputs in a row" if parts.TEXT_INPUT in kinds else "select beside others in a row"
        yield problem(what, "This component takes the whole row", *path, "components")


def _check_select(path: Path, select: Json) -> Iterator[Problem]:
    if not select.get("custom_id"):
        yield problem("select without custom_id", "This field is required", *path, "custom_id")
    if len(select.get("placeholder") or "") > PLACEHOLDER:
        yield problem("placeholder too long", f"Must be {PLACEHOLDER} or fewer in length", *path, "placeholder")
    if select.get("type") == parts.STRING_SELECT:
        yield from _check_options(path, select)
    yield from _check_counts(path, select)


def _check_counts(path: Path, select: Json) -> Iterator[Problem]:
    least, most = select.get("min_values"), select.get("max_values")
    least, most = 1 if least is None else least, 1 if most is None else most
    if least > most:
        yield problem("minimum above maximum", "min_values must not exceed max_values", *path, "min_values")
    options = select.get("options")
    if options and most > len(options):
        yield problem("more values than options", "max_values must not exceed the options", *path, "max_values")
    preset = sum(bool(each.get("default")) for each in options or []) + len(select.get("default_values") or [])
    if preset > most:
        yield problem("too many defaults", "More defaults than max_values", *path, "options")


def _check_options(path: Path, select: Json) -> Iterator[Problem]:
    options = select.get("options") or []
    if not 1 <= len(options) <= OPTIONS:
        yield problem("number of options", f"Must be between 1 and {OPTIONS}, is {len(options)}", *path, "options")
    counted = Counter(each.get("value") for each in options)
    for number, each in enumerate(options):
        here = (*path, "options", number)
        for key in ("label", "value", "description"):
            if len(each.get(key) or "") > OPTION_TEXT or (key != "description" and not each.get(key)):
                yield problem("option text length", f"Must be between 1 and {OPTION_TEXT} in length", *here, key)
        if counted[each.get("value")] > 1:
            counted[each.get("value")] = 0
            yield problem("duplicate option", "The specified option value is already used", *here, "value")
        yield from _check_emoji(each.get("emoji"), *here, "emoji")


def _check_text_input(path: Path, component: Json) -> Iterator[Problem]:
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if least > most:
        yield problem("minimum above maximum", "min_length must not exceed max_length", *path, "min_length")
    if len(component.get("value") or "") > most:
        yield problem("value too long", f"Must be {most} or fewer in length", *path, "value")
    if len(component.get("placeholder") or "") > 100:
        yield problem("placeholder too long", "Must be 100 or fewer in length", *path, "placeholder")
    if len(component.get("label") or "") > FORM_LABEL:
        yield problem("label too long", f"Must be {FORM_LABEL} or fewer in length", *path, "label")


CHECKS: dict[int, Callable[[Path, Json], Iterator[Problem]]] = {
    parts.BUTTON: _check_button,
    parts.ROW: _check_row,
    **dict.fromkeys(parts.SELECTS, _check_select),
    parts.CHECKBOX_GROUP: _check_options,
    parts.RADIO_GROUP: _check_options,
    parts.TEXT_INPUT: _check_text_input,
    parts.SECTION: _check_section,
    parts.TEXT: _check_text,
    parts.THUMBNAIL: _check_media,
    parts.GALLERY: _check_media,
    parts.FILE: _check_media,
}


def check_modal(data: Json) -> list[Problem]:
    """A modal: title, at most five parts, each a labelled input or text."""
    components = data.get("components") or []
    every = list(parts.walk(components))
    problems = [found for path, component in every for found in _check_one(path, component)]
    problems += _check_unique(every)
    problems += [found for path, component in every for found in _check_modal_part(path, component)]
    if not 1 <= len(str(data.get("title") or "")) <= FORM_TITLE:
        problems.append(problem("modal title length", f"Must be between 1 and {FORM_TITLE} in length", "title"))
    if not 1 <= len(components) <= MODAL_PARTS:
        detail = f"Must be between 1 and {MODAL_PARTS} in length, is {len(components)}"
        problems.append(problem("number of modal components", detail, "components"))
    if not 1 <= len(str(data.get("custom_id") or "")) <= CUSTOM_ID:
        problems.append(problem("custom_id length", f"Must be between 1 and {CUSTOM_ID} in length", "custom_id"))
    return problems


def _check_modal_part(path: Path, component: Json) -> Iterator[Problem]:
    inside_row = len(path) == 4 and path[2] == "components"
    match component.get("type"):
        case parts.LABEL:
            if not 1 <= len(component.get("label") or "") <= FORM_LABEL:
                yield problem("label length", f"Must be between 1 and {FORM_LABEL} in length", *path, "label")
            if not component.get("component"):
                yield problem("label without component", "This field is required", *path, "component")
        case parts.TEXT_INPUT if inside_row and not component.get("label"):
            yield problem("text input without label", "This field is required", *path, "label")
        case parts.TEXT_INPUT if not inside_row and component.get("label"):
            yield problem("label twice", "A text input inside a label has no label of its own", *path, "label")
        case parts.BUTTON:
            yield problem("button in a modal", "Buttons are not allowed in modals", *path, "type")
        case kind if kind in parts.SELECTS and component.get("disabled"):
            yield problem("disabled in a modal", "Selects in modals cannot be disabled", *path, "disabled")
