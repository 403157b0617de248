"""Where a question goes, which stands first, and whose votes count: against a plain model of the same."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events.model import Plan
from bot.people.model import Account, Platform
from bot.ports import Tx as TxPort
from bot.questions.model import OPEN_AFTER, Question, QuestionState, Wanted, floors, meant, ranked, still_open
from bot.stage.model import Run, Turn
from bot.talks.model import Proposal, SlotState, TalkKind
from storage.migrations import migrate, steps
from storage.questions import QuestionRows
from storage.sql import Sql
from storage.store import Tx

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PLAIN = Question(1, 1, 1, 1, "T", "S", 1, "Why?", "", anonymous=True, state=QuestionState.OPEN, votes=0)


# --- Order -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(QuestionState)), max_size=12))
def test_most_votes_stand_first_and_of_two_alike_the_earlier(drawn: list[tuple[int, QuestionState]]) -> None:
    questions = [replace(PLAIN, number=at, votes=votes, state=state) for at, (votes, state) in enumerate(drawn)]
    found = ranked(questions)
    assert sorted(found, key=lambda each: each.number) == questions
    pairs = [(-each.votes, each.number) for each in found]
    assert pairs == sorted(pairs)
    assert ranked(reversed(questions)) == found
    assert still_open(found) == tuple(each for each in found if each.state is QuestionState.OPEN)


# --- Which talk ------------------------------------------------------------------------------------------------------


def turn(number: int, talk: int | None, began: int, ended: int | None, *, skipped: bool = False) -> Turn:
    """Minutes from noon; each has ten."""
    began_at = NOW + began * MINUTE
    ended_at = None if ended is None else NOW + ended * MINUTE
    return Turn(number, 1, number, talk, began_at, began_at + 10 * MINUTE, ended_at, skipped)


def test_what_is_on_then_what_was_on_last_then_all_of_the_day() -> None:
    run = Run(1, "t", NOW, turns=(turn(1, 11, 0, 10), turn(2, 12, 10, None)))
    assert [each.talk for each in meant(floors([run], NOW + 12 * MINUTE))] == [12]
    pause = replace(run, turns=(turn(1, 11, 0, 10), turn(2, 12, 10, 20), turn(3, None, 20, None)))
    assert [each.talk for each in meant(floors([pause], NOW + 22 * MINUTE))] == [12]
    over = replace(pause, stopped_at=NOW + 30 * MINUTE)
    assert [each.talk for each in meant(floors([over], NOW + 60 * MINUTE))] == [12, 11]
    first_closed = NOW + 10 * MINUTE + OPEN_AFTER
    assert [each.talk for each in meant(floors([over], first_closed))] == [12]
    assert meant(floors([over], NOW + 20 * MINUTE + OPEN_AFTER)) == ()


def test_a_run_that_was_stopped_in_the_middle_of_a_talk_ended_it() -> None:
    run = Run(1, "t", NOW, stopped_at=NOW + 5 * MINUTE, turns=(turn(1, 11, 0, None),))
    assert [each.closes_at for each in floors([run], NOW + 6 * MINUTE)] == [NOW + 5 * MINUTE + OPEN_AFTER]


def test_two_stages_at_once_are_both_meant_and_who_did_not_come_is_not() -> None:
    one = Run(1, "a", NOW, turns=(turn(1, 11, 0, None),))
    two = Run(2, "b", NOW, turns=(turn(2, 12, 1, 2, skipped=True), turn(3, 13, 2, None)))
    assert [each.talk for each in meant(floors([one, two], NOW + 3 * MINUTE))] == [13, 11]


turns = st.lists(st.tuples(st.sampled_from([None, 11, 12, 13]), st.booleans()), max_size=6)


@given(turns, st.booleans(), st.integers(0, 2000))
def test_a_question_never_goes_to_a_talk_that_cannot_be_asked_about(
    drawn: list[tuple[int | None, bool]],
    stopped: bool,  # noqa: FBT001 - drawn
    later: int,
) -> None:
    last = len(drawn) - 1
    made = tuple(
        turn(at, talk, 10 * at, None if at == last and not stopped else 10 * at + 10, skipped=skipped and at != last)
        for at, (talk, skipped) in enumerate(drawn)
    )
    end = NOW + 10 * len(drawn) * MINUTE
    run = Run(1, "t", NOW, stopped_at=end if stopped else None, turns=made)
    now = end + later * MINUTE
    found = floors([run], now)
    for each in meant(found):
        assert each in found
        assert each.on == (run.now_on is not None and run.now_on.talk == each.talk)
        assert each.closes_at is None or now < each.closes_at
        assert any(of.talk == each.talk and not of.skipped for of in made)
    given = [each for each in found if not each.skipped]
    assert len(meant(found)) == (len(given) if stopped else min(1, len(given)))
    called = {of.talk for of in made if of.talk is not None and (of.ended_at is None or now < of.ended_at + OPEN_AFTER)}
    assert {each.talk for each in found} <= called


# --- Votes -----------------------------------------------------------------------------------------------------------


@dataclass
class Sheet:
    """A question on a sheet of paper."""

    asker: int
    text: str
    anonymous: bool
    state: QuestionState = QuestionState.OPEN
    votes: set[int] = field(default_factory=set)


class Paper:
    """What the rows have to do, done by hand: members are numbers, and `same` says who turned out to be whom."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def vote(self, at: int, member: int) -> None:
        self.sheets[at].votes ^= {member}

    def take_back(self, at: int) -> None:
        self.sheets[at].state, self.sheets[at].text = QuestionState.TAKEN_BACK, ""
        self.sheets[at].votes.clear()

    def merge(self, keep: int, gone: int) -> None:
        for each in self.sheets:
            each.asker = keep if each.asker == gone else each.asker
            each.votes = {keep if who == gone else who for who in each.votes} - {each.asker}

    def forget(self, member: int) -> None:
        for at, each in enumerate(self.sheets):
            each.votes.discard(member)
            if each.asker == member:
                self.take_back(at)
                each.asker = 0

    def shown(self) -> list[tuple[int, str, str, int]]:
        seen = [
            (at, each.text, "" if each.anonymous else f"person {each.asker}", len(each.votes))
            for at, each in enumerate(self.sheets, 1)
            if each.state in (QuestionState.OPEN, QuestionState.ANSWERED)
        ]
        return sorted(seen, key=lambda each: (-each[3], each[0]))


