"""Two members become one: counted once, the line kept, nobody else touched; and nothing that refers to them is forgotten."""

import asyncio
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.events.actions import _answer, _create  # the transactions themselves
from bot.events.model import Answer, Held, Plan, Standing, join_answers
from bot.people import linking
from bot.people.intro_model import Profile
from bot.people.intros import _save
from bot.people.linking_model import ALPHABET, CODE_LENGTH, GOOD_FOR, WRONG_TRIES, digest, make_code, read_code
from bot.people.meeting import _say_met_account
from bot.people.model import Account, Platform, Space
from bot.ports import Tx as TxPort
from storage.migrations import migrate, steps
from storage.sql import Sql
from storage.store import Tx

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
R = TypeVar("R")
# Each number below 100 is a Discord account, each from 100 on a Slack account.


class Room:
    """One community on both platforms, whose transactions are called directly, on one connection without a disk."""

    def __init__(self, sql: Sql) -> None:
        self.tx: TxPort = Tx(sql)
        self.sql = sql
        community = self.tx.communities.found("Test", "Europe/Berlin", NOW)
        spaces = [
            self.tx.spaces.add(community.id, platform, platform.value, "Test", f"events {platform.value}")
            for platform in Platform
        ]
        for each in spaces:
            self.tx.spaces.introduce_in(each.id, f"intros {each.platform.value}")
        self.spaces: dict[Platform, Space] = {each.platform: self.tx.spaces.get(each.id) for each in spaces}
        self._keys = 0

    def call(self, person: int, *, at: datetime = NOW) -> Call:
        self._keys += 1
        who = account(person)
        home = Home(self.spaces[who.platform], "Europe/Berlin")
        return Call(who, home, None, at, f"key {self._keys}")

    def plan(self, seats: int | None, *, ahead: timedelta = timedelta(days=3)) -> None:
        start = NOW + ahead
        _create(self.tx, self.call(0), Plan("T", start, start + timedelta(hours=2), "Europe/Berlin", "", seats, ""))

    def answer(self, person: int, answer: Answer, event: int = 1) -> None:
        _answer(self.tx, self.call(person), event, answer)

    def member(self, person: int) -> int:
        who = account(person)
        found = self.tx.members.at(self.spaces[who.platform].id, who.external)
        assert found is not None
        return found

    def offer(self, person: int, code: str = "kept") -> None:
        linking._offer(self.tx, self.call(person), "QK7M3RXP", code)  # noqa: SLF001 - the transaction itself

    def redeem(self, person: int, code: str = "kept", *, at: datetime = NOW) -> Card | Refusal:
        return linking._link(self.tx, self.call(person, at=at), code)  # noqa: SLF001 - the transaction itself

    def link(self, one: int, other: int) -> Card | Refusal:
        self.offer(one)
        return self.redeem(other)

    def unlink(self, person: int) -> Card:
        return linking._unlink(self.tx, self.call(person))  # noqa: SLF001 - the transaction itself

    def held(self, event: int = 1) -> dict[str, list[int]]:
        """Members by standing, in the order of their places."""
        rows = self.sql.all("SELECT member, standing FROM answers WHERE event = :event ORDER BY place", event=event)
        return {
            each.value: [row["member"] for row in rows if row["standing"] == each.value]
            for each in (Standing.GOING, Standing.WAITING, Standing.MAYBE, Standing.NO)
        }

    def check_counters(self) -> None:
        for row in self.sql.all("SELECT id, seats, taken, waiting FROM events"):
            held = self.held(row["id"])
            assert (row["taken"], row["waiting"]) == (len(held["going"]), len(held["waiting"]))
            assert row["seats"] is None or row["taken"] <= row["seats"]
            assert not (row["waiting"] and row["taken"] < row["seats"])


def account(person: int) -> Account:
    platform = Platform.SLACK if person >= 100 else Platform.DISCORD
    return Account(platform, f"u{person}", f"Person {person}", organizer=True)


