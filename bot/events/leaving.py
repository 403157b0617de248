"""What a person who leaves for good gives back: their seats and places in line."""

from __future__ import annotations

from bot.app import Call
from bot.events.actions import promote_first
from bot.events.model import Answer, Event, Standing, State, settle_seat
from bot.events.posts import refresh
from bot.ports import Tx


def ahead(tx: Tx, member: int, call: Call) -> list[Event]:
    """The planned events that have not begun and where they have a seat or a place in line."""
    found = (tx.events.lock(each) for each in tx.answers.events_of(member))
    return [
        each
        for each in found
        if each is not None
        and each.state is State.PLANNED
        and not each.started(call.at)
        and tx.answers.standing(each.id, member) in (Standing.GOING, Standing.WAITING)
    ]


def give_up_seats(tx: Tx, member: int, call: Call) -> None:
    """Say no for them to everything ahead; each freed seat goes to the first in line, in this same transaction."""
    for event in ahead(tx, member, call):
        change = settle_seat(event, tx.answers.standing(event.id, member), Answer.NO)
        tx.answers.stand(event.id, member, change.standing, call.at)
        if change.frees_seat:
            promote_first(tx, event, call)


def refresh_all(tx: Tx, events: list[int], call: Call) -> None:
    """Owe the cards of these events anew, so that a name that is gone leaves them, too."""
    for event in events:
        refresh(tx, event, call.at)
