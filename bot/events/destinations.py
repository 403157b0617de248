"""Where an event goes when it is planned: which platforms it reaches now, and which have to come back first."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

from bot.chat.views import Line, Say
from bot.events import texts
from bot.people.model import Platform, Space


@dataclass(frozen=True, slots=True)
class Destinations:
    """The platforms that an event is posted on, by name: those it reaches now, and those that are away."""

    now: tuple[str, ...]
    later: tuple[str, ...]

    @classmethod
    def of(cls, spaces: Iterable[Space], away: AbstractSet[Platform]) -> Self:
        platforms = dict.fromkeys(each.platform for each in spaces)
        return cls(
            tuple(each.title for each in platforms if each not in away),
            tuple(each.title for each in platforms if each in away),
        )

    def lines(self, reminders: Line) -> list[Line]:
        """What is said about them, with the words about reminders there."""
        said = []
        if self.now:
            said.append(texts.CREATED_POSTED(places=Say(" and ".join(self.now)), reminders=reminders))
        if self.later:
            sentence = texts.CREATED_WAITS if len(self.later) == 1 else texts.CREATED_WAIT
            said.append(sentence(places=Say(" and ".join(self.later))))
        return said or [texts.CREATED_NOWHERE]
