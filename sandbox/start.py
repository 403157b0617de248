"""The sandbox as one thing: both platforms, the control API and the page, on 127.0.0.1 only."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import webbrowser
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox import control, follow, seed
from sandbox.discord import Discord
from sandbox.kit import Kit
from sandbox.slack import Slack

HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Keys:
    """What a bot needs to come in: addresses and tokens that are good in this sandbox only."""

    discord_port: int
    discord_ca: str
    discord_token: str
    slack_base_url: str
    slack_bot_token: str
    slack_app_token: str
    sandbox: str  # a name of its own for each sandbox


class Sandbox:
    """`async with Sandbox() as sandbox`: it listens when entered, and leaves nothing behind."""

    def __init__(self, *, port: int = 0, seeded: bool = True) -> None:
        specs = specs_folder()
        self.kit = Kit()
        self.discord = Discord(self.kit, spec=specs and specs / "discord-openapi.json")
        self.slack = Slack(self.kit, spec=specs and specs / "slack-blockkit.schema.json")
        self._name = secrets.token_hex(4)
        self._port = port
        self._seeded = seeded
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        control.mount(app, kit=self.kit, discord=self.discord, slack=self.slack)
        follow.mount(app, self.kit.clock, lambda: asdict(self.keys))
        self.slack.mount(app)
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        listening = socket.create_server((HERE, self._port))
        await web.SockSite(self._runner, listening).start()
        self._port = listening.getsockname()[1]
        self.slack.listen_at(self.url.rstrip("/"))
        await self.discord.start()
        seed.settle(self.discord, self.slack, people=self._seeded)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.discord.stop()
        await self.slack.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self._port}/"

    @property
    def keys(self) -> Keys:
        return Keys(
            discord_port=self.discord.port,
            discord_ca=self.discord.ca_pem,
            discord_token=self.discord.token,
            slack_base_url=f"{self.url}api/",
            slack_bot_token=self.slack.bot_token,
            slack_app_token=self.slack.app_token,
            sandbox=self._name,
        )


def specs_folder() -> Path | None:
    """Where the platforms' published schemas are: `../shared/specs`, or HALLWAY_SPECS; None in a plain clone."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "specs"
    folder = Path(os.environ.get("HALLWAY_SPECS", beside))
    return folder if folder.is_dir() else None


def open_browser(url: str) -> None:
    """Open the page where there is a screen to show it on; quietly do nothing otherwise."""
    asyncio.get_running_loop().run_in_executor(None, webbrowser.open, url)
