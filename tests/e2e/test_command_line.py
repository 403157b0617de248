"""The command line as a person meets it: what it says when something is missing, and how it starts and ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import Doors, Hallway
from bot.cli import main
from bot.delivery.clock import SystemClock
from bot.ports import NotLetIn
from bot.rehearsal import doors
from bot.settings import Settings
from cogs.discord.arriving import Door as DiscordDoor
from cogs.slack.arriving import Door as SlackDoor
from sandbox.kit import Fault
from sandbox.start import Sandbox
from tests.e2e.town import Town, one
from tests.waiting import soon

PATIENCE = 90  # seconds that a process may take to start on a busy machine


async def hallway(folder: Path, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
    """`hallway …` in an empty folder, without any setting of this machine."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HALLWAY_")}
    root = str(Path(__file__).parents[2])
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**ours, "PYTHONPATH": root, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def outcome(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    async with asyncio.timeout(PATIENCE):
        said, complained = await process.communicate()
    return process.returncode, (said + complained).decode()


async def test_without_tokens_it_says_what_is_missing_and_where_to_play(tmp_path: Path) -> None:
    code, said = await outcome(await hallway(tmp_path, "run"))
    assert code == 2
    assert "HALLWAY_DISCORD_TOKEN" in said
    assert "HALLWAY_SLACK_BOT_TOKEN and HALLWAY_SLACK_APP_TOKEN" in said
    assert "hallway sandbox" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("HALLWAY_SLACK_BOT_TOKEN", "xoxb-1", "HALLWAY_SLACK_APP_TOKEN is missing"),
        ("HALLWAY_SLACK_APP_TOKEN", "xapp-1", "HALLWAY_SLACK_BOT_TOKEN is missing"),
        ("HALLWAY_LOG_LEVEL", "LOUD", "'LOUD' is no log level; write one of DEBUG, INFO"),
        (
            "HALLWAY_WEB_URL",
            "hallway.example",
            "'hallway.example' is no address; write one like https://hallway.example.org",
        ),
        ("HALLWAY_TIMEZONE", "Berlin", "'Berlin' is no time zone; write one like Europe/Berlin"),
    ],
)
def test_a_wrong_setting_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    value: str,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for ours in [name for name in os.environ if name.startswith("HALLWAY_")]:
        monkeypatch.delenv(ours)
    monkeypatch.setenv(setting, value)
    with pytest.raises(SystemExit) as ended:
        main(["run"])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


async def test_the_sandbox_prints_its_line_answers_and_ends_by_itself(tmp_path: Path) -> None:
    process = await hallway(tmp_path, "sandbox", "--port", "0", "--no-browser")
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        line = (await process.stdout.readline()).decode()
    assert line.startswith("Hallway sandbox: http://127.0.0.1:")
    async with aiohttp.ClientSession() as session, session.get(line.split()[-1] + "control/state") as response:
        state = await response.json()
    assert sorted(state["commands"]["discord"]) == sorted(state["commands"]["slack"])
    process.send_signal(signal.SIGTERM)
    code, said = await outcome(process)
    assert (code, said) == (0, "")


async def test_a_token_that_is_not_good_is_said_without_naming_it(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        keys = doors(sandbox.keys)
        assert keys.discord is not None
        assert keys.slack is not None
        settings = Settings(database=tmp_path / "hallway.db", _env_file=None)
        wrong = (
            Doors(DiscordDoor("wrong-secret", connector=keys.discord.connector), None),
            Doors(None, SlackDoor("xoxb-wrong-secret", "xapp-x", base_url=keys.slack.base_url, proxy=False)),
        )
        for each in wrong:
            with pytest.raises(NotLetIn, match="Check HALLWAY_") as refused:
                async with Hallway(settings, each, SystemClock()) as bot:
                    await bot.ready()
            assert "secret" not in str(refused.value)


async def test_what_cannot_be_opened_is_said_and_the_process_ends(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"not a database at all" * 100)
    for arguments in (
        ("sandbox", "--port", "0", "--no-browser", "--db", str(tmp_path / "garbage.db")),
        ("run", "--sandbox", "http://127.0.0.1:9", "--db", "x.db"),
    ):
        code, said = await outcome(await hallway(tmp_path, *arguments))
        assert code == 2
        assert "Hallway cannot go on" in said
        assert "Traceback" not in said


async def test_a_platform_that_is_down_at_the_start_does_not_keep_the_other_waiting(tmp_path: Path) -> None:
    """Slack fails at first: Discord works meanwhile, what is owed to Slack waits, and arrives when Slack is back."""
    async with Sandbox() as sandbox:
        sandbox.kit.faults.add(Fault("slack", "500", 1, "auth.test"))
        settings = Settings(database=tmp_path / "hallway.db", _env_file=None)
        async with Hallway(settings, doors(sandbox.keys), SystemClock()) as bot:
            await soon(sandbox.discord.connected.is_set)
            here = Town(sandbox, bot)
            await here.plan(when="in 30 days 18:30")
            await soon(lambda: one(here.discord_messages(), "Lightning talks"))
            assert here.slack_messages() == []
            await bot.ready()
            await soon(lambda: one(here.slack_messages(), "Lightning talks"))


@pytest.mark.parametrize(
    ("code", "error", "says"),
    [
        (4004, NotLetIn, "Check HALLWAY_DISCORD_TOKEN"),
        (4014, NotLetIn, "set HALLWAY_DISCORD_WELCOME=false"),
        (4013, ConnectionError, "Discord ended the connection: 4013"),
    ],
)
async def test_a_connection_that_ends_says_why(tmp_path: Path, code: int, error: type[Exception], says: str) -> None:
    """As it is, so that the command line has its one clear line for it, and a supervisor starts us anew."""
    async with Sandbox() as sandbox:
        settings = Settings(database=tmp_path / "hallway.db", _env_file=None)
        async with Hallway(settings, Doors(doors(sandbox.keys).discord, None), SystemClock()) as bot:
            await bot.ready()
            sandbox.discord.gateway.drop_all(code)
            with pytest.raises(error, match=says):
                await bot.live(asyncio.Event())


async def test_one_platform_alone_is_enough(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        both = doors(sandbox.keys)
        settings = Settings(database=tmp_path / "hallway.db", _env_file=None)
        for only in (Doors(both.discord, None), Doors(None, both.slack)):
            async with Hallway(settings, only, SystemClock()) as bot:
                await bot.ready()
        assert sandbox.kit.violations == []
