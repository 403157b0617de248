"""The use cases of asks on a real database: communities, repetitions, one person who turns out to be two."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import features
from bot.app import Home
from bot.asks import actions
from bot.asks.model import Need, Side, Topic
from bot.chat.replies import Refusal
from bot.people.actions import Arrival, join_space
from bot.people.model import Platform
from bot.ports import Tx
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening

NEED = Need(Topic.REVIEW, "My first talk", "speaking", soon=False, days=14)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Evening(store)
        await made.begin()
        await made.dispatcher.start()
        yield made
        await made.dispatcher.stop()


@pytest.mark.parametrize("route", ["ask:1:claim", "ask:1:close", "ask:thank:1"])
async def test_an_ask_of_another_community_does_not_exist(evening: Evening, route: str) -> None:
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await actions.claim(evening.app, evening.call("ben"), ask=1)
    other = await join_space(evening.app, Arrival(Platform.DISCORD, "other", "Other", "c"))
    with pytest.raises(Refusal, match="don't know this ask"):
        await features.press(evening.app, replace(evening.call("eve"), home=Home(other, "UTC")), route)


async def test_nobody_elsewhere_hears_of_it(evening: Evening) -> None:
    other = await join_space(evening.app, Arrival(Platform.DISCORD, "other", "Other", "c"))
    stranger = replace(evening.call("eve"), home=Home(other, "UTC"))
    await actions.notify(evening.app, stranger, switch="on")
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await evening.dispatcher.catch_up()
    assert (evening.discord.titles("eve"), evening.discord.titles("c")) == ([], [])


async def test_what_is_delivered_twice_is_done_once(evening: Evening) -> None:
    call, answer = evening.call("ana"), evening.call("ben")
    for _ in range(2):
        await actions.post_ask(evening.app, call, NEED, side="offer")
        await actions.claim(evening.app, answer, ask=1)
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["ana offers a review"]
    assert evening.discord.titles("ana") == ["ben answered"]


async def test_a_late_press_on_a_card_that_was_open_is_told_so(evening: Evening) -> None:
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    late = replace(evening.call("ben"), at=NOW + timedelta(days=15))
    with pytest.raises(Refusal, match="takes no more answers"):
        await actions.claim(evening.app, late, ask=1)
    await actions.close(evening.app, evening.call("ana"), ask=1)
    with pytest.raises(Refusal, match="takes no more answers"):
        await actions.claim(evening.app, evening.call("ben"), ask=1)


async def test_only_the_author_says_thanks(evening: Evening) -> None:
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await actions.claim(evening.app, evening.call("ben"), ask=1)
    with pytest.raises(Refusal, match="Only the person who wrote it can say thanks"):
        await actions.thank(evening.app, evening.call("ben"), claim=1)


async def test_two_members_who_are_one_keep_what_both_have_once(evening: Evening) -> None:
    """Ana and Ben turn out to be the same person: both answered Cleo, both watch, both wrote something."""
    for person in ("ana", "ben"):
        await actions.post_ask(evening.app, evening.call(person), NEED, side="ask")
        await actions.notify(evening.app, evening.call(person), switch="on", words=person)
    await actions.post_ask(evening.app, evening.call("cleo"), NEED, side="ask")
    for person in ("ana", "ben"):
        await actions.claim(evening.app, evening.call(person), ask=3)

    def merge(tx: Tx) -> None:
        authors = [ask.author for number in (1, 2) if (ask := tx.asks.get(number)) is not None]
        keep, gone = authors
        tx.asks.merge(keep, gone)
        tx.announcements.merge(keep, gone)
        assert tx.asks.open_by(keep, NOW) == 2
        assert tx.asks.open_by(gone, NOW) == 0
        third = tx.asks.get(3)
        assert third is not None
        assert (third.side, third.claims) == (Side.ASK, 1)
        assert [each.member for each in tx.asks.watchers(1)] == [keep]
        assert tx.asks.claim(3, gone) is None

    await evening.app.store.write(merge)
