"""Rows of calendars to subscribe to, and of events in a platform's own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.delivery.model import Mirror
from bot.events.calendar_model import Entry, Feed, event_name
from bot.events.model import Plan, Standing, State
from storage.personal import Told, told
from storage.sql import Sql, from_db, to_db

_FEED = """SELECT communities.id, communities.name, communities.zone, community_feeds.token, domain
           FROM community_feeds JOIN communities ON communities.id = community_feeds.community"""
_SHOWN = "(state = 'planned' AND ends_at > :ended_after OR state = 'cancelled' AND changed_at > :cancelled_after)"
_MOST = 1000  # events in one calendar; beyond that, the oldest are left out


def _feed(row: Row) -> Feed:
    return Feed(row["id"], row["name"], row["zone"], row["token"], row["domain"])


def _entry(row: Row, standing: str | None = None, answered_at: int = 0) -> Entry:
    plan = Plan(
        title=row["title"],
        starts_at=from_db(row["starts_at"]),
        ends_at=from_db(row["ends_at"]),
        zone=row["zone"],
        place=row["location"],
        seats=row["seats"],
        description=row["description"],
    )
    return Entry(
        name=event_name(row["id"]),
        plan=plan,
        cancelled=row["state"] == State.CANCELLED.value,
        revision=row["revision"],
        changed_at=from_db(max(row["changed_at"] or row["made_at"], answered_at)),
        standing=None if standing is None else Standing(standing),
    )


@dataclass(frozen=True, slots=True)
class FeedRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("member_feeds.member",)
    sql: Sql

    def open(self, community: int, token: str, domain: str) -> Feed:
        self.sql.run(
            """INSERT INTO community_feeds (community, token, domain) VALUES (:community, :token, :domain)
               ON CONFLICT (community) DO NOTHING""",
            community=community,
            token=token,
            domain=domain,
        )
        return _feed(self.sql.one(f"{_FEED} WHERE community = :community", community=community))

    def of(self, community: int) -> Feed | None:
        row = self.sql.maybe(f"{_FEED} WHERE community = :community", community=community)
        return None if row is None else _feed(row)

    def community(self, token: str) -> Feed | None:
        row = self.sql.maybe(f"{_FEED} WHERE token = :token", token=token)
        return None if row is None else _feed(row)

    def personal(self, member: int) -> str | None:
        row = self.sql.maybe(
            "SELECT token FROM member_feeds WHERE member = :member ORDER BY made_at DESC, token LIMIT 1", member=member
        )
        return None if row is None else row["token"]

    def renew(self, member: int, token: str, now: datetime) -> None:
        self.sql.run("DELETE FROM member_feeds WHERE member = :member", member=member)
        self.sql.run(
            "INSERT INTO member_feeds (member, token, made_at) VALUES (:member, :token, :now)",
            member=member,
            token=token,
            now=to_db(now),
        )

    def owner(self, token: str) -> tuple[int, Feed] | None:
        row = self.sql.maybe(
            """SELECT members.id, members.community FROM member_feeds JOIN members ON members.id = member_feeds.member
               WHERE token = :token""",
            token=token,
        )
        feed = None if row is None else self.of(row["community"])
        return None if row is None or feed is None else (row["id"], feed)

    def entries(self, community: int, *, ended_after: datetime, cancelled_after: datetime) -> Sequence[Entry]:
        rows = self.sql.all(
            f"SELECT * FROM events WHERE community = :community AND {_SHOWN} ORDER BY starts_at DESC, id DESC LIMIT :most",  # noqa: S608 - fixed text
            community=community,
            ended_after=to_db(ended_after),
            cancelled_after=to_db(cancelled_after),
            most=_MOST,
        )
        return [_entry(row) for row in reversed(rows)]

    def answered(self, member: int, *, ended_after: datetime, cancelled_after: datetime) -> Sequence[Entry]:
        rows = self.sql.all(
            f"""SELECT events.*, standing, answered_at FROM answers JOIN events ON events.id = answers.event
                WHERE member = :member AND standing IN ('going', 'waiting', 'maybe') AND {_SHOWN}
                ORDER BY starts_at DESC, events.id DESC LIMIT :most""",  # noqa: S608 - fixed text
            member=member,
            ended_after=to_db(ended_after),
            cancelled_after=to_db(cancelled_after),
            most=_MOST,
        )
        return [_entry(row, row["standing"], row["answered_at"]) for row in reversed(rows)]

    def entry(self, community: int, event: int) -> Entry | None:
        row = self.sql.maybe(
            "SELECT * FROM events WHERE id = :event AND community = :community", event=event, community=community
        )
        return None if row is None else _entry(row)

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE member_feeds SET member = :keep WHERE member = :gone", keep=keep, gone=gone)

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            "SELECT token, made_at FROM member_feeds WHERE member = :member ORDER BY made_at", member=member
        )
        return {"calendar_addresses": told(rows, "made_at")}

    def forget(self, member: int, _now: datetime) -> None:
        self.sql.run("DELETE FROM member_feeds WHERE member = :member", member=member)


def _mirror(row: Row) -> Mirror:
    return Mirror(row["id"], row["event"], row["space"], row["external"])


@dataclass(frozen=True, slots=True)
class MirrorRows:
    sql: Sql

    def open(self, event: int, space: int) -> Mirror:
        self.sql.run(
            "INSERT INTO mirrors (event, space) VALUES (:event, :space) ON CONFLICT (event, space) DO NOTHING",
            event=event,
            space=space,
        )
        row = self.sql.one("SELECT * FROM mirrors WHERE event = :event AND space = :space", event=event, space=space)
        return _mirror(row)

    def get(self, mirror: int) -> Mirror | None:
        row = self.sql.maybe("SELECT * FROM mirrors WHERE id = :mirror", mirror=mirror)
        return None if row is None else _mirror(row)

    def of(self, event: int) -> Sequence[Mirror]:
        return [
            _mirror(row) for row in self.sql.all("SELECT * FROM mirrors WHERE event = :event ORDER BY id", event=event)
        ]

    def sent(self, mirror: int, external: str) -> None:
        self.sql.run("UPDATE mirrors SET external = :external WHERE id = :mirror", mirror=mirror, external=external)

    def ends_listed(self, space: int, now: datetime) -> Sequence[datetime]:
        rows = self.sql.all(
            """SELECT ends_at FROM mirrors JOIN events ON events.id = mirrors.event
               WHERE space = :space AND external IS NOT NULL AND state = 'planned' AND ends_at > :now ORDER BY ends_at""",
            space=space,
            now=to_db(now),
        )
        return [from_db(row["ends_at"]) for row in rows]
