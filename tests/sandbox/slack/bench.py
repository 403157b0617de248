"""A workbench for the tests: the sandbox's Slack on a free port, and a real slack-bolt app that talks to it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.kit import Json, Kit
from sandbox.slack import Slack

# The published schema, where this checkout stands beside it; else only the hand-written rules are tested.
SPEC = Path(__file__).parents[4] / "shared" / "specs" / "slack-blockkit.schema.json"
Listener = Callable[..., Awaitable[None]]


async def until(condition: Callable[[], object], *, within: float = 5.0) -> None:
    """Come back as soon as `condition` holds."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  # what is waited for is often no event: a message, a request
            await asyncio.sleep(0.005)


@dataclass(slots=True)
class Bench:
    """One workspace with Ada (an organizer), Ben and Cem in #general; the app is not connected yet."""

    kit: Kit
    slack: Slack
    base: str
    session: aiohttp.ClientSession
    client: AsyncWebClient
    app: AsyncApp
    team: str
    general: str
    ada: str
    ben: str
    cem: str
    handlers: list[AsyncSocketModeHandler] = field(default_factory=list)
    listener: Listener | None = None  # takes the envelopes instead of slack-bolt

    def on(self, kind: str, name: Any) -> Callable[[Listener], Listener]:
        """`@bench.on("command", "/event")`: slack-bolt's decorator, with a type."""
        register: Callable[[Listener], Listener] = getattr(self.app, kind)(name)
        return register

    async def connect(self, *, ping_interval: float = 0.3) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(self.app, self.slack.app_token, ping_interval=ping_interval)
        handler.client.proxy = None
        self.handlers.append(handler)
        if self.listener:
            handler.client.socket_mode_request_listeners = [self.listener]
        await handler.connect_async()  # type: ignore[no-untyped-call]  # slack-bolt leaves it untyped
        async with asyncio.timeout(5):
            await self.slack.connected.wait()
        return handler

    async def call(self, method: str, *, token: str | None = None, **args: Any) -> Json:
        """One raw Web API request, past slack_sdk and its models."""
        headers = {"Authorization": f"Bearer {token or self.slack.bot_token}"}
        async with self.session.post(f"{self.base}/api/{method}", json=args, headers=headers) as response:
            answer: Json = await response.json()
            return {"status": response.status, **answer}

    async def post_to(self, url: str, **body: Any) -> tuple[int, str]:
        """One raw POST to a response_url: its status and text."""
        async with self.session.post(url, json=body) as response:
            return response.status, await response.text()

    def rules_broken(self) -> list[str]:
        return [each.rule for each in self.kit.violations]


@contextlib.asynccontextmanager
async def opened(spec: Path | None) -> AsyncIterator[Bench]:
    kit = Kit()
    slack = Slack(kit, spec=spec, quiet_s=0.3)
    web_app = web.Application()
    slack.mount(web_app)
    runner = web.AppRunner(web_app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    slack.listen_at(base)
    team = slack.add_team("Rust Berlin")
    general = slack.add_channel(team, "general")
    ada, ben, cem = (
        slack.add_member(name, organizer=name == "Ada Lovelace") for name in ("Ada Lovelace", "Ben", "Cem")
    )
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(slack.bot_token, base_url=f"{base}/api/", session=session)
        client.proxy = None
        bench = Bench(kit, slack, base, session, client, AsyncApp(client=client), team, general, ada, ben, cem)
        try:
            yield bench
        finally:
            for handler in bench.handlers:
                await handler.close_async()  # type: ignore[no-untyped-call]  # slack-bolt leaves it untyped
            await slack.stop()
            await runner.cleanup()


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str, label: str = "Press", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def actions(*elements: Json, block_id: str = "acts") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def asks(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def modal(*blocks: Json, callback_id: str = "form", **more: Any) -> Json:
    shown = {"type": "modal", "callback_id": callback_id, "title": plain("A form"), "submit": plain("Send")}
    return {**shown, "blocks": list(blocks), **more}
