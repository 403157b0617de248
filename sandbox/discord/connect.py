"""The seam through which the real discord.py reaches the sandbox: a connector, as discord.py documents it."""

from __future__ import annotations

import socket
import ssl

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

HOSTS = ("discord.com", "gateway.discord.gg", "cdn.discordapp.com")


class SandboxResolver(AbstractResolver):
    """Knows Discord's three hosts, all on this machine, and no other, so that nothing can leak out."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del port, family
        if host not in HOSTS:
            raise socket.gaierror(socket.EAI_NONAME, f"The sandbox knows {', '.join(HOSTS)}; {host} is none of them")
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=self.port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""


def connector(*, port: int, ca_pem: str) -> aiohttp.TCPConnector:
    """For `discord.Client(connector=…)`; has to be made inside the running loop.

    Every host of Discord leads to 127.0.0.1:`port`, every other one raises, and only certificates of the sandbox's own
    authority are trusted.
    """
    trust = ssl.create_default_context(cadata=ca_pem)
    return aiohttp.TCPConnector(resolver=SandboxResolver(port), ssl=trust, limit=0)
