"""The story of the end-to-end test with a camera; `make story` keeps the pictures."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.async_api import Browser

from tests.browser.camera import Camera
from tests.e2e.story import Story
from tests.e2e.town import town

SHOTS = os.environ.get("HALLWAY_STORY")


async def test_the_story_leaves_pictures(browser: Browser, tmp_path: Path) -> None:
    folder = Path(SHOTS) if SHOTS else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    async with town(tmp_path) as here:
        await Story(here, Camera(browser, here, folder)).tell()
        assert here.violations() == []
