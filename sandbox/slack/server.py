"""The HTTP side: every Web API method behind one route, and the response URLs."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.kit import Json, Violation
from sandbox.slack import messages, responses, rooms, views
from sandbox.slack.api import Api, ApiError, RateLimitedError

if TYPE_CHECKING:
    from sandbox.slack.sockets import Sockets

METHODS = messages.METHODS | rooms.METHODS | views.METHODS
AS_JSON = ("blocks", "view", "metadata", "attachments")  # may come as JSON inside a form or a query
FLAGS = ("unfurl_links", "unfurl_media", "mrkdwn", "link_names", "reply_broadcast", "as_user")
MALFORMED = ("invalid_arguments", "invalid_json", "json_not_object", "invalid_cursor", "invalid_name_specials")
GONE = ("expired_url", "used_url")


class Server:
    def __init__(self, api: Api, sockets: Sockets, *, bot_token: str, app_token: str) -> None:
        self._api = api
        self._sockets = sockets
        self._bot_token = bot_token
        self._app_token = app_token
        self.scopes: list[str] | None = None
        self._stopping = asyncio.Event()

    def mount(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self.call)
        app.router.add_get("/slack/socket/{ticket}", self._sockets.serve)
        app.router.add_post("/slack/respond/{token}", self.respond)

    def stop(self) -> None:
        """Let go of the requests that a fault keeps hanging."""
        self._stopping.set()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One Web API request."""
        method = request.match_info["method"]
        if (fault := self._fault(f"{request.method} {method}")) is not None:
            return await self._suffer(fault, request)
        with self._api.watch.request():
            try:
                args = await read(request)
                self._authorize(method, request, args)
                return web.json_response(self._run(method, args), headers=self._scopes())
            except ApiError as refused:
                self._note(method, refused)
                return web.json_response(refused.body)
            except RateLimitedError:
                return _too_many()

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One POST to a response_url."""
        if (fault := self._fault("POST response_url")) is not None:
            return await self._suffer(fault, request)
        with self._api.watch.request():
            try:
                responses.respond(self._api, request.match_info["token"], await read(request))
            except ApiError as refused:
                self._note("response_url", refused)
                return web.json_response(refused.body, status=404 if refused.body["error"] in GONE else 400)
            return web.Response(text="ok")

    def _run(self, method: str, args: Json) -> Json:
        if method == "apps.connections.open":
            base = self._api.base.replace("http", "ws", 1)
            return {"ok": True, "url": f"{base}/slack/socket/{self._sockets.ticket()}"}
        if method not in METHODS:
            detail = f"{method} is no method of Slack's Web API, or not one that this sandbox knows."
            self._api.kit.violations.append(Violation("slack", method, "unknown_method", detail, args))
            raise ApiError("unknown_method", noted=True, req_method=method)
        self._api.pace.check(method, args)
        return METHODS[method](self._api, args)

    def _scopes(self) -> dict[str, str]:
        """Slack says with each answer which scopes the token has."""
        return {} if self.scopes is None else {"X-OAuth-Scopes": ",".join(self.scopes)}

    def _note(self, request: str, refused: ApiError) -> None:
        """A request that no state of the workspace could make right is a violation, whoever found it."""
        error = refused.body["error"]
        if error in MALFORMED and not refused.noted:
            messages = refused.body.get("response_metadata", {}).get("messages", [])
            detail = "; ".join(messages) or error
            self._api.kit.violations.append(Violation("slack", request, error, detail, None))

    def _authorize(self, method: str, request: web.Request, args: Json) -> None:
        header = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        token = str(args.pop("token", "")) or header
        if not token:
            raise ApiError("not_authed")
        if token not in (self._bot_token, self._app_token):
            raise ApiError("invalid_auth")
        if (token == self._app_token) != (method == "apps.connections.open"):
            raise ApiError("not_allowed_token_type")

    # faults

    def _fault(self, request: str) -> str | None:
        self._api.kit.requests[f"slack {request}"] += 1
        return self._api.kit.faults.take("slack", request)

    async def _suffer(self, fault: str, request: web.Request) -> web.StreamResponse:
        """The request meets a fault before anything of it is done."""
        match fault:
            case "429":
                return _too_many()
            case "hang":
                await self._hang(request)
            case "drop":
                if request.transport is not None:
                    request.transport.abort()
        return web.json_response({"ok": False, "error": "internal_error"}, status=500)

    async def _hang(self, request: web.Request) -> None:
        """Until the client leaves or the sandbox stops; aiohttp does not tell a handler that its client left."""
        while request.transport is not None and not self._stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), timeout=0.1)


def _too_many() -> web.Response:
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})


async def read(request: web.Request) -> Json:
    """All arguments, wherever they are: query, form or JSON body. slack_sdk uses each of the three."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await _json(request)
        args |= {name: value for name, value in body.items() if value is not None}
    elif request.can_read_body:
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    for name in AS_JSON:
        if isinstance(args.get(name), str):
            args[name] = _decoded(name, args[name])
    for name in FLAGS:
        if isinstance(args.get(name), str):
            args[name] = args[name].lower() in ("1", "true")
    return args


async def _json(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(body, dict):
        raise ApiError("json_not_object")
    return body


def _decoded(name: str, text: str) -> Any:
    """The JSON in an argument."""
    try:
        return json.loads(text)
    except ValueError:
        raise ApiError("invalid_arguments", [f"[ERROR] {name} is not valid JSON"]) from None
