"""Messages on the page: that they look as they should, live, and that what people typed stays text."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.cards import hostile_discord, hostile_slack
from tests.browser.looking import composer, pane, run
from tests.browser.stage import Bots, Stage, until

HOSTILE = (
    "<img src=x onerror='window.hacked=1'>",
    "<script>window.hacked=1</script>",
    "</p><b>bold</b>&amp;",
    '"><svg onload=alert(1)>',
)
BOTH = pytest.mark.parametrize("platform", ["discord", "slack"])


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_stays_text(page: Page, stage: Stage, bots: Bots, text: str) -> None:
    tags = await page.locator("body *").evaluate_all("(nodes) => [...new Set(nodes.map((node) => node.tagName))]")
    await bots.discord.post(stage.ids["discord #events"], hostile_discord(text))
    await bots.slack.post(stage.ids["slack #events"], hostile_slack(text))
    for platform in ("discord", "slack"):
        shown = pane(page, platform).locator("article")
        await expect(shown).to_have_count(1)
        for part in ("title", "field", "button", "footer"):
            await expect(shown).to_contain_text(f"{part} {text}")
    added = await page.locator("body *").evaluate_all("(nodes) => [...new Set(nodes.map((node) => node.tagName))]")
    assert {"SCRIPT", "B", "svg"}.isdisjoint(set(added) - set(tags))
    assert await page.locator("img:not([src='/page/icon.svg'])").count() == 0
    assert await page.evaluate("window.hacked") is None


async def test_no_address_but_the_webs_becomes_a_link(page: Page, stage: Stage, bots: Bots) -> None:
    await bots.discord.say(stage.ids["discord #events"], "[x](javascript:alert(1)) [ok](https://example.org) done")
    await bots.slack.say(stage.ids["slack #events"], "<javascript:alert(1)|x> <https://example.org|ok> done")
    for platform in ("discord", "slack"):
        await expect(pane(page, platform).locator("article")).to_contain_text("done")
        links = pane(page, platform).locator("article a")
        await expect(links).to_have_count(1)
        await expect(links).to_have_attribute("href", "https://example.org")
        await expect(links).to_have_attribute("rel", "noopener noreferrer nofollow")


async def test_nobody_is_pinged_by_what_was_typed(page: Page, stage: Stage, bots: Bots) -> None:
    """Without leave to ping, "@everyone" is shown plain; with it, it stands out."""
    channel = stage.ids["discord #events"]
    await bots.discord.say(channel, "quiet @everyone")
    await bots.slack.say(stage.ids["slack #events"], "quiet &lt;!channel&gt;")
    for platform in ("discord", "slack"):
        await expect(pane(page, platform).get_by_role("log")).to_contain_text("quiet")
        await expect(pane(page, platform).locator("article .mention")).to_have_count(0)
    await expect(pane(page, "slack").locator("article")).to_contain_text("<!channel>")
    await bots.discord.say(channel, "loud @everyone", everyone=True)
    await expect(pane(page, "discord").locator("article .mention")).to_have_text("@everyone")


async def test_discord_markdown_is_shown(page: Page, stage: Stage, bots: Bots) -> None:
    ben, lounge = stage.ids["discord Ben"], stage.ids["discord #lounge"]
    text = (
        f"# Big\n-# small\n**b** *i* __u__ ~~s~~ `c` \\*plain\\* snake_case_name\n> quoted\n- one\n  - deep\n1. first\n"
        f"```py\nx = '**y**'\n```\n<@{ben}> <#{lounge}> <t:1900000000:F> <t:1900000000:t> [guide](https://example.org/g)"
    )
    await bots.discord.say(stage.ids["discord #events"], text)
    shown = pane(page, "discord").locator("article .content")
    await expect(shown.locator(".heading")).to_have_text("Big")
    await expect(shown.locator(".subtext")).to_have_text("small")
    for tag, inside in (("strong", "b"), ("em", "i"), ("u", "u"), ("s", "s"), ("blockquote", "quoted")):
        await expect(shown.locator(tag)).to_have_text(inside)
    await expect(shown.locator("li > ul > li")).to_have_text("deep")
    await expect(shown.locator("ol > li")).to_have_text("first")
    await expect(shown.locator("pre code")).to_have_text("x = '**y**'")
    await expect(shown).to_contain_text("*plain* snake_case_name")
    await expect(shown.locator(".mention")).to_have_text(["@Ben Ode", "#lounge"])
    await expect(shown.locator("time")).to_have_text(["Sunday, 17 March 2030 at 18:46", "18:46"])


async def test_slack_mrkdwn_is_shown(page: Page, stage: Stage, bots: Bots) -> None:
    ben, lounge = stage.ids["slack Ben"], stage.ids["slack #lounge"]
    text = (
        f"*b* _i_ ~s~ `c` 2*3*4 &lt;tag&gt; :tada: :unknown:\n&gt; quoted\n"
        f"<@{ben}> <#{lounge}> <!date^1900000000^{{date_long}} at {{time}}|x> <https://example.org/g|guide>"
    )
    await bots.slack.say(stage.ids["slack #events"], text)
    shown = pane(page, "slack").locator("article .text")
    for tag, inside in (("strong", "b"), ("em", "i"), ("s", "s"), ("code", "c"), ("blockquote", "quoted")):
        await expect(shown.locator(tag)).to_have_text(inside)
    await expect(shown).to_contain_text("2*3*4 <tag> 🎉 :unknown:")
    await expect(shown.locator(".mention")).to_have_text(["@Ben Ode", "#lounge"])
    await expect(shown.locator("time")).to_have_text("Sunday, 17 March 2030 at 18:46")


async def test_relative_times_follow_the_communitys_clock(page: Page, stage: Stage, bots: Bots) -> None:
    await bots.discord.say(stage.ids["discord #events"], "<t:1900000000:R>")
    shown = pane(page, "discord").locator("article time[data-relative]")
    await expect(shown).to_contain_text("in ")
    await page.request.post(f"{stage.url}control/clock", data={"set": "2030-03-17T15:46:40Z"})
    await expect(shown).to_have_text("in 2 hours")


@BOTH
async def test_a_press_changes_the_card_and_keeps_the_focus(
    page: Page, stage: Stage, bots: Bots, platform: str
) -> None:
    bot = bots.discord if platform == "discord" else bots.slack
    await bot.show_card(stage.ids[f"{platform} #events"])
    card = pane(page, platform).locator("article").first
    await card.get_by_role("button", name="✅ Going").focus()
    await page.keyboard.press("Enter")
    await expect(card.get_by_role("listitem")).to_have_count(2)
    await expect(card.get_by_role("button", name="✅ Going")).to_be_focused()
    await until(lambda: bot.pressed == ["rsvp:1:going"])


async def test_a_discord_menu_acts_once_by_keyboard(page: Page, stage: Stage, bots: Bots) -> None:
    await bots.discord.show_card(stage.ids["discord #events"])
    menu = pane(page, "discord").get_by_role("button", name="Ask the organizers about…")
    await menu.focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("listbox", name="Ask the organizers about…")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await until(lambda: bots.discord.pressed == ["topic:Food"])
    await menu.press("Enter")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await expect(menu).to_be_focused()
    assert bots.discord.pressed == ["topic:Food"]


async def test_a_slack_button_asks_first(page: Page, stage: Stage, bots: Bots) -> None:
    await bots.slack.show_card(stage.ids["slack #events"])
    leave = pane(page, "slack").get_by_role("button", name="Give up my seat")
    await leave.click()
    await expect(page.get_by_role("dialog", name="Give up your seat?")).to_contain_text("The first on the waiting list")
    await page.get_by_role("button", name="Keep it").click()
    await leave.click()
    await page.get_by_role("button", name="Give it up").click()
    await until(lambda: bots.slack.pressed == ["rsvp:1:cancel"])


async def test_a_slack_overflow_menu_acts(page: Page, stage: Stage, bots: Bots) -> None:
    await bots.slack.show_card(stage.ids["slack #events"])
    await pane(page, "slack").get_by_role("button", name="More actions").click()
    await page.get_by_role("option", name="Cancel event").click()
    await until(lambda: bots.slack.pressed == ["Cancel event"])


@BOTH
async def test_a_private_answer_is_marked_and_for_one_person(page: Page, stage: Stage, platform: str) -> None:
    if platform == "discord":
        await run(page, "discord", "/slow")
        await expect(pane(page, "discord").locator("article", has_text="Hallway is thinking…")).to_be_visible()
    else:
        await run(page, "slack", "/rsvp going")
    private = pane(page, platform).locator("article.private")
    await expect(private).to_contain_text("Only you can see this")
    await pane(page, platform).locator("[data-person]").select_option(stage.ids[f"{platform} Ben"])
    await expect(private).to_have_count(0)
    await pane(page, platform).locator("[data-person]").select_option(stage.ids[f"{platform} Ada"])
    await expect(private).to_have_count(1)


async def test_a_private_answer_is_dismissed_by_keyboard(page: Page, bots: Bots) -> None:
    bots.discord.gate.set()
    await run(page, "discord", "/slow")
    private = pane(page, "discord").locator("article.private")
    await expect(private).to_contain_text("Here at last.")
    await private.get_by_role("button", name="Dismiss message").press("Enter")
    await expect(private).to_have_count(0)
    await expect(composer(page, "discord")).to_be_focused()


async def test_a_button_that_nobody_answers_says_so(page: Page, stage: Stage, bots: Bots) -> None:
    stage.discord.interactions.ack_seconds = 0.2
    await bots.discord.show_silent_button(stage.ids["discord #events"])
    await pane(page, "discord").get_by_role("button", name="Silent").click()
    await expect(pane(page, "discord").get_by_text("This interaction failed")).to_be_visible()


@BOTH
async def test_edits_and_deletions_show_at_once(page: Page, stage: Stage, bots: Bots, platform: str) -> None:
    bot = bots.discord if platform == "discord" else bots.slack
    log = pane(page, platform).get_by_role("log")
    message = await bot.say(stage.ids[f"{platform} #events"], "first")
    await expect(log.locator(f"[data-message='{message}']")).to_contain_text("first")
    await bot.change(stage.ids[f"{platform} #events"], message, "second")
    await expect(log.locator(f"[data-message='{message}']")).to_contain_text(re.compile(r"second ?\(edited\)"))
    await bot.remove(stage.ids[f"{platform} #events"], message)
    await expect(log.locator("article")).to_have_count(0)
