"""The stage on a real database: who is on, who hears what, and what two organizers at once can do."""

from datetime import timedelta

import pytest

from bot.chat.replies import Refusal
from bot.events import actions as events
from bot.stage import actions
from bot.stage.screen import read_screen
from bot.talks import lineup
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.stage.evening import MINUTE, heard, pass_to, said, stage

SECOND = timedelta(seconds=1)


async def on_now(here: Evening) -> str | None:
    found = (await stage(here)).on
    return None if found is None else found.name or "break"


async def begin(here: Evening) -> None:
    here.clock.go_to(NOW)
    await actions.start_named(here.app, here.call("host"))


async def test_a_whole_evening_is_told_in_both_chats(evening: Evening) -> None:
    await begin(evening)
    for after in (1, 8, 9, 10):
        await pass_to(evening, after * MINUTE + SECOND)
    evening.clock.go_to(NOW + 11 * MINUTE)
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, 12 * MINUTE)
    await actions.skip_now(evening.app, evening.call("host"))  # Ben has left; the break begins early
    await pass_to(evening, 25 * MINUTE + SECOND)
    await pass_to(evening, 26 * MINUTE + SECOND)
    await pass_to(evening, 27 * MINUTE + SECOND)
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, 30 * MINUTE)
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, 31 * MINUTE)
    expected = [
        "On stage: Talk of ana",
        "2 minutes left for ana.",
        "1 minute left for ana.",
        "Time is up, ana. Please come to an end.",
        "On stage: Talk of ben",
        "Break, 15 min",
        "The break ends in 2 minutes. Next: Talk of speaker 3, speaker 3.",
        "The break ends in a minute. Next: Talk of speaker 3, speaker 3.",
        "The break is over. Next: Talk of speaker 3, speaker 3.",
        "On stage: Talk of speaker 3",
        "That was Talks",
    ]
    assert heard(evening.discord, "events-d") == expected
    assert heard(evening.slack, "events-s") == expected
    card = next(card for to, card, _ in evening.discord.pinned if to == "events-d" and said(card)[0] == expected[0])
    assert said(card) == [
        "On stage: Talk of ana",
        "ana · Lightning talk, 10 min",
        "Time: until {10}, {10}",
        "On deck: @ben, please get ready: Talk of ben at about {10}",
        "A question? Send it now with the button or /question, with your name or without.",
    ]
    assert [person.ping for person in card.people()] == [True]
    assert said(evening.discord.pinned[-1][1]) == [
        "That was Talks",
        "On stage today: ana, speaker 3. Thank you, and thank you all for listening.",
    ]
    whole = await stage(evening)
    assert [each.name for each in whole.talks_given] == ["ana", "speaker 3"]
    assert [each.name for each in whole.skipped] == ["ben"]


async def test_time_that_is_added_moves_the_warnings(evening: Evening) -> None:
    await begin(evening)
    await pass_to(evening, 7 * MINUTE)
    await actions.extend_now(evening.app, evening.call("host"), minutes="5 min")
    for after in (8, 9, 10):
        await pass_to(evening, after * MINUTE + SECOND)
    assert heard(evening.slack, "events-s") == ["On stage: Talk of ana"]
    await pass_to(evening, 13 * MINUTE + SECOND)
    assert heard(evening.slack, "events-s")[1:] == ["2 minutes left for ana."]
    # Over time, minutes count from now on.
    await pass_to(evening, 20 * MINUTE)
    card = await actions.extend_now(evening.app, evening.call("host"), minutes="")
    assert said(card)[1] == "2 min more, until {22}."


async def test_while_it_is_paused_the_time_stands_still(evening: Evening) -> None:
    await begin(evening)
    await pass_to(evening, 6 * MINUTE)
    await actions.pause_now(evening.app, evening.call("host"))
    await pass_to(evening, 30 * MINUTE)
    assert heard(evening.discord, "events-d") == ["On stage: Talk of ana"]
    assert said(evening.discord.edits[-2][1])[2] == "Time: paused, with 4 min left"
    more = await actions.extend_now(evening.app, evening.call("host"), minutes="1")
    assert said(more)[1:4] == ["1 min more.", "On stage: Talk of ana, ana", "Time: paused, with 5 min left"]
    again = await actions.pause_now(evening.app, evening.call("host"))
    assert said(again)[1] == "The time runs again, until {35}."
    await pass_to(evening, 33 * MINUTE + SECOND)
    assert heard(evening.discord, "events-d")[1:] == ["2 minutes left for ana."]


async def test_two_organizers_who_press_at_once_go_one_step(evening: Evening) -> None:
    await begin(evening)
    turn = (await stage(evening)).run.turns[-1].id
    first = await actions.next_turn(evening.app, evening.call("host"), event=1, turn=turn)
    second = await actions.next_turn(evening.app, evening.call("other"), event=1, turn=turn)
    assert said(first)[1] == "Now on stage: Talk of ben, ben."
    assert said(second)[1] == "The stage had moved on already when you pressed. This is how it stands."
    assert await on_now(evening) == "ben"


async def test_a_press_that_is_delivered_twice_is_one(evening: Evening) -> None:
    await begin(evening)
    call = evening.call("host")
    await actions.next_now(evening.app, call)
    await actions.next_now(evening.app, call)
    assert await on_now(evening) == "ben"


