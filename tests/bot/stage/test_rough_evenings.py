"""What goes wrong on a real evening: people who leave, platforms that are away, presses that were a mistake."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Choice
from bot.delivery.model import PostKind
from bot.events.actions import cancel_event
from bot.ports import Busy, Tx
from bot.privacy.actions import forget_me
from bot.questions.actions import open_about
from bot.recap.actions import post_now
from bot.stage import actions
from bot.talks import answers, lineup
from bot.talks.actions import show_history
from bot.talks.model import SlotState, TalkState
from cogs.web.picture import state_of
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall
from tests.bot.stage.evening import MINUTE, heard, pass_to, plain, said, stage

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def speaker(here: Evening, name: str) -> Call:
    call = here.call(name)
    return replace(call, who=replace(call.who, organizer=False))


async def begin(here: Evening) -> None:
    here.clock.go_to(NOW)
    await actions.start_named(here.app, here.call("host"))
    await pass_to(here, SECOND)


async def state_of_talk(here: Evening, talk: int) -> TalkState:
    found = await here.app.store.read(lambda tx: tx.talks.get(talk))
    assert found is not None
    return found.state


def edited(wall: Wall, title: str) -> list[list[str]]:
    """What the cards that began with this title have said after each edit."""
    return [said(card) for _, card in wall.edits if said(card)[0].startswith(title)]


def offered(card: Card) -> list[tuple[str, str]]:
    """Whom the panel offers to call, and what it says of them."""
    return [
        (option.label, option.detail)
        for choice in card.choices
        if isinstance(choice, Choice)
        for option in choice.options
    ]


# --- People who leave ------------------------------------------------------------------------------------------------


async def test_who_is_on_or_has_been_cannot_take_the_talk_out(evening: Evening) -> None:
    await begin(evening)
    for attempt in (answers.withdraw, answers.cannot):
        with pytest.raises(Refusal, match="is on stage or has been"):
            await attempt(evening.app, speaker(evening, "ana"), talk=1)
    await actions.next_now(evening.app, evening.call("host"))
    with pytest.raises(Refusal, match="is on stage or has been"):
        await answers.withdraw(evening.app, speaker(evening, "ana"), talk=1)
    assert await state_of_talk(evening, 1) is TalkState.PLACED
    whole = await stage(evening)
    assert [each.name for each in whole.talks_given] == ["ana"]
    assert evening.discord.retracted == []


async def test_who_was_skipped_and_will_not_come_can(evening: Evening) -> None:
    await begin(evening)
    await actions.skip_now(evening.app, evening.call("host"))
    await pass_to(evening, MINUTE)
    await answers.withdraw(evening.app, speaker(evening, "ana"), talk=1)
    await pass_to(evening, 2 * MINUTE)
    whole = await stage(evening)
    assert (whole.skipped, whole.on is not None) == ((), True)
    # Nobody can call them any more, so the card that said so goes.
    assert [len(each.retracted) for each in (evening.discord, evening.slack)] == [1, 1]


async def test_who_was_skipped_is_not_waited_for_once_the_stage_is_closed(evening: Evening) -> None:
    await begin(evening)
    await actions.skip_now(evening.app, evening.call("host"))
    await pass_to(evening, MINUTE)
    assert edited(evening.slack, "Not here")[-1] == [
        "Not here just now: Talk of ana",
        "ana can still be called later.",
    ]
    await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    await pass_to(evening, 2 * MINUTE)
    assert edited(evening.slack, "Not on")[-1] == ["Not on stage this time: Talk of ana"]
    await actions.start_named(evening.app, evening.call("host"))
    await pass_to(evening, 3 * MINUTE)
    assert edited(evening.slack, "Not")[-1][0] == "Not here just now: Talk of ana"


async def test_a_name_that_is_forgotten_leaves_every_card_of_the_stage(evening: Evening) -> None:
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=1, by=0)  # the line-up's card is posted
    await begin(evening)
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, MINUTE)
    evening.discord.edits.clear()
    await forget_me(evening.app, speaker(evening, "ana"))
    await pass_to(evening, 2 * MINUTE)
    assert edited(evening.discord, "Talk of ana") == [
        ["Talk of ana", "somebody was on stage, {0} to {0}. Thank you."],
    ]
    (card,) = edited(evening.discord, "Line-up")
    assert card[2] == "{0} Talk of ana · somebody · Lightning talk, 10 min · done"


async def test_who_is_forgotten_before_their_turn_is_not_called(evening: Evening) -> None:
    await begin(evening)
    await forget_me(evening.app, speaker(evening, "ben"))
    await pass_to(evening, MINUTE)
    whole = await stage(evening)
    assert [each.name or "break" for each in whole.coming] == ["break", "speaker 3"]
    assert await state_of_talk(evening, 2) is TalkState.WITHDRAWN


async def test_somebody_without_a_name_is_called_somebody(evening: Evening) -> None:
    await begin(evening)
    await forget_me(evening.app, speaker(evening, "ana"))
    await pass_to(evening, 8 * MINUTE + SECOND)
    assert heard(evening.slack, "events-s")[-1] == "2 minutes left for somebody."


async def test_an_event_that_is_cancelled_in_the_middle_keeps_what_was_given(evening: Evening) -> None:
    await begin(evening)
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, MINUTE)
    await cancel_event(evening.app, evening.call("host"), event=1)
    await pass_to(evening, 12 * MINUTE)
    assert [await state_of_talk(evening, each) for each in (1, 2, 3)] == [
        TalkState.PLACED,
        TalkState.PLACED,
        TalkState.WAITING,
    ]
    # What they say of it stays in the channel; nobody is on any more, and nobody is warned.
    assert evening.discord.retracted == []
    assert edited(evening.slack, "Talk of ben")[-1] == ["Talk of ben", "ben was on stage, {0} to {1}. Thank you."]
    assert "2 minutes left for ben." not in heard(evening.slack, "events-s")
    told = [plain(card.title) for to, card, _ in evening.discord.pinned if to in ("ana", "ben", "speaker 3")]
    assert len(told) == 1
    await pass_to(evening, 3 * HOUR)
    history = await show_history(evening.app, evening.call("host"), text="ana")
    assert "Talk of ana" in " ".join(said(history))


# --- Mistakes --------------------------------------------------------------------------------------------------------


async def test_whoever_was_passed_by_mistake_can_be_called_again(evening: Evening) -> None:
    """Two organizers type /stage next at the same moment: one speaker is passed who had not said a word."""
    await begin(evening)
    await actions.next_now(evening.app, evening.call("host"))
    panel = await actions.next_now(evening.app, evening.call("other"))
    assert offered(panel) == [("Talk of ana", "has been on"), ("Talk of ben", "has been on")]
    turn = (await stage(evening)).run.turns[-1].id
    card = await actions.call_turn(evening.app, evening.call("host"), event=1, turn=turn, picked="2")
    assert said(card)[1] == "Now on stage: Talk of ben, ben."
    whole = await stage(evening)
    assert [each.name or "break" for each in whole.given] == ["ana", "break"]


async def test_the_menu_of_several_leads_to_the_start(evening: Evening) -> None:
    """A title that two events share is asked about; the event that is picked can be started."""
    await evening.plan(ahead=timedelta(days=7))
    with pytest.raises(Refusal) as several:
        await actions.start_named(evening.app, evening.call("host"), text="talk")
    assert [each.route for each in several.value.choices] == ["stage:pick"]
    card = await actions.look(evening.app, evening.call("host"), picked="1")
    assert "stage:1:start" in [getattr(each, "route", "") for row in card.buttons for each in row]
    with pytest.raises(Refusal, match="has no line-up yet"):
        await actions.look(evening.app, evening.call("host"), picked="2")


async def test_a_stage_that_was_closed_too_early_in_a_long_evening_goes_on(evening: Evening) -> None:
    """After the event's planned end, with another event in a week: not the stage of that one is opened."""
    await evening.plan(ahead=timedelta(days=7))
    await evening.app.store.write(lambda tx: tx.talks.put(2, 5, SlotState.CONFIRMED, NOW))
    await begin(evening)
    await pass_to(evening, 2 * HOUR + MINUTE)
    await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    card = await actions.start_named(evening.app, evening.call("host"))
    assert said(card)[1] == "Now on stage: Talk of ben, ben."
    # All have been on: the next one is meant, and asked about, because it is long before its time.
    for _ in range(4):
        with suppress(Refusal):
            await actions.next_now(evening.app, evening.call("host"))
    card = await actions.start_named(evening.app, evening.call("host"))
    assert "Start its stage now?" in said(card)[1]


