"""The sandbox's control API: what the page, a test or a script can do to both platforms, as JSON over HTTP.

`Control.routes` lists the calls. One that cannot be done answers 400 with `{"error": sentence}`.
Only this machine may call: another Host (DNS rebinding) or a browser on another site is answered 403.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.bodies import NUMBER, OBJECT, TEXT, TEXT_OR_TEXTS, TEXTS, read_body, read_moment
from sandbox.kit import Answer, Fault, Json, Kit, SandboxError
from sandbox.live import Live, serve_file

if TYPE_CHECKING:
    from sandbox.discord import Discord
    from sandbox.slack import Slack

Handler = Callable[[web.Request], Awaitable[Any]]
LOCAL_HOSTS = ("127.0.0.1", "localhost")
PLATFORMS = ("discord", "slack")
# Discord's ids hold milliseconds since 2015 in 42 bits: outside of these years no message could be written.
EARLIEST, LATEST = datetime(2015, 1, 2, tzinfo=UTC), datetime(2150, 1, 1, tzinfo=UTC)


def mount(app: web.Application, *, kit: Kit, discord: Discord, slack: Slack) -> None:
    """Add the control API, the live feed and the page to `app`."""
    control = Control(kit, discord, slack)
    live = Live(kit, state=control.state, status=control.status)
    app.on_shutdown.append(live.stop)
    kit.clock.follow(control.tell_time)
    for method, path, handler in control.routes():
        app.router.add_route(method, path, _answering(handler))
    app.router.add_get("/control/live", _guarded(live.serve))
    app.router.add_get("/", _guarded(serve_file))
    app.router.add_get("/page/{file}", _guarded(serve_file))


def _guarded(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Handler:
    """Refuse whoever is not on this machine, or is a browser showing another site."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        if host.rpartition(":")[0] not in LOCAL_HOSTS and host not in LOCAL_HOSTS:
            return _refusal(f"This sandbox answers on {' and '.join(LOCAL_HOSTS)} only.", status=403)
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{host}":
            return _refusal("A page of another site may not use this sandbox.", status=403)
        return await handler(request)

    return guarded


def _answering(handler: Handler) -> Handler:
    """Turn what `handler` returns into JSON, and its SandboxError into a 400 with the sentence."""

    async def answer(request: web.Request) -> web.Response:
        try:
            result = await handler(request)
        except SandboxError as error:
            return _refusal(str(error), status=400)
        shown = result.as_json() if isinstance(result, Answer) else result
        return web.json_response(shown, headers={"Cache-Control": "no-store"})

    return _guarded(answer)


def _refusal(sentence: str, *, status: int) -> web.Response:
    return web.json_response({"error": sentence}, status=status)


