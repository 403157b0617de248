"""Rows of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from sqlite3 import Row
from typing import ClassVar

from bot.events.model import Event, Move, Plan, State
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, to_db


def _event(row: Row) -> Event:
    plan = Plan(
        title=row["title"],
        starts_at=from_db(row["starts_at"]),
        ends_at=from_db(row["ends_at"]),
        zone=row["zone"],
        place=row["location"],
        seats=row["seats"],
        description=row["description"],
    )
    return Event(
        id=row["id"],
        community=row["community"],
        host=row["host"],
        plan=plan,
        state=State(row["state"]),
        taken=row["taken"],
        waiting=row["waiting"],
        revision=row["revision"],
        moved_at=maybe_from_db(row["moved_at"]),
    )


def _move(row: Row) -> Move:
    return Move(row["event"], from_db(row["started_at"]), row["zone"], row["location"], last=row["last"] == row["id"])


@dataclass(frozen=True, slots=True)
class EventRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("events.host",)
    sql: Sql

    def add(self, community: int, host: int, plan: Plan, now: datetime) -> Event:
        row = self.sql.one(
            """INSERT INTO events (community, host, title, description, location, starts_at, ends_at, zone, seats, made_at,
                                   changed_at)
               VALUES (:community, :host, :title, :description, :location, :starts_at, :ends_at, :zone, :seats, :now, :now)
               RETURNING *""",
            community=community,
            host=host,
            title=plan.title,
            description=plan.description,
            location=plan.place,
            starts_at=to_db(plan.starts_at),
            ends_at=to_db(plan.ends_at),
            zone=plan.zone,
            seats=plan.seats,
            now=to_db(now),
        )
        return _event(row)

    def get(self, event: int) -> Event | None:
        row = self.sql.maybe("SELECT * FROM events WHERE id = :event", event=event)
        return None if row is None else _event(row)

    def lock(self, event: int) -> Event | None:
        """SQLite has one writer at a time, so that reading inside a write is already locking."""
        return self.get(event)

    def upcoming(self, community: int, now: datetime) -> Sequence[Event]:
        rows = self.sql.all(
            """SELECT * FROM events WHERE community = :community AND state = 'planned' AND ends_at > :now
               ORDER BY starts_at, id""",
            community=community,
            now=to_db(now),
        )
        return [_event(row) for row in rows]

    def call_off(self, event: int, now: datetime) -> None:
        self.sql.run(
            "UPDATE events SET state = 'cancelled', revision = revision + 1, changed_at = :now WHERE id = :event",
            event=event,
            now=to_db(now),
        )

    def change(self, event: int, plan: Plan, now: datetime) -> Event:
        row = self.sql.one(
            """UPDATE events SET title = :title, description = :description, location = :location, starts_at = :starts_at,
                   ends_at = :ends_at, zone = :zone, seats = :seats, revision = revision + 1, changed_at = :now
               WHERE id = :event RETURNING *""",
            event=event,
            title=plan.title,
            description=plan.description,
            location=plan.place,
            starts_at=to_db(plan.starts_at),
            ends_at=to_db(plan.ends_at),
            zone=plan.zone,
            seats=plan.seats,
            now=to_db(now),
        )
        return _event(row)

    def move(self, event: Event, before: Plan, now: datetime) -> int:
        self.sql.run("UPDATE events SET moved_at = :now WHERE id = :event", event=event.id, now=to_db(now))
        row = self.sql.one(
            """INSERT INTO moves (event, revision, started_at, zone, location)
               VALUES (:event, :revision, :started_at, :zone, :location) RETURNING id""",
            event=event.id,
            revision=event.revision,
            started_at=to_db(before.starts_at),
            zone=before.zone,
            location=before.place,
        )
        move: int = row["id"]
        return move

    def moved(self, move: int) -> Move | None:
        row = self.sql.maybe(
            """SELECT *, (SELECT MAX(id) FROM moves AS others WHERE others.event = moves.event) AS last
               FROM moves WHERE id = :move""",
            move=move,
        )
        return None if row is None else _move(row)

    def heard(self, move: int, member: int) -> Move | None:
        rows = self.sql.all(
            """SELECT moves.*, fate, (SELECT MAX(id) FROM moves AS others WHERE others.event = moves.event) AS last
               FROM moves LEFT JOIN deliveries ON deliveries.key = 'moved:' || moves.id || ':member:' || :member
               WHERE moves.event = (SELECT event FROM moves AS asked WHERE asked.id = :move) AND moves.id <= :move
               ORDER BY moves.id DESC""",
            move=move,
            member=member,
        )
        # Whoever was not coming yet at an earlier move was owed no news of it: they answered to what was true then.
        earlier = takewhile(lambda row: row["fate"] not in (None, "sent"), rows[1:])
        oldest = next(iter(reversed([*rows[:1], *earlier])), None)
        return None if oldest is None else _move(oldest)

    def latest(self, community: int, most: int) -> Sequence[Event]:
        rows = self.sql.all(
            "SELECT * FROM events WHERE community = :community ORDER BY starts_at DESC, id DESC LIMIT :most",
            community=community,
            most=most,
        )
        return [_event(row) for row in rows]

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE events SET host = :keep WHERE host = :gone", keep=keep, gone=gone)

    def hosted(self, member: int) -> Sequence[Event]:
        rows = self.sql.all("SELECT * FROM events WHERE host = :member ORDER BY starts_at, id", member=member)
        return [_event(row) for row in rows]

    def hand_over(self, event: int, host: int) -> None:
        self.sql.run("UPDATE events SET host = :host WHERE id = :event", event=event, host=host)

    def any(self, community: int) -> bool:
        return (
            self.sql.maybe("SELECT 1 FROM events WHERE community = :community LIMIT 1", community=community) is not None
        )

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT id, title, description, location, starts_at, ends_at, zone, seats, state FROM events
               WHERE host = :member ORDER BY starts_at, id""",
            member=member,
        )
        return {"events_hosted": told(rows, "starts_at", "ends_at")}

    def forget(self, member: int, now: datetime) -> None:
        """What they host is handed over before; past events keep the bare row, which has no name."""
