"""The stage page in a real browser: what it shows in each state, and that its countdown is right to 100 ms."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Page, ViewportSize, expect

from bot.stage.model import Asked
from cogs.web.picture import WORDS, picture
from tests.browser.looking import CONTRASTS, NAMELESS, PHONE, widest
from tests.cogs.web.hall import BREAK, EVENING, MINUTE, SECOND, Hall, hall_in, unlike
from tests.e2e.test_killed import two_processes
from tests.e2e.test_stage import fill

SHOTS = os.environ.get("HALLWAY_SHOTS")
SCREEN: ViewportSize = {"width": 1920, "height": 1080}
GREEN, AMBER, RED = "rgb(74, 222, 128)", "rgb(251, 191, 36)", "rgb(255, 107, 107)"
# The page's machine is an hour slow; the test keeps the true clock for itself, and when each digit came.
AN_HOUR_WRONG = """
  const real = Date.now.bind(Date);
  window.trueNow = real;
  const Wrong = class extends Date {
    constructor(...given) { given.length ? super(...given) : super(real() - 3600_000); }
    static now() { return real() - 3600_000; }
  };
  window.Date = Wrong;
  window.seen = [];
  addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
    window.seen.push([real(), document.getElementById("time").textContent]);
  }).observe(document.getElementById("time"), { childList: true, characterData: true, subtree: true }));
"""


SHOW = "([screen, words]) => import('/static/show.js').then((it) => it.show(screen, words))"
# What stood beside each digit when it came: word, colour, shape.
EVERY_SECOND = """
  window.seconds = {};
  addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
    const [time, shape] = [document.getElementById("time"), document.querySelector(".shape")];
    time.style.transition = "none";
    const { clipPath, borderRadius } = getComputedStyle(shape);
    window.seconds[time.textContent] =
      [document.getElementById("badge").textContent, getComputedStyle(time).color, clipPath + borderRadius];
  }).observe(document.getElementById("time"), { childList: true, characterData: true, subtree: true }));
"""


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with hall_in(tmp_path) as made:
        yield made


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A window on the big screen; no script may fail in it, and nothing may be asked of anybody else."""
    made = await browser.new_context(viewport=SCREEN, locale="en-GB", timezone_id="America/New_York")
    made.set_default_timeout(8000)
    complaints: list[str] = []
    made.on("weberror", lambda error: complaints.append(str(error.error)))
    made.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else complaints.append(asked.url))
    made.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield made
    await made.close()
    assert complaints == []


async def opened(context: BrowserContext, url: str, size: ViewportSize = SCREEN) -> Page:
    page = await context.new_page()
    await page.set_viewport_size(size)
    await page.goto(url)
    return page


async def shot(page: Page, name: str, tmp_path: Path, *, whole: bool = False) -> None:
    """A picture that has something on it."""
    path = Path(SHOTS or tmp_path) / f"{name}.png"
    await page.screenshot(path=path, full_page=whole)
    assert path.stat().st_size > 15_000


async def comes(page: Page, true: str, given: object = None) -> None:
    """Wait until it is true. (Playwright's own way evaluates a string in the page, which our policy forbids.)"""
    deadline = asyncio.get_running_loop().time() + 15
    while not await page.evaluate(true, given):
        assert asyncio.get_running_loop().time() < deadline, true
        await asyncio.sleep(0.02)


async def badge(page: Page, words: str) -> None:
    await expect(page.locator("#badge")).to_have_text(words)


async def colour(page: Page, wanted: str) -> None:
    await expect(page.locator("#time")).to_have_css("color", wanted)


