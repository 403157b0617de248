"""Rows of what setup chose: organizers, and codes that connect spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from storage.personal import Told, told
from storage.sql import Sql, to_db


@dataclass(frozen=True, slots=True)
class OrganizerRows:
    """Who setup made organizers of a space: roles on Discord, people on Slack, by the platform's ids."""

    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("organizers.external",)
    sql: Sql

    def of(self, space: int) -> frozenset[str]:
        return frozenset(
            row["external"] for row in self.sql.all("SELECT external FROM organizers WHERE space = :space", space=space)
        )

    def choose(self, space: int, externals: Iterable[str]) -> None:
        self.sql.run("DELETE FROM organizers WHERE space = :space", space=space)
        for external in externals:
            self.sql.run(
                "INSERT INTO organizers (space, external) VALUES (:space, :external)", space=space, external=external
            )

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT spaces.name AS space, spaces.platform FROM organizers JOIN spaces ON spaces.id = organizers.space
               JOIN accounts ON accounts.platform = spaces.platform AND accounts.external = organizers.external
               AND accounts.community = spaces.community WHERE accounts.member = :member ORDER BY spaces.id""",
            member=member,
        )
        return {"organizer_of": told(rows)}

    def forget(self, member: int, _now: datetime) -> None:
        self.sql.run(
            """DELETE FROM organizers WHERE EXISTS (
                   SELECT 1 FROM accounts JOIN spaces ON spaces.id = organizers.space
                   WHERE accounts.member = :member AND accounts.external = organizers.external
                   AND accounts.platform = spaces.platform AND accounts.community = spaces.community)""",
            member=member,
        )


@dataclass(frozen=True, slots=True)
class SpaceCodeRows:
    """One-time codes that bring a space into a community, kept as hashes."""

    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("space_codes.member",)
    sql: Sql

    def give(self, code_hash: str, community: int, member: int, good_until: datetime) -> None:
        self.sql.run("DELETE FROM space_codes WHERE member = :member", member=member)
        self.sql.run(
            """INSERT INTO space_codes (hash, community, member, good_until)
               VALUES (:hash, :community, :member, :good_until)""",
            hash=code_hash,
            community=community,
            member=member,
            good_until=to_db(good_until),
        )

    def find(self, code_hash: str, now: datetime) -> int | None:
        row = self.sql.maybe(
            "SELECT community FROM space_codes WHERE hash = :hash AND good_until > :now", hash=code_hash, now=to_db(now)
        )
        return None if row is None else row["community"]

    def use(self, code_hash: str) -> None:
        self.sql.run("DELETE FROM space_codes WHERE hash = :hash", hash=code_hash)

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE space_codes SET member = :keep WHERE member = :gone", keep=keep, gone=gone)

    def void(self, community: int) -> None:
        self.sql.run("DELETE FROM space_codes WHERE community = :community", community=community)

    def export(self, member: int) -> Told:
        rows = self.sql.all("SELECT good_until FROM space_codes WHERE member = :member", member=member)
        return {"codes": told(rows, "good_until")}

    def forget(self, member: int, _now: datetime) -> None:
        self.sql.run("DELETE FROM space_codes WHERE member = :member", member=member)
