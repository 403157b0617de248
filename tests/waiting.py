"""Waiting for what has to come, instead of sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def soon(look: Callable[[], T], true: Callable[[T], object] = bool, seconds: float = 10.0) -> T:
    """What `look()` sees once it is `true`; fails after so many seconds."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not true(seen := look()):
        assert asyncio.get_running_loop().time() < deadline, f"waited {seconds} s, and saw {seen!r}"
        await asyncio.sleep(0.01)
    return seen
