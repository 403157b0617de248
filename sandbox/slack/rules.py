"""Slack's documented rules for messages, views and commands, which no schema can say or which ours leaves out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from sandbox.slack import element_rules as within
from sandbox.slack.element_rules import ANY_TEXT, Findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.kit import Json

Surface = Literal["message", "modal", "home"]
MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
TEXT_LIMIT = 40_000
REPLY_ARGS = {
    *("text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts"),
    *("mrkdwn", "unfurl_links", "unfurl_media", "metadata", "parse", "link_names"),
}
ONLY_IN_MESSAGES = ("markdown", "table", "file", "data_table")
OTHER_BLOCKS = (*ONLY_IN_MESSAGES, "video", "context_actions", "alert", "card", "carousel", "container", "plan")
RICH_NEEDS = {
    "text": ("text",),
    "link": ("url",),
    "emoji": ("name",),
    "date": ("timestamp", "format"),
    "user": ("user_id",),
    "channel": ("channel_id",),
    "usergroup": ("usergroup_id",),
    "team": ("team_id",),
    "broadcast": ("range",),
    "color": ("value",),
}
COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
# What Slack keeps for itself; an app that takes one of these names is refused or never called.
BUILT_IN = {
    *("/active", "/apps", "/archive", "/away", "/call", "/collapse", "/dm", "/dnd", "/expand", "/feed", "/feedback"),
    *("/giphy", "/help", "/huddle", "/invite", "/invite_people", "/join", "/kick", "/leave", "/me", "/msg", "/mute"),
    *("/open", "/part", "/prefs", "/remind", "/remove", "/rename", "/search", "/shortcuts", "/shrug", "/star"),
    *("/status", "/topic", "/who"),
}


def check_message(args: Json, *, reply: bool = False) -> Findings:
    """What a message may hold; `reply`: it goes to a response_url or into an acknowledgement."""
    found = Findings()
    text = args.get("text")
    if not text and not args.get("blocks") and not args.get("attachments") and not args.get("markdown_text"):
        found.add("/text", "no_text", "a message needs text, blocks or attachments")
    if not isinstance(text, str | None):
        found.add("/text", "type", "must be a string")
    elif text and len(text) > TEXT_LIMIT:
        found.add("/text", "msg_too_long", f"must be at most {TEXT_LIMIT} characters, and has {len(text)}")
    if args.get("blocks") is not None:
        check_blocks(found, args["blocks"], "/blocks", "message")
    if args.get("attachments") is not None:
        for at, each in found.items(args["attachments"], "/attachments", 100, least=0):
            if "blocks" in each:
                check_blocks(found, each["blocks"], f"{at}/blocks", "message")
    if args.get("metadata"):
        _metadata(found, args["metadata"])
    if reply:
        _reply(found, args)
    return found


def _metadata(found: Findings, metadata: Any) -> None:
    if not found.thing(metadata, "/metadata"):
        return
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        found.add("/metadata", "metadata", "needs event_type (a string) and event_payload (an object)")


def _reply(found: Findings, args: Json) -> None:
    for name in args.keys() - REPLY_ARGS:
        found.add(f"/{name}", "unknown argument", f"a reply knows no argument {name!r}")
    if args.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
        found.add("/response_type", "response_type", "must be ephemeral or in_channel")


def check_view(view: Any, surface: Surface) -> Findings:
    """A modal or a home tab."""
    found = Findings()
    if not found.thing(view, "/view"):
        return found
    if view.get("type") != surface:
        found.add("/view/type", "view type", f"must be {surface}")
        return found
    for name, limit in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if name in view:
            found.string(view[name], f"/view/{name}", limit, least=0)
    if surface == "modal":
        found.text(view.get("title"), "/view/title", 24)
        for name in ("submit", "close"):
            if name in view:
                found.text(view[name], f"/view/{name}", 24)
    check_blocks(found, view.get("blocks"), "/view/blocks", surface)
    if not found:
        _check_whole_view(found, view, surface)
    return found


def _check_whole_view(found: Findings, view: Json, surface: Surface) -> None:
    asks = [each for each in view["blocks"] if each["type"] == "input"]
    if surface == "modal" and asks and "submit" not in view:
        found.add("/view/submit", "submit", "a modal with an input block needs submit")
    focused = [each for each in asks if each["element"].get("focus_on_load")]
    if len(focused) > 1:
        found.add("/view/blocks", "focus_on_load", "only one element of a view may have focus_on_load")


def check_blocks(found: Findings, blocks: Any, at: str, surface: Surface) -> None:
    """All blocks of one message or view."""
    listed = found.items(blocks, at, MOST_BLOCKS[surface], least=0)
    for where, block in listed:
        kind = str(block.get("type"))
        if kind in BLOCKS:
            BLOCKS[kind](found, block, where)
        elif kind not in OTHER_BLOCKS or (kind in ONLY_IN_MESSAGES and surface != "message"):
            found.add(f"{where}/type", "block type", f"unsupported type: {kind}")
        if "block_id" in block:
            found.string(block["block_id"], f"{where}/block_id", 255)
    ids = Counter(str(block["block_id"]) for _, block in listed if "block_id" in block)
    for block_id in (each for each, times in ids.items() if times > 1):
        found.add(at, "duplicate block_id", f"block_id {block_id!r} stands more than once")


def _section(found: Findings, block: Json, at: str) -> None:
    if "text" not in block and "fields" not in block:
        found.add(at, "section", "a section needs text or fields")
    if "text" in block:
        found.text(block["text"], f"{at}/text", 3000, ANY_TEXT)
    if "fields" in block:
        for where, text in found.items(block["fields"], f"{at}/fields", 10):
            found.text(text, where, 2000, ANY_TEXT)
    if "accessory" in block and found.thing(block["accessory"], f"{at}/accessory"):
        within.check_element(found, block["accessory"], f"{at}/accessory", within.IN_SECTION)


def _header(found: Findings, block: Json, at: str) -> None:
    found.text(block.get("text"), f"{at}/text", 150)


def _actions(found: Findings, block: Json, at: str) -> None:
    listed = found.items(block.get("elements"), f"{at}/elements", 25)
    for where, element in listed:
        within.check_element(found, element, where, within.IN_ACTIONS)
    ids = Counter(str(element["action_id"]) for _, element in listed if "action_id" in element)
    for action_id in (each for each, times in ids.items() if times > 1):
        found.add(
            f"{at}/elements", "duplicate action_id", f"action_id {action_id!r} stands more than once in the block"
        )


def _context(found: Findings, block: Json, at: str) -> None:
    for where, element in found.items(block.get("elements"), f"{at}/elements", 10):
        if element.get("type") == "image":
            within.check_image(found, element, where)
        else:
            found.text(element, where, 3000, ANY_TEXT)


def _image(found: Findings, block: Json, at: str) -> None:
    within.check_image(found, block, at)
    if "title" in block:
        found.text(block["title"], f"{at}/title", 2000)


def _input(found: Findings, block: Json, at: str) -> None:
    found.text(block.get("label"), f"{at}/label", 2000)
    if "hint" in block:
        found.text(block["hint"], f"{at}/hint", 2000)
    if found.thing(block.get("element"), f"{at}/element"):
        within.check_element(found, block["element"], f"{at}/element", within.IN_INPUT)


def _divider(_found: Findings, _block: Json, _at: str) -> None:
    """A divider has nothing to check."""


def _rich_text(found: Findings, block: Json, at: str) -> None:
    for where, part in found.items(block.get("elements"), f"{at}/elements", 1000, least=0):
        kind = part.get("type")
        inner = found.items(part.get("elements"), f"{where}/elements", 1000, least=0)
        if kind == "rich_text_list":
            for deeper, item in inner:
                for pointer, element in found.items(item.get("elements"), f"{deeper}/elements", 1000, least=0):
                    _rich_element(found, element, pointer)
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            for pointer, element in inner:
                _rich_element(found, element, pointer)
        else:
            found.add(f"{where}/type", "rich text", f"unsupported type: {kind}")


def _rich_element(found: Findings, element: Json, at: str) -> None:
    kind = str(element.get("type"))
    if kind not in RICH_NEEDS:
        found.add(f"{at}/type", "rich text", f"unsupported type: {kind}")
        return
    for name in RICH_NEEDS[kind]:
        if element.get(name) in (None, ""):
            found.add(f"{at}/{name}", "empty", "must be given, and not be empty")
    if kind == "date" and not isinstance(element.get("timestamp"), int):
        found.add(f"{at}/timestamp", "type", "must be a whole number of seconds")


BLOCKS: dict[str, Callable[[Findings, Json, str], None]] = {
    "section": _section,
    "header": _header,
    "actions": _actions,
    "context": _context,
    "image": _image,
    "input": _input,
    "divider": _divider,
    "rich_text": _rich_text,
}


def check_suggestions(payload: Json) -> Findings:
    """What an external menu's acknowledgement offers; no option at all is fine here."""
    found = Findings()
    if payload.get("options") != [] and payload.get("option_groups") != []:
        within.check_options(found, payload, "")
    return found


