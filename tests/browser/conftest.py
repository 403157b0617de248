"""A browser that looks at the sandbox's page.

Without Chromium these tests are skipped, unless HALLWAY_REQUIRE_ALL=1: then they fail.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.browser.looking import DESKTOP, OpenPage
from tests.browser.stage import Bots, Stage, connected_bots, running_sandbox

CHROMIUM = os.environ.get("HALLWAY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of the page run on one event loop, so that they share one browser."""
    for item in items:
        if isinstance(item, pytest.Function) and "open_page" in item.fixturenames:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@contextlib.asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("HALLWAY_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is missing (HALLWAY_REQUIRE_ALL=1).")
        pytest.skip("Chromium is not installed: the page was NOT tested.")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        await chromium.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser of the test's own."""
    async with launched() as chromium:
        yield chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    async with running_sandbox() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bots(stage: Stage) -> AsyncIterator[Bots]:
    async with connected_bots(stage) as both:
        yield both


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(shared_browser: Browser, stage: Stage, bots: Bots) -> AsyncIterator[OpenPage]:
    """Opens the page in a window of a size; at the end no script may have failed."""
    del bots  # connected before the page opens
    complaints: list[str] = []

    async def open_it(size: ViewportSize) -> Page:
        context = await shared_browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/Berlin")
        page = await context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(stage.url)
        await page.locator(".pane.shown").get_by_text("bot online").wait_for()
        return page

    yield open_it
    for context in shared_browser.contexts:
        await context.close()
    assert [each for each in complaints if "400 (Bad Request)" not in each] == []  # a refusal is no failure


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_page: OpenPage) -> Page:
    return await open_page(DESKTOP)
