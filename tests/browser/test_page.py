"""The page as a whole: its frame, the clock, the people, the phone, and what everyone can use it with."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from sandbox.kit import Violation
from sandbox.live import TOO_FAR_BEHIND
from tests.browser.looking import (
    CONTRASTS,
    DESKTOP,
    NAMELESS,
    PHONE,
    OpenPage,
    composer,
    pane,
    run,
    widest,
)
from tests.browser.stage import Bots, Stage, until

BOTH = pytest.mark.parametrize("platform", ["discord", "slack"])


async def fill_channels(stage: Stage, bots: Bots) -> None:
    """An event card and some text in both #events."""
    await bots.discord.say(stage.ids["discord #events"], "Welcome to **Northwind**! Be `kind`.\n> And curious.")
    await bots.discord.show_card(stage.ids["discord #events"])
    await bots.slack.say(stage.ids["slack #events"], "Welcome to *Northwind*! Be `kind`.\n> And curious.")
    await bots.slack.show_card(stage.ids["slack #events"])


async def test_a_newcomer_finds_both_chats_and_the_hint(page: Page) -> None:
    await expect(page).to_have_title("Hallway sandbox")
    await expect(page.get_by_role("banner")).to_contain_text("Hallway sandbox")
    await expect(page.get_by_role("main").get_by_role("region")).to_have_count(2)
    for platform, words in (("Discord", "Text channels"), ("Slack", "Channels")):
        region = page.get_by_role("region", name=platform, exact=True)
        await expect(region.get_by_role("navigation", name=f"Channels on {platform}")).to_contain_text(words)
        await expect(region.get_by_role("log", name="Messages in #events")).to_have_attribute("aria-live", "polite")
        await expect(region.get_by_label(f"Message #events on {platform}")).to_be_visible()
    await page.get_by_role("button", name="Dismiss this hint").click()
    await expect(page.get_by_text("Type /event create")).to_be_hidden()
    await page.reload()
    await expect(pane(page, "slack").get_by_text("bot online")).to_be_visible()
    await expect(page.get_by_text("Type /event create")).to_be_hidden()


@BOTH
async def test_one_can_be_another_person_and_stays_it(page: Page, stage: Stage, platform: str) -> None:
    switch = pane(page, platform).locator("[data-person]")
    await expect(switch).to_have_value(stage.ids[f"{platform} Ada"])
    await expect(switch.locator("option")).to_have_text(["Ada Park ★ organizer", "Ben Ode"])
    await switch.select_option("Ben Ode")
    await expect(pane(page, platform).locator(f"[data-channel='dm:{stage.ids[f'{platform} Ben']}']")).to_be_visible()
    await page.reload()
    await expect(switch).to_have_value(stage.ids[f"{platform} Ben"])


@BOTH
async def test_a_new_person_joins_and_one_looks_through_their_eyes(page: Page, stage: Stage, platform: str) -> None:
    await pane(page, platform).get_by_role("button", name="New person joins").click()
    await page.get_by_label("Name").fill("<b>Bobby</b>")
    await page.get_by_role("button", name="Join", exact=True).click()
    await expect(pane(page, platform).locator("[data-person] option:checked")).to_have_text("<b>Bobby</b>")
    await expect(pane(page, platform).locator(".self")).to_contain_text("<b>Bobby</b>")
    assert await page.locator("b").count() == 0
    place = stage.discord.state()["guilds"][0] if platform == "discord" else stage.slack.state()["teams"][0]
    assert place["members"][-1]["name"] == "<b>Bobby</b>"


async def test_the_clock_moves_by_hand(page: Page, stage: Stage) -> None:
    clock = stage.kit.clock
    await page.get_by_role("button", name="+1 h").click()
    await until(lambda: clock.offset == timedelta(hours=1))
    await page.get_by_role("button", name="+1 day").click()
    await until(lambda: clock.offset == timedelta(hours=25))
    await page.get_by_role("button", name="Set…").click()
    await page.get_by_label("The community's time becomes").fill("2030-03-01T18:30")
    await page.get_by_role("button", name="Set the clock").click()
    await expect(page.locator("[data-clock]")).to_have_text(re.compile(r"Fri,? 1 Mar 2030, 18:30:\d\d"))
    assert clock.now().isoformat().startswith("2030-03-01T17:30:")  # the browser sits in Berlin


async def test_the_clock_follows_whoever_moves_it(page: Page, stage: Stage) -> None:
    await stage.kit.clock.move(advance=timedelta(days=365 * 4))
    await expect(page.locator("[data-clock]")).to_contain_text(str(stage.kit.clock.now().year))


async def test_violations_are_counted_and_listed(page: Page, stage: Stage) -> None:
    sign = page.locator("[data-violations]")
    await expect(sign).to_have_text("rules broken: 0")
    stage.kit.violations.append(Violation("slack", "chat.postMessage", "no more than 50 blocks", "has 51", {}))
    await expect(sign).to_have_text("rules broken: 1")
    await sign.click()
    await expect(page.get_by_role("dialog")).to_contain_text("no more than 50 blocks")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(sign).to_be_focused()


