from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.kit import Kit
from tests.sandbox.slack.bench import SPEC, Bench, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk takes a proxy from the environment, and knows no NO_PROXY."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with opened(SPEC if SPEC.exists() else None) as bench:
        yield bench


@pytest.fixture
def kit() -> Kit:
    return Kit()
