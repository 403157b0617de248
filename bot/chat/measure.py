"""How much room a line takes on the stricter platform, for cards that have to leave out what does not fit.

Discord counts its markdown: the backslashes before typed signs, the marks of bold words, the whole address of a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.views import Channel, Everyone, Line, Link, Moment, Person, Say, Span, Typed, join

_SIGNS = frozenset("\\*_~`|<>[]#@+-.")
_MOMENT = 20
_REFERENCE = 30


def room_of(line: Line) -> int:
    """At most so many characters does a line take."""
    return sum(map(_span, line))


def room_of_text(text: str) -> int:
    """The same for typed text that may have several lines."""
    return len(text) + sum(each in _SIGNS for each in text)


def room_of_rows(lines: Iterable[Line]) -> int:
    """The same for a list, with the signs that begin its rows."""
    return sum(room_of(each) + 3 for each in lines)


def fitting(rows: Sequence[Line], room: int) -> int:
    """How many rows from the first on there is room for."""
    for at in range(len(rows)):
        room -= room_of_rows(rows[at : at + 1])
        if room < 0:
            return at
    return len(rows)


def with_links(rows: Sequence[Line], links: Sequence[Sequence[Link]], room: int) -> tuple[list[Line], int]:
    """Each row with its links behind it, as far as there is room for all together: one for each row before a second one
    for any. And how many links were left out.
    """
    left, kept = room - room_of_rows(rows), [list[Line]() for _ in rows]
    for place in range(max(map(len, links), default=0)):
        for mine, theirs in zip(kept, links, strict=True):
            cost = room_of((theirs[place],)) + 3 if place < len(theirs) else 0
            if cost and len(mine) == place and cost <= left:
                left -= cost
                mine.append((theirs[place],))
    shown = [join((row, join(mine, ", ")), " · ") if mine else row for row, mine in zip(rows, kept, strict=True)]
    return shown, sum(map(len, links)) - sum(map(len, kept))


def _span(span: Span) -> int:
    match span:
        case Say(text, strong):
            return len(text) + (4 if strong else 0)
        case Typed(text, strong):
            return room_of_text(text) + (4 if strong else 0)
        case Link(label, url):
            return room_of_text(label) + len(url) + 4
        case Moment():
            return _MOMENT
        case Person(name) | Channel(name=name):
            return max(room_of_text(name), _REFERENCE)
        case Everyone():
            return _REFERENCE
