from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.cogs.web.hall import Hall, hall_in


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with hall_in(tmp_path) as made:
        yield made


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
