"""Proposals: each decision once, by organizers only, and nothing that does not fit."""

import asyncio
from dataclasses import replace

from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.people.actions import Arrival, join_space
from bot.people.model import Account, Platform, Space
from bot.people.presence import meet
from bot.ports import Tx
from bot.talks import actions, answers, lineup, review
from bot.talks.model import SlotState, Timing
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.talks.speaking import (
    decide,
    direct,
    items,
    member,
    propose,
    refused,
    what,
)


async def test_a_proposal_goes_to_the_host_where_organizers_have_no_channel(evening: Evening) -> None:
    await propose(evening, "ana")
    await evening.dispatcher.catch_up()
    assert direct(evening.discord, "host") == ["Talk of ana"]
    assert evening.slack.titles("events-s") == ["Talks"]


async def test_a_proposal_goes_to_the_organizers_channel_and_one_that_comes_later_gets_it_too(evening: Evening) -> None:
    await join_space(evening.app, Arrival(Platform.DISCORD, "g", "Server", "events-d", organizers_channel="desk-d"))
    await propose(evening, "ana")
    await decide(evening, 1)
    await propose(evening, "ben", wish=None)
    await join_space(evening.app, Arrival(Platform.SLACK, "t", "Workspace", "events-s", organizers_channel="desk-s"))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("desk-d") == ["Talk of ana", "Talk of ben"]
    assert evening.slack.titles("desk-s") == ["Talk of ben"]
    assert direct(evening.discord, "host") == []
    assert "Line-up: Talks" in evening.slack.titles("events-s")


