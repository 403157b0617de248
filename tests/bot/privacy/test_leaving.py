"""What a forgotten person leaves at the door, among asks and offers, among announcements, and in what went out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.announcements import actions as announcements
from bot.announcements.model import State, Wording
from bot.app import Call
from bot.asks import actions as asks
from bot.asks.model import Need, Topic
from bot.chat.replies import Refusal
from bot.checkin import actions as door
from bot.events.model import State as EventState
from bot.people.model import Account, Platform
from bot.ports import Tx
from bot.privacy.actions import ask_forget, forget_me, show_privacy
from bot.privacy.forgetting import tell
from bot.upcoming.actions import show_upcoming
from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in

NEED = Need(Topic.REVIEW, "My first talk", "speaking", soon=False, days=14)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


async def told(evening: Evening, person: str) -> dict[str, int]:
    """How many rows each section of a person's export has."""

    def load(tx: Tx) -> dict[str, int]:
        found = tx.members.find(1, evening.call(person).who)
        return {} if found is None else {section: len(rows) for section, rows in tell(tx, found.id).items()}

    return await evening.app.store.read(load)


async def forget(evening: Evening, person: str) -> Call:
    call = evening.call(person)
    await forget_me(evening.app, call)
    await evening.dispatcher.catch_up()
    return call


async def test_an_ask_is_closed_and_its_cards_go(evening: Evening) -> None:
    await asks.notify(evening.app, evening.call("ben"), switch="on", words="gardening")
    await asks.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await evening.dispatcher.catch_up()
    await asks.claim(evening.app, evening.call("ben"), ask=1)
    await evening.dispatcher.catch_up()
    assert await told(evening, "ana") == {"member": 1, "accounts": 1, "asks": 1, "messages": 1}
    await forget(evening, "ana")
    assert evening.discord.retracted == ["1"]
    assert evening.slack.retracted == ["1"]
    with pytest.raises(Refusal, match="takes no more answers"):
        await asks.claim(evening.app, evening.call("cleo"), ask=1)
    left = await evening.app.store.read(lambda tx: tx.asks.get(1))
    assert left is not None
    assert (left.author_name, left.need.text, left.need.words, left.closed) == ("somebody", "", "", True)


async def test_answers_and_watches_go_and_the_next_one_is_told_of_all_the_same(evening: Evening) -> None:
    await asks.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
    await asks.notify(evening.app, evening.call("ben"), switch="on")
    await asks.claim(evening.app, evening.call("ben"), ask=1)
    assert (await told(evening, "ben"))["asks_answered"] == 1
    assert (await told(evening, "ben"))["asks_watched"] == 1
    assert "Asks and offers you answered" in str(await show_privacy(evening.app, evening.call("ben")))
    await evening.dispatcher.catch_up()
    edits = len(evening.discord.edits)
    await forget(evening, "ben")
    assert len(evening.discord.edits) == edits + 1
    assert await evening.app.store.read(lambda tx: (tx.asks.answered_by(1), tx.asks.watchers(1))) == ([], [])
    await asks.claim(evening.app, evening.call("cleo"), ask=1)
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == ["ben answered", "cleo answered"]


async def test_what_is_out_stays_from_somebody_and_what_is_scheduled_has_another_author(evening: Evening) -> None:
    soon = NOW + timedelta(hours=3)
    await announcements.write(evening.app, evening.call("ana"), Wording("Out", "We moved."))
    await announcements.send(evening.app, evening.call("ana"), announcement=1, version=1)
    await announcements.write(evening.app, evening.call("ana"), Wording("Later", "We move.", soon))
    await announcements.schedule(evening.app, evening.call("ana"), announcement=2, version=1)
    await announcements.write(evening.app, evening.call("ana"), Wording("Draft", "We may move."))
    await announcements.list_announcements(evening.app, evening.call("ben"))  # now we know him
    await evening.dispatcher.catch_up()
    assert (await told(evening, "ana"))["announcements"] == 3
    assert "still to go out" in str(await ask_forget(evening.app, evening.call("ana")))
    await forget(evening, "ana")
    assert "somebody" in str(evening.discord.edits[-1][1])
    assert "ana" not in str(evening.slack.edits[-1][1]).replace("announcement", "")
    evening.clock.go_to(soon + timedelta(minutes=1))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Out", "Later"]
    states = await evening.app.store.read(
        lambda tx: [
            (each.author_name, each.state, each.title)
            for number in (1, 2, 3)
            if (each := tx.announcements.get(number)) is not None
        ]
    )
    assert states == [("somebody", State.OUT, "Out"), ("ben", State.OUT, "Later"), ("somebody", State.DISCARDED, "…")]


