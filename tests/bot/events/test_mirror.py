"""Events in a platform's own list: once each, as many as it should hold, and what happens when it refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot import features
from bot.delivery.model import Kind, Listing, Place
from bot.events import actions, mirror
from bot.events.model import Plan
from bot.people.actions import Arrival, join_space
from bot.people.model import Platform
from bot.ports import Busy, EventLister, Undeliverable
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall


class Board(Wall):
    """A messenger whose platform keeps a list of events."""

    def __init__(self) -> None:
        super().__init__()
        self.list: dict[str, Listing] = {}
        self.refusal: Exception | None = None
        self.lost: list[Exception] = []
        self.since: list[datetime | None] = []

    async def list_event(self, to: Place, listing: Listing, *, since: datetime | None) -> str | None:
        assert to.space == "g"
        self.since.append(since)
        if self.refusal is not None:
            raise self.refusal
        found = listing.external or next((key for key, each in self.list.items() if each.mark == listing.mark), None)
        if found is None and listing.cancelled:
            return None
        number = found or str(len(self.list) + 1)
        self.list[number] = listing
        if self.lost:
            raise self.lost.pop(0)
        return number

    def titles_listed(self) -> list[str]:
        return [each.title for each in self.list.values() if not each.cancelled]


class Hall(Evening):
    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.board = self.discord = Board()
        self.dispatcher = self.new_dispatcher()

    async def add(self, title: str, ahead: timedelta) -> None:
        start = NOW + ahead
        plan = Plan(title, start, start + timedelta(hours=2), "Europe/Berlin", "Library", None, "")
        await actions.create_event(self.app, self.call("host"), plan)

    async def go_to(self, moment: datetime) -> None:
        self.clock.go_to(moment)
        await self.dispatcher.catch_up()


class SmallHall(Hall):
    """With a list that holds two."""

    compose = {**features.COMPOSE, Kind.MIRROR: partial(mirror.listing, most=2)}  # noqa: RUF012 - never changed


H = TypeVar("H", bound=Hall)


@asynccontextmanager
async def opened(kind: type[H], folder: Path) -> AsyncIterator[H]:
    async with await Store.open(folder / "hallway.db") as store:
        made = kind(store)
        await made.begin()
        await made.dispatcher.start()
        yield made
        await made.dispatcher.stop()


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with opened(Hall, tmp_path) as made:
        yield made


@pytest.fixture
async def small_hall(tmp_path: Path) -> AsyncIterator[SmallHall]:
    async with opened(SmallHall, tmp_path) as made:
        yield made


def test_only_discord_keeps_a_list() -> None:
    assert isinstance(Board(), EventLister)
    assert not isinstance(Wall(), EventLister)


async def test_an_event_is_listed_changed_and_taken_out(hall: Hall) -> None:
    await hall.plan()
    await hall.dispatcher.catch_up()
    assert hall.board.titles_listed() == ["Talks"]
    await hall.app.store.write(lambda tx: mirror.change_mirrors(tx, 1, hall.clock.now()))
    await hall.dispatcher.catch_up()
    assert [each.external for each in hall.board.list.values()] == ["1"]
    await actions.cancel_event(hall.app, hall.call("host"), event=1)
    await hall.dispatcher.catch_up()
    assert hall.board.titles_listed() == []
    assert len(hall.board.list) == 1


async def test_what_was_listed_but_not_recorded_is_looked_for(hall: Hall) -> None:
    hall.board.lost.append(Busy("the connection broke after listing", after=0.0))
    await hall.plan()
    await hall.dispatcher.catch_up()
    await hall.dispatcher.catch_up()
    assert list(hall.board.list) == ["1"]
    assert [each is None for each in hall.board.since] == [True, False]


@pytest.mark.parametrize("arrived", [True, False])
async def test_cancelled_before_it_is_known_whether_it_is_listed(hall: Hall, arrived: bool) -> None:  # noqa: FBT001 - drawn
    broken = Busy("the connection broke", after=60.0)
    if arrived:
        hall.board.lost.append(broken)
    else:
        hall.board.refusal = broken
    await hall.plan()
    await hall.dispatcher.catch_up()
    hall.board.refusal = None
    await actions.cancel_event(hall.app, hall.call("host"), event=1)
    await hall.go_to(NOW + timedelta(minutes=2))
    assert hall.board.titles_listed() == []
    assert len(hall.board.list) == arrived
    assert hall.discord.titles("host") == []


async def test_a_full_list_takes_the_next_when_one_is_over(small_hall: SmallHall) -> None:
    hall = small_hall
    for day in (1, 2, 3, 4):
        await hall.add(f"Day {day}", timedelta(days=day))
    await hall.dispatcher.catch_up()
    assert hall.board.titles_listed() == ["Day 1", "Day 2"]
    await hall.go_to(NOW + timedelta(days=1, hours=2, seconds=1))
    assert hall.board.titles_listed() == ["Day 1", "Day 2", "Day 3"]
    await hall.go_to(NOW + timedelta(days=2, hours=2, seconds=1))
    assert hall.board.titles_listed() == ["Day 1", "Day 2", "Day 3", "Day 4"]


async def test_what_is_far_ahead_comes_later_and_what_was_cancelled_meanwhile_never(hall: Hall) -> None:
    await hall.add("Far", timedelta(days=70))
    await hall.add("Off", timedelta(days=71))
    await actions.cancel_event(hall.app, hall.call("host"), event=2)
    await hall.dispatcher.catch_up()
    assert hall.board.list == {}
    await hall.go_to(NOW + timedelta(days=12))
    assert hall.board.titles_listed() == ["Far"]


async def test_a_refusal_is_said_once_and_tried_again_at_the_next_start(hall: Hall) -> None:
    hall.board.refusal = Undeliverable("Discord 403 50013: Missing Permissions")
    await hall.plan()
    await hall.plan(ahead=timedelta(days=4))
    await hall.dispatcher.catch_up()
    await hall.dispatcher.catch_up()
    assert hall.discord.titles("host") == ["Talks is not in Discord's list of events"]
    assert hall.discord.titles("events-d") == ["Talks", "Talks"]
    hall.board.refusal = None
    await join_space(hall.app, Arrival(Platform.DISCORD, "g", "Server", "events-d"))
    await hall.dispatcher.catch_up()
    assert hall.board.titles_listed() == ["Talks", "Talks"]
    assert hall.discord.titles("events-d") == ["Talks", "Talks"]


async def test_an_event_that_begins_before_it_is_listed_is_not(hall: Hall) -> None:
    hall.board.refusal = Busy("not now", after=0.0)
    await hall.plan(ahead=timedelta(hours=1))
    await hall.go_to(NOW + timedelta(hours=1, seconds=1))
    hall.board.refusal = None
    await hall.go_to(NOW + timedelta(hours=1, minutes=5))
    assert hall.board.list == {}
    assert "list of events" not in str(hall.discord.titles("host"))
