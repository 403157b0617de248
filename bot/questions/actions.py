"""What people do with questions to speakers. Each use case is one transaction; who asked is told to nobody."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Card, Form
from bot.people.presence import meet
from bot.ports import Tx
from bot.questions import cards, forms, texts
from bot.questions.asking import floor_of, known_talk, require_floor, talks_meant
from bot.questions.model import MOST_OPEN, Question, QuestionState, Wanted
from bot.questions.posts import refresh_questions, show_questions
from bot.talks.model import Talk

_DRAFT = "question:ask"


async def ask(app: App, call: Call, *, text: str, anonymous: bool = False) -> Card:
    """Ask the speaker who is on; where several may be meant, which one."""
    return await app.store.write(_ask_typed, call, forms.wanted(text, anonymous=anonymous))


async def ask_kept(app: App, call: Call, *, draft: int, picked: str) -> Card:
    """Ask what was typed before about the talk that was picked."""
    return await app.store.write(_ask_kept, call, draft, number(picked))


async def send(app: App, call: Call, wanted: Wanted, *, talk: int) -> Card:
    """Ask what the form says."""
    return await app.store.write(lambda tx: _ask(tx, call, wanted, known_talk(tx, call, talk)))


async def open_question(app: App, call: Call, *, anonymous: bool = False) -> Form | Card:
    """The form to ask the speaker who is on; where several may be meant, which one."""
    values = {"name": forms.ANONYMOUS if anonymous else forms.NAMED}

    def load(tx: Tx) -> Form | Card:
        found = talks_meant(tx, call)
        return forms.ask_form(found[0], values) if len(found) == 1 else cards.which_card(found, "question:ask")

    return await app.store.read(load)


async def open_about(app: App, call: Call, *, talk: int = 0, picked: str = "") -> Form:
    """The form to ask about one talk, while that can be asked about."""

    def load(tx: Tx) -> Form:
        found = known_talk(tx, call, talk or number(picked))
        require_floor(tx, found, call.at)
        return forms.ask_form(found, {})

    return await app.store.read(load)


async def reopen(app: App, call: Call, answers: Mapping[str, str], *, talk: int) -> Form:
    """The form with what was typed into it before."""
    return forms.ask_form(await app.store.read(known_talk, call, talk), answers)


async def make_anonymous(app: App, call: Call, *, question: int) -> Card:
    """Take the asker's name off their question."""
    return await app.store.write(_sign, call, question, anonymous=True)


async def show_name(app: App, call: Call, *, question: int) -> Card:
    """Show the asker's name with their question."""
    return await app.store.write(_sign, call, question, anonymous=False)


async def take_back(app: App, call: Call, *, question: int = 0, picked: str = "") -> Card:
    """Take one's own question back: nothing of it is kept."""
    return await app.store.write(_take_back, call, question or number(picked))


async def vote(app: App, call: Call, *, question: int = 0, picked: str = "") -> Card:
    """Give a vote to somebody else's question, or take it back."""
    return await app.store.write(_vote, call, question or number(picked))


# --- Transactions ----------------------------------------------------------------------------------------------------


def _ask_typed(tx: Tx, call: Call, wanted: Wanted) -> Card:
    if (done := _asked_before(tx, call)) is not None:
        return done
    found = talks_meant(tx, call)
    if len(found) == 1:
        return _ask(tx, call, wanted, found[0])
    values = {"question": wanted.text, "name": forms.ANONYMOUS if wanted.anonymous else forms.NAMED}
    draft = tx.drafts.keep(meet(tx, call).id, _DRAFT, values, call.at)
    return cards.which_card(found, f"question:draft:{draft}")


def _ask_kept(tx: Tx, call: Call, draft: int, talk: int) -> Card:
    kept = tx.drafts.get(draft, call.who.external, call.who.platform)
    if kept is None or kept[0] != _DRAFT:
        raise Refusal(texts.NO_SUCH_QUESTION)
    return _ask(tx, call, forms.read_question(call, kept[1]), known_talk(tx, call, talk))


def _ask(tx: Tx, call: Call, wanted: Wanted, talk: Talk) -> Card:
    if (done := _asked_before(tx, call)) is not None:
        return done
    member, floor = meet(tx, call), require_floor(tx, talk, call.at)
    own = tx.questions.own(talk.id, member.id)
    if len(own) >= MOST_OPEN:
        raise cards.too_many(talk.title, own)
    question = tx.questions.add(floor.event, talk.id, member.id, wanted, call.at)
    tx.calls.remember(call.key, f"question:{question.id}", call.at)
    show_questions(tx, talk, floor, call.at)
    return cards.asked_card(question, on=floor.on)


def _asked_before(tx: Tx, call: Call) -> Card | None:
    """The answer to a call that is delivered again."""
    about, _, question = (tx.calls.done(call.key) or "").partition(":")
    if about != "question":
        return None
    found = _own(tx, call, int(question))
    floor = floor_of(tx, found.talk, call.at)
    return cards.asked_card(found, on=floor is not None and floor.on)


def _sign(tx: Tx, call: Call, number: int, *, anonymous: bool) -> Card:
    question = _own(tx, call, number)
    if question.state is QuestionState.TAKEN_BACK:
        return cards.taken_back_card()
    if question.anonymous is not anonymous:
        tx.questions.sign(number, anonymous=anonymous)
        refresh_questions(tx, question.talk, call.at)
    return cards.signed_card(_known(tx, call, number))


def _take_back(tx: Tx, call: Call, number: int) -> Card:
    question = _own(tx, call, number)
    if question.state is not QuestionState.TAKEN_BACK:
        tx.questions.take_back(number)
        refresh_questions(tx, question.talk, call.at)
    return cards.taken_back_card()


def _vote(tx: Tx, call: Call, number: int) -> Card:
    member, question = meet(tx, call), _known(tx, call, number)
    if (done := tx.calls.done(call.key)) is not None:
        return cards.voted_card(question, stands=done == "vote:on")
    if not question.open or floor_of(tx, question.talk, call.at) is None:
        raise Refusal(texts.NOT_OPEN)
    if tx.questions.asked_by(number, member.id):
        raise cards.own_question(question)
    stands = tx.questions.vote(number, member.id, call.at)
    tx.calls.remember(call.key, "vote:on" if stands else "vote:off", call.at)
    refresh_questions(tx, question.talk, call.at)
    return cards.voted_card(_known(tx, call, number), stands=stands)


def _known(tx: Tx, call: Call, number: int) -> Question:
    """The community's question with this number; one of another community does not exist for us."""
    found = tx.questions.get(number)
    if found is None or found.community != call.space.community:
        raise Refusal(texts.NO_SUCH_QUESTION)
    return found


def _own(tx: Tx, call: Call, number: int) -> Question:
    """The caller's own question; refuses everybody else's."""
    question = _known(tx, call, number)
    if not tx.questions.asked_by(number, meet(tx, call).id):
        raise Refusal(texts.NOT_YOURS)
    return question
