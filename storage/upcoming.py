"""The outbox to read in: deliveries with the names of what they are about and where they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.delivery.model import TOO_LATE, Fate, Kind, PostKind, Unreached
from bot.people.model import Platform
from bot.upcoming.model import ORGANIZERS_SEE, Sending
from storage.sql import Sql, from_db, maybe_from_db, to_db

# What is said to a host about a message belongs to no event, so that it cannot cause another; it is about one all the same.
# Of a post, the first message alone: what brings it up to date later is no message to anybody.
_SENDINGS = """
    SELECT deliveries.*, spaces.platform, events.id AS about, events.title, posts.kind AS post,
           space_channels.name AS channel_name, accounts.name AS person
    FROM deliveries JOIN spaces ON spaces.id = deliveries.space
    LEFT JOIN deliveries AS lost ON deliveries.kind = 'trouble' AND lost.id = deliveries.subject
    LEFT JOIN events ON events.id = COALESCE(deliveries.event, lost.event)
    LEFT JOIN accounts ON accounts.id = deliveries.account
    LEFT JOIN space_channels ON space_channels.space = spaces.id AND space_channels.external = deliveries.channel
    LEFT JOIN posts ON deliveries.kind = 'post' AND posts.id = deliveries.subject
    WHERE NOT (deliveries.kind = 'post' AND deliveries.key <> 'post:' || posts.id)"""
_AHEAD = "AND deliveries.fate IN ('due', 'leased') AND NOT (deliveries.kind = 'post' AND posts.message IS NOT NULL)"

_SEEN = "deliveries.kind IN (" + ", ".join(f"'{each.value}'" for each in sorted(ORGANIZERS_SEE, key=str)) + ")"


def _sending(row: Row) -> Sending:
    forgotten = row["account"] is None and not row["channel"]  # it went to a person who asked to be forgotten
    open_still = row["fate"] in ("due", "leased")
    # A retry moves the due time; the first attempt was made when it was due, or when we were back.
    due_at = row["due_at"] if row["first_leased_at"] is None else min(row["due_at"], row["first_leased_at"])
    return Sending(
        kind=Kind(row["kind"]),
        post=None if row["post"] is None else PostKind(row["post"]),
        key=row["key"],
        about=None if row["title"] is None else (row["about"], row["title"]),
        platform=Platform(row["platform"]),
        channel=None if forgotten else row["channel"],
        name=row["channel_name"],
        person="somebody" if forgotten else row["person"],
        due_at=from_db(row["due_at"] if open_still else due_at),
        late_at=maybe_from_db(row["late_at"]),
        closed_at=None if open_still else maybe_from_db(row["closed_at"]),
        fate=Fate(row["fate"]),
        attempts=row["attempts"] if row["fate"] == "due" else 0,
    )


@dataclass(frozen=True, slots=True)
class SendingRows:
    sql: Sql

    def ahead(self, community: int, most: int) -> Sequence[Sending]:
        rows = self.sql.all(
            f"""{_SENDINGS} {_AHEAD} AND spaces.community = :community AND {_SEEN}
                ORDER BY deliveries.due_at, deliveries.id LIMIT :most""",
            community=community,
            most=most,
        )
        return [_sending(row) for row in rows]

    def lately(self, community: int, since: datetime, most: int) -> Sequence[Sending]:
        rows = self.sql.all(
            f"""{_SENDINGS} AND deliveries.fate NOT IN ('due', 'leased')
                AND spaces.community = :community AND deliveries.closed_at > :since AND {_SEEN}
                ORDER BY deliveries.closed_at DESC, deliveries.id DESC LIMIT :most""",
            community=community,
            since=to_db(since),
            most=most,
        )
        return [_sending(row) for row in rows]

    def ahead_of(self, member: int, most: int) -> Sequence[Sending]:
        rows = self.sql.all(
            f"""{_SENDINGS} {_AHEAD} AND (accounts.member = :member OR (deliveries.kind = 'reminder' AND EXISTS
                  (SELECT 1 FROM answers WHERE answers.event = deliveries.event AND answers.member = :member
                   AND answers.standing <> 'no')))
                ORDER BY deliveries.due_at, deliveries.id LIMIT :most""",  # noqa: S608 - fixed text
            member=member,
            most=most,
        )
        return [_sending(row) for row in rows]

    def unreached(self, event: int, since: datetime, until: datetime) -> Sequence[Unreached]:
        rows = self.sql.all(
            """SELECT accounts.name, deliveries.account, deliveries.kind
               FROM deliveries JOIN accounts ON accounts.id = deliveries.account
               WHERE event = :event AND kind <> 'trouble' AND closed_at >= :since AND closed_at < :until
                   AND ((fate = 'dropped' AND why = :late) OR (fate = 'failed' AND NOT EXISTS (
                       SELECT 1 FROM deliveries AS earlier
                       WHERE earlier.event = :event AND earlier.account = deliveries.account AND earlier.kind <> 'trouble'
                           AND earlier.fate = 'failed' AND (earlier.closed_at < deliveries.closed_at
                               OR (earlier.closed_at = deliveries.closed_at AND earlier.id < deliveries.id)))))
               ORDER BY deliveries.id""",
            event=event,
            since=to_db(since),
            until=to_db(until),
            late=TOO_LATE,
        )
        first = {row["account"]: row for row in reversed(rows)}
        return [Unreached(row["name"], Kind(row["kind"])) for row in rows if first[row["account"]] is row]
