"""What the core asks of the rows of calls: those that were done, and what was typed in those that were not."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.people.model import Platform


class Calls(Protocol):
    def done(self, key: str) -> str | None:
        """What a call with this key came to, if it was done before."""
        ...

    def remember(self, key: str, about: str, now: datetime) -> None: ...


class Drafts(Protocol):
    def keep(self, member: int, route: str, values: dict[str, str], now: datetime) -> int: ...
    def get(self, draft: int, account: str, platform: Platform) -> tuple[str, dict[str, str]] | None:
        """The route and the answers of a draft, for the person who typed it and nobody else."""
        ...

    def merge(self, keep: int, gone: int) -> None: ...
