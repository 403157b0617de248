"""Rows of announcements and of the places that they go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Row
from typing import ClassVar

from bot.announcements.model import Anchor, Announcement, Audience, Mention, Shift, Spot, State, Wording
from bot.people.model import Platform
from storage.personal import Told, told
from storage.sql import Sql, maybe_from_db, maybe_to_db, to_db

_ALL = """SELECT announcements.*, (SELECT name FROM accounts WHERE accounts.member = announcements.author
          ORDER BY seen_at DESC, id DESC LIMIT 1) AS author_name FROM announcements"""
_SPOTS = """SELECT spots.*, spaces.platform, COALESCE(space_channels.name, accounts.name, 'channel') AS name
            FROM announcement_spots AS spots JOIN spaces ON spaces.id = spots.space
            LEFT JOIN accounts ON accounts.id = spots.account
            LEFT JOIN space_channels ON space_channels.space = spots.space AND space_channels.external = spots.channel"""
_COPIES = """FROM announcement_spots AS spots JOIN posts ON posts.kind = 'announcement' AND posts.subject = spots.id"""
_MICROSECOND = timedelta(microseconds=1)


def _announcement(row: Row) -> Announcement:
    shift = None
    if row["shift"] is not None:
        shift = Shift(row["shift"] * _MICROSECOND, Anchor(row["anchor"]))
    return Announcement(
        id=row["id"],
        community=row["community"],
        author=row["author"],
        author_name=row["author_name"] or "somebody",  # who asked to be forgotten
        wording=Wording(row["title"], row["body"], maybe_from_db(row["due_at"]), shift, row["event"]),
        audience=Audience(row["audience"]),
        mention=Mention(row["mention"]),
        state=State(row["state"]),
        version=row["version"],
        out_at=maybe_from_db(row["out_at"]),
    )


def _spot(row: Row) -> Spot:
    return Spot(
        row["id"],
        row["announcement"],
        row["space"],
        Platform(row["platform"]),
        channel=row["channel"],
        account=row["account"],
        name=row["name"],
    )


def _values(wording: Wording) -> dict[str, str | int | None]:
    shift = wording.shift
    return {
        "title": wording.title,
        "body": wording.text,
        "due_at": maybe_to_db(wording.due_at),
        "shift": None if shift is None else shift.by // _MICROSECOND,
        "anchor": None if shift is None else shift.anchor.value,
        "event": wording.event,
    }


@dataclass(frozen=True, slots=True)
class AnnouncementRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("announcements.author", "announcement_spots.account")
    sql: Sql

    def add(self, community: int, author: int, wording: Wording, now: datetime) -> Announcement:
        row = self.sql.one(
            """INSERT INTO announcements (community, author, title, body, due_at, shift, anchor, event, made_at)
               VALUES (:community, :author, :title, :body, :due_at, :shift, :anchor, :event, :now) RETURNING id""",
            community=community,
            author=author,
            now=to_db(now),
            **_values(wording),
        )
        return _announcement(self.sql.one(f"{_ALL} WHERE id = :id", id=row["id"]))

    def get(self, announcement: int) -> Announcement | None:
        row = self.sql.maybe(f"{_ALL} WHERE id = :announcement", announcement=announcement)
        return None if row is None else _announcement(row)

    def by(self, author: int) -> Sequence[Announcement]:
        return [_announcement(row) for row in self.sql.all(f"{_ALL} WHERE author = :author ORDER BY id", author=author)]

    def hand_over(self, announcement: int, author: int) -> None:
        self.sql.run(
            "UPDATE announcements SET author = :author WHERE id = :announcement",
            author=author,
            announcement=announcement,
        )

    def latest(self, community: int, *, most: int) -> Sequence[Announcement]:
        rows = self.sql.all(
            f"{_ALL} WHERE community = :community AND state <> 'discarded' ORDER BY id DESC LIMIT :most",
            community=community,
            most=most,
        )
        return [_announcement(row) for row in rows]

    def about(self, event: int) -> Sequence[Announcement]:
        return [_announcement(row) for row in self.sql.all(f"{_ALL} WHERE event = :event ORDER BY id", event=event)]

    def reword(self, announcement: int, wording: Wording) -> None:
        self.sql.run(
            """UPDATE announcements SET title = :title, body = :body, due_at = :due_at, shift = :shift, anchor = :anchor,
                   event = :event, version = version + 1 WHERE id = :announcement""",
            announcement=announcement,
            **_values(wording),
        )

    def aim(self, announcement: int, audience: Audience, mention: Mention) -> None:
        self.sql.run(
            """UPDATE announcements SET audience = :audience, mention = :mention, version = version + 1
               WHERE id = :announcement""",
            announcement=announcement,
            audience=audience.value,
            mention=mention.value,
        )

    def schedule(self, announcement: int, due: datetime) -> int:
        row = self.sql.one(
            """UPDATE announcements SET state = 'scheduled', due_at = :due, version = version + 1
               WHERE id = :announcement RETURNING version""",
            announcement=announcement,
            due=to_db(due),
        )
        version: int = row["version"]
        return version

    def put(self, announcement: int, state: State, now: datetime) -> None:
        self.sql.run(
            """UPDATE announcements SET state = :state, version = version + 1,
                   out_at = CASE WHEN :state = 'out' THEN :now ELSE out_at END WHERE id = :announcement""",
            announcement=announcement,
            state=state.value,
            now=to_db(now),
        )

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE announcements SET author = :keep WHERE author = :gone", keep=keep, gone=gone)

    def add_spot(
        self, announcement: int, space: int, *, channel: str | None = None, account: int | None = None
    ) -> None:
        self.sql.run(
            """INSERT INTO announcement_spots (announcement, space, channel, account)
               VALUES (:announcement, :space, :channel, :account) ON CONFLICT DO NOTHING""",
            announcement=announcement,
            space=space,
            channel=channel,
            account=account,
        )

    def drop_spot(self, spot: int) -> None:
        self.sql.run("DELETE FROM announcement_spots WHERE id = :spot", spot=spot)

    def clear_spots(self, announcement: int) -> None:
        self.sql.run("DELETE FROM announcement_spots WHERE announcement = :announcement", announcement=announcement)

    def spots(self, announcement: int) -> Sequence[Spot]:
        rows = self.sql.all(f"{_SPOTS} WHERE announcement = :announcement ORDER BY spots.id", announcement=announcement)
        return [_spot(row) for row in rows]

    def at_spot(self, spot: int) -> tuple[Announcement, Spot] | None:
        if (row := self.sql.maybe(f"{_SPOTS} WHERE spots.id = :spot", spot=spot)) is None:
            return None
        found = _spot(row)
        announcement = self.get(found.announcement)
        return None if announcement is None else (announcement, found)

    def delivered(self, announcement: int) -> int:
        row = self.sql.one(
            f"""SELECT COUNT(*) AS number {_COPIES}
                WHERE spots.announcement = :announcement AND posts.message IS NOT NULL""",
            announcement=announcement,
        )
        number: int = row["number"]
        return number

    def missed(self, announcement: int) -> Sequence[Spot]:
        rows = self.sql.all(
            f"""{_SPOTS} WHERE announcement = :announcement AND spots.id IN (
                    SELECT spots.id {_COPIES} JOIN deliveries ON deliveries.kind = 'post' AND deliveries.subject = posts.id
                    WHERE spots.announcement = :announcement AND posts.message IS NULL
                      AND deliveries.fate IN ('dropped', 'failed')
                ) ORDER BY spots.id""",
            announcement=announcement,
        )
        return [_spot(row) for row in rows]

    def export(self, member: int) -> Told:
        wrote = self.sql.all(
            """SELECT id, title, body, state, due_at, made_at, out_at FROM announcements
               WHERE author = :member ORDER BY id""",
            member=member,
        )
        got = self.sql.all(
            """SELECT announcements.id AS announcement, announcements.title, announcements.out_at
               FROM announcement_spots AS spots JOIN announcements ON announcements.id = spots.announcement
               WHERE spots.account IN (SELECT id FROM accounts WHERE member = :member) ORDER BY spots.id""",
            member=member,
        )
        return {
            "announcements": told(wrote, "due_at", "made_at", "out_at"),
            "announcements_received": told(got, "out_at"),
        }

    def forget(self, member: int, _now: datetime) -> None:
        """What went out stays, from somebody; drafts are emptied. Their private copies are about nothing any more: the posts
        stay under numbers that no place will ever have, because a delivery's key names the post.
        """
        self.sql.run(
            """UPDATE announcements SET state = 'discarded', title = '…', body = '…', version = version + 1
               WHERE author = :member AND state IN ('draft', 'discarded')""",
            member=member,
        )
        theirs = """SELECT spots.id FROM announcement_spots AS spots JOIN accounts ON accounts.id = spots.account
                    WHERE accounts.member = :member"""
        self.sql.run(
            f"""UPDATE posts SET subject = -id, channel = '', message = NULL
                WHERE kind = 'announcement' AND subject IN ({theirs})""",  # noqa: S608 - fixed text
            member=member,
        )
        self.sql.run(f"DELETE FROM announcement_spots WHERE id IN ({theirs})", member=member)  # noqa: S608 - fixed text
