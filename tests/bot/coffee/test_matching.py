"""Matching: nobody left out, nobody with whom they must not be, nobody twice before it must be; against networkx."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations
from time import process_time

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coffee.matching import MOST_ROUNDS_APART, SMALL, Drawing, Past, Person, draw, may_meet
from bot.coffee.pairing import Pair, bits, greedy, maximum

Never = frozenset[Pair]


class Season:
    """Rounds one after the other, with what each leaves behind."""

    def __init__(self, never: Never = frozenset()) -> None:
        self.never = never
        self.met: dict[Pair, int] = {}
        self.rounds: Counter[int] = Counter()
        self.trios: Counter[int] = Counter()
        self.apart: list[list[int]] = []  # for each round: how many rounds after the last time its repeated pairs came

    def past(self) -> Past:
        return Past(dict(self.met), dict(self.rounds), dict(self.trios), self.never)

    def draw(self, people: Iterable[Person], seed: int = 0) -> Drawing:
        number, everybody = len(self.apart) + 1, list(people)
        drawing = draw(everybody, self.past(), number, seed * 1000 + number)
        sound(everybody, drawing, self.never)
        met = [pair for group in drawing.groups for pair in combinations(group, 2)]
        self.apart.append([number - self.met[pair] for pair in met if pair in self.met])
        self.met |= dict.fromkeys(met, number)
        for group in drawing.groups:
            self.rounds.update(group)
            if len(group) == 3:
                self.trios.update(group)
        return drawing


def sound(people: list[Person], drawing: Drawing, never: Never) -> None:
    """Everybody is there once; groups are of two or three who may all meet each other."""
    seated = [each for group in drawing.groups for each in group]
    assert sorted([*seated, *drawing.resting]) == sorted(each.id for each in people)
    known = {each.id: each for each in people}
    for group in drawing.groups:
        assert len(group) in (2, 3)
        for one, other in combinations(group, 2):
            assert may_meet(known[one], known[other])
            assert not {(one, other), (other, one)} & never


def crowd(count: int) -> list[Person]:
    return [Person(each) for each in range(count)]


@pytest.mark.parametrize("count", [2, 4, 6, 8, 10, 12, 16, 20, 30])
def test_a_constant_group_meets_everybody_before_anybody_twice(count: int) -> None:
    season = Season()
    for _ in range(2 * (count - 1)):
        assert season.draw(crowd(count)).resting == ()
    assert season.apart[: count - 1] == [[]] * (count - 1)
    assert {each for round_ in season.apart[count - 1 :] for each in round_} == {count - 1}
    assert not season.trios


@pytest.mark.parametrize("count", [8, 12, 20])
@pytest.mark.parametrize("seed", range(1, 9))
def test_however_it_is_drawn_nobody_is_met_twice_in_one_round_less_than_there_are_people(count: int, seed: int) -> None:
    """Whoever they are and whatever chance says; every pair of them has met then, which is all that networkx finds."""
    season, people = Season(), [Person(each * 7 % 1009) for each in range(1, count + 1)]
    for _ in range(count - 1):
        assert season.draw(people, seed).resting == ()
    assert season.apart == [[]] * (count - 1)
    assert set(season.met) == set(friends(people, frozenset()))
    assert largest(set(friends(people, frozenset())) - set(season.met)) == 0


@pytest.mark.parametrize("count", [5, 9, 13, 21, 29])
def test_trios_go_round_and_pairs_still_stay_apart(count: int) -> None:
    season, rounds = Season(), 3 * count
    for _ in range(rounds):
        drawing = season.draw(crowd(count))
        assert sorted(map(len, drawing.groups)) == [*[2] * (count // 2 - 1), 3]
    fair = 3 * rounds / count
    assert all(abs(season.trios[each] - fair) <= 2 for each in range(count))
    assert min(each for round_ in season.apart for each in round_) >= count // 2 - 1


@given(st.integers(2, 14), st.data())
@settings(max_examples=150, deadline=None)
def test_people_who_come_and_go_are_never_left_out_nor_meet_again_sooner_than_they_must(
    count: int, data: st.DataObject
) -> None:
    season = Season()
    for number in range(1, 9):
        there = data.draw(st.sets(st.integers(0, count - 1), min_size=2))
        ages = {pair: number - season.met.get(pair, -1000) for pair in combinations(sorted(there), 2)}
        assert season.draw([Person(each) for each in there]).resting == ()
        if len(there) % 2 == 0 and season.apart[-1]:
            soonest = min(season.apart[-1])
            later = {pair for pair, age in ages.items() if age > soonest}
            assert 2 * largest(later) < len(there)


@st.composite
def awkward(draw_: st.DrawFn, most: int) -> tuple[list[Person], Never]:
    """People on two sides, some of whom cross, and some pairs who must not meet."""
    places = [frozenset({0}), frozenset({1}), frozenset({0, 1})]
    people = [
        Person(each, draw_(st.sampled_from(places)), crosses=draw_(st.booleans()))
        for each in range(draw_(st.integers(1, most)))
    ]
    pairs = list(combinations(range(len(people)), 2))
    return people, frozenset(draw_(st.sets(st.sampled_from(pairs)))) if pairs else frozenset()


@given(awkward(7), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_as_few_rest_as_can_be(made: tuple[list[Person], Never], rounds: int) -> None:
    people, never = made
    season = Season(never)
    for _ in range(rounds + 1):
        drawing = season.draw(people)
    assert len(drawing.resting) == fewest_resting(len(people), friends(people, never))


@st.composite
def sparse(draw_: st.DrawFn) -> tuple[list[Person], Never]:
    """Eight to ten people with few who may meet, so that it matters who sits with whom: triangles on a path, and more."""
    count = draw_(st.integers(8, 10))
    pairs = list(combinations(range(count), 2))
    trios = draw_(st.lists(st.sampled_from(list(combinations(range(count), 3))), min_size=2, max_size=3))
    may = {pair for trio in trios for pair in combinations(trio, 2)}
    may |= draw_(st.sets(st.sampled_from(pairs), min_size=2, max_size=count // 2))
    return crowd(count), frozenset(set(pairs) - may)


@given(sparse())
@settings(max_examples=300, deadline=None)
def test_as_few_rest_as_can_be_where_pairs_alone_would_leave_people_over(made: tuple[list[Person], Never]) -> None:
    people, never = made
    drawing = Season(never).draw(people)
    assert len(drawing.resting) == fewest_resting(len(people), friends(people, never))


def test_two_threes_and_a_pair_where_four_pairs_are_not_to_be() -> None:
    """Two triangles that hang on one of a pair: whoever pairs that one with a corner leaves the other of the pair alone."""
    may = {(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 6), (3, 6), (6, 7)}
    never = frozenset(set(combinations(range(8), 2)) - may)
    for seed in range(20):
        drawing = draw(crowd(8), Past(never=never), 1, seed)
        assert set(drawing.groups) == {(0, 1, 2), (3, 4, 5), (6, 7)}


def test_two_threes_are_no_way_around_a_repetition_where_pairs_can_be() -> None:
    """Everybody has met the other side: two threes would be new, but six people are three pairs, one of them the oldest."""
    met = {(one, 3 + (one + turn) % 3): turn + 1 for turn in range(3) for one in range(3)}
    for seed in range(20):
        drawing = draw(crowd(6), Past(met=met), 4, seed)
        assert [len(each) for each in drawing.groups] == [2, 2, 2]
        assert [met[one, other] for one, other in drawing.groups if (one, other) in met] == [1]


@given(awkward(8), st.integers(3, 8))
@settings(max_examples=100, deadline=None)
def test_nobody_sits_with_two_to_avoid_a_repetition(made: tuple[list[Person], Never], rounds: int) -> None:
    people, never = made
    season = Season(never)
    for _ in range(rounds):
        drawing = season.draw(people)
        pairs_only = all(len(each) == 2 for each in drawing.groups) and not drawing.resting
        assert pairs_only == (2 * largest(friends(people, never)) == len(people))


@given(awkward(SMALL), st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_everybody_is_in_pairs_exactly_where_networkx_says_that_can_be(
    made: tuple[list[Person], Never], rounds: int
) -> None:
    people, never = made
    season = Season(never)
    for _ in range(rounds):
        season.draw(people)
    before = set(season.met)
    drawing = season.draw(people)
    pairs_only = all(len(each) == 2 for each in drawing.groups) and not drawing.resting
    may = set(friends(people, never))
    assert pairs_only == (2 * largest(may) == len(people))
    # And without a repetition exactly where that can be.
    if 2 * largest(may - before) == len(people):
        assert season.apart[-1] == []


@given(st.integers(2, 40), st.data())
@settings(max_examples=150, deadline=None)
def test_the_maximum_matching_is_networkx_own(count: int, data: st.DataObject) -> None:
    pairs = list(combinations(range(count), 2))
    edges = set(data.draw(st.lists(st.sampled_from(pairs), max_size=3 * count)))
    partner = maximum(masks(count, edges), (1 << count) - 1, range(count))
    assert all(partner[partner[each]] == each and tuple(sorted((each, partner[each]))) in edges for each in partner)
    assert len(partner) == 2 * largest(edges)


@given(st.integers(1, 12), st.data())
@settings(max_examples=150, deadline=None)
def test_greedy_with_repair_pairs_everybody_where_few_are_barred(half: int, data: st.DataObject) -> None:
    """Of n people, nobody barred from more than n/2 - 1 others: proven, and tried here."""
    count = 2 * half
    pairs = set(combinations(range(count), 2))
    barred: Counter[int] = Counter()
    for one, other in data.draw(st.permutations(sorted(pairs))):
        if max(barred[one], barred[other]) < half - 1:
            barred.update((one, other))
            pairs.remove((one, other))
    assert len(greedy(masks(count, pairs), (1 << count) - 1)) == count


@pytest.mark.parametrize("count", [100, 101, 1000, 1001])
def test_large_groups_are_quick_and_keep_pairs_apart(count: int) -> None:
    never = frozenset((each, each + 1) for each in range(0, count - 1, 3))
    season = Season(never)
    for round_ in range(30):
        there = [each for each in crowd(count) if (each.id + round_) % 5]  # a fifth stays away each time
        began = process_time()
        assert season.draw(there).resting == ()
        assert process_time() - began < 1
    assert season.apart == [[]] * 30


def test_a_large_group_that_has_nobody_new_any_more_repeats_the_oldest() -> None:
    season = Season()
    for _ in range(60):
        assert season.draw(crowd(40)).resting == ()
    window = min(MOST_ROUNDS_APART, 40 // 2 - 1)
    assert all(each > window for round_ in season.apart for each in round_)


def test_sides_that_do_not_cross_are_matched_each_for_itself() -> None:
    sides = [Person(each, frozenset({each % 2})) for each in range(10)]
    season = Season()
    for _ in range(20):
        assert season.draw(sides).resting == ()
    assert all(one % 2 == other % 2 for one, other in season.met)
    assert max(season.trios.values()) - min(season.trios.values()) <= 2


def test_who_must_not_meet_anybody_rests() -> None:
    never = frozenset((0, each) for each in range(1, 5))
    assert draw(crowd(5), Past(never=never), 1, 1).resting == (0,)
    assert draw(crowd(1), Past(), 1, 1) == Drawing((), (0,))
    assert draw([], Past(), 1, 1) == Drawing((), ())


@pytest.mark.parametrize("changed", [lambda group: [*group, Person(99)], lambda group: group[1:]])
def test_after_somebody_came_or_left_the_rounds_go_on_without_repetition(
    changed: Callable[[list[Person]], list[Person]],
) -> None:
    season, group = Season(), crowd(9)
    for _ in range(3):
        season.draw(group)
    group = changed(group)
    for _ in range(3):
        season.draw(group)
    assert season.apart == [[]] * 6


def test_the_same_seed_draws_the_same() -> None:
    assert draw(crowd(17), Past(), 1, 5) == draw(reversed(crowd(17)), Past(), 1, 5)
    assert draw(crowd(17), Past(), 1, 5) != draw(crowd(17), Past(), 1, 6)


# --- Oracles ---------------------------------------------------------------------------------------------------------


def friends(people: list[Person], never: Never) -> frozenset[Pair]:
    """Who may meet whom."""
    pairs = combinations(sorted(people, key=lambda each: each.id), 2)
    return frozenset(
        (one.id, other.id) for one, other in pairs if may_meet(one, other) and (one.id, other.id) not in never
    )


def largest(edges: Iterable[Pair]) -> int:
    """How many pairs there can be."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(edges)
    return len(nx.max_weight_matching(graph, maxcardinality=True))


def masks(count: int, edges: Iterable[Pair]) -> list[int]:
    allowed = [0] * count
    for one, other in edges:
        allowed[one] |= 1 << other
        allowed[other] |= 1 << one
    return allowed


def fewest_resting(count: int, edges: frozenset[Pair]) -> int:
    """By trying every way to seat up to seven people in twos and threes."""
    allowed = masks(count, edges)

    @cache
    def best(left: int) -> int:
        if not left:
            return 0
        one = (left & -left).bit_length() - 1
        rest = left & ~(1 << one)
        fewest = 1 + best(rest)
        others = list(bits(allowed[one] & rest))
        for other in others:
            fewest = min(fewest, best(rest & ~(1 << other)))
        for other, third in combinations(others, 2):
            if allowed[other] >> third & 1:
                fewest = min(fewest, best(rest & ~(1 << other) & ~(1 << third)))
        return fewest

    return best((1 << count) - 1)
