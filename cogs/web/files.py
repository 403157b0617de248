"""The files and templates that our pages are made of: a fixed list, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FILES = (
    "clock.js",
    "countdown.js",
    "event.css",
    "event.js",
    "fit.js",
    "icon.svg",
    "line.js",
    "show.js",
    "stage.css",
    "stage.js",
    "window.js",
)
TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip
# Everything that our pages load is ours: nothing is asked of anybody else.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    kind: str
    tag: str


def _read(name: str) -> _File:
    body = (_HERE / "static" / name).read_bytes()
    return _File(body, _TYPES[Path(name).suffix], hashlib.sha256(body).hexdigest()[:32])


def routes() -> list[web.RouteDef]:
    """`/static/<name>` for each file of the list."""
    files = {name: _read(name) for name in _FILES}

    async def serve(request: web.Request) -> web.Response:
        found = files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        if any(each.value in (found.tag, "*") for each in request.if_none_match or ()):
            answer = web.Response(status=304)
        else:
            answer = web.Response(body=found.body, content_type=found.kind, charset="utf-8")
        answer.etag = found.tag
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    return [web.get("/static/{name}", serve)]


def page(template: str, **values: object) -> web.Response:
    """A page of ours: never kept by a browser, so that going back shows it as it is now."""
    answer = web.Response(text=TEMPLATES.get_template(template).render(values), content_type="text/html")
    answer.headers["Content-Security-Policy"] = PAGE_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer
