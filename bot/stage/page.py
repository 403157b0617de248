"""The event's page for people's phones, to which the code on the big screen leads: where it is and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.app import App, Web
from bot.delivery.model import PostKind
from bot.people.model import Platform
from bot.ports import Tx
from bot.stage.model import Screen
from bot.stage.screen import screen_behind


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the event's card stands in a chat, as an address to open; `space` is the server's or workspace's name."""

    platform: Platform
    space: str
    url: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """What everybody may read about an event: what stands in the channels, and nothing about who is going.

    `calendar` is the address of the event as a file, empty while the community has no calendar.
    """

    screen: Screen
    spots: tuple[Spot, ...]
    calendar: str


def event_link(web: Web, token: str) -> str:
    """Where the page is: it shares the token of the stage page."""
    return web.link(f"/event/{token}")


async def read_event_page(app: App, web: Web, token: str) -> EventPage | None:
    """The event's page as it is now; `None` where no stage has this address."""
    return await app.store.read(_page, web, token, app.clock.now())


def _page(tx: Tx, web: Web, token: str, now: datetime) -> EventPage | None:
    screen = screen_behind(tx, token, now)
    if screen is None:
        return None
    event = screen.program.event
    feed = tx.feeds.of(event.community)
    calendar = "" if feed is None else web.link(f"/calendar/{feed.token}/{event.id}.ics")
    return EventPage(screen, tuple(_spots(tx, event.id)), calendar)


def _spots(tx: Tx, event: int) -> Iterator[Spot]:
    for post in tx.posts.of(PostKind.EVENT, event):
        space = tx.spaces.get(post.space)
        match space.platform:
            case Platform.DISCORD:
                card = "" if post.message is None else f"/{post.message}"
                url = f"https://discord.com/channels/{space.external}/{post.channel}{card}"
            case Platform.SLACK:
                url = f"https://slack.com/app_redirect?team={space.external}&channel={post.channel}"
        yield Spot(space.platform, space.name, url)
