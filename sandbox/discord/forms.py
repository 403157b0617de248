"""Forms (Discord's modals) that stand open on people's screens, and what Discord's client lets a person send."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.discord import components as parts
from sandbox.discord.interactions import Interaction
from sandbox.discord.plain import Names, plain
from sandbox.discord.resolved import Resolver
from sandbox.discord.world import User
from sandbox.kit import Input, Json, OpenForm, SandboxError

KINDS = {
    parts.STRING_SELECT: "select",
    parts.USER_SELECT: "user",
    parts.ROLE_SELECT: "select",
    parts.MENTIONABLE_SELECT: "select",
    parts.CHANNEL_SELECT: "channel",
    parts.RADIO_GROUP: "select",
    parts.CHECKBOX_GROUP: "multi_select",
    parts.CHECKBOX: "select",
}
YES_NO = [{"label": "Yes", "value": "true"}, {"label": "No", "value": "false"}]


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's open form. Two people may have the same one open, each with what they typed."""

    form: OpenForm
    user: User
    modal: Json
    opened_by: Interaction


class Forms:
    def __init__(self) -> None:
        self._open: dict[str, Standing] = {}

    def open(self, interaction: Interaction, names: Names) -> OpenForm:
        modal = interaction.answer["data"]
        modal = modal | {"components": parts.complete(modal["components"], {})}
        texts = [
            plain(each["content"], names) for _, each in parts.walk(modal["components"]) if each["type"] == parts.TEXT
        ]
        inputs = [_input(component, label, hint) for component, label, hint in inputs_of(modal)]
        form = OpenForm(f"form-{secrets.token_hex(6)}", modal["title"], inputs, texts=texts)
        self._open[form.id] = Standing(form, interaction.user, modal, interaction)
        return form

    def find(self, form_id: str, user: User) -> Standing:
        standing = self._open.get(form_id)
        if standing is None or standing.user is not user:
            own = [each.form.id for each in self._open.values() if each.user is user]
            raise SandboxError(f"{user.name} has no form {form_id!r} open; open are: {', '.join(own) or 'none'}.")
        return standing

    def close(self, form_id: str) -> None:
        self._open.pop(form_id, None)


def inputs_of(modal: Json) -> Iterator[tuple[Json, str, str]]:
    """Each input of a modal with its label and its hint."""
    for outer in modal["components"]:
        if outer["type"] == parts.LABEL:
            yield outer["component"], outer["label"], outer.get("description") or ""
        elif outer["type"] == parts.ROW:
            for inner in outer["components"]:
                yield inner, inner.get("label") or "", ""


def _input(component: Json, label: str, hint: str) -> Input:
    """What a person sees of an input: Discord takes inputs for required unless they say otherwise."""
    shown = Input(
        component["custom_id"],
        label,
        _kind(component),
        component.get("required") is not False and component["type"] != parts.CHECKBOX,
        placeholder=component.get("placeholder") or "",
        hint=hint,
    )
    if component["type"] == parts.TEXT_INPUT:
        shown.value = component.get("value") or None
        shown.min_length, shown.max_length = component.get("min_length"), component.get("max_length")
        return shown
    chosen = prefilled(component)
    shown.value = (chosen if shown.kind == "multi_select" else chosen[0]) if chosen else None
    if component["type"] == parts.CHECKBOX:
        shown.options = YES_NO
    elif options := component.get("options"):
        shown.options = [
            {name: each[name] for name in ("label", "value", "description") if each.get(name)} for each in options
        ]
    return shown


def _kind(component: Json) -> str:
    if component["type"] == parts.TEXT_INPUT:
        return "paragraph" if component.get("style") == 2 else "text"
    kind = KINDS.get(component["type"], "text")
    several = kind == "select" and (component.get("max_values") or 1) > 1
    return "multi_select" if several else kind


def prefilled(component: Json) -> list[str]:
    """What stands chosen when the form opens."""
    if component["type"] == parts.CHECKBOX:
        return ["true" if component.get("default") else "false"]
    if component.get("default_values"):
        return [str(each["id"]) for each in component["default_values"]]
    return [each["value"] for each in component.get("options") or [] if each.get("default")]


