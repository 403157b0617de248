"""The cards that coffee owes, composed at the moment of sending, so that they show what is true then."""

from __future__ import annotations

from datetime import datetime

from bot.chat.views import Card
from bot.coffee import cards
from bot.coffee.model import FEWEST, Standing
from bot.coffee.openers import opener
from bot.delivery.model import Delivery
from bot.ports import Tx


def match_card(tx: Tx, match: int, _now: datetime) -> Card | None:
    """What stands in a match's conversation."""
    found = tx.coffee.match(match)
    space = None if found is None else found.shared_space()
    if found is None or space is None or len(found.present) < FEWEST:
        return None  # two of them turned out to be one person, or somebody left or was forgotten meanwhile
    return cards.match_card(found, space, opener(tx, found))


def apart(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """How to reach the others of a match; nothing where nobody is left who may be reached."""
    found = tx.coffee.match_of_cup(delivery.subject)
    return None if found is None else cards.apart_card(found[0], found[1], opener(tx, found[0]))


def rest(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """That there was nobody for them this time."""
    return None if tx.coffee.round(delivery.subject) is None else cards.rest_card()


def did_you_meet(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """The question at a round's end; not to somebody who has left."""
    if (found := tx.coffee.match_of_cup(delivery.subject)) is None:
        return None
    match, member = found
    cup = match.of(member)
    gone = cup is None or cup.standing is Standing.LEFT or not match.others(member)
    return None if gone else cards.met_card(match, member)
