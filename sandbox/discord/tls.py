"""HTTPS for Discord's host names, from an authority that lives in memory only."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

import trustme

from sandbox.discord.connect import HOSTS


@dataclass(frozen=True, slots=True)
class Authority:
    """`ca_pem` is what a client has to trust; `context` is what the server shows."""

    ca_pem: str
    context: ssl.SSLContext


def make_authority() -> Authority:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    return Authority(authority.cert_pem.bytes().decode(), context)
