"""Numbered steps of the schema, run in order at start; each one whole or not at all.

Plain SQL files and this small runner: the tools that are well kept bring an ORM (Alembic) or no second database, and take
longer to find that there is nothing to do than we take to start.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


class NewerDatabase(Exception):  # noqa: N818 - a fact about the file
    """The database was written by a newer Hallway; this one leaves it untouched."""


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    name: str
    sql: str


def steps(folder: Path = _HERE) -> list[Step]:
    """All steps in order; raises ValueError when a number is missing or taken twice."""
    found = [
        Step(int(path.stem[:4]), path.stem[5:], path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.sql"))
    ]
    if [each.number for each in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered one by one: {[each.number for each in found]}")
    return found


def version(raw: sqlite3.Connection) -> int:
    """The number of the last step that this database has seen."""
    found: int = raw.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(raw: sqlite3.Connection, to_do: list[Step], *, backup: Path | None = None) -> list[Step]:
    """Bring a database up to date and return the steps that were needed.

    An existing database is first copied to `backup`, so that no step can lose what was there. Raises NewerDatabase.
    """
    now_at = version(raw)
    if now_at > len(to_do):
        raise NewerDatabase(
            f"This database is at version {now_at} and this Hallway knows {len(to_do)}. Run the newer Hallway again, or"
            " restore the copy that was made before it; nothing was changed."
        )
    needed = to_do[now_at:]
    if needed and now_at and backup is not None:
        raw.execute("VACUUM INTO ?", (str(backup),))
    for step in needed:
        _run(raw, step)
    return needed


def _run(raw: sqlite3.Connection, step: Step) -> None:
    raw.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(step.sql):
            raw.execute(statement)
        raw.execute(f"PRAGMA user_version = {step.number}")
    except BaseException:
        raw.execute("ROLLBACK")
        raise
    raw.execute("COMMIT")


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would commit on its own."""
    found, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    if held.strip():
        raise ValueError(f"a migration ends in the middle of a statement: {held.strip()[:60]!r}")
    return found
