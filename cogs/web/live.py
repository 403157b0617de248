"""The stage pages that are open now, kept up to date: one reader for all of them, however many look.

Each page gets a whole picture when something changed, and else once a second the time: the page counts by itself, and
corrects itself by that. Who reads too slowly misses what was replaced meanwhile, and is let go when nothing moves.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field

from bot.app import App
from bot.stage.screen import read_screen
from cogs.web.picture import millis, picture

log = logging.getLogger("hallway.web")

MOST_VIEWERS = 200
_SHORTEST_PAUSE = 0.1  # forty votes in a second are ten reads


class Crowded(Exception):  # noqa: N818 - a fact about the room
    """As many pages of this stage are open as we serve."""


@dataclass(eq=False, slots=True)
class _Stage:
    """A stage that somebody looks at. `version` counts its pictures; `turn` ends when there is something to send."""

    turn: asyncio.Future[None]
    viewers: int = 0
    version: int = 0
    picture: str = ""
    gone: bool = False


@dataclass(slots=True)
class Hub:
    """One per process: `start()` it once, `stop()` it before the store is closed."""

    app: App
    most_viewers: int = MOST_VIEWERS
    heartbeat: float = 1.0  # seconds
    reads: int = 0
    _stages: dict[str, _Stage] = field(default_factory=dict)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None
    _ended: bool = False

    def start(self) -> None:
        self.app.store.on_owed(self._wake.set)
        self._task = asyncio.create_task(self._work(), name="stage pages")

    async def stop(self) -> None:
        """End the reading, then every stream."""
        self._ended = True
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        for stage in self._stages.values():
            _turn(stage)

    def viewers(self, token: str) -> int:
        """How many pages of a stage are open."""
        return 0 if (stage := self._stages.get(token)) is None else stage.viewers

    def crowded(self, token: str) -> bool:
        return self.viewers(token) >= self.most_viewers

    async def watch(self, token: str) -> AsyncGenerator[bytes, None]:
        """What one page is sent, as Server-Sent Events, until the stage or we are gone. Raises Crowded."""
        if self.crowded(token):
            raise Crowded
        stage = self._stages.setdefault(token, _Stage(asyncio.get_running_loop().create_future()))
        stage.viewers += 1
        self._wake.set()  # it need not wait for the next second
        seen = 0
        try:
            while not (stage.gone or self._ended):
                await asyncio.shield(stage.turn)
                if not (stage.gone or self._ended):
                    yield self._message(stage, seen)
                    seen = stage.version
        finally:
            stage.viewers -= 1
            if not stage.viewers and self._stages.get(token) is stage:
                del self._stages[token]

    def _message(self, stage: _Stage, seen: int) -> bytes:
        now = json.dumps(millis(self.app.clock.now()))
        screen = "null" if stage.version == seen else stage.picture
        return f'data: {{"now": {now}, "screen": {screen}}}\n\n'.encode()

    async def _work(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self.heartbeat)
            self._wake.clear()
            for token, stage in list(self._stages.items()):
                try:
                    await self._look(token, stage)
                except Exception:
                    log.exception("a stage page could not be read; trying again in a second")
            await asyncio.sleep(_SHORTEST_PAUSE)

    async def _look(self, token: str, stage: _Stage) -> None:
        """Read a stage once, and let everybody who looks at it go on."""
        self.reads += 1
        screen = await read_screen(self.app, token)
        if screen is None:
            stage.gone = True
            self._stages.pop(token, None)
        else:
            shown = json.dumps(picture(screen), ensure_ascii=False)
            if shown != stage.picture:
                stage.picture, stage.version = shown, stage.version + 1
        _turn(stage)


def _turn(stage: _Stage) -> None:
    """Wake everybody who waits for this stage; they wait for the next turn from now on."""
    done, stage.turn = stage.turn, asyncio.get_running_loop().create_future()
    if not done.done():
        done.set_result(None)
