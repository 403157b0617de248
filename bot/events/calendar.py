"""Calendars to subscribe to: their addresses for members, and what stands behind each address."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import takewhile

from bot.app import App, Call, Web
from bot.chat.replies import Refusal
from bot.chat.views import Card, Say
from bot.events import calendar_texts as texts
from bot.events import ics
from bot.events.calendar_cards import addresses_card
from bot.events.calendar_model import KEPT_CANCELLED, KEPT_PAST, SERIES_AHEAD, Calendar, Entry, Feed, date_name
from bot.events.dates import ahead
from bot.people.presence import meet
from bot.ports import Tx

_TOKEN_BYTES = 18  # 144 random bits: nobody guesses an address


# --- For members -----------------------------------------------------------------------------------------------------


async def show_addresses(app: App, call: Call) -> Card:
    """The addresses of the community's calendar and of the member's own."""
    return await _addresses(app, call, renew=False)


async def renew_address(app: App, call: Call) -> Card:
    """A new secret address for the member's own calendar; the old one leads nowhere from now on."""
    return await _addresses(app, call, renew=True)


async def _addresses(app: App, call: Call, *, renew: bool) -> Card:
    if app.web is None:
        raise Refusal(texts.NO_PAGES(setting=Say("HALLWAY_WEB_PORT")))
    feed, personal = await app.store.write(_give_address, call, secrets.token_urlsafe(_TOKEN_BYTES), renew)
    return addresses_card(feed_link(app.web, feed.token), feed_link(app.web, personal), renewed=renew)


def _give_address(tx: Tx, call: Call, token: str, renew: bool) -> tuple[Feed, str]:  # noqa: FBT001 - by place, as write() hands it on
    member = meet(tx, call)
    feed = open_calendar(tx, call.space.community)
    known = tx.feeds.personal(member.id)
    if known is not None and (not renew or tx.calls.done(call.key) is not None):
        return feed, known
    tx.feeds.renew(member.id, token, call.at)
    if renew:
        tx.calls.remember(call.key, f"member:{member.id}", call.at)
    return feed, token


def open_calendar(tx: Tx, community: int) -> Feed:
    """The community's calendar, which has had its address since the community has a space."""
    return tx.feeds.of(community) or tx.feeds.open(
        community, secrets.token_urlsafe(_TOKEN_BYTES), f"{secrets.token_hex(8)}.hallway"
    )


def feed_link(web: Web, token: str) -> str:
    """Where a calendar can be subscribed to."""
    return web.link(f"/calendar/{token}.ics")


# --- Behind the addresses --------------------------------------------------------------------------------------------


async def read_calendar(app: App, token: str) -> bytes | None:
    """The calendar behind a token, the community's or a member's own; `None` where there is none."""
    return await _written(await app.store.read(_calendar, token, app.clock.now()))


async def read_event(app: App, token: str, event: int) -> bytes | None:
    """One event of the community whose token this is."""
    return await _written(await app.store.read(_one, token, event))


async def _written(calendar: Calendar | None) -> bytes | None:
    """Hundreds of events take some time to write, in which others are served."""
    return None if calendar is None else await asyncio.to_thread(ics.write, calendar)


def _calendar(tx: Tx, token: str, now: datetime) -> Calendar | None:
    ended, cancelled = now - KEPT_PAST, now - KEPT_CANCELLED
    if (feed := tx.feeds.community(token)) is not None:
        entries = tx.feeds.entries(feed.community, ended_after=ended, cancelled_after=cancelled)
        return _of(feed, feed.name, [*entries, *_to_come(tx, feed.community, now)])
    if (found := tx.feeds.owner(token)) is not None:
        member, feed = found
        answered = tx.feeds.answered(member, ended_after=ended, cancelled_after=cancelled)
        return _of(feed, texts.PERSONAL_NAME.format(community=feed.name), answered)
    return None


def _to_come(tx: Tx, community: int, now: datetime) -> Iterator[Entry]:
    """The dates that series will announce within the next months."""
    for series in tx.series.running(community):
        for date in takewhile(lambda each: each.starts_at <= now + SERIES_AHEAD, ahead(tx, series, now)):
            name, plan = date_name(series.id, date.wall.date()), series.plan_on(date)
            yield Entry(name, plan, False, series.revision, series.changed_at, announced=False)


def _one(tx: Tx, token: str, event: int) -> Calendar | None:
    feed = tx.feeds.community(token)
    entry = None if feed is None else tx.feeds.entry(feed.community, event)
    return None if feed is None or entry is None else _of(feed, feed.name, [entry])


def _of(feed: Feed, name: str, entries: Iterable[Entry]) -> Calendar:
    return Calendar(name, feed.zone, feed.domain, tuple(entries))
