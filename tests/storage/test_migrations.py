"""Migrations: in order, whole or not at all, never losing what was there, never touching a newer database."""

import sqlite3
from pathlib import Path

import pytest

from storage import migrations
from storage.migrations import NewerDatabase, Step, migrate, steps, version
from storage.store import InUse, Store

FIRST = Step(1, "notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);")
SECOND = Step(2, "marks", "ALTER TABLE notes ADD COLUMN mark TEXT NOT NULL DEFAULT '';\nUPDATE notes SET mark = 'old';")
BROKEN = Step(2, "broken", "ALTER TABLE notes ADD COLUMN mark TEXT;\nINSERT INTO nowhere VALUES (1);")


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def test_steps_run_once_and_in_order(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as raw:
        assert migrate(raw, [FIRST]) == [FIRST]
        raw.execute("INSERT INTO notes (text) VALUES ('kept')")
        assert migrate(raw, [FIRST, SECOND]) == [SECOND]
        assert migrate(raw, [FIRST, SECOND]) == []
        assert raw.execute("SELECT text, mark FROM notes").fetchall() == [("kept", "old")]
    raw.close()


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as raw:
        migrate(raw, [FIRST])
        raw.execute("INSERT INTO notes (text) VALUES ('kept')")
        with pytest.raises(sqlite3.OperationalError):
            migrate(raw, [FIRST, BROKEN])
        assert version(raw) == 1
        assert raw.execute("SELECT * FROM notes").fetchall() == [(1, "kept")]
    raw.close()


def test_an_existing_database_is_copied_first(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as raw:
        migrate(raw, [FIRST], backup=tmp_path / "not needed")
        raw.execute("INSERT INTO notes (text) VALUES ('kept')")
        migrate(raw, [FIRST, SECOND], backup=tmp_path / "copy")
    raw.close()
    assert not (tmp_path / "not needed").exists()
    with opened(tmp_path / "copy") as copy:
        assert copy.execute("SELECT * FROM notes").fetchall() == [(1, "kept")]
    copy.close()


async def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "hallway.db"
    await (await Store.open(path)).close()
    with opened(path) as raw:
        raw.execute("PRAGMA user_version = 9999")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="version 9999"):
        await Store.open(path)
    assert path.read_bytes() == before


async def test_one_process_holds_a_database(tmp_path: Path) -> None:
    first = await Store.open(tmp_path / "hallway.db")
    with pytest.raises(InUse, match="Another Hallway"):
        await Store.open(tmp_path / "hallway.db")
    await first.close()
    await (await Store.open(tmp_path / "hallway.db")).close()


def test_our_own_steps_are_numbered_and_run(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as raw:
        migrate(raw, steps())
        assert version(raw) == len(steps())
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def test_a_missing_number_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "0001_one.sql").write_text("SELECT 1;")
    (tmp_path / "0003_three.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="one by one"):
        steps(tmp_path)


def shape(raw: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Tables with their columns, keys and indexes, whatever way they were written down."""
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    pragmas = ("table_info", "foreign_key_list", "index_list")
    return {
        f"{name} {pragma}": sorted(raw.execute(f"PRAGMA {pragma}({name})").fetchall())
        for name in names
        for pragma in pragmas
    }


def test_the_readable_schema_is_the_one_that_the_steps_make(tmp_path: Path) -> None:
    written = Path(migrations.__file__).parents[1] / "schema.sql"
    with opened(tmp_path / "steps.db") as made, opened(tmp_path / "written.db") as read:
        migrate(made, steps())
        read.executescript(written.read_text(encoding="utf-8"))
        assert shape(made) == shape(read)
    made.close()
    read.close()


def test_announcements_and_their_copies_survive_being_rebuilt(tmp_path: Path) -> None:
    """The step that lets announcements go to speakers makes their table anew."""
    with opened(tmp_path / "old.db") as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        before = next(at for at, each in enumerate(steps()) if each.name == "speakers_and_copies")
        migrate(raw, steps()[:before])
        raw.execute("INSERT INTO communities (id, name, zone, founded_at) VALUES (1, 'c', 'UTC', 0)")
        raw.execute("INSERT INTO members (id, community, joined_at) VALUES (7, 1, 0)")
        raw.execute("INSERT INTO spaces (id, community, platform, external, name) VALUES (1, 1, 'slack', 't', 't')")
        raw.execute(
            "INSERT INTO announcements (id, community, author, title, body, audience, state, made_at)"
            " VALUES (3, 1, 7, 'News', 'x', 'both', 'out', 0)"
        )
        raw.execute("INSERT INTO announcement_spots (id, announcement, space, channel) VALUES (5, 3, 1, 'e')")
        migrate(raw, steps())
        assert raw.execute("SELECT id, title, audience, state FROM announcements").fetchall() == [
            (3, "News", "both", "out")
        ]
        assert raw.execute("SELECT id, announcement, channel FROM announcement_spots").fetchall() == [(5, 3, "e")]
        raw.execute("UPDATE announcements SET audience = 'speaking'")
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
