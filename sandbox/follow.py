"""For a bot in a process of its own: the keys to the sandbox, and the clock to live by."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta

import aiohttp
from aiohttp import web

from sandbox.kit import Json, SandboxClock

_CATCHING_UP_SECONDS = 30.0


class _Follower:
    """One bot at the other end of the line."""

    def __init__(self, line: web.WebSocketResponse) -> None:
        self.moves = 0
        self._line = line
        self._done = 0
        self._heard = asyncio.Condition()

    async def tell(self, offset: timedelta) -> int:
        self.moves += 1
        with contextlib.suppress(ConnectionError):
            await self._line.send_json({"offset": offset.total_seconds(), "move": self.moves})
        return self.moves

    async def hear(self, done: int) -> None:
        async with self._heard:
            self._done = max(self._done, done)
            self._heard.notify_all()

    async def move(self, offset: timedelta) -> None:
        """Tell of a move, and wait until the bot has caught up with it, or has gone."""
        told = await self.tell(offset)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CATCHING_UP_SECONDS), self._heard:
                await self._heard.wait_for(lambda: self._done >= told)


def mount(app: web.Application, clock: SandboxClock, keys: Callable[[], Json]) -> None:
    """Add `GET /control/keys` and the WebSocket `/control/follow` to the sandbox's server.

    A follower gets `{"offset": seconds, "move": n}` at once, when it says `{"ready": true}`, and after each move; from then
    on it answers `{"done": n}` when what was due by then has gone out, and the move waits for that.
    """

    async def give_keys(_request: web.Request) -> web.Response:
        return web.json_response(keys())

    async def follow(request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse(heartbeat=5.0)
        await line.prepare(request)
        follower = _Follower(line)
        await follower.tell(clock.offset)
        unfollow = None
        try:
            async for message in line:
                said = message.json() if message.type is aiohttp.WSMsgType.TEXT else {}
                if said.get("ready") and unfollow is None:
                    unfollow = clock.follow(follower.move)
                    await follower.tell(clock.offset)
                await follower.hear(said.get("done", 0))
        finally:
            if unfollow is not None:
                unfollow()
            await follower.hear(follower.moves)
        return line

    app.router.add_get("/control/keys", give_keys)
    app.router.add_get("/control/follow", follow)