def in_room(play: Callable[[Room], R]) -> R:
    """Play in a room of its own, with the schema that the migrations make."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.row_factory = sqlite3.Row
    try:
        raw.execute("PRAGMA foreign_keys = ON")
        migrate(raw, steps())
        return play(Room(Sql(raw)))
    finally:
        raw.close()


STANDINGS = st.sampled_from(Standing)


@given(STANDINGS, STANDINGS, st.integers(1, 9), st.integers(10, 19))
def test_the_firmer_answer_counts_then_the_earlier(one: Standing, other: Standing, first: int, second: int) -> None:
    order = [Standing.GOING, Standing.WAITING, Standing.MAYBE, Standing.NO]
    kept = join_answers(Held(one, first), Held(other, second))
    assert kept == join_answers(Held(other, second), Held(one, first))
    assert kept.standing is min(one, other, key=order.index)
    assert kept.place == (first if one is other or kept.standing is one else second)


ANSWERS = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 4, 101, 102, 103, 104]), st.sampled_from(Answer), st.integers(1, 2)),
    max_size=30,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seats=st.integers(1, 4), before=ANSWERS, after=ANSWERS)
def test_any_answers_then_a_link(
    seats: int, before: list[tuple[int, Answer, int]], after: list[tuple[int, Answer, int]]
) -> None:
    """Person 1 and person 101 turn out to be one: counters, seats and the line hold, and others keep what they had."""

    def play(here: Room) -> None:
        here.plan(seats)
        here.plan(None)
        for person in (1, 101):
            here.tx.members.meet(1, account(person), here.spaces[account(person).platform].id, NOW)
        for person, answer, event in before:
            here.answer(person, answer, event)
        ours = {here.member(1), here.member(101)}
        held = {event: here.held(event) for event in (1, 2)}
        assert isinstance(here.link(1, 101), Card)
        kept = here.member(1)
        assert here.member(101) == kept == min(ours)
        here.check_counters()
        for event in (1, 2):
            _check_merged(held[event], here.held(event), ours, kept)
        once = {event: here.held(event) for event in (1, 2)}
        here.link(1, 101)  # again: nothing changes
        assert {event: here.held(event) for event in (1, 2)} == once
        for person, answer, event in after:
            here.answer(person, answer, event)
            here.check_counters()

    in_room(play)


def _check_merged(old: dict[str, list[int]], new: dict[str, list[int]], ours: set[int], kept: int) -> None:
    order = ("going", "waiting", "maybe", "no")
    mine = [name for name in order if ours & set(old[name])]
    now_mine = [name for name in order if kept in new[name]]
    freed = ours <= set(old["going"])
    others_old = {name: [each for each in old[name] if each not in ours] for name in order}
    others_new = {name: [each for each in new[name] if each != kept] for name in order}
    # One seat that was held twice goes to the first of the others in line, and nothing else of theirs changes.
    if freed and others_old["waiting"]:
        others_old["going"].append(others_old["waiting"].pop(0))
    assert others_new == others_old
    assert sum(new[name].count(kept) for name in order) == bool(mine)
    assert now_mine == mine[:1]


def test_two_seats_become_one_and_the_first_in_line_is_told() -> None:
    def play(here: Room) -> None:
        here.plan(2)
        for person in (1, 101, 2, 3):
            here.answer(person, Answer.GOING)
        linked = here.link(1, 101)
        assert isinstance(linked, Card)
        assert "You had two seats at an event" in str(linked)
        assert here.held()["going"] == [here.member(1), here.member(2)]
        assert here.held()["waiting"] == [here.member(3)]
        promoted = here.sql.all("SELECT account FROM deliveries WHERE kind = 'promoted'")
        assert len(promoted) == 1

    in_room(play)


def test_seats_of_what_is_over_are_freed_for_nobody() -> None:
    def play(here: Room) -> None:
        here.plan(2, ahead=timedelta(hours=1))
        for person in (1, 101, 2):
            here.answer(person, Answer.GOING)
        here.offer(1)
        here.sql.run("UPDATE link_codes SET expires_at = expires_at + :day", day=86_400_000_000)
        here.redeem(101, at=NOW + timedelta(hours=2))
        assert here.held()["waiting"] == [here.member(2)]

    in_room(play)


def test_intros_connections_and_hosting_come_together() -> None:
    def play(here: Room) -> None:
        here.plan(None)
        _save(here.tx, here.call(101), Profile("slack", "angle", "", "", ("https://s.example",)))
        _save(here.tx, here.call(1, at=NOW + timedelta(seconds=1)), Profile("discord", "", "rust", "", ()))
        _say_met_account(here.tx, here.call(1), account(2))
        _say_met_account(here.tx, here.call(2), account(1))
        _say_met_account(here.tx, here.call(101), account(102))
        _say_met_account(here.tx, here.call(102), account(101))
        _say_met_account(here.tx, here.call(1), account(101))  # themselves, as it turns out
        here.link(1, 101)
        here.link(2, 102)
        kept, other = here.member(1), here.member(2)
        intro = here.tx.intros.of(kept)
        assert intro is not None
        assert intro.profile == Profile("discord", "angle", "rust", "", ("https://s.example",))
        assert [here.tx.intros.with_word(1, word) != [] for word in ("rust", "angle", "slack")] == [True, True, False]
        rows = here.sql.all("SELECT low, high, state FROM connections")
        assert [tuple(row) for row in rows] == [(min(kept, other), max(kept, other), "met")]

    in_room(play)


def test_unlink_leaves_everything_and_linking_again_is_safe() -> None:
    def play(here: Room) -> None:
        here.plan(2)
        for person in (1, 101, 2):
            here.answer(person, Answer.GOING)
        _save(here.tx, here.call(1), Profile("me", "", "", "", ()))
        here.link(1, 101)
        held, kept = here.held(), here.member(1)
        here.unlink(101)
        assert (here.member(1), here.held()) == (kept, held)
        assert here.member(101) != kept
        assert here.tx.intros.of(here.member(101)) is None
        assert not here.tx.members.welcome(here.member(101), NOW, joined_since=NOW - timedelta(days=1))
        with pytest.raises(Refusal, match="not joined to another"):
            here.unlink(101)
        here.answer(101, Answer.MAYBE)
        here.link(101, 1)
        assert here.held() == held
        assert here.tx.intros.of(here.member(101)) == here.tx.intros.of(kept)
        here.check_counters()
        assert here.sql.all("PRAGMA foreign_key_check") == []

    in_room(play)


def test_a_press_that_is_delivered_twice_joins_once() -> None:
    def play(here: Room) -> None:
        here.plan(3)
        here.answer(1, Answer.GOING)
        here.answer(101, Answer.GOING)
        here.offer(1)
        call = here.call(101)
        first, second = (linking._link(here.tx, call, "kept") for _ in range(2))  # noqa: SLF001 - the transaction
        assert first == second
        assert len(here.held()["going"]) == 1

    in_room(play)


def test_codes_expire_are_good_once_and_wrong_ones_lock() -> None:
    def play(here: Room) -> None:
        here.offer(1)
        assert isinstance(here.redeem(101, at=NOW + GOOD_FOR), Refusal)
        assert here.sql.one("SELECT COUNT(*) AS n FROM link_tries")["n"] == 1
        for n in range(WRONG_TRIES - 1):
            assert isinstance(here.redeem(101, f"wrong {n}"), Refusal)
        locked = here.redeem(101)
        assert isinstance(locked, Refusal)
        assert "wrong codes within an hour" in str(locked)
        assert here.member(1) != here.member(101)
        assert isinstance(here.redeem(102), Card)  # the lock is the account's, not everybody's
        assert isinstance(here.redeem(103), Refusal)  # spent
        here.offer(1, "second")

    in_room(play)


def test_a_lock_ends_after_an_hour_and_a_redelivered_wrong_code_counts_once() -> None:
    def play(here: Room) -> None:
        here.offer(1)
        call = here.call(101)
        for _ in range(WRONG_TRIES + 2):
            linking._link(here.tx, call, "wrong")  # noqa: SLF001 - the transaction itself
        assert isinstance(here.redeem(101), Card)

    in_room(play)


def test_what_cannot_be_joined() -> None:
    def play(here: Room) -> None:
        here.offer(1)
        with pytest.raises(Refusal, match="this same account"):
            here.redeem(1)
        with pytest.raises(Refusal, match="One of these two has another"):
            here.redeem(2)
        assert isinstance(here.redeem(101), Card)
        here.tx.members.meet(1, account(2), here.spaces[Platform.DISCORD].id, NOW)
        here.offer(2)
        with pytest.raises(Refusal, match="One of these two has another"):
            here.redeem(101)

    in_room(play)


def test_every_table_that_refers_to_members_is_merged() -> None:
    """A new table with a member in it needs a `merge`, and its line in `join_members`."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.row_factory = sqlite3.Row
    raw.execute("PRAGMA foreign_keys = ON")
    migrate(raw, steps())
    here = Room(Sql(raw))
    for person in (1, 101):
        here.tx.members.meet(1, account(person), here.spaces[account(person).platform].id, NOW)
    _say_met_account(here.tx, here.call(101), account(2))  # a merge that goes row by row says more when there is one
    said: list[str] = []
    raw.set_trace_callback(said.append)
    linking.join_members(here.tx, here.call(1), here.member(1), here.member(101))
    raw.set_trace_callback(None)
    tables = [row["name"] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    referring = [
        (table, row["from"])
        for table in tables
        for row in raw.execute(f"PRAGMA foreign_key_list({table})")
        if row["table"] == "members"
    ]
    forgotten = [
        f"{table}.{column}"
        for table, column in referring
        if not any(re.search(rf"\b{table}\b", each) and re.search(rf"\b{column}\b", each) for each in said)
    ]
    raw.close()
    assert len(referring) >= 8
    assert forgotten == []


# --- Codes -----------------------------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False), st.sampled_from(["", " ", "-", " – "]), st.booleans())
def test_a_code_is_read_as_it_is_copied(random: object, between: str, small: bool) -> None:  # noqa: FBT001 - drawn
    code = make_code(random.choice)  # type: ignore[attr-defined]
    assert len(code) == CODE_LENGTH
    typed = between.join((code[:4], code[4:]))
    assert read_code(typed.lower() if small else typed) == code


@pytest.mark.parametrize("text", ["", "QK7M3RX", "QK7M3RXPP", "QK7M3RX0", "QK7M3RXO", "ß" * 8, "١" * 8, "<@U1>xx"])
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


def test_no_code_is_kept_readable() -> None:
    kept = digest("QK7M3RXP")
    assert "QK7M3RXP" not in kept
    assert kept == digest("QK7M3RXP") != digest("QK7M3RXQ")
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL5S8B2ZUV")


def test_asyncio_is_free_while_a_code_is_digested() -> None:
    """The slow digest runs beside the loop: other calls are acknowledged meanwhile."""

    async def play() -> int:
        turns = 0
        work = asyncio.create_task(asyncio.to_thread(digest, "QK7M3RXP"))
        while not work.done():
            turns += 1
            await asyncio.sleep(0)
        return turns

    assert asyncio.run(play()) > 1
