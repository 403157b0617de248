"""What is stored about people can be told and forgotten, whichever table holds it: the schema itself is asked."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.people.model import Account, Platform
from bot.ports import Tx as TxPort
from storage import migrations
from storage.sql import Sql
from storage.store import Store, Tx

SCHEMA = Path(migrations.__file__).parents[1] / "schema.sql"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def personal_columns() -> set[str]:
    """Every column that points at a member or an account, and so says something about a person."""
    with sqlite3.connect(":memory:") as raw:
        raw.executescript(SCHEMA.read_text(encoding="utf-8"))
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            f"{table}.{key[3]}"
            for table in tables
            for key in raw.execute(f"PRAGMA foreign_key_list({table})")
            if key[2] in ("members", "accounts")
        }
    raw.close()
    return found


def covered_columns() -> set[str]:
    raw = sqlite3.connect(":memory:")
    personal = Tx(Sql(raw)).personal
    raw.close()
    return {column for rows in personal for column in getattr(type(rows), "ABOUT_PEOPLE", ())}


def test_every_table_about_people_can_be_exported_and_forgotten() -> None:
    """Give the table's rows `ABOUT_PEOPLE`, `export(member)` and `forget(member, now)`, and name them in `Tx.personal`."""
    assert personal_columns() - covered_columns() == set()


def test_what_is_covered_is_there() -> None:
    with sqlite3.connect(":memory:") as raw:
        raw.executescript(SCHEMA.read_text(encoding="utf-8"))
        for column in covered_columns():
            table, _, name = column.partition(".")
            raw.execute(f"SELECT {name} FROM {table}")  # noqa: S608 - names of our own schema
    raw.close()


def kept(tx: TxPort, member: int) -> dict[str, int]:
    """How many rows each section has, without the empty ones."""
    told = {section: len(rows) for each in tx.personal for section, rows in each.export(member).items()}
    return {section: count for section, count in told.items() if count}


async def test_a_member_who_left_everything_at_its_start_leaves_a_bare_row(store: Store) -> None:
    def work(tx: TxPort) -> tuple[object, object]:
        community = tx.communities.found("Here", "UTC", NOW)
        space = tx.spaces.add(community.id, Platform.DISCORD, "1", "Server", None)
        ana = Account(Platform.DISCORD, "7", "Ana")
        member = tx.members.meet(community.id, ana, space.id, NOW)
        tx.drafts.keep(member.id, "event:create", {"title": "Talks"}, NOW)
        before = kept(tx, member.id)
        for each in tx.personal:
            each.forget(member.id, NOW)
        assert tx.members.find(community.id, ana) is None
        return before, kept(tx, member.id)

    before, after = await store.write(work)
    assert before == {"drafts": 1, "accounts": 1, "member": 1}
    assert after == {"member": 1}
