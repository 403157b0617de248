"""The cards that the stage owes, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.chat import limits
from bot.chat.views import Card, Person
from bot.delivery.model import Delivery, Errand, Post
from bot.ports import Tx
from bot.stage import cards
from bot.stage.model import ENDS_ITSELF, Act, Program, Turn, act_of, program
from bot.stage.posts import close, close_later, done_key, item_on_deck, warning_key, warns_of

_NAME = 40


def turn(tx: Tx, post: Post, now: datetime) -> Card | None:
    """A turn's own card, which its posts show; not posted any more when the turn is over."""
    found = tx.stages.turn(post.subject)
    whole = None if found is None else _program(tx, found, now)
    if found is None or whole is None or (post.message is None and found.ended_at is not None):
        return None
    act = act_of(whole, found) if found in whole.run.turns else None  # a rehearsal is none of its turns
    return None if act is None else cards.turn_card(whole, act, _person(tx, whole.on_deck), now)


def warning(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That time runs out, while it is true: the same turn, not paused, and no time added since."""
    found = tx.stages.turn(delivery.subject)
    whole = None if found is None else _program(tx, found, now)
    if found is None or whole is None or whole.run.paused_at is not None:
        return None
    before = warns_of(delivery.key)
    still = delivery.key.startswith(f"{warning_key(found, before)}:")
    return cards.warning_card(whole, found, before) if still else None


def on_deck(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That somebody has come to be on deck, while they are and the same turn is on."""
    found = tx.stages.turn(delivery.subject)
    whole = None if found is None else _program(tx, found, now)
    if whole is None or whole.run.now_on != found or whole.on_deck is None:
        return None
    still = whole.on_deck.item == item_on_deck(delivery.key)
    return cards.deck_card(whole, whole.on_deck, _person(tx, whole.on_deck)) if still else None


def done(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """That the stage is closed, unless it was opened again since; then it is said of the last time."""
    run, event = tx.stages.run(delivery.subject), tx.events.get(delivery.subject)
    if run is None or event is None or run.stopped_at is None or not delivery.key.startswith(done_key(run)):
        return None
    return cards.done_card(program(event, tx.talks.lineup(event.id), run, now))


def end_itself(tx: Tx, errand: Errand, now: datetime) -> None:
    """Close a stage that nobody closed; one that is still in use is asked about later."""
    run, event = tx.stages.run(errand.subject), tx.events.get(errand.subject)
    if run is None or event is None or not run.live:
        return
    times_up = run.now_on.ends_at if run.now_on is not None else event.plan.ends_at
    if now < max(event.plan.ends_at, times_up) + ENDS_ITSELF:
        close_later(tx, event, now)
    else:
        close(tx, event, run, now, spoken_until=run.paused_at or times_up)  # nobody knows better when they ended


def _program(tx: Tx, found: Turn, now: datetime) -> Program | None:
    run, event = tx.stages.run(found.event), tx.events.get(found.event)
    return None if run is None or event is None else program(event, tx.talks.lineup(event.id), run, now)


def _person(tx: Tx, act: Act | None) -> Person | None:
    """Who is on deck, to be pinged on whatever platforms they are."""
    known = None if act is None or act.speaker is None else tx.members.known(act.speaker)
    return None if known is None else Person(limits.clip(known.name, _NAME), known.accounts, ping=True)
