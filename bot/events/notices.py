"""The cards that events owe, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.chat.views import Card
from bot.delivery.model import Delivery, Post, reminds_of
from bot.delivery.outbox import gathered_in
from bot.events import cards, edit_cards, trouble_cards
from bot.events.actions import attendance
from bot.events.dates import repeats
from bot.events.model import Standing, State
from bot.ports import Tx


def card(tx: Tx, post: Post, now: datetime) -> Card | None:
    """The event's own card, which its posts show; not posted any more when the event is over."""
    event = tx.events.get(post.subject)
    if event is None or (post.message is None and event.over(now)):
        return None
    return cards.event_card(event, attendance(tx, event), now, repeats=repeats(tx, event))


def reminder(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """A reminder, while the event is planned, lies ahead and has not moved since."""
    event = tx.events.get(delivery.subject)
    gone = event is None or event.state is State.CANCELLED or event.started(now)
    if event is None or gone or reminds_of(delivery.key)[0] != event.plan.starts_at.replace(microsecond=0):
        return None
    return cards.reminder_card(event)


def promoted(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That a seat is theirs, while that is news they can use."""
    event = tx.events.get(delivery.subject)
    if event is None or event.state is State.CANCELLED or event.started(now) or delivery.person is None:
        return None
    standing = tx.answers.standing(event.id, tx.members.behind(delivery.person))
    return cards.promoted_card(event) if standing is Standing.GOING else None


def moved(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That the event is at another time or place than they last heard, unless it has moved on since, is back where it was,
    or they do not come anyway.
    """
    move = tx.events.moved(delivery.subject)
    event = None if move is None else tx.events.get(move.event)
    if move is None or event is None or not move.last or event.state is State.CANCELLED or event.started(now):
        return None
    member = 0 if delivery.person is None else tx.members.behind(delivery.person)
    standing, heard = tx.answers.standing(event.id, member), tx.events.heard(delivery.subject, member)
    if heard is None or (heard.started_at, heard.place) == (event.plan.starts_at, event.plan.place):
        return None
    return edit_cards.moved_card(event, heard, standing) if standing in (Standing.GOING, Standing.WAITING) else None


def called_off(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    event = tx.events.get(delivery.subject)
    return None if event is None else cards.called_off_card(event)


def trouble(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To the host: what did not arrive, and with whom; the subject is that delivery, or the first one of a minute."""
    lost = tx.deliveries.get(delivery.subject)
    event = None if lost.event is None else tx.events.get(lost.event)
    if event is None or lost.person is None:
        return None if event is None else trouble_cards.trouble_card(event, lost)
    people = tx.sendings.unreached(event.id, *gathered_in(delivery.key))
    return trouble_cards.unreached_card(event, people) if people else None
