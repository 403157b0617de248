"""The writer: whole transactions, shared commits, nothing half done."""

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

import aiosqlite
import pytest

from storage.sql import Sql
from storage.sqlite import Readers, Writer, connect, run_on


async def make(path: Path) -> Writer:
    writer = Writer(await connect(path))
    await writer.write(lambda sql: sql.run("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE NOT NULL)"))
    return writer


def note(text: str, sql: Sql) -> int:
    found: int = sql.one("INSERT INTO notes (text) VALUES (:text) RETURNING id", text=text)["id"]
    return found


def notes(sql: Sql) -> list[str]:
    return [row["text"] for row in sql.all("SELECT text FROM notes ORDER BY id")]


async def test_aiosqlite_still_runs_a_function_on_its_thread(tmp_path: Path) -> None:
    """The private corner we stand on: if this fails, read storage/sqlite.py:run_on."""
    connection = await connect(tmp_path / "a.db")
    assert isinstance(connection, aiosqlite.Connection)
    kind = await run_on(connection, type)
    await connection.close()
    assert kind is sqlite3.Connection


async def test_commits_are_durable_and_foreign_keys_checked(tmp_path: Path) -> None:
    connection = await connect(tmp_path / "a.db")

    def settings(raw: sqlite3.Connection) -> list[object]:
        return [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")]

    found = await run_on(connection, settings)
    await connection.close()
    assert found == ["wal", 2, 1]


async def test_one_failing_write_undoes_itself_and_no_other(tmp_path: Path) -> None:
    writer = await make(tmp_path / "a.db")

    def write_then_fail(sql: Sql) -> None:
        note("half", sql)
        raise LookupError("changed my mind")

    outcomes = await asyncio.gather(
        writer.write(lambda sql: note("one", sql)),
        writer.write(write_then_fail),
        writer.write(lambda sql: note("two", sql)),
        writer.write(lambda sql: note("one", sql)),
        return_exceptions=True,
    )
    kept = await writer.write(notes)
    await writer.close()
    assert [type(each) for each in outcomes] == [int, LookupError, int, sqlite3.IntegrityError]
    assert kept == ["one", "two"]


async def test_waiting_writes_share_one_commit(tmp_path: Path) -> None:
    writer = await make(tmp_path / "a.db")
    seen: list[int] = []

    def count_changes(sql: Sql) -> None:
        seen.append(sql.one("SELECT total_changes() AS n")["n"])

    connection = writer._connection  # noqa: SLF001 - to see the commits that nobody is told of
    commits: list[str] = []
    await run_on(connection, lambda raw: raw.set_trace_callback(commits.append))
    await asyncio.gather(*(writer.write(partial(note, f"n{n}")) for n in range(50)))
    await writer.write(count_changes)
    await writer.close()
    assert commits.count("COMMIT") <= 4


async def test_a_write_is_done_even_if_the_one_who_asked_has_gone(tmp_path: Path) -> None:
    writer = await make(tmp_path / "a.db")
    asked = asyncio.create_task(writer.write(lambda sql: note("kept", sql)))
    await asyncio.sleep(0)
    asked.cancel()
    kept = await writer.write(notes)
    await writer.close()
    assert kept == ["kept"]


async def test_reads_see_what_was_answered_and_cannot_write(tmp_path: Path) -> None:
    writer = await make(tmp_path / "a.db")
    readers = Readers()
    await readers.open(tmp_path / "a.db", 1)
    await writer.write(lambda sql: note("one", sql))
    seen = await readers.read(notes)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await readers.read(lambda sql: note("two", sql))
    await readers.close()
    await writer.close()
    assert seen == ["one"]


async def test_a_closed_writer_says_so(tmp_path: Path) -> None:
    writer = await make(tmp_path / "a.db")
    await writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        await writer.write(notes)


async def test_what_people_typed_is_not_in_the_error_about_a_missing_row(tmp_path: Path) -> None:
    writer = await make(tmp_path / "a.db")
    with pytest.raises(LookupError) as missing:
        await writer.write(lambda sql: sql.one("SELECT 1 WHERE :text = '' AND :number = 0", text="secret", number=7))
    await writer.close()
    assert "secret" not in str(missing.value)
    assert "{'number': 7}" in str(missing.value)