def check_submission(payload: Json, input_ids: set[str]) -> Findings:
    """The acknowledgement of a submitted form that asks the `input_ids`."""
    found = Findings()
    match payload.get("response_action"):
        case None:
            if payload:
                found.add("", "response_action", "a form's acknowledgement is empty or has a response_action")
        case "clear":
            pass
        case "errors":
            errors = payload.get("errors")
            if not isinstance(errors, dict) or not errors:
                found.add("/errors", "errors", "must be an object with at least one block_id")
                return found
            for block_id, what in errors.items():
                found.string(what, f"/errors/{block_id}", 3000)
                if block_id not in input_ids:
                    found.add(f"/errors/{block_id}", "errors", f"the form has no input block {block_id!r}")
        case "update" | "push":
            found += check_view(payload.get("view"), "modal")
        case other:
            found.add("/response_action", "response_action", f"unknown: {other!r}")
    return found


def check_command(declared: Json) -> Findings:
    """One slash command of the app's manifest."""
    found = Findings()
    name = str(declared.get("command"))
    if not COMMAND.fullmatch(name):
        found.add("/command", "command name", f"{name!r}: a slash, then up to 31 of a-z, 0-9, - and _")
    if name in BUILT_IN:
        found.add("/command", "reserved command", f"{name} is Slack's own")
    found.string(declared.get("description"), "/description", 2000)
    if declared.get("usage_hint"):
        found.string(declared["usage_hint"], "/usage_hint", 1000)
    return found
