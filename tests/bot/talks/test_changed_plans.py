"""Talks after something changed: slots that were taken by oneself, older buttons, events that move or get shorter."""

from dataclasses import replace
from datetime import timedelta

from bot.chat.views import Card
from bot.delivery.model import Message, Place
from bot.events import actions as events
from bot.events import editing
from bot.events.model import Edit, Plan
from bot.people.model import Platform
from bot.ports import Tx, Undeliverable
from bot.talks import actions, answers, lineup, review
from bot.talks.model import SlotState
from bot.talks.posts import show_proposal_anew
from cogs.slack.render import summary
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall
from tests.bot.talks.speaking import DAY, HOUR, START, decide, direct, items, member, propose, refused

MINUTE = timedelta(minutes=1)


async def plan_second(here: Evening) -> None:
    start = START + 7 * DAY
    await events.create_event(
        here.app, here.call("host"), Plan("Second", start, start + 2 * HOUR, "Europe/Berlin", "", None, "")
    )


async def change(here: Evening, **other: object) -> Card:
    """Change the event on its organizer's behalf, as the form does."""
    event = await here.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    plan = replace(event.plan, **other)  # type: ignore[arg-type]
    edit = Edit(plan, length=plan.ends_at - plan.starts_at)
    return await editing.edit_event(here.app, here.call("host"), edit, event=1, revision=event.revision)


async def shown(here: Evening, talk: int) -> str:
    """What an organizer reads of a proposal."""
    return summary(await review.show_picked(here.app, here.call("reader"), picked=str(talk)))


async def test_who_took_a_free_slot_was_accepted_by_nobody_and_took_nothing_back(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")
    await decide(evening, 1)
    await decide(evening, 2, accept=False)
    await answers.cannot(evening.app, member(evening, "ana"), talk=1)
    await answers.confirm_talk(evening.app, member(evening, "ben"), talk=2)
    said = await shown(evening, 2)
    assert "It waited, and ben took a slot that came free." in said
    assert "It is on at Talks" in said
    assert "host accepted it" not in said
    again = review.accept(evening.app, evening.call("host"), talk=2, event=1)
    assert "ben took a slot that came free at Talks for Talk of ben." in await refused(again)


async def test_accepted_taken_out_and_accepted_again_is_one_message(evening: Evening) -> None:
    await propose(evening, "ana")
    await evening.dispatcher.catch_up()
    await evening.dispatcher.stop()
    for _ in range(2):
        await decide(evening, 1)
        found = await evening.app.store.read(lambda tx: tx.talks.lineup(1).items[0])
        await lineup.remove_item(evening.app, evening.call("host"), event=1, item=found.id)
    await decide(evening, 1)
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()
    assert direct(evening.slack, "ana").count("Your talk is in: Talk of ana") == 1


async def test_an_older_button_about_another_event_frees_nothing(evening: Evening) -> None:
    await plan_second(evening)
    await propose(evening, "ana")
    await decide(evening, 1)
    await answers.cannot(evening.app, member(evening, "ana"), talk=1, event=1)
    await review.accept(evening.app, evening.call("host"), talk=1, event=2)
    for press in (answers.cannot, answers.confirm_talk):
        late = press(evening.app, member(evening, "ana"), talk=1, event=1)
        assert "That was about another event. Talk of ana has a slot at Second now" in await refused(late)
    found = await evening.app.store.read(lambda tx: tx.talks.slot(1))
    assert found is not None
    assert (found.event, found.state) == (2, SlotState.PLANNED)
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1, event=2)


async def test_an_event_that_gets_shorter_says_so_and_promises_no_times(evening: Evening) -> None:
    await propose(evening, "ana", minutes=90)
    await propose(evening, "ben", minutes=20)
    await decide(evening, 1)
    await decide(evening, 2)
    answer = await change(evening, ends_at=START + HOUR)
    assert "Its line-up is 50 min too long for it now. Make room with /talk lineup." in summary(answer)
    confirmed = summary(await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1))
    assert "time still open, because the line-up is too full" in confirmed
    assert "remind" not in confirmed
    assert "time still open" in await shown(evening, 2)
    assert "time still open" in summary(await actions.list_mine(evening.app, member(evening, "ben")))


async def test_speakers_hear_of_a_new_time_and_the_last_one_only(evening: Evening) -> None:
    await propose(evening, "ana")
    await propose(evening, "ben")
    await decide(evening, 1)
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    await decide(evening, 2)
    await evening.dispatcher.catch_up()
    await evening.dispatcher.stop()
    later = START + DAY
    assert "The 2 speakers are asked" in summary(await change(evening, starts_at=later, ends_at=later + HOUR))
    await change(evening, starts_at=later + HOUR, ends_at=later + 2 * HOUR)
    await change(evening, title="Talks, longer", ends_at=later + 3 * HOUR)
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()
    for person in ("ana", "ben"):
        assert direct(evening.slack, person).count(f"Your talk has moved: Talk of {person}") == 1
    assert await items(evening) == [("ana", SlotState.CONFIRMED), ("ben", SlotState.PLANNED)]


async def test_only_reminders_that_will_come_are_promised(evening: Evening) -> None:
    await propose(evening, "ana")
    await decide(evening, 1)
    said = []
    for before in (8 * DAY, 2 * DAY, 2 * HOUR, 30 * MINUTE):
        evening.clock.go_to(START - before)
        said.append(summary(await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)))
    assert [each.partition("remind you ")[2] for each in said] == [
        "a week, a day and an hour before.",
        "a day and an hour before.",
        "an hour before.",
        "",
    ]


