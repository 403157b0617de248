"""The judge: holds what the bot sends against Slack's published schema and documented limits, always."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind

from sandbox.kit import Violation
from sandbox.slack import rules
from sandbox.slack.api import ApiError
from sandbox.slack.element_rules import Findings, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sandbox.kit import Json, Kit
    from sandbox.slack.rules import Surface
    from sandbox.slack.views import OpenView

NO_SCHEMA = "Notice: the sandbox's Slack has no Block Kit schema to check with; only its hand-written rules apply."
ENTRIES = {"chat.postMessage": "XPost", "chat.postEphemeral": "XEph", "chat.update": "XUpdate"}
VIEW_ENTRIES = {"views.open": "XOpen", "views.publish": "XPublish"}
CODES = {"no_text": "no_text", "msg_too_long": "msg_too_long", "metadata": "invalid_metadata_format"}


class Judge:
    """Every broken rule becomes a violation, and the request gets the error that Slack would send."""

    def __init__(self, kit: Kit, spec: Path | None) -> None:
        self._kit = kit
        self._schema = Schema(spec) if spec else None
        if spec is None:
            print(NO_SCHEMA, file=sys.stderr)  # noqa: T201  # the notice that a missing check owes its user

    def message(self, request: str, args: Json) -> None:
        """A message for the API, for a response_url or in an acknowledgement; ApiError if it is not right."""
        reply = request not in ENTRIES
        found = rules.check_message(args, reply=reply)
        # The blocks of a reply have no schema of their own; `team_id` is bolt's addition to every call.
        entry = "XBlocks" if reply else ENTRIES[request]
        part: Any = args.get("blocks") or [] if reply else {k: v for k, v in args.items() if k != "team_id"}
        self._refuse(request, args, self._with_schema(found, entry, part, "/blocks" if reply else ""))

    def view(self, request: str, args: Json) -> None:
        """The arguments of a views method."""
        surface: Surface = "home" if request == "views.publish" else "modal"
        view = args.get("view")
        if request == "views.update" and isinstance(view, dict) and view.get("type") == "home":
            surface = "home"
        found = rules.check_view(view, surface)
        if request in VIEW_ENTRIES:
            part = {name: value for name, value in args.items() if name != "team_id"}
            found = self._with_schema(found, VIEW_ENTRIES[request], part, "")
        else:
            found = self._with_schema(found, "XHome" if surface == "home" else "XModal", view, "/view")
        self._refuse(request, args, found)

    def submission(self, view: OpenView, payload: Json) -> Findings:
        """What is wrong with the acknowledgement of a submitted form."""
        asked = {each["block_id"] for each in view.raw["blocks"] if each["type"] == "input"}
        found = rules.check_submission(payload, asked)
        if "view" in payload:
            found = self._with_schema(found, "XModal", payload["view"], "/view")
        self._note("ack of view_submission", payload, found)
        return found

    def suggestions(self, payload: Json) -> Findings:
        """What is wrong with the options that an external menu was given."""
        found = rules.check_suggestions(payload)
        self._note("ack of block_suggestion", payload, found)
        return found

    def manifest(self, commands: list[Json]) -> None:
        """The app's slash commands, as they are declared."""
        for each in commands:
            self._note("manifest", each, rules.check_command(each))
        names = [each.get("command") for each in commands]
        twice = sorted({str(name) for name in names if names.count(name) > 1})
        self._note("manifest", commands, [Problem("", "duplicate command", f"{name} twice") for name in twice])
        if len(commands) > 50:
            self._note("manifest", names, [Problem("", "too many commands", "an app has at most 50")])

    def _with_schema(self, found: Findings, entry: str, payload: Any, prefix: str) -> Findings:
        """Add what the schema finds where the hand rules, whose words are clearer, found nothing."""
        if self._schema is None:
            return found
        known = [each.at for each in found]
        for problem in self._schema.problems(entry, payload, prefix):
            if not any(problem.at.startswith(at) or at.startswith(problem.at) for at in known):
                found.append(problem)
        return found

    def _note(self, request: str, payload: Any, found: Iterable[Problem]) -> None:
        for each in found:
            detail = f"{each.detail} (at {each.at or '/'})"
            self._kit.violations.append(Violation("slack", request, each.rule, detail, payload))

    def _refuse(self, request: str, args: Json, found: Findings) -> None:
        if not found:
            return
        self._note(request, args, found)
        first = found[0]
        in_blocks = first.at.startswith(("/blocks", "/attachments"))
        code = CODES.get(first.rule, "invalid_blocks" if in_blocks else "invalid_arguments")
        raise ApiError(code, [str(each) for each in found], noted=True)


class Schema:
    """The published Block Kit schema, with errors that a person can read."""

    def __init__(self, spec: Path) -> None:
        whole = json.loads(spec.read_text(encoding="utf-8"))
        self._definitions = _without_loose_blocks(whole["definitions"])
        self._validators: dict[str, jsonschema_rs.Draft7Validator] = {}

    def problems(self, entry: str, payload: Any, prefix: str = "") -> list[Problem]:
        """What the definition `entry` has against `payload`; `prefix` is where the payload stands in the request."""
        if entry not in self._validators:
            schema = {"$ref": f"#/definitions/{entry}", "definitions": self._definitions}
            self._validators[entry] = jsonschema_rs.Draft7Validator(schema)
        validator = self._validators[entry]
        if validator.is_valid(payload):
            return []
        errors = (leaf for error in validator.iter_errors(payload) for leaf in _leaves(error))
        return [Problem(prefix + _pointer(each), "schema", each.message[:300]) for each in errors]


def _without_loose_blocks(node: Any) -> Any:
    """The schema without its `Block`, which lets a block of any type pass as long as it has nothing in it."""
    if isinstance(node, list):
        return [_without_loose_blocks(each) for each in node if each != {"$ref": "#/definitions/Block"}]
    return {key: _without_loose_blocks(value) for key, value in node.items()} if isinstance(node, dict) else node


def _pointer(error: jsonschema_rs.ValidationError) -> str:
    return "".join(f"/{each}" for each in error.instance_path)


def _leaves(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError]:
    """The errors that matter: of an `anyOf`, those of the branch that was meant, which its `type` tells."""
    if not isinstance(error.kind, ValidationErrorKind.AnyOf):
        return [error]
    meant = [branch for branch in error.kind.context if not _other_type(branch, error)]
    if not meant:
        return [error]
    closest = min(meant, key=lambda branch: (sum(map(_misfit, branch)), len(branch)))
    return [leaf for each in closest for leaf in _leaves(each)] or [error]


def _other_type(branch: list[jsonschema_rs.ValidationError], error: jsonschema_rs.ValidationError) -> bool:
    """Whether the branch is for another `type` than the payload has at that place."""
    here = [*error.instance_path, "type"]
    for each in branch:
        if isinstance(each.kind, ValidationErrorKind.Constant) and list(each.instance_path) == here:
            return True
        if isinstance(each.kind, ValidationErrorKind.AnyOf) and list(each.instance_path) == here[:-1]:
            return all(_other_type(inner, error) for inner in each.kind.context)
    return False


def _misfit(error: jsonschema_rs.ValidationError) -> int:
    """How far an argument list is from the branch: what it has too much, and what it lacks."""
    if isinstance(error.kind, ValidationErrorKind.AdditionalProperties):
        return len(error.kind.unexpected)
    return 1 if isinstance(error.kind, ValidationErrorKind.Required) else 0
