"""The gateway: identify, heartbeat, resume with replay, member chunks, and events to whoever asked for them."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.discord import shapes
from sandbox.discord.world import World
from sandbox.kit import Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT = 0, 1, 2, 3, 4, 6, 7
REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 8, 9, 10, 11
GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES, SCHEDULED_EVENTS = 1 << 0, 1 << 1, 1 << 9, 1 << 12, 1 << 16
GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS = 1 << 10, 1 << 13

HEARTBEAT_MS = 41_250
REPLAY_LIMIT = 5_000
CHUNK = 1_000
RESUME_URL = "wss://gateway.discord.gg/"


@dataclass(slots=True)
class Session:
    """A bot's subscription; it outlives its connections, and what it missed meanwhile is kept for a resume."""

    id: str
    intents: int
    shard: tuple[int, int]
    seq: int = 0
    log: list[str] = field(default_factory=list)
    link: Link | None = None

    def emit(self, event: str, data: Json) -> None:
        self.seq += 1
        frame = json.dumps({"op": DISPATCH, "t": event, "s": self.seq, "d": data})
        self.log.append(frame)
        del self.log[:-REPLAY_LIMIT]
        if self.link:
            self.link.send_text(frame)

    def wants(self, intent: int, guild_id: str | None) -> bool:
        shard, count = self.shard
        return (not intent or bool(self.intents & intent)) and shard == (int(guild_id or 0) >> 22) % count


class Link:
    """One live connection. What is sent leaves in order, from a queue, so that nobody has to wait for the socket."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.session: Session | None = None
        self._queue: asyncio.Queue[str | int | Callable[[], None]] = asyncio.Queue()

    def send(self, frame: Json) -> None:
        self.send_text(json.dumps(frame))

    def send_text(self, frame: str) -> None:
        self._queue.put_nowait(frame)

    def then(self, step: Callable[[], None]) -> None:
        """Have `step` called once everything before it was sent."""
        self._queue.put_nowait(step)

    def close(self, code: int) -> None:
        self._queue.put_nowait(code)

    async def write(self) -> None:
        while not self.socket.closed:
            match await self._queue.get():
                case int(code):
                    await self.socket.close(code=code)
                case str(frame):
                    try:
                        await self.socket.send_str(frame)
                    except (ConnectionError, aiohttp.ClientError):
                        return  # the reader sees the end too, and unlinks the session
                case step:
                    step()


class Gateway:
    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._sessions: dict[str, Session] = {}
        self._links: set[Link] = set()
        self.connected = asyncio.Event()
        self.ever_connected = False

    def dispatch(self, event: str, data: Json, *, guild_id: str | None = None, intent: int = 0) -> None:
        """Tell every session that listens; a disconnected one hears it when it resumes."""
        for session in self._sessions.values():
            if session.wants(intent, guild_id):
                session.emit(event, data)

    def drop_all(self, code: int = 4000) -> None:
        """Cut the live connections; their sessions can be resumed."""
        for link in list(self._links):
            self._unlink(link)
            link.close(code)

    def ask_reconnect(self) -> None:
        """Op 7: Discord moves the bot to another of its servers."""
        for link in self._links:
            link.send({"op": RECONNECT, "d": None})

    def forget_sessions(self) -> None:
        """No session can be resumed any more: the next RESUME gets op 9, and the bot has to identify anew."""
        self.drop_all()
        self._sessions.clear()

    async def stop(self) -> None:
        self.drop_all(1001)
        for link in list(self._links):
            await link.socket.close(code=1001)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        link = Link(socket)
        self._links.add(link)
        writer = asyncio.create_task(link.write())
        link.send({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_MS, "_trace": []}})
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._hear(link, json.loads(message.data))
        finally:
            self._unlink(link)
            self._links.discard(link)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return socket

    def _unlink(self, link: Link) -> None:
        if link.session and link.session.link is link:
            link.session.link = None
        if not any(session.link for session in self._sessions.values()):
            self.connected.clear()

    def _hear(self, link: Link, frame: Json) -> None:
        data = frame.get("d")
        match frame.get("op"):
            case 1:
                link.send({"op": HEARTBEAT_ACK, "d": None})
            case 2 if link.session:
                link.close(4005)
            case 2:
                self._identify(link, data)
            case 6:
                self._resume(link, data)
            case 3 | 4 | 8 if not link.session:
                link.close(4003)
            case 8 if link.session:
                self._send_chunks(link.session, data)
            case 3 | 4:
                pass
            case _:
                link.close(4001)

    def _identify(self, link: Link, data: Any) -> None:
        if data["token"] != self._token:
            link.close(4004)
            return
        number, count = data.get("shard") or (0, 1)
        session = Session(secrets.token_hex(16), data["intents"], (number, count), link=link)
        # A bot that starts anew takes the place of what it was before; sessions of live connections stay.
        self._sessions = {key: kept for key, kept in self._sessions.items() if kept.link} | {session.id: session}
        link.session = session
        guilds = [guild for guild in self._world.guilds.values() if session.wants(0, guild.id)]
        session.emit("READY", self._ready(session, [guild.id for guild in guilds]))
        if session.intents & GUILDS:
            for guild in guilds:
                everyone = bool(session.intents & GUILD_MEMBERS)
                session.emit("GUILD_CREATE", shapes.guild_create_json(self._world, guild, with_members=everyone))
        link.then(lambda: self._announce(link))

    def _ready(self, session: Session, guild_ids: list[str]) -> Json:
        return {
            "v": 10,
            "user": shapes.self_json(self._world.bot),
            "guilds": [{"id": guild_id, "unavailable": True} for guild_id in guild_ids],
            "session_id": session.id,
            "resume_gateway_url": RESUME_URL,
            "shard": list(session.shard),
            "application": {"id": self._world.bot.id, "flags": self._world.app_flags},
            "session_type": "normal",
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "_trace": [],
        }

    def _resume(self, link: Link, data: Any) -> None:
        session = self._sessions.get(data["session_id"])
        if data["token"] != self._token:
            link.close(4004)
        elif session is None or not (missed := session.seq - data["seq"]) <= len(session.log) or missed < 0:
            link.send({"op": INVALID_SESSION, "d": False})
        else:
            if session.link:
                session.link.close(4000)
            link.session, session.link = session, link
            for frame in session.log[len(session.log) - missed :]:
                link.send_text(frame)
            session.emit("RESUMED", {"_trace": []})
            link.then(lambda: self._announce(link))

    def _announce(self, link: Link) -> None:
        if link.session and link.session.link is link:
            self.ever_connected = True
            self.connected.set()

    def _send_chunks(self, session: Session, data: Any) -> None:
        guild = self._world.guilds.get(str(data["guild_id"]))
        if guild is None:
            return
        members = list(guild.members.values())
        if asked := data.get("user_ids"):
            wanted = {str(user_id) for user_id in (asked if isinstance(asked, list) else [asked])}
            members = [member for member in members if member.user.id in wanted]
        elif query := data.get("query"):
            members = [member for member in members if member.user.name.casefold().startswith(query.casefold())]
        members = members[: data.get("limit") or None]
        pages = [members[start : start + CHUNK] for start in range(0, len(members), CHUNK)] or [[]]
        for number, page in enumerate(pages):
            chunk: Json = {
                "guild_id": guild.id,
                "members": [shapes.member_json(member) for member in page],
                "chunk_index": number,
                "chunk_count": len(pages),
                "not_found": [],
            }
            if data.get("nonce"):
                chunk["nonce"] = data["nonce"]
            session.emit("GUILD_MEMBERS_CHUNK", chunk)
