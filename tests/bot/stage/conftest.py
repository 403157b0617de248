from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.delivery.test_dispatch import Evening
from tests.bot.stage.evening import stage_evening


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """An event that begins now, with three talks and a break in its line-up."""
    async with stage_evening(tmp_path / "hallway.db") as made:
        yield made
