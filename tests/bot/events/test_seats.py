"""Seats: never more than there are, the line kept, nobody forgotten, in any order of answers and on two connections."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.delivery.model import Kind
from bot.events.actions import _answer, _create  # the transactions themselves, on a connection of our choice
from bot.events.model import Answer, Event, Plan, Standing, State, settle_seat
from bot.people.model import Account, Platform, Space
from bot.ports import Tx as TxPort
from storage.sql import Sql
from storage.sqlite import Writer, connect
from storage.store import Store, Tx

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def plan(seats: int | None = None) -> Plan:
    start = NOW + timedelta(days=3)
    return Plan("Lightning talks", start, start + timedelta(hours=2), "Europe/Berlin", "Library", seats, "")


def event(seats: int | None, *, taken: int = 0, waiting: int = 0) -> Event:
    return Event(1, 1, 1, plan(seats), State.PLANNED, taken, waiting)


@pytest.mark.parametrize(
    ("seats", "taken", "waiting", "before", "answer", "standing", "frees"),
    [
        (2, 1, 0, None, Answer.GOING, Standing.GOING, False),
        (2, 2, 0, None, Answer.GOING, Standing.WAITING, False),
        (None, 500, 0, None, Answer.GOING, Standing.GOING, False),
        (2, 1, 1, None, Answer.GOING, Standing.WAITING, False),  # nobody passes the line
        (2, 2, 0, Standing.GOING, Answer.GOING, Standing.GOING, False),
        (2, 2, 1, Standing.WAITING, Answer.GOING, Standing.WAITING, False),
        (2, 2, 1, Standing.GOING, Answer.NO, Standing.NO, True),
        (2, 2, 1, Standing.GOING, Answer.MAYBE, Standing.MAYBE, True),
        (2, 2, 1, Standing.WAITING, Answer.NO, Standing.NO, False),
        (2, 0, 0, Standing.NO, Answer.MAYBE, Standing.MAYBE, False),
    ],
)
def test_rule(
    seats: int | None,
    taken: int,
    waiting: int,
    before: Standing | None,
    answer: Answer,
    standing: Standing,
    frees: bool,  # noqa: FBT001
) -> None:
    change = settle_seat(event(seats, taken=taken, waiting=waiting), before, answer)
    assert (change.standing, change.frees_seat) == (standing, frees)


class Room:
    """An event with seats in a database with two writers, as two processes on one PostgreSQL would be."""

    def __init__(self, writers: list[Writer], space: Space, number: int) -> None:
        self.writers = writers
        self.number = number
        self._home = Home(space, "Europe/Berlin")
        self._keys = 0

    def call(self, person: int) -> Call:
        self._keys += 1
        who = Account(Platform.DISCORD, f"u{person}", f"Person {person}", organizer=True)
        return Call(who, self._home, "c1", NOW, f"key {self._keys}")

    async def on(self, writer: int, work: Callable[[TxPort], object]) -> object:
        return await self.writers[writer].write(lambda sql: work(Tx(sql)))

    async def answer(self, writer: int, person: int, answer: Answer) -> object:
        call = self.call(person)
        return await self.on(writer, lambda tx: _answer(tx, call, self.number, answer))


@asynccontextmanager
async def room(seats: int) -> AsyncIterator[Room]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hallway.db"
        await (await Store.open(path)).close()
        writers = [Writer(await connect(path)) for _ in range(2)]

        def begin(sql: Sql) -> Space:
            tx = Tx(sql)
            community = tx.communities.found("Test", "Europe/Berlin", NOW)
            return tx.spaces.add(community.id, Platform.DISCORD, "g1", "Test", "c1")

        made = Room(writers, await writers[0].write(begin), 1)
        call = made.call(0)
        await made.on(0, lambda tx: _create(tx, call, plan(seats)))
        try:
            yield made
        finally:
            for each in writers:
                await each.close()


def true_counts(sql: Sql) -> tuple[int, int, int, int]:
    row = sql.one(
        """SELECT taken, waiting,
           (SELECT COUNT(*) FROM answers WHERE standing = 'going') AS really_taken,
           (SELECT COUNT(*) FROM answers WHERE standing = 'waiting') AS really_waiting FROM events"""
    )
    return row["taken"], row["waiting"], row["really_taken"], row["really_waiting"]


steps_of_people = st.lists(
    st.tuples(st.integers(0, 1), st.integers(1, 8), st.sampled_from(Answer)), min_size=1, max_size=40
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seats=st.integers(1, 4), steps=steps_of_people)
def test_any_order_of_answers_on_two_connections(seats: int, steps: list[tuple[int, int, Answer]]) -> None:
    """Against a model in plain lists: the seats, the line's order and the counters agree after every answer."""

    async def play() -> None:
        async with room(seats) as here:
            going: list[int] = []
            line: list[int] = []
            for writer, person, answer in steps:
                await here.answer(writer, person, answer)
                if answer is Answer.GOING:
                    if person not in going + line:
                        (line if len(going) == seats or line else going).append(person)
                else:
                    if person in going:
                        going.remove(person)
                        if line:
                            going.append(line.pop(0))
                    if person in line:
                        line.remove(person)
                people = await here.writers[writer].write(lambda sql: Tx(sql).answers.all(1, most=99))
                assert [each.name for each in people.going] == [f"Person {each}" for each in going]
                assert [each.name for each in people.waiting] == [f"Person {each}" for each in line]
                assert len(people.going) <= seats
                taken, waiting, really_taken, really_waiting = await here.writers[0].write(true_counts)
                assert (taken, waiting) == (really_taken, really_waiting) == (len(going), len(line))

    asyncio.run(play())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seats=st.integers(1, 5), steps=steps_of_people)
