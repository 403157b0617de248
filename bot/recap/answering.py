"""Questions that had no answer on the stage, answered in writing by the speaker. Each use case is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Card, Form, Line, Typed
from bot.delivery.model import Kind
from bot.delivery.outbox import owe_person
from bot.ports import Tx
from bot.questions.model import QuestionState
from bot.questions.posts import refresh_questions
from bot.recap import cards, texts
from bot.recap.forms import open_answer_form
from bot.recap.model import Question
from bot.recap.story import questions_of
from bot.talks.model import Talk
from bot.talks.own import own_talk


async def show_questions(app: App, call: Call, *, talk: int) -> Card:
    """The questions to one's own talk that wait for an answer, and those that have a written one."""
    return await app.store.write(lambda tx: _shown(tx, own_talk(tx, call, talk)))


async def open_answer(
    app: App, call: Call, values: Mapping[str, str] | None = None, *, talk: int = 0, question: int = 0, picked: str = ""
) -> Form:
    """The form to answer a question to one's own talk, with what was written before; `talk` says whose menu it is from."""

    def load(tx: Tx) -> Form:
        found = _own(tx, call, question or number(picked))
        if talk and found.talk != talk:
            raise Refusal(texts.NO_SUCH_QUESTION)
        return open_answer_form(
            call, {"reply": found.answer} if values is None else values, question=found.id, found=found
        )

    return await app.store.write(load)


async def answer(app: App, call: Call, text: str, *, question: int) -> Card:
    """Keep a speaker's answer: the recap shows it, and whoever asked with their name is told."""
    return await app.store.write(_answer, call, text, question)


def _answer(tx: Tx, call: Call, text: str, wanted: int) -> Card:
    found = _own(tx, call, wanted)
    talk = own_talk(tx, call, found.talk)
    tx.recaps.reply(found.id, text, call.at)
    tx.questions.stand(found.id, QuestionState.ANSWERED)
    refresh_questions(tx, talk.id, call.at)  # and the recap with them
    asker = tx.questions.named_asker(found.id)
    if asker is not None and asker != talk.speaker:
        owe_person(tx, asker, Kind.QUESTION_REPLIED, found.id, key=f"question:{found.id}:replied", due_at=call.at)
    news = texts.ANSWER_KEPT_NAMED(name=found.name) if found.name else texts.ANSWER_KEPT
    return _shown(tx, talk, news)


def _shown(tx: Tx, talk: Talk, news: Line = ()) -> Card:
    return cards.questions_card(talk.id, talk.title, _to(tx, talk), news)


def _to(tx: Tx, talk: Talk) -> Sequence[Question]:
    slot = tx.talks.slot(talk.id)
    if slot is None:
        raise Refusal(texts.NO_LINEUP(title=(Typed(talk.title, strong=True),), talk=talk.id))
    return [each for each in questions_of(tx, slot.event) if each.talk == talk.id]


def _own(tx: Tx, call: Call, wanted: int) -> Question:
    """A question to a talk of the caller's, which is neither hidden nor taken back."""
    found = tx.questions.get(wanted)
    if found is None or found.community != call.space.community:
        raise Refusal(texts.NO_SUCH_QUESTION)
    talk = own_talk(tx, call, found.talk)
    for each in _to(tx, talk):
        if each.id == wanted:
            return each
    raise Refusal(texts.NO_SUCH_QUESTION)