async def nothing_sticks_out(page: Page) -> None:
    """On the big screen everything is seen without scrolling, and no text is cut."""
    found = await page.evaluate(
        """() => [
          document.documentElement.scrollHeight - innerHeight,
          document.documentElement.scrollWidth - innerWidth,
          ...["name", "title"].map((id) => document.getElementById(id))
            .flatMap((node) => [node.scrollHeight - node.clientHeight, node.scrollWidth - node.clientWidth]),
          ...[...document.querySelectorAll("#time, .deck, .code, #rows li:not([hidden]), #more")]
            .filter((node) => node.checkVisibility() && node.textContent)
            .flatMap((node) => {
              const [box, room] = [node.getBoundingClientRect(), node.closest("section, aside").getBoundingClientRect()];
              return [box.right - room.right, box.bottom - Math.max(room.bottom, innerHeight * 0.96)];
            }),
        ]"""
    )
    assert max(found) <= 2, found


async def readable(page: Page) -> None:
    """WCAG AA for every text, and a name for everything that can be pressed."""
    pale = [each for each in await page.evaluate(CONTRASTS) if each["contrast"] < 4.5]
    assert pale == []
    assert await page.evaluate(NAMELESS) == []


# --- What it shows ---


async def test_an_evening_on_the_big_screen(context: BrowserContext, hall: Hall, tmp_path: Path) -> None:
    await hall.plan()
    page = await opened(context, hall.stage)

    async def look(name: str) -> None:
        await nothing_sticks_out(page)
        await readable(page)
        await shot(page, f"stage-{name}", tmp_path)

    await badge(page, "Starts at 18:30")
    await expect(page.locator("#rows li")).to_have_count(5)
    await look("before")
    hall.at(1 * MINUTE)
    await badge(page, "We begin in a moment")
    await expect(page.locator("#time")).to_have_text("")
    hall.at(15 * MINUTE)
    await hall.start()
    await badge(page, "On stage")
    await expect(page.locator("#name")).to_have_text("Farid Haddad")
    await expect(page.locator("#deck")).to_contain_text("On deck Grace Lee")
    await expect(page.locator("#deck-clock")).to_have_text("~18:57")
    await colour(page, GREEN)
    await look("on")
    await hall.pause()
    await badge(page, "Paused")
    stands = await page.locator("#time").text_content()
    hall.at(16 * MINUTE)
    await expect(page.locator("#deck-clock")).to_have_text("~18:58")  # it lasts, and pushes everybody
    assert await page.locator("#time").text_content() == stands
    await look("paused")
    await hall.resume()
    await hall.next()
    await hall.next()
    await badge(page, "Break")
    await look("break")
    hall.at(27 * MINUTE)
    await badge(page, "We go on in a moment")
    await hall.end()
    await badge(page, "Up next")
    await look("between")
    await hall.next()
    await hall.next()
    await expect(page.locator("#deck")).to_have_text("On deck This is the last talk.", use_inner_text=False)
    await look("last")
    await hall.stop()
    await expect(page.locator("#name")).to_have_text("Thank you")
    await expect(page.locator("#rows .small")).to_have_text(["Farid Haddad", "Grace Lee", "Ben Ode", "Emma Novak"])
    await look("over")
    await hall.app.store.write(lambda tx: tx.events.call_off(1, hall.clock.now()))
    await expect(page.locator("#name")).to_have_text("This event is cancelled")
    await look("cancelled")


async def test_the_colours_change_at_their_thresholds_and_so_do_word_and_shape(
    context: BrowserContext, hall: Hall, tmp_path: Path
) -> None:
    await hall.plan()
    hall.at(15 * MINUTE)
    await hall.start()
    await context.add_init_script(EVERY_SECOND)
    page = await opened(context, hall.stage)
    shapes = set()
    for left, seconds in (
        (123 * SECOND, {"2:01": ("On stage", GREEN), "2:00": ("Under 2 minutes left", AMBER)}),
        (3 * SECOND, {"0:01": ("Under 2 minutes left", AMBER), "0:00": ("Time is up", RED)}),
        (-664 * SECOND, {"\u221211:06": ("Time is up", RED)}),
    ):
        hall.at(25 * MINUTE - left)
        await comes(page, "(digits) => digits in window.seconds", list(seconds)[-1])
        seen = await page.evaluate("window.seconds")
        assert {each: tuple(seen[each][:2]) for each in seconds} == seconds
        shapes |= {seen[each][2] for each in seconds}
        words = list(seconds.values())[-1][0]
        await expect(page.locator("#said")).to_have_text(f"{words}: Farid Haddad: My first parser")
        await nothing_sticks_out(page)
        await readable(page)
        await shot(page, f"stage-{'red' if left < 2 * MINUTE else 'amber'}", tmp_path)
    assert len(shapes) == 3
    await hall.extend(5)  # from now on, for who is over time
    await colour(page, GREEN)