def match_values(form: OpenForm, values: Json) -> dict[str, Any]:
    """What was typed, by custom_id: a person may name an input by its label (in any case) or by its custom_id."""
    named: dict[str, Any] = {}
    for name, value in values.items():
        fitting = [each for each in form.inputs if name in (each.label, each.id)] or [
            each for each in form.inputs if each.label.casefold() == name.strip().casefold()
        ]
        if not fitting:
            raise SandboxError(f"The form has no input {name!r}; it has {describe(form)}.")
        named[fitting[0].id] = value
    return named


def describe(form: OpenForm) -> str:
    return ", ".join(f"{each.label!r} ({each.kind}{', required' if each.required else ''})" for each in form.inputs)


def text_value(component: Json, label: str, given: Any, form: OpenForm) -> str:
    """A text input's value, as Discord's client would let it pass."""
    value = str(component.get("value") or "") if given is None else str(given)
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if not value.strip():
        if component.get("required") is not False:
            raise SandboxError(f"{label!r} is required; the form has {describe(form)}.")
        return ""
    if not least <= len(value) <= most:
        raise SandboxError(
            f"{label!r} takes {least} to {most} characters, got {len(value)}; the form has {describe(form)}."
        )
    return value


def chosen_values(component: Json, label: str, given: Any) -> list[str]:
    """A select's values; options may be named by their value or by their label."""
    if given is None:
        chosen = prefilled(component)
    else:
        chosen = [str(each) for each in given] if isinstance(given, list) else [str(given)] if given != "" else []
    if options := component.get("options"):
        chosen = [option_value(options, each, label) for each in chosen]
    check_count(component, label, chosen)
    return chosen


def option_value(options: list[Json], given: str, label: str) -> str:
    for option in options:
        if given == option["value"] or given.casefold() == option["label"].casefold():
            return str(option["value"])
    offered = ", ".join(repr(option["label"]) for option in options)
    raise SandboxError(f"{label!r} offers no {given!r}; it offers {offered}.")


def check_count(component: Json, label: str, chosen: list[str]) -> None:
    if not chosen and component.get("required") is False:
        return
    least = component.get("min_values")
    least, most = 1 if least is None else least, component.get("max_values") or 1
    if component["type"] == parts.CHECKBOX_GROUP:
        most = component.get("max_values") or len(component["options"])
    if not least <= len(chosen) <= most:
        raise SandboxError(f"{label!r} takes {least} to {most} choices, got {len(chosen)}.")


def filled_components(standing: Standing, values: Json, found: Resolver) -> list[Json]:
    """The modal's components as the interaction carries them back, each with what the person put in."""
    given = match_values(standing.form, values)
    sent: list[Json] = []
    for outer in standing.modal["components"]:
        about: Json = {"type": outer["type"], "id": outer["id"]}
        if outer["type"] == parts.LABEL:
            about["component"] = _filled(outer["component"], outer["label"], given, standing.form, found)
        elif outer["type"] == parts.ROW:
            inner = outer["components"]
            about["components"] = [
                _filled(each, each.get("label") or "", given, standing.form, found) for each in inner
            ]
        sent.append(about)
    return sent


def _filled(component: Json, label: str, given: Json, form: OpenForm, found: Resolver) -> Json:
    value = given.get(component["custom_id"])
    sent: Json = {"type": component["type"], "id": component["id"], "custom_id": component["custom_id"]}
    match component["type"]:
        case parts.TEXT_INPUT:
            return sent | {"value": text_value(component, label, value, form)}
        case parts.CHECKBOX:
            chosen = chosen_values(component | {"options": YES_NO}, label, _word(value))
            return sent | {"value": chosen == ["true"]}
        case parts.RADIO_GROUP:
            chosen = chosen_values(component, label, value)
            return sent | {"value": chosen[0] if chosen else None}
        case parts.UPLOAD:
            if component.get("required") is not False:
                raise SandboxError(f"The sandbox has no files to put into {label!r}.")
            return sent | {"values": []}
    chosen = chosen_values(component, label, value)
    return sent | {"values": [found.by_select(component, each) for each in chosen]}


def _word(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
