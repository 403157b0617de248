"""Rows of those who arrived at an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.checkin.model import Arrival, Comer, Expected
from storage.personal import Told, told
from storage.sql import Sql, to_db

# A member's name is the one that the account they used last carries; who asked to be forgotten has none, and is somebody.
_NAME = "(SELECT name FROM accounts WHERE accounts.member = {0} ORDER BY seen_at DESC, id DESC LIMIT 1)"
_SEATED = """EXISTS (SELECT 1 FROM answers WHERE answers.event = arrivals.event AND answers.member = arrivals.member
                     AND answers.standing = 'going')"""
_ARRIVALS = f"""
    SELECT id, member, COALESCE({_NAME.format("arrivals.member")}, NULLIF(guest, ''), 'somebody') AS name, {_SEATED} AS seated
    FROM arrivals"""  # noqa: S608 - fixed text


def _arrival(row: Row) -> Arrival:
    return Arrival(row["id"], row["member"], row["name"], seated=bool(row["seated"]))


@dataclass(frozen=True, slots=True)
class ArrivalRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("arrivals.member",)
    sql: Sql

    def add(self, event: int, now: datetime, *, member: int | None = None, guest: str = "") -> Arrival:
        row = self.sql.one(
            """INSERT INTO arrivals (event, member, guest, arrived_at) VALUES (:event, :member, :guest, :now)
               ON CONFLICT (event, member) DO UPDATE SET member = excluded.member RETURNING id""",
            event=event,
            member=member,
            guest=guest,
            now=to_db(now),
        )
        return _arrival(self.sql.one(f"{_ARRIVALS} WHERE id = :arrival", arrival=row["id"]))

    def has(self, event: int, member: int) -> bool:
        row = self.sql.maybe(
            "SELECT id FROM arrivals WHERE event = :event AND member = :member", event=event, member=member
        )
        return row is not None

    def remove(self, event: int, arrival: int) -> Arrival | None:
        row = self.sql.maybe(f"{_ARRIVALS} WHERE id = :arrival AND event = :event", arrival=arrival, event=event)
        if row is None:
            return None
        self.sql.run("DELETE FROM arrivals WHERE id = :arrival", arrival=arrival)
        return _arrival(row)

    def counts(self, event: int) -> tuple[int, int]:
        row = self.sql.one(
            f"""SELECT COUNT(*) AS people, COALESCE(SUM(CASE WHEN {_SEATED} THEN 1 ELSE 0 END), 0) AS seated
                FROM arrivals WHERE event = :event""",  # noqa: S608 - fixed text
            event=event,
        )
        return row["seated"], row["people"] - row["seated"]

    def members(self, event: int) -> Sequence[int]:
        rows = self.sql.all(
            "SELECT member FROM arrivals WHERE event = :event AND member IS NOT NULL ORDER BY id", event=event
        )
        return [row["member"] for row in rows]

    def expected(self, event: int, *, skip: int, most: int) -> Sequence[Expected]:
        rows = self.sql.all(
            f"""SELECT member, COALESCE({_NAME.format("answers.member")}, 'somebody') AS name FROM answers
                WHERE event = :event AND standing = 'going' AND NOT EXISTS
                  (SELECT 1 FROM arrivals WHERE arrivals.event = answers.event AND arrivals.member = answers.member)
                ORDER BY LOWER({_NAME.format("answers.member")}), member LIMIT :most OFFSET :skip""",  # noqa: S608 - fixed text
            event=event,
            most=most,
            skip=skip,
        )
        return [Expected(row["member"], row["name"]) for row in rows]

    def recent(self, event: int, most: int) -> Sequence[Arrival]:
        rows = self.sql.all(f"{_ARRIVALS} WHERE event = :event ORDER BY id DESC LIMIT :most", event=event, most=most)
        return [_arrival(row) for row in rows]

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run(
            """DELETE FROM arrivals WHERE member = :gone AND EXISTS
                 (SELECT 1 FROM arrivals AS other WHERE other.event = arrivals.event AND other.member = :keep)""",
            keep=keep,
            gone=gone,
        )
        self.sql.run("UPDATE arrivals SET member = :keep WHERE member = :gone", keep=keep, gone=gone)

    def known(self, event: int, community: int) -> Sequence[Comer]:
        rows = self.sql.all(
            f"""SELECT members.id AS member, {_NAME.format("members.id")} AS name, arrivals.id AS arrival,
                       answers.standing = 'going' AS seated FROM members
                LEFT JOIN answers ON answers.event = :event AND answers.member = members.id
                LEFT JOIN arrivals ON arrivals.event = :event AND arrivals.member = members.id
                WHERE members.community = :community ORDER BY members.id""",  # noqa: S608 - fixed text
            event=event,
            community=community,
        )
        return [
            Comer(row["member"], row["name"], seated=bool(row["seated"]), arrival=row["arrival"])
            for row in rows
            if row["name"] is not None
        ]

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT events.id AS event, events.title, arrivals.arrived_at FROM arrivals
               JOIN events ON events.id = arrivals.event WHERE member = :member ORDER BY arrived_at, arrivals.id""",
            member=member,
        )
        return {"arrivals": told(rows, "arrived_at")}

    def forget(self, member: int, now: datetime) -> None:
        """As with answers: at what has begun the bare row is counted on, as somebody; at what is ahead it goes."""
        self.sql.run(
            """DELETE FROM arrivals WHERE member = :member AND event IN (
                   SELECT id FROM events WHERE starts_at > :now AND state = 'planned')""",
            member=member,
            now=to_db(now),
        )
