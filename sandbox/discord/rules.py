"""Discord's rules that its OpenAPI does not state, by hand from its documentation. Each check returns what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sandbox.discord import rules_components
from sandbox.discord.errors import Problem, problem
from sandbox.kit import Json

CONTENT, EMBEDS_TOGETHER = 2000, 6000
COMMANDS, OPTIONS, COMMAND_SIZE = 100, 25, 8000
SUB_COMMAND, SUB_GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
CHAT_INPUT = 1
NAME = re.compile(r"[-_'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}")
WITH_DATA = {4, 8, 9}
MESSAGE_ANSWERS, UPDATE_ANSWERS, CHOICES, MODAL = (4, 5), (6, 7), 8, 9
COMPONENT, AUTOCOMPLETE, SUBMIT = 3, 4, 5
STAGE, VOICE, EXTERNAL = 1, 2, 3


def check_message(body: Json, *, v2: bool, files: int = 0) -> list[Problem]:
    """A new message. `v2`: its flags say that it is made of components only."""
    problems = list(_check_text(body, v2=v2))
    problems += rules_components.check(body.get("components"), v2=v2)
    if not _says_something(body, v2=v2, files=files):
        problems.append(problem("empty message", "A message needs content, embeds, components or files"))
    return problems


def check_edit(body: Json, before: Json, *, v2: bool, files: int = 0) -> list[Problem]:
    """An edit, laid over what the message was."""
    kept = {key: before[key] for key in ("content", "embeds", "components", "attachments")}
    # A message that becomes components v2 has to give up its content and embeds in the same edit.
    problems = list(_check_text(kept | body if v2 else body, v2=v2))
    problems += rules_components.check(body.get("components"), v2=v2)
    if not _says_something(kept | body, v2=v2, files=files):
        problems.append(problem("empty message", "An edit must leave content, embeds, components or files"))
    return problems


def _says_something(body: Json, *, v2: bool, files: int) -> bool:
    if v2:
        return bool(body.get("components"))
    said = any(body.get(key) for key in ("embeds", "sticker_ids", "poll", "attachments", "message_snapshots"))
    return said or bool(files) or bool((body.get("content") or "").strip())


def _check_text(body: Json, *, v2: bool) -> Iterator[Problem]:
    content, embeds = body.get("content") or "", body.get("embeds") or []
    if len(content) > CONTENT:
        yield problem("content too long", f"Must be {CONTENT} or fewer in length, is {len(content)}", "content")
    if v2 and content:
        yield problem(
            "content beside components v2", "The content field cannot be used with IS_COMPONENTS_V2", "content"
        )
    if v2 and embeds:
        yield problem("embeds beside components v2", "The embeds field cannot be used with IS_COMPONENTS_V2", "embeds")
    if v2 and body.get("poll"):
        yield problem("poll beside components v2", "The poll field cannot be used with IS_COMPONENTS_V2", "poll")
    if sum(map(_embed_size, embeds)) > EMBEDS_TOGETHER:
        yield problem("embeds too long", f"Embeds exceed {EMBEDS_TOGETHER} characters together", "embeds")
    for number, embed in enumerate(embeds):
        yield from _check_embed(embed, number)
    mentions = body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if kind in (mentions.get("parse") or []) and mentions.get(kind):
            detail = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive"
            yield problem("allowed mentions contradict", detail, "allowed_mentions")


def _check_embed(embed: Json, number: int) -> Iterator[Problem]:
    for index, field in enumerate(embed.get("fields") or []):
        for key in ("name", "value"):
            if not str(field.get(key) or "").strip():
                yield problem("empty embed field", "This field is required", "embeds", number, "fields", index, key)
    if not any(embed.get(key) for key in ("title", "description", "fields", "image", "thumbnail", "author", "footer")):
        yield problem("empty embed", "An embed must show something", "embeds", number)


def _embed_size(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        texts += [field.get("name"), field.get("value")]
    return sum(len(text or "") for text in texts)


def check_callback(body: Json, *, kind: int, on_message: bool) -> list[Problem]:
    """The first answer to an interaction of that kind. `on_message`: it came from a message's component."""
    answer = body.get("type")
    problems = []
    if answer in WITH_DATA and not body.get("data"):
        problems.append(problem("callback without data", f"Type {answer} needs data", "data"))
    fits = {
        CHOICES: kind == AUTOCOMPLETE,
        MODAL: kind not in (AUTOCOMPLETE, SUBMIT),
        **dict.fromkeys(MESSAGE_ANSWERS, kind != AUTOCOMPLETE),
        **dict.fromkeys(UPDATE_ANSWERS, kind == COMPONENT or (kind == SUBMIT and on_message)),
    }
    if not fits.get(answer or 0, False):
        detail = f"Type {answer} cannot answer an interaction of type {kind}"
        problems.append(problem("callback type does not fit", detail, "type"))
    if answer == CHOICES:
        problems += _check_choices((body.get("data") or {}).get("choices") or [], ("data", "choices"))
    return problems


def check_modal(data: Json) -> list[Problem]:
    return rules_components.check_modal(data)


def check_commands(bodies: list[Json]) -> list[Problem]:
    """All commands of one scope together."""
    problems = []
    counted = Counter((body.get("type") or CHAT_INPUT, body.get("name")) for body in bodies)
    if sum(kind == CHAT_INPUT for kind, _ in counted.elements()) > COMMANDS:
        problems.append(problem("too many commands", f"Maximum number of application commands reached ({COMMANDS})"))
    for (_, name), count in counted.items():
        if count > 1:
            problems.append(problem("duplicate command name", f"Application command names must be unique: {name}"))
    for number, body in enumerate(bodies):
        problems += _check_command(body, (number,))
    return problems


