"""Each rule of Slack's that the sandbox watches over: what breaks it is refused, named, and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.slack.bench import SPEC, actions, asks, button, modal, opened, plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.kit import Json
    from tests.sandbox.slack.bench import Bench


def option(value: str = "a", **more: Any) -> Json:
    return {"text": plain(value), "value": value, **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def section(text: str = "Hi", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def typed(**more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "p", **more}


def number(**more: Any) -> Json:
    return {"type": "number_input", "action_id": "n", "is_decimal_allowed": False, **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


URL = "http://127.0.0.1/x.png"
CONFIRM = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}

# The blocks of a message, and where Slack's complaint points.
BAD_BLOCKS: dict[str, tuple[list[Json], str]] = {
    "51 blocks": ([section()] * 51, "/blocks"),
    "unknown block": ([{"type": "hologram"}], "/blocks/0/type"),
    "block without type": ([{"text": plain("x")}], "/blocks/0/type"),
    "block_id of 256": ([section(block_id="x" * 256)], "/blocks/0/block_id"),
    "same block_id twice": ([section(block_id="x"), section(block_id="x")], "/blocks"),
    "header of 151": ([{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text"),
    "header in mrkdwn": ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "/blocks/0/text/type"),
    "header without text": ([{"type": "header"}], "/blocks/0/text"),
    "section without text and fields": ([{"type": "section"}], "/blocks/0"),
    "section of 3001": ([section("x" * 3001)], "/blocks/0/text/text"),
    "empty section": ([section("")], "/blocks/0/text/text"),
    "text of an unknown type": ([{"type": "section", "text": {"type": "html", "text": "x"}}], "/blocks/0/text/type"),
    "11 fields": ([{"type": "section", "fields": [plain("x")] * 11}], "/blocks/0/fields"),
    "field of 2001": ([{"type": "section", "fields": [plain("x" * 2001)]}], "/blocks/0/fields/0/text"),
    "input as accessory": ([section(accessory=typed())], "/blocks/0/accessory/type"),
    "no actions": ([actions()], "/blocks/0/elements"),
    "26 actions": ([actions(*(button(f"b{n}") for n in range(26)))], "/blocks/0/elements"),
    "same action_id twice": ([actions(button("b"), button("b"))], "/blocks/0/elements"),
    "text input among actions": ([actions(typed())], "/blocks/0/elements/0/type"),
    "action_id of 256": ([actions(button("x" * 256))], "/blocks/0/elements/0/action_id"),
    "button label of 76": ([actions(button("b", "x" * 76))], "/blocks/0/elements/0/text/text"),
    "empty button label": ([actions(button("b", ""))], "/blocks/0/elements/0/text/text"),
    "button label in mrkdwn": (
        [actions(button("b") | {"text": {"type": "mrkdwn", "text": "x"}})],
        "/blocks/0/elements/0/text/type",
    ),
    "button value of 2001": ([actions(button("b", value="x" * 2001))], "/blocks/0/elements/0/value"),
    "button url of 3001": ([actions(button("b", url="http://" + "x" * 3000))], "/blocks/0/elements/0/url"),
    "button url that is none": ([actions(button("b", url="nowhere"))], "/blocks/0/elements/0/url"),
    "unknown button style": ([actions(button("b", style="green"))], "/blocks/0/elements/0/style"),
    "confirm title of 101": (
        [actions(button("b", confirm=CONFIRM | {"title": plain("x" * 101)}))],
        "/blocks/0/elements/0/confirm/title/text",
    ),
    "confirm text of 301": (
        [actions(button("b", confirm=CONFIRM | {"text": plain("x" * 301)}))],
        "/blocks/0/elements/0/confirm/text/text",
    ),
    "confirm button of 31": (
        [actions(button("b", confirm=CONFIRM | {"confirm": plain("x" * 31)}))],
        "/blocks/0/elements/0/confirm/confirm/text",
    ),
    "no options": ([actions(select(options=[]))], "/blocks/0/elements/0/options"),
    "neither options nor groups": (
        [actions({"type": "static_select", "action_id": "s"})],
        "/blocks/0/elements/0/options",
    ),
    "101 options": ([actions(select(options=[option(str(n)) for n in range(101)]))], "/blocks/0/elements/0/options"),
    "option text of 76": (
        [actions(select(options=[option() | {"text": plain("x" * 76)}]))],
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value of 76": (
        [actions(select(options=[option(value="a") | {"value": "x" * 76}]))],
        "/blocks/0/elements/0/options/0/value",
    ),
    "option without value": (
        [actions(select(options=[{"text": plain("x")}]))],
        "/blocks/0/elements/0/options/0/value",
    ),
    "option description of 76": (
        [actions(select(options=[option(description=plain("x" * 76))]))],
        "/blocks/0/elements/0/options/0/description/text",
    ),
    "initial option not among the options": (
        [actions(select(initial_option=option("b")))],
        "/blocks/0/elements/0/initial_option",
    ),
    "initial options not among the options": (
        [actions({"type": "checkboxes", "action_id": "c", "options": [option()], "initial_options": [option("b")]})],
        "/blocks/0/elements/0/initial_options/0",
    ),
    "empty option group": (
        [actions({"type": "static_select", "action_id": "s", "option_groups": [{"label": plain("x"), "options": []}]})],
        "/blocks/0/elements/0/option_groups/0/options",
    ),
    "placeholder of 151": ([actions(select(placeholder=plain("x" * 151)))], "/blocks/0/elements/0/placeholder/text"),
    "6 options in an overflow menu": (
        [actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]})],
        "/blocks/0/elements/0/options",
    ),
    "11 checkboxes": (
        [actions({"type": "checkboxes", "action_id": "c", "options": [option(str(n)) for n in range(11)]})],
        "/blocks/0/elements/0/options",
    ),
    "no one may be selected": (
        [actions({"type": "multi_users_select", "action_id": "m", "max_selected_items": 0})],
        "/blocks/0/elements/0/max_selected_items",
    ),
    "date in words": (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": "tomorrow"})],
        "/blocks/0/elements/0/initial_date",
    ),
    "time in words": (
        [actions({"type": "timepicker", "action_id": "d", "initial_time": "25:00"})],
        "/blocks/0/elements/0/initial_time",
    ),
    "no context": ([{"type": "context", "elements": []}], "/blocks/0/elements"),
    "11 in context": ([{"type": "context", "elements": [plain("x")] * 11}], "/blocks/0/elements"),
    "button in context": ([{"type": "context", "elements": [button("b")]}], "/blocks/0/elements/0/type"),
    "image without alt text": ([{"type": "image", "image_url": URL}], "/blocks/0/alt_text"),
    "image without url": ([{"type": "image", "alt_text": "x"}], "/blocks/0/image_url"),
    "image title of 2001": (
        [{"type": "image", "alt_text": "x", "image_url": URL, "title": plain("x" * 2001)}],
        "/blocks/0/title/text",
    ),
    "rich text of an unknown part": ([{"type": "rich_text", "elements": [{"type": "p"}]}], "/blocks/0/elements/0/type"),
    "empty rich text element": ([rich({"type": "text", "text": ""})], "/blocks/0/elements/0/elements/0/text"),
    "rich text without what it needs": ([rich({"type": "user"})], "/blocks/0/elements/0/elements/0/user_id"),
    "rich text of an unknown kind": ([rich({"type": "blink"})], "/blocks/0/elements/0/elements/0/type"),
    "rich text date with a fraction": (
        [rich({"type": "date", "timestamp": 1.5, "format": "{date}"})],
        "/blocks/0/elements/0/elements/0/timestamp",
    ),
    "a block that is none": (["section"], "/blocks/0"),  # type: ignore[list-item]  # that is what is wrong
}


# A modal, and where Slack's complaint points.
BAD_MODALS: dict[str, tuple[Json, str]] = {
    "title of 25": (modal(title=plain("x" * 25)), "/view/title/text"),
    "title missing": ({"type": "modal", "blocks": []}, "/view/title"),
    "submit of 25": (modal(submit=plain("x" * 25)), "/view/submit/text"),
    "close of 25": (modal(close=plain("x" * 25)), "/view/close/text"),
    "private_metadata of 3001": (modal(private_metadata="x" * 3001), "/view/private_metadata"),
    "callback_id of 256": (modal(callback_id="x" * 256), "/view/callback_id"),
    "external_id of 256": (modal(external_id="x" * 256), "/view/external_id"),
    "101 blocks": (modal(*[section()] * 101), "/view/blocks"),
    "no blocks": ({"type": "modal", "title": plain("x")}, "/view/blocks"),
    "a home tab": ({"type": "home", "blocks": []}, "/view/type"),
    "input without submit": (
        {name: value for name, value in modal(asks("t", "T", typed())).items() if name != "submit"},
        "/view/submit",
    ),
    "label of 2001": (modal(asks("t", "x" * 2001, typed())), "/view/blocks/0/label/text"),
    "label missing": (modal({"type": "input", "element": typed()}), "/view/blocks/0/label"),
    "hint of 2001": (modal(asks("t", "T", typed(), hint=plain("x" * 2001))), "/view/blocks/0/hint/text"),
    "element missing": (modal({"type": "input", "label": plain("x")}), "/view/blocks/0/element"),
    "button as input": (modal(asks("t", "T", button("b"))), "/view/blocks/0/element/type"),
    "max_length of 3001": (modal(asks("t", "T", typed(max_length=3001))), "/view/blocks/0/element/max_length"),
    "max_length of 0": (modal(asks("t", "T", typed(max_length=0))), "/view/blocks/0/element/max_length"),
    "min_length of -1": (modal(asks("t", "T", typed(min_length=-1))), "/view/blocks/0/element/min_length"),
    "min over max length": (
        modal(asks("t", "T", typed(min_length=9, max_length=5))),
        "/view/blocks/0/element/min_length",
    ),
    "initial value too long": (
        modal(asks("t", "T", typed(max_length=3, initial_value="1234"))),
        "/view/blocks/0/element/initial_value",
    ),
    "min over max": (
        modal(asks("n", "N", number(min_value="5", max_value="1"))),
        "/view/blocks/0/element/min_value",
    ),
    "number that is none": (modal(asks("n", "N", number(min_value="five"))), "/view/blocks/0/element/min_value"),
    "number written as a number": (modal(asks("n", "N", number(min_value=5))), "/view/blocks/0/element/min_value"),
    "initial number out of bounds": (
        modal(asks("n", "N", number(max_value="5", initial_value="6"))),
        "/view/blocks/0/element/initial_value",
    ),
    "decimals undecided": (
        modal(asks("n", "N", {"type": "number_input", "action_id": "n"})),
        "/view/blocks/0/element/is_decimal_allowed",
    ),
    "two with the focus": (
        modal(asks("a", "A", typed(focus_on_load=True)), asks("b", "B", typed(focus_on_load=True))),
        "/view/blocks",
    ),
    "markdown in a view": (modal({"type": "markdown", "text": "# Hi"}), "/view/blocks/0/type"),
}

# Arguments of a message, the error, and the rule.
BAD_MESSAGES: dict[str, tuple[Json, str]] = {
    "nothing to say": ({}, "no_text"),
    "only empty text": ({"text": ""}, "no_text"),
    "only empty blocks": ({"blocks": []}, "no_text"),
    "40,001 characters": ({"text": "x" * 40_001}, "msg_too_long"),
    "text that is none": ({"text": 5}, "invalid_arguments"),
    "metadata without type": ({"text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_format"),
    "blocks that are no list": ({"text": "x", "blocks": {"type": "section"}}, "invalid_blocks"),
    "101 attachments": ({"text": "x", "attachments": [{"text": "x"}] * 101}, "invalid_blocks"),
}
GOOD: dict[str, list[Json]] = {
    "50 blocks": [section("x" * 3000)] * 50,
    "the longest texts": [
        {"type": "header", "text": plain("x" * 150)},
        {"type": "section", "fields": [plain("x" * 2000)] * 10},
        {"type": "context", "elements": [plain("x" * 3000)] * 10},
    ],
    "25 buttons": [actions(*(button(f"{n}" * 100, "x" * 75, value="x" * 2000) for n in range(10, 35)))],
    "every menu": [
        actions(
            select(options=[option(f"{n}") for n in range(100)], initial_option=option("99")),
            {"type": "users_select", "action_id": "u", "placeholder": plain("x" * 150)},
            {"type": "external_select", "action_id": "e", "min_query_length": 0},
            {"type": "overflow", "action_id": "o", "options": [option(url="http://127.0.0.1/")]},
            {"type": "datepicker", "action_id": "d", "initial_date": "2026-12-31"},
            {"type": "timepicker", "action_id": "t", "initial_time": "23:59"},
            button("c", style="danger", confirm=CONFIRM),
        )
    ],
    "same action_id in two blocks": [actions(button("b")), actions(button("b"), block_id="other")],
    "rich text": [
        rich(
            {"type": "text", "text": "Hi", "style": {"bold": True}},
            {"type": "date", "timestamp": 1792521000, "format": "{date_long}", "fallback": "Tuesday"},
            {"type": "user", "user_id": "U1"},
            {"type": "link", "url": "http://127.0.0.1/", "text": "here"},
        )
    ],
    "divider, image, markdown": [
        {"type": "divider"},
        {"type": "image", "alt_text": "x", "image_url": URL},
        {"type": "markdown", "text": "# Hi"},
    ],
}


@pytest.fixture(
    params=[
        pytest.param(SPEC, id="schema", marks=pytest.mark.skipif(not SPEC.exists(), reason="no published schema here")),
        pytest.param(None, id="by hand"),
    ]
)
async def judge(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    """A workspace whose judge has the published schema, and one that has only its hand-written rules."""
    async with opened(request.param) as bench:
        yield bench


@pytest.mark.parametrize("name", BAD_BLOCKS)
async def test_blocks_that_break_a_rule(judge: Bench, name: str) -> None:
    blocks, at = BAD_BLOCKS[name]
    answer = await judge.call("chat.postMessage", channel=judge.general, text="x", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    assert at in [pointed(each) for each in answer["response_metadata"]["messages"]]
    assert len(judge.kit.violations) == len(answer["response_metadata"]["messages"])
    assert judge.kit.violations[0].request == "chat.postMessage"
    assert judge.slack.messages("general") == []


@pytest.mark.parametrize("name", BAD_MODALS)
async def test_modals_that_break_a_rule(judge: Bench, name: str) -> None:
    view, at = BAD_MODALS[name]
    answer = await judge.call("views.open", trigger_id="1.2.3", view=view)
    assert answer["error"] == "invalid_arguments"
    assert at in [pointed(each) for each in answer["response_metadata"]["messages"]]
    assert len(judge.kit.violations) == len(answer["response_metadata"]["messages"])


@pytest.mark.parametrize("name", BAD_MESSAGES)
async def test_messages_that_break_a_rule(judge: Bench, name: str) -> None:
    args, error = BAD_MESSAGES[name]
    answer = await judge.call("chat.postMessage", channel=judge.general, **args)
    assert answer["error"] == error
    assert judge.kit.violations != []


@pytest.mark.parametrize("name", GOOD)
async def test_what_the_rules_allow_passes(judge: Bench, name: str) -> None:
    answer = await judge.call("chat.postMessage", channel=judge.general, text="x", blocks=GOOD[name])
    assert answer["ok"] is True
    assert judge.kit.violations == []


@pytest.mark.skipif(not SPEC.exists(), reason="no published schema here")
@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("chat.postMessage", {"text": "x", "colour": "red"}),
        ("chat.postEphemeral", {"text": "x"}),
        ("chat.update", {"text": "x"}),
        ("views.publish", {"view": {"type": "home", "blocks": []}}),
    ],
)
async def test_arguments_that_the_method_does_not_take_or_lacks(bench: Bench, method: str, args: Json) -> None:
    place = {} if method.startswith("views") else {"channel": bench.general}
    answer = await bench.call(method, **place, **args)
    assert answer["error"] == "invalid_arguments"
    assert bench.rules_broken() == ["schema"]


async def test_a_missing_argument_is_a_violation_without_a_schema_too(judge: Bench) -> None:
    assert (await judge.call("users.info"))["error"] == "invalid_arguments"
    assert judge.rules_broken() == ["invalid_arguments"]


async def test_a_reply_to_a_response_url_is_judged(judge: Bench) -> None:
    urls: list[str] = []

    @judge.on("command", "/open")
    async def command(ack: Any, body: Any) -> None:
        urls.append(body["response_url"])
        await ack(text="ok")

    await judge.connect()
    await judge.slack.command(user=judge.ben, channel=judge.general, command="/open")
    too_long = await judge.post_to(urls[0], text="x", blocks=[section("x" * 3001)])
    unknown = await judge.post_to(urls[0], text="x", visible="yes")
    wrong = await judge.post_to(urls[0], text="x", response_type="public")
    assert [status for status, _ in (too_long, unknown, wrong)] == [400, 400, 400]
    assert judge.rules_broken() == ["too long", "unknown argument", "response_type"]


@pytest.mark.skipif(not SPEC.exists(), reason="no published schema here")
async def test_the_error_says_which_branch_was_meant(bench: Bench) -> None:
    """Not "is not valid under any of the schemas"."""
    blocks = [section(accessory=select(colour="red"))]
    answer = await bench.call("chat.postMessage", channel=bench.general, text="x", blocks=blocks)
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] Additional properties are not allowed ('colour' was unexpected) [json-pointer:/blocks/0/accessory]"
    ]


def pointed(message: str) -> str:
    return message.partition("[json-pointer:")[2].removesuffix("]")
