from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from sandbox.kit import Fault
from tests.sandbox.slack.bench import actions, button, modal, until
from tests.waiting import soon

if TYPE_CHECKING:
    from tests.sandbox.slack.bench import Bench


def echo(bench: Bench) -> list[str]:
    """/echo answers with its text; returns what it was asked."""
    asked: list[str] = []

    @bench.on("command", "/echo")
    async def command(ack: Any, respond: Any, body: Any) -> None:
        asked.append(body["text"])
        await ack()
        await respond(text=body["text"])

    return asked


async def raw_connection(bench: Bench) -> aiohttp.ClientWebSocketResponse:
    """A Socket Mode connection without slack_sdk, past its hello."""
    opened = await bench.call("apps.connections.open", token=bench.slack.app_token)
    ws = await bench.session.ws_connect(opened["url"])
    assert (await ws.receive_json())["type"] == "hello"
    return ws


async def test_the_hello_says_who_is_connected_and_a_ticket_works_once(bench: Bench) -> None:
    assert not bench.slack.connected.is_set()
    opened = await bench.call("apps.connections.open", token=bench.slack.app_token)
    async with bench.session.ws_connect(opened["url"]) as ws:
        hello = await ws.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"]["app_id"][0] == "A"
        await until(bench.slack.connected.is_set)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await bench.session.ws_connect(opened["url"])
    await until(lambda: not bench.slack.connected.is_set())


async def test_a_dropped_connection_comes_back_and_loses_nothing(bench: Bench) -> None:
    asked = echo(bench)
    await bench.connect()
    bench.slack.disconnect()
    commands = (bench.slack.command(user=bench.ben, channel=bench.general, command="/echo", text=t) for t in "abc")
    answers = await asyncio.gather(*commands)
    assert [each.text for each in answers] == ["a", "b", "c"]
    assert sorted(asked) == ["a", "b", "c"]


async def test_a_refresh_reconnects_and_loses_nothing(bench: Bench) -> None:
    asked = echo(bench)
    await bench.connect()
    before = bench.kit.requests["slack POST apps.connections.open"]
    sent = [bench.slack.command(user=bench.ben, channel=bench.general, command="/echo", text=str(n)) for n in range(20)]
    running = [asyncio.create_task(each) for each in sent[:10]]
    bench.slack.refresh()
    running += [asyncio.create_task(each) for each in sent[10:]]
    answers = await asyncio.gather(*running)
    assert [each.text for each in answers] == [str(n) for n in range(20)]
    assert set(asked) == {str(n) for n in range(20)}
    assert bench.kit.requests["slack POST apps.connections.open"] == before + 1


async def test_an_envelope_on_a_lost_connection_goes_to_another(bench: Bench) -> None:
    echo(bench)
    first = await raw_connection(bench)
    pressed = asyncio.create_task(
        bench.slack.command(user=bench.ben, channel=bench.general, command="/echo", text="again")
    )
    envelope = await first.receive_json()
    assert "retry_attempt" not in envelope
    await first.close()
    second = await raw_connection(bench)
    redelivered = await second.receive_json()
    assert redelivered == {**envelope, "retry_attempt": 1, "retry_reason": "timeout"}
    await second.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Got it"}})
    assert (await pressed).text == "Got it"
    await second.close()


async def test_without_an_acknowledgement_the_person_sees_so_and_it_is_sent_again(bench: Bench) -> None:
    ws = await raw_connection(bench)
    pressed = asyncio.create_task(bench.slack.command(user=bench.ben, channel=bench.general, command="/echo"))
    envelope = await ws.receive_json()
    answer = await pressed
    assert (answer.text, answer.ack_ms, answer.private) == ("failed because the app did not respond", None, True)
    again = await ws.receive_json()
    assert (again["envelope_id"], again["retry_attempt"]) == (envelope["envelope_id"], 1)
    opened = await bench.call("views.open", trigger_id=envelope["payload"]["trigger_id"], view=modal())
    assert opened["error"] == "expired_trigger_id"
    assert bench.kit.violations == []
    await ws.close()


