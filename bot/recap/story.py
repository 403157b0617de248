"""Everything that a recap tells, as it is now. Parts of transactions."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.model import PostKind
from bot.delivery.outbox import open_posts
from bot.events.model import Event
from bot.ports import Tx
from bot.questions.model import Question as Asked
from bot.questions.model import QuestionState
from bot.recap.model import Question, Recap, RecapState, Story, Told, given, recap_at


def story_of(tx: Tx, event: Event) -> Story:
    """What there is to tell of an event; before it, what there would be if everything went as planned."""
    items = given(tx.talks.lineup(event.id), tx.stages.run(event.id))
    talks = [tx.talks.get(each.talk) for each in items if each.talk is not None]
    return Story(
        event=event,
        recap=tx.recaps.of(event.id),
        talks=tuple(Told(each.id, each.title, each.name, each.what.links) for each in talks if each is not None),
        questions=tuple(questions_of(tx, event.id)),
        came=sum(tx.arrivals.counts(event.id)),
        due=recap_at(event),
    )


def questions_of(tx: Tx, event: int) -> list[Question]:
    """The questions to an event's talks that nobody answered on the stage, in the order of its line-up, and those that
    were answered in writing since.
    """
    replies = tx.recaps.replies(event)
    answered = (found for each in replies if (found := tx.questions.get(each)) is not None)
    waiting = [_told(each) for each in tx.questions.unanswered(event)]
    return waiting + [_told(each, replies[each.id]) for each in answered if each.state is QuestionState.ANSWERED]


def _told(asked: Asked, answer: str = "") -> Question:
    return Question(asked.id, asked.talk, asked.title, asked.speaker, asked.text, asked.name, asked.votes, answer)


def post_recap(tx: Tx, story: Story, now: datetime) -> Recap | None:
    """Owe the recap's card in the events channel of each space; `None` where there is no channel to post it in."""
    event = story.event
    if not open_posts(tx, PostKind.RECAP, event.id, tx.spaces.of(event.community), now, event=event.id):
        return None
    posted = Recap(event.id, RecapState.POSTED, story.recap.recordings, story.recap.note, now)
    tx.recaps.save(posted)
    return posted
