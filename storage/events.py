"""Rows of events and of the answers to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.events.model import Attendance, Attendee, Event, Held, Move, Plan, Standing, State, join_answers
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, to_db


def _event(row: Row) -> Event:
    plan = Plan(
        title=row["title"],
        starts_at=from_db(row["starts_at"]),
        ends_at=from_db(row["ends_at"]),
        zone=row["zone"],
        place=row["location"],
        seats=row["seats"],
        description=row["description"],
    )
    return Event(
        id=row["id"],
        community=row["community"],
        host=row["host"],
        plan=plan,
        state=State(row["state"]),
        taken=row["taken"],
        waiting=row["waiting"],
        revision=row["revision"],
        moved_at=maybe_from_db(row["moved_at"]),
    )


@dataclass(frozen=True, slots=True)
class EventRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("events.host",)
    sql: Sql

    def add(self, community: int, host: int, plan: Plan, now: datetime) -> Event:
        row = self.sql.one(
            """INSERT INTO events (community, host, title, description, location, starts_at, ends_at, zone, seats, made_at,
                                   changed_at)
               VALUES (:community, :host, :title, :description, :location, :starts_at, :ends_at, :zone, :seats, :now, :now)
               RETURNING *""",
            community=community,
            host=host,
            title=plan.title,
            description=plan.description,
            location=plan.place,
            starts_at=to_db(plan.starts_at),
            ends_at=to_db(plan.ends_at),
            zone=plan.zone,
            seats=plan.seats,
            now=to_db(now),
        )
        return _event(row)

    def get(self, event: int) -> Event | None:
        row = self.sql.maybe("SELECT * FROM events WHERE id = :event", event=event)
        return None if row is None else _event(row)

    def lock(self, event: int) -> Event | None:
        """SQLite has one writer at a time, so that reading inside a write is already locking."""
        return self.get(event)

    def upcoming(self, community: int, now: datetime) -> Sequence[Event]:
        rows = self.sql.all(
            """SELECT * FROM events WHERE community = :community AND state = 'planned' AND ends_at > :now
               ORDER BY starts_at, id""",
            community=community,
            now=to_db(now),
        )
        return [_event(row) for row in rows]

    def call_off(self, event: int, now: datetime) -> None:
        self.sql.run(
            "UPDATE events SET state = 'cancelled', revision = revision + 1, changed_at = :now WHERE id = :event",
            event=event,
            now=to_db(now),
        )

    def change(self, event: int, plan: Plan, now: datetime) -> Event:
        row = self.sql.one(
            """UPDATE events SET title = :title, description = :description, location = :location, starts_at = :starts_at,
                   ends_at = :ends_at, zone = :zone, seats = :seats, revision = revision + 1, changed_at = :now
               WHERE id = :event RETURNING *""",
            event=event,
            title=plan.title,
            description=plan.description,
            location=plan.place,
            starts_at=to_db(plan.starts_at),
            ends_at=to_db(plan.ends_at),
            zone=plan.zone,
            seats=plan.seats,
            now=to_db(now),
        )
        return _event(row)

    def move(self, event: Event, before: Plan, now: datetime) -> int:
        self.sql.run("UPDATE events SET moved_at = :now WHERE id = :event", event=event.id, now=to_db(now))
        row = self.sql.one(
            """INSERT INTO moves (event, revision, started_at, zone, location)
               VALUES (:event, :revision, :started_at, :zone, :location) RETURNING id""",
            event=event.id,
            revision=event.revision,
            started_at=to_db(before.starts_at),
            zone=before.zone,
            location=before.place,
        )
        move: int = row["id"]
        return move

    def moved(self, move: int) -> Move | None:
        row = self.sql.maybe(
            """SELECT *, (SELECT MAX(id) FROM moves AS others WHERE others.event = moves.event) AS last
               FROM moves WHERE id = :move""",
            move=move,
        )
        if row is None:
            return None
        return Move(
            row["event"], from_db(row["started_at"]), row["zone"], row["location"], last=row["last"] == row["id"]
        )

    def latest(self, community: int, most: int) -> Sequence[Event]:
        rows = self.sql.all(
            "SELECT * FROM events WHERE community = :community ORDER BY starts_at DESC, id DESC LIMIT :most",
            community=community,
            most=most,
        )
        return [_event(row) for row in rows]

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE events SET host = :keep WHERE host = :gone", keep=keep, gone=gone)

    def hosted(self, member: int) -> Sequence[Event]:
        rows = self.sql.all("SELECT * FROM events WHERE host = :member ORDER BY starts_at, id", member=member)
        return [_event(row) for row in rows]

    def hand_over(self, event: int, host: int) -> None:
        self.sql.run("UPDATE events SET host = :host WHERE id = :event", event=event, host=host)

    def any(self, community: int) -> bool:
        return (
            self.sql.maybe("SELECT 1 FROM events WHERE community = :community LIMIT 1", community=community) is not None
        )

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT id, title, description, location, starts_at, ends_at, zone, seats, state FROM events
               WHERE host = :member ORDER BY starts_at, id""",
            member=member,
        )
        return {"events_hosted": told(rows, "starts_at", "ends_at")}

    def forget(self, member: int, now: datetime) -> None:
        """What they host is handed over before; past events keep the bare row, which has no name."""


# A person has one account they answered from last; their name is the one it carries.
# Those who asked to be forgotten have none, and are somebody.
_NAME = """COALESCE(
    (SELECT name FROM accounts WHERE accounts.member = answers.member ORDER BY seen_at DESC, id DESC LIMIT 1), 'somebody'
)"""


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
            """SELECT events.id FROM events JOIN answers AS a ON a.event = events.id AND a.member = :one
               JOIN answers AS b ON b.event = events.id AND b.member = :other
               WHERE a.standing = 'going' AND b.standing = 'going' AND events.state = 'planned'
                   AND starts_at <= :now AND ends_at > :since ORDER BY starts_at DESC, events.id DESC LIMIT 1""",
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
                self.sql.run("DELETE FROM answers WHERE event = :event AND member = :loser", event=event, loser=loser)
                self._uncount(event, dropped.standing)
                if dropped.standing is Standing.GOING:
                    freed.append(event)
        self.sql.run("UPDATE answers SET member = :keep WHERE member = :gone", keep=keep, gone=gone)
        return freed

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
