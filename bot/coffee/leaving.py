"""What a person who leaves the coffee matches leaves behind: a conversation that is not open yet opens without them."""

from __future__ import annotations

from datetime import datetime

from bot.coffee.model import FEWEST, Standing
from bot.coffee.rounds import owe_rest
from bot.delivery.model import Kind, RoomKind
from bot.ports import Tx


def leave_matches(tx: Tx, member: int, now: datetime) -> None:
    """Take a member out of what is still to be opened; who is alone by that hears that there is nobody this time.

    Call it before they are forgotten, in the same transaction.
    """
    for number in tx.rooms.leave(RoomKind.COFFEE, member):
        if (match := tx.coffee.match(number)) is None:
            continue
        left = [each for each in match.others(member) if each.standing is not Standing.LEFT]
        if len(left) < FEWEST:
            for cup in match.cups:
                tx.deliveries.unplan(Kind.COFFEE_MET, cup.id, "they were never brought together", now)
            for cup in left:
                owe_rest(tx, match.round, cup.member, now)
