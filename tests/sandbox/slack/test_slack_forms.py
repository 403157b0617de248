from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.kit import SandboxError
from tests.sandbox.slack.bench import asks, modal, plain

if TYPE_CHECKING:
    from sandbox.kit import Json, OpenForm
    from tests.sandbox.slack.bench import Bench

TITLE = asks("t", "Title", {"type": "plain_text_input", "action_id": "title", "min_length": 3, "max_length": 10})
MENU = [{"text": plain(each.title()), "value": each} for each in ("red", "blue")]
EVERYTHING = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Tell us &amp; go"}},
    TITLE,
    asks("kind", "Kind", {"type": "static_select", "action_id": "a", "options": MENU, "initial_option": MENU[1]}),
    asks("tags", "Tags", {"type": "checkboxes", "action_id": "a", "options": MENU}, optional=True),
    asks("who", "Host", {"type": "users_select", "action_id": "a"}, optional=True),
    asks("many", "Helpers", {"type": "multi_users_select", "action_id": "a"}, optional=True),
    asks("room", "Room", {"type": "channels_select", "action_id": "a"}, optional=True),
    asks("day", "Day", {"type": "datepicker", "action_id": "a", "initial_date": "2026-03-01"}),
    asks("hour", "Hour", {"type": "timepicker", "action_id": "a"}, optional=True),
    asks("seats", "Seats", {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "min_value": "1"}),
    asks("mail", "Mail", {"type": "email_text_input", "action_id": "a"}, optional=True),
    asks("link", "Link", {"type": "url_text_input", "action_id": "a"}, optional=True),
]


async def open_form(bench: Bench, view: Json) -> OpenForm:
    @bench.on("command", "/open")
    async def command(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=bench.general, command="/open")
    assert answer.form is not None
    return answer.form


async def test_every_kind_of_input_is_shown_filled_and_sent(bench: Bench) -> None:
    sent: list[Json] = []

    @bench.on("view", "form")
    async def submitted(ack: Any, view: Any) -> None:
        sent.append(view["state"]["values"])
        await ack(response_action="clear")

    form = await open_form(bench, modal(*EVERYTHING))
    shown = {each.id: (each.kind, each.required, each.value) for each in form.inputs}
    assert shown == {
        "t": ("text", True, None),
        "kind": ("select", True, "blue"),
        "tags": ("multi_select", False, []),
        "who": ("user", False, None),
        "many": ("multi_select", False, []),
        "room": ("channel", False, None),
        "day": ("date", True, "2026-03-01"),
        "hour": ("time", False, None),
        "seats": ("number", True, None),
        "mail": ("text", False, None),
        "link": ("text", False, None),
    }
    assert form.texts == ["Tell us & go"]
    assert form.inputs[1].options == [{"label": "Red", "value": "red"}, {"label": "Blue", "value": "blue"}]
    assert form.inputs[5].options == [{"label": "#general", "value": bench.general}]
    values = {"title": "Rust", "TAGS": ["Red"], "Host": "Ada Lovelace", "Helpers": [bench.ben], "Room": "#general"}
    more = {"hour": "18:30", "Seats": 12, "Mail": "ada@example.org", "Link": "http://127.0.0.1/x"}
    await bench.slack.submit(user=bench.ben, form=form.id, values=values | more)
    held = {
        block: {name: value for name, value in state.items() if name != "type"}
        for block, states in sent[0].items()
        for state in states.values()
    }
    assert held == {
        "t": {"value": "Rust"},
        "kind": {"selected_option": MENU[1]},
        "tags": {"selected_options": [MENU[0]]},
        "who": {"selected_user": bench.ada},
        "many": {"selected_users": [bench.ben]},
        "room": {"selected_channel": bench.general},
        "day": {"selected_date": "2026-03-01"},
        "hour": {"selected_time": "18:30"},
        "seats": {"value": "12"},
        "mail": {"value": "ada@example.org"},
        "link": {"value": "http://127.0.0.1/x"},
    }
    assert bench.kit.violations == []


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"Seats": "5"}, r"Title \(t\): please complete this required field"),
        ({"t": "ab", "Seats": "5"}, "2 characters, and 3 to 10 are allowed"),
        ({"t": "abc", "Seats": "x"}, "'x' is no number"),
        ({"t": "abc", "Seats": "1.5"}, "1.5 is not a whole number"),
        ({"t": "abc", "Seats": "0"}, "0 is less than 1"),
        ({"t": "abc", "Seats": "5", "Mail": "nobody"}, "'nobody' is no mail address"),
        ({"t": "abc", "Seats": "5", "Link": "nowhere"}, "'nowhere' is no link"),
        ({"Titel": "abc"}, r"no input 'Titel'; it has: Title \(t\), Kind \(kind\)"),
        ({"Day": "tomorrow"}, "takes a value like 2026-01-31, not 'tomorrow'"),
        ({"Hour": "25:00"}, "takes a value like 18:30"),
        ({"Kind": "green"}, "no option 'green'"),
        ({"Host": "Nobody"}, "No member is called 'Nobody'"),
    ],
)
async def test_the_client_holds_back_what_is_not_complete(bench: Bench, values: Json, complaint: str) -> None:
    form = await open_form(bench, modal(*EVERYTHING))
    with pytest.raises(SandboxError, match=complaint):
        await bench.slack.submit(user=bench.ben, form=form.id, values=values)