def test_everybody_at_once_on_two_connections(seats: int, steps: list[tuple[int, int, Answer]]) -> None:
    """Whatever order the answers are taken in, no seat is given twice and no free seat is left while somebody waits."""

    async def play() -> None:
        async with room(seats) as here:
            await asyncio.gather(*(here.answer(*step) for step in steps))
            taken, waiting, really_taken, really_waiting = await here.writers[1].write(true_counts)
            assert (taken, waiting) == (really_taken, really_waiting)
            assert taken <= seats
            assert not (waiting and taken < seats)

    asyncio.run(play())


async def test_a_freed_seat_goes_to_the_first_in_line_and_they_are_told_once() -> None:
    async with room(1) as here:
        for person in (1, 2, 3):
            await here.answer(0, person, Answer.GOING)
        await here.answer(1, 1, Answer.NO)
        people = await here.writers[0].write(lambda sql: Tx(sql).answers.all(1, most=9))
        owed = await here.writers[0].write(
            lambda sql: sql.all(
                "SELECT external FROM deliveries JOIN accounts ON accounts.id = deliveries.account WHERE kind = :kind",
                kind=Kind.PROMOTED.value,
            )
        )
        assert [each.name for each in people.going] == ["Person 2"]
        assert [each.name for each in people.waiting] == ["Person 3"]
        assert [row["external"] for row in owed] == ["u2"]


async def test_an_answer_that_is_delivered_twice_counts_once() -> None:
    """The same press again, after a newer one: it changes nothing."""
    async with room(2) as here:
        first = here.call(1)
        await here.on(0, lambda tx: _answer(tx, first, 1, Answer.GOING))
        await here.answer(0, 1, Answer.NO)
        await here.on(1, lambda tx: _answer(tx, first, 1, Answer.GOING))
        assert await here.writers[0].write(true_counts) == (0, 0, 0, 0)


async def test_an_event_of_another_community_does_not_exist() -> None:
    async with room(2) as here:
        stranger = Call(
            Account(Platform.DISCORD, "u9", "Stranger"),
            Home(Space(9, 2, Platform.DISCORD, "g2", "Other", None), "UTC"),
            None,
            NOW,
            "key",
        )
        with pytest.raises(Refusal, match="don't know this event"):
            await here.on(0, lambda tx: _answer(tx, stranger, 1, Answer.GOING))