class Rows:
    """One talk and six members on a connection without a disk."""

    def __init__(self) -> None:
        raw = sqlite3.connect(":memory:", isolation_level=None)
        raw.row_factory = sqlite3.Row
        raw.execute("PRAGMA foreign_keys = ON")
        migrate(raw, steps())
        self.raw = raw
        self.tx: TxPort = Tx(Sql(raw))
        self.tx.communities.found("Test", "UTC", NOW)
        space = self.tx.spaces.add(1, Platform.DISCORD, "g", "Test", None)
        for each in range(1, 7):
            who = Account(Platform.DISCORD, str(each), f"person {each}")
            assert self.tx.members.know(1, who, space.id, NOW) == each
        self.event = self.tx.events.add(1, 1, Plan("T", NOW, NOW + 60 * MINUTE, "UTC", "", None, ""), NOW).id
        what = Proposal("T", "", TalkKind.LIGHTNING, 10, first=False, links=(), wish=None)
        self.talk = self.tx.talks.add(1, 1, what, NOW).id

    def forget(self, member: int) -> None:
        for each in self.tx.personal:
            if isinstance(each, QuestionRows):
                each.forget(member, NOW)

    def shown(self) -> list[tuple[int, str, str, int]]:
        return [(each.number, each.text, each.name, each.votes) for each in self.tx.questions.of(self.talk)]


