"""A sandbox seen from a bot in another process: its keys, and its clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import aiohttp

from sandbox.start import Keys


class Remote:
    """`async with Remote(url)`; it is a clock, too. `gone` is set when the sandbox has ended."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._offset = timedelta()
        self._catch_up: Callable[[], Awaitable[None]] | None = None
        self._listening: asyncio.Task[None] | None = None
        self.keys: Keys
        self.gone = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        try:
            async with self._session.get(f"{self._url}/control/keys") as response:
                response.raise_for_status()
                self.keys = Keys(**await response.json())
            self._line = await self._session.ws_connect(f"{self._url}/control/follow")
            self._set(await self._line.receive_json())
        except BaseException:
            await self._session.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self._line.close()
        await self._session.close()

    def now(self) -> datetime:
        """The community's time."""
        return datetime.now(UTC) + self._offset

    async def follow(self, catch_up: Callable[[], Awaitable[None]]) -> None:
        """From now on, after each move of the clock, await `catch_up()` and tell the sandbox."""
        self._catch_up = catch_up
        await self._line.send_json({"ready": True})
        self._listening = asyncio.create_task(self._listen(), name="sandbox clock")

    def _set(self, said: dict[str, Any]) -> None:
        self._offset = timedelta(seconds=said["offset"])

    async def _listen(self) -> None:
        async for message in self._line:
            if message.type is aiohttp.WSMsgType.TEXT and self._catch_up is not None:
                said = message.json()
                self._set(said)
                await self._catch_up()
                await self._line.send_json({"done": said["move"]})
        self.gone.set()
