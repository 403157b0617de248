from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.kit import SandboxError
from tests.sandbox.slack.bench import actions, asks, button, modal, plain

if TYPE_CHECKING:
    from sandbox.kit import Json
    from tests.sandbox.slack.bench import Bench


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


async def post(bench: Bench, *blocks: Json, channel: str | None = None) -> str:
    posted = await bench.client.chat_postMessage(channel=channel or bench.general, text="Card", blocks=blocks)
    return str(posted["ts"])


MENU = [option("red"), option("blue")]
CHOICES: list[tuple[Json, Any, Json]] = [
    ({"type": "static_select", "options": MENU}, "Blue", {"selected_option": option("blue")}),
    ({"type": "multi_static_select", "options": MENU}, ["red"], {"selected_options": [option("red")]}),
    ({"type": "overflow", "options": MENU}, "red", {"selected_option": option("red")}),
    ({"type": "radio_buttons", "options": MENU}, "red", {"selected_option": option("red")}),
    ({"type": "checkboxes", "options": MENU}, ["red", "blue"], {"selected_options": MENU}),
    ({"type": "checkboxes", "options": MENU, "initial_options": MENU}, [], {"selected_options": []}),
    ({"type": "datepicker"}, "2026-03-01", {"selected_date": "2026-03-01"}),
    ({"type": "timepicker"}, "18:30", {"selected_time": "18:30"}),
    ({"type": "datetimepicker"}, "2026-03-01T18:30:00+00:00", {"selected_date_time": 1772389800}),
]


@pytest.mark.parametrize(("element", "value", "told"), CHOICES, ids=lambda each: str(each)[:30])
async def test_each_kind_of_element_tells_what_was_chosen(bench: Bench, element: Json, value: Any, told: Json) -> None:
    seen: list[Json] = []

    @bench.on("action", "pick")
    async def pick(ack: Any, respond: Any, body: Any) -> None:
        seen.append(body)
        await ack()
        await respond(text="ok")

    await bench.connect()
    ts = await post(bench, actions({**element, "action_id": "pick"}))
    await bench.slack.click(user=bench.ben, message=ts, action_id="pick", value=value)
    action = seen[0]["actions"][0]
    assert {name: action[name] for name in told} == told
    stateful = element["type"] != "overflow"
    assert seen[0]["state"]["values"] == ({"acts": {"pick": {"type": element["type"], **told}}} if stateful else {})
    assert bench.kit.violations == []


async def test_people_and_places_can_be_chosen(bench: Bench) -> None:
    seen: list[Json] = []

    @bench.on("action", "pick")
    async def pick(ack: Any, respond: Any, action: Any) -> None:
        seen.append(action)
        await ack()
        await respond(text="ok")

    await bench.connect()
    ts = await post(
        bench,
        actions({"type": "users_select", "action_id": "pick"}, block_id="a"),
    )
    other = await post(bench, actions({"type": "multi_channels_select", "action_id": "pick"}, block_id="b"))
    await bench.slack.click(user=bench.ben, message=ts, action_id="pick", value=bench.ada)
    await bench.slack.click(user=bench.ben, message=other, action_id="pick", value=["#general"])
    assert [seen[0]["selected_user"], seen[1]["selected_channels"]] == [bench.ada, [bench.general]]


