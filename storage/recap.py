"""Rows of recaps: what organizers decided about them and added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.recap.model import Recap, RecapState
from storage.sql import Sql, maybe_from_db, maybe_to_db


@dataclass(frozen=True, slots=True)
class RecapRows:
    sql: Sql

    def of(self, event: int) -> Recap:
        row = self.sql.maybe("SELECT * FROM recaps WHERE event = :event", event=event)
        if row is None:
            return Recap(event)
        return Recap(
            event=event,
            state=RecapState(row["state"]),
            recordings=tuple(row["recordings"].split()),
            note=row["note"],
            posted_at=maybe_from_db(row["posted_at"]),
        )

    def save(self, recap: Recap) -> None:
        self.sql.run(
            """INSERT INTO recaps (event, state, recordings, note, posted_at)
               VALUES (:event, :state, :recordings, :note, :posted_at)
               ON CONFLICT (event) DO UPDATE SET state = excluded.state, recordings = excluded.recordings,
                   note = excluded.note, posted_at = excluded.posted_at""",
            event=recap.event,
            state=recap.state.value,
            recordings="\n".join(recap.recordings),
            note=recap.note,
            posted_at=maybe_to_db(recap.posted_at),
        )

    def events(self, community: int, most: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT id FROM events WHERE community = :community AND state = 'planned'
               AND (EXISTS (SELECT 1 FROM lineup_items WHERE lineup_items.event = events.id)
                   OR EXISTS (SELECT 1 FROM recaps WHERE recaps.event = events.id))
               ORDER BY starts_at DESC, id DESC LIMIT :most""",
            community=community,
            most=most,
        )
        return [row["id"] for row in rows]
