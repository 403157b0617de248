"""What recaps owe: the errands of an event's end and of the morning after, and the cards that follow from them."""

from __future__ import annotations

from datetime import datetime

from bot.chat.views import Card
from bot.delivery.model import Delivery, Errand, ErrandKind, Kind, Post
from bot.delivery.outbox import owe_person
from bot.events.model import State
from bot.ports import Tx
from bot.questions.model import QuestionState
from bot.recap import cards
from bot.recap.model import LOOK_AGAIN, THANKS_USEFUL_FOR, given, goes_out
from bot.recap.owing import recap_key, thanks_key
from bot.recap.story import post_recap, story_of
from bot.stage.model import ENDS_ITSELF
from bot.talks.model import stamp

_AGAIN = ":again:"


def post_planned(tx: Tx, errand: Errand, now: datetime) -> None:
    """The errand of the morning after: post the recap, unless the event moved on, or there is nothing to tell. While
    the stage is still on, look again later.
    """
    event = tx.events.get(errand.subject)
    if event is None or errand.key.partition(_AGAIN)[0] != recap_key(event):
        return
    run = tx.stages.run(event.id)
    if run is not None and run.live:
        key = f"{recap_key(event)}{_AGAIN}{stamp(now)}"
        tx.errands.owe(ErrandKind.RECAP, event.id, key=key, due_at=now + LOOK_AGAIN)
        return
    story = story_of(tx, event)
    if goes_out(story, now):
        post_recap(tx, story, now)


def thank_speakers(tx: Tx, errand: Errand, now: datetime) -> None:
    """The errand of an event's end: owe thanks to those who spoke. While the stage is still on, look again later."""
    event = tx.events.get(errand.subject)
    if event is None or event.state is State.CANCELLED or not errand.key.startswith(f"{thanks_key(event)}:"):
        return
    run = tx.stages.run(event.id)
    if run is not None and run.live and now < event.plan.ends_at + ENDS_ITSELF:
        key = f"{thanks_key(event)}:{int(errand.key.rpartition(':')[2]) + 1}"
        tx.errands.owe(ErrandKind.TALK_THANKS, event.id, key=key, due_at=now + LOOK_AGAIN)
        return
    late = max(now, event.plan.ends_at) if run is not None else event.plan.ends_at
    for item in given(tx.talks.lineup(event.id), run):
        if item.talk is not None and item.speaker is not None:
            key = f"talk:{item.talk}:thanks:{event.id}"
            owe_person(
                tx, item.speaker, Kind.TALK_THANKS, item.talk, key=key, due_at=now, late_at=late + THANKS_USEFUL_FOR
            )


def recap(tx: Tx, post: Post, _now: datetime) -> Card | None:
    """The recap's card, which its posts show."""
    event = tx.events.get(post.subject)
    return None if event is None or event.state is State.CANCELLED else cards.recap_card(story_of(tx, event))


def thanks(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """Thanks for a talk that was given."""
    slot = tx.talks.slot(delivery.subject)
    event = None if slot is None else tx.events.get(slot.event)
    if event is None or event.state is State.CANCELLED:
        return None
    story = story_of(tx, event)
    told = next((each for each in story.talks if each.talk == delivery.subject), None)
    run = tx.stages.run(event.id)
    asked = run is not None and any(each.talk == delivery.subject for each in run.turns)
    return None if told is None else cards.thanks_card(story, told, now, asked=asked)


def replied(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """What the speaker wrote, to whoever asked with their name."""
    found = tx.questions.get(delivery.subject)
    if found is None or found.state is not QuestionState.ANSWERED:
        return None
    reply = tx.recaps.replies(found.event).get(found.id)
    return None if reply is None else cards.replied_card(found.title, found.speaker, found.text, reply)