async def test_a_message_can_be_replaced_and_deleted_through_the_response_url(bench: Bench) -> None:
    @bench.on("action", "replace")
    async def replace(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Replaced", replace_original=True)

    @bench.on("action", "delete")
    async def delete(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    await bench.connect()
    ts = await post(bench, actions(button("replace"), button("delete")))
    answer = await bench.slack.click(user=bench.ben, message=ts, action_id="replace")
    assert (answer.text, answer.private) == ("Replaced", False)
    assert [each["text"] for each in bench.slack.messages("general")] == ["Replaced"]
    assert "blocks" not in bench.slack.messages("general")[0]
    other = await post(bench, actions(button("delete")))
    await bench.slack.click(user=bench.ben, message=other, action_id="delete")
    assert len(bench.slack.messages("general")) == 1
    assert bench.kit.violations == []


async def test_an_ephemeral_message_is_for_one_person_and_can_be_clicked(bench: Bench) -> None:
    seen: list[Json] = []

    @bench.on("action", "yes")
    async def yes(ack: Any, respond: Any, body: Any) -> None:
        seen.append(body)
        await ack()
        await respond(text="Noted", replace_original=True)

    await bench.connect()
    await bench.client.chat_postEphemeral(
        channel=bench.general, user=bench.ben, text="Sure?", blocks=[actions(button("yes"))]
    )
    assert bench.slack.messages("general", seen_by=bench.ada) == []
    (message,) = bench.slack.messages("general", seen_by=bench.ben)
    assert message["is_ephemeral"] is True
    with pytest.raises(SandboxError, match="Ada Lovelace sees no message"):
        await bench.slack.click(user=bench.ada, message=message["ts"], action_id="yes")
    answer = await bench.slack.click(user=bench.ben, message=message["ts"], action_id="yes")
    assert (answer.text, answer.private) == ("Noted", True)
    assert len(bench.slack.messages("general", seen_by=bench.ben)) == 1
    assert seen[0]["container"]["is_ephemeral"] is True
    assert "message" not in seen[0]
    assert (await bench.call("conversations.history", channel=bench.general))["messages"] == []


async def test_a_direct_message_can_be_clicked_and_its_change_is_the_answer(bench: Bench) -> None:
    @bench.on("action", "accept")
    async def accept(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="Accepted")

    await bench.connect()
    ts = await post(bench, actions(button("accept")), channel=bench.ben)
    answer = await bench.slack.click(user=bench.ben, message=ts, action_id="accept")
    assert (answer.text, answer.private) == ("Accepted", True)
    with pytest.raises(SandboxError, match="Ada Lovelace is not in"):
        await bench.slack.click(user=bench.ada, message=ts, action_id="accept")
    assert [each["text"] for each in bench.slack.messages(f"dm:{bench.ben}")] == ["Accepted"]


async def test_the_changed_card_is_the_answer_where_nothing_else_comes(bench: Bench) -> None:
    @bench.on("action", "going")
    async def going(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="1 going")

    await bench.connect()
    ts = await post(bench, actions(button("going")))
    answer = await bench.slack.click(user=bench.ben, message=ts, action_id="going")
    assert (answer.text, answer.private) == ("1 going", False)


async def test_a_button_that_opens_a_link_needs_no_answer(bench: Bench) -> None:
    @bench.on("action", "link")
    async def link(ack: Any) -> None:
        await ack()

    await bench.connect()
    ts = await post(bench, actions(button("link", url="http://127.0.0.1/calendar")))
    answer = await bench.slack.click(user=bench.ben, message=ts, action_id="link")
    assert answer.ack_ms is not None
    assert (answer.text, answer.message) == ("", None)


async def test_of_equal_action_ids_the_value_decides(bench: Bench) -> None:
    @bench.on("action", "rsvp")
    async def rsvp(ack: Any, respond: Any, action: Any) -> None:
        await ack()
        await respond(text=action["value"])

    await bench.connect()
    yes = actions(button("rsvp", value="yes"), block_id="a")
    no = {"type": "section", "text": plain("Or"), "block_id": "b", "accessory": button("rsvp", value="no")}
    ts = await post(bench, yes, no)
    answers = [await bench.slack.click(user=bench.ben, message=ts, action_id="rsvp", value=v) for v in ("no", "yes")]
    assert [each.text for each in answers] == ["no", "yes"]


async def test_what_is_not_there_cannot_be_clicked(bench: Bench) -> None:
    ts = await post(
        bench, actions(button("going", "I come"), {"type": "static_select", "action_id": "m", "options": MENU})
    )
    with pytest.raises(SandboxError, match=r"no message '1\.2'"):
        await bench.slack.click(user=bench.ben, message="1.2", action_id="going")
    with pytest.raises(SandboxError, match=r"there are: going \(I come\), m"):
        await bench.slack.click(user=bench.ben, message=ts, action_id="goin")
    with pytest.raises(SandboxError, match=r"no option 'green'; there are: Red \(red\), Blue \(blue\)"):
        await bench.slack.click(user=bench.ben, message=ts, action_id="m", value="green")
    with pytest.raises(SandboxError, match="no view 'V1' open"):
        await bench.slack.click(user=bench.ben, view="V1", action_id="m")
    with pytest.raises(SandboxError, match="Say where"):
        await bench.slack.click(user=bench.ben, action_id="m")


async def test_a_click_in_a_form_may_change_it(bench: Bench) -> None:
    text = {"type": "plain_text_input", "action_id": "title"}
    choose = {"type": "static_select", "action_id": "kind", "options": MENU}

    @bench.on("command", "/event")
    async def event(ack: Any, client: Any, body: Any) -> None:
        await ack()
        view = modal(asks("t", "Title", text), asks("k", "Kind", choose, dispatch_action=True))
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @bench.on("action", "kind")
    async def kind(ack: Any, client: Any, body: Any) -> None:
        await ack()
        picked = body["view"]["state"]["values"]["k"]["kind"]["selected_option"]["value"]
        view = modal(asks("t", "Title", text), asks("x", f"Shade of {picked}", {**text, "action_id": "shade"}))
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    await bench.connect()
    opened = await bench.slack.command(user=bench.ben, channel=bench.general, command="/event")
    assert opened.form is not None
    typed = await bench.slack.click(user=bench.ben, view=opened.form.id, action_id="title", value="Kept")
    assert typed.form is not None
    assert [each.value for each in typed.form.inputs] == ["Kept", None]
    changed = await bench.slack.click(user=bench.ben, view=opened.form.id, action_id="kind", value="blue")
    assert changed.form is not None
    assert [(each.label, each.value) for each in changed.form.inputs] == [("Title", "Kept"), ("Shade of blue", None)]
    assert bench.kit.violations == []
