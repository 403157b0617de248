"""What `hallway doctor` looks at in the database: it opens it to read only, also while a bot runs on it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.checks import Check
from bot.people.model import Platform
from storage.migrations import steps, version

_ENOUGH = 200 * 2**20  # bytes: a year of a busy community, twice, for the copy before a migration


def check_database(path: Path) -> list[Check]:
    """Whether the file can be opened, is of this version, and whole, and whether there is room on its disk."""
    return [*(_look(path) if path.exists() else [_missing(path)]), _room(path)]


def chosen_channels(path: Path) -> dict[tuple[Platform, str], str]:
    """The channels that setup has chosen, by platform and the platform's id of the space; the others are found at start."""
    if not path.exists():
        return {}
    try:
        with closing(_open(path)) as raw:
            rows = raw.execute("SELECT platform, external, channel FROM spaces WHERE chosen_channel = 1").fetchall()
    except sqlite3.Error:
        return {}
    return {(Platform(platform), external): channel for platform, external, channel in rows}


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)


def _missing(path: Path) -> Check:
    return Check("database", f"{path} does not exist yet; the first start makes it")


def _look(path: Path) -> list[Check]:
    try:
        with closing(_open(path)) as raw:
            return [_version(raw), _whole(raw)]
    except sqlite3.Error as error:
        fix = "check HALLWAY_DATABASE and the file's permissions, or restore a copy"
        return [Check("database", f"{path} cannot be read ({error})", fix)]


def _version(raw: sqlite3.Connection) -> Check:
    found, known = version(raw), len(steps())
    if found > known:
        return Check(
            "database version",
            f"{found}, newer than this Hallway's {known}",
            "run the newer Hallway, or restore a copy",
        )
    later = "" if found == known else f"; the next start brings it to {known}, after a copy"
    return Check("database version", f"{found}{later}")


def _whole(raw: sqlite3.Connection) -> Check:
    said = [row[0] for row in raw.execute("PRAGMA integrity_check(3)")]
    if said != ["ok"]:
        return Check("database integrity", "; ".join(said), "stop Hallway and restore the last good copy")
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return Check("database integrity", "rows point at rows that are not there", "restore the last good copy")
    return Check("database integrity", "whole")


def _room(path: Path) -> Check:
    folder = next(each for each in path.resolve().parents if each.exists())
    free = shutil.disk_usage(folder).free
    said = f"{free // 2**20:,} MB free in {folder}"
    return Check("disk", said, "" if free > _ENOUGH else "make room, or move HALLWAY_DATABASE to a larger disk")
