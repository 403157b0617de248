"""Rows of intros and of the words they are found by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.people.intro_model import Intro, Profile, Topic, Words
from storage.personal import Told, told
from storage.sql import Sql, from_db, to_db

_LAST = chr(0x10FFFF)  # after every letter that a word can go on with


def _intro(row: Row) -> Intro:
    links = tuple(row["links"].split())
    profile = Profile(row["does"], row["angle"], row["helps"], row["seeks"], links)
    return Intro(row["id"], row["community"], row["member"], profile, from_db(row["changed_at"]))


@dataclass(frozen=True, slots=True)
class IntroRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("intros.member",)
    sql: Sql

    def of(self, member: int) -> Intro | None:
        row = self.sql.maybe("SELECT * FROM intros WHERE member = :member AND gone_at IS NULL", member=member)
        return None if row is None else _intro(row)

    def get(self, intro: int) -> Intro | None:
        row = self.sql.maybe("SELECT * FROM intros WHERE id = :intro AND gone_at IS NULL", intro=intro)
        return None if row is None else _intro(row)

    def save(self, community: int, member: int, profile: Profile, words: Words, now: datetime) -> Intro:
        row = self.sql.one(
            """INSERT INTO intros (community, member, does, angle, helps, seeks, links, made_at, changed_at)
               VALUES (:community, :member, :does, :angle, :helps, :seeks, :links, :now, :now)
               ON CONFLICT (member) WHERE gone_at IS NULL DO UPDATE SET does = excluded.does, angle = excluded.angle,
                   helps = excluded.helps, seeks = excluded.seeks, links = excluded.links, changed_at = :now
               RETURNING *""",
            community=community,
            member=member,
            does=profile.does,
            angle=profile.angle,
            helps=profile.helps,
            seeks=profile.seeks,
            links="\n".join(profile.links),
            now=to_db(now),
        )
        saved = _intro(row)
        self._forget_words(saved.id)
        for word, topic in words:
            self.sql.run(
                "INSERT INTO intro_words (community, word, intro, field) VALUES (:community, :word, :intro, :field)",
                community=community,
                word=word,
                intro=saved.id,
                field=topic.value,
            )
        return saved

    def _forget_words(self, intro: int) -> None:
        self.sql.run("DELETE FROM intro_words WHERE intro = :intro", intro=intro)

    def take_back(self, intro: int, now: datetime) -> None:
        """The row stays, empty: its id must not come back, because posts and deliveries are known by it."""
        self._forget_words(intro)
        self.sql.run(
            "UPDATE intros SET does = '', angle = '', helps = '', seeks = '', links = '', gone_at = :now WHERE id = :intro",
            intro=intro,
            now=to_db(now),
        )

    def newest(self, community: int, *, most: int) -> Sequence[Intro]:
        rows = self.sql.all(
            """SELECT * FROM intros WHERE community = :community AND gone_at IS NULL
               ORDER BY changed_at DESC, id DESC LIMIT :most""",
            community=community,
            most=most,
        )
        return [_intro(row) for row in rows]

    def with_word(self, community: int, word: str, *, prefix: bool = False) -> Sequence[tuple[int, Topic]]:
        rows = self.sql.all(
            """SELECT DISTINCT intro, field FROM intro_words
               WHERE community = :community AND word >= :word AND word <= :last""",
            community=community,
            word=word,
            last=word + _LAST if prefix else word,
        )
        return [(row["intro"], Topic(row["field"])) for row in rows]

    def vocabulary(self, community: int) -> Sequence[str]:
        # From each word straight to the next one, however many intros have it.
        rows = self.sql.all(
            """WITH RECURSIVE words (word) AS (
                   SELECT MIN(word) FROM intro_words WHERE community = :community
                   UNION ALL
                   SELECT (SELECT MIN(word) FROM intro_words WHERE community = :community AND word > words.word)
                   FROM words WHERE words.word IS NOT NULL)
               SELECT word FROM words WHERE word IS NOT NULL""",
            community=community,
        )
        return [row["word"] for row in rows]

    def frequent(self, community: int, topic: Topic) -> str | None:
        row = self.sql.maybe(
            """SELECT word, COUNT(*) AS uses FROM intro_words WHERE community = :community AND field = :topic
               GROUP BY word ORDER BY uses DESC, LENGTH(word) DESC, word LIMIT 1""",
            community=community,
            topic=topic.value,
        )
        return None if row is None else row["word"]

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE intros SET member = :keep WHERE member = :gone", keep=keep, gone=gone)

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT does, angle, helps, seeks, links, made_at, changed_at FROM intros
               WHERE member = :member AND gone_at IS NULL ORDER BY id""",
            member=member,
        )
        return {"intro": told(rows, "made_at", "changed_at")}

    def forget(self, member: int, now: datetime) -> None:
        if (standing := self.of(member)) is not None:
            self.take_back(standing.id, now)