async def test_a_break_at_the_end_is_nobody_who_has_to_be_on(evening: Evening) -> None:
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=3, by=1)
    await begin(evening)
    asked = await actions.stop_now(evening.app, evening.call("host"))
    assert said(asked)[1] == "Not everybody has been on yet (2 to come). Close the stage all the same?"
    for after in (1, 2, 3):
        await actions.next_now(evening.app, evening.call("host"))
        await pass_to(evening, after * MINUTE)
    card = next(card for to, card, _ in evening.discord.pinned if to == "events-d" and said(card)[0] == "Break, 15 min")
    assert [each.partition(":")[0] for each in said(card)] == ["Break, 15 min", "Time"]
    closed = await actions.stop_now(evening.app, evening.call("host"))
    assert said(closed)[1].startswith("The stage is closed.")


@pytest.mark.parametrize("before", [timedelta(days=2), timedelta(minutes=40)])
async def test_a_stage_that_is_closed_before_its_event_was_a_rehearsal(evening: Evening, before: timedelta) -> None:
    evening.clock.go_to(NOW - before)
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=1, by=0)
    await actions.start(evening.app, evening.call("host"), event=1, sure=True)
    await actions.next_now(evening.app, evening.call("host"))
    await evening.dispatcher.catch_up()
    closed = await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    assert said(closed)[1:3] == [
        "That was before the event, so it was a rehearsal: its cards go, and everybody is still to come.",
        "Not started yet.",
    ]
    await evening.dispatcher.catch_up()
    whole = await stage(evening)
    assert [each.start - NOW for each in whole.coming] == [each * MINUTE for each in (0, 10, 15, 30)]
    assert (state_of(whole), whole.given, whole.skipped) == ("before", (), ())
    assert (
        len(evening.discord.retracted) == len(evening.slack.retracted) == 1
    )  # Ana's was over before it could be posted
    assert "That was Talks" not in heard(evening.slack, "events-s")
    with pytest.raises(Refusal, match="has not been on yet"):
        await open_about(evening.app, speaker(evening, "cleo"), talk=1)
    await answers.withdraw(evening.app, speaker(evening, "ben"), talk=2)
    # In the evening it begins anew.
    await begin(evening)
    assert heard(evening.slack, "events-s")[-1] == "On stage: Talk of ana"
    assert [each.name or "break" for each in (await stage(evening)).coming] == ["break", "speaker 3"]


