"""Rows of calls that were done, and of what was typed into forms that were refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot.people.model import Platform
from storage.personal import Told, told
from storage.sql import Sql, to_db

_KEPT = timedelta(days=2)  # platforms redeliver within minutes; forms are abandoned within hours


@dataclass(frozen=True, slots=True)
class CallRows:
    """Calls that were done, so that a redelivered one is not done again; forgotten after two days."""

    sql: Sql

    def done(self, key: str) -> str | None:
        row = self.sql.maybe("SELECT about FROM calls WHERE key = :key", key=key)
        return None if row is None else row["about"]

    def remember(self, key: str, about: str, now: datetime) -> None:
        self.sql.run("DELETE FROM calls WHERE made_at < :old", old=to_db(now - _KEPT))
        self.sql.run(
            "INSERT INTO calls (key, about, made_at) VALUES (:key, :about, :now)", key=key, about=about, now=to_db(now)
        )


@dataclass(frozen=True, slots=True)
class DraftRows:
    """What a person typed into a form that was refused, so that they need not type it again; kept for two days."""

    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("drafts.member",)
    sql: Sql

    def keep(self, member: int, route: str, values: dict[str, str], now: datetime) -> int:
        self.sql.run("DELETE FROM drafts WHERE made_at < :old", old=to_db(now - _KEPT))
        row = self.sql.one(
            "INSERT INTO drafts (member, route, answers, made_at) VALUES (:member, :route, :answers, :now) RETURNING id",
            member=member,
            route=route,
            answers=json.dumps(values),
            now=to_db(now),
        )
        draft: int = row["id"]
        return draft

    def get(self, draft: int, account: str, platform: Platform) -> tuple[str, dict[str, str]] | None:
        row = self.sql.maybe(
            """SELECT route, answers FROM drafts JOIN accounts ON accounts.member = drafts.member
               WHERE drafts.id = :draft AND accounts.external = :account AND accounts.platform = :platform""",
            draft=draft,
            account=account,
            platform=platform.value,
        )
        return None if row is None else (row["route"], json.loads(row["answers"]))

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE drafts SET member = :keep WHERE member = :gone", keep=keep, gone=gone)

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            "SELECT route, answers, made_at FROM drafts WHERE member = :member ORDER BY id", member=member
        )
        return {"drafts": told(rows, "made_at")}

    def forget(self, member: int, _now: datetime) -> None:
        self.sql.run("DELETE FROM drafts WHERE member = :member", member=member)
