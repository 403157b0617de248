"""How questions to speakers look: the card of a talk in public, and what those who ask, vote and sort see. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.replies import Refusal
from bot.chat.views import Block, Button, Card, Choice, Line, Note, Option, Paragraph, Quote, Say, Typed
from bot.questions import texts
from bot.questions.model import MOST_OPEN, Question, QuestionState, still_open
from bot.talks.model import Talk

SHOWN = 8  # questions on the card of a talk
MOST_BUTTONS = limits.ROW  # questions with a button of their own; of more, a menu
_TEXT_SHOWN = 300  # of each, where the card is full
_ROOM = SHOWN * _TEXT_SHOWN
_NAME_LENGTH = 40
_MANY_OF = {QuestionState.ANSWERED: texts.IS_ANSWERED, QuestionState.HIDDEN: texts.IS_HIDDEN}


def questions_card(talk: Talk, questions: Sequence[Question], *, closed: bool) -> Card:
    """What stands in public: the open questions with most votes. `questions` are those that everybody may read."""
    waiting = still_open(questions)
    name = _short(talk.name)
    blocks: list[Block] = [Paragraph(texts.CLOSED(name=name) if closed else texts.INVITE(name=name))]
    blocks += _listed(waiting) if waiting else [Paragraph(texts.NONE_OPEN)]
    if answered := len(questions) - len(waiting):
        blocks.append(Note(texts.ANSWERED_ONE if answered == 1 else texts.ANSWERED(number=answered)))
    manage = Button(texts.BUTTON_MANAGE, f"question:{talk.id}:manage")
    if closed:
        return Card(texts.TITLE(title=talk.title), "quiet", tuple(blocks), buttons=((manage,),))
    rows: list[tuple[Button, ...]] = [(Button(texts.BUTTON_ASK, f"question:{talk.id}:ask", "good"), manage)]
    if 0 < len(waiting) <= MOST_BUTTONS:
        rows.insert(0, tuple(_vote_button(each) for each in waiting))
    choices = (_menu(texts.PICK_VOTE, "question:vote", waiting),) if len(waiting) > MOST_BUTTONS else ()
    return Card(texts.TITLE(title=talk.title), "plain", tuple(blocks), choices=choices, buttons=tuple(rows))


def _listed(questions: Sequence[Question]) -> list[Block]:
    blocks: list[Block] = []
    shown = questions[:SHOWN]
    for each in shown:
        head = texts.HEAD(number=number(each), votes=Say(votes(each)), name=_name(each))
        blocks += [Paragraph(head), Quote(limits.clip(each.text, _ROOM // len(shown)))]
    if more := len(questions[SHOWN:]):
        blocks.append(Note(texts.MORE(more=more)))
    return blocks


def number(question: Question) -> Line:
    return (Say(texts.NUMBER.format(number=question.number), strong=True),)


def votes(question: Question) -> str:
    if question.votes == 0:
        return texts.VOTES_NONE
    return texts.VOTES_ONE if question.votes == 1 else texts.VOTES.format(number=question.votes)


def _name(question: Question) -> Line:
    return (Typed(_short(question.name)),) if question.name else (Say(texts.ANONYMOUS),)


def _short(name: str) -> str:
    return limits.clip(name, _NAME_LENGTH)


def _vote_button(question: Question) -> Button:
    return Button(texts.BUTTON_VOTE.format(number=question.number), f"question:vote:{question.id}")


def _menu(prompt: str, route: str, questions: Sequence[Question]) -> Choice:
    options = (
        Option(
            f"{texts.NUMBER.format(number=each.number)} {each.text}",
            str(each.id),
            _MANY_OF.get(each.state, votes(each)),
        )
        for each in questions[: limits.OPTIONS]
    )
    return Choice(prompt, route, tuple(options))


# --- To those who ask and vote ---------------------------------------------------------------------------------------


def asked_card(question: Question, *, on: bool) -> Card:
    """To the asker: where it went, and what they can still do."""
    sentence = texts.ASKED if on else texts.ASKED_LATER
    where = sentence(number=number(question), name=_short(question.speaker), title=question.title)
    return _own_card(texts.ASKED_TITLE, where, question)


def signed_card(question: Question) -> Card:
    """To the asker: whether their name stands with it now."""
    if question.anonymous:
        return _own_card(texts.NAME_OFF_TITLE, texts.NAME_OFF, question, note=False)
    return _own_card(texts.NAME_ON_TITLE, texts.WITH_NAME, question, note=False)


def _own_card(title: Line, line: Line, question: Question, *, note: bool = True) -> Card:
    blocks: list[Block] = [Paragraph(line), Quote(question.text)]
    if note:
        blocks.append(Note(texts.WITHOUT_NAME if question.anonymous else texts.WITH_NAME))
    return Card(title=title, tone="good", blocks=tuple(blocks), buttons=(_own_buttons(question),))


def _own_buttons(question: Question) -> tuple[Button, Button]:
    sign = (texts.BUTTON_NAMED, "named") if question.anonymous else (texts.BUTTON_ANONYMOUS, "anonymous")
    return (
        Button(sign[0], f"question:{sign[1]}:{question.id}"),
        Button(texts.BUTTON_BACK, f"question:back:{question.id}", "bad"),
    )


def taken_back_card() -> Card:
    return Card(tone="quiet", blocks=(Paragraph(texts.TAKEN_BACK),))


def voted_card(question: Question, *, stands: bool) -> Card:
    """To who voted: whether their vote counts now."""
    sentence, label = (texts.VOTED, texts.BUTTON_UNVOTE) if stands else (texts.UNVOTED, "")
    count = votes(question) if question.votes else texts.VOTES_LEFT_NONE
    line = sentence(number=number(question), votes=Say(count))
    button = Button(label, f"question:vote:{question.id}") if label else _vote_button(question)
    return Card(
        tone="good" if stands else "quiet",
        blocks=(Paragraph(line), Quote(question.text)),
        buttons=((button,),),
    )


def own_question(question: Question) -> Refusal:
    """Nobody votes for their own question; what they can do with it instead."""
    return Refusal(texts.OWN, buttons=_own_buttons(question))


def too_many(title: str, own: Sequence[Question]) -> Refusal:
    """They asked enough about this talk; they may take one back."""
    return Refusal(
        texts.TOO_MANY(most=MOST_OPEN, title=(Typed(title, strong=True),)),
        choices=(_menu(texts.PICK_BACK, "question:back", own),),
    )


def which_card(talks: Sequence[Talk], route: str) -> Card:
    """Several talks can be asked about: which one?"""
    options = tuple(
        Option(each.title, str(each.id), texts.TALK_DETAIL.format(name=each.name)) for each in talks[: limits.OPTIONS]
    )
    return Card(
        title=texts.WHICH_TITLE,
        blocks=(Paragraph(texts.WHICH),),
        choices=(Choice(texts.PICK_TALK, route, options),),
    )


# --- To organizers and the speaker -----------------------------------------------------------------------------------


def manage_card(talk: Talk, questions: Sequence[Question], news: Line = ()) -> Card:
    """All questions of a talk, hidden ones too, with menus to sort them; `news` is what was just done."""
    waiting, title = still_open(questions), texts.MANAGE_TITLE(title=talk.title)
    blocks: list[Block] = [Paragraph(news)] if news else []
    refresh = ((Button(texts.BUTTON_AGAIN, f"question:{talk.id}:manage"),),)
    if not questions:
        return Card(title, "quiet", (*blocks, Paragraph(texts.MANAGE_NONE)), buttons=refresh)
    answered = [each for each in questions if each.state is QuestionState.ANSWERED]
    hidden = [each for each in questions if each.state is QuestionState.HIDDEN]
    blocks.append(Paragraph(texts.MANAGE_COUNT(open=len(waiting), answered=len(answered), hidden=len(hidden))))
    blocks += _listed(waiting)
    blocks.append(Note(texts.MANAGE_NOTE))
    menus = (
        (texts.PICK_ANSWERED, "answered", waiting),
        (texts.PICK_HIDE, "hide", (*waiting, *answered)),
        (texts.PICK_REOPEN, "reopen", (*answered, *hidden)),
    )
    choices = tuple(_menu(prompt, f"question:{talk.id}:{verb}", found) for prompt, verb, found in menus if found)
    return Card(title, "plain", tuple(blocks), choices=choices, buttons=refresh)