@dataclass(frozen=True, slots=True)
class Control:
    """The calls over one kit and its two platforms."""

    kit: Kit
    discord: Discord
    slack: Slack

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [
            ("GET", "/control/state", self._get_state),
            ("GET", "/control/past", self._past),
            ("POST", "/control/discord/command", self._discord_command),
            ("POST", "/control/discord/complete", self._discord_complete),
            ("POST", "/control/discord/click", self._discord_click),
            ("POST", "/control/discord/submit", self._discord_submit),
            ("POST", "/control/discord/close_dms", self._discord_close_dms),
            ("GET", "/control/discord/channels/{channel}/messages", self._discord_messages),
            ("GET", "/control/discord/events", self._discord_events),
            ("GET", "/control/discord/commands", self._discord_commands),
            ("POST", "/control/slack/command", self._slack_command),
            ("POST", "/control/slack/click", self._slack_click),
            ("POST", "/control/slack/suggest", self._slack_suggest),
            ("POST", "/control/slack/submit", self._slack_submit),
            ("POST", "/control/slack/close", self._slack_close),
            ("POST", "/control/slack/open_home", self._slack_open_home),
            ("GET", "/control/slack/channels/{channel}/messages", self._slack_messages),
            ("GET", "/control/slack/home/{user}", self._slack_home),
            ("GET", "/control/slack/commands", self._slack_commands),
            ("POST", "/control/join", self._join),
            ("POST", "/control/clock", self._clock),
            ("POST", "/control/fault", self._fault),
            ("GET", "/control/violations", self._violations),
            ("GET", "/control/requests", self._requests),
        ]

    def state(self) -> Json:
        """The moment, both platforms' places and people, and the full names of every command."""
        status = self.status()["connected"]
        return {
            "now": self.kit.clock.now().isoformat(),
            "discord": {**self.discord.state(), "connected": status["discord"]},
            "slack": {**self.slack.state(), "connected": status["slack"]},
            "commands": {
                "discord": [each["name"] for each in self.discord.commands()],
                "slack": [each["name"] for each in self.slack.commands()],
            },
        }

    def status(self) -> Json:
        """What the page shows that publishes no event of its own."""
        return {
            "violations": len(self.kit.violations),
            "connected": {"discord": self.discord.connected.is_set(), "slack": self.slack.connected.is_set()},
        }

    async def tell_time(self, _offset: timedelta) -> None:
        self.kit.feed.publish("clock", now=self.kit.clock.now().isoformat())

    async def _get_state(self, _request: web.Request) -> Json:
        return self.state()

    async def _past(self, _request: web.Request) -> Json:
        """Whether the community has lived a while, so that there is something to show on a tour."""
        return {"has_past": self.kit.has_past}

    async def _discord_command(self, request: web.Request) -> Answer:
        needs = {"user": TEXT, "channel": TEXT, "command": TEXT}
        body = await read_body(request, needs=needs, may={"options": OBJECT})
        return await self.discord.command(**{"options": {}, **body})

    async def _discord_complete(self, request: web.Request) -> Json:
        needs = {"user": TEXT, "channel": TEXT, "command": TEXT, "focused": TEXT}
        body = await read_body(request, needs=needs, may={"options": OBJECT})
        return {"choices": await self.discord.complete(**{"options": {}, **body})}

    async def _discord_click(self, request: web.Request) -> Answer:
        needs = {"user": TEXT, "message": TEXT, "custom_id": TEXT}
        return await self.discord.click(**await read_body(request, needs=needs, may={"values": TEXTS}))

    async def _discord_submit(self, request: web.Request) -> Answer:
        needs = {"user": TEXT, "form": TEXT, "values": OBJECT}
        return await self.discord.submit(**await read_body(request, needs=needs))

    async def _discord_close_dms(self, request: web.Request) -> Json:
        body = await read_body(request, needs={"user": TEXT})
        self.discord.close_dms(body["user"])
        return {}

    async def _discord_messages(self, request: web.Request) -> list[Json]:
        return self.discord.messages(request.match_info["channel"], seen_by=request.query.get("as"))

    async def _discord_events(self, _request: web.Request) -> list[Json]:
        return self.discord.scheduled_events()

    async def _discord_commands(self, _request: web.Request) -> list[Json]:
        return self.discord.commands()

    async def _slack_command(self, request: web.Request) -> Answer:
        needs = {"user": TEXT, "channel": TEXT, "command": TEXT}
        return await self.slack.command(**await read_body(request, needs=needs, may={"text": TEXT}))

    async def _slack_click(self, request: web.Request) -> Answer:
        may = {"message": TEXT, "view": TEXT, "value": TEXT_OR_TEXTS}
        body = await read_body(request, needs={"user": TEXT, "action_id": TEXT}, may=may)
        return await self.slack.click(**_one_place(body))

    async def _slack_suggest(self, request: web.Request) -> Json:
        needs = {"user": TEXT, "action_id": TEXT, "query": TEXT}
        body = await read_body(request, needs=needs, may={"message": TEXT, "view": TEXT})
        return {"options": await self.slack.suggest(**_one_place(body))}

    async def _slack_submit(self, request: web.Request) -> Answer:
        needs = {"user": TEXT, "form": TEXT, "values": OBJECT}
        return await self.slack.submit(**await read_body(request, needs=needs))

    async def _slack_close(self, request: web.Request) -> Json:
        await self.slack.close(**await read_body(request, needs={"user": TEXT, "form": TEXT}))
        return {}

    async def _slack_open_home(self, request: web.Request) -> Json:
        body = await read_body(request, needs={"user": TEXT})
        await self.slack.open_home(body["user"])
        return {}

    async def _slack_messages(self, request: web.Request) -> list[Json]:
        return self.slack.messages(request.match_info["channel"], seen_by=request.query.get("as"))

    async def _slack_home(self, request: web.Request) -> Json | None:
        return self.slack.home(request.match_info["user"])

    async def _slack_commands(self, _request: web.Request) -> list[Json]:
        return self.slack.commands()

    async def _join(self, request: web.Request) -> Json:
        body = await read_body(request, needs={"platform": TEXT, "name": TEXT})
        platform, name = self._platform(body), body["name"].strip()
        if not name:
            raise SandboxError("A person needs a name.")
        return {"id": await platform.join(name)}

    async def _clock(self, request: web.Request) -> Json:
        body = await read_body(request, needs={}, may={"advance": NUMBER, "set": TEXT})
        if len(body) != 1:
            raise SandboxError('Give either {"advance": seconds} or {"set": ISO time}.')
        clock, to = self.kit.clock, read_moment(body["set"]) if "set" in body else None
        try:
            advance = timedelta(seconds=body.get("advance", 0))
            target = to or clock.now() + advance
        except OverflowError as error:
            raise SandboxError("That is too far away.") from error
        if not EARLIEST <= target <= LATEST:
            raise SandboxError(
                f"The clock runs from {EARLIEST.year} to {LATEST.year}: Discord's ids hold no other time."
            )
        now = await (clock.move(to=to) if to else clock.move(advance=advance))
        return {"now": now.isoformat()}

    async def _fault(self, request: web.Request) -> Json:
        needs = {"platform": TEXT, "kind": TEXT}
        body = {"count": 1, **await read_body(request, needs=needs, may={"count": NUMBER, "match": TEXT})}
        platform = self._platform(body)
        if not isinstance(body["count"], int) or body["count"] < 1:
            raise SandboxError("`count` must be a whole number from 1 on.")
        try:
            re.compile(body.get("match", ""))
        except re.error as error:
            raise SandboxError(f"`match` is not a regular expression: {error}.") from error
        if body["kind"] == "disconnect":  # meets the live connection, not a later request
            platform.disconnect()
        else:
            self.kit.faults.add(Fault(**body))
        return {}

    async def _violations(self, _request: web.Request) -> list[Json]:
        return [each.as_json() for each in self.kit.violations]

    async def _requests(self, _request: web.Request) -> dict[str, int]:
        return dict(sorted(self.kit.requests.items()))

    def _platform(self, body: Json) -> Discord | Slack:
        match body["platform"]:
            case "discord":
                return self.discord
            case "slack":
                return self.slack
            case other:
                raise SandboxError(f"No platform is called {other!r}; there are {', '.join(PLATFORMS)}.")


def _one_place(body: Json) -> Json:
    """`body`, when it says where the press happened: on a message or in a view."""
    if ("message" in body) == ("view" in body):
        raise SandboxError("Say where: give either `message` or `view`.")
    return body