async def test_those_who_were_forgotten_are_somebody(evening: Evening) -> None:
    await propose(evening, "ana")
    await decide(evening, 1)
    await evening.app.store.write(lambda tx: tx.sql.run("UPDATE accounts SET name = ''"))  # type: ignore[attr-defined]
    assert await items(evening) == [("somebody", SlotState.PLANNED)]
    assert "somebody accepted it on" in await shown(evening, 1)


# --- Proposals that went to a host privately ------------------------------------------------------------------------


async def test_a_private_proposal_follows_what_is_decided(evening: Evening) -> None:
    await propose(evening, "ana")
    await evening.dispatcher.catch_up()
    assert direct(evening.discord, "host") == ["Talk of ana"]
    await decide(evening, 1)
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + 3 * DAY + MINUTE)
    await evening.dispatcher.catch_up()
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    await evening.dispatcher.catch_up()
    private = [summary(card) for _, card in evening.discord.edits if card.title and "Talk of ana" in summary(card)]
    private = [each for each in private if each.startswith("Talk of ana")]
    assert "ana has not confirmed yet." in private[0]
    assert "has not confirmed within three days" in private[-2]
    assert "ana confirmed." in private[-1]
    assert [card for to, card, _ in evening.discord.pinned if to == "host" and card.buttons] != []
    assert evening.discord.edits[-1][1].buttons == ()


async def test_a_host_who_was_forgotten_has_no_copy_any_more(evening: Evening) -> None:
    await propose(evening, "ana")
    await evening.dispatcher.catch_up()
    await review.accept(evening.app, evening.call("other"), talk=1, event=1)
    await evening.dispatcher.catch_up()
    before = len(evening.discord.edits)

    def forget(tx: Tx) -> None:
        for rows in tx.personal:
            rows.forget(1, evening.clock.now())
        show_proposal_anew(tx, 1, evening.clock.now())

    await evening.app.store.write(forget)
    evening.clock.go_to(NOW + 4 * DAY)
    await evening.dispatcher.catch_up()
    changed = [summary(card).splitlines()[0] for _, card in evening.discord.edits[before:]]
    assert "Talk of ana" not in changed


async def test_what_was_decided_before_it_could_be_sent_is_not_sent(evening: Evening) -> None:
    evening.clock.go_to(NOW + MINUTE)
    await evening.dispatcher.stop()
    await propose(evening, "ana")
    await decide(evening, 1)
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()
    assert direct(evening.discord, "host") == []


async def test_a_proposal_whose_channel_is_gone_goes_to_its_host(evening: Evening) -> None:
    await evening.dispatcher.catch_up()
    await evening.app.store.write(lambda tx: tx.spaces.give_organizers(1, "desk"))
    evening.discord.trouble.append(Undeliverable("unknown channel"))
    await propose(evening, "ana")
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("desk") == []
    assert direct(evening.discord, "host") == ["Talk of ana"]


# --- Closed doors ---------------------------------------------------------------------------------------------------


def closed(wall: Wall, *people: str) -> None:
    """These people take no direct messages from us."""
    inside = wall.post

    async def post(to: Place, card: Card, *, mark: int) -> Message:
        if to.person in people:
            raise Undeliverable("Cannot send messages to this user")
        return await inside(to, card, mark=mark)

    wall.post = post  # type: ignore[method-assign]


async def test_a_speaker_who_takes_no_messages_is_told_of_once(evening: Evening) -> None:
    closed(evening.slack, "ana")
    await propose(evening, "ana")
    await decide(evening, 1)
    await evening.dispatcher.catch_up()
    await answers.confirm_talk(evening.app, member(evening, "ana"), talk=1)
    for before in (7 * DAY, DAY, HOUR):
        evening.clock.go_to(START - before + MINUTE)
        await evening.dispatcher.catch_up()
    told = [summary(card) for to, card, _ in evening.discord.pinned if to == "host" and card.tone == "bad"]
    assert [each.splitlines()[1] for each in told] == [
        "I could not tell ana the news about their talk. Please tell them yourself."
    ]


async def test_many_at_once_are_one_message_to_the_host(evening: Evening) -> None:
    people = [f"p{number}" for number in range(12)]
    closed(evening.slack, *people)
    for person in people:
        await evening.go(person, platform=Platform.SLACK)
    await events.cancel_event(evening.app, evening.call("host"), event=1)
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + 2 * MINUTE)
    await evening.dispatcher.catch_up()
    told = [summary(card) for to, card, _ in evening.discord.pinned if to == "host" and card.tone == "bad"]
    assert len(told) == 1
    assert "p0, p1, p2" in told[0]
    assert "and 2 more that it is cancelled." in told[0]


async def test_who_declined_learns_that_the_speaker_does_not_know(evening: Evening) -> None:
    closed(evening.slack, "ana")
    await propose(evening, "ana", wish=None)
    await review.decline(evening.app, evening.call("decider"), "Sorry.", talk=1)
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert direct(evening.discord, "decider") == ["ana could not be told"]


async def test_what_was_given_says_so_in_a_whole_sentence(evening: Evening) -> None:
    await propose(evening, "ana")
    await decide(evening, 1)
    evening.clock.go_to(START + 3 * HOUR)
    said = await refused(answers.withdraw(evening.app, member(evening, "ana"), talk=1))
    assert said == "Talk of ana was on at Talks, so it stays as it is. Add slides or a recording with /talk mine."
