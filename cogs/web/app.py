"""Hallway's pages: the server, and what holds for every answer of it. Each feature brings its own routes."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.app import App, Web
from cogs.web import events, stage
from cogs.web.live import Hub

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_NOT_HERE = (
    "There is nothing here. An address of a calendar may have been replaced; /event calendar gives the new one.\n"
)
_GOODBYE_SECONDS = 2.0
# A page that needs more than this sets its own.
_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "Hallway",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


class PortTaken(Exception):  # noqa: N818 - a fact about the machine
    """Our pages cannot listen where the settings say."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the server listens. `url` is the address that others reach it by, behind whatever stands in front of it."""

    host: str = "127.0.0.1"
    port: int = 0
    url: str = ""

    def open(self) -> Listening:
        """Listen; port 0 takes a free one. Raises PortTaken where that cannot be."""
        try:
            taken = socket.create_server((self.host, self.port))
        except OSError as refused:
            raise PortTaken(
                f"HALLWAY_WEB_PORT: {self.host}:{self.port} cannot be opened: {refused.strerror}."
            ) from refused
        here = f"http://{self.host}:{taken.getsockname()[1]}"
        return Listening(taken, Web(self.url or here))


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that listens already, so that links can be made before the server stands behind it."""

    socket: socket.socket
    web: Web


class WebCog:
    """The server. `start()` it once."""

    def __init__(self, app: App, listening: Listening) -> None:
        server = web.Application(middlewares=[_guard], client_max_size=64 * 1024)
        server.on_response_prepare.append(_make_safe)
        self.hub = Hub(app)
        server.add_routes(events.routes(app))
        server.add_routes(stage.routes(app, listening.web, self.hub))
        self._listening = listening
        # No access log: the paths of calendars are secrets.
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=_GOODBYE_SECONDS)

    async def start(self) -> None:
        self.hub.start()
        await self._runner.setup()
        await web.SockSite(self._runner, self._listening.socket).start()

    async def stop(self) -> None:
        await self.hub.stop()
        await self._runner.cleanup()
        self._listening.socket.close()


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say one thing to whoever asks for what is not there."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return web.Response(status=404, text=_NOT_HERE)


async def _make_safe(_request: web.Request, answer: web.StreamResponse) -> None:
    """Say the safe thing to every browser, before the first byte of whatever is answered."""
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers["Server"] = _HEADERS["Server"]
