"""What the browser gets: the live feed, the page's files, and who is let in at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.kit import Violation
from tests.browser.stage import Stage, running_sandbox, until

Api = aiohttp.ClientSession


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture
async def api(stage: Stage) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession(stage.url) as session:
        yield session


async def hear_all(live: aiohttp.ClientWebSocketResponse) -> list[aiohttp.WSMessage]:
    """Every message until the one that ends it."""
    heard = [await live.receive()]
    while heard[-1].type is aiohttp.WSMsgType.TEXT:
        heard.append(await live.receive())
    return heard


class TestLive:
    async def test_says_hello_with_the_state_then_what_happens(self, api: Api, stage: Stage) -> None:
        async with api.ws_connect("/control/live") as live:
            hello = await live.receive_json(timeout=5)
            async with api.get("/control/state") as response:
                state = await response.json()
            assert hello == {"kind": "hello", "state": {**state, "now": hello["state"]["now"]}}
            assert (await live.receive_json(timeout=5))["kind"] == "status"
            mira = await stage.discord.join("Mira")
            member = {"id": mira, "name": "Mira", "organizer": False}
            assert await live.receive_json(timeout=5) == {"kind": "join", "platform": "discord", "member": member}

    async def test_tells_each_change_of_the_status_once(self, api: Api, stage: Stage) -> None:
        async with api.ws_connect("/control/live") as live:
            await live.receive_json(timeout=5)
            offline = {"discord": False, "slack": False}
            assert await live.receive_json(timeout=5) == {"kind": "status", "violations": 0, "connected": offline}
            stage.kit.violations.append(Violation("slack", "chat.update", "text", "is empty", {}))
            assert await live.receive_json(timeout=5) == {"kind": "status", "violations": 1, "connected": offline}

    async def test_ends_when_the_sandbox_stops(self) -> None:
        async with aiohttp.ClientSession() as session:
            async with running_sandbox() as stage:
                live = await session.ws_connect(f"{stage.url}control/live", autoclose=False)
                heard = asyncio.create_task(hear_all(live))
                await until(lambda: bool(stage.kit.feed._subscribers))  # noqa: SLF001  # nothing public tells
            async with asyncio.timeout(5):
                last = (await heard)[-1]
            assert (last.type, last.data) == (aiohttp.WSMsgType.CLOSE, aiohttp.WSCloseCode.GOING_AWAY)
            await live.close()

    async def test_a_page_that_left_is_forgotten(self, api: Api, stage: Stage) -> None:
        async with api.ws_connect("/control/live") as live:
            await live.receive_json(timeout=5)
            assert len(stage.kit.feed._subscribers) == 1  # noqa: SLF001  # nothing public tells
        await until(lambda: not stage.kit.feed._subscribers)  # noqa: SLF001  # the same


class TestGuard:
    @pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example:80", "[::1]:80", ""])
    @pytest.mark.parametrize("path", ["/", "/control/state", "/page/app.js", "/control/live"])
    async def test_another_host_is_refused(self, api: Api, host: str, path: str) -> None:
        async with api.get(path, headers={"Host": host}) as response:
            assert response.status == 403

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"])
    async def test_a_page_of_another_site_is_refused(self, api: Api, origin: str) -> None:
        async with api.post("/control/clock", json={"advance": 1}, headers={"Origin": origin}) as response:
            assert response.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await api.ws_connect("/control/live", headers={"Origin": origin})

    async def test_the_own_page_is_let_in_by_both_names(self, api: Api, stage: Stage) -> None:
        for name in ("127.0.0.1", "localhost"):
            host = stage.url.removeprefix("http://").rstrip("/").replace("127.0.0.1", name)
            async with api.get("/control/state", headers={"Host": host, "Origin": f"http://{host}"}) as response:
                assert response.status == 200


class TestFiles:
    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("/", "text/html"),
            ("/page/app.js", "text/javascript"),
            ("/page/style.css", "text/css"),
            ("/page/icon.svg", "image/svg+xml"),
        ],
    )
    async def test_the_page_is_served_strictly(self, api: Api, path: str, kind: str) -> None:
        async with api.get(path) as response:
            assert (response.status, response.content_type) == (200, kind)
            assert response.headers["Cache-Control"] == "no-store"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert {part.split()[1] for part in policy.split("; ")} == {"'self'", "'none'"}

    @pytest.mark.parametrize("name", ["nothing.js", "..%2fcontrol.py", "%2e%2e%2fkit.py", "../control.py"])
    async def test_nothing_else_is_served(self, api: Api, name: str) -> None:
        async with api.get(f"/page/{name}") as response:
            assert response.status == 404
