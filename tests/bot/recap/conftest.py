from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in
from tests.bot.talks.speaking import START


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        await made.plan(ahead=START - NOW)
        yield made
