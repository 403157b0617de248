"""Who has coffee with whom: a round drawn from those who are in, what was before, and who must never meet. Pure.

In this order: two who must not meet never do; nobody rests who can be seated; a pair comes again as late as it can; the trio
of an odd number goes round. Small groups are drawn exactly and looking ahead, large ones greedily with repair.
The same people, past and seed always give the same drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from bot.coffee.pairing import Pair, bits, greedy, improve, maximum, pairs_of
from bot.coffee.seating import Seating, seat_most

SMALL = 30  # up to here exact, looking ahead
MOST_ROUNDS_APART = 26
_FUTURES = 4  # ways to go on that are compared where looking ahead
_TRIOS_TRIED = 40
_NEXT_TURNS = 12  # of whom a trio is made
_STEPS_EACH = 40
_APART = 1_000_000  # what it costs to repeat the last round's pair


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to match. `places` are the spaces where they are; `crosses` allows a match whom they share none with."""

    id: int
    places: frozenset[int] = frozenset({0})
    crosses: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """`met`: the last round of each two (smaller id first). `rounds`, `trios`: how many each one was in, and of these as one
    of three. `never`: two who must not meet, in either order.
    """

    met: Mapping[Pair, int] = field(default_factory=dict)
    rounds: Mapping[int, int] = field(default_factory=dict)
    trios: Mapping[int, int] = field(default_factory=dict)
    never: AbstractSet[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawing:
    """The groups of two or three, and those for whom there was nobody."""

    groups: tuple[tuple[int, ...], ...]
    resting: tuple[int, ...]


def draw(people: Iterable[Person], past: Past, number: int, seed: int) -> Drawing:
    """Draw round `number`, which comes after every round of the past."""
    table = _Table.lay(sorted(people, key=lambda each: each.id), past, number, Random(seed))  # noqa: S311 - a fair draw, no secret
    groups: list[tuple[int, ...]] = []
    resting: list[int] = []
    for part in table.parts():
        seated = _draw_small(table, part) if part.bit_count() <= SMALL else _draw_large(table, part)
        groups += [tuple(sorted(table.ids[each] for each in group)) for group in seated.groups]
        resting += [table.ids[each] for each in seated.resting]
    return Drawing(tuple(sorted(groups)), tuple(sorted(resting)))


def may_meet(one: Person, other: Person) -> bool:
    """Two who share a space may; two who share none only where both said so."""
    return bool(one.places & other.places) or (one.crosses and other.crosses)


@dataclass(frozen=True, slots=True)
class _Table:
    """The people by number. `allowed` leaves out who must not meet; `ages` says how many rounds ago two last met."""

    ids: Sequence[int]
    allowed: Sequence[int]
    ages: Mapping[Pair, int]
    share: Sequence[float]  # of their rounds that were trios: the smaller, the sooner it is their turn
    random: Random

    @classmethod
    def lay(cls, people: list[Person], past: Past, number: int, random: Random) -> _Table:
        random.shuffle(people)
        numbers = {each.id: at for at, each in enumerate(people)}
        kinds: dict[tuple[frozenset[int], bool], int] = {}
        for at, each in enumerate(people):
            kinds[each.places, each.crosses] = kinds.get((each.places, each.crosses), 0) | 1 << at
        allowed = [_reach(each, kinds) & ~(1 << at) for at, each in enumerate(people)]
        for one, other in past.never:
            if one in numbers and other in numbers:
                allowed[numbers[one]] &= ~(1 << numbers[other])
                allowed[numbers[other]] &= ~(1 << numbers[one])
        ages = {
            (min(a, b), max(a, b)): number - last
            for (one, other), last in past.met.items()
            if (a := numbers.get(one)) is not None and (b := numbers.get(other)) is not None
        }
        share = [past.trios.get(each.id, 0) / (1 + past.rounds.get(each.id, 0)) for each in people]
        return cls([each.id for each in people], allowed, ages, share, random)

    def parts(self) -> list[int]:
        """The people in groups between which nobody may meet."""
        left, found = (1 << len(self.ids)) - 1, []
        while left:
            part, fresh = 0, left & -left
            while fresh:
                part |= fresh
                reached = 0
                for each in bits(fresh):
                    reached |= self.allowed[each]
                fresh = reached & ~part
            found.append(part)
            left &= ~part
        return found

    def barring(self, within: int) -> list[int]:
        """Whom each may meet, without those met within so many rounds."""
        allowed = list(self.allowed)
        for (one, other), age in self.ages.items():
            if age <= within:
                allowed[one] &= ~(1 << other)
                allowed[other] &= ~(1 << one)
        return allowed

    def cost(self, one: int, other: int) -> int:
        """What it costs that two meet again: the more, the more recent it was."""
        age = self.ages.get((one, other) if one < other else (other, one))
        return 0 if age is None else _APART // max(1, age)

    def tidied(self, seated: Seating, allowed: Sequence[int]) -> Seating:
        """The same with the pairs exchanged where that repeats less."""
        pairs = [(group[0], group[1]) for group in seated.groups if len(group) == 2]  # noqa: PLR2004 - a pair
        trios = tuple(group for group in seated.groups if len(group) > 2)  # noqa: PLR2004
        better = improve(pairs, allowed, self.cost, self.random, _STEPS_EACH * len(pairs))
        return Seating((*better, *trios), seated.resting)


def _reach(person: Person, kinds: Mapping[tuple[frozenset[int], bool], int]) -> int:
    reach = 0
    for (places, crosses), members in kinds.items():
        if may_meet(person, Person(0, places, crosses)):
            reach |= members
    return reach


# --- Small groups: exact, looking ahead ------------------------------------------------------------------------------


def _draw_small(table: _Table, part: int) -> Seating:
    """Bar what was within as many rounds as still seats as many as can be seated at all."""
    best = _seat(table, table.allowed, part, maximum)
    if best.resting:
        best = seat_most(table.allowed, part, best)
    ages = sorted({age for (one, other), age in table.ages.items() if part >> one & part >> other & 1})
    low, high, barred = 0, len(ages), 0
    while low < high:
        middle = (low + high + 1) // 2
        seated = _seat(table, table.barring(ages[middle - 1]), part, maximum)
        if seated.misses <= best.misses:
            best, low, barred = seated, middle, ages[middle - 1]
        else:
            high = middle - 1
    allowed = table.barring(barred) if barred else table.allowed
    if not best.resting and part.bit_count() == 2 * len(best.groups):
        best = Seating(tuple(_looking_ahead(table, allowed, part)), ())
    return table.tidied(best, allowed)


def _looking_ahead(table: _Table, allowed: Sequence[int], part: int) -> list[Pair]:
    """Of several ways to pair everybody, the one after which the most rounds without a repetition are left.

    Where the rest of the round-robin circle is still whole, its next round is it: n people then meet n - 1 times without
    a repetition.
    """
    unused = [each for each in _circle(table, part) if all(allowed[one] >> other & 1 for one, other in each)]
    edges = sum((allowed[each] & part).bit_count() for each in bits(part)) // 2
    if unused and len(unused) * len(unused[0]) == edges:
        return table.random.choice(unused)
    ways = [table.random.choice(unused)] if unused else []
    while len(ways) < _FUTURES:
        ways.append(pairs_of(maximum(allowed, part, _shuffled(table, part))))
    return max(ways, key=lambda way: _rounds_left(allowed, part, way))


def _circle(table: _Table, part: int) -> list[list[Pair]]:
    """The rounds in which everybody meets everybody once: one sits still, the others move on by one seat each round."""
    still, *moving = sorted(bits(part), key=lambda each: table.ids[each])
    rounds = []
    for turn in range(len(moving)):
        seats = [still, *moving[turn:], *moving[:turn]]
        half = len(seats) // 2
        rounds.append(list(zip(seats[:half], reversed(seats[half:]), strict=True)))
    return rounds


def _rounds_left(allowed: Sequence[int], part: int, way: list[Pair]) -> int:
    """How many rounds can follow, each pairing everybody, if the next ones are drawn without much thought."""
    left, order, rounds = list(allowed), list(bits(part)), 0
    while 2 * len(way) == len(order):
        rounds += 1
        for one, other in way:
            left[one] &= ~(1 << other)
            left[other] &= ~(1 << one)
        way = pairs_of(maximum(left, part, order))
    return rounds


# --- Large groups: greedy with repair --------------------------------------------------------------------------------


def _draw_large(table: _Table, part: int) -> Seating:
    """Bar everything that was; where that leaves somebody over, the guaranteed window; and less where even that does."""
    oldest = max(table.ages.values(), default=0)
    window = min(MOST_ROUNDS_APART, part.bit_count() // 2 - 1)
    best: Seating | None = None
    for within in sorted({oldest, min(window, oldest), min(window // 2, oldest), 0}, reverse=True):
        allowed = table.barring(within)
        seated = _seat(table, allowed, part, lambda graph, among, _order: greedy(graph, among))
        if best is None or seated.misses < best.misses:
            best = table.tidied(seated, allowed)
        if best.misses <= (0, part.bit_count() % 2):
            break
    if best is None:
        raise LookupError("nothing was tried")
    return best


# --- Both ------------------------------------------------------------------------------------------------------------

Pairing = Callable[[Sequence[int], int, Sequence[int]], dict[int, int]]


def _seat(table: _Table, allowed: Sequence[int], part: int, pairing: Pairing) -> Seating:
    """Everybody in pairs; the odd one makes a trio with two others whose turn it is; who is left joins a pair."""
    order = _shuffled(table, part)
    if part.bit_count() % 2:
        for trio in _trios(table, allowed, part):
            rest = part & ~sum(1 << each for each in trio)
            partner = pairing(allowed, rest, order)
            if len(partner) == rest.bit_count():
                return Seating((*pairs_of(partner), trio), ())
    return _join_pairs(table, allowed, part, pairing(allowed, part, order))


def _trios(table: _Table, allowed: Sequence[int], part: int) -> list[tuple[int, ...]]:
    """Trios that may be, those first whose turn it is."""
    turns = sorted(bits(part), key=lambda each: table.share[each])[:_NEXT_TURNS]
    trios = sorted(combinations(turns, 3), key=lambda each: sum(table.share[one] ** 2 for one in each))
    fit = (each for each in trios if all(allowed[a] >> b & 1 for a, b in combinations(each, 2)))
    return [each for _, each in zip(range(_TRIOS_TRIED), fit, strict=False)]


def _join_pairs(table: _Table, allowed: Sequence[int], part: int, partner: dict[int, int]) -> Seating:
    """Those whom the pairs leave over join one each, where both allow it."""
    pairs, trios, resting = pairs_of(partner), [], []
    for alone in bits(part & ~sum(1 << each for each in partner)):
        fitting = [each for each in pairs if all(allowed[alone] >> one & 1 for one in each)]
        if fitting:
            joined = min(fitting, key=lambda each: sum(table.share[one] ** 2 for one in each))
            pairs.remove(joined)
            trios.append((*joined, alone))
        else:
            resting.append(alone)
    return Seating((*pairs, *trios), tuple(resting))


def _shuffled(table: _Table, part: int) -> list[int]:
    order = list(bits(part))
    table.random.shuffle(order)
    return order
