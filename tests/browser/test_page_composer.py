"""Typing commands on the page, by keyboard alone, as each platform does it."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.looking import composer, pane, run
from tests.browser.stage import Bots, Stage

BOTH = pytest.mark.parametrize("platform", ["discord", "slack"])


@BOTH
async def test_a_slash_lists_the_commands(page: Page, platform: str) -> None:
    line = composer(page, platform)
    await expect(line).to_have_role("combobox")
    await expect(line).to_have_attribute("aria-expanded", "false")
    await line.press("/")
    options = pane(page, platform).locator(".composer").get_by_role("option")
    await expect(options.first).to_have_accessible_name(re.compile("^/event create Plan a new event"))
    await expect(line).to_have_attribute("aria-expanded", "true")
    await line.press("ArrowDown")
    second = await options.nth(1).get_attribute("id")
    await expect(line).to_have_attribute("aria-activedescendant", second or "?")
    await line.press("Escape")
    await expect(line).to_have_attribute("aria-expanded", "false")
    await line.press_sequentially("rsv")
    await expect(options).to_have_count(1)


async def test_discord_options_become_fields_with_suggestions(page: Page) -> None:
    line = composer(page, "discord")
    await line.press_sequentially("/event sh")
    await expect(pane(page, "discord").get_by_role("option", name="/event show")).to_be_visible()
    await line.press("Tab")
    call = pane(page, "discord").get_by_role("group", name="Command /event show")
    event = call.get_by_role("combobox", name="event")
    await expect(event).to_be_focused()
    await expect(call.get_by_role("option")).to_have_count(3)
    await event.press_sequentially("e")
    await expect(call.get_by_role("option")).to_have_text(
        ["Summer Python Picnic", "Rust Breakfast", "Open Source Evening"]
    )
    await event.press_sequentially("ve")
    await expect(call.get_by_role("option")).to_have_text(["Open Source Evening"])
    await page.keyboard.press("Enter")
    await expect(event).to_have_value("Open Source Evening")
    await page.keyboard.press("Tab")
    await page.keyboard.type("12")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("ben")
    await expect(call.get_by_role("option")).to_have_text(["Ben Ode"])
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(pane(page, "discord").locator("article")).to_contain_text("event:2 · 12 · False · Ben Ode")
    await expect(line).to_be_focused()


async def test_discord_says_which_option_is_missing_and_esc_drops_the_command(page: Page) -> None:
    line = composer(page, "discord")
    await line.fill("/rsvp")
    await pane(page, "discord").get_by_role("option", name="/rsvp").click()
    answer = pane(page, "discord").get_by_role("combobox", name="answer")
    await pane(page, "discord").get_by_role("button", name="Send").click()
    await expect(pane(page, "discord").get_by_role("alert")).to_have_text(
        "answer: This option is required. Specify a value."
    )
    await expect(answer).to_be_focused()
    await answer.press_sequentially("perhaps")
    await answer.press("Enter")
    await expect(pane(page, "discord").get_by_role("alert")).to_have_text("answer: Pick one of the choices.")
    await answer.press("Escape")
    await expect(line).to_be_focused()
    await expect(line).to_have_value("")


async def test_slack_takes_free_text_and_shows_the_usage(page: Page) -> None:
    line = composer(page, "slack")
    await line.press_sequentially("/event sh")
    await expect(pane(page, "slack").locator(".composer").get_by_role("option")).to_have_count(1)
    await line.press("Tab")
    await expect(line).to_have_value("/event show ")
    await expect(pane(page, "slack").locator(".usage")).to_have_text("/event show [which] — Show one event")
    await line.press_sequentially("the Rust *Breakfast*")
    await line.press("Enter")
    await expect(pane(page, "slack").locator("article")).to_contain_text("You asked for: show the Rust")
    await expect(line).to_have_value("")


@BOTH
async def test_plain_text_is_gently_declined(page: Page, platform: str) -> None:
    line = composer(page, platform)
    await line.fill("Hello everybody")
    await line.press("Enter")
    await expect(pane(page, platform).get_by_role("alert")).to_contain_text("commands only")
    await expect(line).to_have_value("Hello everybody")


async def test_an_unknown_command_is_named(page: Page) -> None:
    for platform, sentence in (("discord", "There is no command /foo."), ("slack", "/foo is not a valid command")):
        line = composer(page, platform)
        await line.fill("/foo")
        await line.press("Enter")
        await expect(pane(page, platform).locator(".problem")).to_contain_text(sentence)
        await expect(line).to_have_value("/foo")


async def test_a_slow_answer_is_awaited_in_sight(page: Page, bots: Bots) -> None:
    await run(page, "discord", "/slow")
    thinking = pane(page, "discord").get_by_text("Hallway is thinking…")
    await expect(thinking).to_have_count(1)
    bots.discord.gate.set()
    await expect(pane(page, "discord").locator("article")).to_contain_text("Here at last.")
    await expect(thinking).to_have_count(0)


async def test_silence_is_told_in_each_platforms_words(page: Page, stage: Stage) -> None:
    stage.discord.interactions.ack_seconds = 0.2
    await run(page, "discord", "/silent")
    await expect(pane(page, "discord").get_by_text("The application did not respond")).to_be_visible()
    await run(page, "slack", "/silent")
    await expect(pane(page, "slack").get_by_text("Hallway is thinking…")).to_be_visible()
    failed = pane(page, "slack").get_by_text("/silent failed because the app did not respond")
    await expect(failed).to_be_visible(timeout=8000)
    await pane(page, "slack").get_by_role("button", name="Dismiss").click()
    await expect(failed).to_have_count(0)
