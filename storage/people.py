"""Rows of communities, spaces, members and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.people.model import Account, Community, Member, Platform, Recipient, Space
from storage.sql import Sql, to_db


def _community(row: Row) -> Community:
    return Community(row["id"], row["name"], row["zone"])


def _space(row: Row) -> Space:
    return Space(
        row["id"], row["community"], Platform(row["platform"]), row["external"], row["name"], channel=row["channel"]
    )


@dataclass(frozen=True, slots=True)
class CommunityRows:
    sql: Sql

    def found(self, name: str, zone: str, now: datetime) -> Community:
        statement = "INSERT INTO communities (name, zone, founded_at) VALUES (:name, :zone, :now) RETURNING *"
        return _community(self.sql.one(statement, name=name, zone=zone, now=to_db(now)))

    def first(self) -> Community | None:
        row = self.sql.maybe("SELECT * FROM communities ORDER BY id LIMIT 1")
        return None if row is None else _community(row)

    def get(self, community: int) -> Community:
        return _community(self.sql.one("SELECT * FROM communities WHERE id = :community", community=community))

    def rename(self, community: int, name: str, zone: str) -> None:
        self.sql.run(
            "UPDATE communities SET name = :name, zone = :zone WHERE id = :community",
            community=community,
            name=name,
            zone=zone,
        )


@dataclass(frozen=True, slots=True)
class SpaceRows:
    sql: Sql

    def add(self, community: int, platform: Platform, external: str, name: str, channel: str | None) -> Space:
        row = self.sql.one(
            """INSERT INTO spaces (community, platform, external, name, channel)
               VALUES (:community, :platform, :external, :name, :channel) RETURNING *""",
            community=community,
            platform=platform.value,
            external=external,
            name=name,
            channel=channel,
        )
        return _space(row)

    def change(self, space: int, *, name: str, channel: str | None) -> None:
        self.sql.run(
            "UPDATE spaces SET name = :name, channel = :channel WHERE id = :space",
            space=space,
            name=name,
            channel=channel,
        )

    def find(self, platform: Platform, external: str) -> Space | None:
        row = self.sql.maybe(
            "SELECT * FROM spaces WHERE platform = :platform AND external = :external",
            platform=platform.value,
            external=external,
        )
        return None if row is None else _space(row)

    def get(self, space: int) -> Space:
        return _space(self.sql.one("SELECT * FROM spaces WHERE id = :space", space=space))

    def of(self, community: int) -> Sequence[Space]:
        rows = self.sql.all("SELECT * FROM spaces WHERE community = :community ORDER BY id", community=community)
        return [_space(row) for row in rows]

    def everywhere(self) -> Sequence[Space]:
        return [_space(row) for row in self.sql.all("SELECT * FROM spaces ORDER BY id")]

    def name_channel(self, space: int, channel: str, name: str) -> None:
        self.sql.run(
            """INSERT INTO channel_names (space, channel, name) VALUES (:space, :channel, :name)
               ON CONFLICT (space, channel) DO UPDATE SET name = excluded.name""",
            space=space,
            channel=channel,
            name=name,
        )


@dataclass(frozen=True, slots=True)
class MemberRows:
    sql: Sql

    def meet(self, community: int, account: Account, space: int, now: datetime) -> Member:
        known = self.sql.maybe(
            """UPDATE accounts SET name = CASE WHEN :organizer IS NULL THEN name ELSE :name END,
                   organizer = COALESCE(:organizer, organizer), space = :space, seen_at = :now
               WHERE community = :community AND platform = :platform AND external = :external
               RETURNING id, member""",
            **self._values(community, account, space, now),
        )
        row = known if known is not None else self._welcome(community, account, space, now)
        any_organizer = self.sql.one(
            "SELECT MAX(organizer) AS organizer FROM accounts WHERE member = :member", member=row["member"]
        )
        return Member(row["member"], community, account.name, row["id"], organizer=bool(any_organizer["organizer"]))

    def _welcome(self, community: int, account: Account, space: int, now: datetime) -> Row:
        member = self.sql.one(
            "INSERT INTO members (community, joined_at) VALUES (:community, :now) RETURNING id",
            community=community,
            now=to_db(now),
        )
        row: Row = self.sql.one(
            """INSERT INTO accounts (community, member, platform, external, name, organizer, space, seen_at)
               VALUES (:community, :member, :platform, :external, :name, COALESCE(:organizer, 0), :space, :now)
               RETURNING id, member""",
            member=member["id"],
            **self._values(community, account, space, now),
        )
        return row

    @staticmethod
    def _values(community: int, account: Account, space: int, now: datetime) -> dict[str, str | int | None]:
        return {
            "community": community,
            "platform": account.platform.value,
            "external": account.external,
            "name": account.name,
            "organizer": None if account.organizer is None else int(account.organizer),
            "space": space,
            "now": to_db(now),
        }

    def behind(self, account: int) -> int:
        member: int = self.sql.one("SELECT member FROM accounts WHERE id = :account", account=account)["member"]
        return member

    def last_space(self, platform: Platform, external: str) -> int | None:
        row = self.sql.maybe(
            """SELECT space FROM accounts WHERE platform = :platform AND external = :external
               ORDER BY seen_at DESC, id DESC LIMIT 1""",
            platform=platform.value,
            external=external,
        )
        return None if row is None else row["space"]

    def find(self, community: int, account: Account) -> Member | None:
        row = self.sql.maybe(
            """SELECT id, member, name,
                   (SELECT MAX(organizer) FROM accounts AS own WHERE own.member = accounts.member) AS organizer
               FROM accounts WHERE community = :community AND platform = :platform AND external = :external""",
            community=community,
            platform=account.platform.value,
            external=account.external,
        )
        if row is None:
            return None
        return Member(row["member"], community, row["name"], row["id"], organizer=bool(row["organizer"]))

    def name(self, community: int, member: int) -> str | None:
        row = self.sql.maybe(
            """SELECT name FROM accounts WHERE community = :community AND member = :member
               ORDER BY seen_at DESC, id DESC LIMIT 1""",
            community=community,
            member=member,
        )
        return None if row is None else row["name"]

    def reach(self, member: int) -> Sequence[Recipient]:
        rows = self.sql.all(
            "SELECT id, space FROM accounts WHERE member = :member ORDER BY seen_at DESC, id DESC", member=member
        )
        return [Recipient(row["id"], row["space"]) for row in rows]
