"""Rows of communities and their spaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.people.model import Channel, Community, Platform, Purpose, Space
from storage.sql import Sql, to_db

# For each purpose, the column with the channel and the one that says whether setup has chosen it.
_CHANNELS = {
    Purpose.EVENTS: ("channel", "chosen_channel"),
    Purpose.INTROS: ("intros", "chosen_intros"),
    Purpose.ASKS: ("asks_channel", "chosen_asks"),
    Purpose.ORGANIZERS: ("organizers_channel", "chosen_organizers"),
}


def _community(row: Row) -> Community:
    return Community(row["id"], row["name"], row["zone"])


def _space(row: Row) -> Space:
    return Space(
        row["id"],
        row["community"],
        Platform(row["platform"]),
        row["external"],
        row["name"],
        channel=row["channel"],
        intros=row["intros"],
        asks_channel=row["asks_channel"],
        organizers_channel=row["organizers_channel"],
    )


@dataclass(frozen=True, slots=True)
class CommunityRows:
    sql: Sql

    def found(self, name: str, zone: str, now: datetime) -> Community:
        statement = "INSERT INTO communities (name, zone, founded_at) VALUES (:name, :zone, :now) RETURNING *"
        return _community(self.sql.one(statement, name=name, zone=zone, now=to_db(now)))

    def first(self) -> Community | None:
        row = self.sql.maybe("SELECT * FROM communities ORDER BY id LIMIT 1")
        return None if row is None else _community(row)

    def get(self, community: int) -> Community:
        return _community(self.sql.one("SELECT * FROM communities WHERE id = :community", community=community))

    def rename(self, community: int, name: str, zone: str) -> None:
        self.sql.run(
            """UPDATE communities SET name = CASE WHEN chosen_name = 1 THEN name ELSE :name END,
                   zone = CASE WHEN chosen_zone = 1 THEN zone ELSE :zone END WHERE id = :community""",
            community=community,
            name=name,
            zone=zone,
        )

    def choose_name(self, community: int, name: str) -> None:
        self.sql.run(
            "UPDATE communities SET name = :name, chosen_name = 1 WHERE id = :community", community=community, name=name
        )

    def choose_zone(self, community: int, zone: str) -> None:
        self.sql.run(
            "UPDATE communities SET zone = :zone, chosen_zone = 1 WHERE id = :community", community=community, zone=zone
        )


@dataclass(frozen=True, slots=True)
class SpaceRows:
    sql: Sql

    def add(self, community: int, platform: Platform, external: str, name: str, channel: str | None) -> Space:
        row = self.sql.one(
            """INSERT INTO spaces (community, platform, external, name, channel)
               VALUES (:community, :platform, :external, :name, :channel) RETURNING *""",
            community=community,
            platform=platform.value,
            external=external,
            name=name,
            channel=channel,
        )
        return _space(row)

    def change(self, space: int, *, name: str, channel: str | None) -> None:
        self.sql.run(
            """UPDATE spaces SET name = :name, channel = CASE WHEN chosen_channel = 1 THEN channel ELSE :channel END
               WHERE id = :space""",
            space=space,
            name=name,
            channel=channel,
        )

    def choose_channel(self, space: int, purpose: Purpose, channel: str) -> None:
        column, chosen = _CHANNELS[purpose]
        self.sql.run(
            f"UPDATE spaces SET {column} = :channel, {chosen} = 1 WHERE id = :space",  # noqa: S608 - columns are ours
            space=space,
            channel=channel,
        )

    def _follow(self, space: int, purpose: Purpose, channel: str | None) -> None:
        column, chosen = _CHANNELS[purpose]
        self.sql.run(
            f"UPDATE spaces SET {column} = :channel WHERE id = :space AND {chosen} = 0",  # noqa: S608 - columns are ours
            space=space,
            channel=channel,
        )

    def move(self, space: int, community: int) -> None:
        self.sql.run("UPDATE spaces SET community = :community WHERE id = :space", space=space, community=community)

    def introduce_in(self, space: int, channel: str | None) -> None:
        self._follow(space, Purpose.INTROS, channel)

    def give_organizers(self, space: int, channel: str | None) -> None:
        self._follow(space, Purpose.ORGANIZERS, channel)

    def find(self, platform: Platform, external: str) -> Space | None:
        row = self.sql.maybe(
            "SELECT * FROM spaces WHERE platform = :platform AND external = :external",
            platform=platform.value,
            external=external,
        )
        return None if row is None else _space(row)

    def get(self, space: int) -> Space:
        return _space(self.sql.one("SELECT * FROM spaces WHERE id = :space", space=space))

    def of(self, community: int) -> Sequence[Space]:
        rows = self.sql.all("SELECT * FROM spaces WHERE community = :community ORDER BY id", community=community)
        return [_space(row) for row in rows]

    def everywhere(self) -> Sequence[Space]:
        return [_space(row) for row in self.sql.all("SELECT * FROM spaces ORDER BY id")]

    def ask_in(self, space: int, channel: str | None) -> None:
        self._follow(space, Purpose.ASKS, channel)

    def know_channels(self, space: int, channels: Mapping[str, str]) -> None:
        self.sql.run("DELETE FROM space_channels WHERE space = :space", space=space)
        for external, name in channels.items():
            self.sql.run(
                "INSERT INTO space_channels (space, external, name) VALUES (:space, :external, :name)",
                space=space,
                external=external,
                name=name,
            )

    def channels(self, community: int) -> Sequence[Channel]:
        rows = self.sql.all(
            """SELECT space_channels.*, spaces.platform FROM space_channels
               JOIN spaces ON spaces.id = space_channels.space
               WHERE spaces.community = :community ORDER BY space, space_channels.name, space_channels.external""",
            community=community,
        )
        return [Channel(row["space"], Platform(row["platform"]), row["external"], row["name"]) for row in rows]
