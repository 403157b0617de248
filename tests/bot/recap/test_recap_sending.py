"""The recap on a real database: once per space the morning after, true when it goes out, kept true afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import features
from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.delivery.errands import run_errands
from bot.events import actions as events
from bot.events.editing import edit_event
from bot.events.model import Edit
from bot.people.model import Platform
from bot.ports import Tx, Undeliverable
from bot.privacy.actions import forget_me
from bot.recap import actions, slides
from bot.recap.forms import Added
from bot.talks import actions as talks
from bot.talks import answers
from cogs.slack.render import card as slack_card
from sandbox.slack.plain import Reader
from tests.bot.delivery.test_dispatch import Evening
from tests.bot.talks.speaking import START, decide, member, propose, refused

END = START + timedelta(hours=2)
MORNING = datetime(2026, 12, 3, 9, tzinfo=UTC)  # ten o'clock in Berlin
TITLE = "Recap: Talks"
SLIDES = "https://example.org/slides"


def text(card: Card) -> str:
    return Reader().message({"blocks": slack_card(card)})


async def confirmed(here: Evening, *people: str) -> None:
    """Talks of these speakers, numbered in this order, are in the line-up and confirmed."""
    for number, person in enumerate(people, 1):
        await propose(here, person)
        await decide(here, number)
        await answers.confirm_talk(here.app, member(here, person), talk=number)


async def go_to(here: Evening, moment: datetime) -> None:
    here.clock.go_to(moment)
    await here.dispatcher.catch_up()
    await here.dispatcher.catch_up()


def recaps(here: Evening) -> list[str]:
    """The recaps in both channels."""
    walls = ((here.discord, "events-d"), (here.slack, "events-s"))
    return [text(card) for wall, at in walls for to, card, _ in wall.pinned if to == at and TITLE in text(card)]


def told(card: str) -> list[str]:
    return [line for line in card.splitlines() if line.startswith("• ")]


async def perform(here: Evening, *turns: tuple[int, bool]) -> None:
    """The stage runs, with the items in this order, each called and maybe skipped; then it is stopped."""

    def work(tx: Tx) -> None:
        tx.stages.open(1, "page")
        tx.stages.start(1, START)
        for item, skipped in turns:
            found = tx.talks.lineup(1).item(item)
            assert found is not None
            turn = tx.stages.begin(1, item, found.talk, START, START)
            tx.stages.end(turn.id, START, skipped=skipped)
        tx.stages.stop(1, END - timedelta(minutes=5))

    await here.app.store.write(work)


async def test_it_is_posted_in_each_space_once_the_morning_after(evening: Evening) -> None:
    await confirmed(evening, "ben", "ana")
    await propose(evening, "leo")
    await decide(evening, 3)  # never confirmed
    await go_to(evening, MORNING - timedelta(minutes=1))
    assert recaps(evening) == []
    for moment in (MORNING, MORNING + timedelta(days=1)):
        await go_to(evening, moment)
        assert [told(each) for each in recaps(evening)] == [["• Talk of ben · ben", "• Talk of ana · ana"]] * 2


async def test_with_a_live_run_it_tells_of_those_who_really_spoke(evening: Evening) -> None:
    await confirmed(evening, "ben", "ana", "leo")
    await perform(evening, (1, True), (2, False), (3, True), (1, False))
    await go_to(evening, MORNING)
    assert [told(each) for each in recaps(evening)] == [["• Talk of ana · ana", "• Talk of ben · ben"]] * 2


async def test_nothing_is_posted_when_there_is_nothing_to_tell(evening: Evening) -> None:
    await propose(evening, "ben")
    await decide(evening, 1)
    await go_to(evening, MORNING)
    assert recaps(evening) == []
    preview = await actions.show_recap(evening.app, evening.call("host"))
    assert "There was nothing to tell, so nothing was posted." in text(preview)
    assert "Post it now" not in text(preview)
    assert "Thank you to our hosts" in await refused(actions.post_now(evening.app, evening.call("host"), event=1))
    card = await actions.edit(evening.app, evening.call("host"), Added((), "It was fine."), event=1)
    assert "Post it now" in text(card)
    await actions.post_now(evening.app, evening.call("host"), event=1)
    await evening.dispatcher.catch_up()
    assert ["It was fine." in each for each in recaps(evening)] == [True, True]


async def test_a_cancelled_event_has_none_and_nobody_is_thanked(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await events.cancel_event(evening.app, evening.call("host"), event=1)
    await go_to(evening, END)
    await go_to(evening, MORNING)
    assert recaps(evening) == []
    assert thanked(evening) == []
    assert "was cancelled" in await refused(actions.show_recap(evening.app, evening.call("host"), event=1))


async def test_it_moves_with_its_event(evening: Evening) -> None:
    await confirmed(evening, "ben")
    event = await evening.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    moved = replace(event.plan, starts_at=START + timedelta(days=3), ends_at=END + timedelta(days=3))
    await edit_event(evening.app, evening.call("host"), Edit(moved, None), event=1, revision=event.revision)
    await go_to(evening, END)
    await go_to(evening, MORNING)
    assert (recaps(evening), thanked(evening)) == ([], [])
    await go_to(evening, END + timedelta(days=3))
    assert thanked(evening) == ["ben"]
    await go_to(evening, MORNING + timedelta(days=3))
    assert len(recaps(evening)) == 2


async def test_a_process_that_dies_between_deciding_and_posting_posts_it_once(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await go_to(evening, END)
    await evening.dispatcher.stop()
    evening.clock.go_to(MORNING)
    assert await run_errands(evening.app.store, evening.clock, features.ERRANDS)
    assert recaps(evening) == []
    evening.dispatcher = evening.new_dispatcher()
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()
    assert len(recaps(evening)) == 2


async def test_after_a_week_away_it_is_left_to_the_organizers(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await go_to(evening, MORNING + timedelta(days=7))
    assert recaps(evening) == []
    assert "It has not been posted" in text(await actions.show_recap(evening.app, evening.call("host")))
    await actions.post_now(evening.app, evening.call("host"), event=1)
    await evening.dispatcher.catch_up()
    assert len(recaps(evening)) == 2


async def test_a_channel_that_refuses_it_is_said_to_the_host(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await go_to(evening, END)
    evening.slack.trouble.append(Undeliverable("channel_not_found"))
    await go_to(evening, MORNING)
    assert len(recaps(evening)) == 1
    assert "A message about Talks was not delivered" in evening.discord.titles("host")


async def test_how_many_came_is_told_where_somebody_stood_at_the_door(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await evening.app.store.write(lambda tx: [tx.arrivals.add(1, START, guest=name) for name in ("Jo", "Kim")])
    await go_to(evening, MORNING)
    assert ["Came: 2 people" in each for each in recaps(evening)] == [True, True]


# --- Speakers --------------------------------------------------------------------------------------------------------


def thanked(here: Evening) -> list[str]:
    return [to for to, card, _ in here.slack.pinned if text(card).startswith("Thank you for your talk")]


async def test_speakers_are_thanked_when_the_event_ends_and_once(evening: Evening) -> None:
    await confirmed(evening, "ben", "ana")
    await go_to(evening, END - timedelta(minutes=1))
    assert thanked(evening) == []
    await go_to(evening, END)
    await go_to(evening, END + timedelta(hours=1))
    assert sorted(thanked(evening)) == ["ana", "ben"]


async def test_who_did_not_come_is_not_thanked_and_nobody_while_the_stage_is_on(evening: Evening) -> None:
    await confirmed(evening, "ben", "ana")
    await perform(evening, (1, True), (2, False))
    await evening.app.store.write(lambda tx: tx.stages.start(1, END - timedelta(minutes=1)))
    await go_to(evening, END)
    await go_to(evening, END + timedelta(minutes=15))
    assert thanked(evening) == []
    await evening.app.store.write(lambda tx: tx.stages.stop(1, END + timedelta(minutes=16)))
    await go_to(evening, END + timedelta(minutes=26))
    assert thanked(evening) == ["ana"]


async def test_a_stage_that_nobody_stopped_does_not_keep_thanks_back_for_ever(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await perform(evening, (1, False))
    await evening.app.store.write(lambda tx: tx.stages.start(1, END - timedelta(minutes=1)))
    await go_to(evening, END)
    await go_to(evening, END + timedelta(hours=7))
    assert thanked(evening) == ["ben"]


async def test_slides_stand_in_the_recap_also_when_they_come_later(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await go_to(evening, END)
    saved = await slides.save_links(evening.app, member(evening, "ben"), (SLIDES,), talk=1)
    assert "Saved: example.org/slides. They stand with Talk of ben in the recap of Talks" in text(saved)
    await go_to(evening, MORNING)
    assert [told(each) for each in recaps(evening)] == [["• Talk of ben · ben · example.org/slides"]] * 2
    later = f"{SLIDES}/2"
    form = await slides.open_links(evening.app, member(evening, "ben"), talk=1)
    assert getattr(form.inputs[0], "value", "") == SLIDES
    await slides.save_links(evening.app, member(evening, "ben"), (SLIDES, later), talk=1)
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        assert told(text(wall.edits[-1][1])) == ["• Talk of ben · ben · example.org/slides, example.org/slides/2"]
    assert len(recaps(evening)) == 2
    gone = await slides.save_links(evening.app, member(evening, "ben"), (), talk=1)
    assert "has no links now" in text(gone)


async def test_slides_are_for_ones_own_talk_once_it_is_on(evening: Evening) -> None:
    await confirmed(evening, "ben")
    early = slides.open_links(evening.app, member(evening, "ben"), talk=1)
    with pytest.raises(Refusal) as refusal:
        await early
    assert "has not begun" in text(refusal.value.card())
    evening.clock.go_to(END)
    assert "somebody else's talk" in await refused(slides.save_links(evening.app, member(evening, "ana"), (), talk=1))
    await refused(slides.save_links(evening.app, member(evening, "ana"), (), talk=77))
    await propose(evening, "ana", wish=None)
    assert "was in no line-up" in await refused(slides.save_links(evening.app, member(evening, "ana"), (), talk=2))


async def test_who_is_forgotten_is_somebody_in_the_recap(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await go_to(evening, MORNING)
    await forget_me(evening.app, member(evening, "ben"))
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        assert told(text(wall.edits[-1][1])) == ["• Talk of ben · somebody"]


# --- Organizers ------------------------------------------------------------------------------------------------------


def labels(card: Card) -> list[str]:
    return [each.label for row in card.buttons for each in row]


def host(here: Evening) -> Call:
    return here.call("host")


async def test_organizers_see_it_before_and_add_what_they_like(evening: Evening) -> None:
    assert "no event with a line-up yet" in text(await actions.show_recap(evening.app, host(evening)))
    await confirmed(evening, "ben")
    preview = await actions.show_recap(evening.app, host(evening))
    assert "It is posted in our events channels on Thursday, December 3rd, 2026 at 9:00 AM" in text(preview)
    assert labels(preview) == ["Add recordings or a note", "Do not post"]
    await go_to(evening, END)
    card = await actions.edit(evening.app, host(evening), Added((SLIDES,), "Thank you."), event=1)
    assert "Recordings: example.org/slides" in text(card)
    assert labels(card) == ["Add recordings or a note", "Post it now", "Do not post"]
    form = await actions.open_edit(evening.app, host(evening), event=1)
    assert [getattr(each, "value", "") for each in form.inputs] == ["Thank you.", SLIDES]
    await go_to(evening, MORNING)
    assert ["Thank you.\nRecordings: example.org/slides" in each for each in recaps(evening)] == [True, True]
    preview = await actions.edit(evening.app, host(evening), Added((), "Thank you all."), event=1)
    assert "It was posted on Thursday" in text(preview)
    assert labels(preview) == ["Add recordings or a note"]
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        assert "Thank you all." in text(wall.edits[-1][1])
        assert "Recordings" not in text(wall.edits[-1][1])


async def test_it_is_posted_at_once_and_only_once(evening: Evening) -> None:
    await confirmed(evening, "ben")
    soon = await refused(actions.post_now(evening.app, host(evening), event=1))
    assert "Talks is not over yet. Its recap can be posted from" in soon
    await go_to(evening, END)
    press = host(evening)
    for _ in range(2):  # Discord delivers it twice
        card = await actions.post_now(evening.app, press, event=1)
        assert "It was posted on Wednesday" in text(card)
    assert "It was posted on" in await refused(actions.post_now(evening.app, host(evening), event=1))
    assert "It was posted on" in await refused(actions.hold(evening.app, host(evening), event=1))
    await go_to(evening, MORNING)
    assert len(recaps(evening)) == 2


async def test_it_is_not_posted_when_somebody_decides_so_until_that_is_undone(evening: Evening) -> None:
    await confirmed(evening, "ben")
    held = await actions.hold(evening.app, host(evening), event=1)
    assert "It was decided not to post it." in text(held)
    assert labels(held) == ["Add recordings or a note", "Post it after all"]
    assert labels(await actions.undo(evening.app, host(evening), event=1))[-1] == "Do not post"
    await actions.hold(evening.app, host(evening), event=1)
    await go_to(evening, MORNING)
    assert recaps(evening) == []
    assert "Press “Post it after all” first" in await refused(actions.post_now(evening.app, host(evening), event=1))
    after = await actions.undo(evening.app, host(evening), event=1)
    assert labels(after) == ["Add recordings or a note", "Post it now"]
    await actions.post_now(evening.app, host(evening), event=1)
    await evening.dispatcher.catch_up()
    assert len(recaps(evening)) == 2


async def test_without_an_events_channel_it_says_where_to_choose_one(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await go_to(evening, END)

    def close(tx: Tx) -> None:
        for space in tx.spaces.of(1):
            tx.spaces.change(space.id, name=space.name, channel=None)

    await evening.app.store.write(close)
    assert "Choose one with /hallway setup" in await refused(actions.post_now(evening.app, host(evening), event=1))


async def test_members_neither_see_nor_decide(evening: Evening) -> None:
    await confirmed(evening, "ben")
    for work in (
        actions.show_recap(evening.app, member(evening, "ben")),
        actions.edit(evening.app, member(evening, "ben"), Added((), ""), event=1),
        actions.post_now(evening.app, member(evening, "ben"), event=1),
        actions.hold(evening.app, member(evening, "ben"), event=1),
        actions.undo(evening.app, member(evening, "ben"), event=1),
    ):
        assert (await refused(work)).startswith("Only organizers can use /event recap.")


async def test_it_is_found_by_name_by_number_or_as_the_last_one(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await evening.plan(ahead=timedelta(days=20))
    for word in ("talks", "1", "#1", ""):
        assert "Talk of ben" in text(await actions.show_recap(evening.app, host(evening), text=word))
    second = await actions.show_recap(evening.app, host(evening), text="2")
    assert "There is nothing to tell yet" in text(second)
    assert "Another event's recap" in text(second)
    assert "I don't know this event" in await refused(actions.show_recap(evening.app, host(evening), text="77"))


# --- Talks given -----------------------------------------------------------------------------------------------------


async def history(here: Evening) -> Sequence[str]:
    return told(text(await talks.show_history(here.app, here.call("ben", Platform.SLACK), text="e")))


async def test_a_talk_that_was_skipped_is_no_talk_given_unless_it_was_called_again(evening: Evening) -> None:
    await confirmed(evening, "ben", "leo", "eve")
    await perform(evening, (1, True), (2, True), (3, False), (2, False))
    await go_to(evening, END)
    await slides.save_links(evening.app, member(evening, "eve"), (SLIDES,), talk=3)
    found = await history(evening)
    assert [each.split(" · ")[0] for each in found] == ["• Talk of leo", "• Talk of eve"]
    assert found[1].endswith(" · example.org/slides")
    own = await talks.show_mine(evening.app, member(evening, "eve"), picked="3")
    assert labels(own) == ["Add slides or a recording"]
