"""Any interleaving of what people do with two accounts, of joining these and separating them: everybody is counted once.

The world beside the database knows people by tokens: `owner` says whose an account is. Joining replaces a token by another
one everywhere, separating makes a new one. After each step the rows must say the same as the world.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, product

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.asks.actions import _claim, _post
from bot.asks.model import Need, Side, Topic
from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.coffee.matching import draw
from bot.coffee.model import Drinker, Pace, Rhythm, Standing
from bot.coffee.rounds import plan_round
from bot.events.model import Answer
from bot.people.meeting import _say_met_account
from bot.talks.model import Proposal, TalkKind
from storage.migrations import migrate, steps
from storage.sql import Sql
from tests.bot.people.test_linking import NOW, Room, account

DISCORD, SLACK = (1, 2), (101, 102)  # few, so that two accounts of one person often did the same
PEOPLE = st.sampled_from((*DISCORD, *SLACK))
SOME = st.lists(PEOPLE, min_size=1, max_size=2, unique=True)
EVENTS = st.integers(1, 2)
NEED = Need(Topic.REVIEW, "My first talk", "speaking", soon=False, days=14)
TALK = Proposal("T", "", TalkKind.LIGHTNING, 10, first=False, links=(), wish=None)
FIRM = (Standing.IN, Standing.ONCE, Standing.AWAY, Standing.LEFT)


@dataclass
class World:
    """What should be so. `said` has whom of a pair said that they met, `never` who must not be matched with whom."""

    owner: dict[int, int] = field(default_factory=dict)
    answered: dict[int, set[int]] = field(default_factory=lambda: {1: set(), 2: set()})
    arrived: dict[int, set[int]] = field(default_factory=lambda: {1: set(), 2: set()})
    authors: list[int] = field(default_factory=list)
    claims: list[set[int]] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    matches: list[set[int]] = field(default_factory=list)
    never: set[tuple[int, int]] = field(default_factory=set)
    drinkers: dict[int, Standing] = field(default_factory=dict)
    said: dict[frozenset[int], set[int]] = field(default_factory=dict)

    def join(self, keep: int, gone: int) -> None:
        def now(token: int) -> int:
            return keep if token == gone else token

        def all_of(tokens: Iterable[int]) -> set[int]:
            return {now(each) for each in tokens}

        self.owner = {each: now(token) for each, token in self.owner.items()}
        self.answered = {each: all_of(tokens) for each, tokens in self.answered.items()}
        self.arrived = {each: all_of(tokens) for each, tokens in self.arrived.items()}
        self.authors = [now(each) for each in self.authors]
        self.claims = [all_of(tokens) - {author} for author, tokens in zip(self.authors, self.claims, strict=True)]
        self.speakers = [now(each) for each in self.speakers]
        self.matches = [all_of(each) for each in self.matches]
        self.never = {(now(one), now(other)) for one, other in self.never if now(one) != now(other)}
        said: dict[frozenset[int], set[int]] = {}
        for pair, askers in self.said.items():
            if len(moved := frozenset(all_of(pair))) > 1:
                said.setdefault(moved, set()).update(all_of(askers))
        self.said = said
        if gone in self.drinkers:
            theirs = self.drinkers.pop(gone)
            self.drinkers[keep] = min(theirs, self.drinkers.get(keep, theirs), key=FIRM.index)

    def part(self, person: int, token: int) -> None:
        """Everything stays with the other account, but for whom they must not meet."""
        before, self.owner[person] = self.owner[person], token
        self.never |= {(token, other) for one, other in self.never if one == before}
        self.never |= {(one, token) for one, other in self.never if other == before}


class TwoAccounts(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.raw = sqlite3.connect(":memory:", isolation_level=None)
        self.raw.row_factory = sqlite3.Row
        self.raw.execute("PRAGMA foreign_keys = ON")
        migrate(self.raw, steps())
        self.here, self.world = Room(Sql(self.raw)), World()
        self.tokens = 0
        self.here.plan(2)
        self.here.plan(None)
        rhythm = Rhythm(Pace.WEEKLY, 1, 10)
        self.here.tx.coffee.keep_rhythm(1, rhythm)
        self.round = plan_round(self.here.tx, 1, rhythm, NOW).id
        self.here.tx.coffee.drawn(self.round, NOW, 0)
        for person in (*DISCORD, *SLACK):
            self.here.tx.members.meet(1, account(person), self.here.spaces[account(person).platform].id, NOW)
            self.world.owner[person] = self.new_token()
        for person in (DISCORD[0], SLACK[0]):
            self.asks(person, Side.ASK)

    def new_token(self) -> int:
        self.tokens += 1
        return self.tokens

    def teardown(self) -> None:
        assert self.raw.execute("PRAGMA foreign_key_check").fetchall() == []
        self.raw.close()

    # --- What people do ---

    @rule(people=SOME, event=EVENTS, answer=st.sampled_from((Answer.GOING, *Answer)))
    def answers(self, people: list[int], event: int, answer: Answer) -> None:
        self.answer(people, event, answer)

    def answer(self, people: list[int], event: int, answer: Answer) -> None:
        for each in people:
            self.here.answer(each, answer, event)
            self.world.answered[event].add(self.world.owner[each])

    @rule(order=st.permutations((*DISCORD, *SLACK)))
    def everybody_comes(self, order: list[int]) -> None:
        """There are two seats, so two of them wait."""
        self.answer(order, 1, Answer.GOING)

    @rule(people=SOME, event=EVENTS)
    def arrive(self, people: list[int], event: int) -> None:
        for each in people:
            self.here.tx.arrivals.add(event, NOW, member=self.here.member(each))
            self.world.arrived[event].add(self.world.owner[each])

    @precondition(lambda self: len(self.world.authors) < 4)
    @rule(person=PEOPLE, side=st.sampled_from(Side))
    def asks(self, person: int, side: Side) -> None:
        _post(self.here.tx, self.here.call(person), NEED, side)
        self.world.authors.append(self.world.owner[person])
        self.world.claims.append(set())

    @rule(people=SOME)
    def claim(self, people: list[int]) -> None:
        """They answer all there is."""
        for person, ask in product(people, range(len(self.world.authors))):
            try:
                _claim(self.here.tx, self.here.call(person), ask + 1)
            except Refusal:
                assert self.world.authors[ask] == self.world.owner[person]
            else:
                self.world.claims[ask].add(self.world.owner[person])

    @rule(person=PEOPLE)
    def proposes(self, person: int) -> None:
        self.here.tx.talks.add(1, self.here.member(person), TALK, NOW)
        self.world.speakers.append(self.world.owner[person])

    @rule(person=PEOPLE, standing=st.sampled_from(Standing))
    def drinks(self, person: int, standing: Standing) -> None:
        self.here.tx.coffee.keep(1, Drinker(self.here.member(person), standing), NOW)
        self.world.drinkers[self.world.owner[person]] = standing

    @rule(people=st.sets(PEOPLE, min_size=2, max_size=3))
    def are_matched(self, people: set[int]) -> None:
        tokens = {self.world.owner[each] for each in people}
        if len(tokens) == len(people):
            for each in people:
                if self.world.owner[each] not in self.world.drinkers:
                    self.drinks_in(each)
            self.here.tx.coffee.add_match(self.round, sorted(map(self.here.member, people)))
            self.world.matches.append(tokens)

    def drinks_in(self, person: int) -> None:
        self.here.tx.coffee.keep(1, Drinker(self.here.member(person), Standing.IN), NOW)
        self.world.drinkers[self.world.owner[person]] = Standing.IN

    @rule(one=PEOPLE, other=PEOPLE)
    def says_never(self, one: int, other: int) -> None:
        mine, theirs = self.world.owner[one], self.world.owner[other]
        if mine != theirs:
            self.here.tx.coffee.never(self.here.member(one), self.here.member(other), NOW)
            self.world.never.add((mine, theirs))

    @rule(pair=st.sampled_from([(1, 2), (2, 1), (101, 102), (102, 101)]))
    def say_met(self, pair: tuple[int, int]) -> None:
        one, other = pair
        mine, theirs = self.world.owner[one], self.world.owner[other]
        if mine != theirs:
            _say_met_account(self.here.tx, self.here.call(one), account(other))
            self.world.said.setdefault(frozenset((mine, theirs)), set()).add(mine)

    # --- Joining and separating ---

    @rule(one=st.sampled_from(DISCORD), other=st.sampled_from(SLACK))
    def link(self, one: int, other: int) -> None:
        mine, theirs = self.world.owner[one], self.world.owner[other]
        platforms = [account(each).platform for each, token in self.world.owner.items() if token in (mine, theirs)]
        if mine == theirs or len(set(platforms)) < len(platforms):
            return
        older = mine if self.here.member(one) < self.here.member(other) else theirs
        code = f"code {self.new_token()}"
        self.here.offer(one, code)
        assert isinstance(self.here.redeem(other, code), Card)
        self.world.join(older, theirs if older == mine else mine)

    @rule(person=PEOPLE)
    def unlink(self, person: int) -> None:
        if sum(token == self.world.owner[person] for token in self.world.owner.values()) > 1:
            self.here.unlink(person)
            self.world.part(person, self.new_token())

    # --- What must be so ---

    def tokens_of(self) -> dict[int, int]:
        """By member, the token."""
        return {self.here.member(person): token for person, token in self.world.owner.items()}

    def rows(self, statement: str) -> list[tuple[int, int]]:
        """Rows of something and a member, as that thing and a token, sorted."""
        tokens = self.tokens_of()
        return sorted((row[0], tokens[row[1]]) for row in self.here.sql.all(statement))

    @invariant()
    def one_member_each(self) -> None:
        assert len(self.tokens_of()) == len(set(self.world.owner.values()))

    @invariant()
    def seats_are_counted(self) -> None:
        self.here.check_counters()
        for table, known in (("answers", self.world.answered), ("arrivals", self.world.arrived)):
            wanted = sorted((event, token) for event, tokens in known.items() for token in tokens)
            assert self.rows(f"SELECT event, member FROM {table}") == wanted  # noqa: S608 - ours

    @invariant()
    def asks_and_talks_are_whose_they_are(self) -> None:
        authors = self.rows("SELECT id, author FROM asks")
        assert authors == list(enumerate(self.world.authors, 1))
        wanted = sorted((ask, token) for ask, tokens in enumerate(self.world.claims, 1) for token in tokens)
        assert self.rows("SELECT ask, member FROM ask_claims") == wanted
        for ask, tokens in enumerate(self.world.claims, 1):
            found = self.here.tx.asks.get(ask)
            assert found is not None
            assert found.claims == len(tokens)
        assert self.rows("SELECT id, speaker FROM talks") == list(enumerate(self.world.speakers, 1))

    @invariant()
    def who_met_is_remembered_once(self) -> None:
        tokens = self.tokens_of()
        rows = self.here.sql.all("SELECT low, high, asker, state FROM connections")
        found = {frozenset((tokens[row["low"]], tokens[row["high"]])): row for row in rows}
        assert len(found) == len(rows)
        assert set(found) == set(self.world.said)
        for pair, askers in self.world.said.items():
            assert found[pair]["state"] == ("met" if len(askers) > 1 else "asked")
            assert tokens[found[pair]["asker"]] in askers

    @invariant()
    def coffee_keeps_people_apart(self) -> None:
        tokens = self.tokens_of()
        wanted = sorted((match, token) for match, people in enumerate(self.world.matches, 1) for token in people)
        assert self.rows("SELECT match, member FROM coffee_cups") == wanted
        drinkers = self.here.sql.all("SELECT member, standing FROM coffee_people")
        assert {tokens[row["member"]]: Standing(row["standing"]) for row in drinkers} == self.world.drinkers
        past = self.here.tx.coffee.past(1)
        assert {(tokens[one], tokens[other]) for one, other in past.never} == self.world.never
        people = self.here.tx.coffee.people(1)
        assert {tokens[each.id] for each in people} == {
            token for token, standing in self.world.drinkers.items() if standing is Standing.IN
        }
        for group in draw(people, past, 2, 1).groups:
            for one, other in combinations(group, 2):
                assert not {(tokens[one], tokens[other]), (tokens[other], tokens[one])} & self.world.never


TwoAccounts.TestCase.settings = settings(
    max_examples=80, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestTwoAccounts = TwoAccounts.TestCase
