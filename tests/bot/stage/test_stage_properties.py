"""Whatever is pressed in whatever order: nobody is lost, nobody is on twice at once, and the time that is left is right."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.stage import actions
from bot.stage.model import time_left
from tests.bot.delivery.test_dispatch import NOW, Evening, MovedClock
from tests.bot.stage.evening import MINUTE, stage, stage_evening


class StoppedClock(MovedClock):
    """A clock that stands, so that what is left can be compared to the microsecond."""

    def __init__(self) -> None:
        super().__init__()
        self._stands = NOW

    def now(self) -> datetime:
        return self._stands

    def go_to(self, moment: datetime) -> None:
        self._stands = moment


Step = tuple[str, int]
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["next", "skip", "pause", "stop", "start"]), st.just(0)),
        st.tuples(st.just("wait"), st.integers(1, 900)),
        st.tuples(st.just("extend"), st.integers(1, 60)),
        st.tuples(st.just("call"), st.integers(0, 5)),
    ),
    max_size=25,
)
lineups = st.lists(st.one_of(st.none(), st.integers(1, 30)), min_size=1, max_size=6)


@dataclass
class Watch:
    """The evening as somebody with a stopwatch and a list would write it down."""

    minutes: dict[int, int]
    talks: set[int]
    waiting: list[int]
    on: int | None = None
    left: timedelta = timedelta()
    elapsed: timedelta = timedelta()
    paused: bool = False
    open: bool = False
    given: set[int] = field(default_factory=set)
    skipped: list[int] = field(default_factory=list)

    def wait(self, passed: timedelta) -> None:
        self.elapsed += passed
        if self.on is not None and not self.paused:
            self.left -= passed

    def begin(self, item: int) -> None:
        self.on, self.left, self.paused, self.elapsed = item, self.minutes[item] * MINUTE, False, timedelta()
        self.given.discard(item)  # called again
        for pile in (self.waiting, self.skipped):
            if item in pile:
                pile.remove(item)

    def end(self, *, skipped: bool) -> None:
        if self.on is not None:
            if skipped and self.on in self.talks:
                self.skipped.append(self.on)
            else:
                self.given.add(self.on)
        self.on = None

    def advance(self, *, skipped: bool) -> None:
        if self.open:
            self.end(skipped=skipped)
            if self.waiting:
                self.begin(self.waiting[0])
            else:
                self.open = False

    def start(self) -> None:
        if not self.open and (self.waiting or self.skipped):
            self.open = True
            self.begin((self.waiting or sorted(self.skipped, key=self.skipped.index))[0])

    def call(self, item: int) -> None:
        given = (self.given & self.talks) - {self.on}
        if self.open and item in (*self.waiting, *self.skipped, *given):
            self.end(skipped=self.elapsed < MINUTE)
            self.begin(item)

    def extend(self, minutes: int) -> None:
        if self.on is not None:
            self.left = max(self.left, timedelta()) + minutes * MINUTE

    def stop(self) -> None:
        if self.open:
            self.end(skipped=False)
            self.open = False


async def press(here: Evening, watch: Watch, step: Step) -> None:
    """Do a step on both; what is refused changes neither."""
    name, number = step
    call = here.call("host")
    if name == "wait":
        here.clock.go_to(here.clock.now() + timedelta(seconds=number))
        return watch.wait(timedelta(seconds=number))
    found = await stage(here) if watch.open else None
    turn = 0 if found is None or found.run.now_on is None else found.run.now_on.id
    work: dict[str, tuple[Callable[[], Awaitable[Card]], Callable[[], None]]] = {
        "next": (lambda: actions.next_now(here.app, call), lambda: watch.advance(skipped=False)),
        "skip": (lambda: actions.skip_now(here.app, call), lambda: watch.advance(skipped=True)),
        "pause": (lambda: actions.pause_now(here.app, call), lambda: _toggle(watch)),
        "stop": (lambda: actions.stop(here.app, call, event=1, sure=True), watch.stop),
        "start": (lambda: actions.start(here.app, call, event=1, sure=True), watch.start),
        "extend": (lambda: actions.extend_now(here.app, call, minutes=str(number)), lambda: watch.extend(number)),
        "call": (
            lambda: actions.call_turn(here.app, call, event=1, turn=turn, picked=str(number)),
            lambda: watch.call(number),
        ),
    }
    do, note = work[name]
    with suppress(Refusal):
        await do()
    note()
    return None


def _toggle(watch: Watch) -> None:
    if watch.on is not None:
        watch.paused = not watch.paused


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(minutes=lineups, played=steps)
def test_against_a_stopwatch_and_a_list(minutes: list[int | None], played: list[Step]) -> None:
    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with stage_evening(Path(folder) / "hallway.db", tuple(minutes)) as here:
                here.clock = StoppedClock()
                items = {number: each or 15 for number, each in enumerate(minutes, 1)}
                talks = {number for number, each in enumerate(minutes, 1) if each is not None}
                watch = Watch(items, talks, list(items))
                await here.app.store.write(lambda tx: tx.stages.open(1, "secret"))
                for step in played:
                    await press(here, watch, step)
                    await agree(here, watch)

    asyncio.run(play())


async def agree(here: Evening, watch: Watch) -> None:
    whole = await stage(here)
    now = here.clock.now()
    assert (None if whole.on is None else whole.on.item) == watch.on
    assert [each.item for each in whole.coming] == watch.waiting
    assert {each.item for each in whole.given} == watch.given
    assert sorted(each.item for each in whole.skipped) == sorted(watch.skipped)
    assert whole.run.live == watch.open
    if watch.on is not None:
        assert time_left(whole.run, now) == watch.left
    starts = [each.start for each in whole.coming]
    assert starts == sorted(starts)
    assert all(each >= now for each in starts)
    if starts and watch.on is not None:
        assert starts[0] == now + max(watch.left, timedelta())
