"""Rows of questions to speakers, and of the votes for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.questions.model import Question, QuestionState, Wanted, ranked
from storage.personal import Told, told
from storage.sql import Sql, to_db

_NAME = """(SELECT name FROM accounts WHERE accounts.member = {member} ORDER BY seen_at DESC, id DESC LIMIT 1)"""
# Who asked is left out, and their name where they do not want it to be seen: what is not read cannot be told.
_ALL = f"""SELECT questions.id, questions.event, questions.talk, questions.number, questions.body, questions.anonymous,
                  questions.state, talks.community, talks.title, {_NAME.format(member="talks.speaker")} AS speaker,
                  CASE WHEN questions.anonymous = 1 THEN '' ELSE {_NAME.format(member="questions.asker")} END AS name,
                  (SELECT COUNT(*) FROM question_votes WHERE question_votes.question = questions.id) AS votes
           FROM questions JOIN talks ON talks.id = questions.talk"""  # noqa: S608 - fixed text


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        community=row["community"],
        event=row["event"],
        talk=row["talk"],
        title=row["title"],
        speaker=row["speaker"] or "somebody",  # who asked to be forgotten
        number=row["number"],
        text=row["body"],
        name=row["name"] or "",
        anonymous=bool(row["anonymous"]),
        state=QuestionState(row["state"]),
        votes=row["votes"],
    )


@dataclass(frozen=True, slots=True)
class QuestionRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("questions.asker", "question_votes.member")
    sql: Sql

    def add(self, event: int, talk: int, asker: int, wanted: Wanted, now: datetime) -> Question:
        row = self.sql.one(
            """INSERT INTO questions (event, talk, number, asker, body, anonymous, asked_at)
               VALUES (:event, :talk,
                       (SELECT COALESCE(MAX(number), 0) + 1 FROM questions WHERE questions.talk = :talk),
                       :asker, :body, :anonymous, :now) RETURNING id""",
            event=event,
            talk=talk,
            asker=asker,
            body=wanted.text,
            anonymous=int(wanted.anonymous),
            now=to_db(now),
        )
        return _question(self.sql.one(f"{_ALL} WHERE questions.id = :question", question=row["id"]))

    def get(self, question: int) -> Question | None:
        row = self.sql.maybe(f"{_ALL} WHERE questions.id = :question", question=question)
        return None if row is None else _question(row)

    def of(self, talk: int) -> Sequence[Question]:
        return [each for each in self.with_hidden(talk) if each.state is not QuestionState.HIDDEN]

    def with_hidden(self, talk: int) -> Sequence[Question]:
        rows = self.sql.all(f"{_ALL} WHERE questions.talk = :talk AND questions.state <> 'taken back'", talk=talk)
        return ranked(_question(row) for row in rows)

    def unanswered(self, event: int) -> Sequence[Question]:
        # A talk whose item was taken out of the line-up later comes last.
        rows = self.sql.all(
            f"""SELECT found.* FROM ({_ALL}) AS found
                LEFT JOIN lineup_items ON lineup_items.talk = found.talk AND lineup_items.event = found.event
                WHERE found.event = :event AND found.state = 'open'
                ORDER BY lineup_items.position IS NULL, lineup_items.position, found.talk, found.votes DESC,
                         found.number""",  # noqa: S608 - fixed text
            event=event,
        )
        return [_question(row) for row in rows]

    def named_asker(self, question: int) -> int | None:
        row = self.sql.maybe("SELECT asker FROM questions WHERE id = :question AND anonymous = 0", question=question)
        return None if row is None else row["asker"]

    def asked_by(self, question: int, member: int) -> bool:
        row = self.sql.maybe(
            "SELECT id FROM questions WHERE id = :question AND asker = :member", question=question, member=member
        )
        return row is not None

    def own(self, talk: int, member: int) -> Sequence[Question]:
        rows = self.sql.all(
            f"""{_ALL} WHERE questions.talk = :talk AND questions.asker = :member
                AND questions.state IN ('open', 'hidden') ORDER BY questions.number""",
            talk=talk,
            member=member,
        )
        return [_question(row) for row in rows]

    def stand(self, question: int, state: QuestionState) -> None:
        self.sql.run("UPDATE questions SET state = :state WHERE id = :question", question=question, state=state.value)

    def sign(self, question: int, *, anonymous: bool) -> None:
        self.sql.run(
            "UPDATE questions SET anonymous = :anonymous WHERE id = :question",
            question=question,
            anonymous=int(anonymous),
        )

    def take_back(self, question: int) -> None:
        self.sql.run("UPDATE questions SET state = 'taken back', body = '' WHERE id = :question", question=question)
        self.sql.run("DELETE FROM question_votes WHERE question = :question", question=question)

    def vote(self, question: int, member: int, now: datetime) -> bool:
        taken_back = self.sql.run(
            "DELETE FROM question_votes WHERE question = :question AND member = :member",
            question=question,
            member=member,
        )
        if taken_back:
            return False
        self.sql.run(
            "INSERT INTO question_votes (question, member, made_at) VALUES (:question, :member, :now)",
            question=question,
            member=member,
            now=to_db(now),
        )
        return True

    def event_of(self, talk: int) -> int | None:
        row = self.sql.maybe(
            "SELECT event FROM stage_turns WHERE talk = :talk AND rehearsal = 0 ORDER BY id DESC LIMIT 1", talk=talk
        )
        return None if row is None else row["event"]

    def staged_since(self, community: int, since: datetime) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT DISTINCT stage_turns.event FROM stage_turns JOIN events ON events.id = stage_turns.event
               WHERE events.community = :community AND stage_turns.talk IS NOT NULL AND rehearsal = 0
               AND (stage_turns.ended_at IS NULL OR stage_turns.ended_at > :since) ORDER BY stage_turns.event""",
            community=community,
            since=to_db(since),
        )
        return [row["event"] for row in rows]

    def talks_of(self, member: int) -> Sequence[int]:
        rows = self.sql.all(
            """SELECT talk FROM questions WHERE asker = :member AND state <> 'taken back'
               UNION SELECT talk FROM questions JOIN question_votes ON question_votes.question = questions.id
               WHERE question_votes.member = :member ORDER BY talk""",
            member=member,
        )
        return [row["talk"] for row in rows]

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE questions SET asker = :keep WHERE asker = :gone", keep=keep, gone=gone)
        self.sql.run(
            """DELETE FROM question_votes WHERE member = :gone
               AND question IN (SELECT question FROM question_votes WHERE member = :keep)""",
            keep=keep,
            gone=gone,
        )
        self.sql.run("UPDATE question_votes SET member = :keep WHERE member = :gone", keep=keep, gone=gone)
        self.sql.run(
            """DELETE FROM question_votes WHERE member = :keep
               AND question IN (SELECT id FROM questions WHERE asker = :keep)""",
            keep=keep,
        )

    def export(self, member: int) -> Told:
        asked = self.sql.all(
            """SELECT talks.title AS talk, questions.number, questions.body, questions.anonymous, questions.asked_at
               FROM questions JOIN talks ON talks.id = questions.talk WHERE asker = :member ORDER BY questions.id""",
            member=member,
        )
        votes = self.sql.all(
            """SELECT talks.title AS talk, questions.number, question_votes.made_at FROM question_votes
               JOIN questions ON questions.id = question_votes.question JOIN talks ON talks.id = questions.talk
               WHERE question_votes.member = :member ORDER BY questions.id""",
            member=member,
        )
        return {"questions": told(asked, "asked_at"), "question_votes": told(votes, "made_at")}

    def forget(self, member: int, _now: datetime) -> None:
        """What they asked and what they voted for goes, also what was answered: it is their words."""
        self.sql.run("DELETE FROM question_votes WHERE member = :member", member=member)
        self.sql.run(
            "DELETE FROM question_votes WHERE question IN (SELECT id FROM questions WHERE asker = :member)",
            member=member,
        )
        self.sql.run(
            "UPDATE questions SET state = 'taken back', body = '', asker = NULL WHERE asker = :member", member=member
        )
