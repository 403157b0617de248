"""Plain SQL on a connection, in the subset that SQLite and PostgreSQL share: `:name` values, ON CONFLICT, RETURNING.

Moments are kept as whole microseconds since 1970 in UTC, which both databases compare and index exactly.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

Value = str | int | None
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_db(moment: datetime) -> int:
    """An aware moment as microseconds; raises TypeError for a naive one."""
    return (moment - _START) // _MICROSECOND


def from_db(microseconds: int) -> datetime:
    return _START + timedelta(microseconds=microseconds)


def maybe_to_db(moment: datetime | None) -> int | None:
    return None if moment is None else to_db(moment)


def maybe_from_db(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_db(microseconds)


class Sql:
    """Statements on one connection. Rows come back by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, statement: str, **values: Value) -> list[sqlite3.Row]:
        return self._connection.execute(statement, values).fetchall()

    def maybe(self, statement: str, **values: Value) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(statement, values).fetchone()
        return row

    def one(self, statement: str, **values: Value) -> Any:
        """The row that must be there; raises LookupError when it is not, which goes into the log: no text is in it."""
        if (row := self.maybe(statement, **values)) is None:
            known = {name: value for name, value in values.items() if isinstance(value, int)}
            raise LookupError(f"no row for {known}: {' '.join(statement.split())}")
        return row

    def run(self, statement: str, **values: Value) -> int:
        """Run a statement; the number of rows it changed."""
        return self._connection.execute(statement, values).rowcount
