"""The stage's pages: the big screen with what keeps it up to date, and the event's page for people's phones."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing

import segno
from aiohttp import web
from markupsafe import Markup

from bot.app import App, Web
from bot.stage.page import event_link, read_event_page
from bot.stage.screen import read_screen
from cogs.web import event_page, files, texts
from cogs.web.live import Crowded, Hub
from cogs.web.picture import AMBER_MILLIS, WORDS, Json, millis, picture

_TOKEN = r"{token:[A-Za-z0-9_-]{16,64}}"  # noqa: S105 - a pattern
_STUCK_SECONDS = 10.0  # a viewer that takes nothing for so long is gone
_COME_BACK_SECONDS = 30


def routes(app: App, address: Web, hub: Hub) -> list[web.RouteDef]:
    """`/stage/<token>` for the big screen, `/event/<token>` for phones."""

    async def stage(request: web.Request) -> web.Response:
        return await _stage(app, address, request.match_info["token"])

    async def live(request: web.Request) -> web.StreamResponse:
        return await _live(app, hub, request)

    async def now(request: web.Request) -> web.Response:
        """The same as one message of the stream, for who gets none."""
        token = request.match_info["token"]
        shown = await _shown(app, token)
        return _json({"now": millis(app.clock.now()), "screen": shown, "crowded": hub.crowded(token)})

    async def clock(_: web.Request) -> web.Response:
        return _json({"now": millis(app.clock.now())})

    async def event(request: web.Request) -> web.Response:
        found = await read_event_page(app, address, request.match_info["token"])
        if found is None:
            raise web.HTTPNotFound
        return files.page("event.html", text=texts, **event_page.values(found))

    return [
        web.get(f"/stage/{_TOKEN}", stage),
        web.get(f"/stage/{_TOKEN}/live", live, allow_head=False),
        web.get(f"/stage/{_TOKEN}/now", now),
        web.get(f"/stage/{_TOKEN}/clock", clock),
        web.get(f"/event/{_TOKEN}", event),
        *files.routes(),
    ]


async def _shown(app: App, token: str) -> Json:
    screen = await read_screen(app, token)
    if screen is None:
        raise web.HTTPNotFound
    return picture(screen)


async def _stage(app: App, address: Web, token: str) -> web.Response:
    screen = await read_screen(app, token)
    if screen is None:
        raise web.HTTPNotFound
    link = event_link(address, token)
    return files.page(
        "stage.html",
        text=texts,
        community=screen.community,
        event=screen.program.event.title,
        link=link,
        code=_code(link),
        words=json.dumps(WORDS),
        amber=AMBER_MILLIS,
        screen=json.dumps(picture(screen)),
        now=millis(app.clock.now()),
    )


async def _live(app: App, hub: Hub, request: web.Request) -> web.StreamResponse:
    token = request.match_info["token"]
    if not hub.viewers(token) and await read_screen(app, token) is None:
        raise web.HTTPNotFound
    if hub.crowded(token):
        words = texts.TOO_MANY.format(viewers=hub.most_viewers, seconds=_COME_BACK_SECONDS)
        return web.Response(status=503, text=words, headers={"Retry-After": str(_COME_BACK_SECONDS)})
    answer = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    await answer.prepare(request)
    try:
        await asyncio.wait_for(answer.write(b"retry: 1000\n\n"), _STUCK_SECONDS)
        async with aclosing(hub.watch(token)) as messages:
            async for message in messages:
                await asyncio.wait_for(answer.write(message), _STUCK_SECONDS)
    except (ConnectionError, TimeoutError, Crowded):
        if request.transport is not None:
            request.transport.abort()
    return answer


def _code(link: str) -> Markup:
    """The QR code of an address as an SVG of the page's own."""
    made = segno.make(link, error="m", micro=False)
    return Markup(made.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None))  # noqa: S704 - it holds modules, none of the text


def _json(values: Json) -> web.Response:
    answer = web.json_response(values)
    answer.headers["Cache-Control"] = "no-store"
    return answer
