"""What organizers and the speaker do with the questions to a talk: answered, hidden, and back again."""

from __future__ import annotations

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Card, Sentence
from bot.people.presence import known_member, organizes
from bot.ports import Tx
from bot.questions import cards, texts
from bot.questions.asking import known_talk
from bot.questions.model import QuestionState
from bot.questions.posts import refresh_questions
from bot.talks.model import Talk

_NEWS: dict[QuestionState, Sentence] = {
    QuestionState.ANSWERED: texts.NOW_ANSWERED,
    QuestionState.HIDDEN: texts.NOW_HIDDEN,
    QuestionState.OPEN: texts.NOW_OPEN,
    QuestionState.TAKEN_BACK: texts.NOW_GONE,
}


async def show(app: App, call: Call, *, talk: int) -> Card:
    """All questions to a talk, hidden ones too, with menus to sort them."""

    def load(tx: Tx) -> Card:
        found = _managed(tx, call, talk)
        return cards.manage_card(found, tx.questions.with_hidden(talk))

    return await app.store.read(load)


async def mark_answered(app: App, call: Call, *, talk: int, picked: str) -> Card:
    return await app.store.write(_stand, call, talk, number(picked), QuestionState.ANSWERED)


async def hide(app: App, call: Call, *, talk: int, picked: str) -> Card:
    """Nobody sees it any more but organizers and the speaker; who asked is not told."""
    return await app.store.write(_stand, call, talk, number(picked), QuestionState.HIDDEN)


async def put_back(app: App, call: Call, *, talk: int, picked: str) -> Card:
    """Undo both: it is open again, with its votes."""
    return await app.store.write(_stand, call, talk, number(picked), QuestionState.OPEN)


def _stand(tx: Tx, call: Call, number: int, chosen: int, state: QuestionState) -> Card:
    talk, question = _managed(tx, call, number), tx.questions.get(chosen)
    if question is None or question.talk != talk.id:
        raise Refusal(texts.NO_SUCH_QUESTION)
    if question.state is QuestionState.TAKEN_BACK:
        state = question.state
    elif question.state is not state:
        tx.questions.stand(chosen, state)
        refresh_questions(tx, talk.id, call.at)
    news = _NEWS[state](number=cards.number(question))
    return cards.manage_card(talk, tx.questions.with_hidden(talk.id), news)


def _managed(tx: Tx, call: Call, number: int) -> Talk:
    """The community's talk, for its speaker and for organizers alone."""
    talk, member = known_talk(tx, call, number), known_member(tx, call)
    if not organizes(tx, call) and (member is None or member.id != talk.speaker):
        raise Refusal(texts.NOT_YOURS_TO_MANAGE)
    return talk
