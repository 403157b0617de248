"""Rows of posts and deliveries (the outbox), of calls that were done, and of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.delivery.model import Delivery, Fate, Kind, Message, Owed, Place, Post, PostKind
from bot.people.model import Platform, Recipient
from storage.errands import RoomRows
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, maybe_to_db, to_db

# Owed again, these are brought up to date; any other delivery is one message, which is sent once.
_KEPT_TRUE = {Kind.POST, Kind.MIRROR}


def _listed(platforms: AbstractSet[Platform]) -> str:
    return "(" + ", ".join(f"'{each.value}'" for each in sorted(platforms, key=lambda each: each.value)) + ")"


def _post(row: Row) -> Post:
    return Post(row["id"], PostKind(row["kind"]), row["subject"], row["space"], row["channel"], row["message"])


@dataclass(frozen=True, slots=True)
class PostRows:
    sql: Sql

    def add(self, kind: PostKind, subject: int, space: int, channel: str) -> Post:
        return _post(
            self.sql.one(
                """INSERT INTO posts (kind, subject, space, channel) VALUES (:kind, :subject, :space, :channel)
                   RETURNING *""",
                kind=kind.value,
                subject=subject,
                space=space,
                channel=channel,
            )
        )

    def get(self, post: int) -> Post | None:
        row = self.sql.maybe("SELECT * FROM posts WHERE id = :post", post=post)
        return None if row is None else _post(row)

    def of(self, kind: PostKind, subject: int) -> Sequence[Post]:
        rows = self.sql.all(
            "SELECT * FROM posts WHERE kind = :kind AND subject = :subject ORDER BY id",
            kind=kind.value,
            subject=subject,
        )
        return [_post(row) for row in rows]

    def sent(self, post: int, message: Message) -> None:
        self.sql.run(
            "UPDATE posts SET channel = :channel, message = :message WHERE id = :post",
            post=post,
            channel=message.channel,
            message=message.id,
        )

    def gone(self, post: int) -> None:
        self.sql.run("UPDATE posts SET message = NULL WHERE id = :post", post=post)


@dataclass(slots=True)
class DeliveryRows:
    """The outbox. A lease needs no end time here: one process holds an SQLite file, and gives leases back at its start."""

    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("deliveries.account",)
    sql: Sql
    owed: bool = field(default=False, init=False)

    def owe(self, owed: Owed) -> None:
        self.owed = True
        # Owed again while it is on its way: the new generation makes it due again once that sending is recorded.
        again = """DO UPDATE SET generation = generation + 1, late_at = excluded.late_at,
            due_at = CASE WHEN fate = 'due' AND attempts > 0 THEN due_at ELSE excluded.due_at END,
            attempts = CASE WHEN fate IN ('due', 'leased') THEN attempts ELSE 0 END,
            first_leased_at = CASE WHEN fate IN ('due', 'leased') THEN first_leased_at END,
            fate = CASE WHEN fate = 'leased' THEN 'leased' ELSE 'due' END"""
        self.sql.run(
            f"""INSERT INTO deliveries (key, kind, subject, event, space, channel, account, due_at, late_at)
                VALUES (:key, :kind, :subject, :event, :space, :channel, :account, :due_at, :late_at)
                ON CONFLICT (key) {again if owed.kind in _KEPT_TRUE else "DO NOTHING"}""",  # noqa: S608 - fixed text
            key=owed.key,
            kind=owed.kind.value,
            subject=owed.subject,
            event=owed.event,
            space=owed.space,
            channel=owed.channel,
            account=owed.account,
            due_at=to_db(owed.due_at),
            late_at=maybe_to_db(owed.late_at),
        )

    def redirect(self, account: int, to: Recipient) -> None:
        self.sql.run(
            "UPDATE deliveries SET account = :to, space = :space WHERE account = :account AND fate = 'due'",
            account=account,
            to=to.account,
            space=to.space,
        )

    def unplan(self, kind: Kind, subject: int, why: str, now: datetime) -> None:
        self.sql.run(
            """UPDATE deliveries SET fate = 'dropped', closed_at = :now, why = :why
               WHERE kind = :kind AND subject = :subject AND fate = 'due'""",
            kind=kind.value,
            subject=subject,
            why=why,
            now=to_db(now),
        )

    def untried(self, key: str) -> bool:
        row = self.sql.maybe("SELECT id FROM deliveries WHERE key = :key AND fate = 'due' AND attempts = 0", key=key)
        return row is not None

    def lease(self, now: datetime, most: int, platforms: AbstractSet[Platform]) -> Sequence[Delivery]:
        due = self.sql.all(
            f"""SELECT deliveries.id FROM deliveries JOIN spaces ON spaces.id = deliveries.space
                WHERE fate = 'due' AND due_at <= :now AND platform IN {_listed(platforms)}
                ORDER BY due_at, deliveries.id LIMIT :most""",  # noqa: S608 - platform names are ours
            now=to_db(now),
            most=most,
        )
        for row in due:
            self.sql.run(
                """UPDATE deliveries SET fate = 'leased', attempts = attempts + 1,
                       first_leased_at = COALESCE(first_leased_at, :now) WHERE id = :id""",
                id=row["id"],
                now=to_db(now),
            )
        return [self.get(row["id"]) for row in due]

    def get(self, delivery: int) -> Delivery:
        row = self.sql.one(
            """SELECT deliveries.*, spaces.platform, spaces.external AS workspace, accounts.external AS person,
                      accounts.name, posts.channel AS post_channel, posts.message AS post_message,
                      (SELECT MIN(first_leased_at) FROM deliveries AS others
                       WHERE others.kind = deliveries.kind AND others.subject = deliveries.subject) AS tried_at
               FROM deliveries JOIN spaces ON spaces.id = deliveries.space
               LEFT JOIN accounts ON accounts.id = deliveries.account
               LEFT JOIN posts ON deliveries.kind = 'post' AND posts.id = deliveries.subject
               WHERE deliveries.id = :delivery""",
            delivery=delivery,
        )
        shown, kind = row["post_message"], Kind(row["kind"])
        room = RoomRows(self.sql).get(row["subject"]) if kind is Kind.GATHERING else None
        channel = row["channel"] if room is None else room.channel
        return Delivery(
            id=row["id"],
            key=row["key"],
            kind=kind,
            subject=row["subject"],
            space=row["space"],
            place=Place(Platform(row["platform"]), row["workspace"], channel=channel, person=row["person"], room=room),
            due_at=from_db(row["due_at"]),
            late_at=maybe_from_db(row["late_at"]),
            attempts=row["attempts"],
            generation=row["generation"],
            first_leased_at=from_db(row["tried_at"] if row["kind"] == Kind.POST.value else row["first_leased_at"]),
            message=None if shown is None else Message(row["post_channel"], shown),
            event=row["event"],
            person=row["account"],
            name=row["name"],
        )

    def close(self, delivery: Delivery, fate: Fate, now: datetime, *, message: Message | None, why: str) -> None:
        self.owed = True
        self.sql.run(
            """UPDATE deliveries SET fate = CASE WHEN generation = :generation THEN :fate ELSE 'due' END,
                   attempts = CASE WHEN generation = :generation THEN attempts ELSE 0 END,
                   first_leased_at = CASE WHEN generation = :generation THEN first_leased_at END,
                   closed_at = :now, sent_channel = :channel, sent_message = :message, why = :why
               WHERE id = :id AND fate = 'leased'""",
            id=delivery.id,
            generation=delivery.generation,
            fate=fate.value,
            now=to_db(now),
            channel=message.channel if message else None,
            message=message.id if message else None,
            why=why,
        )

    def retry(self, delivery: Delivery, at: datetime, why: str) -> None:
        self.owed = True
        self.sql.run(
            "UPDATE deliveries SET fate = 'due', due_at = :at, why = :why WHERE id = :id AND fate = 'leased'",
            id=delivery.id,
            at=to_db(at),
            why=why,
        )

    def release(self) -> None:
        self.sql.run("UPDATE deliveries SET fate = 'due' WHERE fate = 'leased'")

    def space_of(self, message: str, platform: Platform) -> int | None:
        row = self.sql.maybe(
            """SELECT space FROM deliveries JOIN spaces ON spaces.id = deliveries.space
               WHERE sent_message = :message AND platform = :platform""",
            message=message,
            platform=platform.value,
        )
        return None if row is None else row["space"]

    def last_due(self, kind: Kind, space: int) -> datetime | None:
        row = self.sql.maybe(
            "SELECT due_at FROM deliveries WHERE kind = :kind AND space = :space ORDER BY subject DESC LIMIT 1",
            kind=kind.value,
            space=space,
        )
        return None if row is None else from_db(row["due_at"])

    def next_due(self, platforms: AbstractSet[Platform]) -> datetime | None:
        row = self.sql.one(
            f"""SELECT MIN(due_at) AS due_at FROM deliveries JOIN spaces ON spaces.id = deliveries.space
                WHERE fate = 'due' AND platform IN {_listed(platforms)}"""  # noqa: S608 - platform names are ours
        )
        return maybe_from_db(row["due_at"])

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT kind, subject, due_at, fate, closed_at FROM deliveries
               WHERE account IN (SELECT id FROM accounts WHERE member = :member) ORDER BY due_at, id""",
            member=member,
        )
        return {"messages": told(rows, "due_at", "closed_at")}

    def forget(self, member: int, now: datetime) -> None:
        """What is due to them is dropped, and where messages went is not known any more; the keys stay."""
        self.sql.run(
            """UPDATE deliveries SET account = NULL, channel = COALESCE(channel, ''), sent_channel = NULL,
                   sent_message = NULL, closed_at = COALESCE(closed_at, :now),
                   why = CASE WHEN fate IN ('due', 'leased') THEN 'the person was forgotten' ELSE why END,
                   fate = CASE WHEN fate IN ('due', 'leased') THEN 'dropped' ELSE fate END
               WHERE account IN (SELECT id FROM accounts WHERE member = :member)""",
            member=member,
            now=to_db(now),
        )
