"""The product itself in a browser: an event planned in the Discord pane, a seat taken in the Slack pane."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.looking import DESKTOP, PHONE, composer, pane, run, widest
from tests.e2e.town import Town, town


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path) as made:
        yield made
        assert made.violations() == []


async def opened(browser: Browser, here: Town, size: ViewportSize) -> Page:
    context = await browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/Berlin")
    page = await context.new_page()
    page.set_default_timeout(5000)
    await page.goto(here.sandbox.url)
    await page.locator(".pane.shown").first.get_by_text("bot online").wait_for()
    return page


async def fill_form(page: Page, values: dict[str, str]) -> None:
    form = page.get_by_role("dialog", name="Plan an event")
    for label, value in values.items():
        await form.get_by_label(re.compile(f"^{label}\\b")).fill(value)


EVENT = {
    "Title": "Lightning talks at the library",
    "When": "Thu 10 Dec 18:30 for 3h",
    "Where": "Old Library, Main St 5",
    "Seats": "12",
    "Description": "Five short talks, then pizza.\nFirst-time speakers are very welcome.",
}


async def test_planned_on_discord_and_answered_on_slack(browser: Browser, here: Town) -> None:
    page = await opened(browser, here, DESKTOP)
    await run(page, "discord", "/event create")
    await fill_form(page, EVENT)
    await page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    discord, slack = pane(page, "discord"), pane(page, "slack")
    await expect(discord.locator("article.private")).to_contain_text("Thursday 10 December 2026, 18:30 (Europe/Berlin)")
    card = slack.locator("article", has_text="Old Library, Main St 5")
    await card.get_by_role("button", name="Going", exact=True).click()
    await expect(slack.locator("article.private")).to_contain_text("You have a seat at Lightning talks at the library")
    await expect(slack.locator("article.private")).to_contain_text("Only you can see this")
    for each in (discord, slack):
        posted = each.locator("article:not(.private)", has_text="Old Library, Main St 5")
        await expect(posted).to_contain_text("1 going · 11 of 12 seats left")
        await expect(posted).to_contain_text("Going: Emma Novak")


async def test_a_reminder_comes_when_the_clock_is_moved_on_the_page(browser: Browser, here: Town) -> None:
    await here.plan(when="tomorrow 13:30")
    await here.cards()
    page = await opened(browser, here, DESKTOP)
    await page.get_by_role("button", name="+1 day").click()
    for platform in ("discord", "slack"):
        await expect(pane(page, platform).get_by_text("Coming up: Lightning talks").first).to_be_visible()


async def test_on_a_phone_by_touch(browser: Browser, here: Town) -> None:
    await here.plan()
    await here.cards()
    page = await opened(browser, here, PHONE)
    discord = pane(page, "discord")
    await discord.get_by_role("button", name="Going", exact=True).click()
    await expect(discord.locator("article.private").last).to_contain_text("You have a seat at Lightning talks")
    content, window = await widest(page)
    assert content <= window


async def test_a_mistake_keeps_what_was_typed(browser: Browser, here: Town) -> None:
    page = await opened(browser, here, DESKTOP)
    await run(page, "slack", "/event create")
    await fill_form(page, {**EVENT, "When": "03/04/2027 18:30"})
    form = page.get_by_role("dialog", name="Plan an event")
    await form.get_by_role("button", name="Post it").click()
    when = form.locator(".field", has=page.get_by_label(re.compile("^When")))
    await expect(when.get_by_role("alert")).to_contain_text("Sat 3 Apr 18:30")
    await expect(form.get_by_label(re.compile("^Title"))).to_have_value(EVENT["Title"])
    await form.get_by_label(re.compile("^When")).fill("Sat 3 Apr 18:30")
    await form.get_by_role("button", name="Post it").click()
    await expect(form).to_have_count(0)
    await expect(composer(page, "slack")).to_be_focused()
