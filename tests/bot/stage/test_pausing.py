"""The time that stands still: for whoever is on, once, and for nobody after them."""

from datetime import timedelta

from bot.stage import actions
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.stage.evening import MINUTE, heard, pass_to, stage

SECOND = timedelta(seconds=1)


async def begun(here: Evening) -> int:
    """The turn that is on from the beginning, with ten minutes."""
    here.clock.go_to(NOW)
    await actions.start_named(here.app, here.call("host"))
    on = (await stage(here)).run.now_on
    assert on is not None
    return on.id


async def test_whoever_comes_after_a_pause_begins_with_the_time_running(evening: Evening) -> None:
    await begun(evening)
    await pass_to(evening, 2 * MINUTE)
    await actions.pause_now(evening.app, evening.call("host"))
    await pass_to(evening, 4 * MINUTE)
    await actions.next_now(evening.app, evening.call("host"))
    assert (await stage(evening)).run.paused_at is None
    await pass_to(evening, 7 * MINUTE + SECOND)  # Ben has five
    assert heard(evening.discord, "events-d")[-1] == "2 minutes left for ben."


async def test_a_pause_that_is_pressed_twice_begins_once(evening: Evening) -> None:
    turn = await begun(evening)
    for after in (2, 6):
        await pass_to(evening, after * MINUTE)
        await actions.pause_turn(evening.app, evening.call("host"), event=1, turn=turn)
    await pass_to(evening, 8 * MINUTE)
    await actions.resume_turn(evening.app, evening.call("host"), event=1, turn=turn)
    on = (await stage(evening)).run.now_on
    assert on is not None
    assert abs(on.ends_at - (NOW + 16 * MINUTE)) < 30 * SECOND
