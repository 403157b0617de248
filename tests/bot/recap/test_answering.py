"""Questions that had no answer on the stage: in the recap, and answered in writing by the speaker."""

from datetime import timedelta

import pytest

from bot.app import Call
from bot.chat.replies import Refusal
from bot.people.model import Platform
from bot.ports import Tx
from bot.privacy.actions import export_me, forget_me
from bot.questions.model import QuestionState, Wanted
from bot.recap import answering
from bot.recap.forms import read_answer
from tests.bot.delivery.test_dispatch import Evening
from tests.bot.recap.test_recap_sending import (
    END,
    MORNING,
    confirmed,
    go_to,
    labels,
    perform,
    recaps,
    text,
    told,
)
from tests.bot.talks.speaking import START, member, refused
from tests.bot.talks.test_talk_forms import CALL

HEADING = "Questions that are still open"


async def asked(here: Evening, person: str, words: str, *, talk: int = 1, anonymous: bool = False) -> None:
    call = member(here, person)

    def ask(tx: Tx) -> None:
        who = tx.members.meet(call.space.community, call.who, call.space.id, call.at)
        tx.questions.add(1, talk, who.id, Wanted(words, anonymous), START)

    await here.app.store.write(ask)


async def evening_with_questions(here: Evening) -> None:
    """Two talks were given; 1 "How?" by leo and 2 "Why?" by nobody knows whom to ben, 3 "When?" by leo to ana."""
    await confirmed(here, "ben", "ana")
    await perform(here, (1, False), (2, False))
    await asked(here, "leo", "How?")
    await asked(here, "eve", "Why?", anonymous=True)
    await asked(here, "leo", "When?", talk=2)
    await go_to(here, END)


def news(here: Evening, person: str) -> list[str]:
    return [
        text(card) for to, card, _ in here.slack.pinned if to == person and "An answer to your question" in text(card)
    ]


async def test_open_questions_stand_in_the_recap_in_the_order_of_the_talks(evening: Evening) -> None:
    await evening_with_questions(evening)
    await evening.app.store.write(lambda tx: tx.questions.stand(3, QuestionState.ANSWERED))
    await go_to(evening, MORNING)
    for each in recaps(evening):
        assert told(each.partition(HEADING)[2]) == [
            "• Talk of ben: “How?” – asked by leo",
            "• Talk of ben: “Why?” – asked anonymously",
        ]


async def test_a_speaker_answers_and_whoever_gave_their_name_hears_of_it_once(evening: Evening) -> None:
    await evening_with_questions(evening)
    thanks = [card for to, card, _ in evening.slack.pinned if to == "ben"][-1]
    assert labels(thanks) == ["Add slides or a recording", "Answer questions"]
    assert told(text(thanks)) == ["• “How?” – asked by leo", "• “Why?” – asked anonymously"]
    listed = await answering.show_questions(evening.app, member(evening, "ben"), talk=1)
    assert told(text(listed)) == told(text(thanks))
    form = await answering.open_answer(evening.app, member(evening, "ben"), talk=1, picked="1")
    assert form.inputs[0].hint == "How?"
    for words in ("Slowly.", "Quite slowly."):
        card = await answering.answer(evening.app, member(evening, "ben"), words, question=1)
        assert text(card).splitlines()[1] == "Your answer is kept. It stands in the recap, and I tell leo."
        assert told(text(card)) == ["• “Why?” – asked anonymously"]
        await evening.dispatcher.catch_up()
    assert news(evening, "leo") == ["An answer to your question: Talk of ben\nYou asked:\nHow?\nben writes:\nSlowly."]
    await go_to(evening, MORNING)
    for each in recaps(evening):
        assert "• Talk of ben: “How?” – asked by leo. ben: “Quite slowly.”" in each.partition("Answered since")[2]
    anonymous = await answering.answer(evening.app, member(evening, "ben"), "Because.", question=2)
    assert "Your answer is kept, and stands in the recap." in text(anonymous)
    assert "No question waits for an answer." in text(anonymous)
    await evening.dispatcher.catch_up()
    assert news(evening, "eve") == []
    for wall in (evening.discord, evening.slack):  # it changes where it stands
        assert "“Why?” – asked anonymously. ben: “Because.”" in text(wall.edits[-1][1])


async def test_only_the_speaker_answers_and_nothing_that_is_hidden(evening: Evening) -> None:
    await evening_with_questions(evening)
    ana: Call = member(evening, "ana")
    assert "somebody else's talk" in await refused(answering.answer(evening.app, ana, "Because.", question=1))
    assert "somebody else's talk" in await refused(answering.show_questions(evening.app, ana, talk=1))
    await evening.app.store.write(lambda tx: tx.questions.stand(1, QuestionState.HIDDEN))
    ben = member(evening, "ben")
    for number in (1, 77):
        assert "not there any more" in await refused(answering.answer(evening.app, ben, "No.", question=number))
    with pytest.raises(Refusal):
        await answering.open_answer(evening.app, ben, talk=2, picked="2")
    with pytest.raises(Refusal):
        read_answer(CALL, {"reply": " \u200b"})
    with pytest.raises(Refusal):
        read_answer(CALL, {"reply": "a" * 501})


async def test_what_is_put_back_is_open_again(evening: Evening) -> None:
    await evening_with_questions(evening)
    await answering.answer(evening.app, member(evening, "ben"), "Slowly.", question=1)
    await evening.app.store.write(lambda tx: tx.questions.stand(1, QuestionState.OPEN))
    listed = await answering.show_questions(evening.app, member(evening, "ben"), talk=1)
    assert told(text(listed))[0] == "• “How?” – asked by leo"


async def test_a_speaker_who_is_forgotten_takes_their_answers_along(evening: Evening) -> None:
    await evening_with_questions(evening)
    await answering.answer(evening.app, member(evening, "ben"), "Slowly.", question=1)
    exported = (await export_me(evening.app, member(evening, "ben"))).attachment
    assert exported is not None
    assert '"body": "Slowly."' in exported.text
    await forget_me(evening.app, member(evening, "ben"))
    await go_to(evening, MORNING + timedelta(minutes=1))
    assert ["Slowly." in each for each in recaps(evening)] == [False, False]


async def test_who_asks_on_discord_hears_of_it_there(evening: Evening) -> None:
    await confirmed(evening, "ben")
    await perform(evening, (1, False))
    call = evening.call("zoe", Platform.DISCORD)

    def ask(tx: Tx) -> None:
        who = tx.members.meet(call.space.community, call.who, call.space.id, call.at)
        tx.questions.add(1, 1, who.id, Wanted("How?"), START)

    await evening.app.store.write(ask)
    await answering.answer(evening.app, member(evening, "ben"), "Slowly.", question=1)
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("zoe") == ["An answer to your question: Talk of ben"]
