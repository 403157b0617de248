"""Asks of people who turn out to be one, who stopped listening, or who are gone: nobody is told of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.asks import actions
from bot.asks.model import Need, Topic, join_words, words_of
from bot.chat.replies import Refusal
from bot.people.model import Platform
from bot.privacy.actions import forget_me
from tests.bot.delivery.test_dispatch import Evening, evening_in
from tests.bot.people.one_person import hold, link, release

S = Platform.SLACK
NEED = Need(Topic.REVIEW, "My first talk", "speaking", soon=False, days=14)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


async def test_nobody_is_told_of_their_own(evening: Evening) -> None:
    await hold(evening)
    await actions.notify(evening.app, evening.call("ana on slack", S), switch="on")
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await link(evening, "ana", "ana on slack")
    await release(evening)
    assert evening.slack.titles("ana on slack") == []


async def test_who_stopped_listening_meanwhile_is_not_told(evening: Evening) -> None:
    await hold(evening)
    await actions.notify(evening.app, evening.call("ben"), switch="on")
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await actions.notify(evening.app, evening.call("ben"), switch="off")
    await release(evening)
    assert evening.discord.titles("ben") == []


async def test_who_answered_their_own_counts_for_nobody(evening: Evening) -> None:
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await actions.claim(evening.app, evening.call("ana on slack", S), ask=1)
    await evening.dispatcher.catch_up()
    await link(evening, "ana", "ana on slack")
    await evening.dispatcher.catch_up()
    assert "answered" not in str(evening.discord.edits[-1][1])
    assert "answered" not in str(evening.slack.edits[-1][1])


async def test_two_answers_of_one_person_are_one_also_on_the_card(evening: Evening) -> None:
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await actions.claim(evening.app, evening.call("ben"), ask=1)
    await actions.claim(evening.app, evening.call("ben on slack", S), ask=1)
    await evening.dispatcher.catch_up()
    await link(evening, "ben", "ben on slack")
    await evening.dispatcher.catch_up()
    assert "1 person has answered" in str(evening.discord.edits[-1][1])


async def test_what_they_want_to_hear_of_adds_up(evening: Evening) -> None:
    await actions.notify(evening.app, evening.call("ben"), switch="on", words="python")
    await actions.notify(evening.app, evening.call("ben on slack", S), switch="on", words="speaking")
    kept = await link(evening, "ben", "ben on slack")
    (watcher,) = await evening.app.store.read(lambda tx: tx.asks.watchers(1))
    assert (watcher.member, watcher.words) == (kept, frozenset({"python", "speaking"}))


@pytest.mark.parametrize(("one", "other"), [("", "python"), ("python", ""), ("", "")])
def test_everything_and_something_is_everything(one: str, other: str) -> None:
    assert words_of(join_words(one, other)) == set()


async def test_who_answered_a_forgotten_persons_ask_is_told_that_it_is_closed(evening: Evening) -> None:
    await actions.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await actions.claim(evening.app, evening.call("ben"), ask=1)
    await forget_me(evening.app, evening.call("ana"))
    with pytest.raises(Refusal, match="takes no more answers"):
        await actions.claim(evening.app, evening.call("ben"), ask=1)
