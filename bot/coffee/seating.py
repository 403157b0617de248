"""Groups of two and three for people of whom not everybody may meet everybody: seat as many as can be. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.coffee.pairing import bits

_STEPS = 20_000  # of the search for a better seating: enough for every small group that came up, and never long


@dataclass(frozen=True, slots=True)
class Seating:
    """Groups by the people's numbers, and those who are in none."""

    groups: tuple[tuple[int, ...], ...]
    resting: tuple[int, ...]

    @property
    def misses(self) -> tuple[int, int]:
        """What is wrong with it, the fewer the better: people who rest, then trios."""
        return len(self.resting), sum(len(each) > 2 for each in self.groups)  # noqa: PLR2004 - more than a pair


def seat_most(allowed: Sequence[int], part: int, known: Seating) -> Seating:
    """A seating in which fewer rest than in the `known` one, if there is one; within a number of steps."""
    for resting in range(len(known.resting)):
        found = _Search(allowed, _STEPS).seat(part, resting)
        if found is not None:
            seated = {each for group in found for each in group}
            return Seating(tuple(found), tuple(each for each in bits(part) if each not in seated))
    return known


@dataclass(slots=True)
class _Search:
    allowed: Sequence[int]
    steps: int

    def seat(self, left: int, resting: int) -> list[tuple[int, ...]] | None:
        """Groups for all who are left but for at most so many; the one with the fewest possibilities is seated first."""
        if not left:
            return []
        self.steps -= 1
        if self.steps < 0:
            return None
        hardest = min(bits(left), key=lambda each: (self.allowed[each] & left).bit_count())
        for group in self._groups(hardest, left):
            rest = self.seat(left & ~sum(1 << each for each in group), resting)
            if rest is not None:
                return [group, *rest]
        if resting:
            return self.seat(left & ~(1 << hardest), resting - 1)
        return None

    def _groups(self, one: int, left: int) -> Iterator[tuple[int, ...]]:
        others = list(bits(self.allowed[one] & left))
        for other in others:
            yield (one, other)
        for at, other in enumerate(others):
            for third in others[at + 1 :]:
                if self.allowed[other] >> third & 1:
                    yield (one, other, third)