async def test_a_decision_is_made_once_and_the_second_is_told_by_whom(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")
    await decide(evening, 1)
    await decide(evening, 2, accept=False)
    late = evening.call("dora")
    assert "host accepted Talk of ana for Talks on " in await refused(review.accept(evening.app, late, talk=1, event=1))
    assert "host accepted" in await refused(review.decline(evening.app, evening.call("dora"), "No", talk=1))
    assert "host keeps Talk of ben waiting" in await refused(
        review.keep_waiting(evening.app, evening.call("dora"), talk=2)
    )
    await review.decline(evening.app, evening.call("dora"), "Next time", talk=2)
    assert "dora declined Talk of ben" in await refused(
        review.accept(evening.app, evening.call("host"), talk=2, event=1)
    )
    await answers.withdraw(evening.app, member(evening, "ana"), talk=1)
    assert "ana took Talk of ana back" in await refused(
        review.accept(evening.app, evening.call("host"), talk=1, event=1)
    )


async def test_two_organizers_at_once_give_one_slot(evening: Evening) -> None:
    await propose(evening, "ana")
    calls = [evening.call(f"organizer {n}") for n in range(8)]
    outcomes = await asyncio.gather(
        *(review.accept(evening.app, call, talk=1, event=1) for call in calls), return_exceptions=True
    )
    assert sorted(isinstance(each, Refusal) for each in outcomes) == [False] + [True] * 7
    assert await items(evening) == [("ana", SlotState.PLANNED)]


async def test_calls_that_are_delivered_twice_are_done_once(evening: Evening) -> None:
    call = member(evening, "ana")
    for _ in range(2):
        await actions.propose(evening.app, call, what("Talk of ana"))
    assert len(await evening.app.store.read(lambda tx: tx.talks.open(1))) == 1
    accepting, adding, moving = evening.call("host"), evening.call("host"), evening.call("host")
    for _ in range(2):
        await review.accept(evening.app, accepting, talk=1, event=1)
        await lineup.add_break(evening.app, adding, event=1, picked="10")
    for _ in range(2):
        await lineup.move_item(evening.app, moving, event=1, item=2, by=-1)
    assert [name for name, _ in await items(evening)] == ["break", "ana"]
    leaving = member(evening, "ana")
    for _ in range(2):
        await answers.cannot(evening.app, leaving, talk=1)
    await evening.dispatcher.catch_up()
    assert direct(evening.discord, "host").count("A slot came free at Talks") == 1


async def test_what_does_not_fit_is_refused_with_the_minutes_that_are_left(evening: Evening) -> None:
    for person, minutes in (("ana", 60), ("ben", 45), ("cleo", 20)):
        await propose(evening, person, minutes=minutes)
    await decide(evening, 1)
    await decide(evening, 2)
    full = await refused(review.accept(evening.app, evening.call("host"), talk=3, event=1))
    assert full.startswith("Talks has 15 min left, and Talk of cleo needs 20.")
    over = await refused(lineup.add_break(evening.app, evening.call("host"), event=1, picked="20"))
    assert over.startswith("That would run 5 min past the end of Talks.")
    over = await refused(lineup.set_timing(evening.app, evening.call("host"), Timing(10, 6), event=1))
    assert over.startswith("That would run 1 min past the end of Talks.")
    longer = actions.edit(evening.app, member(evening, "ben"), what("Talk of ben", 61), talk=2)
    assert "room for 60 min" in await refused(longer)
    await actions.edit(evening.app, member(evening, "ben"), what("Shorter", 20), talk=2)
    await decide(evening, 3)
    assert [name for name, _ in await items(evening)] == ["ana", "ben", "cleo"]


async def test_a_talk_that_is_taken_out_waits_again_and_its_speaker_is_told(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")
    await decide(evening, 1)
    await decide(evening, 2, accept=False)
    await evening.dispatcher.catch_up()
    await lineup.remove_item(evening.app, evening.call("host"), event=1, item=1)
    await evening.dispatcher.catch_up()
    waits = review.keep_waiting(evening.app, evening.call("host"), talk=1)
    assert "Talk of ana is waiting for another slot already." in await refused(waits)
    assert await items(evening) == []  # the organizers arrange: nobody is asked over their heads
    assert direct(evening.slack, "ana")[-1] == "A change of plans: Talk of ana"


async def test_what_is_not_ones_own_and_what_is_elsewhere(evening: Evening) -> None:
    await propose(evening, "ana")
    assert "somebody else's" in await refused(answers.withdraw(evening.app, member(evening, "ben"), talk=1))
    stranger = Call(
        Account(Platform.DISCORD, "u9", "Stranger", organizer=True),
        Home(Space(9, 2, Platform.DISCORD, "g2", "Other", None), "UTC"),
        None,
        NOW,
        "key",
    )

    def elsewhere(tx: Tx) -> int:
        other = tx.communities.found("Other", "UTC", NOW)
        return tx.spaces.add(other.id, Platform.DISCORD, "g2", "Other", None).id

    space = await evening.app.store.write(elsewhere)
    stranger = replace(stranger, home=Home(replace(stranger.space, id=space), "UTC"))
    for work in (
        review.accept(evening.app, stranger, talk=1, event=1),
        review.keep_waiting(evening.app, stranger, talk=1),
        answers.confirm_talk(evening.app, stranger, talk=1),
    ):
        assert "don't know this talk" in await refused(work)
    assert "don't know this event" in await refused(lineup.show_lineup_card(evening.app, stranger, event=1))


async def test_members_may_not_decide_nor_arrange(evening: Evening) -> None:
    await propose(evening, "ana")
    call = member(evening, "ana")
    for work in (
        review.list_open(evening.app, call),
        review.show_picked(evening.app, call, picked="1"),
        review.accept(evening.app, call, talk=1, event=1),
        review.keep_waiting(evening.app, call, talk=1),
        review.decline(evening.app, call, "No", talk=1),
        lineup.show_lineup_card(evening.app, call),
        lineup.pick_item(evening.app, call, event=1, picked="1"),
        lineup.add_break(evening.app, call, event=1, picked="5"),
        lineup.move_item(evening.app, call, event=1, item=1, by=1),
        lineup.remove_item(evening.app, call, event=1, item=1),
        lineup.set_timing(evening.app, call, Timing(5, 5), event=1),
    ):
        assert "Only organizers can use /talk " in await refused(work)


async def test_a_role_that_a_platform_does_not_tell_stays_as_it_was(evening: Evening) -> None:
    """In Discord's direct messages nobody has a role; the buttons of a proposal still work there for the host."""
    await propose(evening, "ana")
    call = evening.call("host")
    direct_message = replace(call, who=replace(call.who, organizer=None))
    await review.keep_waiting(evening.app, direct_message, talk=1)
    assert (await evening.app.store.write(meet, direct_message)).organizer
    demoted = replace(call, who=replace(call.who, organizer=False), key="later")
    assert not (await evening.app.store.write(meet, demoted)).organizer


async def test_merging_two_members_keeps_their_talks(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")

    def merge(tx: Tx) -> list[str]:
        first, second = tx.talks.get(1), tx.talks.get(2)
        assert first is not None
        assert second is not None
        tx.talks.merge(first.speaker, second.speaker)
        return [each.title for each in tx.talks.of(first.speaker)]

    assert await evening.app.store.write(merge) == ["Talk of ben", "Talk of ana"]
