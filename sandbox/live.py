"""What the browser gets beside the control API: the page's files, and the live feed of everything that happens."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, web

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.kit import Json, Kit

PAGE = Path(__file__).parent / "page"
CONTENT_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
# Everything the page needs lies beside it; text that people typed can neither run nor load anything.
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STATUS_EVERY = 0.5  # seconds between two looks at what publishes nothing by itself
TOO_FAR_BEHIND = 5_000  # unsent events after which a page is cut off; it reconnects and loads afresh


async def serve_file(request: web.Request) -> web.Response:
    """One file of the page, read anew each time: a reload shows an edit. Only names that lie in the folder exist."""
    name = request.match_info.get("file", "index.html")
    path = {each.name: each for each in PAGE.iterdir()}.get(name)
    if path is None or path.suffix not in CONTENT_TYPES:
        raise web.HTTPNotFound(text=f"The page has no file {name}.", headers=PAGE_HEADERS)
    return web.Response(
        body=path.read_bytes(), content_type=CONTENT_TYPES[path.suffix], charset="utf-8", headers=PAGE_HEADERS
    )


class Live:
    """The WebSocket of the page: first "hello" with the state, then each event of the feed as JSON.

    A "status" event tells the number of violations and who is connected, at once and whenever that changes.
    """

    def __init__(self, kit: Kit, *, state: Callable[[], Json], status: Callable[[], Json]) -> None:
        self._kit, self._state, self._status = kit, state, status
        self._open: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        queue = self._kit.feed.subscribe()  # before the state is read, so that nothing falls between the two
        self._open.add(socket)
        sender = asyncio.create_task(self._send(socket, queue))
        try:
            async for _ in socket:
                pass  # the page only listens; reading notices that it left
        finally:
            self._kit.feed.unsubscribe(queue)
            self._open.discard(socket)
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await sender
        return socket

    async def stop(self, _app: web.Application) -> None:
        """Close every page's socket, so that the server can end."""
        for socket in list(self._open):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"The sandbox stops.")

    async def _send(self, socket: web.WebSocketResponse, queue: asyncio.Queue[Json]) -> None:
        await socket.send_json({"kind": "hello", "state": self._state()})
        told: Json | None = None
        while True:
            if (status := self._status()) != told:
                await socket.send_json({"kind": "status", **status})
                told = status
            if queue.qsize() > TOO_FAR_BEHIND:
                await socket.close(code=WSCloseCode.TRY_AGAIN_LATER, message=b"The page fell behind.")
                return
            event: Json | None = None
            with contextlib.suppress(TimeoutError):
                event = await asyncio.wait_for(queue.get(), STATUS_EVERY)
            if event is not None:
                await socket.send_json(event)
