"""The pictures of the README, taken in the community that the sandbox comes with; each is also looked at for what it says."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.looking import PHONE, pane, run, shot, widest
from tests.e2e.test_alive import alive
from tests.e2e.town import Town

WIDE: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with alive(tmp_path) as made:
        yield made


async def opened(browser: Browser, here: Town, size: ViewportSize, *, with_tour: bool = False) -> Page:
    context = await browser.new_context(
        viewport=size, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce"
    )
    if not with_tour:
        await context.add_init_script("localStorage.setItem('hallway-tour-seen', 'yes')")
    page = await context.new_page()
    page.set_default_timeout(8000)
    await page.goto(here.sandbox.url)
    await page.locator(".pane.shown").first.get_by_text("bot online").wait_for()
    return page


async def be(page: Page, platform: str, person: str, place: str | None = None) -> None:
    """Look through somebody's eyes, at a channel, a thread or a conversation."""
    await pane(page, platform).locator("[data-person]").select_option(label=person)
    if place is not None:
        await pane(page, platform).get_by_role("button", name="Channels").click()
        await pane(page, platform).locator(".places").get_by_role("button", name=place).first.click()


async def test_the_tour(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, WIDE, with_tour=True)
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Take a seat as Farid").click()
    await expect(pane(page, "discord").locator("article", has_text="Event 3")).to_contain_text("13 going")
    await expect(page.locator(".tour-next")).to_be_focused()
    await shot(page, "sandbox", tmp_path)


async def test_people(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, WIDE)
    await be(page, "discord", "Ben Okafor", "introductions")
    await be(page, "slack", "Grace Kim", "general")
    await run(page, "slack", "/people find pyhton")
    await expect(pane(page, "slack").locator("article.private")).to_contain_text("Priya Nair")
    await shot(page, "people", tmp_path)


async def test_talks(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, WIDE)
    await be(page, "discord", "Ana Souza ★ organizer", "organizers")
    proposal = pane(page, "discord").locator("article", has_text="What my first pull request taught me")
    await proposal.get_by_role("button", name="Accept").click()
    await expect(proposal.first).to_contain_text("Ana Souza accepted it")
    lineup = pane(page, "slack").locator("article", has_text="Line-up: Lightning talks")
    await expect(lineup).to_contain_text("What my first pull request taught me · Liam Byrne")
    await shot(page, "talks", tmp_path)


async def test_a_mistake(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, WIDE)
    await run(page, "slack", "/event create")
    form = page.get_by_role("dialog", name="Plan an event")
    for label, words in (("Title", "Board games & bug hunts"), ("When", "03/04 18:30"), ("Where", "Café Nordlicht")):
        await form.get_by_label(re.compile(f"^{label}\\b")).fill(words)
    await form.get_by_role("button", name="Post it").click()
    await expect(form.get_by_role("alert").filter(has_text="more than one way")).to_be_visible()
    await shot(page, "mistake", tmp_path)


async def test_coffee(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, WIDE)
    await be(page, "discord", "Ines Carvalho", "Coffee")
    await be(page, "slack", "Yuki Tanaka", "Samir Khoury")
    for platform in ("discord", "slack"):
        await expect(pane(page, platform).locator("article")).to_contain_text("To begin with:")
    await shot(page, "coffee", tmp_path)


async def test_a_reminder(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, WIDE)
    for _ in range(3):
        await page.get_by_role("button", name="+1 day").click()
    for platform in ("discord", "slack"):
        await expect(pane(page, platform).get_by_text("Coming up: Breakfast and code").first).to_be_visible()
    await shot(page, "reminder", tmp_path)


async def test_on_a_phone(browser: Browser, here: Town, tmp_path: Path) -> None:
    page = await opened(browser, here, PHONE)
    card = pane(page, "discord").locator("article", has_text="Event 3")
    await be(page, "discord", "Chiara Rossi")
    await card.get_by_role("button", name="Going", exact=True).click()
    await expect(pane(page, "discord").locator("article.private").last).to_contain_text("You have a seat")
    content, window = await widest(page)
    assert content <= window
    await shot(page, "phone", tmp_path)
