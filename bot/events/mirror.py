"""Events in a platform's own list of events, date by date: Discord shows them at the top of a server.

Discord shifts its own recurring events by an hour when the clocks change and holds a hundred events, so single dates are
shown, of a window of time, and some places are left to what people enter there themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.chat.views import Card
from bot.delivery.model import Delivery, Kind, Later, Listing, Mirror, Owed
from bot.events import calendar_cards as cards
from bot.events import calendar_texts as texts
from bot.events.model import Event, State
from bot.people.model import Platform, Space
from bot.ports import Tx

KEEPING_LISTS = frozenset({Platform.DISCORD})
WINDOW = timedelta(days=60)
MOST = 80


def mirror(tx: Tx, event: Event, spaces: Iterable[Space], now: datetime) -> None:
    """Owe the event to the lists of these spaces that have one, unless it is there already."""
    for space in spaces:
        if space.platform in KEEPING_LISTS and (made := tx.mirrors.open(event.id, space.id)).external is None:
            _owe(tx, made, event, space, now)


def change_mirrors(tx: Tx, number: int, now: datetime) -> None:
    """Owe what changed of an event to the lists that it stands in."""
    if (event := tx.events.get(number)) is None:
        return
    for made in tx.mirrors.of(number):
        _owe(tx, made, event, tx.spaces.get(made.space), now)


def _owe(tx: Tx, made: Mirror, event: Event, space: Space, now: datetime) -> None:
    due = now if made.external is not None else max(now, event.plan.starts_at - WINDOW)
    # A lane of its own: a platform that is slow with its list must not hold up messages.
    lane = f"events:{space.external}"
    late = event.plan.ends_at
    tx.deliveries.owe(
        Owed(f"mirror:{made.id}", Kind.MIRROR, made.id, space.id, due, late, channel=lane, event=event.id)
    )


def listing(tx: Tx, delivery: Delivery, now: datetime, *, most: int = MOST) -> Listing | Later | None:
    """What the list, which holds at `most` so many of ours, shows of the event now; nothing new of one that is cancelled or
    has begun.
    """
    made = tx.mirrors.get(delivery.subject)
    event = None if made is None else tx.events.get(made.event)
    if made is None or event is None:
        return None
    if made.external is None:
        # An attempt that broke off may have put it there all the same: then it has to be taken out.
        unsure = event.state is State.CANCELLED and delivery.attempts > 1
        if (event.state is State.CANCELLED or event.started(now)) and not unsure:
            return None
        if event.plan.starts_at - WINDOW > now and not unsure:
            return Later(event.plan.starts_at - WINDOW, "it is shown in the list when it is nearer")
        ends = tx.mirrors.ends_listed(made.space, now)
        if len(ends) >= most and not unsure:
            return Later(ends[0], "the list is full")
    return Listing(
        title=event.title,
        description=event.plan.description,
        place=event.plan.place or texts.LIST_PLACE_OPEN,
        starts_at=event.plan.starts_at,
        ends_at=event.plan.ends_at,
        cancelled=event.state is State.CANCELLED,
        mark=texts.LIST_MARK.format(number=event.id),
        external=made.external,
    )


def unlisted(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To the host: what is missing, and that nothing else depends on it."""
    event = tx.events.get(delivery.subject)
    return None if event is None else cards.unlisted_card(event)