# --- A platform that is away -----------------------------------------------------------------------------------------


async def test_a_stage_that_was_closed_twice_meanwhile_is_thanked_for_once(evening: Evening) -> None:
    await begin(evening)
    evening.slack.trouble = [Busy("away", after=60.0, away=True)]
    await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    await actions.start_named(evening.app, evening.call("host"))
    await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    await pass_to(evening, 5 * MINUTE)
    await pass_to(evening, 8 * MINUTE)
    assert heard(evening.slack, "events-s").count("That was Talks") == 1
    assert heard(evening.discord, "events-d").count("That was Talks") == 1


# --- Long nights -----------------------------------------------------------------------------------------------------


async def test_a_stage_that_closes_itself_does_not_say_that_somebody_spoke_all_night(evening: Evening) -> None:
    await begin(evening)
    await pass_to(evening, 9 * HOUR)
    assert edited(evening.discord, "Talk of ana")[-1] == ["Talk of ana", "ana was on stage, {0} to {10}. Thank you."]
    whole = await stage(evening)
    assert whole.run.turns[-1].ended_at == whole.run.turns[-1].ends_at


async def test_a_recap_waits_for_a_stage_that_is_still_open(evening: Evening) -> None:
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=1, by=0)
    await begin(evening)
    evening.clock.go_to(NOW + 20 * HOUR)  # six in the morning in Berlin, and the party goes on
    await evening.app.store.write(lambda tx: tx.stages.last_until(1, NOW + 21 * HOUR))
    await pass_to(evening, 21 * HOUR + MINUTE)
    assert "Recap: Talks" not in heard(evening.discord, "events-d")
    await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    await pass_to(evening, 21 * HOUR + 12 * MINUTE)
    assert heard(evening.discord, "events-d").count("Recap: Talks") == 1
    assert heard(evening.slack, "events-s").count("Recap: Talks") == 1


async def test_a_recap_that_stands_already_follows_the_stage(evening: Evening) -> None:
    """It was posted while the stage was still open, late in the evening."""

    def recaps(tx: Tx) -> int:
        return len(tx.posts.of(PostKind.RECAP, 1))

    await begin(evening)
    await pass_to(evening, 2 * HOUR + MINUTE)
    await post_now(evening.app, evening.call("host"), event=1)
    await pass_to(evening, 2 * HOUR + 2 * MINUTE)
    assert await evening.app.store.read(recaps) == 2
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, 2 * HOUR + 3 * MINUTE)
    assert [each for each in edited(evening.slack, "Recap")[-1] if "Talk of" in each] == [
        "Talk of ana · ana",
        "Talk of ben · ben",
    ]


async def test_who_has_been_on_is_not_told_to_get_ready(evening: Evening) -> None:
    """Called out of turn, early in the evening: the reminder an hour before the planned slot is not true any more."""
    await evening.app.store.write(lambda tx: tx.talks.resize(1, 100))
    evening.clock.go_to(NOW - 10 * MINUTE)
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=2, by=0)
    await actions.start_named(evening.app, evening.call("host"))
    turn = (await stage(evening)).run.turns[-1].id
    await actions.call_turn(evening.app, evening.call("host"), event=1, turn=turn, picked="2")
    await pass_to(evening, 41 * MINUTE)
    direct = [plain(card.title) for to, card, _ in evening.discord.pinned if to == "ben"]
    assert direct == []
