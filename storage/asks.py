"""Rows of asks and offers, of those who answered them, and of those who want to hear of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.asks.model import Ask, Claim, Need, Side, Topic, Watcher, join_words, words_of
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, to_db

_ALL = """SELECT asks.*, (SELECT COUNT(*) FROM ask_claims WHERE ask_claims.ask = asks.id) AS claims,
          (SELECT name FROM accounts WHERE accounts.member = asks.author
           ORDER BY seen_at DESC, id DESC LIMIT 1) AS author_name FROM asks"""
_DAY = 24 * 60 * 60 * 1_000_000


def _ask(row: Row) -> Ask:
    days = (row["closes_at"] - row["made_at"]) // _DAY
    return Ask(
        id=row["id"],
        community=row["community"],
        author=row["author"],
        author_name=row["author_name"] or "somebody",  # who asked to be forgotten
        side=Side(row["side"]),
        need=Need(Topic(row["topic"]), row["body"], row["words"], bool(row["soon"]), days),
        closed=bool(row["closed"]),
        closes_at=from_db(row["closes_at"]),
        claims=row["claims"],
    )


def _claim(row: Row) -> Claim:
    return Claim(row["id"], row["ask"], row["member"], bool(row["thanked"]))


@dataclass(frozen=True, slots=True)
class AskRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("asks.author", "ask_claims.member", "ask_watches.member")
    sql: Sql

    def add(self, community: int, author: int, side: Side, need: Need, now: datetime, closes_at: datetime) -> Ask:
        row = self.sql.one(
            """INSERT INTO asks (community, author, side, topic, body, words, soon, made_at, closes_at)
               VALUES (:community, :author, :side, :topic, :body, :words, :soon, :now, :closes_at) RETURNING id""",
            community=community,
            author=author,
            side=side.value,
            topic=need.topic.value,
            body=need.text,
            words=need.words,
            soon=int(need.soon),
            now=to_db(now),
            closes_at=to_db(closes_at),
        )
        return _ask(self.sql.one(f"{_ALL} WHERE asks.id = :id", id=row["id"]))

    def get(self, ask: int) -> Ask | None:
        row = self.sql.maybe(f"{_ALL} WHERE asks.id = :ask", ask=ask)
        return None if row is None else _ask(row)

    def open(self, community: int, now: datetime) -> Sequence[Ask]:
        rows = self.sql.all(
            f"{_ALL} WHERE community = :community AND closed = 0 AND closes_at > :now ORDER BY asks.id",
            community=community,
            now=to_db(now),
        )
        return [_ask(row) for row in rows]

    def by(self, member: int) -> Sequence[Ask]:
        return [_ask(row) for row in self.sql.all(f"{_ALL} WHERE author = :member ORDER BY asks.id", member=member)]

    def answered_by(self, member: int) -> Sequence[int]:
        rows = self.sql.all("SELECT ask FROM ask_claims WHERE member = :member ORDER BY ask", member=member)
        return [row["ask"] for row in rows]

    def open_by(self, member: int, now: datetime) -> int:
        row = self.sql.one(
            "SELECT COUNT(*) AS number FROM asks WHERE author = :member AND closed = 0 AND closes_at > :now",
            member=member,
            now=to_db(now),
        )
        number: int = row["number"]
        return number

    def close(self, ask: int) -> None:
        self.sql.run("UPDATE asks SET closed = 1 WHERE id = :ask", ask=ask)

    def add_claim(self, ask: int, member: int, now: datetime) -> Claim:
        return _claim(
            self.sql.one(
                "INSERT INTO ask_claims (ask, member, made_at) VALUES (:ask, :member, :now) RETURNING *",
                ask=ask,
                member=member,
                now=to_db(now),
            )
        )

    def claim(self, ask: int, member: int) -> Claim | None:
        row = self.sql.maybe("SELECT * FROM ask_claims WHERE ask = :ask AND member = :member", ask=ask, member=member)
        return None if row is None else _claim(row)

    def get_claim(self, claim: int) -> Claim | None:
        row = self.sql.maybe("SELECT * FROM ask_claims WHERE id = :claim", claim=claim)
        return None if row is None else _claim(row)

    def thank(self, claim: int) -> None:
        self.sql.run("UPDATE ask_claims SET thanked = 1 WHERE id = :claim", claim=claim)

    def watch(self, member: int, words: str | None) -> None:
        if words is None:
            self.sql.run("DELETE FROM ask_watches WHERE member = :member", member=member)
            return
        self.sql.run(
            """INSERT INTO ask_watches (member, words) VALUES (:member, :words)
               ON CONFLICT (member) DO UPDATE SET words = excluded.words""",
            member=member,
            words=words,
        )

    def watches(self, member: int) -> bool:
        return self.sql.maybe("SELECT 1 FROM ask_watches WHERE member = :member", member=member) is not None

    def watchers(self, community: int) -> Sequence[Watcher]:
        rows = self.sql.all(
            """SELECT ask_watches.* FROM ask_watches JOIN members ON members.id = ask_watches.member
               WHERE members.community = :community ORDER BY member""",
            community=community,
        )
        return [Watcher(row["member"], words_of(row["words"]), maybe_from_db(row["told_at"])) for row in rows]

    def told(self, member: int, now: datetime) -> None:
        self.sql.run("UPDATE ask_watches SET told_at = :now WHERE member = :member", member=member, now=to_db(now))

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE asks SET author = :keep WHERE author = :gone", keep=keep, gone=gone)
        self.sql.run(
            """DELETE FROM ask_claims WHERE member = :gone
               AND ask IN (SELECT ask FROM ask_claims WHERE member = :keep)""",
            keep=keep,
            gone=gone,
        )
        self.sql.run("UPDATE ask_claims SET member = :keep WHERE member = :gone", keep=keep, gone=gone)
        # Who answered their own is nobody who answered.
        self.sql.run(
            """DELETE FROM ask_claims WHERE member = :keep
               AND ask IN (SELECT id FROM asks WHERE author = :keep)""",
            keep=keep,
        )
        self._merge_watches(keep, gone)

    def _merge_watches(self, keep: int, gone: int) -> None:
        rows = self.sql.all("SELECT * FROM ask_watches WHERE member IN (:keep, :gone)", keep=keep, gone=gone)
        if len(rows) > 1:
            self.sql.run(
                "UPDATE ask_watches SET words = :words, told_at = :told_at WHERE member = :keep",
                keep=keep,
                words=join_words(*(row["words"] for row in rows)),
                told_at=max((row["told_at"] for row in rows if row["told_at"] is not None), default=None),
            )
            self.sql.run("DELETE FROM ask_watches WHERE member = :gone", gone=gone)
        self.sql.run("UPDATE ask_watches SET member = :keep WHERE member = :gone", keep=keep, gone=gone)

    def export(self, member: int) -> Told:
        wrote = self.sql.all(
            """SELECT id, side, topic, body, words, soon, closed, made_at, closes_at FROM asks
               WHERE author = :member ORDER BY id""",
            member=member,
        )
        answered = self.sql.all(
            """SELECT asks.id AS ask, asks.side, asks.topic, ask_claims.thanked, ask_claims.made_at
               FROM ask_claims JOIN asks ON asks.id = ask_claims.ask WHERE member = :member ORDER BY ask_claims.id""",
            member=member,
        )
        watch = self.sql.all("SELECT words, told_at FROM ask_watches WHERE member = :member", member=member)
        return {
            "asks": told(wrote, "made_at", "closes_at"),
            "asks_answered": told(answered, "made_at"),
            "asks_watched": told(watch, "told_at"),
        }

    def forget(self, member: int, _now: datetime) -> None:
        """What they wrote is closed and emptied; that they answered others, or wanted to hear of them, goes."""
        self.sql.run("UPDATE asks SET closed = 1, body = '', words = '' WHERE author = :member", member=member)
        self.sql.run("DELETE FROM ask_claims WHERE member = :member", member=member)
        self.sql.run("DELETE FROM ask_watches WHERE member = :member", member=member)
