"""Rows of answers to events: who stands where, and who is in line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.events.model import Attendance, Attendee, Held, Standing, join_answers
from storage.personal import Told, told
from storage.sql import Sql, to_db

# A person has one account they answered from last; their name is the one it carries.
# Those who asked to be forgotten have none, and are somebody.
_NAME = """COALESCE(
    (SELECT name FROM accounts WHERE accounts.member = answers.member ORDER BY seen_at DESC, id DESC LIMIT 1), 'somebody'
)"""


def _was_at(who: str) -> str:
    """That a member had a seat at an event, or came without one."""
    return f"""(EXISTS (SELECT 1 FROM answers WHERE event = events.id AND member = :{who} AND standing = 'going')
                OR EXISTS (SELECT 1 FROM arrivals WHERE event = events.id AND member = :{who}))"""  # noqa: S608 - fixed text


@dataclass(frozen=True, slots=True)
class AnswerRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("answers.member",)
    sql: Sql

    def standing(self, event: int, member: int) -> Standing | None:
        row = self.sql.maybe(
            "SELECT standing FROM answers WHERE event = :event AND member = :member", event=event, member=member
        )
        return None if row is None else Standing(row["standing"])

    def stand(self, event: int, member: int, standing: Standing, now: datetime) -> None:
        before = self.standing(event, member)
        if before is standing:
            return
        place = self._count(event, before, standing)
        self.sql.run(
            """INSERT INTO answers (event, member, standing, place, answered_at)
               VALUES (:event, :member, :standing, :place, :now)
               ON CONFLICT (event, member) DO UPDATE
               SET standing = excluded.standing, place = excluded.place, answered_at = excluded.answered_at""",
            event=event,
            member=member,
            standing=standing.value,
            place=place,
            now=to_db(now),
        )

    def _count(self, event: int, before: Standing | None, after: Standing) -> int:
        """Move the event's counters from one standing to another; the place that the answer takes."""
        row = self.sql.one(
            """UPDATE events SET taken = taken + :taken, waiting = waiting + :waiting, last_place = last_place + 1
               WHERE id = :event RETURNING last_place""",
            event=event,
            taken=(after is Standing.GOING) - (before is Standing.GOING),
            waiting=(after is Standing.WAITING) - (before is Standing.WAITING),
        )
        place: int = row["last_place"]
        return place

    def confirm(self, event: int, member: int, now: datetime) -> None:
        self.sql.run(
            "UPDATE answers SET confirmed_at = :now WHERE event = :event AND member = :member",
            event=event,
            member=member,
            now=to_db(now),
        )

    def confirmed(self, event: int, since: datetime) -> int:
        row = self.sql.one(
            """SELECT COUNT(*) AS people FROM answers
               WHERE event = :event AND standing = 'going' AND confirmed_at > :since""",
            event=event,
            since=to_db(since),
        )
        people: int = row["people"]
        return people

    def first_waiting(self, event: int) -> int | None:
        row = self.sql.maybe(
            "SELECT member FROM answers WHERE event = :event AND standing = 'waiting' ORDER BY place LIMIT 1",
            event=event,
        )
        return None if row is None else row["member"]

    def place_in_line(self, event: int, member: int) -> int | None:
        row = self.sql.one(
            """SELECT COUNT(*) AS line FROM answers WHERE event = :event AND standing = 'waiting' AND place <=
               (SELECT place FROM answers WHERE event = :event AND member = :member AND standing = 'waiting')""",
            event=event,
            member=member,
        )
        return row["line"] or None

    def all(self, event: int, *, most: int) -> Attendance:
        return Attendance(
            going=self._some(event, Standing.GOING, most),
            waiting=self._some(event, Standing.WAITING, most),
            maybe=self._some(event, Standing.MAYBE, most),
        )

    def _some(self, event: int, standing: Standing, most: int) -> tuple[Attendee, ...]:
        rows = self.sql.all(
            f"""SELECT member, place, {_NAME} AS name FROM answers
                WHERE event = :event AND standing = :standing ORDER BY place LIMIT :most""",  # noqa: S608 - fixed text
            event=event,
            standing=standing.value,
            most=most,
        )
        return tuple(Attendee(row["member"], row["name"], standing, row["place"]) for row in rows)

    def members(self, event: int, *standings: Standing) -> Sequence[int]:
        """Members with one of these standings, in the order of their answers."""
        wanted = {each.value for each in standings}
        rows = self.sql.all("SELECT member, standing FROM answers WHERE event = :event ORDER BY place", event=event)
        return [row["member"] for row in rows if row["standing"] in wanted]

    def events_of(self, member: int) -> Sequence[int]:
        rows = self.sql.all("SELECT event FROM answers WHERE member = :member ORDER BY event", member=member)
        return [row["event"] for row in rows]

    def shared(self, one: int, other: int, now: datetime, *, over_since: datetime) -> int | None:
        row = self.sql.maybe(
            f"""SELECT id FROM events WHERE {_was_at("one")} AND {_was_at("other")} AND state = 'planned'
                AND starts_at <= :now AND ends_at > :since ORDER BY starts_at DESC, id DESC LIMIT 1""",  # noqa: S608 - fixed text
            one=one,
            other=other,
            now=to_db(now),
            since=to_db(over_since),
        )
        return None if row is None else row["id"]

    def merge(self, keep: int, gone: int) -> Sequence[int]:
        freed = []
        for event in self.events_of(gone):
            mine, theirs = self._held(event, keep), self._held(event, gone)
            if mine is not None and theirs is not None:
                counts = join_answers(mine, theirs)
                loser, dropped = (gone, theirs) if counts is mine else (keep, mine)
                self._confirm_both(event, keep, gone)
                self.sql.run("DELETE FROM answers WHERE event = :event AND member = :loser", event=event, loser=loser)
                self._uncount(event, dropped.standing)
                if dropped.standing is Standing.GOING:
                    freed.append(event)
        self.sql.run("UPDATE answers SET member = :keep WHERE member = :gone", keep=keep, gone=gone)
        return freed

    def _confirm_both(self, event: int, keep: int, gone: int) -> None:
        """Where they have two seats: what they said of their own accord with one account, they have said."""
        self.sql.run(
            """UPDATE answers SET confirmed_at = (SELECT MAX(confirmed_at) FROM answers AS own
                 WHERE own.event = :event AND own.member IN (:keep, :gone) AND own.standing = 'going')
               WHERE event = :event AND member IN (:keep, :gone) AND standing = 'going'""",
            event=event,
            keep=keep,
            gone=gone,
        )

    def _held(self, event: int, member: int) -> Held | None:
        row = self.sql.maybe(
            "SELECT standing, place FROM answers WHERE event = :event AND member = :member", event=event, member=member
        )
        return None if row is None else Held(Standing(row["standing"]), row["place"])

    def _uncount(self, event: int, standing: Standing) -> None:
        self.sql.run(
            "UPDATE events SET taken = taken - :taken, waiting = waiting - :waiting WHERE id = :event",
            event=event,
            taken=int(standing is Standing.GOING),
            waiting=int(standing is Standing.WAITING),
        )

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT events.id AS event, events.title, events.starts_at, answers.standing, answers.answered_at,
                      answers.confirmed_at
               FROM answers JOIN events ON events.id = answers.event WHERE answers.member = :member
               ORDER BY events.starts_at, events.id""",
            member=member,
        )
        return {"answers": told(rows, "starts_at", "answered_at", "confirmed_at")}

    def forget(self, member: int, now: datetime) -> None:
        """Seats ahead are given back before; those answers go, while at what has begun they stay as somebody's."""
        self.sql.run(
            """DELETE FROM answers WHERE member = :member AND standing NOT IN ('going', 'waiting')
               OR member = :member AND event IN (
                   SELECT id FROM events WHERE starts_at > :now AND state = 'planned')""",
            member=member,
            now=to_db(now),
        )