async def test_a_refused_form_stays_open_and_keeps_what_was_typed(bench: Bench) -> None:
    @bench.on("view", "form")
    async def submitted(ack: Any, view: Any, client: Any, body: Any) -> None:
        title = view["state"]["values"]["t"]["title"]["value"]
        if title == "bad":
            await ack(response_action="errors", errors={"t": "Not that one"})
            return
        await ack()
        await client.chat_postEphemeral(channel=bench.general, user=body["user"]["id"], text=f"Made {title}")

    note = asks("n", "Note", {"type": "plain_text_input", "action_id": "note"}, optional=True)
    form = await open_form(bench, modal(TITLE, note))
    refused = await bench.slack.submit(user=bench.ben, form=form.id, values={"title": "bad", "note": "Hi"})
    assert (refused.errors, refused.text) == ({"t": "Not that one"}, "Title: Not that one")
    assert refused.form is not None
    assert [each.value for each in refused.form.inputs] == ["bad", "Hi"]
    made = await bench.slack.submit(user=bench.ben, form=form.id, values={"title": "Rust"})
    assert (made.text, made.private, made.errors, made.form) == ("Made Rust", True, None, None)
    with pytest.raises(SandboxError, match="no form"):
        await bench.slack.submit(user=bench.ben, form=form.id, values={"title": "Rust"})
    assert bench.kit.violations == []


async def test_a_direct_message_may_answer_a_form_and_so_may_silence(bench: Bench) -> None:
    @bench.on("view", "form")
    async def submitted(ack: Any, client: Any, body: Any, view: Any) -> None:
        await ack()
        if view["state"]["values"]["t"]["title"]["value"] == "loud":
            await client.chat_postMessage(channel=body["user"]["id"], text="Saved")

    form = await open_form(bench, modal(TITLE))
    loud = await bench.slack.submit(user=bench.ben, form=form.id, values={"t": "loud"})
    assert (loud.text, loud.private) == ("Saved", True)
    again = await bench.slack.command(user=bench.ben, channel=bench.general, command="/open")
    assert again.form is not None
    silent = await bench.slack.submit(user=bench.ben, form=again.form.id, values={"t": "quiet"})
    assert (silent.text, silent.message, silent.form) == ("", None, None)
    assert silent.ack_ms is not None


async def test_a_form_may_lead_to_another(bench: Bench) -> None:
    """An update replaces it; a push covers it; what is closed shows what was under it."""
    closed: list[str] = []

    @bench.on("view", "form")
    async def first(ack: Any) -> None:
        await ack(response_action="update", view=modal(TITLE, callback_id="second", title=plain("Second")))

    @bench.on("view", "second")
    async def second(ack: Any) -> None:
        await ack(
            response_action="push", view=modal(TITLE, callback_id="third", title=plain("Third"), notify_on_close=True)
        )

    @bench.on("view_closed", "third")
    async def third(ack: Any, view: Any) -> None:
        await ack()
        closed.append(view["callback_id"])

    form = await open_form(bench, modal(TITLE))
    updated = await bench.slack.submit(user=bench.ben, form=form.id, values={"t": "abc"})
    assert updated.form is not None
    assert (updated.form.id, updated.form.title) == (form.id, "Second")
    pushed = await bench.slack.submit(user=bench.ben, form=form.id, values={})
    assert pushed.form is not None
    assert (pushed.form.id != form.id, pushed.form.title) == (True, "Third")
    with pytest.raises(SandboxError, match="is covered by"):
        await bench.slack.submit(user=bench.ben, form=form.id, values={})
    await bench.slack.close(user=bench.ben, form=pushed.form.id)
    assert closed == ["third"]
    assert (await bench.slack.submit(user=bench.ben, form=form.id, values={})).form is not None
    assert bench.kit.violations == []


@pytest.mark.parametrize(
    ("ack", "rule"),
    [
        ({"response_action": "errors", "errors": {"nope": "No such input"}}, "errors"),
        ({"response_action": "errors", "errors": {}}, "errors"),
        ({"response_action": "change"}, "response_action"),
        ({"response_action": "update", "view": {"type": "modal", "title": plain("x" * 25), "blocks": []}}, "too long"),
        ({"text": "Thanks"}, "response_action"),
    ],
)
async def test_a_wrong_answer_to_a_form_is_trouble_and_a_violation(bench: Bench, ack: Json, rule: str) -> None:
    async def answer_wrongly(client: Any, request: Any) -> None:
        """Past slack-bolt, which checks some of this itself."""
        if request.type == "interactive":
            await client.send_socket_mode_response({"envelope_id": request.envelope_id, "payload": ack})

    form = await open_form(bench, modal(TITLE))
    bench.handlers[0].client.socket_mode_request_listeners.insert(0, answer_wrongly)
    answer = await bench.slack.submit(user=bench.ben, form=form.id, values={"t": "abc"})
    assert answer.text == "We had some trouble connecting. Try again?"
    assert answer.form is not None
    assert bench.rules_broken() == [rule]
