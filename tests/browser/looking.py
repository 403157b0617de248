"""How the tests look at the page."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Locator, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# With HALLWAY_SHOTS=folder the pictures are kept; `make shots` makes those of the README in this way.
SHOTS = os.environ.get("HALLWAY_SHOTS")
LARGEST_SHOT = 250_000

OpenPage = Callable[[ViewportSize], Awaitable[Page]]


def pane(page: Page, platform: str) -> Locator:
    return page.locator(f"[data-pane={platform}]")


def composer(page: Page, platform: str) -> Locator:
    """The line in which a person types."""
    return pane(page, platform).locator(".composer .line")


async def run(page: Page, platform: str, command: str) -> None:
    """Type a command that needs no options, and send it by keyboard."""
    line = composer(page, platform)
    await line.fill(command)
    if platform == "slack":
        await line.press("Enter")
        return
    await pane(page, platform).get_by_role("option", name=command).first.wait_for()
    await line.press("Enter")
    await page.locator(":focus", has_text="Send").press("Enter")


async def shot(page: Page, name: str, folder: Path) -> None:
    """A picture that has something on it, and is no burden to a page that shows it."""
    path = Path(SHOTS or folder) / f"{name}.png"
    await page.mouse.move(0, 0)
    await page.screenshot(path=path)
    assert 20_000 < path.stat().st_size < LARGEST_SHOT


async def widest(page: Page) -> tuple[float, float]:
    """How wide the page's content is, and how wide the window."""
    found = await page.evaluate(WIDEST)
    return found["content"], found["window"]


# An element inside something that clips it, or that scrolls by itself, can not make the page scroll.
WIDEST = """() => {
  const clipped = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  const scrolls = [...document.querySelectorAll("*")].filter((node) => node.checkVisibility())
    .filter((node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX))
    .filter((node) => node.scrollWidth > node.clientWidth + 1);
  const shown = [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility() && !clipped(node));
  const right = Math.max(...shown.map((node) => node.getBoundingClientRect().right));
  const inside = scrolls.map((node) => node.scrollWidth + innerWidth);
  return { content: Math.max(document.documentElement.scrollWidth, right, ...inside), window: innerWidth };
}"""

# Each visible text with its contrast against the first opaque background behind it (WCAG 2.2, 1.4.3).
CONTRASTS = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (node) => {
    for (let up = node; up; up = up.parentElement) {
      const colour = parse(getComputedStyle(up).backgroundColor);
      if ((colour[3] ?? 1) === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest("option, .unseen, .spoiler")) continue;
    const [one, two] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    found.push({ text: walker.currentNode.data.trim().slice(0, 40), contrast });
  }
  return found;
}"""

NAMELESS = """() => [...document.querySelectorAll("button, input, select, textarea, a[href]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length))
  .map((node) => node.outerHTML)"""
