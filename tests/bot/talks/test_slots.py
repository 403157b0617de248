"""Slots that come free: offered in order, a day each, and never too late."""

from datetime import timedelta

from bot.talks import answers
from bot.talks.model import SlotState, TalkState
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.talks.speaking import DAY, HOUR, decide, direct, items, member, pass_until, propose, refused


async def test_a_freed_slot_is_offered_down_the_line_a_day_each(evening: Evening) -> None:
    for person in ("ana", "ben", "cleo", "dora"):
        await propose(evening, person, wish=None if person == "cleo" else 1)
    await decide(evening, 1)
    for talk in (3, 2, 4):  # in this order they wait
        await decide(evening, talk, accept=False)
    await answers.cannot(evening.app, member(evening, "ana"), talk=1)
    assert await items(evening) == [("cleo", SlotState.HELD)]
    await answers.cannot(evening.app, member(evening, "cleo"), talk=3)  # no, thanks: the next one at once
    assert await items(evening) == [("ben", SlotState.HELD)]
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + DAY + HOUR)  # ben says nothing
    await evening.dispatcher.catch_up()
    assert await items(evening) == [("dora", SlotState.HELD)]
    late = answers.confirm_talk(evening.app, member(evening, "ben"), talk=2)
    assert "is not held any more" in await refused(late)
    await answers.confirm_talk(evening.app, member(evening, "dora"), talk=4)
    assert await items(evening) == [("dora", SlotState.CONFIRMED)]
    for person in ("ben", "dora"):
        assert direct(evening.slack, person).count(f"A slot came free for your talk: Talk of {person}") == 1
    evening.clock.go_to(NOW + 3 * DAY)
    await evening.dispatcher.catch_up()
    assert await items(evening) == [("dora", SlotState.CONFIRMED)]


async def test_nobody_is_asked_twice_and_the_slot_is_free_in_the_end(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")
    await decide(evening, 1)
    await decide(evening, 2, accept=False)
    await answers.withdraw(evening.app, member(evening, "ana"), talk=1)
    for days in (2, 3):
        evening.clock.go_to(NOW + days * DAY)
        await evening.dispatcher.catch_up()
    assert await items(evening) == []
    waiting = await evening.app.store.read(lambda tx: tx.talks.get(2))
    assert waiting is not None
    assert waiting.state is TalkState.WAITING
    await decide(evening, 2)  # by hand it may still be accepted
    assert await items(evening) == [("ben", SlotState.PLANNED)]


async def test_close_to_the_event_nobody_is_asked_and_an_offer_ends_three_hours_before(evening: Evening) -> None:
    for person in ("ana", "ben", "cleo"):
        await propose(evening, person)
    await decide(evening, 1)
    await decide(evening, 2, accept=False)
    await pass_until(evening, timedelta(hours=5))
    await answers.cannot(evening.app, member(evening, "ana"), talk=1)
    assert await items(evening) == [("ben", SlotState.HELD)]
    await decide(evening, 3, accept=False)
    await pass_until(evening, timedelta(hours=2, minutes=59))
    assert await items(evening) == []
    assert direct(evening.discord, "host")[-1] == "A slot came free at Talks"


async def test_a_waiting_talk_that_is_too_long_is_passed_over(evening: Evening) -> None:
    await propose(evening, "ana", minutes=30)
    await propose(evening, "ben", minutes=90)
    await propose(evening, "cleo", minutes=90)
    await propose(evening, "dora", minutes=20)
    for talk in (1, 2):
        await decide(evening, talk)
    for talk in (3, 4):
        await decide(evening, talk, accept=False)
    await answers.cannot(evening.app, member(evening, "ana"), talk=1)
    assert await items(evening) == [("dora", SlotState.HELD), ("ben", SlotState.PLANNED)]
