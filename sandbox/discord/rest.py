"""The way of every REST request: counted, broken by a fault, let in, limited, validated, handled, answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.discord.errors import ApiError, Problem, refuse
from sandbox.discord.limits import ChannelLimit, GlobalLimit
from sandbox.discord.request import NO_CONTENT, Reply, Request, Route, Upload
from sandbox.discord.validate import Schemas
from sandbox.kit import Kit, Violation

CREATE_MESSAGE = "/channels/{channel_id}/messages"
FAULT_RETRY_AFTER = 0.25
LONGEST_HANG = 120.0


class Router:
    """Finds the route of a path; a literal step wins over a named one."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes: dict[tuple[str, int], list[tuple[tuple[str, ...], Route]]] = {}
        for route in sorted(routes, key=lambda each: each.template.count("{")):
            steps = tuple(route.template.split("/"))
            self._routes.setdefault((route.method, len(steps)), []).append((steps, route))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        asked = path.split("/")
        for steps, route in self._routes.get((method, len(asked)), []):
            if all(step == given or step[:1] == "{" for step, given in zip(steps, asked, strict=True)):
                named = zip(steps, asked, strict=True)
                return route, {step[1:-1]: given for step, given in named if step[:1] == "{"}
        return None


class Rest:
    def __init__(self, kit: Kit, token: str, routes: Iterable[Route], schemas: Schemas | None) -> None:
        self._kit = kit
        self._token = token
        self._router = Router(routes)
        self._schemas = schemas
        self._global = GlobalLimit()
        self._channels = ChannelLimit()
        kit.clock.on_rest(self._global.rest)
        kit.clock.on_rest(self._channels.rest)
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Let go whoever hangs."""
        self._stopping.set()

    async def serve(self, web_request: web.Request) -> web.StreamResponse:
        method, path = web_request.method, _path(web_request)
        found = self._router.find(method, path)
        self._kit.requests[f"discord {method} {found[0].template if found else '(unknown route)'}"] += 1
        match self._kit.faults.take("discord", f"{method} {path}"):
            case "429":
                return _answer(_too_many(FAULT_RETRY_AFTER))
            case "500":
                return _answer(Reply({"message": "500: Internal Server Error", "code": 0}, 500))
            case "drop":
                return await _drop(web_request)
            case "hang":
                return await self._hang(web_request)
        authorized = web_request.headers.get("Authorization") == f"Bot {self._token}"
        if not authorized and not (found and found[0].by_token):
            return _answer(Reply({"message": "401: Unauthorized", "code": 0}, 401))
        body: Any = None
        try:
            body, files = await _read(web_request)
            reply = self._handle(found, Request(method, path, {}, web_request.rel_url.query, body, files))
        except ApiError as error:
            for each in error.problems:
                self._violated(f"{method} {path}", each, body)
            reply = Reply(error.body(), error.status)
        return _answer(reply)

    def _handle(self, found: tuple[Route, dict[str, str]] | None, request: Request) -> Reply:
        if found is None:
            gap = Problem((), "unknown route", f"The sandbox's Discord has no {request.method} {request.path}")
            raise ApiError(404, 0, "404: Not Found", [gap])
        route, request = found[0], replace(request, params=found[1])
        if not route.by_token and (wait := self._global.take()) is not None:
            if self._global.first_of_burst():
                fast = Problem((), "global rate limit", "More than 50 requests within one second")
                self._violated(f"{request.method} {request.path}", fast, None)
            return _too_many(wait, scope="global")
        headers: dict[str, str] = {}
        if (route.method, route.template) == ("POST", CREATE_MESSAGE):
            channel_id = request.params["channel_id"]
            allowance = self._channels.take(channel_id)
            headers = allowance.headers("messages")
            if not allowance.allowed:
                return _too_many(allowance.reset_after, headers=headers)
        if self._schemas and (request.body is not None or not request.files):
            refuse(self._schemas.check(route.method, route.template, request.body))
        reply = route.handler(request)
        return Reply(reply.body, reply.status, headers)

    def _violated(self, request: str, problem: Problem, body: Any) -> None:
        where = ".".join(map(str, problem.path))
        detail = f"{where}: {problem.detail}" if where else problem.detail
        self._kit.violations.append(Violation("discord", request, problem.rule, detail, body))

    async def _hang(self, request: web.Request) -> web.StreamResponse:
        """Say nothing until the client gives up, or the server stops."""
        deadline = asyncio.get_running_loop().time() + LONGEST_HANG
        while not self._stopping.is_set() and asyncio.get_running_loop().time() < deadline:
            if request.transport is None or request.transport.is_closing():
                break
            try:
                await asyncio.wait_for(self._stopping.wait(), 0.05)
            except TimeoutError:
                continue
        return await _drop(request)


def _path(request: web.Request) -> str:
    """The path below /api/v10."""
    _, _, rest = request.path.removeprefix("/api").lstrip("/").partition("/")
    return f"/{rest}"


async def _read(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    if not request.can_read_body:
        return None, {}
    try:
        if request.content_type == "multipart/form-data":
            return await _read_parts(request)
        raw = await request.read()
        return (json.loads(raw) if raw else None), {}
    except ValueError as error:
        wrong = Problem((), "not JSON", str(error))
        raise ApiError(400, 50109, "The request body contains invalid JSON.", [wrong]) from error


async def _read_parts(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    body: Any = None
    files: dict[int, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = json.loads(content)
        elif part.name and part.name.startswith("files["):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[int(part.name[6:-1])] = Upload(part.filename or "unknown", kind, content)
    return body, files


def _too_many(wait: float, *, scope: str = "user", headers: dict[str, str] | None = None) -> Reply:
    """429 as Discord sends it: without `Via`, discord.py would take it for a ban by Cloudflare."""
    shown = {"Via": "1.1 google", "Retry-After": f"{wait:.3f}", "X-RateLimit-Scope": scope} | (headers or {})
    if scope == "global":
        shown["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": scope == "global"}
    return Reply(body, 429, shown)


def _answer(reply: Reply) -> web.Response:
    """`Content-Type` exactly application/json: discord.py takes a body with a charset for text."""
    if reply.status == NO_CONTENT:
        return web.Response(status=NO_CONTENT, headers=reply.headers)
    content = json.dumps(reply.body).encode()
    return web.Response(
        body=content, status=reply.status, headers={**reply.headers, "Content-Type": "application/json"}
    )


async def _drop(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
