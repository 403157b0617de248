"""The use cases of questions on a real database: who may, once only, closing, leaving, and never a word of who asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import features
from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.chat.views import Button, Card, Choice, Form
from bot.delivery.model import PostKind
from bot.people.actions import Arrival, join_space, show_help
from bot.people.linking import join_members
from bot.people.model import Platform
from bot.ports import Tx
from bot.privacy.actions import export_me, forget_me
from bot.questions import actions, manage
from bot.questions.model import OPEN_AFTER, QuestionState, Wanted
from bot.recap.story import post_recap, story_of
from bot.stage.screen import read_screen
from bot.talks.model import SlotState
from bot.upcoming.actions import show_upcoming
from cogs.slack import render
from sandbox.slack.plain import Reader
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening
from tests.bot.talks.speaking import member, what

START = NOW + timedelta(days=3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """Two talks of Sam at event 1, the first of which is on."""
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Evening(store)
        await made.begin()
        await made.dispatcher.start()
        await made.plan()
        await line_up(made, 1)
        made.clock.go_to(START)
        await call_up(made, 1, 1)
        yield made
        await made.dispatcher.stop()


async def line_up(here: Evening, event: int) -> None:
    speaker = member(here, "sam")

    def put(tx: Tx) -> None:
        found = tx.members.meet(1, speaker.who, speaker.space.id, here.clock.now())
        for name in ("First", "Second"):
            talk = tx.talks.add(1, found.id, what(f"{name} talk at {event}"), here.clock.now())
            tx.talks.put(event, 10, SlotState.CONFIRMED, here.clock.now(), talk=talk.id)

    await here.app.store.write(put)


async def call_up(here: Evening, event: int, talk: int | None) -> None:
    """Begin the next turn of a run now."""

    def begin(tx: Tx) -> None:
        now, run = here.clock.now(), tx.stages.open(event, f"token {event}")
        if run.now_on is not None:
            tx.stages.end(run.now_on.id, now, skipped=False)
        tx.stages.start(event, now)
        tx.stages.begin(event, talk or 99, talk, now, now + 10 * MINUTE)

    await here.app.store.write(begin)


async def stop(here: Evening) -> None:
    def end(tx: Tx) -> None:
        run = tx.stages.run(1)
        assert run is not None
        assert run.now_on is not None
        tx.stages.end(run.now_on.id, here.clock.now(), skipped=False)
        tx.stages.stop(1, here.clock.now())

    await here.app.store.write(end)


async def ask(here: Evening, person: str, words: str = "Why not Rust?", *, anonymous: bool = False) -> Card:
    return await actions.ask(here.app, member(here, person), text=words, anonymous=anonymous)


async def refused(work: Awaitable[Card | Form]) -> Card:
    """What a person reads instead."""
    with pytest.raises(Refusal) as found:
        await work
    return found.value.card()


def text(card: Card) -> str:
    return Reader().message({"blocks": render.card(card)})


def routes(card: Card) -> list[str]:
    return [each.route for row in card.buttons for each in row if isinstance(each, Button)]


def options(card: Card, route: str) -> dict[str, str]:
    menus = [each for each in card.choices if isinstance(each, Choice) and each.route == route]
    return {each.label: each.value for menu in menus for each in menu.options}


async def public(here: Evening) -> Card:
    """What the card of the first talk shows now."""

    def compose(tx: Tx) -> Card | None:
        post = tx.posts.of(PostKind.QUESTIONS, 1)[0]
        return features.POSTS[post.kind](tx, post, here.clock.now())

    found = await here.app.store.read(compose)
    assert found is not None
    return found


async def states(here: Evening) -> list[tuple[int, QuestionState]]:
    found = await here.app.store.read(lambda tx: tx.questions.with_hidden(1))
    return [(each.number, each.state) for each in found]


# --- Once only, and one card -----------------------------------------------------------------------------------------


async def test_what_is_delivered_twice_is_done_once(evening: Evening) -> None:
    call, vote = member(evening, "ben"), member(evening, "cleo")
    first = await actions.ask(evening.app, call, text="Why?")
    assert await actions.ask(evening.app, call, text="Why?") == first
    form = member(evening, "ben")
    for _ in range(2):
        await actions.send(evening.app, form, Wanted("How?"), talk=1)
    for _ in range(2):
        assert "counts. It has 1 vote now." in text(await actions.vote(evening.app, vote, question=1))
    assert [line for line in text(await public(evening)).splitlines() if line.startswith("#")] == [
        "#1 · 1 vote · ben",
        "#2 · no votes yet · ben",
    ]


async def test_each_space_has_one_card_and_many_votes_are_few_edits(evening: Evening) -> None:
    for person in ("ben", "cleo"):
        await ask(evening, person)
    await evening.dispatcher.catch_up()
    for wall, channel in ((evening.discord, "events-d"), (evening.slack, "events-s")):
        assert [each for each in wall.titles(channel) if "Questions" in each] == ["Questions: First talk at 1"]
    before = len(evening.discord.edits)
    for number in range(40):
        await actions.vote(evening.app, evening.call(f"voter {number}"), question=1)
    await evening.dispatcher.catch_up()
    assert "#1 · 40 votes · ben" in text(evening.discord.edits[-1][1])
    assert len(evening.discord.edits) - before < 40


async def test_of_many_questions_a_menu_has_the_votes(evening: Evening) -> None:
    for number in range(30):
        await ask(evening, f"person {number}", f"Question {number}")
    await actions.vote(evening.app, evening.call("ben"), picked="30")
    card = await public(evening)
    menu = options(card, "question:vote")
    assert len(menu) == 25
    assert next(iter(menu.items())) == ("#30 Question 29", "30")
    assert "And 22 more, with fewer votes or asked later." in text(card)
    assert routes(card) == ["question:1:ask", "question:1:manage"]


# --- Which talk ------------------------------------------------------------------------------------------------------


async def test_in_a_break_it_goes_to_who_was_on_last(evening: Evening) -> None:
    await call_up(evening, 1, 2)
    await call_up(evening, 1, None)
    assert "about Second talk at 1. That talk is over; sam may answer later." in text(await ask(evening, "ben"))
    form = await actions.open_question(evening.app, evening.call("ben"), anonymous=True)
    assert isinstance(form, Form)
    assert (form.route, form.inputs[1].value) == ("question:2:ask", "anonymous")


async def test_with_two_stages_at_once_the_asker_picks(evening: Evening) -> None:
    await evening.plan()
    await line_up(evening, 2)
    await call_up(evening, 2, 3)
    card = await ask(evening, "ben", "Why?", anonymous=True)
    assert options(card, "question:draft:1") == {"First talk at 2": "3", "First talk at 1": "1"}
    assert await refused(features.press(evening.app, evening.call("eve"), "question:draft:1", "1"))
    done = await features.press(evening.app, member(evening, "ben"), "question:draft:1", "1")
    assert "#1 to sam, about First talk at 1." in text(done)
    assert "Nobody is told who asked" in text(done)
    which = await actions.open_question(evening.app, evening.call("ben"))
    assert isinstance(which, Card)
    assert list(options(which, "question:ask").values()) == ["3", "1"]
    form = await features.open_form(evening.app, evening.call("ben"), "question:ask", "3")
    assert isinstance(form, Form)
    assert form.route == "question:3:ask"


async def test_a_day_after_the_talk_it_is_too_late_and_the_card_says_so(evening: Evening) -> None:
    await ask(evening, "ben")
    evening.clock.go_to(START + 30 * MINUTE)
    await stop(evening)
    evening.clock.go_to(START + 29 * MINUTE + OPEN_AFTER)
    await evening.dispatcher.catch_up()
    assert "about First talk at 1. That talk is over" in text(await ask(evening, "cleo", "And Go?"))
    await evening.dispatcher.catch_up()
    evening.clock.go_to(START + 31 * MINUTE + OPEN_AFTER)
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        shown = wall.edits[-1][1]
        assert text(shown).splitlines()[:3] == [
            "Questions: First talk at 1",
            "No more questions to sam. Thank you to everybody who asked.",
            "#1 · no votes yet · ben",
        ]
        assert routes(shown) == ["question:1:manage"]
    assert "no talks are planned yet" in text(await refused(ask(evening, "ben")))
    late = features.open_form(evening.app, evening.call("ben"), "question:1:ask")
    assert "stay open for a day after a talk" in text(await refused(late))
    assert "takes no more votes" in text(await refused(actions.vote(evening.app, evening.call("dan"), question=1)))
    await actions.take_back(evening.app, member(evening, "ben"), question=1)


async def test_the_words_for_a_talk_that_is_not_on_yet(evening: Evening) -> None:
    early = features.open_form(evening.app, evening.call("ben"), "question:2:ask")
    assert "Second talk at 1 has not been on yet." in text(await refused(early))
    assert "not been on yet" in str(
        await refused(actions.send(evening.app, evening.call("ben"), Wanted("Why?"), talk=2))
    )


async def test_who_was_passed_over_is_asked_nothing_and_keeps_what_was_asked(evening: Evening) -> None:
    await ask(evening, "ben")

    def skip(tx: Tx) -> None:
        run = tx.stages.run(1)
        assert run is not None
        assert run.now_on is not None
        tx.stages.end(run.now_on.id, evening.clock.now(), skipped=True)

    await evening.app.store.write(skip)
    early = features.open_form(evening.app, evening.call("ben"), "question:1:ask")
    assert "First talk at 1 has not been on yet." in text(await refused(early))
    assert "counts. It has 1 vote now." in text(await actions.vote(evening.app, evening.call("cleo"), question=1))
    assert "question:1:ask" in routes(await public(evening))
    await call_up(evening, 1, 1)
    assert "It is #2" in text(await ask(evening, "cleo"))


async def test_before_the_stage_it_is_told_when_the_talks_are(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        here = Evening(store)
        await here.begin()
        assert "no talks are planned yet" in text(await refused(ask(here, "ben")))
        await here.plan()
        assert "no talks are planned yet" in text(await refused(ask(here, "ben")))
        await line_up(here, 1)
        assert "The next talks are at Talks" in text(await refused(ask(here, "ben")))
        here.clock.go_to(START + 15 * MINUTE)
        assert "The talks at Talks have not begun." in text(await refused(ask(here, "ben")))


# --- Who may ---------------------------------------------------------------------------------------------------------


async def test_five_questions_a_talk_and_a_menu_to_take_one_back(evening: Evening) -> None:
    for number in range(5):
        await ask(evening, "ben", f"Question {number}", anonymous=bool(number % 2))
    await manage.hide(evening.app, evening.call("host"), talk=1, picked="1")
    refusal = await refused(ask(evening, "ben", "A sixth"))
    assert "You have 5 open questions about First talk at 1" in text(refusal)
    menu = options(refusal, "question:back")
    assert list(menu) == [f"#{number} Question {number - 1}" for number in range(1, 6)]
    await actions.take_back(evening.app, member(evening, "ben"), picked=menu["#2 Question 1"])
    assert "It is #6" in text(await ask(evening, "ben", "A sixth"))
    assert "It is #7" in text(await ask(evening, "cleo"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("x" * 501, "at most 500 characters; yours has 501. Try a short one: Why not Rust?"),
        ("\u202e \u3164", "for example"),
    ],
)
async def test_what_cannot_be_asked(evening: Evening, words: str, says: str) -> None:
    assert says in text(await refused(ask(evening, "ben", words)))


async def test_nobody_votes_for_their_own_nor_changes_anothers(evening: Evening) -> None:
    await ask(evening, "ben")
    own = await refused(actions.vote(evening.app, member(evening, "ben"), question=1))
    assert "This is your own question" in text(own)
    assert routes(own) == ["question:anonymous:1", "question:back:1"]
    for change in (actions.make_anonymous, actions.show_name, actions.take_back):
        assert "Only who asked" in text(await refused(change(evening.app, evening.call("host"), question=1)))
    await actions.vote(evening.app, evening.call("cleo"), question=1)


@pytest.mark.parametrize("person", ["sam", "host"])
async def test_the_speaker_and_organizers_sort(evening: Evening, person: str) -> None:
    call: Call = member(evening, "sam") if person == "sam" else evening.call("host")
    for asker in ("ben", "cleo"):
        await ask(evening, asker, f"Question of {asker}")
    seen = await features.press(evening.app, replace(call, key="1"), "question:1:manage")
    assert "2 open · 0 answered · 0 hidden" in text(seen)
    done = await features.press(evening.app, replace(call, key="2"), "question:1:answered", "1")
    assert "#1 is marked as answered." in text(done)
    hidden = await features.press(evening.app, replace(call, key="3"), "question:1:hide", "2")
    assert list(options(hidden, "question:1:reopen")) == ["#1 Question of ben", "#2 Question of cleo"]
    assert await states(evening) == [(1, QuestionState.ANSWERED), (2, QuestionState.HIDDEN)]
    shown = text(await public(evening))
    assert "Question of" not in shown
    assert "No question is open right now.\n1 question is answered." in shown
    assert "takes no more votes" in text(await refused(actions.vote(evening.app, evening.call("dan"), question=2)))
    for number in ("1", "2"):
        await features.press(evening.app, replace(call, key=f"back {number}"), "question:1:reopen", number)
    assert await states(evening) == [(1, QuestionState.OPEN), (2, QuestionState.OPEN)]
    await evening.dispatcher.catch_up()
    assert evening.slack.titles("ben") == evening.slack.titles("cleo") == []  # they hear of none of it


async def test_others_do_not_sort_and_what_was_taken_back_stays_so(evening: Evening) -> None:
    await ask(evening, "ben")
    for verb in ("manage", "answered", "hide", "reopen"):
        picked = None if verb == "manage" else "1"
        work = features.press(evening.app, member(evening, "ben"), f"question:1:{verb}", picked)
        assert "Only the speaker and organizers" in text(await refused(work))
    await actions.take_back(evening.app, member(evening, "ben"), question=1)
    put_back = await manage.put_back(evening.app, evening.call("host"), talk=1, picked="1")
    assert "#1 was taken back by who asked it." in text(put_back)
    assert await states(evening) == []
    assert "don't know" in text(await refused(manage.hide(evening.app, evening.call("host"), talk=2, picked="1")))


async def test_another_community_knows_nothing_of_it(evening: Evening) -> None:
    await ask(evening, "ben")
    other = await join_space(evening.app, Arrival(Platform.DISCORD, "other", "Other", "c"))
    stranger = replace(evening.call("eve"), home=Home(other, "UTC"))
    for route in ("vote:1", "anonymous:1", "named:1", "back:1", "1:manage"):
        assert "I don't know" in text(await refused(features.press(evening.app, stranger, f"question:{route}")))
    for verb in ("answered", "hide", "reopen"):
        work = features.press(evening.app, stranger, f"question:1:{verb}", "1")
        assert "I don't know" in text(await refused(work))
    assert "don't know" in text(await refused(features.open_form(evening.app, stranger, "question:1:ask")))
    assert "no talks are planned yet" in text(await refused(actions.ask(evening.app, stranger, text="Why?")))


# --- Who asked -------------------------------------------------------------------------------------------------------


async def test_nothing_that_anybody_sees_tells_who_asked(evening: Evening) -> None:
    await ask(evening, "zoe", "Asked in secret", anonymous=True)
    await ask(evening, "yan", "Asked by name")
    await actions.make_anonymous(evening.app, member(evening, "yan"), question=2)
    await actions.vote(evening.app, evening.call("host"), question=1)
    await evening.dispatcher.catch_up()
    screen = await read_screen(evening.app, "token 1")
    unanswered = await evening.app.store.read(lambda tx: tx.questions.unanswered(1))
    everything = [
        *(card for _, card, _ in [*evening.discord.pinned, *evening.slack.pinned]),
        *(card for _, card in [*evening.discord.edits, *evening.slack.edits]),
        await manage.show(evening.app, evening.call("host"), talk=1),
        await show_upcoming(evening.app, evening.call("host")),
        await export_me(evening.app, evening.call("host")),
        await export_me(evening.app, member(evening, "sam")),
        screen,
        unanswered,
    ]
    assert str(everything).count("Asked in secret") > 4
    assert "zoe" not in str(everything)
    # The cards before may have shown this one, until it was taken off.
    assert "yan" not in str([await public(evening), *everything[-6:]])
    assert screen is not None
    assert [(each.text, each.name, each.votes) for each in screen.questions] == [
        ("Asked in secret", "", 1),
        ("Asked by name", "", 0),
    ]
    own = await export_me(evening.app, member(evening, "zoe"))
    assert own.attachment is not None
    assert "Asked in secret" in own.attachment.text
    shown = await actions.show_name(evening.app, member(evening, "zoe"), question=1)
    assert "Your name stands with it." in text(shown)
    assert "#1 · 1 vote · zoe" in text(await public(evening))


async def test_a_recap_that_stands_already_follows(evening: Evening) -> None:
    for person in ("ben", "cleo"):
        await ask(evening, person, f"Question of {person[0]}.")

    def recap(tx: Tx) -> None:
        event = tx.events.get(1)
        assert event is not None
        post_recap(tx, story_of(tx, event), evening.clock.now())

    await evening.app.store.write(recap)
    await evening.dispatcher.catch_up()
    assert "Question of b." in text(evening.slack.pinned[-1][1])
    assert "ben" in text(evening.slack.pinned[-1][1])
    await actions.make_anonymous(evening.app, member(evening, "ben"), question=1)
    await manage.hide(evening.app, evening.call("host"), talk=1, picked="2")
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        card = next(
            each for _, each in reversed(wall.edits) if "Question of b." in text(each) and "Thank" in text(each)
        )
        assert "ben" not in text(card)
        assert "Question of c." not in text(card)


async def test_who_is_forgotten_leaves_neither_words_nor_votes(evening: Evening) -> None:
    await ask(evening, "ben", "Words of mine")
    await ask(evening, "cleo", "Another")
    await actions.vote(evening.app, member(evening, "ben"), question=2)
    await actions.vote(evening.app, evening.call("dan"), question=1)
    await evening.dispatcher.catch_up()
    await forget_me(evening.app, member(evening, "ben"))
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        card = text(wall.edits[-1][1])
        assert "Words of mine" not in card
        assert "#2 · no votes yet · cleo" in card
    assert "I don't know" not in text(await actions.vote(evening.app, evening.call("dan"), question=2))
    assert "takes no more votes" in text(await refused(actions.vote(evening.app, evening.call("dan"), question=1)))
    assert "It is #3" in text(await ask(evening, "ben"))  # back, as somebody new


async def test_two_accounts_that_are_one_person_count_once(evening: Evening) -> None:
    await ask(evening, "cleo", "First")
    await ask(evening, "ben", "Second")
    left, right = evening.call("ben", Platform.DISCORD), member(evening, "ben")
    for call in (left, right):
        await actions.vote(evening.app, replace(call, key=f"{call.key} vote"), question=1)
    await actions.vote(evening.app, left, question=2)  # by the account that does not look like the asker's
    assert "#1 · 2 votes" in text(await public(evening))
    await evening.dispatcher.catch_up()

    def join(tx: Tx) -> None:
        one, other = (tx.members.find(1, call.who) for call in (right, left))
        assert one is not None
        assert other is not None
        join_members(tx, left, one.id, other.id)

    await evening.app.store.write(join)
    await evening.dispatcher.catch_up()
    for wall in (evening.discord, evening.slack):
        lines = text(wall.edits[-1][1]).splitlines()
        assert [each for each in lines if each.startswith("#")] == ["#1 · 1 vote · cleo", "#2 · no votes yet · ben"]


async def test_help_offers_to_ask_while_somebody_is_on(evening: Evening) -> None:
    assert "question:1:ask" in routes(await show_help(evening.app, evening.call("ben")))
    await call_up(evening, 1, None)
    assert "question:1:ask" not in routes(await show_help(evening.app, evening.call("ben")))
