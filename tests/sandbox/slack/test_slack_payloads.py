"""What the sandbox sends is what Slack sends, by Slack's own published types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.slack.validate import Schema
from tests.sandbox.slack.bench import SPEC, actions, asks, button, modal, plain

if TYPE_CHECKING:
    from sandbox.kit import Json
    from tests.sandbox.slack.bench import Bench

pytestmark = pytest.mark.skipif(not SPEC.exists(), reason="the published Block Kit schema is not beside this checkout")


def problems(entry: str, payload: Json) -> list[str]:
    """What the types have against a payload, less what real payloads do and the types do not know."""
    told = {name: value for name, value in payload.items() if value is not None}  # "enterprise": null
    if entry == "XSubmit":
        told["user"] = {name: value for name, value in told["user"].items() if name != "username"}
    if entry == "XAction" and "view" in told:
        told["response_url"] = ""  # a click in a view has none
    return [str(each) for each in Schema(SPEC).problems(entry, told)]


def keep(bench: Bench) -> list[Json]:
    """Every payload that reaches the app, which answers nothing but the acknowledgement."""
    seen: list[Json] = []

    async def listener(client: Any, request: Any) -> None:
        seen.append(request.payload)
        await client.send_socket_mode_response({"envelope_id": request.envelope_id})
        kind, payload = request.type, request.payload
        if kind == "slash_commands":
            await bench.client.views_open(trigger_id=payload["trigger_id"], view=FORM)
        elif payload.get("response_url"):
            await bench.post_to(payload["response_url"], text="ok")

    bench.listener = listener
    return seen


MENU = [{"text": plain("Red"), "value": "red"}]
FORM = modal(
    asks("t", "Title", {"type": "plain_text_input", "action_id": "title"}, optional=True),
    asks("k", "Kind", {"type": "static_select", "action_id": "kind", "options": MENU}, optional=True),
    asks("c", "Where", {"type": "conversations_select", "action_id": "c", "response_url_enabled": True}, optional=True),
    actions(button("inside", value="v")),
    private_metadata="42",
    notify_on_close=True,
)
ELEMENTS: list[tuple[Json, Any]] = [
    (button("pick", value="v", style="primary"), None),
    ({"type": "static_select", "action_id": "pick", "options": MENU, "placeholder": plain("Pick")}, "red"),
    ({"type": "multi_static_select", "action_id": "pick", "options": MENU, "initial_options": MENU}, ["red"]),
    ({"type": "overflow", "action_id": "pick", "options": MENU}, "red"),
    ({"type": "radio_buttons", "action_id": "pick", "options": MENU}, "red"),
    ({"type": "checkboxes", "action_id": "pick", "options": MENU}, ["red"]),
    ({"type": "datepicker", "action_id": "pick", "initial_date": "2026-01-01"}, "2026-03-01"),
    ({"type": "timepicker", "action_id": "pick"}, "18:30"),
    ({"type": "users_select", "action_id": "pick"}, "Ben"),
    ({"type": "conversations_select", "action_id": "pick"}, "#general"),
]


async def test_a_slash_command(bench: Bench) -> None:
    seen = keep(bench)
    await bench.connect()
    await bench.slack.command(user=bench.ben, channel=bench.general, command="/event", text="list")
    (payload,) = seen
    assert problems("XSlash", payload) == []
    assert {
        name: payload[name] for name in ("command", "text", "user_name", "channel_name", "is_enterprise_install")
    } == {
        "command": "/event",
        "text": "list",
        "user_name": "ben",
        "channel_name": "general",
        "is_enterprise_install": "false",
    }


@pytest.mark.parametrize(
    ("element", "value"), ELEMENTS, ids=lambda each: each["type"] if isinstance(each, dict) else ""
)
async def test_a_click(bench: Bench, element: Json, value: Any) -> None:
    seen = keep(bench)
    await bench.connect()
    posted = await bench.client.chat_postMessage(channel=bench.general, text="Card", blocks=[actions(element)])
    answer = await bench.slack.click(user=bench.ben, message=str(posted["ts"]), action_id="pick", value=value)
    assert answer.text == "ok"
    (payload,) = seen
    assert problems("XAction", payload) == []
    assert payload["message"] == bench.slack.messages("general")[0]


async def test_a_form_and_a_click_in_it_and_its_end(bench: Bench) -> None:
    seen = keep(bench)
    await bench.connect()
    opened = await bench.slack.command(user=bench.ben, channel=bench.general, command="/event")
    assert opened.form is not None
    form = opened.form.id
    values = {"Title": "Rust", "Kind": "Red", "Where": "general"}
    await bench.slack.click(user=bench.ben, view=form, action_id="inside")
    await bench.slack.submit(user=bench.ben, form=form, values=values)
    again = await bench.slack.command(user=bench.ben, channel=bench.general, command="/event")
    assert again.form is not None
    await bench.slack.close(user=bench.ben, form=again.form.id)
    _, click, submission, _, closed = seen
    assert problems("XAction", click) == []
    assert problems("XSubmit", submission) == []
    assert (submission["view"]["private_metadata"], submission["view"]["callback_id"]) == ("42", "form")
    (url,) = submission["response_urls"]
    assert (url["block_id"], url["channel_id"]) == ("c", bench.general)
    assert (closed["type"], closed["is_cleared"], closed["view"]["id"]) == ("view_closed", False, again.form.id)


async def test_an_event(bench: Bench) -> None:
    seen = keep(bench)
    await bench.connect()
    await bench.slack.open_home(bench.ben)
    (payload,) = seen
    event = payload["event"]
    assert (payload["type"], payload["event_id"][:2], event["type"], event["tab"]) == (
        "event_callback",
        "Ev",
        "app_home_opened",
        "home",
    )
    assert [each["team_id"] for each in payload["authorizations"]] == [bench.team]
    assert event["channel"].startswith("D")
