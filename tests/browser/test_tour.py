"""The tour of the page, walked with the real bot in the community that the sandbox comes with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.looking import CONTRASTS, DESKTOP, NAMELESS, PHONE, pane, widest
from tests.e2e.test_alive import alive
from tests.e2e.town import Town, town

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["1280", "phone"])


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with alive(tmp_path) as made:
        yield made


async def opened(browser: Browser, url: str, size: ViewportSize, *, still: bool = False) -> Page:
    context = await browser.new_context(
        viewport=size,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce" if still else "no-preference",
    )
    page = await context.new_page()
    page.set_default_timeout(8000)
    await page.goto(url)
    await page.locator(".pane.shown").first.get_by_text("bot online").wait_for()
    return page


def tour(page: Page) -> Locator:
    return page.get_by_role("region", name="Tour")


async def step(page: Page, act: str, done: str) -> None:
    """Have it done, read what came of it; the page stays within the window."""
    await tour(page).get_by_role("button", name=act).click()
    await expect(tour(page)).to_contain_text(done)
    await expect(page.locator(".tour-next")).to_be_focused()
    content, window = await widest(page)
    assert content <= window


async def on(page: Page) -> None:
    await tour(page).get_by_role("button", name="Next").click()


@SIZES
async def test_a_newcomer_walks_it_from_beginning_to_end(browser: Browser, here: Town, size: ViewportSize) -> None:
    page = await opened(browser, here.sandbox.url, size)
    discord, slack = pane(page, "discord"), pane(page, "slack")
    await expect(tour(page)).to_contain_text("1 of 8")
    await expect(page.get_by_text("New here?")).to_be_hidden()
    await expect(page.locator(".tour-ring")).to_have_count(2 if size is LAPTOP else 1)
    await step(page, "Show me both cards", "Half of the seats are taken")
    await on(page)
    await step(page, "Take a seat as Farid", "Discord counts Farid now")
    card = discord.locator("article", has_text="Event 3")
    await expect(card).to_contain_text("13 going · 11 of 24 seats left")
    await expect(card).to_be_visible()
    await expect(slack.locator("article.private")).to_contain_text("You have a seat at Lightning talks")
    await on(page)
    await step(page, "Who knows “pyhton”?", "in spite of the typo")
    await expect(slack.locator("article.private")).to_contain_text("Priya Nair")
    await expect(slack.locator("article.private")).to_contain_text("Ines Carvalho")
    await on(page)
    await tour(page).get_by_role("button", name="Fill in the form").click()
    form = page.get_by_role("dialog", name="Propose a talk")
    await expect(form.get_by_label("Event")).to_contain_text("Lightning talks at the Old Library · ")
    await expect(form.get_by_label("Title")).to_have_value("Soldering for absolute beginners")
    await expect(form.get_by_role("button", name="Propose")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(tour(page)).to_contain_text("with the organizers of both chats now")
    await on(page)
    await step(page, "Accept it as Ana", "The line-up has it in both chats")
    for each in (discord, slack):
        lineup = each.locator("article", has=page.get_by_role("button", name="Propose a talk", include_hidden=True))
        await expect(lineup.last).to_contain_text("Soldering for absolute beginners · Farid Haddad")
    await on(page)
    await step(page, "Move the clock", "The reminder is there")
    for each in (discord, slack):
        await expect(each.locator("article", has_text="Coming up: Breakfast and code")).to_have_count(1)
    await on(page)
    await step(page, "Start the stage as Ana", "Both chats say who is on")
    panel = discord.locator("article", has=page.get_by_role("button", name="Skip", include_hidden=True))
    await expect(panel).to_contain_text("On stage: The garden that waters itself, Jonas Weber")
    for chat in (discord, slack):
        await expect(chat.locator("article", has_text="On stage: The garden that waters itself").last).to_be_attached()
    screen = await page.context.new_page()
    await screen.goto(await panel.get_by_role("link", name="Open the big screen").get_attribute("href") or "")
    await expect(screen.locator("#name")).to_have_text("Jonas Weber")
    await screen.close()
    await on(page)
    await step(page, "Show what Ben can do", "try to break it")
    await expect(discord.locator("article.private")).to_contain_text("What Hallway can do")
    await tour(page).get_by_role("button", name="Finish").click()
    await expect(tour(page)).to_be_hidden()
    await expect(page.locator(".tour-ring")).to_have_count(0)
    await page.reload()
    await discord.get_by_text("bot online").wait_for()
    await expect(tour(page)).to_be_hidden()
    assert "not delivered" not in str([*here.discord_direct("Ana"), *here.slack_direct("Emma")]).lower()


async def test_by_keyboard_it_takes_no_focus_and_gives_it_back(browser: Browser, here: Town) -> None:
    page = await opened(browser, here.sandbox.url, LAPTOP)
    opener = page.get_by_role("button", name="Tour", exact=True)
    await expect(tour(page)).to_be_visible()
    assert await page.evaluate("document.activeElement === document.body")
    await expect(opener).to_have_attribute("aria-expanded", "true")
    await opener.press("Enter")
    await expect(tour(page)).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.press("Enter")
    await expect(page.locator(".tour-act")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".tour-next")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(tour(page)).to_contain_text("2 of 8")
    await expect(page.locator(".tour-act")).to_be_focused()
    # The page under it goes on working: nothing is blocked.
    await pane(page, "slack").get_by_role("button", name="Who is coming").last.click()
    await expect(pane(page, "slack").locator("article.private")).to_contain_text("Priya Nair")
    await page.locator(".tour-act").focus()
    await page.keyboard.press("Escape")
    await expect(tour(page)).to_be_hidden()
    await expect(opener).to_be_focused()


async def test_a_form_that_is_closed_unsent_is_not_said_to_be_sent(browser: Browser, here: Town) -> None:
    page = await opened(browser, here.sandbox.url, LAPTOP)
    for _ in range(3):
        await on(page)
    await tour(page).get_by_role("button", name="Fill in the form").click()
    await page.get_by_role("dialog", name="Propose a talk").get_by_role("button", name="Cancel").click()
    await expect(tour(page)).to_contain_text("The form was closed unsent.")
    await expect(page.locator(".tour-next.ready")).to_have_count(0)


@SIZES
async def test_it_can_be_read_by_everybody(browser: Browser, here: Town, size: ViewportSize) -> None:
    page = await opened(browser, here.sandbox.url, size, still=True)
    await expect(tour(page)).to_be_visible()
    weak = [each for each in await page.evaluate(CONTRASTS) if each["contrast"] < 4.5]
    assert (weak, await page.evaluate(NAMELESS)) == ([], [])
    motion = "getComputedStyle(document.querySelector('.tour-ring')).animationName"
    assert await page.evaluate(motion) == "none"


async def test_where_nothing_has_happened_it_waits_until_it_is_asked(browser: Browser, tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        page = await opened(browser, here.sandbox.url, DESKTOP)
        await expect(page.get_by_text("New here?")).to_be_visible()
        await expect(tour(page)).to_be_hidden()
        await page.get_by_role("button", name="Tour", exact=True).click()
        await expect(tour(page)).to_contain_text("1 of 1")
        await tour(page).get_by_role("button", name="Open the form for me").click()
        await expect(page.get_by_role("dialog", name="Plan an event")).to_be_visible()
        assert here.violations() == []
