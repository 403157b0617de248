"""Rows of connections: who met whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.people.meeting_model import Connection, Meeting, join_connections
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, to_db


def _connection(row: Row) -> Connection:
    return Connection(
        id=row["id"],
        low=row["low"],
        high=row["high"],
        asker=row["asker"],
        state=Meeting(row["state"]),
        asked_at=from_db(row["asked_at"]),
        met_at=maybe_from_db(row["met_at"]),
        event=row["event"],
    )


@dataclass(frozen=True, slots=True)
class ConnectionRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("connections.low", "connections.high", "connections.asker")
    sql: Sql

    def between(self, one: int, other: int) -> Connection | None:
        row = self.sql.maybe(
            "SELECT * FROM connections WHERE low = :low AND high = :high", low=min(one, other), high=max(one, other)
        )
        return None if row is None else _connection(row)

    def get(self, connection: int) -> Connection | None:
        row = self.sql.maybe("SELECT * FROM connections WHERE id = :connection", connection=connection)
        return None if row is None else _connection(row)

    def ask(self, asker: int, other: int, now: datetime, *, event: int | None) -> Connection:
        row = self.sql.one(
            """INSERT INTO connections (low, high, asker, state, asked_at, event)
               VALUES (:low, :high, :asker, 'asked', :now, :event) RETURNING *""",
            low=min(asker, other),
            high=max(asker, other),
            asker=asker,
            now=to_db(now),
            event=event,
        )
        return _connection(row)

    def settle(self, connection: int, state: Meeting, now: datetime) -> Connection:
        row = self.sql.one(
            "UPDATE connections SET state = :state, met_at = :met_at WHERE id = :connection RETURNING *",
            connection=connection,
            state=state.value,
            met_at=to_db(now) if state is Meeting.MET else None,
        )
        return _connection(row)

    def asked_since(self, member: int, since: datetime) -> int:
        row = self.sql.one(
            "SELECT COUNT(*) AS asked FROM connections WHERE asker = :member AND asked_at > :since",
            member=member,
            since=to_db(since),
        )
        asked: int = row["asked"]
        return asked

    def met(self, member: int, *, since: datetime, event: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT * FROM connections WHERE (low = :member OR high = :member) AND state = 'met'
               AND (met_at >= :since OR event = :event) ORDER BY met_at, id""",
            member=member,
            since=to_db(since),
            event=event,
        )
        return [_connection(row).other(member) for row in rows]

    def approached(self, member: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT * FROM connections WHERE (low = :member OR high = :member) AND (state = 'met' OR asker = :member)
               ORDER BY id""",
            member=member,
        )
        return [_connection(row).other(member) for row in rows]

    def merge(self, keep: int, gone: int) -> Sequence[int]:
        agreed = []
        rows = self.sql.all("SELECT * FROM connections WHERE low = :gone OR high = :gone ORDER BY id", gone=gone)
        for row in map(_connection, rows):
            other = row.other(gone)
            self._drop(row.id)
            if other == keep:
                continue
            asker = keep if row.asker == gone else other
            theirs = replace(row, low=min(keep, other), high=max(keep, other), asker=asker)
            mine = self.between(keep, other)
            joined = theirs if mine is None else join_connections(mine, theirs)
            if mine is not None:
                self._drop(mine.id)
                if joined.state is Meeting.MET and Meeting.MET not in (mine.state, theirs.state):
                    agreed.append(joined.id)
            self._write(joined)
        return agreed

    def _write(self, connection: Connection) -> None:
        self.sql.run(
            """INSERT INTO connections (id, low, high, asker, state, asked_at, met_at, event)
               VALUES (:id, :low, :high, :asker, :state, :asked_at, :met_at, :event)""",
            id=connection.id,
            low=connection.low,
            high=connection.high,
            asker=connection.asker,
            state=connection.state.value,
            asked_at=to_db(connection.asked_at),
            met_at=None if connection.met_at is None else to_db(connection.met_at),
            event=connection.event,
        )

    def _drop(self, connection: int) -> None:
        self.sql.run("DELETE FROM connections WHERE id = :connection", connection=connection)

    def export(self, member: int) -> Told:
        """Whom they met or asked; that somebody declined is not told to the one who asked."""
        rows = self.sql.all(
            """SELECT (SELECT name FROM accounts WHERE accounts.member = CASE low WHEN :member THEN high ELSE low END
                       ORDER BY seen_at DESC, id DESC LIMIT 1) AS person,
                      CASE asker WHEN :member THEN 'you' ELSE 'they' END AS asked_by,
                      CASE WHEN state = 'declined' AND asker = :member THEN 'asked' ELSE state END AS state, asked_at, met_at
               FROM connections WHERE low = :member OR high = :member ORDER BY asked_at, id""",
            member=member,
        )
        return {"people_met": told(rows, "asked_at", "met_at")}

    def forget(self, member: int, _now: datetime) -> None:
        self.sql.run("DELETE FROM connections WHERE low = :member OR high = :member", member=member)
