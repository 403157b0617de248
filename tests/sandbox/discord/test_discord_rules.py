"""The judge: bad requests are refused as Discord would, and each counts; with and without the OpenAPI beside the checkout."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.discord import Discord, rules
from sandbox.discord.connect import connector
from sandbox.kit import Kit
from tests.sandbox.discord.house import SPEC
from tests.sandbox.discord.payloads import (
    COMMANDS,
    EVENTS,
    MESSAGES,
    V2,
    button,
    field,
    label,
    legacy,
    modal,
    row,
    select,
    text,
    typed,
    v2,
)

Json = dict[str, Any]


@pytest.fixture(params=[True, False], ids=["with OpenAPI", "by hand"])
async def judge(request: pytest.FixtureRequest) -> AsyncIterator[Discord]:
    if request.param and not SPEC.exists():
        pytest.skip("Discord's OpenAPI is not beside this checkout")
    house = Discord(Kit(), spec=SPEC if request.param else None)
    await house.start()
    yield house
    await house.stop()


async def send(judge: Discord, method: str, path: str, body: Any) -> tuple[int, Json]:
    headers = {"Authorization": f"Bot {judge.token}"}
    link = connector(port=judge.port, ca_pem=judge.ca_pem)
    async with (
        aiohttp.ClientSession("https://discord.com", connector=link, headers=headers) as session,
        session.request(method, f"/api/v10{path}", json=body) as response,
    ):
        return response.status, await response.json()


async def check_refused(judge: Discord, method: str, path: str, body: Any, rule: str) -> None:
    status, answer = await send(judge, method, path, body)
    assert status == 400
    assert answer["code"] in (50006, 50035)
    broken = {violation.rule for violation in judge.kit.violations}
    assert rule in broken or any(each.startswith("OpenAPI") for each in broken)
    assert judge.kit.violations[0].payload == body


@pytest.mark.parametrize(("rule", "body"), MESSAGES, ids=[rule for rule, _ in MESSAGES])
async def test_bad_messages_are_refused(judge: Discord, rule: str, body: Json) -> None:
    channel = judge.add_channel(judge.add_guild("One"), "lobby")
    await check_refused(judge, "POST", f"/channels/{channel}/messages", body, rule)
    assert judge.messages(channel) == []


@pytest.mark.parametrize(("rule", "body"), MESSAGES, ids=[rule for rule, _ in MESSAGES])
def test_each_rule_names_itself(rule: str, body: Json) -> None:
    if rule == "unknown message reference":
        return  # needs a channel to look in; its refusal is tested above
    found = rules.check_message(body, v2=body.get("flags") == V2)
    assert {each.rule for each in found} == {rule}


@pytest.mark.parametrize(("rule", "body"), COMMANDS, ids=[rule for rule, _ in COMMANDS])
async def test_bad_commands_are_refused(judge: Discord, rule: str, body: list[Json]) -> None:
    assert rule in {each.rule for each in rules.check_commands(body)}
    application = (await send(judge, "GET", "/applications/@me", None))[1]["id"]
    await check_refused(judge, "PUT", f"/applications/{application}/commands", body, rule)
    assert judge.commands() == []


@pytest.mark.parametrize(("rule", "body"), EVENTS, ids=[rule for rule, _ in EVENTS])
async def test_bad_events_are_refused(judge: Discord, rule: str, body: Json) -> None:
    guild = judge.add_guild("One")
    await check_refused(judge, "POST", f"/guilds/{guild}/scheduled-events", body, rule)
    assert judge.scheduled_events() == []


async def test_direct_messages_need_a_person(judge: Discord) -> None:
    await check_refused(judge, "POST", "/users/@me/channels", {}, "DM without recipient")
    status, answer = await send(judge, "POST", "/users/@me/channels", {"recipient_id": 5})
    assert (status, answer["code"]) == (400, 50033)


async def test_what_is_not_json_is_refused(judge: Discord) -> None:
    link = connector(port=judge.port, ca_pem=judge.ca_pem)
    headers = {"Authorization": f"Bot {judge.token}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession("https://discord.com", connector=link, headers=headers) as session,
        session.post("/api/v10/users/@me/channels", data="{") as response,
    ):
        assert (response.status, (await response.json())["code"]) == (400, 50109)
    assert [violation.rule for violation in judge.kit.violations] == ["not JSON"]


async def test_without_the_token_nothing_is_told(judge: Discord) -> None:
    async with (
        aiohttp.ClientSession("https://discord.com", connector=connector(port=judge.port, ca_pem=judge.ca_pem)) as raw,
        raw.get("/api/v10/users/@me") as response,
    ):
        assert (response.status, await response.json()) == (401, {"message": "401: Unauthorized", "code": 0})


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"content": "x", "colour": 1}, "Additional properties are not allowed ('colour' was unexpected)"),
        ({"content": 5}, 'content: 5 is not of types "null", "string"'),
        (legacy(row(button(style=9))), "components.0.components.0.style"),
        (
            v2({"type": 17, "components": [text("x"), {"type": 99}]}),
            "components.0.components.1: type 99 is not allowed",
        ),
        (
            v2({"type": 9, "components": [text("x")], "accessory": button(label="x" * 81)}),
            "components.0.accessory.label",
        ),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
    ],
)
async def test_errors_name_the_field(spec: Path, body: Json, where: str) -> None:
    house = Discord(Kit(), spec=spec)
    await house.start()
    channel = house.add_channel(house.add_guild("One"), "lobby")
    status, _ = await send(house, "POST", f"/channels/{channel}/messages", body)
    await house.stop()
    assert status == 400
    (violation,) = house.kit.violations
    assert violation.detail.startswith(where)
    assert violation.rule.startswith("OpenAPI")


def test_a_missing_specification_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    Discord(Kit(), spec=None)
    notice = capsys.readouterr().err
    assert notice.count("\n") == 1
    assert "OpenAPI" in notice


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("modal title length", modal(label(typed()), title="x" * 46)),
        ("number of modal components", modal(*(label(typed(custom_id=f"{n}")) for n in range(6)))),
        ("number of modal components", modal()),
        ("custom_id length", modal(label(typed()), custom_id="")),
        ("label length", modal(label(typed(), label="x" * 46))),
        ("label without component", modal({"type": 18, "label": "Name"})),
        ("label twice", modal(label(typed(label="Again")))),
        ("text input without label", modal(row(typed()))),
        ("two inputs in a row", modal(row(typed(label="a"), typed(label="b", custom_id="b")))),
        ("duplicate custom_id", modal(label(typed()), label(typed()))),
        ("minimum above maximum", modal(label(typed(min_length=5, max_length=2)))),
        ("value too long", modal(label(typed(value="abc", max_length=2)))),
        ("disabled in a modal", modal(label(select(disabled=True)))),
        ("button in a modal", modal(row(button()))),
    ],
)
def test_bad_modals_are_found(rule: str, data: Json) -> None:
    assert {each.rule for each in rules.check_modal(data)} == {rule}


def test_good_modals_pass() -> None:
    assert rules.check_modal(modal(text("Hello"), label(typed()), label(select(required=False)))) == []
    assert rules.check_modal(modal(row(typed(label="Name")))) == []


@pytest.mark.parametrize(
    ("rule", "body", "kind", "on_message"),
    [
        ("callback without data", {"type": 4}, 2, False),
        ("callback type does not fit", {"type": 7, "data": {}}, 2, False),
        ("callback type does not fit", {"type": 6}, 5, False),
        ("callback type does not fit", {"type": 9, "data": {"title": "x"}}, 5, True),
        ("callback type does not fit", {"type": 8, "data": {"choices": []}}, 3, True),
        ("callback type does not fit", {"type": 5}, 4, False),
        ("callback type does not fit", {"type": 1}, 2, False),
        ("too many choices", {"type": 8, "data": {"choices": [field(f"{n}") for n in range(26)]}}, 4, False),
        ("choice name", {"type": 8, "data": {"choices": [field("x" * 101)]}}, 4, False),
    ],
)
def test_bad_callbacks_are_found(rule: str, body: Json, kind: int, *, on_message: bool) -> None:
    assert {each.rule for each in rules.check_callback(body, kind=kind, on_message=on_message)} == {rule}


@pytest.mark.parametrize(
    ("rule", "flags", "body"),
    [
        ("empty message", 0, {"content": ""}),
        ("content beside components v2", V2, {"content": "x"}),
        ("component v2 without its flag", 0, {"components": [text("x")]}),
        ("content too long", 0, {"content": "x" * 2001}),
    ],
)
def test_bad_edits_are_found(rule: str, flags: int, body: Json) -> None:
    before: Json = {"content": "" if flags else "old", "embeds": [], "components": [text("old")], "attachments": []}
    assert {each.rule for each in rules.check_edit(body, before, v2=bool(flags))} == {rule}


def test_becoming_components_v2_needs_the_content_gone() -> None:
    before: Json = {"content": "old", "embeds": [], "components": [], "attachments": []}
    body: Json = {"components": [text("new")]}
    assert {each.rule for each in rules.check_edit(body, before, v2=True)} == {"content beside components v2"}
    assert rules.check_edit(body | {"content": None}, before, v2=True) == []
