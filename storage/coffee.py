"""Rows of coffee: the rhythm and its rounds, who is in, the matches, and who must not meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.coffee.matching import Past, Person
from bot.coffee.model import (
    Cup,
    Drinker,
    Match,
    Numbers,
    Pace,
    Rhythm,
    Round,
    RoundState,
    Seat,
    Standing,
    Verdict,
    join_drinkers,
)
from bot.people.model import Platform
from storage.coffee_history import read_numbers, read_past
from storage.personal import Told, told
from storage.sql import Sql, from_db, to_db


def _round(row: Row) -> Round:
    return Round(row["id"], row["community"], row["number"] or 0, from_db(row["due_at"]), RoundState(row["state"]))


@dataclass(frozen=True, slots=True)
class CoffeeRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = (
        "coffee_people.member",
        "coffee_cups.member",
        "coffee_never.member",
        "coffee_never.other",
    )
    sql: Sql

    # --- Rounds ---

    def rhythm(self, community: int) -> Rhythm | None:
        row = self.sql.maybe("SELECT * FROM coffee_rhythms WHERE community = :community", community=community)
        return None if row is None else Rhythm(Pace(row["pace"]), row["weekday"], row["hour"])

    def keep_rhythm(self, community: int, rhythm: Rhythm | None) -> None:
        self.sql.run("DELETE FROM coffee_rhythms WHERE community = :community", community=community)
        if rhythm is not None:
            self.sql.run(
                "INSERT INTO coffee_rhythms (community, pace, weekday, hour) VALUES (:community, :pace, :weekday, :hour)",
                community=community,
                pace=rhythm.pace.value,
                weekday=rhythm.weekday,
                hour=rhythm.hour,
            )

    def plan(self, community: int, due_at: datetime) -> Round:
        row = self.sql.one(
            "INSERT INTO coffee_rounds (community, due_at) VALUES (:community, :due_at) RETURNING *",
            community=community,
            due_at=to_db(due_at),
        )
        return _round(row)

    def planned(self, community: int) -> Round | None:
        row = self.sql.maybe(
            "SELECT * FROM coffee_rounds WHERE community = :community AND state = 'planned'", community=community
        )
        return None if row is None else _round(row)

    def round(self, which: int) -> Round | None:
        row = self.sql.maybe("SELECT * FROM coffee_rounds WHERE id = :round", round=which)
        return None if row is None else _round(row)

    def call_off(self, community: int) -> None:
        self.sql.run(
            "UPDATE coffee_rounds SET state = 'off' WHERE community = :community AND state = 'planned'",
            community=community,
        )

    def skip(self, which: int) -> None:
        self.sql.run("UPDATE coffee_rounds SET state = 'skipped' WHERE id = :round", round=which)

    def last_number(self, community: int) -> int:
        row = self.sql.one(
            "SELECT COALESCE(MAX(number), 0) AS number FROM coffee_rounds WHERE community = :community",
            community=community,
        )
        found: int = row["number"]
        return found

    def drawn(self, which: int, now: datetime, resting: int) -> Round:
        row = self.sql.one(
            """UPDATE coffee_rounds SET state = 'drawn', drawn_at = :now, resting = :resting,
                   number = 1 + (SELECT COALESCE(MAX(others.number), 0) FROM coffee_rounds AS others
                                 WHERE others.community = coffee_rounds.community)
               WHERE id = :round RETURNING *""",
            round=which,
            now=to_db(now),
            resting=resting,
        )
        return _round(row)

    # --- People ---

    def drinker(self, member: int) -> Drinker | None:
        row = self.sql.maybe("SELECT * FROM coffee_people WHERE member = :member", member=member)
        return None if row is None else Drinker(row["member"], Standing(row["standing"]), row["contact"])

    def keep(self, community: int, drinker: Drinker, now: datetime) -> None:
        self.sql.run(
            """INSERT INTO coffee_people (member, community, standing, contact, joined_at)
               VALUES (:member, :community, :standing, :contact, :now)
               ON CONFLICT (member) DO UPDATE SET standing = excluded.standing, contact = excluded.contact""",
            member=drinker.member,
            community=community,
            standing=drinker.standing.value,
            contact=drinker.contact,
            now=to_db(now),
        )

    def people(self, community: int) -> Sequence[Person]:
        rows = self.sql.all(
            """SELECT coffee_people.member, contact, space
               FROM coffee_people JOIN accounts ON accounts.member = coffee_people.member
               WHERE coffee_people.community = :community AND standing = 'in' ORDER BY coffee_people.member""",
            community=community,
        )
        places: dict[tuple[int, bool], set[int]] = {}
        for row in rows:
            places.setdefault((row["member"], bool(row["contact"])), set()).add(row["space"])
        return [Person(member, frozenset(spaces), crosses=crosses) for (member, crosses), spaces in places.items()]

    def end_breaks(self, community: int) -> None:
        self.sql.run(
            "UPDATE coffee_people SET standing = 'in' WHERE community = :community AND standing = 'once'",
            community=community,
        )

    def never(self, member: int, other: int, now: datetime) -> None:
        self.sql.run(
            """INSERT INTO coffee_never (member, other, said_at) VALUES (:member, :other, :now)
               ON CONFLICT (member, other) DO NOTHING""",
            member=member,
            other=other,
            now=to_db(now),
        )

    def stay_apart(self, member: int, alone: int) -> None:
        for mine, theirs in (("member", "other"), ("other", "member")):
            self.sql.run(
                f"""INSERT INTO coffee_never ({mine}, {theirs}, said_at)
                    SELECT :alone, {theirs}, said_at FROM coffee_never WHERE {mine} = :member
                    ON CONFLICT (member, other) DO NOTHING""",  # noqa: S608 - fixed text
                alone=alone,
                member=member,
            )

    def forget_never(self, member: int, other: int) -> None:
        self.sql.run("DELETE FROM coffee_never WHERE member = :member AND other = :other", member=member, other=other)

    # --- Matches ---

    def past(self, community: int) -> Past:
        return read_past(self.sql, community)

    def add_match(self, which: int, members: Sequence[int]) -> Match:
        row = self.sql.one(
            "INSERT INTO coffee_matches (round, size) VALUES (:round, :size) RETURNING id",
            round=which,
            size=len(members),
        )
        for member in members:
            self.sql.run(
                "INSERT INTO coffee_cups (match, member) VALUES (:match, :member)", match=row["id"], member=member
            )
        if (found := self.match(row["id"])) is None:
            raise LookupError("the match was made in this transaction")
        return found

    def match(self, match: int) -> Match | None:
        row = self.sql.maybe(
            """SELECT coffee_matches.id, round, community FROM coffee_matches
               JOIN coffee_rounds ON coffee_rounds.id = round WHERE coffee_matches.id = :match""",
            match=match,
        )
        if row is None:
            return None
        cups = self.sql.all(
            """SELECT coffee_cups.*, standing, contact FROM coffee_cups
               JOIN coffee_people ON coffee_people.member = coffee_cups.member
               WHERE match = :match ORDER BY coffee_cups.id""",
            match=match,
        )
        return Match(row["id"], row["community"], row["round"], tuple(self._cup(each) for each in cups))

    def _cup(self, row: Row) -> Cup:
        accounts = self.sql.all(
            """SELECT id, space, platform, external, name FROM accounts WHERE member = :member
               ORDER BY seen_at DESC, id DESC""",
            member=row["member"],
        )
        return Cup(
            id=row["id"],
            match=row["match"],
            member=row["member"],
            contact=row["contact"],
            standing=Standing(row["standing"]),
            accounts=tuple(
                Seat(each["id"], each["space"], Platform(each["platform"]), each["external"], each["name"])
                for each in accounts
            ),
        )

    def match_of_cup(self, cup: int) -> tuple[Match, int] | None:
        row = self.sql.maybe("SELECT match, member FROM coffee_cups WHERE id = :cup", cup=cup)
        found = None if row is None else self.match(row["match"])
        return None if row is None or found is None else (found, row["member"])

    def answer(self, cup: int, verdict: Verdict) -> None:
        self.sql.run("UPDATE coffee_cups SET verdict = :verdict WHERE id = :cup", cup=cup, verdict=verdict.value)

    def merge(self, keep: int, gone: int) -> None:
        mine, theirs = self.drinker(keep), self.drinker(gone)
        if mine is not None and theirs is not None:
            joined = join_drinkers(mine, theirs)
            self.sql.run(
                "UPDATE coffee_people SET standing = :standing, contact = :contact WHERE member = :keep",
                keep=keep,
                standing=joined.standing.value,
                contact=joined.contact,
            )
            self.sql.run("DELETE FROM coffee_people WHERE member = :gone", gone=gone)
        moved = (
            "DELETE FROM coffee_cups WHERE member = :gone AND match IN (SELECT match FROM coffee_cups WHERE member = :keep)",
            """DELETE FROM coffee_never WHERE member IN (:keep, :gone) AND other IN (:keep, :gone)""",
            """DELETE FROM coffee_never WHERE member = :gone
               AND other IN (SELECT other FROM coffee_never WHERE member = :keep)""",
            """DELETE FROM coffee_never WHERE other = :gone
               AND member IN (SELECT member FROM coffee_never WHERE other = :keep)""",
            "UPDATE coffee_people SET member = :keep WHERE member = :gone",
            "UPDATE coffee_cups SET member = :keep WHERE member = :gone",
            "UPDATE coffee_never SET member = :keep WHERE member = :gone",
            "UPDATE coffee_never SET other = :keep WHERE other = :gone",
        )
        for statement in moved:
            self.sql.run(statement, keep=keep, gone=gone)

    def numbers(self, community: int, *, most: int) -> Numbers:
        return read_numbers(self.sql, community, most=most)

    def export(self, member: int) -> Told:
        joined = self.sql.all(
            "SELECT standing, contact, joined_at FROM coffee_people WHERE member = :member", member=member
        )
        cups = self.sql.all("SELECT match, verdict FROM coffee_cups WHERE member = :member ORDER BY id", member=member)
        never = self.sql.all(
            "SELECT other, said_at FROM coffee_never WHERE member = :member ORDER BY said_at", member=member
        )
        return {
            "coffee": told(joined, "joined_at"),
            "coffee_matches": told(cups),
            "coffee_never": told(never, "said_at"),
        }

    def forget(self, member: int, _now: datetime) -> None:
        """Past matches keep the bare row, without what they said of it, so that the numbers stay true."""
        self.sql.run("DELETE FROM coffee_people WHERE member = :member", member=member)
        self.sql.run("DELETE FROM coffee_never WHERE member = :member OR other = :member", member=member)
        self.sql.run("UPDATE coffee_cups SET verdict = NULL WHERE member = :member", member=member)
