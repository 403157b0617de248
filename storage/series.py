"""Rows of series and of their dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row
from typing import ClassVar

from bot.events.model import Plan
from bot.events.recurrence import Repeat, Series, SeriesPlan, SeriesState, read_rule, write_rule
from storage.personal import Told, told
from storage.sql import Sql, from_db, to_db


def _series(row: Row) -> Series:
    plan = Plan(
        title=row["title"],
        starts_at=from_db(row["starts_at"]),
        ends_at=from_db(row["ends_at"]),
        zone=row["zone"],
        place=row["location"],
        seats=row["seats"],
        description=row["description"],
    )
    first = datetime.fromisoformat(row["first_wall"])
    until = None if row["until_day"] is None else date.fromisoformat(row["until_day"])
    repeat = Repeat(read_rule(row["rule"]), first.date(), first.time(), row["zone"], until, row["times"])
    return Series(
        id=row["id"],
        community=row["community"],
        host=row["host"],
        plan=plan,
        repeat=repeat,
        state=SeriesState(row["state"]),
        revision=row["revision"],
        changed_at=from_db(row["changed_at"] or row["made_at"]),
    )


@dataclass(frozen=True, slots=True)
class SeriesRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("series.host",)
    sql: Sql

    def add(self, community: int, host: int, plan: SeriesPlan, now: datetime) -> Series:
        each, repeat = plan.plan, plan.repeat
        row = self.sql.one(
            """INSERT INTO series (community, host, title, description, location, starts_at, ends_at, zone, seats, rule,
                                   first_wall, until_day, times, made_at)
               VALUES (:community, :host, :title, :description, :location, :starts_at, :ends_at, :zone, :seats, :rule,
                       :first_wall, :until_day, :times, :now) RETURNING *""",
            community=community,
            host=host,
            title=each.title,
            description=each.description,
            location=each.place,
            starts_at=to_db(each.starts_at),
            ends_at=to_db(each.ends_at),
            zone=each.zone,
            seats=each.seats,
            rule=write_rule(repeat.rule),
            first_wall=_wall(datetime.combine(repeat.first, repeat.at)),
            until_day=None if repeat.until is None else repeat.until.isoformat(),
            times=repeat.times,
            now=to_db(now),
        )
        return _series(row)

    def get(self, series: int) -> Series | None:
        row = self.sql.maybe("SELECT * FROM series WHERE id = :series", series=series)
        return None if row is None else _series(row)

    def running(self, community: int) -> Sequence[Series]:
        rows = self.sql.all(
            "SELECT * FROM series WHERE community = :community AND state = 'running' ORDER BY id", community=community
        )
        return [_series(row) for row in rows]

    def of_event(self, event: int) -> Series | None:
        row = self.sql.maybe(
            "SELECT series.* FROM series_dates JOIN series ON series.id = series_dates.series WHERE event = :event",
            event=event,
        )
        return None if row is None else _series(row)

    def dates(self, series: int) -> Mapping[datetime, int | None]:
        rows = self.sql.all("SELECT wall, event FROM series_dates WHERE series = :series ORDER BY wall", series=series)
        return {datetime.fromisoformat(row["wall"]): row["event"] for row in rows}

    def settle(self, series: int, wall: datetime, event: int | None) -> None:
        self.sql.run(
            """INSERT INTO series_dates (series, wall, event) VALUES (:series, :wall, :event)
               ON CONFLICT (series, wall) DO NOTHING""",
            series=series,
            wall=_wall(wall),
            event=event,
        )

    def change(self, series: int, plan: SeriesPlan, now: datetime) -> Series:
        each, at = plan.plan, f"{plan.repeat.at:%H:%M}"
        # The days of a series stay. What its dates became is known by their wall times, which move with it.
        self.sql.run(
            "UPDATE series_dates SET wall = SUBSTR(wall, 1, 11) || :at WHERE series = :series", series=series, at=at
        )
        row = self.sql.one(
            """UPDATE series SET title = :title, description = :description, location = :location, starts_at = :starts_at,
                   ends_at = :ends_at, seats = :seats, first_wall = SUBSTR(first_wall, 1, 11) || :at,
                   revision = revision + 1, changed_at = :now
               WHERE id = :series RETURNING *""",
            series=series,
            title=each.title,
            description=each.description,
            location=each.place,
            starts_at=to_db(each.starts_at),
            ends_at=to_db(each.ends_at),
            seats=each.seats,
            at=at,
            now=to_db(now),
        )
        return _series(row)

    def end(self, series: int) -> None:
        self.sql.run("UPDATE series SET state = 'ended' WHERE id = :series", series=series)

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE series SET host = :keep WHERE host = :gone", keep=keep, gone=gone)

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            "SELECT id, title, rule, made_at FROM series WHERE host = :member ORDER BY id", member=member
        )
        return {"series_hosted": told(rows, "made_at")}

    def forget(self, member: int, _now: datetime) -> None:
        """What they host is handed over before; where nobody is left to take it, the bare row stays, which has no name."""


def _wall(wall: datetime) -> str:
    """What a clock shows, to the minute, so that it sorts as text: "2026-12-10T19:00"."""
    return wall.isoformat(timespec="minutes")
