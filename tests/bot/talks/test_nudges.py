"""What speakers are told, and when: once, in time, and only while it is true."""

from dataclasses import replace
from datetime import timedelta

from bot.events import actions as events
from bot.events.editing import edit_event
from bot.events.model import Edit
from bot.people.model import Platform
from bot.talks import answers, lineup, review
from bot.talks.model import SlotState, Timing
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.talks.speaking import (
    DAY,
    HOUR,
    START,
    advice,
    decide,
    direct,
    items,
    line,
    member,
    pass_until,
    propose,
    refused,
)


async def test_one_nudge_to_confirm_after_three_days(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")
    await decide(evening, 1)
    await decide(evening, 2)
    await answers.confirm_talk(evening.app, member(evening, "ben"), talk=2)
    for days in (3, 4, 5):
        evening.clock.go_to(NOW + days * DAY + HOUR)
        await evening.dispatcher.catch_up()
    assert direct(evening.slack, "ana") == ["Your talk is in: Talk of ana", "Still up for your talk? Talk of ana"]
    assert direct(evening.slack, "ben").count("Still up for your talk? Talk of ben") == 0


async def test_speakers_are_reminded_a_week_a_day_and_an_hour_before_they_are_on(evening: Evening) -> None:
    await propose(evening, "ana")
    await decide(evening, 1)
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    for before in (7 * DAY, 6 * DAY, DAY, HOUR, timedelta()):
        await pass_until(evening, before - timedelta(minutes=1))
    assert advice(evening, "ana") == ["week", "day", "hour"]


async def test_reminders_move_with_the_line_up_and_with_the_event(evening: Evening) -> None:
    await propose(evening, "ana")
    await decide(evening, 1)
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    await lineup.set_timing(evening.app, evening.call("host"), Timing(doors=60), event=1)
    await pass_until(evening, DAY)  # an hour more until she is on
    assert advice(evening, "ana") == ["week"]
    await pass_until(evening, DAY - HOUR)
    assert advice(evening, "ana") == ["week", "day"]

    for days in (2, 1):  # moved twice: what was owed for the first move is owed no more
        event = await evening.app.store.read(lambda tx: tx.events.get(1))
        assert event is not None
        plan = replace(event.plan, starts_at=START + days * DAY, ends_at=START + days * DAY + 2 * HOUR)
        await edit_event(evening.app, evening.call("host"), Edit(plan, None), event=1, revision=event.revision)
    await pass_until(evening, -HOUR)
    assert advice(evening, "ana") == ["week", "day", "day"]
    await pass_until(evening, -DAY)
    assert advice(evening, "ana") == ["week", "day", "day", "hour"]


async def test_a_line_up_that_moves_and_comes_back_loses_no_reminder(evening: Evening) -> None:
    await propose(evening, "ana")
    await decide(evening, 1)
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    for doors in (30, 60, 0):
        await lineup.set_timing(evening.app, evening.call("host"), Timing(doors), event=1)
    for before in (7 * DAY, DAY, HOUR, timedelta()):
        await pass_until(evening, before)
    assert advice(evening, "ana") == ["week", "day", "hour"]


async def test_an_event_that_becomes_shorter_leaves_a_talk_without_time(evening: Evening) -> None:
    for person in ("ana", "ben"):
        await propose(evening, person, minutes=45)
    await decide(evening, 1)
    await decide(evening, 2)
    event = await evening.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    await edit_event(evening.app, evening.call("host"), Edit(event.plan, HOUR), event=1, revision=event.revision)
    card = await lineup.show_lineup_card(evening.app, evening.call("host"), event=1)
    assert "The line-up is 30 min longer than the event." in line(card.blocks[2].line)  # type: ignore[union-attr]
    await answers.confirm_talk(evening.app, member(evening, "ben"), talk=2)
    await pass_until(evening, HOUR)
    assert advice(evening, "ben") == []
    # Shorter talks and taking out are still possible, as long as it gets no worse.
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=2, by=-1)
    await lineup.remove_item(evening.app, evening.call("host"), event=1, item=1)
    assert await items(evening) == [("ben", SlotState.CONFIRMED)]


async def test_when_the_event_is_cancelled_speakers_hear_of_it_once_and_nothing_else_goes_out(evening: Evening) -> None:
    for person in ("ana", "ben", "cleo"):
        await propose(evening, person)
    await decide(evening, 1)
    await decide(evening, 2)
    await evening.dispatcher.catch_up()
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    await evening.go("ana", platform=Platform.SLACK)
    await events.cancel_event(evening.app, evening.call("host"), event=1)
    for before in (timedelta(days=6), HOUR, timedelta()):
        await pass_until(evening, before)
    for person in ("ana", "ben"):
        assert direct(evening.slack, person) == [f"Your talk is in: Talk of {person}", "Cancelled: Talks"]
    open_talks = await evening.app.store.read(lambda tx: tx.talks.open(1))
    assert [(each.name, each.state.value, each.what.wish) for each in open_talks] == [
        ("ana", "waiting", None),
        ("ben", "waiting", None),
        ("cleo", "proposed", None),
    ]
    assert "over or cancelled" in await refused(review.accept(evening.app, evening.call("host"), talk=3, event=1))
