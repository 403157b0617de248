"""What Slack's payloads say. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Body = dict[str, Any]


def key(body: Body) -> str:
    """One name for a call and all its redeliveries: a form can be sent once, everything else has its own trigger."""
    if body.get("type") == "view_submission":
        return f"slack:view:{body['view']['id']}"
    return f"slack:{body.get('trigger_id') or body.get('event_id')}"


def answers_in(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, str]:
    """What was typed, by the inputs' ids."""
    return {
        block: state.get("value") or (state.get("selected_option") or {}).get("value") or ""
        for block, inputs in values.items()
        for state in inputs.values()
    }
