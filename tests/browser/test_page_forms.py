"""Forms on the page: filled by keyboard, checked, changed while open, closed."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.looking import composer, pane, run
from tests.browser.stage import Bots, Stage

BOTH = pytest.mark.parametrize("platform", ["discord", "slack"])


async def test_a_discord_form_is_filled_by_keyboard(page: Page) -> None:
    await run(page, "discord", "/event create")
    form = page.get_by_role("dialog", name="New event")
    await expect(form.get_by_label("Title")).to_be_focused()
    await expect(form).to_contain_text("“next tue 6:30pm” works")
    await page.keyboard.type("Picnic <i>in</i> the park")
    await expect(form.locator(".field").first).to_contain_text("25/100")
    await page.keyboard.press("Tab")
    await page.keyboard.type("tomorrow 18:00")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Onl")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Bring a blanket.")
    await form.get_by_role("button", name="Submit").press("Enter")
    await expect(form).to_have_count(0)
    await expect(pane(page, "discord").locator("article.private")).to_contain_text("Created Picnic <i>in</i> the park.")
    await expect(composer(page, "discord")).to_be_focused()


async def test_a_discord_form_says_what_is_missing_at_its_place(page: Page) -> None:
    await run(page, "discord", "/event create")
    form = page.get_by_role("dialog", name="New event")
    await form.get_by_label("When").fill("tomorrow")
    await form.get_by_role("button", name="Submit").click()
    title = form.locator(".field", has=page.get_by_label("Title"))
    await expect(title.get_by_role("alert")).to_have_text("This field is required")
    await expect(form.get_by_label("Title")).to_be_focused()
    await expect(form.get_by_label("Title")).to_have_attribute("aria-invalid", "true")
    await expect(form.get_by_label("When")).to_have_attribute("aria-invalid", "false")
    await expect(form.get_by_label("When")).to_have_value("tomorrow")


async def test_slack_names_the_field_that_is_wrong_and_keeps_the_rest(page: Page) -> None:
    await run(page, "slack", "/event create")
    form = page.get_by_role("dialog", name="New event")
    await form.get_by_role("button", name="Create").click()
    title = form.locator(".field", has=page.get_by_label("Title"))
    await expect(title.get_by_role("alert")).to_have_text("Please complete this required field.")
    await form.get_by_label("Title").fill("Hey")
    await form.get_by_label("What is it about?").fill("Everything")
    await form.get_by_label("Format").select_option("In person")
    await form.get_by_role("button", name="Create").click()
    await expect(title.get_by_role("alert")).to_have_text("Say a little more: five letters at least.")
    await expect(form.get_by_label("What is it about?")).to_have_value("Everything")
    await form.get_by_label("Title").fill("Hey there")
    await form.get_by_role("button", name="Create").click()
    await expect(form).to_have_count(0)
    await expect(pane(page, "slack").locator("[data-channel^='dm:']")).to_contain_text("(unread)")


async def test_a_slack_form_changes_while_open_and_keeps_what_was_typed(page: Page, bots: Bots) -> None:
    await run(page, "slack", "/event create")
    form = page.get_by_role("dialog", name="New event")
    await form.get_by_label("Title").fill("Rust Breakfast")
    await expect(form.get_by_label("Link")).to_have_count(0)
    await form.get_by_label("Format").focus()
    await form.get_by_label("Format").select_option("Online")
    await expect(form.get_by_label("Link")).to_be_visible()
    await expect(form.get_by_label("Title")).to_have_value("Rust Breakfast")
    await expect(form.get_by_label("Format")).to_have_value("Online")
    await expect(form.get_by_label("Format")).to_be_focused()
    assert bots.slack.pressed == ["Online, with the title Rust Breakfast"]


async def test_a_slack_menu_asks_the_bot_while_typing(page: Page, stage: Stage) -> None:
    await run(page, "slack", "/event create")
    form = page.get_by_role("dialog", name="New event")
    await form.get_by_label("Title").fill("Rust Breakfast")
    await form.get_by_label("Format").select_option("In person")
    venue = form.locator("[data-action-id=venue]")
    await venue.press("Enter")
    await page.keyboard.type("café")
    await expect(form.get_by_role("listbox").get_by_role("option")).to_have_text(["Café Nordlicht", "Café Süd"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(venue).to_have_text("Café Süd▾")
    await form.get_by_label("Day").fill("2030-03-17")
    await form.get_by_role("button", name="Create").click()
    await expect(form).to_have_count(0)
    ada = stage.ids["slack Ada"]
    assert [each["text"] for each in stage.slack.messages(f"dm:{ada}")] == ["Created Rust Breakfast."]


@BOTH
async def test_escape_closes_and_the_focus_returns(page: Page, platform: str) -> None:
    await run(page, platform, "/event create")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(composer(page, platform)).to_be_focused()


@BOTH
async def test_tab_stays_inside_of_a_form(page: Page, platform: str) -> None:
    await run(page, platform, "/event create")
    form = page.get_by_role("dialog")
    await form.get_by_role("button", name="Close").focus()
    await page.keyboard.press("Shift+Tab")
    await expect(form.locator(".submit")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(form.get_by_role("button", name="Close")).to_be_focused()