LONG = (
    "How we rewrote the scheduling engine of a hundred-year-old public library in forty rainy afternoons!",
    "W" * 100,
    "分散システムにおける合意形成の歴史と未来について" * 4,
    "كيف تعلمت أن أحب قواعد البيانات الموزعة وأتوقف عن القلق بشأن الاتساق والتوافر في الشبكات الكبيرة",
    "👩‍👩‍👧‍👦🏳️‍🌈🐝" * 12,
)


@pytest.mark.parametrize("title", LONG)
async def test_long_titles_and_names_fit(context: BrowserContext, hall: Hall, title: str) -> None:
    talks = [(title[:60] + str(each), title[:100]) for each in range(9)]
    await hall.plan([*talks, BREAK, *talks[:4]], title=title[:100])
    page = await opened(context, hall.stage)
    await badge(page, "Starts at 18:30")
    await expect(page.locator("#more")).to_contain_text("more")
    await nothing_sticks_out(page)
    hall.at(15 * MINUTE)
    await hall.start()
    await badge(page, "On stage")
    await nothing_sticks_out(page)
    sizes = [
        float(await page.locator(f"#{each}").evaluate("(it) => parseFloat(getComputedStyle(it).fontSize)"))
        for each in ("name", "title", "time")
    ]
    assert min(sizes) >= 36, sizes  # from the back row
    assert sizes[2] >= 250, sizes


async def test_questions_are_a_queue_of_what_fits(context: BrowserContext, hall: Hall, tmp_path: Path) -> None:
    await hall.plan()
    hall.at(15 * MINUTE)
    await hall.start()
    page = await opened(context, hall.stage)
    await expect(page.locator("#note")).to_contain_text("/question")
    asked = (
        Asked("How do you test a parser that has to accept what people really type?", "Grace Lee", 12),
        Asked("Would you use a generator today, or write it by hand again?", "", 9),
        Asked("Where do the slides go?", "Ben Ode", 4),
        *[Asked(f"What was the hardest bug, number {each}?", "", 3) for each in range(6)],
    )
    screen = picture(unlike(await hall.screen(), questions=asked))
    await page.evaluate(SHOW, [screen, WORDS])
    rows = page.locator("#rows li:visible")
    await expect(rows.first).to_contain_text("12 votes")
    await expect(rows.nth(1)).to_contain_text("anonymous")
    await expect(page.locator("#more")).to_have_text(f"and {9 - await rows.count()} more")
    assert await rows.count() < 9
    await nothing_sticks_out(page)
    await readable(page)
    await shot(page, "stage", tmp_path)
    await page.set_viewport_size(PHONE)
    await page.evaluate(SHOW, [screen, WORDS])
    await expect(rows).to_have_count(9)
    await shot(page, "stage-phone", tmp_path, whole=True)


async def test_the_pages_on_a_phone(context: BrowserContext, hall: Hall, tmp_path: Path) -> None:
    talks = [("W" * 60, "W" * 100), *EVENING]
    await hall.plan(talks, title="W" * 100, place="https://meet.example.org/" + "x" * 170, about="y" * 300)
    hall.at(15 * MINUTE)
    await hall.start()
    hall.at(28 * MINUTE)
    for url, name in ((hall.stage, "stage-phone-long"), (hall.event, "event-phone-long")):
        page = await opened(context, url, PHONE)
        await expect(page.locator("h1")).to_be_visible()
        content, window = await widest(page)
        assert content <= window
        await readable(page)
        await shot(page, name, tmp_path, whole=True)
    await page.emulate_media(color_scheme="dark")
    await readable(page)


