"""Whatever organizers and speakers do, in any order, a line-up stays whole."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.delivery.model import PostKind
from bot.events.model import State
from bot.ports import Tx
from bot.talks import answers, lineup, review
from bot.talks.model import SlotState, TalkState, Timing, schedule
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.talks.speaking import (
    START,
    member,
    propose,
)

steps = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 6), st.integers(-1, 1), st.sampled_from([5, 10, 20, 30, 45])),
    max_size=30,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_whatever_is_done_a_line_up_stays_whole(done: list[tuple[int, int, int, int]]) -> None:
    """Never past the end, positions one by one, each talk once, and a slot exactly where the talk says so."""

    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with await Store.open(Path(folder) / "hallway.db") as store:
                here = Evening(store)
                await here.begin()
                await here.plan(ahead=START - NOW)
                for number in range(1, 7):
                    await propose(here, f"p{number}", minutes=(5, 10, 20, 30, 45, 20)[number - 1])
                for kind, number, by, minutes in done:
                    with suppress(Refusal):
                        await _step(here, kind, number, by, minutes)
                    await here.app.store.read(_whole)

    asyncio.run(play())


def _step(here: Evening, kind: int, number: int, by: int, minutes: int) -> Awaitable[Card]:
    app, host, speaker = here.app, here.call("host"), member(here, f"p{number}")
    choices: list[Callable[[], Awaitable[Card]]] = [
        lambda: review.accept(app, host, talk=number, event=1),
        lambda: review.accept(app, host, talk=number, event=1),  # twice as likely, so that there is something to do
        lambda: review.keep_waiting(app, host, talk=number),
        lambda: answers.confirm_talk(app, speaker, talk=number),
        lambda: answers.cannot(app, speaker, talk=number),
        lambda: lineup.add_break(app, host, event=1, picked=str(minutes)),
        lambda: lineup.move_item(app, host, event=1, item=number, by=by),
        lambda: lineup.set_timing(app, host, Timing(minutes, number), event=1),
        lambda: lineup.remove_item(app, host, event=1, item=number),
    ]
    return choices[kind]()


def _whole(tx: Tx) -> None:
    event, found = tx.events.get(1), tx.talks.lineup(1)
    assert event is not None
    assert event.state is State.PLANNED
    assert None not in schedule(event.plan.starts_at, event.plan.ends_at, found.items, found.timing)
    assert len({each.position for each in found.items}) == len(found.items)
    held = {each.talk for each in found.items if each.state is SlotState.HELD}
    sure = {each.talk for each in found.items if each.talk is not None} - held
    for number in range(1, 7):
        talk = tx.talks.get(number)
        assert talk is not None
        assert (talk.state is TalkState.PLACED) == (number in sure)
        assert number not in held or talk.state is TalkState.WAITING
    assert len(tx.posts.of(PostKind.LINEUP, 1)) <= 2