async def test_whoever_was_skipped_can_be_called(evening: Evening) -> None:
    await begin(evening)
    await actions.skip_now(evening.app, evening.call("host"))
    whole = await stage(evening)
    card = await actions.call_turn(
        evening.app, evening.call("host"), event=1, turn=whole.run.turns[-1].id, picked=str(whole.skipped[0].item)
    )
    assert said(card)[1] == "Now on stage: Talk of ana, ana."
    whole = await stage(evening)
    # Ben had hardly begun, so he can be called again; he is not counted as having spoken.
    assert ([each.name for each in whole.skipped], whole.given) == (["ben"], ())
    with pytest.raises(Refusal, match="cannot be called any more"):
        await actions.call_turn(
            evening.app,
            evening.call("host"),
            event=1,
            turn=whole.run.turns[-1].id,
            picked=str(whole.run.turns[-1].item),
        )


async def test_it_closes_after_a_question_and_can_go_on(evening: Evening) -> None:
    await begin(evening)
    asked = await actions.stop_now(evening.app, evening.call("host"))
    assert said(asked)[1] == "Not everybody has been on yet (2 to come). Close the stage all the same?"
    assert await on_now(evening) == "ana"
    closed = await actions.stop(evening.app, evening.call("host"), event=1, sure=True)
    assert said(closed)[1] == "The stage is closed. Start it again to go on with whoever has not been on."
    await pass_to(evening, 2 * MINUTE)
    assert heard(evening.slack, "events-s")[-1] == "That was Talks"
    await actions.start_named(evening.app, evening.call("host"))
    assert await on_now(evening) == "ben"


async def test_a_stage_that_nobody_closed_closes_itself_quietly(evening: Evening) -> None:
    await begin(evening)
    await pass_to(evening, timedelta(hours=7))
    assert (await stage(evening)).run.live
    await pass_to(evening, timedelta(hours=9))
    assert not (await stage(evening)).run.live
    assert heard(evening.slack, "events-s") == ["On stage: Talk of ana"]


async def test_a_cancelled_event_has_no_stage(evening: Evening) -> None:
    await evening.app.store.write(lambda tx: tx.stages.open(1, "secret"))
    evening.clock.go_to(NOW - timedelta(hours=1))
    await actions.start_named(evening.app, evening.call("host"))
    await events.cancel_event(evening.app, evening.call("host"), event=1)
    run = await evening.app.store.read(lambda tx: tx.stages.run(1))
    assert run is not None
    assert not run.live
    with pytest.raises(Refusal, match="is cancelled, so its stage stays closed"):
        await actions.start(evening.app, evening.call("host"), event=1)


async def test_long_before_the_event_it_asks_first(evening: Evening) -> None:
    evening.clock.go_to(NOW - timedelta(days=2))
    asked = await actions.start_named(evening.app, evening.call("host"))
    assert said(asked)[1] == "Talks begins {0}. Start its stage now? Everybody sees it in the chats."
    await actions.start(evening.app, evening.call("host"), event=1, sure=True)
    assert await on_now(evening) == "ana"


async def test_what_has_been_on_stays_in_the_line_up(evening: Evening) -> None:
    await begin(evening)
    with pytest.raises(Refusal, match="on stage or has been"):
        await lineup.remove_item(evening.app, evening.call("host"), event=1, item=1)
    await pass_to(evening, SECOND)
    await lineup.remove_item(evening.app, evening.call("host"), event=1, item=2)
    await pass_to(evening, MINUTE)
    cards = [said(card) for _, card in evening.slack.edits if said(card)[0] == "On stage: Talk of ana"]
    assert cards[-1][3] == "On deck: @speaker 3, please get ready: Talk of speaker 3 at about {25}"


async def test_the_line_up_follows_the_stage(evening: Evening) -> None:
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=1, by=0)  # its card is posted
    await begin(evening)
    await pass_to(evening, 12 * MINUTE)
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, 13 * MINUTE)
    cards = [said(card) for _, card in evening.slack.edits if said(card)[0] == "Line-up: Talks"]
    assert cards[-1][2:] == [
        "{0} Talk of ana · ana · Lightning talk, 10 min · done",
        "{12} Talk of ben · ben · Lightning talk, 5 min · on stage now",
        "{17} Break · 15 min",
        "{32} Talk of speaker 3 · speaker 3 · Lightning talk, 10 min",
    ]


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [("0", "from 1 to +60"), ("five", "from 1 to +60"), ("61", "60 +minutes is the most at once")],
)
async def test_minutes_that_are_none(evening: Evening, minutes: str, sentence: str) -> None:
    await begin(evening)
    with pytest.raises(Refusal, match=sentence):
        await actions.extend_now(evening.app, evening.call("host"), minutes=minutes)


async def test_nothing_is_open(evening: Evening) -> None:
    for use_case in (actions.next_now, actions.skip_now, actions.pause_now, actions.stop_now):
        with pytest.raises(Refusal, match=r"No stage is open now\. Open one with /stage start"):
            await use_case(evening.app, evening.call("host"))


async def test_the_page_shows_the_same(evening: Evening) -> None:
    await begin(evening)
    run = (await stage(evening)).run
    screen = await read_screen(evening.app, run.token)
    assert screen is not None
    assert screen.program.run == run
    assert (screen.community, screen.program.on is not None) == ("Test", True)
    assert await read_screen(evening.app, "another") is None
