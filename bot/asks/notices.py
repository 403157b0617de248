"""The cards that asks owe, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.asks import cards
from bot.chat.views import Card
from bot.delivery.model import Delivery, Post
from bot.ports import Tx


def card(tx: Tx, post: Post, now: datetime) -> Card | None:
    """The ask's own card, which its posts show; nothing once its author was forgotten."""
    found = tx.asks.get(post.subject)
    return (
        None if found is None or found.erased else cards.ask_card(found, tx.communities.get(found.community).zone, now)
    )


def match(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """To somebody whom it may fit, while it is open and they want to hear of such; not to who turns out to be its author."""
    found, member = tx.asks.get(delivery.subject), tx.members.at(delivery.space, delivery.place.person or "")
    if found is None or not found.open(now) or member in (None, found.author) or not tx.asks.watches(member):
        return None
    return cards.match_card(found)


def answer(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """To the author: who answered."""
    claim = tx.asks.get_claim(delivery.subject)
    ask = None if claim is None else tx.asks.get(claim.ask)
    if claim is None or ask is None or not (accounts := tx.members.accounts(claim.member)):
        return None
    return cards.answer_card(ask, claim, accounts[0].name, accounts, now)


def thanks(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To somebody who answered: the author's thanks."""
    claim = tx.asks.get_claim(delivery.subject)
    ask = None if claim is None else tx.asks.get(claim.ask)
    return None if ask is None or ask.erased else cards.thanks_card(ask)
