"""What a match may begin to talk about: made from what they wrote of themselves, else one of a few good questions."""

from __future__ import annotations

from bot.chat import limits
from bot.chat.typed import one_line
from bot.chat.views import Line, Say, join
from bot.coffee import texts
from bot.coffee.model import Match
from bot.ports import Tx

_ABOUT_LENGTH = 120


def opener(tx: Tx, match: Match) -> Line:
    """What to ask each of them about, where somebody has an intro; always the same question where nobody has."""
    asks = [
        texts.OPENER_ASK(name=cup.name, about=limits.clip(about, _ABOUT_LENGTH))
        for cup in match.cups
        if (about := _about(tx, cup.member))
    ]
    if not asks:
        return texts.OPENERS[match.id % len(texts.OPENERS)]
    *first, last = asks
    both = (*join(first, ", "), Say(" and "), *last) if first else last
    return texts.OPENER_INTROS(asks=both)


def _about(tx: Tx, member: int) -> str:
    """The personal angle of their intro, or what they do."""
    intro = tx.intros.of(member)
    return "" if intro is None else one_line(intro.profile.angle or intro.profile.does)
