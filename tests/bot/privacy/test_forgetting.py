"""Forgetting people, in any order among their answers: seats stay right, the line moves on, nothing is done twice."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App, Call, Directory, Home
from bot.events.actions import answer_event, create_event
from bot.events.model import Standing
from bot.people.homes import remember_spaces
from bot.people.model import Account, Platform, Space
from bot.ports import Tx
from bot.privacy.actions import forget_me
from storage.store import Store
from tests.bot.events.test_seats import NOW, plan


class Clock:
    def now(self) -> object:
        return NOW


class Place:
    """A space with people in it, over a real store."""

    def __init__(self, store: Store, space: Space) -> None:
        self.app = App(store, Clock(), Directory())  # type: ignore[arg-type] # nothing here asks it for more
        self.space = space
        self._keys = 0

    @classmethod
    async def found(cls, store: Store, name: str = "Here", external: str = "g1") -> Place:
        def begin(tx: Tx) -> Space:
            community = tx.communities.found(name, "Europe/Berlin", NOW)
            return tx.spaces.add(community.id, Platform.DISCORD, external, name, "c1")

        place = cls(store, await store.write(begin))
        await remember_spaces(place.app)
        return place

    def call(self, person: int, *, organizer: bool = False, key: str | None = None) -> Call:
        self._keys += 1
        who = Account(Platform.DISCORD, f"u{person}", f"Person {person}", organizer=organizer)
        key = key or f"{self.space.external} {self._keys}"
        return Call(who, Home(self.space, "Europe/Berlin"), "c1", NOW + timedelta(seconds=self._keys), key)


def state(tx: Tx) -> tuple[int, int, list[int], list[int]]:
    event = tx.events.get(1)
    assert event is not None
    return (
        event.taken,
        event.waiting,
        list(tx.answers.members(1, Standing.GOING)),
        list(tx.answers.members(1, Standing.WAITING)),
    )


steps = st.lists(st.tuples(st.integers(1, 8), st.sampled_from(["going", "maybe", "no", "forget"])), max_size=40)


@settings(max_examples=40, deadline=None)
@given(seats=st.integers(1, 4), steps=steps)
def test_seats_stay_right_whoever_is_forgotten(seats: int, steps: list[tuple[int, str]]) -> None:
    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with await Store.open(Path(folder) / "hallway.db") as store:
                here = await Place.found(store)
                await create_event(here.app, here.call(100, organizer=True), plan(seats))
                line: list[int] = []  # who has said they come, in order; the first `seats` of them have one
                for person, step in steps:
                    if step == "forget":
                        await forget_me(here.app, here.call(person))
                    else:
                        await answer_event(here.app, here.call(person), event=1, answer=step)
                    if step == "going" and person not in line:
                        line.append(person)
                    elif step != "going" and person in line:
                        line.remove(person)
                    taken, waiting, going, queue = await store.read(state)
                    assert (taken, waiting) == (len(going), len(queue))
                    assert (taken, waiting) == (min(seats, len(line)), max(0, len(line) - seats))

    asyncio.run(play())


async def test_a_press_that_is_delivered_twice_forgets_once(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        here = await Place.found(store)
        await create_event(here.app, here.call(100, organizer=True), plan(1))
        for person in (1, 2, 3):
            await answer_event(here.app, here.call(person), event=1, answer="going")
        again = here.call(1, key="the same press")
        first = await forget_me(here.app, again)
        await answer_event(here.app, here.call(1), event=1, answer="going")  # back, as somebody new
        assert await forget_me(here.app, again) == first
        taken, waiting, _, _ = await store.read(state)
        assert (taken, waiting) == (1, 2)
