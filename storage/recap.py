"""Rows of recaps: what organizers decided about them and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.recap.model import Recap, RecapState
from storage.personal import Told, told
from storage.sql import Sql, maybe_from_db, maybe_to_db, to_db

_WRITTEN_BY = """FROM question_replies JOIN questions ON questions.id = question_replies.question
    JOIN talks ON talks.id = questions.talk WHERE talks.speaker = :member"""


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

    def reply(self, question: int, text: str, now: datetime) -> None:
        self.sql.run(
            """INSERT INTO question_replies (question, body, written_at) VALUES (:question, :body, :now)
               ON CONFLICT (question) DO UPDATE SET body = excluded.body, written_at = excluded.written_at""",
            question=question,
            body=text,
            now=to_db(now),
        )

    def replies(self, event: int) -> Mapping[int, str]:
        rows = self.sql.all(
            """SELECT question_replies.question, question_replies.body FROM question_replies
               JOIN questions ON questions.id = question_replies.question
               WHERE questions.event = :event ORDER BY question_replies.question""",
            event=event,
        )
        return {row["question"]: row["body"] for row in rows}

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

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            f"SELECT talks.title AS talk, questions.body AS question, question_replies.body, written_at {_WRITTEN_BY}",
            member=member,
        )
        return {"question_replies": told(rows, "written_at")}

    def forget(self, member: int, _now: datetime) -> None:
        """What a speaker wrote goes with them; the questions stay."""
        self.sql.run(
            f"DELETE FROM question_replies WHERE question IN (SELECT questions.id {_WRITTEN_BY})",  # noqa: S608 - fixed text
            member=member,
        )