async def test_without_another_organizer_what_is_scheduled_is_called_off(evening: Evening) -> None:
    soon = NOW + timedelta(hours=3)
    await announcements.write(evening.app, evening.call("ana"), Wording("Later", "We move.", soon))
    await announcements.schedule(evening.app, evening.call("ana"), announcement=1, version=1)
    await forget(evening, "ana")
    evening.clock.go_to(soon + timedelta(minutes=1))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == []
    left = await evening.app.store.read(lambda tx: tx.announcements.get(1))
    assert left is not None
    assert left.state is State.CALLED_OFF


async def test_private_copies_of_the_forgotten_are_no_bodys_and_later_ones_arrive(evening: Evening) -> None:
    """The next announcement gets the freed numbers of places; it must find neither their posts nor their deliveries."""
    await evening.plan()
    for number, person in ((1, "ben"), (2, "cleo")):
        await evening.go(person)
        wording = Wording(f"News {number}", "We moved.", event=1)
        await announcements.write(evening.app, evening.call("host"), wording)
        await announcements.aim(evening.app, evening.call("host"), announcement=number, version=1, picked="going")
        await announcements.send(evening.app, evening.call("host"), announcement=number, version=2)
        await evening.dispatcher.catch_up()
        assert evening.discord.titles(person)[-1:] == [f"News {number}"]
        assert (await told(evening, person))["announcements_received"] == 1
        await forget(evening, person)
    assert evening.discord.retracted == []
    sent = await evening.app.store.read(lambda tx: [tx.announcements.delivered(each) for each in (1, 2)])
    assert sent == [0, 0]


async def test_who_came_to_what_has_begun_is_counted_on_as_somebody(evening: Evening) -> None:
    await evening.plan()
    for person in ("ben", "cleo"):
        await evening.go(person)
    evening.clock.go_to(NOW + timedelta(days=3, minutes=1))
    for person in ("ben", "dilan"):
        who = Account(Platform.DISCORD, person, person)
        await door.walk_in(evening.app, evening.call("host"), event=1, page=0, person=who)
    assert (await told(evening, "ben"))["arrivals"] == 1
    assert await evening.app.store.read(lambda tx: tx.arrivals.counts(1)) == (1, 1)
    for person in ("ben", "cleo", "dilan"):
        await forget(evening, person)
    assert await evening.app.store.read(lambda tx: tx.arrivals.counts(1)) == (1, 1)
    names = await evening.app.store.read(
        lambda tx: [
            *(each.name for each in tx.arrivals.recent(1, 9)),
            *(each.name for each in tx.arrivals.expected(1, skip=0, most=9)),
        ]
    )
    assert names == ["somebody"] * 3


async def test_who_was_marked_at_what_is_still_ahead_was_never_there(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ben")
    evening.clock.go_to(NOW + timedelta(days=3, minutes=-30))
    who = Account(Platform.DISCORD, "ben", "ben")
    await door.walk_in(evening.app, evening.call("host"), event=1, page=0, person=who)
    await forget(evening, "ben")
    assert await evening.app.store.read(lambda tx: tx.arrivals.counts(1)) == (0, 0)


async def test_organizers_read_of_somebody_and_of_the_new_host(evening: Evening) -> None:
    await evening.plan(seats=1)
    await evening.go("ben")
    await evening.go("cleo")
    await evening.go("ben", "no")
    await evening.dispatcher.catch_up()
    assert len(evening.discord.titles("cleo")) == 1
    await forget(evening, "cleo")
    read = str(await show_upcoming(evening.app, evening.call("ben")))
    assert "privately to " in read
    assert "somebody" in read
    assert "cleo" not in read
    await forget(evening, "host")
    assert "word that it has a new host" in str(await show_upcoming(evening.app, evening.call("ben")))
    event = await evening.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    assert event.state is EventState.PLANNED