members, numbers = st.integers(1, 6), st.integers(0, 7)
step = st.one_of(
    st.tuples(st.just("ask"), members, st.booleans()),
    st.tuples(st.just("vote"), members, numbers),
    st.tuples(st.just("vote"), members, numbers),
    st.tuples(st.just("back"), members, numbers),
    st.tuples(st.just("sign"), members, numbers),
    st.tuples(st.sampled_from(["answered", "hidden", "open"]), members, numbers),
    st.tuples(st.just("merge"), members, members),
    st.tuples(st.just("forget"), members, numbers),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(step, max_size=40))
def test_rows_do_what_is_done_by_hand(drawn: list[tuple[str, int, int]]) -> None:
    """A vote counts once a member, also of two who turn out to be one, and nobody's counts for their own question."""
    paper, rows = Paper(), Rows()
    for verb, member, chosen in drawn:
        if verb == "ask":
            ask(paper, rows, member, anonymous=bool(chosen))
        elif verb == "merge" and member != chosen:
            paper.merge(member, chosen)
            rows.tx.questions.merge(member, chosen)
        elif verb == "forget":
            paper.forget(member)
            rows.forget(member)
        elif chosen < len(paper.sheets) and paper.sheets[chosen].state is not QuestionState.TAKEN_BACK:
            change(paper, rows, verb, member, chosen)
        assert rows.shown() == paper.shown()
    for at, each in enumerate(paper.sheets, 1):
        asked = [who for who in range(1, 7) if rows.tx.questions.asked_by(at, who)]
        assert asked == ([each.asker] if each.asker else [])
    for who in range(1, 7):
        own = [at for at, each in enumerate(paper.sheets, 1) if each.asker == who and each.state in _STANDING]
        assert [each.number for each in rows.tx.questions.own(rows.talk, who)] == own
    rows.raw.close()


_STANDING = (QuestionState.OPEN, QuestionState.HIDDEN)


def ask(paper: Paper, rows: Rows, member: int, *, anonymous: bool) -> None:
    text = f"Question {len(paper.sheets)}"
    paper.sheets.append(Sheet(member, text, anonymous))
    made = rows.tx.questions.add(rows.event, rows.talk, member, Wanted(text, anonymous), NOW)
    assert (made.number, made.votes) == (len(paper.sheets), 0)


def change(paper: Paper, rows: Rows, verb: str, member: int, at: int) -> None:
    """One change of a question that is there, on paper and in the rows."""
    sheet, questions = paper.sheets[at], rows.tx.questions
    match verb:
        case "vote" if sheet.asker != member:
            paper.vote(at, member)
            assert questions.vote(at + 1, member, NOW) == (member in sheet.votes)
        case "back":
            paper.take_back(at)
            questions.take_back(at + 1)
        case "sign":
            sheet.anonymous ^= True
            questions.sign(at + 1, anonymous=sheet.anonymous)
        case "answered" | "hidden" | "open":
            sheet.state = QuestionState(verb)
            questions.stand(at + 1, sheet.state)


def test_a_line_up_orders_what_is_unanswered() -> None:
    rows = Rows()
    what = Proposal("U", "", TalkKind.LIGHTNING, 10, first=False, links=(), wish=None)
    second, taken_out = rows.tx.talks.add(1, 1, what, NOW).id, rows.tx.talks.add(1, 1, what, NOW).id
    for talk in (second, rows.talk):
        rows.tx.talks.put(rows.event, 10, SlotState.CONFIRMED, NOW, talk=talk)
    for talk in (taken_out, rows.talk, rows.talk, second, second):
        rows.tx.questions.add(rows.event, talk, 2, Wanted("Why?", talk == second), NOW)
    rows.tx.questions.vote(3, 4, NOW)
    rows.tx.questions.stand(4, QuestionState.ANSWERED)
    found = rows.tx.questions.unanswered(rows.event)
    assert [(each.talk, each.number, each.name, each.votes) for each in found] == [
        (second, 2, "", 0),
        (rows.talk, 2, "person 2", 1),
        (rows.talk, 1, "person 2", 0),
        (taken_out, 1, "person 2", 0),
    ]
    rows.raw.close()