def _check_command(body: Json, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if (body.get("type") or CHAT_INPUT) != CHAT_INPUT:
        return
    yield from _check_names(body, path)
    size = _command_size(body)
    if size > COMMAND_SIZE:
        yield problem("command too long", f"Names, descriptions and choices exceed {COMMAND_SIZE}: {size}", *path)
    yield from _check_options(body.get("options") or [], (*path, "options"))


def _check_names(body: Json, path: tuple[str | int, ...]) -> Iterator[Problem]:
    name, description = str(body.get("name") or ""), str(body.get("description") or "")
    if not NAME.fullmatch(name) or name != name.lower():
        yield problem("command name", f"{name!r} must be 1 to 32 lower-case word characters", *path, "name")
    if not 1 <= len(description) <= 100:
        yield problem("command description", "Must be between 1 and 100 in length", *path, "description")


def _command_size(body: Json) -> int:
    choices = body.get("choices") or []
    own = len(str(body.get("name") or "")) + len(str(body.get("description") or ""))
    own += sum(len(str(each.get("name"))) + len(str(each.get("value"))) for each in choices)
    return own + sum(map(_command_size, body.get("options") or []))


def _check_options(options: list[Json], path: tuple[str | int, ...]) -> Iterator[Problem]:
    if len(options) > OPTIONS:
        yield problem("too many options", f"Must be {OPTIONS} or fewer", *path)
    names = Counter(option.get("name") for option in options)
    yield from (
        problem("duplicate option name", f"Option names must be unique: {n}", *path) for n, c in names.items() if c > 1
    )
    nested = [option.get("type") in (SUB_COMMAND, SUB_GROUP) for option in options]
    if any(nested) and not all(nested):
        yield problem("options beside sub-commands", "Sub-commands and values cannot be mixed", *path)
    optional_seen = False
    for number, option in enumerate(options):
        here = (*path, number)
        yield from _check_names(option, here)
        if option.get("required") and optional_seen:
            yield problem("required after optional", "Required options must be placed before non-required ones", *here)
        optional_seen = optional_seen or not option.get("required")
        yield from _check_option(option, here)
        yield from _check_options(option.get("options") or [], (*here, "options"))


def _check_option(option: Json, path: tuple[str | int, ...]) -> Iterator[Problem]:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        yield problem("choices beside autocomplete", "Autocomplete needs an option without choices", *path)
    if (choices or option.get("autocomplete")) and option.get("type") not in (STRING, INTEGER, NUMBER):
        yield problem("choices on this type", "Only text and numbers have choices or autocomplete", *path)
    yield from _check_choices(choices, (*path, "choices"))
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        low, high = option.get(least), option.get(most)
        if low is not None and high is not None and low > high:
            yield problem("minimum above maximum", f"{least} must not exceed {most}", *path, least)


def _check_choices(choices: list[Json], path: tuple[str | int, ...]) -> Iterator[Problem]:
    if len(choices) > OPTIONS:
        yield problem("too many choices", f"Must be {OPTIONS} or fewer, are {len(choices)}", *path)
    for number, choice in enumerate(choices):
        if not 1 <= len(str(choice.get("name") or "")) <= 100:
            yield problem("choice name", "Must be between 1 and 100 in length", *path, number, "name")
        if isinstance(choice.get("value"), str) and len(choice["value"]) > 100:
            yield problem("choice value", "Must be 100 or fewer in length", *path, number, "value")
    names = Counter(choice.get("name") for choice in choices)
    yield from (
        problem("duplicate choice", f"Choice names must be unique: {n}", *path) for n, c in names.items() if c > 1
    )


def check_event(event: Json, *, now: datetime, was_started: bool = False) -> list[Problem]:
    """A scheduled event as it would be stored."""
    checks: Iterable[Callable[..., Iterator[Problem]]] = (_check_event_place, _check_event_times)
    problems = [found for check in checks for found in check(event)]
    start = _moment(event.get("scheduled_start_time"))
    if start and start < now and not was_started:
        problems.append(problem("event in the past", "Cannot schedule event in the past", "scheduled_start_time"))
    if not str(event.get("name") or "").strip():
        problems.append(problem("event name", "Must be between 1 and 100 in length", "name"))
    return problems


def _check_event_place(event: Json) -> Iterator[Problem]:
    location = (event.get("entity_metadata") or {}).get("location")
    if event.get("entity_type") == EXTERNAL:
        if not location or len(location) > 100:
            yield problem(
                "external event location", "Must be between 1 and 100 in length", "entity_metadata", "location"
            )
        if event.get("channel_id"):
            yield problem("external event with channel", "Channel must be null for external events", "channel_id")
    elif event.get("entity_type") in (STAGE, VOICE) and not event.get("channel_id"):
        yield problem("voice event without channel", "This field is required", "channel_id")


def _check_event_times(event: Json) -> Iterator[Problem]:
    start, end = _moment(event.get("scheduled_start_time")), _moment(event.get("scheduled_end_time"))
    if event.get("entity_type") == EXTERNAL and end is None:
        yield problem("external event without end", "This field is required", "scheduled_end_time")
    if start and end and end <= start:
        yield problem("end before start", "Must be after scheduled_start_time", "scheduled_end_time")


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def check_dm(body: Json) -> list[Problem]:
    return (
        [] if body.get("recipient_id") else [problem("DM without recipient", "This field is required", "recipient_id")]
    )