async def test_the_code_leads_to_the_events_page(context: BrowserContext, hall: Hall, tmp_path: Path) -> None:
    await hall.plan()
    page = await opened(context, hall.stage)
    svg = page.locator(".picture svg")
    box = await svg.bounding_box()
    assert box is not None
    assert box["width"] >= 250
    await expect(page.get_by_role("img", name="QR code to the event's page")).to_be_visible()
    await page.locator(".code").click()
    await page.wait_for_url(hall.event)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lightning talks at the library")
    await page.set_viewport_size(PHONE)
    await shot(page, "event-phone", tmp_path, whole=True)


async def test_full_screen_by_key_and_button(context: BrowserContext, hall: Hall) -> None:
    await hall.plan()
    page = await opened(context, hall.stage)
    await page.keyboard.press("f")
    await expect(page.get_by_role("button", name="Leave full screen (F)")).to_have_count(1)
    await page.keyboard.press("f")
    await page.get_by_role("button", name="Full screen (F)", exact=True).click()
    await comes(page, "() => document.fullscreenElement !== null")


async def test_who_wants_no_motion_gets_none(context: BrowserContext, hall: Hall) -> None:
    await hall.plan()
    page = await opened(context, hall.stage)
    await page.emulate_media(reduced_motion="reduce")
    await expect(page.locator("#time")).to_have_css("transition-duration", "0s")


# --- Right to 100 ms ---


async def off_by(page: Page, hall: Hall) -> float:
    """By how many milliseconds the page changes its digits too late, as the median of some changes."""
    return await late_by(page, (await hall.turn()).ends_at, hall.clock.offset)


async def late_by(page: Page, until: datetime, offset: timedelta) -> float:
    """The same where time runs out at `until` on a clock that is `offset` before the machine's."""
    await page.evaluate("window.seen.length = 0")
    await comes(page, "() => window.seen.length >= 5")
    seen: list[tuple[float, str]] = await page.evaluate("window.seen")
    late = []
    for at, digits in seen:
        minutes, seconds = digits.lstrip("\u2212").split(":")
        shown = (int(minutes) * 60 + int(seconds)) * (-1 if digits.startswith("\u2212") else 1)
        true = (until - (datetime.fromtimestamp(at / 1000, UTC) + offset)).total_seconds()
        late.append((shown - true) * 1000)
    return float(median(late))


async def wrong_machine(context: BrowserContext, hall: Hall) -> Page:
    """The page on a machine whose clock is an hour slow."""
    await context.add_init_script(AN_HOUR_WRONG)
    page = await opened(context, hall.stage)
    assert abs(await page.evaluate("window.trueNow() - Date.now()") - 3_600_000) < 50
    return page


async def test_the_countdown_is_right_to_100_ms(context: BrowserContext, hall: Hall) -> None:
    """On a machine that is an hour wrong; after a reload; after the clock was moved; over time."""
    await hall.plan()
    hall.at(15 * MINUTE + 350 * MINUTE / 60_000)
    await hall.start()
    page = await wrong_machine(context, hall)
    assert abs(await off_by(page, hall)) < 100
    await page.reload()
    assert abs(await off_by(page, hall)) < 100
    hall.at(20 * MINUTE + 770 * MINUTE / 60_000)
    await expect(page.locator("#time")).to_contain_text("4:5")
    assert abs(await off_by(page, hall)) < 100
    hall.at(26 * MINUTE)
    await colour(page, RED)
    assert abs(await off_by(page, hall)) < 100


