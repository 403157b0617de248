"""A camera for the story: pictures of both chats as somebody sees them, and of our pages on a big screen and a phone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize

from tests.browser.looking import PHONE, pane
from tests.e2e.story import Look
from tests.e2e.town import Town

CHATS: ViewportSize = {"width": 1500, "height": 940}
BIG_SCREEN: ViewportSize = {"width": 1920, "height": 1080}


@dataclass
class Camera:
    browser: Browser
    here: Town
    folder: Path

    async def chats(self, name: str, *, discord: Look, slack: Look) -> None:
        page = await self._open(self.here.sandbox.url, CHATS)
        people = {"discord": self.here.discord_people[discord[0]], "slack": self.here.slack_people[slack[0]]}
        for platform, person in people.items():
            await page.evaluate("([key, who]) => sessionStorage.setItem(key, who)", [f"{platform}-person", person])
        await page.evaluate("localStorage.setItem('hallway-hint-seen', 'yes')")
        await page.reload()
        for platform, (_, place) in (("discord", discord), ("slack", slack)):
            await pane(page, platform).get_by_text("bot online").wait_for()
            await pane(page, platform).get_by_role("button", name=place).first.click()
            await pane(page, platform).locator("article").last.wait_for()
        await self._take(page, name)

    async def page(self, name: str, url: str) -> None:
        for size, kind in ((BIG_SCREEN, ""), (PHONE, "-phone")):
            page = await self._open(url, size)
            await self._take(page, name + kind)

    async def _open(self, url: str, size: ViewportSize) -> Page:
        context = await self.browser.new_context(
            viewport=size, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce"
        )
        page = await context.new_page()
        page.set_default_timeout(5000)
        await page.goto(url)
        return page

    async def _take(self, page: Page, name: str) -> None:
        """A picture that has something on it."""
        path = self.folder / f"{name}.png"
        await page.screenshot(path=path)
        await page.context.close()
        assert path.stat().st_size > 20_000, name
