"""The day after an event: whom everybody met there with their links, or the question whom they met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Card
from bot.delivery.model import Delivery, Errand, Kind
from bot.delivery.outbox import owe_person
from bot.delivery.reminders import follow_ups_key
from bot.events.lookup import known_event
from bot.events.model import Event, Standing, State
from bot.people import meeting_cards as cards
from bot.people import texts
from bot.people.intro_model import Intro
from bot.people.meeting import say_met_member
from bot.people.model import Known
from bot.people.presence import meet
from bot.ports import Tx

_USEFUL_FOR = timedelta(days=2)
_MORE = "more:"


def owe_everybody(tx: Tx, errand: Errand, now: datetime) -> None:
    """The errand of the morning after: owe a follow-up to each person who was there, if the event took place then."""
    event = tx.events.get(errand.subject)
    if event is None or event.state is State.CANCELLED or errand.key != follow_ups_key(event):
        return  # called off, or moved, and then another errand is due
    for member in _who_was_there(tx, event):
        key = f"follow-up:{event.id}:{member}"
        owe_person(tx, member, Kind.FOLLOW_UP, event.id, key=key, due_at=now, late_at=errand.due_at + _USEFUL_FOR)


def compose(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """Whom a person met, or whom they could say they met; nothing when there is neither."""
    event, member = tx.events.get(delivery.subject), tx.members.at(delivery.space, delivery.place.person or "")
    if event is None or event.state is State.CANCELLED or member is None or not event.over(now):
        return None
    met: list[tuple[Known, Intro | None]] = [
        (known, tx.intros.of(other))
        for other in tx.connections.met(member, since=event.plan.starts_at, event=event.id)
        if (known := tx.members.known(other)) is not None
    ]
    others = _others(tx, event, member)
    return cards.follow_up_card(event, met, others, delivery.place.platform) if met or others else None


async def say_met_at(app: App, call: Call, *, event: int, picked: str) -> Card:
    """Somebody was picked from the people of an event, or further names were."""
    found = await app.store.read(known_event, call, event)
    if picked.startswith(_MORE):
        return await app.store.write(_more_names, call, found, number(picked.removeprefix(_MORE)))
    return await say_met_member(app, call, picked=picked, event=found.id)


def _more_names(tx: Tx, call: Call, event: Event, begin: int) -> Card:
    others = _others(tx, event, meet(tx, call).id)
    if not others:
        raise Refusal(texts.MET_UNKNOWN)
    return cards.more_names_card(event, others, begin if begin < len(others) else 0)


def _who_was_there(tx: Tx, event: Event) -> Sequence[int]:
    """Those who came, with a seat or without, where arrivals were noted; else those who had a seat."""
    if any(tx.arrivals.counts(event.id)):
        return tx.arrivals.members(event.id)
    return tx.answers.members(event.id, Standing.GOING)


def _others(tx: Tx, event: Event, member: int) -> list[Known]:
    """Who else was there, by name, whom this person has neither met nor asked."""
    there = _who_was_there(tx, event)
    if member not in there:
        return []
    left_out = {member, *tx.connections.approached(member)}
    people = [known for each in there if each not in left_out and (known := tx.members.known(each)) is not None]
    return sorted(people, key=lambda each: (each.name.casefold(), each.member))
