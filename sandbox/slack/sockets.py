"""Socket Mode: connections, envelopes, acknowledgements, redelivery."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from sandbox.kit import Json, Kit, Violation

if TYPE_CHECKING:
    from collections.abc import Coroutine

ACK_S = 3.0
KEPT_S = 60.0  # how long an envelope that nobody acknowledged is kept for the next connection
LEAVE_S = 10.0  # how long a connection may go on after it was asked to leave


@dataclass(slots=True, eq=False)
class Envelope:
    body: Json
    acked: asyncio.Future[Json] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    carrier: Connection | None = None
    sent: int = 0

    @property
    def id(self) -> str:
        return str(self.body["envelope_id"])


@dataclass(slots=True, eq=False)
class Connection:
    ws: web.WebSocketResponse
    request: web.Request
    leaving: bool = False

    @property
    def usable(self) -> bool:
        return not self.leaving and not self.ws.closed and self.request.transport is not None


@dataclass(frozen=True, slots=True)
class Ack:
    after_ms: float
    payload: Json


class Sockets:
    """The app's Socket Mode connections. Each envelope goes out over one, in turn, and survives its loss."""

    def __init__(self, kit: Kit, app_id: str) -> None:
        self.connected = asyncio.Event()
        self._kit = kit
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._pending: dict[str, Envelope] = {}
        self._turn = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def ticket(self) -> str:
        """The right to connect once, as a part of the URL that apps.connections.open returns."""
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its hello to its end."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="This ticket was not given out, or is used.")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(heartbeat=30.0, compress=False)
        await ws.prepare(request)
        connection = Connection(ws, request)
        self._connections.append(connection)
        try:
            await self._send(connection, self._hello())
            self._count()
            await self._deliver_waiting()
            async for frame in ws:
                if frame.type is WSMsgType.TEXT:
                    self._receive(frame.data)
        finally:
            self._connections.remove(connection)
            self._count()
            await self._lose(connection)
        return ws

    async def send(self, kind: str, payload: Json, *, accepts_payload: bool = False) -> Ack | None:
        """Send one envelope; its acknowledgement, or None after 3 s. It is then sent once more, in the background."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        body: Json = {
            "envelope_id": str(uuid.uuid4()),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_payload,
        }
        if kind == "events_api":
            body |= {"retry_attempt": 0, "retry_reason": ""}
        envelope = Envelope(body)
        self._pending[envelope.id] = envelope
        await self._deliver(envelope)
        done, _ = await asyncio.wait({envelope.acked}, timeout=ACK_S)
        if done:
            return Ack((loop.time() - begun) * 1000, envelope.acked.result())
        loop.call_later(KEPT_S, self._pending.pop, envelope.id, None)
        await self._deliver(envelope)
        return None

    def post(self, kind: str, payload: Json) -> None:
        """Send one envelope without waiting for its acknowledgement."""
        self._start(self._post(kind, payload))

    async def _post(self, kind: str, payload: Json) -> None:
        await self.send(kind, payload)

    def disconnect(self) -> None:
        """Drop every connection as a network failure does: no goodbye."""
        for connection in self._connections:
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def refresh(self) -> None:
        """Ask every connection to be replaced, as Slack does every few hours."""
        for connection in self._connections:
            if connection.usable:
                connection.leaving = True
                self._start(self._see_off(connection))
        self._count()

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in list(self._connections):
            await connection.ws.close(code=1001, message=b"The sandbox stops")
        self._pending.clear()

    # inside

    async def _see_off(self, connection: Connection) -> None:
        body = {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "sandbox"}}
        await self._send(connection, body)
        await asyncio.sleep(LEAVE_S)
        await connection.ws.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _count(self) -> None:
        if any(each.usable for each in self._connections):
            self.connected.set()
        else:
            self.connected.clear()

    def _receive(self, text: str) -> None:
        try:
            message = json.loads(text)
            envelope_id = message["envelope_id"]
        except (ValueError, KeyError, TypeError):
            detail = "A Socket Mode message of an app is JSON with an envelope_id."
            self._kit.violations.append(Violation("slack", "socket", "envelope", detail, text))
            return
        envelope = self._pending.pop(envelope_id, None)
        if envelope is None:
            return  # late, or twice: Slack does not mind either
        payload = message.get("payload") or {}
        if payload and not envelope.body["accepts_response_payload"]:
            detail = f"The acknowledgement of {envelope.body['type']} takes no payload here; Slack ignores it."
            self._kit.violations.append(Violation("slack", "ack", "accepts_response_payload", detail, payload))
        if not envelope.acked.done():
            envelope.acked.set_result(payload)

    async def _deliver(self, envelope: Envelope) -> None:
        """Send it over a live connection; without one it stays pending for the next."""
        usable = [each for each in self._connections if each.usable]
        others = [each for each in usable if each is not envelope.carrier]
        if not usable:
            envelope.carrier = None
            return
        self._turn += 1
        envelope.carrier = (others or usable)[self._turn % len(others or usable)]
        body = envelope.body
        if envelope.sent:
            body = {**body, "retry_attempt": envelope.sent, "retry_reason": "timeout"}
        envelope.sent += 1
        await self._send(envelope.carrier, body)

    async def _deliver_waiting(self) -> None:
        for envelope in list(self._pending.values()):
            if envelope.carrier is None:
                await self._deliver(envelope)

    async def _lose(self, connection: Connection) -> None:
        """What went out over a lost connection and was not acknowledged goes out again."""
        for envelope in list(self._pending.values()):
            if envelope.carrier is connection:
                await self._deliver(envelope)

    async def _send(self, connection: Connection, body: Json) -> None:
        with contextlib.suppress(ConnectionError):  # it broke meanwhile; `_lose` takes care of the envelope
            await connection.ws.send_str(json.dumps(body))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
