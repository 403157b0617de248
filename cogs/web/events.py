"""Calendar files: the community's, each member's own, and single events."""

from __future__ import annotations

import hashlib

from aiohttp import web

from bot.app import App
from bot.events import calendar

_TOKEN = r"{token:[A-Za-z0-9_-]{16,64}}"  # noqa: S105 - a pattern
_EVENT = r"{event:[0-9]{1,18}}"


def routes(app: App) -> list[web.RouteDef]:
    """`/calendar/<token>.ics` to subscribe to, `/calendar/<token>/<event>.ics` to save."""

    async def feed(request: web.Request) -> web.StreamResponse:
        return _file(request, await calendar.read_calendar(app, request.match_info["token"]), "events.ics")

    async def one(request: web.Request) -> web.StreamResponse:
        number = int(request.match_info["event"])
        found = await calendar.read_event(app, request.match_info["token"], number)
        return _file(request, found, f"event-{number}.ics")

    return [web.get(f"/calendar/{_TOKEN}.ics", feed), web.get(f"/calendar/{_TOKEN}/{_EVENT}.ics", one)]


def _file(request: web.Request, found: bytes | None, name: str) -> web.StreamResponse:
    """The file, or 304 for a calendar that has it already."""
    if found is None:
        raise web.HTTPNotFound
    tag = hashlib.sha256(found).hexdigest()[:32]
    if any(each.value in (tag, "*") for each in request.if_none_match or ()):
        answer = web.Response(status=304)
    else:
        answer = web.Response(body=found, content_type="text/calendar", charset="utf-8")
        answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.etag = tag
    return answer
