"""Pairing people: a maximum matching, exact for small groups, and greedy with repair for large ones. Pure.

People are numbered from 0; `allowed[a]` holds, as bits, whom `a` may be paired with. `among` is the set of those to pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

Pair = tuple[int, int]
Cost = Callable[[int, int], int]


def bits(mask: int) -> Iterator[int]:
    """The numbers in a set, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def pairs_of(partner: dict[int, int]) -> list[Pair]:
    return [(one, other) for one, other in partner.items() if one < other]


def maximum(allowed: Sequence[int], among: int, order: Sequence[int]) -> dict[int, int]:
    """As many pairs as there can be (Edmonds' blossom algorithm), by partner; `order` says who is served first."""
    partner: dict[int, int] = {}
    for one in order:
        if among >> one & 1 and one not in partner:
            other = next((each for each in bits(allowed[one] & among) if each not in partner), None)
            if other is not None:
                partner[one], partner[other] = other, one
    for root in order:
        if among >> root & 1 and root not in partner:
            _Search(allowed, among, partner, root).augment()
    return partner


@dataclass(slots=True)
class _Search:
    """One search for an alternating path from `root` to somebody who is still alone; blossoms are shrunk to their base."""

    allowed: Sequence[int]
    among: int
    partner: dict[int, int]
    root: int
    base: dict[int, int] = field(init=False)
    parent: dict[int, int] = field(init=False)

    def augment(self) -> None:
        """Pair the root with somebody, changing others' partners on the way; nothing changes where that cannot be."""
        at = self._find()
        while at is not None:
            before = self.parent[at]
            following = self.partner.get(before)
            self.partner[at], self.partner[before] = before, at
            at = following

    def _find(self) -> int | None:
        self.base = {each: each for each in bits(self.among)}
        self.parent = {}
        reached, queue = {self.root}, [self.root]
        for one in queue:  # it grows while we walk it
            for other in bits(self.allowed[one] & self.among):
                mate = self.partner.get(other)
                if self.base[one] == self.base[other] or self.partner.get(one) == other:
                    continue
                if other == self.root or (mate is not None and mate in self.parent):
                    self._shrink(one, other, reached, queue)
                elif other not in self.parent:
                    self.parent[other] = one
                    if mate is None:
                        return other
                    reached.add(mate)
                    queue.append(mate)
        return None

    def _shrink(self, one: int, other: int, reached: set[int], queue: list[int]) -> None:
        top = self._common(one, other)
        blossom: set[int] = set()
        for start, child in ((one, other), (other, one)):
            self._mark(start, top, child, blossom)
        for each, base in self.base.items():
            if base in blossom:
                self.base[each] = top
                if each not in reached:
                    reached.add(each)
                    queue.append(each)

    def _common(self, one: int, other: int) -> int:
        """Where the ways from both back to the root meet."""
        seen = set()
        while True:
            one = self.base[one]
            seen.add(one)
            if one not in self.partner or one == self.root:
                break
            one = self.parent[self.partner[one]]
        while (other := self.base[other]) not in seen:
            other = self.parent[self.partner[other]]
        return other

    def _mark(self, at: int, top: int, child: int, blossom: set[int]) -> None:
        while self.base[at] != top:
            mate = self.partner[at]
            blossom |= {self.base[at], self.base[mate]}
            self.parent[at] = child
            child, at = mate, self.parent[mate]


def greedy(allowed: Sequence[int], among: int) -> dict[int, int]:
    """Pairs for many people: those with the fewest possibilities first, then repaired by exchanging partners.

    Of n people (even), if nobody is barred from more than n/2 - 1 others, this pairs everybody: two who are left over have
    n or more possibilities among at most n/2 - 1 pairs, so some pair can be parted between them.
    """
    partner: dict[int, int] = {}
    free = among
    for one in sorted(bits(among), key=lambda each: (allowed[each] & among).bit_count()):
        if free >> one & 1 and (options := allowed[one] & free):
            other = (options & -options).bit_length() - 1
            partner[one], partner[other] = other, one
            free &= ~(1 << one | 1 << other)
    alone = list(bits(free))
    for at, one in enumerate(alone):
        for other in alone[at + 1 :]:
            if one not in partner and other not in partner:
                _exchange(allowed, partner, one, other)
    return partner


def _exchange(allowed: Sequence[int], partner: dict[int, int], one: int, other: int) -> None:
    """Part some pair, so that each of the two who are alone gets one of it; nothing changes where that cannot be."""
    for third in bits(allowed[one]):
        fourth = partner.get(third)
        if fourth is not None and allowed[other] >> fourth & 1:
            partner[one], partner[third] = third, one
            partner[other], partner[fourth] = fourth, other
            return


def improve(pairs: list[Pair], allowed: Sequence[int], cost: Cost, random: Random, steps: int) -> list[Pair]:
    """Exchange partners between two pairs (2-opt) where that costs less; at most so many steps, so always the same time."""
    better = list(pairs)
    costly = [at for at, (one, other) in enumerate(better) if cost(one, other)]
    for _ in range(steps if len(better) > 1 else 0):
        if not costly:
            break
        first, second = random.choice(costly), random.randrange(len(better))
        (a, b), (c, d) = better[first], better[second]
        if random.random() < 1 / 2:
            c, d = d, c
        may = first != second and allowed[a] >> c & 1 and allowed[b] >> d & 1
        if may and cost(a, c) + cost(b, d) < cost(a, b) + cost(c, d):
            better[first], better[second] = (a, c), (b, d)
            costly = [at for at, (one, other) in enumerate(better) if cost(one, other)]
    return better
