"""How a recap looks, to everybody and to those who look after it, and how speakers are thanked. Pure.

A recap has to fit on one message of either platform: what is left out is counted, rows before links, links before the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat import limits
from bot.chat.measure import fitting, room_of, room_of_rows, room_of_text, with_links
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Line,
    Link,
    Moment,
    Note,
    Option,
    Paragraph,
    Prose,
    Quote,
    Say,
    Typed,
    join,
)
from bot.events.model import Event
from bot.events.when import say_when
from bot.recap import texts
from bot.recap.model import Question, RecapState, Story, Told

_ROOM = 3750  # of Discord's 4,000, so that the preview has room for what it says about it
_ROOM_RECORDINGS = 900
_TITLE = 60
_NAME = 30
_LABEL = 40
_TEXT = 180
_QUESTIONS = 10  # on a card to their speaker
_MARGIN = 120  # for the notes that say what was left out


def recap_card(story: Story) -> Card:
    """What is told the day after."""
    return Card(title=texts.TITLE(event=story.event.title), tone="good", blocks=_blocks(story))


def preview_card(story: Story, others: Sequence[Event], now: datetime) -> Card:
    """The recap as it will be posted, with when, and what organizers can do about it."""
    card = recap_card(story)
    return Card(
        title=card.title,
        tone="quiet" if story.empty or story.recap.state is RecapState.HELD else "good",
        blocks=(Paragraph(_outlook(story, now)), *(() if story.empty else card.blocks)),
        choices=(_pick_other(others),) if others else (),
        buttons=(_buttons(story, now),),
    )


def no_event_card() -> Card:
    return Card(tone="quiet", blocks=(Paragraph(texts.NO_EVENTS),))


# --- What is told ----------------------------------------------------------------------------------------------------


def _blocks(story: Story) -> tuple[Block, ...]:
    when = Moment(story.event.plan.starts_at, story.event.plan.zone)
    head: list[Block] = [Field(texts.LABEL_WHEN, (when,))]
    if story.came:
        count = texts.CAME_ONE if story.came == 1 else texts.CAME(count=story.came)
        head.append(Field(texts.LABEL_CAME, count))
    used = room_of(texts.TITLE(event=story.event.title)) + 60 + room_of(texts.THANKS) + _MARGIN
    if story.recap.note:
        head.append(Prose(story.recap.note))
        used += room_of_text(story.recap.note)
    if story.recap.recordings:
        links = _recordings(story.recap.recordings)
        head.append(Field(texts.LABEL_RECORDINGS, links))
        used += room_of(links) + 16
    left = _ROOM - used
    questions = [_question(each) for each in story.questions]
    wanted = room_of_rows(questions)
    talks, taken = _talks(story.talks, left - min(wanted, left // 3))
    return (*head, *talks, *_questions(story.questions, questions, left - taken), Paragraph(texts.THANKS))


def _recordings(urls: Sequence[str]) -> Line:
    links: list[Line] = [(link(each),) for each in urls]
    shown = max(1, fitting(links, _ROOM_RECORDINGS))
    more = texts.MORE_RECORDINGS(more=len(links) - shown) if shown < len(links) else ()
    return (*join(links[:shown], ", "), *more)


def _talks(talks: Sequence[Told], room: int) -> tuple[list[Block], int]:
    """The talks in as much room, and how much they took: all titles before any link."""
    rows = [_row(each) for each in talks]
    if not (shown := fitting(rows, room)):
        return [], 0
    links = [[link(each) for each in talk.links] for talk in talks[:shown]]
    lines, left_out = with_links(rows[:shown], links, room)
    blocks: list[Block] = [Paragraph(_strong(texts.TALKS)), Bullets(tuple(lines))]
    if shown < len(talks):
        blocks.append(Note(texts.MORE_TALKS(more=len(talks) - shown)))
    if left_out:
        blocks.append(Note(texts.MORE_LINKS))
    return blocks, room_of_rows(lines) + room_of(texts.TALKS)


def _questions(questions: Sequence[Question], rows: Sequence[Line], room: int) -> list[Block]:
    """The questions with most votes, as many as there is room for, in the order of the talks."""
    wanted = sorted(range(len(rows)), key=lambda at: (-questions[at].votes, at))
    shown = sorted(wanted[: fitting([rows[at] for at in wanted], room - 2 * room_of(texts.OPEN_QUESTIONS))])
    blocks: list[Block] = []
    for heading, answered in ((texts.OPEN_QUESTIONS, False), (texts.ANSWERED_QUESTIONS, True)):
        if lines := tuple(rows[at] for at in shown if bool(questions[at].answer) is answered):
            blocks += [Paragraph(_strong(heading)), Bullets(lines)]
    if len(shown) < len(rows):
        blocks.append(Note(texts.MORE_QUESTIONS(more=len(rows) - len(shown))))
    return blocks


def _row(talk: Told) -> Line:
    return texts.TALK(title=_clipped(talk.title, _TITLE), name=_name(talk.name))


def _question(question: Question) -> Line:
    title = _clipped(question.title, _NAME)
    text = limits.clip(question.text, _TEXT)
    asked = texts.QUESTION_ANONYMOUS(title=title, text=text)
    if question.name:
        asked = texts.QUESTION(title=title, text=text, name=_name(question.name))
    if not question.answer:
        return asked
    return texts.ANSWER(question=asked, speaker=_name(question.speaker), answer=limits.clip(question.answer, _TEXT))


def link(url: str) -> Link:
    """A link by the address that people know it by."""
    return Link(limits.clip(url.partition("://")[2].removeprefix("www.").rstrip("/"), _LABEL), url)


def _name(name: str) -> Line:
    return (Typed(limits.clip(name, _NAME)),) if name else (Say(texts.SOMEBODY),)


def _clipped(title: str, most: int) -> Line:
    return (Typed(limits.clip(title, most), strong=True),)


def _strong(line: Line) -> Line:
    return tuple(Say(each.text, strong=True) for each in line if isinstance(each, Say))


# --- What organizers can do ------------------------------------------------------------------------------------------


def _outlook(story: Story, now: datetime) -> Line:
    """What will become of it."""
    zone = story.event.plan.zone
    due = Moment(story.due, zone)
    if story.recap.posted_at is not None:
        return texts.POSTED(when=Moment(story.recap.posted_at, zone))
    if story.recap.state is RecapState.HELD:
        return texts.HELD
    if story.empty:
        return texts.EMPTY(when=due) if now < story.due else texts.EMPTY_PAST
    return texts.AHEAD(when=due) if now < story.due else texts.MISSED


def _buttons(story: Story, now: datetime) -> tuple[Button, ...]:
    route, held = f"recap:{story.event.id}", story.recap.state is RecapState.HELD
    buttons = [Button(texts.BUTTON_EDIT, f"{route}:edit")]
    if story.recap.state is RecapState.POSTED:
        return tuple(buttons)
    if held:
        buttons.append(Button(texts.BUTTON_UNDO, f"{route}:undo", "good"))
    elif story.event.over(now) and not story.empty:
        buttons.append(Button(texts.BUTTON_POST, f"{route}:post", "good"))
    if not held and now < story.due:
        buttons.append(Button(texts.BUTTON_HOLD, f"{route}:hold", "bad"))
    return tuple(buttons)


def _pick_other(events: Sequence[Event]) -> Choice:
    options = tuple(
        Option(each.title, str(each.id), say_when(each.plan.starts_at, each.plan.zone))
        for each in events[: limits.OPTIONS]
    )
    return Choice(texts.PICK_OTHER, "recap:show", options)


# --- To speakers -----------------------------------------------------------------------------------------------------


def thanks_card(story: Story, talk: Told, now: datetime, *, asked: bool = False) -> Card:
    """Thanks to a speaker, with the way to add what people will want to look at again.

    `asked` says that their talk could be asked about, so that there may be questions now or later.
    """
    zone, ahead = story.event.plan.zone, story.recap.state is RecapState.PLANNED and now < story.due
    blocks: list[Block] = [Paragraph(texts.THANK(event=_clipped(story.event.title, limits.SLACK_HEADER)))]
    if talk.links:
        blocks.append(Paragraph(texts.THANK_HAVE(links=join(((link(each),) for each in talk.links), ", "))))
    else:
        blocks.append(Paragraph(texts.THANK_ADD(when=Moment(story.due, zone)) if ahead else texts.THANK_ADD_ANY))
    label = texts.BUTTON_LINKS_CHANGE if talk.links else texts.BUTTON_LINKS
    buttons = [Button(label, f"recap:talk:{talk.talk}:links", "good")]
    waiting = [each for each in story.questions if each.talk == talk.talk and not each.answer]
    if asked:
        blocks += _waiting(waiting)
        buttons.append(Button(texts.BUTTON_QUESTIONS, f"recap:talk:{talk.talk}:questions"))
    return Card(title=texts.THANK_TITLE(title=talk.title), tone="good", blocks=tuple(blocks), buttons=(tuple(buttons),))


def _waiting(questions: Sequence[Question]) -> list[Block]:
    """The questions to one talk that have no answer yet."""
    if not questions:
        return []
    lines = tuple(_asked(each) for each in questions[:_QUESTIONS])
    blocks: list[Block] = [Paragraph(_strong(texts.OPEN_QUESTIONS)), Bullets(lines)]
    if len(questions) > len(lines):
        blocks.append(Note(texts.MORE_QUESTIONS(more=len(questions) - len(lines))))
    return blocks


def _asked(question: Question) -> Line:
    text = limits.clip(question.text, _TEXT)
    if question.name:
        return texts.ASKED(text=text, name=_name(question.name))
    return texts.ASKED_ANONYMOUSLY(text=text)


def questions_card(talk: int, title: str, questions: Sequence[Question], news: Line = ()) -> Card:
    """To a speaker: what was asked and not answered on the stage, with a menu to answer one in writing."""
    waiting = [each for each in questions if not each.answer]
    blocks: list[Block] = [Paragraph(news)] if news else []
    blocks += _waiting(waiting) or [Paragraph(texts.NOTHING_OPEN)]
    ordered = [*waiting, *(each for each in questions if each.answer)][: limits.OPTIONS]
    options = tuple(Option(each.text, str(each.id), texts.HAS_ANSWER if each.answer else each.name) for each in ordered)
    return Card(
        title=texts.QUESTIONS_TITLE(title=title),
        blocks=tuple(blocks),
        choices=(Choice(texts.PICK_QUESTION, f"recap:talk:{talk}:answer", options),) if options else (),
    )


def replied_card(title: str, speaker: str, question: str, reply: str) -> Card:
    """To whoever asked: what the speaker wrote."""
    return Card(
        title=texts.REPLIED_TITLE(title=title),
        tone="good",
        blocks=(
            Paragraph(texts.REPLIED_ASKED),
            Quote(question),
            Paragraph(texts.REPLIED(speaker=_name(speaker))),
            Quote(reply),
        ),
    )


def links_card(event: Event, title: str, links: Sequence[str]) -> Card:
    """To a speaker: what stands with their talk now."""
    if not links:
        return Card(tone="quiet", blocks=(Paragraph(texts.LINKS_GONE(title=_clipped(title, limits.SLACK_HEADER))),))
    line = texts.LINKS_SAVED(
        links=join(((link(each),) for each in links), ", "),
        title=_clipped(title, limits.SLACK_HEADER),
        event=(Typed(event.title),),
    )
    return Card(tone="good", blocks=(Paragraph(line),))
