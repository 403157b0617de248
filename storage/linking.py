"""Rows of codes by which two accounts become one member, and of wrong ones that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.people.model import Owned
from storage.people import owned
from storage.personal import Told, told
from storage.sql import Sql, from_db, to_db


@dataclass(frozen=True, slots=True)
class LinkRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("link_codes.account", "link_tries.account")
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
        return None if row is None else owned(row)

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

    def export(self, member: int) -> Told:
        codes = self.sql.all(
            """SELECT expires_at FROM link_codes JOIN accounts ON accounts.id = link_codes.account
               WHERE accounts.member = :member ORDER BY expires_at""",
            member=member,
        )
        tries = self.sql.all(
            """SELECT tried_at FROM link_tries JOIN accounts ON accounts.id = link_tries.account
               WHERE accounts.member = :member ORDER BY tried_at""",
            member=member,
        )
        return {"link_codes": told(codes, "expires_at"), "link_tries": told(tries, "tried_at")}

    def forget(self, member: int, _now: datetime) -> None:
        for table in ("link_codes", "link_tries"):
            self.sql.run(
                f"DELETE FROM {table} WHERE account IN (SELECT id FROM accounts WHERE member = :member)",  # noqa: S608 - ours
                member=member,
            )
