"""What is told of a person's rows when they ask for them: plain values, moments as ISO 8601."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Row

from storage.sql import from_db

Value = str | int | None
Told = dict[str, list[dict[str, Value]]]


def told(rows: Iterable[Row], *moments: str) -> list[dict[str, Value]]:
    """Rows as they are exported; the columns named in `moments` are read as such."""
    return [{name: _told(row[name], moment=name in moments) for name in row.keys()} for row in rows]  # noqa: SIM118 - a Row


def _told(value: Value, *, moment: bool) -> Value:
    return from_db(value).isoformat() if moment and isinstance(value, int) else value
