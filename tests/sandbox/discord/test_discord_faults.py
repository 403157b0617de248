from __future__ import annotations

import asyncio
import time

import aiohttp
import discord
import pytest

from sandbox.discord.limits import ChannelLimit, GlobalLimit
from sandbox.kit import Fault
from tests.sandbox.discord.house import House, until

SEND = "POST /channels/"
COUNTED = "discord POST /channels/{channel_id}/messages"


def fault(house: House, kind: str, match: str = SEND, count: int = 1) -> None:
    house.kit.faults.add(Fault("discord", kind, count, match))


async def test_a_429_is_waited_out(house: House) -> None:
    fault(house, "429", count=2)
    started = time.perf_counter()
    await house.place.send("patience")
    assert time.perf_counter() - started > 0.5
    assert [each["content"] for each in house.discord.messages(house.channel)] == ["patience"]
    assert house.kit.requests[COUNTED] == 3
    assert house.rules_broken == []


async def test_a_500_is_tried_again(house: House) -> None:
    fault(house, "500")
    await house.place.send("again")
    assert [each["content"] for each in house.discord.messages(house.channel)] == ["again"]


async def test_a_dropped_request_was_not_processed(house: House) -> None:
    fault(house, "drop")
    with pytest.raises(aiohttp.ClientError):
        await house.place.send("lost")
    assert house.discord.messages(house.channel) == []
    await house.place.send("next")
    assert [each["content"] for each in house.discord.messages(house.channel)] == ["next"]


async def test_a_hanging_request_ends_when_the_client_gives_up(house: House) -> None:
    fault(house, "hang")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(house.place.send("never"), 0.1)
    await house.place.send("next")
    assert [each["content"] for each in house.discord.messages(house.channel)] == ["next"]


async def test_a_hanging_request_ends_when_the_server_stops(house: House) -> None:
    fault(house, "hang")
    sending = asyncio.create_task(house.place.send("never"))
    await until(lambda: house.kit.requests[COUNTED] == 1)
    async with asyncio.timeout(3):
        await house.discord.stop()
    with pytest.raises(aiohttp.ClientError):
        await sending


async def test_a_fault_may_hit_an_answer(house: House) -> None:
    fault(house, "429", "callback")
    answer = await house.discord.command(user=house.ada, channel=house.channel, command="echo", options={})
    assert answer.text == "None|None|None|None|None|None"
    assert answer.ack_ms is not None
    assert answer.ack_ms > 200


async def test_an_unknown_route_is_a_violation(house: House) -> None:
    with pytest.raises(discord.NotFound):
        await house.place.webhooks()
    assert house.rules_broken == ["unknown route"]
    assert house.kit.requests["discord GET (unknown route)"] == 1


async def test_the_sixth_message_within_five_seconds_has_to_wait(house: House) -> None:
    async with house.raw() as raw:
        answers = []
        for index in range(6):
            body = {"content": f"number {index}"}
            async with raw.post(f"/api/v10/channels/{house.channel}/messages", json=body) as response:
                answers.append((response.status, response.headers["X-RateLimit-Remaining"]))
                last, via = await response.json(), response.headers.get("Via")
    assert answers == [(200, "4"), (200, "3"), (200, "2"), (200, "1"), (200, "0"), (429, "0")]
    assert via
    assert (last["global"], 4 < last["retry_after"] <= 5) == (False, True)
    assert len(house.discord.messages(house.channel)) == 5
    assert house.rules_broken == []


async def test_more_than_fifty_requests_within_a_second_are_a_violation(house: House) -> None:
    async with house.raw() as raw:

        async def ask() -> int:
            async with raw.get("/api/v10/users/@me") as response:
                return response.status

        statuses = await asyncio.gather(*(ask() for _ in range(70)))
    assert 45 <= statuses.count(200) <= 50
    assert statuses.count(200) + statuses.count(429) == 70
    assert house.rules_broken == ["global rate limit"]


def test_the_global_limit_slides() -> None:
    now = 0.0
    limit = GlobalLimit(lambda: now)
    assert [limit.take() for _ in range(50)] == [None] * 50
    now = 0.25
    assert limit.take() == 0.75
    assert (limit.first_of_burst(), limit.first_of_burst()) == (True, False)
    now = 1.0
    assert limit.take() is None


def test_a_channels_bucket_is_full_again_after_five_seconds() -> None:
    now = 0.0
    limit = ChannelLimit(lambda: now)
    assert [limit.take("a").allowed for _ in range(6)] == [True] * 5 + [False]
    assert limit.take("b").remaining == 4
    now = 4.0
    assert limit.take("a").reset_after == 1.0
    now = 5.0
    assert limit.take("a").allowed