async def test_it_goes_on_while_the_bot_is_away_and_is_right_when_it_is_back(
    context: BrowserContext, hall: Hall
) -> None:
    await hall.plan()
    hall.at(15 * MINUTE)
    await hall.start()
    page = await wrong_machine(context, hall)
    await badge(page, "On stage")
    await hall.close()
    try:
        await expect(page.locator("#line")).to_have_text("Reconnecting… the time goes on.")
        await page.evaluate("window.seen.length = 0")
        await comes(page, "() => window.seen.length >= 3")
    finally:
        await hall.open()
    assert abs(await off_by(page, hall)) < 100
    await expect(page.locator("#line")).to_be_hidden()
    await hall.next()
    await expect(page.locator("#name")).to_have_text("Grace Lee")
    assert abs(await off_by(page, hall)) < 100
    await page.reload()
    assert abs(await off_by(page, hall)) < 100


async def test_the_bot_is_killed_while_the_page_is_open(
    context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    """With -9, over a talk; the page counts on, and follows the chats again when the bot is back, right to 100 ms."""
    monkeypatch.setenv("HALLWAY_WEB_PORT", str(unused_tcp_port))
    async with two_processes(tmp_path) as (here, bot):
        await fill(here)
        await here.go_to(here.start)
        await here.discord("Ana", "stage start")
        address = await here.discord("Ana", "stage open")
        found = re.search(r"http://127\.0\.0\.1:\d+/stage/[\w-]+", str(address.message))
        assert found is not None
        await here.go_to(here.start + 4 * MINUTE)
        await context.add_init_script(AN_HOUR_WRONG)
        page = await opened(context, found[0])
        await expect(page.locator("#name")).to_have_text("Ben Okafor")
        await bot.kill()
        await expect(page.locator("#line")).to_have_text("Reconnecting… the time goes on.")
        carried = json.loads(await page.get_attribute("body", "data-screen") or "")
        until = datetime.fromtimestamp(carried["zeroAt"] / 1000, UTC)
        assert abs(await late_by(page, until, here.sandbox.kit.clock.offset)) < 100
        await bot.start()
        await expect(page.locator("#line")).to_be_hidden(timeout=15_000)
        assert abs(await late_by(page, until, here.sandbox.kit.clock.offset)) < 100
        await here.slack("Emma", "stage", "extend 2")
        more = until + 2 * MINUTE
        await expect(page.locator("#time")).to_contain_text(re.compile("^7:"))
        assert abs(await late_by(page, more, here.sandbox.kit.clock.offset)) < 100
        await here.discord("Ana", "stage next")
        await expect(page.locator("#name")).to_have_text("Farid Haddad")


async def test_a_crowd_is_served_by_asking(context: BrowserContext, hall: Hall) -> None:
    await hall.plan()
    hall.cog.hub.most_viewers = 0
    page = await opened(context, hall.stage)
    await expect(page.locator("#line")).to_contain_text("Many screens are watching")
    await badge(page, "Starts at 18:30")
    hall.cog.hub.most_viewers = 1
    await expect(page.locator("#line")).to_be_hidden(timeout=15_000)


async def test_hostile_words_are_shown_as_they_are(context: BrowserContext, hall: Hall) -> None:
    typed = '</title><script>alert(1)</script>" onload="x'
    await hall.plan([(typed, typed), (typed, typed)], title=typed, place=typed, about=typed, community=typed)
    await hall.start()
    page = await opened(context, hall.stage)
    said: list[Any] = []

    async def run(dialog: Dialog) -> None:
        said.append(dialog)
        await dialog.dismiss()

    page.on("dialog", run)
    screen = picture(unlike(await hall.screen(), questions=(Asked(typed, typed, 1),)))
    await page.evaluate(SHOW, [screen, WORDS])
    await expect(page.locator("#rows .text")).to_have_text(typed)
    for place in ("#name", "#title", "#deck-name", "#deck-title"):
        await expect(page.locator(place)).to_have_text(typed)
    assert await page.title() == f"{typed} · {typed}"
    await page.goto(hall.event)
    await expect(page.get_by_role("heading", level=1)).to_have_text(typed)
    assert said == []
