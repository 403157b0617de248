"""`hallway doctor` through the real libraries: all is well in the sandbox, and each thing that is not is said with its fix."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import Doors, Hallway
from bot.checks import Check, check_clock
from bot.delivery.clock import SystemClock
from bot.doctor import examine, report
from bot.rehearsal import doors
from bot.settings import Settings
from cogs.slack.manifest import BOT_SCOPES
from sandbox.start import Sandbox
from storage.doctor import check_database

NOW = datetime(2026, 11, 25, 12, 0, 31, tzinfo=UTC)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as made:
        made.slack.grant(BOT_SCOPES)
        yield made
        assert made.kit.violations == []


def settings_at(folder: Path) -> Settings:
    return Settings(_env_file=None, database=folder / "hallway.db")


async def wrong(sandbox: Sandbox, folder: Path, changed: Doors | None = None) -> list[Check]:
    checks = await examine(settings_at(folder), changed or doors(sandbox.keys))
    assert "xoxb" not in report(checks).replace("(xoxb-…)", "")
    return [each for each in checks if not each.fine]


async def test_all_is_well_before_and_after_the_first_start(sandbox: Sandbox, tmp_path: Path) -> None:
    for _ in range(2):
        checks = await examine(settings_at(tmp_path), doors(sandbox.keys))
        assert [each.line() for each in checks if not each.fine] == []
        assert {each.about for each in checks} >= {
            "settings",
            "disk",
            "Discord token",
            "Discord clock",
            "Discord newcomers",
            "Discord server Riverside Meetup",
            "Slack bot token",
            "Slack clock",
            "Slack scopes",
            "Slack events channel",
            "Slack app token",
        }
        async with Hallway(settings_at(tmp_path), doors(sandbox.keys), SystemClock()) as bot:
            await bot.ready()
            assert await wrong(sandbox, tmp_path) == []  # also while it runs


async def test_tokens_that_are_not_good_are_said_and_never_shown(sandbox: Sandbox, tmp_path: Path) -> None:
    keys = doors(sandbox.keys)
    assert keys.discord is not None
    assert keys.slack is not None
    bad = Doors(
        dataclasses.replace(keys.discord, token="a-secret"),
        dataclasses.replace(keys.slack, bot_token="xoxb-secret", app_token="xapp-secret"),
    )
    found = await wrong(sandbox, tmp_path, bad)
    assert [each.about for each in found] == ["Discord token", "Slack bot token", "Slack app token"]
    assert all("HALLWAY_" in each.fix for each in found)
    assert "secret" not in report(found)


async def test_missing_scopes_and_permissions_are_named(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.slack.grant([each for each in BOT_SCOPES if each != "im:write"])
    guild = next(iter(sandbox.discord.world.guilds.values()))
    for role in guild.roles.values():
        role.permissions &= ~(1 << 11)  # to send messages
    found = {each.about: each for each in await wrong(sandbox, tmp_path)}
    assert found["Slack scopes"].said == "missing are im:write"
    assert "hallway manifest" in found["Slack scopes"].fix
    assert "it may not send messages" in found["Discord server Riverside Meetup"].said
    assert "hallway invite" in found["Discord server Riverside Meetup"].fix


async def test_hearing_of_newcomers_is_checked_and_how_to_switch_it_on_is_said(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    keys = doors(sandbox.keys)
    assert keys.discord is not None
    quiet = Doors(dataclasses.replace(keys.discord, welcome=False), keys.slack)
    said = report(await examine(settings_at(tmp_path), quiet))
    assert "Discord newcomers: they are not welcomed; to do so, set HALLWAY_DISCORD_WELCOME=true" in said
    sandbox.discord.world.app_flags = 1 << 23  # the intent is off
    (found,) = await wrong(sandbox, tmp_path)
    assert found.about == "Discord newcomers"
    assert "switch on Server Members Intent under Bot on the application's page" in found.fix
    assert await wrong(sandbox, tmp_path, quiet) == []
    said = report(await examine(settings_at(tmp_path), quiet))
    assert "to do so, switch on Server Members Intent" in said


async def test_a_channel_that_is_not_there(sandbox: Sandbox, tmp_path: Path) -> None:
    keys = doors(sandbox.keys)
    assert keys.slack is not None
    found = await wrong(sandbox, tmp_path, Doors(None, dataclasses.replace(keys.slack, channel="meetups")))
    assert [each.said for each in found] == ["there is none called meetups"]


def test_a_database_that_is_newer_or_broken(tmp_path: Path) -> None:
    path = tmp_path / "hallway.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t (x)")
    raw.execute("PRAGMA user_version = 9999")
    raw.commit()
    raw.close()
    assert [each.about for each in check_database(path) if not each.fine] == ["database version"]
    path.write_bytes(b"this is no database, but a letter" * 100)
    before = path.read_bytes()
    (broken,) = (each for each in check_database(path) if not each.fine)
    assert "cannot be read" in broken.said
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("date", "fine"), [("Wed, 25 Nov 2026 12:00:30 GMT", True), ("Wed, 25 Nov 2026 11:59:30 GMT", False)]
)
def test_the_clock(date: str, fine: bool) -> None:  # noqa: FBT001 - a table
    assert check_clock("clock", date, NOW).fine is fine


async def cli(folder: Path, *arguments: str, **environment: str) -> tuple[int | None, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HALLWAY_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**ours, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(90):
        said, complained = await process.communicate()
    return process.returncode, (said + complained).decode()


async def test_the_command_line_says_a_line_a_check(sandbox: Sandbox, tmp_path: Path) -> None:
    code, said = await cli(tmp_path, "doctor", "--sandbox", sandbox.url)
    assert code == 0, said
    assert all(line.startswith("ok    ") for line in said.splitlines())
    assert list(tmp_path.iterdir()) == []


async def test_without_a_token_it_ends_with_1(tmp_path: Path) -> None:
    code, said = await cli(tmp_path, "doctor")
    assert code == 1
    assert "WRONG settings: For Discord, set HALLWAY_DISCORD_TOKEN." in said


async def test_the_invite_comes_from_the_token_and_does_not_show_it(tmp_path: Path) -> None:
    token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.secret.part"
    code, said = await cli(tmp_path, "invite", HALLWAY_DISCORD_TOKEN=token)
    assert code == 0
    assert "client_id=123456789012345678" in said
    assert "secret" not in said
    assert (await cli(tmp_path, "invite"))[0] == 2


async def test_a_chosen_channel_that_is_gone(sandbox: Sandbox, tmp_path: Path) -> None:
    async with Hallway(settings_at(tmp_path), doors(sandbox.keys), SystemClock()) as bot:
        await bot.ready()
    raw = sqlite3.connect(tmp_path / "hallway.db")
    raw.execute("UPDATE spaces SET channel = 'C404', chosen_channel = 1")
    raw.commit()
    raw.close()
    found = await wrong(sandbox, tmp_path)
    assert [each.about for each in found] == ["Discord server Riverside Meetup", "Slack events channel"]
    assert all("/hallway setup" in each.fix for each in found)
