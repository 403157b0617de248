from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.town import Town, town


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    """A town of its own for each test; whatever the test does, the platforms must have nothing to complain about."""
    async with town(tmp_path) as made:
        yield made
        assert made.violations() == []
