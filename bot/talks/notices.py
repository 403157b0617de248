"""The cards that talks owe, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat.views import Card
from bot.delivery.model import Delivery, Post
from bot.events.model import Event, State
from bot.ports import Tx
from bot.stage.model import program
from bot.talks import cards, lineup_cards, review_cards
from bot.talks.model import SlotState, Spot, Talk, TalkState, minutes_left, stamp
from bot.talks.posts import coming_key, moved_key
from bot.talks.slots import spot_of


def lineup(tx: Tx, post: Post, now: datetime) -> Card | None:
    """The line-up's own card, which its posts show; not posted any more when the event is over."""
    event = tx.events.get(post.subject)
    if event is None or (post.message is None and event.over(now)):
        return None
    lineup, run = tx.talks.lineup(event.id), tx.stages.run(event.id)
    live = None if run is None or run.started_at is None else program(event, lineup, run, now)
    return lineup_cards.lineup_card(event, lineup, live)


def proposal(tx: Tx, post: Post, now: datetime) -> Card | None:
    """The proposal's own card, which its posts show to the organizers."""
    found = tx.talks.get(post.subject)
    return None if found is None else proposal_card(tx, found, now)


def proposal_card(tx: Tx, talk: Talk, now: datetime) -> Card:
    wish = None if talk.what.wish is None else tx.events.get(talk.what.wish)
    zone = tx.communities.get(talk.community).zone
    return review_cards.proposal_card(talk, spot_of(tx, talk.id), wish, now, zone)


def copy(tx: Tx, post: Post, now: datetime) -> Card | None:
    """The same, privately to a host; not sent any more once somebody has decided."""
    number = tx.proposal_copies.talk(post.subject)
    found = None if number is None else tx.talks.get(number)
    if found is None or (post.message is None and found.state is not TalkState.PROPOSED):
        return None
    return proposal_card(tx, found, now)


def accepted(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That a talk has the slot that this was owed for, while its speaker has not confirmed."""
    found = _placed(tx, delivery, now, SlotState.PLANNED)
    return cards.accepted_card(*found) if found is not None and _for_slot(delivery, found[1]) else None


def confirm(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """The one nudge to confirm, for the slot it was owed for."""
    found = _placed(tx, delivery, now, SlotState.PLANNED)
    return cards.confirm_card(*found) if found is not None and _for_slot(delivery, found[1]) else None


def offered(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """The offer of the slot that this was owed for, while it is held for this speaker."""
    found = _placed(tx, delivery, now, SlotState.HELD)
    if found is None or (until := found[1].item.until) is None or now >= until:
        return None
    return cards.offered_card(*found, until) if _for_slot(delivery, found[1]) else None


def moved(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That the event of a talk has another time or place, unless it has moved on since."""
    found = _placed(tx, delivery, now, SlotState.PLANNED) or _placed(tx, delivery, now, SlotState.CONFIRMED)
    moved_at = None if found is None else found[1].event.moved_at
    if found is None or moved_at is None or delivery.key != moved_key(found[0].id, moved_at):
        return None
    return None if found[1].event.started(now) else cards.moved_card(*found)


def untold(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To an organizer: a speaker who could not be told what was decided, while that is still so."""
    talk = tx.talks.get(delivery.subject)
    return (
        None if talk is None or talk.state not in (TalkState.WAITING, TalkState.DECLINED) else cards.untold_card(talk)
    )


def coming(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """What helps a confirmed speaker, if they are still on when it was owed for, and have not been."""
    found = _placed(tx, delivery, now, SlotState.CONFIRMED)
    if found is None or found[1].slot is None:
        return None
    talk, spot = found
    run = tx.stages.run(spot.event.id)
    if run is not None and run.has_had(spot.item.id):
        return None  # they were called before their time
    before = timedelta(seconds=int(delivery.key.split(":")[4]))
    still = delivery.key.startswith(f"{coming_key(talk.id, spot.start, before)}:")
    return cards.coming_card(talk, spot, before) if still else None


def waiting(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    talk = tx.talks.get(delivery.subject)
    return None if talk is None or talk.state is not TalkState.WAITING else cards.waiting_card(talk)


def declined(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    talk = tx.talks.get(delivery.subject)
    return None if talk is None or talk.state is not TalkState.DECLINED else cards.declined_card(talk)


def unplaced(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """That a talk lost its slot, if it has not got one again."""
    talk, event = tx.talks.get(delivery.subject), _event(tx, delivery)
    if talk is None or event is None or talk.state is not TalkState.WAITING or tx.talks.slot(talk.id) is not None:
        return None
    return cards.unplaced_card(talk, event)


def called_off(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    talk, event = tx.talks.get(delivery.subject), _event(tx, delivery)
    return None if talk is None or event is None else cards.called_off_card(talk, event)


def freed(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """To the organizers: what becomes of the slots that came free."""
    event = tx.events.get(delivery.subject)
    if event is None or event.state is State.CANCELLED or event.over(now):
        return None
    found = tx.talks.lineup(event.id)
    held = next((each for each in found.items if each.state is SlotState.HELD), None)
    left = minutes_left(event.plan.starts_at, event.plan.ends_at, found.items, found.timing)
    return review_cards.freed_card(event, None if held is None else Spot(event, held, None), left)


def _for_slot(delivery: Delivery, spot: Spot) -> bool:
    """Whether the slot is the one that the delivery was owed for: its key ends in when the slot came to its state."""
    return delivery.key.endswith(f":{stamp(spot.item.since)}")


def _event(tx: Tx, delivery: Delivery) -> Event | None:
    return None if delivery.event is None else tx.events.get(delivery.event)


def _placed(tx: Tx, delivery: Delivery, now: datetime, state: SlotState) -> tuple[Talk, Spot] | None:
    """The talk and its place in the line-up, if that is in this state and its event still ahead or on."""
    talk, spot = tx.talks.get(delivery.subject), spot_of(tx, delivery.subject)
    if talk is None or spot is None or spot.item.state is not state:
        return None
    gone = spot.event.state is State.CANCELLED or spot.event.over(now)
    return None if gone else (talk, spot)
