"""The addresses of calendars: given once, renewed once, and refused in words where there are no pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Call, Home, Web
from bot.chat.replies import Refusal
from bot.chat.views import Card, Field, Typed
from bot.events import calendar
from bot.events.calendar_model import Entry
from bot.events.model import Standing
from bot.people.actions import Arrival, join_space
from bot.people.model import Platform
from cogs.web.app import Door, PortTaken
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Evening(store)
        made.app = replace(made.app, web=Web("https://hallway.example.org/"))
        await made.begin()
        yield made


def shown(card: Card) -> tuple[str, ...]:
    """The addresses on a card."""
    values = (block.value for block in card.blocks if isinstance(block, Field))
    return tuple(span.text for value in values for span in value if isinstance(span, Typed))


async def test_without_pages_it_says_what_is_missing(evening: Evening) -> None:
    app = replace(evening.app, web=None)
    with pytest.raises(Refusal, match="HALLWAY_WEB_PORT"):
        await calendar.show_addresses(app, evening.call("ben"))


async def test_addresses_stay_until_they_are_renewed(evening: Evening) -> None:
    first = shown(await calendar.show_addresses(evening.app, evening.call("ben")))
    assert first == shown(await calendar.show_addresses(evening.app, evening.call("ben")))
    assert all(each.startswith("https://hallway.example.org/calendar/") for each in first)
    renewing = evening.call("ben")
    renewed = shown(await calendar.renew_address(evening.app, renewing))
    assert renewed[0] == first[0]
    assert renewed[1] != first[1]
    # Delivered twice it is the same address, not a third one.
    assert shown(await calendar.renew_address(evening.app, renewing)) == renewed
    assert await calendar.read_calendar(evening.app, first[1].split("/")[-1].removesuffix(".ics")) is None


async def test_who_joins_two_accounts_keeps_both_addresses_until_they_ask_for_a_new_one(evening: Evening) -> None:
    tokens = []
    for person in ("ben", "bea"):
        address = shown(await calendar.show_addresses(evening.app, evening.call(person)))[1]
        tokens.append(address.split("/")[-1].removesuffix(".ics"))
    await evening.app.store.write(lambda tx: tx.feeds.merge(1, 2))
    for token in tokens:
        assert await calendar.read_calendar(evening.app, token) is not None
    await calendar.renew_address(evening.app, evening.call("ben"))
    for token in tokens:
        assert await calendar.read_calendar(evening.app, token) is None


async def test_another_communitys_events_are_not_in_ours(evening: Evening) -> None:
    await evening.plan()
    space = await join_space(evening.app, Arrival(Platform.DISCORD, "g2", "Strangers", "events-d2"))
    elsewhere: Call = replace(evening.call("zoe"), home=Home(space, "UTC"))
    address = shown(await calendar.show_addresses(evening.app, elsewhere))[0]
    token = address.split("/")[-1].removesuffix(".ics")
    theirs = await calendar.read_calendar(evening.app, token)
    assert theirs is not None
    assert b"VEVENT" not in theirs
    assert await calendar.read_event(evening.app, token, 1) is None


def test_a_port_that_is_taken_is_said_in_a_line() -> None:
    listening = Door().open()
    taken = listening.socket.getsockname()[1]
    with pytest.raises(PortTaken, match=f"HALLWAY_WEB_PORT: 127.0.0.1:{taken} cannot be opened"):
        Door(port=taken).open()
    listening.socket.close()
    assert listening.web.link("/calendar/x.ics") == f"http://127.0.0.1:{taken}/calendar/x.ics"


async def test_a_seat_that_comes_free_is_a_change_of_ones_own_calendar(evening: Evening) -> None:
    """A calendar that looks at LAST-MODIFIED alone learns that the line has moved."""
    await evening.plan(seats=1)
    await evening.go("ana")
    await evening.go("ben")
    ben = await evening.app.store.read(lambda tx: tx.answers.members(1, Standing.WAITING)[0])

    async def entry() -> Entry:
        (found,) = await evening.app.store.read(lambda tx: tx.feeds.answered(ben, ended_after=NOW, cancelled_after=NOW))
        return found

    waiting = await entry()
    evening.clock.go_to(NOW + timedelta(hours=1))
    await evening.go("ana", "no")
    going = await entry()
    assert (waiting.standing, going.standing) == (Standing.WAITING, Standing.GOING)
    assert going.changed_at - waiting.changed_at >= timedelta(minutes=59)
