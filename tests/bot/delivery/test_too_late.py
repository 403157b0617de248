"""A bot that was away for too long: what no longer helps is not sent, and of an event's news its host hears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.coffee import actions as coffee
from bot.coffee.model import LATEST, Pace, Rhythm
from bot.events import actions, editing
from bot.events.model import Edit
from bot.ports import Tx
from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in

AHEAD = timedelta(days=3)
DRAWN = datetime.fromisoformat("2026-11-24T10:00+01:00")


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """An event in three days with one seat, which Ana has; Ben waits for it."""
    async with evening_in(tmp_path) as made:
        await made.plan(seats=1, ahead=AHEAD)
        await made.go("ana")
        await made.go("ben")
        await made.dispatcher.catch_up()
        yield made


async def away_until(evening: Evening, moment: datetime) -> None:
    """The bot comes back at `moment`."""
    evening.clock.go_to(moment)
    evening.dispatcher = evening.new_dispatcher()
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()


def _arrive(tx: Tx, member: int) -> None:
    tx.arrivals.add(1, NOW + AHEAD, member=member)


def heard_of(evening: Evening, person: str) -> bool:
    """Whether the host was told that a person could not be."""
    return any(person in str(card) for to, card, _ in evening.discord.pinned if to == "host")


async def test_a_seat_that_came_free_is_no_news_when_the_event_has_begun(evening: Evening) -> None:
    await evening.dispatcher.stop()
    await evening.go("ana", "no")
    await away_until(evening, NOW + AHEAD)
    assert evening.discord.titles("ben") == []
    evening.clock.go_to(NOW + AHEAD + timedelta(minutes=2))
    await evening.dispatcher.catch_up()
    assert heard_of(evening, "ben")


async def test_a_new_place_is_no_news_when_the_event_has_begun(evening: Evening) -> None:
    await evening.dispatcher.stop()
    event = await evening.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    edit = Edit(replace(event.plan, place="Café"), None)
    await editing.edit_event(evening.app, evening.call("host"), edit, event=1, revision=event.revision)
    await away_until(evening, NOW + AHEAD)
    assert (evening.discord.titles("ana"), evening.discord.titles("ben")) == ([], [])
    evening.clock.go_to(NOW + AHEAD + timedelta(minutes=2))
    await evening.dispatcher.catch_up()
    assert heard_of(evening, "ana")
    assert heard_of(evening, "ben")


async def test_that_it_is_cancelled_is_no_news_when_it_would_be_over(evening: Evening) -> None:
    await evening.dispatcher.stop()
    await actions.cancel_event(evening.app, evening.call("host"), event=1)
    await away_until(evening, NOW + AHEAD + timedelta(hours=2))
    assert (evening.discord.titles("ana"), evening.discord.titles("ben")) == ([], [])
    assert evening.discord.titles("events-d") == ["Talks"]


@pytest.mark.parametrize(("late", "asked"), [(timedelta(days=1, hours=23), 1), (timedelta(days=2), 0)])
async def test_whom_one_met_is_asked_for_two_days(evening: Evening, late: timedelta, asked: int) -> None:
    for came in (2, 3):  # Ana and Ben
        await evening.app.store.write(partial(_arrive, member=came))
    await evening.dispatcher.stop()
    morning = (NOW + AHEAD + timedelta(days=1)).replace(hour=9)
    await away_until(evening, morning + late)
    assert len(evening.discord.titles("ana")) == asked


async def test_that_there_is_nobody_for_a_coffee_is_no_news_days_later(evening: Evening) -> None:
    await coffee.keep_rounds(evening.app, evening.call("host"), Rhythm(Pace.WEEKLY, 1, 10))
    await coffee.join(evening.app, evening.call("cleo"))
    evening.discord.trouble = [ConnectionError("not now")]
    evening.clock.go_to(DRAWN)
    await evening.dispatcher.catch_up()
    evening.clock.go_to(DRAWN + LATEST + timedelta(minutes=1))
    await evening.dispatcher.catch_up()
    assert evening.discord.trouble == []
    assert evening.discord.titles("cleo") == []