@BOTH
async def test_what_happens_elsewhere_leaves_a_dot(page: Page, stage: Stage, bots: Bots, platform: str) -> None:
    ids, bot = stage.ids, bots.discord if platform == "discord" else bots.slack
    lounge = pane(page, platform).locator(f"[data-channel='{ids[f'{platform} #lounge']}']")
    await bot.say(ids[f"{platform} #lounge"], "Coffee?")
    await expect(lounge).to_contain_text("(unread)")
    await lounge.click()
    await expect(pane(page, platform).get_by_role("log", name="Messages in #lounge")).to_contain_text("Coffee?")
    await expect(lounge).not_to_contain_text("(unread)")

    await bot.dm(ids[f"{platform} Ben"], "Your seat is free.")
    switch = pane(page, platform).locator("[data-person]")
    await expect(switch.locator("option", has_text="Ben Ode")).to_contain_text("new message")
    await switch.select_option(ids[f"{platform} Ben"])
    await pane(page, platform).locator(f"[data-channel='dm:{ids[f'{platform} Ben']}']").click()
    await expect(pane(page, platform).get_by_role("log")).to_contain_text("Your seat is free.")


async def test_a_thread_appears_below_its_channel(page: Page, stage: Stage, bots: Bots) -> None:
    await bots.discord.open_thread(stage.ids["discord #events"], "Ride sharing", "Who has a car?")
    thread = pane(page, "discord").get_by_role("button", name="Ride sharing (unread)")
    await thread.click()
    await expect(pane(page, "discord").get_by_role("log")).to_contain_text("Who has a car?")


async def test_a_page_that_fell_behind_starts_afresh(page: Page, stage: Stage, bots: Bots) -> None:
    for _ in range(2 * TOO_FAR_BEHIND):
        stage.kit.feed.publish("noise", platform="discord")
    await expect(page.get_by_text("Connecting to the sandbox…")).to_be_visible()
    await bots.discord.say(stage.ids["discord #events"], "Meanwhile")
    await expect(page.get_by_text("Connecting to the sandbox…")).to_be_hidden()
    await expect(pane(page, "discord").get_by_role("log")).to_contain_text("Meanwhile")


async def test_the_app_home_opens_and_acts(page: Page, bots: Bots) -> None:
    await pane(page, "slack").locator("[data-channel=home]").click()
    home = page.get_by_role("region", name="App Home")
    await expect(home).to_contain_text("You come to one event.")
    await expect(composer(page, "slack")).to_be_hidden()
    await home.get_by_role("button", name="Refresh").click()
    await until(lambda: bots.slack.pressed == ["home"])
    await pane(page, "slack").get_by_role("button", name="Messages").click()
    await expect(composer(page, "slack")).to_be_visible()


async def test_a_phone_shows_one_chat_at_a_time_and_never_scrolls_sideways(
    open_page: OpenPage, stage: Stage, bots: Bots
) -> None:
    await fill_channels(stage, bots)
    await bots.discord.say(stage.ids["discord #events"], "https://example.org/" + "long" * 60)
    await bots.slack.say(stage.ids["slack #events"], "```" + "long" * 60 + "```")
    page = await open_page(PHONE)
    for platform, other in (("discord", "slack"), ("slack", "discord")):
        await page.get_by_role("tab", name=platform.title()).click()
        await expect(pane(page, platform)).to_be_visible()
        await expect(pane(page, other)).to_be_hidden()
        await expect(pane(page, platform).get_by_role("log")).to_contain_text("longlong")
        assert await widest(page) == (390, 390)
        await pane(page, platform).get_by_role("button", name="Channels").click()
        await expect(pane(page, platform).get_by_role("navigation").first).to_be_visible()
        assert await widest(page) == (390, 390)
        await pane(page, platform).get_by_role("button", name="lounge").click()
        await expect(pane(page, platform).get_by_role("navigation").first).to_be_hidden()
        await run(page, platform, "/event create")
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await widest(page) == (390, 390)
        await page.keyboard.press("Escape")


async def test_the_tabs_of_a_phone_move_by_arrows(open_page: OpenPage) -> None:
    page = await open_page(PHONE)
    await page.get_by_role("tab", name="Discord").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Slack")).to_be_focused()
    await expect(page.get_by_role("tab", name="Slack")).to_have_attribute("aria-selected", "true")
    await expect(pane(page, "slack")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_every_text_stands_out_and_every_control_has_a_name(
    open_page: OpenPage, stage: Stage, bots: Bots, size: dict[str, int]
) -> None:
    await fill_channels(stage, bots)
    page = await open_page({"width": size["width"], "height": size["height"]})
    for platform in ("discord", "slack"):
        if size == PHONE:
            await page.get_by_role("tab", name=platform.title()).click()
        await expect(pane(page, platform).locator("article")).to_have_count(2)
        await run(page, platform, "/event create")
        await page.get_by_role("dialog").locator(".submit").click()
        await expect(page.get_by_role("alert").filter(has_text="required").first).to_be_visible()
        found = await page.evaluate(CONTRASTS)
        assert len(found) > 30
        assert [each for each in found if each["contrast"] < 4.5] == []
        assert await page.evaluate(NAMELESS) == []
        await page.keyboard.press("Escape")


async def test_nothing_moves_for_those_who_asked_for_it(page: Page, bots: Bots) -> None:
    del bots
    await page.emulate_media(reduced_motion="reduce")
    await run(page, "discord", "/slow")
    await expect(pane(page, "discord").locator(".thinking")).to_be_visible()
    assert await page.evaluate("document.getAnimations().length") == 0
    await page.emulate_media(reduced_motion="no-preference")
    assert await page.evaluate("document.getAnimations().length") > 0
