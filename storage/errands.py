"""Rows of errands, and of rooms with the people in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from bot.delivery.model import Errand, ErrandKind, Room, RoomKind
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, to_db


@dataclass(slots=True)
class ErrandRows:
    """What is to be done at a time. Doing one and recording it share a transaction, so it needs no lease."""

    sql: Sql
    owed: bool = field(default=False, init=False)

    def owe(self, kind: ErrandKind, subject: int, *, key: str, due_at: datetime) -> None:
        self.owed = True
        self.sql.run(
            """INSERT INTO errands (key, kind, subject, due_at) VALUES (:key, :kind, :subject, :due_at)
               ON CONFLICT (key) DO NOTHING""",
            key=key,
            kind=kind.value,
            subject=subject,
            due_at=to_db(due_at),
        )

    def due(self, now: datetime, most: int) -> Sequence[int]:
        rows = self.sql.all(
            "SELECT id FROM errands WHERE done_at IS NULL AND due_at <= :now ORDER BY due_at, id LIMIT :most",
            now=to_db(now),
            most=most,
        )
        return [row["id"] for row in rows]

    def take(self, errand: int) -> Errand | None:
        row = self.sql.maybe("SELECT * FROM errands WHERE id = :errand AND done_at IS NULL", errand=errand)
        if row is None:
            return None
        return Errand(
            row["id"], row["key"], ErrandKind(row["kind"]), row["subject"], from_db(row["due_at"]), row["attempts"]
        )

    def done(self, errand: int, now: datetime) -> None:
        self.sql.run("UPDATE errands SET done_at = :now, why = '' WHERE id = :errand", errand=errand, now=to_db(now))

    def retry(self, errand: int, at: datetime, why: str) -> None:
        self.owed = True
        self.sql.run(
            "UPDATE errands SET attempts = attempts + 1, due_at = :at, why = :why WHERE id = :errand",
            errand=errand,
            at=to_db(at),
            why=why,
        )

    def next_due(self) -> datetime | None:
        return maybe_from_db(self.sql.one("SELECT MIN(due_at) AS due_at FROM errands WHERE done_at IS NULL")["due_at"])


@dataclass(frozen=True, slots=True)
class RoomRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("room_people.account",)
    sql: Sql

    def add(self, kind: RoomKind, subject: int, space: int, title: str, accounts: Sequence[int]) -> Room:
        row = self.sql.one(
            """INSERT INTO rooms (kind, subject, space, title) VALUES (:kind, :subject, :space, :title) RETURNING id""",
            kind=kind.value,
            subject=subject,
            space=space,
            title=title,
        )
        for account in accounts:
            self.sql.run(
                "INSERT INTO room_people (room, account) VALUES (:room, :account)", room=row["id"], account=account
            )
        return self._known(row["id"])

    def get(self, room: int) -> Room | None:
        row = self.sql.maybe(
            """SELECT rooms.*, spaces.channel AS inside FROM rooms JOIN spaces ON spaces.id = rooms.space
               WHERE rooms.id = :room""",
            room=room,
        )
        if row is None:
            return None
        people = self.sql.all(
            """SELECT external FROM room_people JOIN accounts ON accounts.id = room_people.account
               WHERE room = :room ORDER BY accounts.id""",
            room=room,
        )
        return Room(
            id=row["id"],
            kind=RoomKind(row["kind"]),
            subject=row["subject"],
            title=row["title"],
            inside=row["inside"],
            people=tuple(each["external"] for each in people),
            channel=row["channel"],
        )

    def _known(self, room: int) -> Room:
        if (found := self.get(room)) is None:
            raise LookupError(f"no room {room}")
        return found

    def opened(self, room: int, channel: str) -> None:
        self.sql.run("UPDATE rooms SET channel = :channel WHERE id = :room", room=room, channel=channel)

    def leave(self, kind: RoomKind, member: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT rooms.id, rooms.subject, room_people.account FROM rooms
               JOIN room_people ON room_people.room = rooms.id JOIN accounts ON accounts.id = room_people.account
               WHERE kind = :kind AND channel IS NULL AND accounts.member = :member ORDER BY rooms.id""",
            kind=kind.value,
            member=member,
        )
        for row in rows:
            self.sql.run(
                "DELETE FROM room_people WHERE room = :room AND account = :account",
                room=row["id"],
                account=row["account"],
            )
        return [row["subject"] for row in rows]

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT rooms.title FROM room_people JOIN rooms ON rooms.id = room_people.room
               JOIN accounts ON accounts.id = room_people.account WHERE accounts.member = :member ORDER BY rooms.id""",
            member=member,
        )
        return {"rooms": told(rows)}

    def forget(self, member: int, _now: datetime) -> None:
        """A room's title holds the names of those in it; it goes with them. On the platform the room stays."""
        theirs = "SELECT id FROM accounts WHERE member = :member"
        self.sql.run(
            f"""UPDATE rooms SET title = 'room ' || id WHERE id IN (
                    SELECT room FROM room_people WHERE account IN ({theirs}))""",  # noqa: S608 - fixed text
            member=member,
        )
        self.sql.run(f"DELETE FROM room_people WHERE account IN ({theirs})", member=member)  # noqa: S608 - fixed text
