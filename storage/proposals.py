"""Rows of the private copies of proposals: which host was sent which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.talks.model import ProposalCopy
from storage.personal import Told, told
from storage.sql import Sql


@dataclass(frozen=True, slots=True)
class ProposalCopyRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("proposal_copies.account",)
    sql: Sql

    def add(self, talk: int, account: int) -> int | None:
        row = self.sql.maybe(
            """INSERT INTO proposal_copies (talk, account) VALUES (:talk, :account)
               ON CONFLICT DO NOTHING RETURNING id""",
            talk=talk,
            account=account,
        )
        return None if row is None else row["id"]

    def of(self, talk: int) -> Sequence[ProposalCopy]:
        rows = self.sql.all("SELECT id, account FROM proposal_copies WHERE talk = :talk ORDER BY id", talk=talk)
        return [ProposalCopy(row["id"], row["account"]) for row in rows]

    def talk(self, copy: int) -> int | None:
        row = self.sql.maybe("SELECT talk FROM proposal_copies WHERE id = :copy", copy=copy)
        return None if row is None else row["talk"]

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT talk FROM proposal_copies JOIN accounts ON accounts.id = proposal_copies.account
               WHERE accounts.member = :member ORDER BY proposal_copies.id""",
            member=member,
        )
        return {"proposals_received": told(rows)}

    def forget(self, member: int, _now: datetime) -> None:
        """Their copies are about nothing any more: the posts stay under numbers that no copy will ever have, because a
        delivery's key names the post.
        """
        theirs = """SELECT proposal_copies.id FROM proposal_copies
                    JOIN accounts ON accounts.id = proposal_copies.account WHERE accounts.member = :member"""
        self.sql.run(
            f"""UPDATE posts SET subject = -id, channel = '', message = NULL
                WHERE kind = 'proposal_copy' AND subject IN ({theirs})""",  # noqa: S608 - fixed text
            member=member,
        )
        self.sql.run(f"DELETE FROM proposal_copies WHERE id IN ({theirs})", member=member)  # noqa: S608 - fixed text
