"""A slash command's options, as Discord's client lets a person fill them in."""

from __future__ import annotations

from typing import Any

from sandbox.discord.commands import Leaf
from sandbox.discord.resolved import Resolver
from sandbox.kit import Json, SandboxError

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(3, 11)
KINDS = {3: "text", 4: "whole number", 5: "yes/no", 6: "user", 7: "channel", 8: "role", 9: "user or role", 10: "number"}
WORDS = {"true": True, "yes": True, "false": False, "no": False}


def fill_options(leaf: Leaf, values: Json, found: Resolver, *, focused: str | None = None) -> list[Json]:
    """What a person typed as the interaction's options, after the checks that Discord's client makes.

    While they still type, `focused` is the option that is being completed; required ones may then be missing.
    """
    known = {option["name"]: option for option in leaf.options}
    for name in values:
        if name not in known:
            raise SandboxError(f"/{leaf.name} has no option {name!r}; it has {describe(leaf)}.")
    if focused is not None and not known.get(focused, {}).get("autocomplete"):
        raise SandboxError(f"/{leaf.name} completes no option {focused!r}; it has {describe(leaf)}.")
    filled = []
    for name, option in known.items():
        value = values.get(name)
        if name == focused:
            typed = "" if value is None else str(value)
            filled.append({"name": name, "type": option["type"], "value": typed, "focused": True})
        elif value is not None:
            filled.append({"name": name, "type": option["type"], "value": convert(option, value, found)})
        elif option.get("required") and focused is None:
            raise SandboxError(f"/{leaf.name} needs {name!r}; it has {describe(leaf)}.")
    return filled


def describe(leaf: Leaf) -> str:
    shown = [
        f"{each['name']} ({KINDS.get(each['type'], 'file')}{', required' if each.get('required') else ''})"
        for each in leaf.options
    ]
    return ", ".join(shown) or "none"


def convert(option: Json, value: Any, found: Resolver) -> Any:
    if option.get("choices"):
        return _choice(option, value)
    if option["type"] not in KINDS:
        raise SandboxError(f"The sandbox has no files to fill option {option['name']!r} with.")
    if option["type"] == STRING:
        return _bounded(option, str(value), len(str(value)), "length")
    if option["type"] in (INTEGER, NUMBER):
        number = _number(option, value)
        return _bounded(option, number, number, "value")
    if option["type"] == BOOLEAN:
        return _truth(option, value)
    finders = {USER: found.user, CHANNEL: found.channel, ROLE: found.role, MENTIONABLE: found.mentionable}
    return finders[option["type"]](str(value))


def _choice(option: Json, value: Any) -> Any:
    for choice in option["choices"]:
        if value == choice["value"] or str(value).casefold() == str(choice["name"]).casefold():
            return choice["value"]
    offered = ", ".join(repr(choice["name"]) for choice in option["choices"])
    raise SandboxError(f"{option['name']!r} offers no {value!r}; it offers {offered}.")


def _number(option: Json, value: Any) -> int | float:
    try:
        return int(value) if option["type"] == INTEGER else float(value)
    except (TypeError, ValueError):
        kind = "a whole number" if option["type"] == INTEGER else "a number"
        raise SandboxError(f"{option['name']!r} takes {kind}, not {value!r}.") from None


def _truth(option: Json, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).casefold() in WORDS:
        return WORDS[str(value).casefold()]
    raise SandboxError(f"{option['name']!r} takes true or false, not {value!r}.")


def _bounded(option: Json, value: Any, measure: float, what: str) -> Any:
    least, most = option.get(f"min_{what}"), option.get(f"max_{what}")
    if (least is not None and measure < least) or (most is not None and measure > most):
        bounds = f"from {least}" if most is None else f"up to {most}" if least is None else f"of {least} to {most}"
        raise SandboxError(f"{option['name']!r} takes a {what} {bounds}, got {measure}.")
    return value
