"""Rows of members and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.people.model import Account, Known, Member, Owned, Platform, Recipient
from storage.personal import Told, told
from storage.sql import Sql, to_db


def owned(row: Row) -> Owned:
    return Owned(row["id"], row["member"], Platform(row["platform"]), row["external"], row["name"], row["space"])


@dataclass(frozen=True, slots=True)
class MemberRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("accounts.member",)
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
                   (SELECT MAX(CASE WHEN own.id = accounts.id THEN COALESCE(:organizer, own.organizer) ELSE own.organizer END)
                    FROM accounts AS own WHERE own.member = accounts.member) AS organizer
               FROM accounts WHERE community = :community AND platform = :platform AND external = :external""",
            community=community,
            platform=account.platform.value,
            external=account.external,
            organizer=None if account.organizer is None else int(account.organizer),
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
        return [owned(row) for row in rows]

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

    def doubt_organizers(self, space: int, except_for: int) -> None:
        self.sql.run(
            "UPDATE accounts SET organizer = 0 WHERE space = :space AND id != :account", space=space, account=except_for
        )

    def everyone(self, community: int) -> Sequence[int]:
        rows = self.sql.all(
            "SELECT id FROM members WHERE community = :community AND forgotten_at IS NULL ORDER BY id",
            community=community,
        )
        return [row["id"] for row in rows]

    def twins(self, community: int, other: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT DISTINCT here.member FROM accounts AS here JOIN accounts AS there
               ON there.community = :other AND there.platform = here.platform AND there.external = here.external
               WHERE here.community = :community ORDER BY here.member""",
            community=community,
            other=other,
        )
        return [row["member"] for row in rows]

    def move(self, community: int, to: int) -> None:
        self.sql.run("UPDATE accounts SET community = :new WHERE community = :old", old=community, new=to)
        self.sql.run(
            "UPDATE members SET community = :new WHERE community = :old AND forgotten_at IS NULL", old=community, new=to
        )

    def export(self, member: int) -> Told:
        person = self.sql.all("SELECT joined_at FROM members WHERE id = :member", member=member)
        accounts = self.sql.all(
            """SELECT accounts.platform, accounts.external, accounts.name, accounts.organizer, spaces.name AS space,
                      accounts.seen_at
               FROM accounts JOIN spaces ON spaces.id = accounts.space WHERE member = :member ORDER BY accounts.id""",
            member=member,
        )
        return {"member": told(person, "joined_at"), "accounts": told(accounts, "seen_at")}

    def forget(self, member: int, now: datetime) -> None:
        """The accounts go; the bare row stays, so that what is past still counts somebody."""
        self.sql.run("DELETE FROM accounts WHERE member = :member", member=member)
        self.sql.run(
            "UPDATE members SET joined_at = :now, forgotten_at = :now WHERE id = :member", member=member, now=to_db(now)
        )