async def test_several_connections_take_turns(bench: Bench) -> None:
    one, two = await raw_connection(bench), await raw_connection(bench)
    for ws in (one, two, one, two):
        pressed = asyncio.create_task(bench.slack.command(user=bench.ben, channel=bench.general, command="/echo"))
        other = two if ws is one else one
        done, waiting = await asyncio.wait(
            {asyncio.create_task(ws.receive_json()), asyncio.create_task(other.receive_json())},
            return_when=asyncio.FIRST_COMPLETED,
        )
        for task in waiting:
            task.cancel()
        (envelope,) = (task.result() for task in done)
        await ws.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "ok"}})
        assert (await pressed).text == "ok"
    await one.close()
    await two.close()


async def test_a_wrong_frame_and_an_unwanted_payload_are_violations(bench: Bench) -> None:
    posted = await bench.client.chat_postMessage(
        channel=bench.general, text="x", blocks=[actions(button("b", url="http://127.0.0.1/"))]
    )
    ws = await raw_connection(bench)
    await ws.send_str("hello")
    pressed = asyncio.create_task(bench.slack.click(user=bench.ben, message=str(posted["ts"]), action_id="b"))
    envelope = await ws.receive_json()
    await ws.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "No"}})
    await pressed
    assert bench.rules_broken() == ["envelope", "accepts_response_payload"]
    await ws.close()


# faults of single requests


async def test_a_429_says_when_to_come_back(bench: Bench) -> None:
    bench.kit.faults.add(Fault("slack", "429", 1, "chat.postMessage"))
    bench.client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    posted = await bench.client.chat_postMessage(channel=bench.general, text="Later")
    assert posted["ok"] is True
    assert bench.kit.requests["slack POST chat.postMessage"] == 2
    assert bench.kit.violations == []


async def test_a_500_is_not_processed(bench: Bench) -> None:
    bench.kit.faults.add(Fault("slack", "500", 1, "chat.postMessage"))
    with pytest.raises(SlackApiError) as caught:
        await bench.client.chat_postMessage(channel=bench.general, text="Lost")
    assert caught.value.response.status_code == 500
    assert bench.slack.messages("general") == []


async def test_a_dropped_request_is_not_processed(bench: Bench) -> None:
    bench.kit.faults.add(Fault("slack", "drop", 1, "chat.postMessage"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bench.call("chat.postMessage", channel=bench.general, text="Lost")
    assert bench.slack.messages("general") == []


async def test_a_hanging_request_ends_when_its_client_leaves_or_the_sandbox_stops(bench: Bench) -> None:
    bench.kit.faults.add(Fault("slack", "hang", 2, "chat.postMessage"))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await bench.call("chat.postMessage", channel=bench.general, text="Lost")
    hanging = asyncio.create_task(bench.call("chat.postMessage", channel=bench.general, text="Lost"))
    await until(lambda: bench.kit.requests["slack POST chat.postMessage"] == 2)
    await bench.slack.stop()
    assert (await hanging)["status"] == 500
    assert bench.slack.messages("general") == []


async def test_a_response_url_can_fail_too(bench: Bench) -> None:
    echo(bench)
    bench.kit.faults.add(Fault("slack", "500", 1, "POST response_url"))
    statuses: list[int] = []

    @bench.on("command", "/twice")
    async def command(ack: Any, respond: Any) -> None:
        await ack()
        statuses.extend([(await respond(text="Sent")).status_code for _ in range(2)])

    await bench.connect()
    answer = await bench.slack.command(user=bench.ben, channel=bench.general, command="/twice")
    await soon(lambda: len(statuses) == 2)  # the person sees it a moment before the bot hears that it arrived
    assert (answer.text, statuses) == ("Sent", [500, 200])
    assert bench.kit.requests["slack POST response_url"] == 2
