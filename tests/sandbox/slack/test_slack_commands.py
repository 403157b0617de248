from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.kit import SandboxError
from tests.sandbox.slack.bench import actions, asks, button, modal

if TYPE_CHECKING:
    from tests.sandbox.slack.bench import Bench


async def test_a_command_is_answered_through_its_response_url(bench: Bench) -> None:
    @bench.on("command", "/event")
    async def event(ack: Any, respond: Any, command: Any) -> None:
        await ack()
        await respond(text=f"Hi <@{command['user_id']}>: {command['text']}")

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=bench.general, command="event", text="list now")
    assert (answer.text, answer.private, answer.form) == ("Hi @Ben: list now", True, None)
    assert answer.ack_ms is not None
    assert answer.done_ms is not None
    assert 0 < answer.ack_ms < 3000
    assert bench.slack.messages("general") == []
    assert [each["text"] for each in bench.slack.messages("general", seen_by="Ben")] == [f"Hi <@{bench.ben}>: list now"]
    assert bench.kit.violations == []


@pytest.mark.parametrize(("kind", "private"), [("ephemeral", True), ("in_channel", False)])
async def test_an_acknowledgement_may_be_the_answer(bench: Bench, kind: str, private: bool) -> None:  # noqa: FBT001  # a column of the table
    @bench.on("command", "/event")
    async def event(ack: Any) -> None:
        await ack(text="Done", response_type=kind)

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=bench.general, command="/event")
    assert (answer.text, answer.private) == ("Done", private)
    assert len(bench.slack.messages("general")) == (0 if private else 1)


async def test_an_ephemeral_message_may_be_the_answer(bench: Bench) -> None:
    @bench.on("command", "/event")
    async def event(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.chat_postEphemeral(channel=body["channel_id"], user=body["user_id"], text="Only you")

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=bench.general, command="/event")
    assert (answer.text, answer.private) == ("Only you", True)


async def test_a_form_may_be_the_answer(bench: Bench) -> None:
    view = modal(asks("t", "Title", {"type": "plain_text_input", "action_id": "title", "multiline": True}))

    @bench.on("command", "/event")
    async def event(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=bench.general, command="/event")
    assert answer.form is not None
    assert answer.text == "A form\nTitle"
    assert answer.form.as_json() == {
        "id": answer.form.id,
        "title": "A form",
        "submit": "Send",
        "texts": [],
        "inputs": [{"id": "t", "label": "Title", "kind": "paragraph", "required": True}],
    }


async def test_answers_of_one_person_are_not_mixed_up(bench: Bench) -> None:
    """Ten commands at once, the later ones answered first: each gets its own, by response_url and trigger_id."""

    @bench.on("command", "/event")
    async def event(ack: Any, respond: Any, client: Any, body: Any) -> None:
        await ack()
        number = int(body["text"])
        await asyncio.sleep((10 - number) / 100)
        if number % 2:
            await client.views_open(
                trigger_id=body["trigger_id"], view=modal(title={"type": "plain_text", "text": f"n{number}"})
            )
        else:
            await respond(text=f"n{number}")

    await bench.connect()
    asked = (
        bench.slack.command(user=bench.ben, channel=bench.general, command="/event", text=str(n)) for n in range(10)
    )
    answers = await asyncio.gather(*asked)
    assert [each.text for each in answers] == [f"n{n}" for n in range(10)]
    assert bench.kit.violations == []


async def test_forty_clicks_at_once_are_each_acknowledged_in_time_and_answered(bench: Bench) -> None:
    @bench.on("action", "going")
    async def going(ack: Any, respond: Any, body: Any) -> None:
        await ack()
        await respond(text=f"Yes <@{body['user']['id']}>")

    await bench.connect()
    crowd = [bench.slack.add_member(f"Guest {n}") for n in range(40)]
    card = await bench.client.chat_postMessage(channel=bench.general, text="Card", blocks=[actions(button("going"))])
    clicks = (bench.slack.click(user=each, message=card["ts"], action_id="going") for each in crowd)
    answers = await asyncio.gather(*clicks)
    assert [each.text for each in answers] == [f"Yes @Guest {n}" for n in range(40)]
    assert max(each.ack_ms or 9999 for each in answers) < 3000
    assert bench.kit.violations == []


async def test_a_command_in_a_direct_message(bench: Bench) -> None:
    @bench.on("command", "/event")
    async def event(ack: Any, respond: Any, body: Any) -> None:
        await ack()
        await respond(text=body["channel_name"])

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=f"dm:{bench.ben}", command="/event")
    assert answer.text == "directmessage"


async def test_people_get_a_sentence_for_what_is_not_there(bench: Bench) -> None:
    bench.slack.declare([{"command": "/event", "description": "Events"}])
    with pytest.raises(SandboxError, match="No member is called 'U9'; there are Ada Lovelace"):
        await bench.slack.command(user="U9", channel=bench.general, command="/event")
    with pytest.raises(SandboxError, match="No channel is called 'nowhere'; there are general"):
        await bench.slack.command(user=bench.ben, channel="nowhere", command="/event")
    with pytest.raises(SandboxError, match="/evnt is not a valid command; there are /event"):
        await bench.slack.command(user=bench.ben, channel=bench.general, command="evnt")
    with pytest.raises(SandboxError, match="Ben is not in"):
        await bench.slack.command(user=bench.ben, channel=f"dm:{bench.ada}", command="/event")


async def test_declared_commands_are_listed_with_their_sub_commands(bench: Bench) -> None:
    sub = {"name": "create", "description": "Make one", "usage_hint": "[title]"}
    bench.slack.declare(
        [
            {"command": "/event", "description": "Events", "usage_hint": "", "subcommands": [sub]},
            {"command": "/rsvp", "description": "Come", "usage_hint": "yes|no"},
        ]
    )
    assert bench.slack.commands() == [
        {"name": "event create", "command": "/event", "description": "Make one", "usage_hint": "[title]"},
        {"name": "rsvp", "command": "/rsvp", "description": "Come", "usage_hint": "yes|no"},
    ]
    assert bench.kit.violations == []


async def test_an_unusable_manifest_is_a_violation(bench: Bench) -> None:
    bench.slack.declare(
        [
            {"command": "/remind", "description": "Slack's own"},
            {"command": "/Event now", "description": "Not a name"},
            {"command": "/rsvp", "description": ""},
            {"command": "/rsvp", "description": "Again"},
        ]
    )
    assert bench.rules_broken() == ["reserved command", "command name", "empty", "duplicate command"]
