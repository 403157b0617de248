"""Rows of the live runs of line-ups, and of the turns in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.stage.model import Run, Turn
from storage.sql import Sql, from_db, maybe_from_db, maybe_to_db, to_db


def _turn(row: Row) -> Turn:
    return Turn(
        id=row["id"],
        event=row["event"],
        item=row["item"],
        talk=row["talk"],
        began_at=from_db(row["began_at"]),
        ends_at=from_db(row["ends_at"]),
        ended_at=maybe_from_db(row["ended_at"]),
        skipped=bool(row["skipped"]),
        deck=row["deck"],
    )


@dataclass(frozen=True, slots=True)
class StageRows:
    sql: Sql

    def run(self, event: int) -> Run | None:
        row = self.sql.maybe("SELECT * FROM stages WHERE event = :event", event=event)
        return None if row is None else self._run(row)

    def behind(self, token: str) -> Run | None:
        row = self.sql.maybe("SELECT * FROM stages WHERE token = :token", token=token)
        return None if row is None else self._run(row)

    def live(self, community: int) -> Sequence[Run]:
        rows = self.sql.all(
            """SELECT stages.* FROM stages JOIN events ON events.id = stages.event
               WHERE events.community = :community AND started_at IS NOT NULL AND stopped_at IS NULL
               ORDER BY started_at DESC, event""",
            community=community,
        )
        return [self._run(row) for row in rows]

    def turn(self, turn: int) -> Turn | None:
        row = self.sql.maybe("SELECT * FROM stage_turns WHERE id = :turn", turn=turn)
        return None if row is None else _turn(row)

    def open(self, event: int, token: str) -> Run:
        self.sql.run(
            "INSERT INTO stages (event, token) VALUES (:event, :token) ON CONFLICT (event) DO NOTHING",
            event=event,
            token=token,
        )
        return self._run(self.sql.one("SELECT * FROM stages WHERE event = :event", event=event))

    def start(self, event: int, now: datetime) -> None:
        self.sql.run(
            """UPDATE stages SET started_at = COALESCE(started_at, :now), stopped_at = NULL, paused_at = NULL
               WHERE event = :event""",
            event=event,
            now=to_db(now),
        )

    def stop(self, event: int, now: datetime) -> None:
        self.sql.run(
            "UPDATE stages SET stopped_at = :now, paused_at = NULL WHERE event = :event", event=event, now=to_db(now)
        )

    def set_aside(self, event: int) -> None:
        self.sql.run("UPDATE stage_turns SET rehearsal = 1 WHERE event = :event", event=event)
        self.sql.run(
            "UPDATE stages SET started_at = NULL, stopped_at = NULL, paused_at = NULL WHERE event = :event", event=event
        )

    def pause(self, event: int, since: datetime | None) -> None:
        self.sql.run("UPDATE stages SET paused_at = :since WHERE event = :event", event=event, since=maybe_to_db(since))

    def begin(
        self, event: int, item: int, talk: int | None, began_at: datetime, ends_at: datetime, *, deck: int | None = None
    ) -> Turn:
        row = self.sql.one(
            """INSERT INTO stage_turns (event, item, talk, began_at, ends_at, deck)
               VALUES (:event, :item, :talk, :began_at, :ends_at, :deck) RETURNING *""",
            event=event,
            item=item,
            talk=talk,
            began_at=to_db(began_at),
            ends_at=to_db(ends_at),
            deck=deck,
        )
        return _turn(row)

    def end(self, turn: int, now: datetime, *, skipped: bool) -> None:
        self.sql.run(
            "UPDATE stage_turns SET ended_at = :now, skipped = :skipped WHERE id = :turn",
            turn=turn,
            now=to_db(now),
            skipped=int(skipped),
        )

    def last_until(self, turn: int, ends_at: datetime) -> None:
        self.sql.run("UPDATE stage_turns SET ends_at = :ends_at WHERE id = :turn", turn=turn, ends_at=to_db(ends_at))

    def _run(self, row: Row) -> Run:
        turns = self.sql.all(
            "SELECT * FROM stage_turns WHERE event = :event AND rehearsal = 0 ORDER BY id", event=row["event"]
        )
        return Run(
            event=row["event"],
            token=row["token"],
            started_at=maybe_from_db(row["started_at"]),
            stopped_at=maybe_from_db(row["stopped_at"]),
            paused_at=maybe_from_db(row["paused_at"]),
            turns=tuple(_turn(each) for each in turns),
        )
