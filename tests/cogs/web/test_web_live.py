"""What keeps the stage page up to date: one reader for all who look, the time once a second, nothing left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial

import aiohttp
import pytest

from bot.ports import Tx
from bot.talks.model import Timing
from tests.cogs.web.hall import MINUTE, TOKEN, Hall, Json, Viewer
from tests.waiting import soon

Watch = Callable[[], Awaitable[Viewer]]


@pytest.fixture
async def watch(hall: Hall, web: aiohttp.ClientSession) -> AsyncIterator[Watch]:
    """Opens one more stream."""
    async with AsyncExitStack() as stack:

        async def one_more() -> Viewer:
            answer = await stack.enter_async_context(web.get(f"{hall.stage}/live"))
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "text/event-stream"
            return Viewer(answer)

        yield one_more


def truth(hall: Hall) -> float:
    return hall.clock.now().timestamp() * 1000


async def test_the_first_message_is_a_whole_picture_and_then_comes_the_time(hall: Hall, watch: Watch) -> None:
    await hall.plan()
    viewer = await watch()
    first = await viewer.message()
    assert first["screen"]["state"] == "before"
    for _ in range(2):
        beat = await viewer.message()
        assert beat["screen"] is None
        assert abs(beat["now"] - truth(hall)) < 1000


async def test_what_changes_is_seen_by_everybody_and_read_once(hall: Hall, watch: Watch) -> None:
    """Without a heartbeat: a commit that owes something wakes the reader, which is one for all."""
    hall.cog.hub.heartbeat = 3600
    await hall.plan()
    viewers = [await watch() for _ in range(20)]
    await asyncio.gather(*(each.picture() for each in viewers))
    before = hall.cog.hub.reads
    await hall.change(lambda tx: tx.stages.start(1, hall.clock.now()))
    pictures = await asyncio.gather(*(each.picture() for each in viewers))
    assert [each["badge"] for each in pictures] == ["Up next"] * 20
    assert hall.cog.hub.reads - before <= 2  # one of them may still be for the last who came in


async def test_what_nothing_is_owed_for_is_seen_within_a_second(hall: Hall, watch: Watch) -> None:
    await hall.plan()
    viewer = await watch()
    await viewer.picture()
    await hall.app.store.write(lambda tx: tx.stages.start(1, hall.clock.now()))
    assert (await viewer.picture())["badge"] == "Up next"


async def test_a_hundred_commits_are_a_few_reads(hall: Hall, watch: Watch) -> None:
    await hall.plan()
    viewer = await watch()
    await viewer.picture()
    reads, began = hall.cog.hub.reads, asyncio.get_running_loop().time()
    for number in range(100):
        await hall.change(partial(_doors, number))
    while (await viewer.picture())["side"]["rows"][0]["mark"] != "20:09":
        pass
    passed = asyncio.get_running_loop().time() - began
    assert hall.cog.hub.reads - reads <= passed / 0.1 + 2


def _doors(minutes: int, tx: Tx) -> None:
    tx.talks.time(1, Timing(doors=minutes))


async def test_the_clock_is_moved(hall: Hall, watch: Watch) -> None:
    await hall.plan()
    viewer = await watch()
    await viewer.message()
    hall.clock.offset += timedelta(hours=1)

    async def told() -> Json:
        while abs((message := await viewer.message())["now"] - truth(hall)) > 1000:
            pass
        return message

    assert await asyncio.wait_for(told(), 2.5)


async def test_as_many_as_we_serve_and_no_more(hall: Hall, web: aiohttp.ClientSession, watch: Watch) -> None:
    await hall.plan()
    hall.cog.hub.most_viewers = 2
    viewers = [await watch(), await watch()]
    await asyncio.gather(*(each.message() for each in viewers))
    async with web.get(f"{hall.stage}/live") as refused:
        assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
        assert "2 screens show this stage already" in await refused.text()
    # Who finds no place is brought up to date by asking.
    async with web.get(f"{hall.stage}/now") as asked:
        message = await asked.json()
        assert (message["crowded"], message["screen"]["state"]) == (True, "before")
    viewers[0].answer.close()
    await soon(lambda: hall.cog.hub.viewers(TOKEN) == 1, seconds=5)
    assert (await (await watch()).message())["screen"]["state"] == "before"


async def test_who_has_gone_leaves_nothing_behind(hall: Hall, watch: Watch) -> None:
    await hall.plan()
    viewers = [await watch() for _ in range(5)]
    await soon(lambda: hall.cog.hub.viewers(TOKEN) == 5)
    for each in viewers:
        each.answer.close()
    await soon(lambda: hall.cog.hub.viewers(TOKEN) == 0, seconds=5)
    reads = hall.cog.hub.reads
    viewer = await watch()
    await viewer.message()
    assert hall.cog.hub.reads - reads <= 3


async def test_a_stage_that_is_gone_ends_its_streams(hall: Hall, web: aiohttp.ClientSession, watch: Watch) -> None:
    await hall.plan()
    viewer = await watch()
    await viewer.message()
    await hall.app.store.write(lambda tx: tx.sql.run("DELETE FROM stages"))  # type: ignore[attr-defined]  # no feature does that
    assert await asyncio.wait_for(viewer.ended(), 5)
    async with web.get(f"{hall.stage}/live") as gone:
        assert gone.status == 404


async def test_the_bot_is_restarted_and_the_same_page_is_right(hall: Hall, watch: Watch) -> None:
    await hall.plan()
    hall.at(15 * MINUTE)
    await hall.start()
    viewer = await watch()
    before = await viewer.picture()
    began = asyncio.get_running_loop().time()
    await hall.close()
    assert asyncio.get_running_loop().time() - began < 2  # nobody who looks holds it up
    assert await viewer.ended()
    await hall.open()
    assert await (await watch()).picture() == before


async def test_a_failure_is_said_and_the_next_second_is_another(
    hall: Hall, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    await hall.plan()
    viewer = await watch()
    await viewer.message()
    await hall.app.store.write(lambda tx: tx.sql.run("ALTER TABLE stages RENAME TO away"))  # type: ignore[attr-defined]  # something breaks
    await soon(lambda: "a stage page could not be read" in caplog.text, seconds=5)
    await hall.app.store.write(lambda tx: tx.sql.run("ALTER TABLE away RENAME TO stages"))  # type: ignore[attr-defined]  # and is mended
    assert await asyncio.wait_for(viewer.message(), 5)
