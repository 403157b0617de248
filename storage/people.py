"""Rows of communities, spaces, members and accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.people.model import Account, Channel, Community, Known, Member, Owned, Platform, Recipient, Space
from storage.sql import Sql, from_db, to_db


def _community(row: Row) -> Community:
    return Community(row["id"], row["name"], row["zone"])


def _space(row: Row) -> Space:
    return Space(
        row["id"],
        row["community"],
        Platform(row["platform"]),
        row["external"],
        row["name"],
        channel=row["channel"],
        intros=row["intros"],
        asks_channel=row["asks_channel"],
        organizers_channel=row["organizers_channel"],
    )


def _owned(row: Row) -> Owned:
    return Owned(row["id"], row["member"], Platform(row["platform"]), row["external"], row["name"], row["space"])


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

    def introduce_in(self, space: int, channel: str | None) -> None:
        self.sql.run("UPDATE spaces SET intros = :channel WHERE id = :space", space=space, channel=channel)

    def give_organizers(self, space: int, channel: str | None) -> None:
        self.sql.run("UPDATE spaces SET organizers_channel = :channel WHERE id = :space", space=space, channel=channel)

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

    def ask_in(self, space: int, channel: str | None) -> None:
        self.sql.run("UPDATE spaces SET asks_channel = :channel WHERE id = :space", space=space, channel=channel)

    def know_channels(self, space: int, channels: Mapping[str, str]) -> None:
        self.sql.run("DELETE FROM space_channels WHERE space = :space", space=space)
        for external, name in channels.items():
            self.sql.run(
                "INSERT INTO space_channels (space, external, name) VALUES (:space, :external, :name)",
                space=space,
                external=external,
                name=name,
            )

    def channels(self, community: int) -> Sequence[Channel]:
        rows = self.sql.all(
            """SELECT space_channels.*, spaces.platform FROM space_channels
               JOIN spaces ON spaces.id = space_channels.space
               WHERE spaces.community = :community ORDER BY space, space_channels.name, space_channels.external""",
            community=community,
        )
        return [Channel(row["space"], Platform(row["platform"]), row["external"], row["name"]) for row in rows]


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

    def know(self, community: int, account: Account, space: int, now: datetime) -> int:
        row = self.sql.maybe(
            """SELECT member FROM accounts
               WHERE community = :community AND platform = :platform AND external = :external""",
            community=community,
            platform=account.platform.value,
            external=account.external,
        )
        member: int = (row if row is not None else self._welcome(community, account, space, now))["member"]
        return member

    def known(self, member: int) -> Known | None:
        accounts = self.accounts(member)
        if not accounts:
            return None
        row = self.sql.one(
            """SELECT members.community, MAX(organizer) AS organizer FROM members
               JOIN accounts ON accounts.member = members.id WHERE members.id = :member GROUP BY members.id""",
            member=member,
        )
        external = tuple((each.platform, each.external) for each in accounts)
        return Known(member, row["community"], accounts[0].name, external, organizer=bool(row["organizer"]))

    def named(self, community: int, text: str, *, most: int) -> Sequence[Known]:
        literal = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        rows = self.sql.all(
            """SELECT member, MIN(name) AS name FROM accounts
               WHERE community = :community AND LOWER(name) LIKE LOWER(:text) ESCAPE '!'
               GROUP BY member ORDER BY name, member LIMIT :most""",
            community=community,
            text=f"%{literal}%",
            most=most,
        )
        return [known for row in rows if (known := self.known(row["member"])) is not None]

    def organizers(self, community: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT member, MAX(seen_at) AS seen_at FROM accounts
               WHERE community = :community AND organizer = 1 GROUP BY member ORDER BY seen_at DESC, member""",
            community=community,
        )
        return [row["member"] for row in rows]

    def at(self, space: int, person: str) -> int | None:
        row = self.sql.maybe(
            """SELECT member FROM accounts JOIN spaces ON spaces.id = :space
               AND accounts.community = spaces.community AND accounts.platform = spaces.platform
               WHERE accounts.external = :person""",
            space=space,
            person=person,
        )
        return None if row is None else row["member"]

    def welcome(self, member: int, now: datetime, *, joined_since: datetime) -> bool:
        changed = self.sql.run(
            """UPDATE members SET welcomed_at = :now
               WHERE id = :member AND welcomed_at IS NULL AND joined_at >= :since""",
            member=member,
            now=to_db(now),
            since=to_db(joined_since),
        )
        return changed == 1

    def accounts(self, member: int) -> Sequence[Owned]:
        rows = self.sql.all(
            "SELECT * FROM accounts WHERE member = :member ORDER BY seen_at DESC, id DESC", member=member
        )
        return [_owned(row) for row in rows]

    def split(self, account: int, now: datetime) -> int:
        row = self.sql.one(
            """INSERT INTO members (community, joined_at, welcomed_at)
               SELECT community, :now, :now FROM accounts WHERE id = :account RETURNING id""",
            account=account,
            now=to_db(now),
        )
        member: int = row["id"]
        self.sql.run("UPDATE accounts SET member = :member WHERE id = :account", member=member, account=account)
        return member

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE accounts SET member = :keep WHERE member = :gone", keep=keep, gone=gone)
        self.sql.run(
            """UPDATE members SET welcomed_at = COALESCE(welcomed_at, (SELECT welcomed_at FROM members WHERE id = :gone))
               WHERE id = :keep""",
            keep=keep,
            gone=gone,
        )
        self.sql.run("DELETE FROM members WHERE id = :gone", gone=gone)


@dataclass(frozen=True, slots=True)
class LinkRows:
    sql: Sql

    def offer(self, account: int, digest: str, expires_at: datetime) -> None:
        self.sql.run(
            """INSERT INTO link_codes (account, digest, expires_at) VALUES (:account, :digest, :expires_at)
               ON CONFLICT (account) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at""",
            account=account,
            digest=digest,
            expires_at=to_db(expires_at),
        )

    def holder(self, community: int, digest: str, now: datetime) -> Owned | None:
        row = self.sql.maybe(
            """SELECT accounts.* FROM link_codes JOIN accounts ON accounts.id = link_codes.account
               WHERE digest = :digest AND expires_at > :now AND community = :community""",
            digest=digest,
            now=to_db(now),
            community=community,
        )
        return None if row is None else _owned(row)

    def spend(self, account: int) -> None:
        self.sql.run("DELETE FROM link_codes WHERE account = :account", account=account)

    def wrong(self, account: int, now: datetime) -> None:
        self.sql.run(
            "INSERT INTO link_tries (account, tried_at) VALUES (:account, :now)", account=account, now=to_db(now)
        )

    def wrong_since(self, account: int, since: datetime) -> Sequence[datetime]:
        rows = self.sql.all(
            "SELECT tried_at FROM link_tries WHERE account = :account AND tried_at > :since ORDER BY tried_at",
            account=account,
            since=to_db(since),
        )
        return [from_db(row["tried_at"]) for row in rows]
