"""Everything that a recap tells, as it is now. Parts of transactions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.delivery.model import PostKind
from bot.delivery.outbox import open_posts
from bot.events.model import Event
from bot.ports import Tx
from bot.recap.model import Question, Recap, RecapState, Story, Told, given, recap_at


def story_of(tx: Tx, event: Event) -> Story:
    """What there is to tell of an event; before it, what there would be if everything went as planned."""
    items = given(tx.talks.lineup(event.id), tx.stages.run(event.id))
    talks = [tx.talks.get(each.talk) for each in items if each.talk is not None]
    return Story(
        event=event,
        recap=tx.recaps.of(event.id),
        talks=tuple(Told(each.id, each.title, each.name, each.what.links) for each in talks if each is not None),
        questions=tuple(unanswered(tx, event)),
        came=sum(tx.arrivals.counts(event.id)),
        due=recap_at(event),
    )


def unanswered(tx: Tx, event: Event) -> Sequence[Question]:
    """The questions to an event's talks that nobody answered on the stage, in the order of its line-up."""
    return [
        Question(each.id, each.talk, each.title, each.speaker, each.text, each.name, each.votes)
        for each in tx.questions.unanswered(event.id)
    ]


def post_recap(tx: Tx, story: Story, now: datetime) -> Recap | None:
    """Owe the recap's card in the events channel of each space; `None` where there is no channel to post it in."""
    event = story.event
    if not open_posts(tx, PostKind.RECAP, event.id, tx.spaces.of(event.community), now, event=event.id):
        return None
    posted = Recap(event.id, RecapState.POSTED, story.recap.recordings, story.recap.note, now)
    tx.recaps.save(posted)
    return posted
