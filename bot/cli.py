"""The command line: `hallway sandbox` to try it, `hallway run` for a real server, `hallway doctor` when something is wrong,
`hallway manifest` and `hallway invite` for the platforms' app pages.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import aiohttp
from pydantic import ValidationError

from bot.__main__ import Doors, Hallway
from bot.checks import Check
from bot.delivery.clock import SystemClock
from bot.doctor import examine, report
from bot.ports import NotLetIn
from bot.settings import Settings
from cogs.discord.invite import application_of, invite_address
from cogs.slack.manifest import manifest
from cogs.web.app import PortTaken
from storage.migrations import NewerDatabase
from storage.store import InUse


def main(arguments: list[str] | None = None) -> None:
    """Run the command; exits with 0, or with 2 and one clear line when it cannot start."""
    options = _parser().parse_args(arguments)
    try:
        options.does(options)
    except (InUse, NewerDatabase, NotLetIn, PortTaken) as refused:
        _give_up(str(refused))
    except (OSError, sqlite3.Error, aiohttp.ClientError) as broken:
        _give_up(f"Hallway cannot go on: {broken}")
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hallway", description="The meetup host for your Discord and Slack.")
    commands = parser.add_subparsers(required=True, metavar="command")

    sandbox = commands.add_parser("sandbox", help="a Discord and a Slack on this machine, with the bot in both")
    sandbox.add_argument("--port", type=int, default=8765, help="the page's port; 0 picks a free one (default: 8765)")
    sandbox.add_argument("--db", type=Path, help="keep everything in this file (default: a temporary one)")
    sandbox.add_argument("--no-bot", action="store_true", help="only the platforms and the page")
    sandbox.add_argument("--empty", action="store_true", help="nobody but one organizer on each side, and no past")
    sandbox.add_argument("--no-browser", action="store_true", help="do not open the page")
    sandbox.set_defaults(does=_sandbox)

    run = commands.add_parser("run", help="connect to Discord and Slack, whichever has a token in the environment")
    run.add_argument("--sandbox", metavar="URL", help="connect to a running `hallway sandbox --no-bot` instead")
    run.add_argument(
        "--db", type=Path, help="the database file (default: HALLWAY_DATABASE; one of its own in a sandbox)"
    )
    run.set_defaults(does=_run)

    doctor = commands.add_parser("doctor", help="check settings, database, tokens, permissions and clock")
    doctor.add_argument("--sandbox", metavar="URL", help="check a bot's way into a running sandbox instead")
    doctor.add_argument("--db", type=Path, help="the database file (default: HALLWAY_DATABASE)")
    doctor.set_defaults(does=_doctor)

    invite = commands.add_parser("invite", help="print the address that lets the bot into a Discord server")
    invite.add_argument("--application", type=int, help="the application's id (default: the one of the token)")
    invite.set_defaults(does=_invite)

    commands.add_parser("manifest", help="print the Slack app's manifest").set_defaults(
        does=lambda _: print(json.dumps(manifest(), indent=2))  # noqa: T201 - it is the command's result
    )
    return parser


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as wrong:
        _give_up("; ".join(f"HALLWAY_{str(each['loc'][0]).upper()}: {each['msg']}" for each in wrong.errors()))


def _give_up(why: str) -> NoReturn:
    print(why, file=sys.stderr)  # noqa: T201 - it is for the person at the keyboard
    sys.exit(2)


def _doctor(options: argparse.Namespace) -> None:
    settings = _settings_for(options)
    if options.sandbox:
        checks = asyncio.run(_examine_in_sandbox(options.sandbox, options.db, settings))
    else:
        checks = asyncio.run(_examine(settings))
    print(report(checks))  # noqa: T201 - it is the command's result
    sys.exit(0 if all(each.fine for each in checks) else 1)


async def _examine(settings: Settings) -> list[Check]:
    return await examine(settings, Doors.of(settings))


async def _examine_in_sandbox(url: str, database: Path | None, settings: Settings) -> list[Check]:
    from bot.rehearsal import doors, tuned  # noqa: PLC0415 - production never imports the sandbox
    from sandbox.remote import Remote  # noqa: PLC0415

    async with Remote(url) as remote:
        return await examine(tuned(settings, database or _sandboxes(remote.keys.sandbox)), doors(remote.keys))


def _sandboxes(sandbox: str) -> Path:
    """Where the bot of its own process keeps what happens in a sandbox."""
    return Path(tempfile.gettempdir()) / f"hallway-sandbox-{sandbox}" / "hallway.db"


def _invite(options: argparse.Namespace) -> None:
    token = _settings().discord_token
    application = options.application or (application_of(token.get_secret_value()) if token else None)
    if application is None:
        _give_up("Set HALLWAY_DISCORD_TOKEN, or say which application: hallway invite --application 1234567890")
    print(invite_address(application))  # noqa: T201 - it is the command's result


def _settings_for(options: argparse.Namespace) -> Settings:
    settings = _settings()
    return settings if options.db is None else settings.model_copy(update={"database": options.db})


def _run(options: argparse.Namespace) -> None:
    settings = _settings_for(options)
    _log(settings.log_level)
    if options.sandbox is None and (missing := settings.missing()):
        _give_up(
            "\n".join(
                [*missing, "See .env.example for every setting. To try Hallway without any token: hallway sandbox"]
            )
        )
    if options.sandbox:
        asyncio.run(_run_in_sandbox(options.sandbox, options.db, settings))
    else:
        asyncio.run(_run_for_real(settings))


async def _run_for_real(settings: Settings) -> None:
    async with Hallway(settings, Doors.of(settings), SystemClock()) as hallway:
        await hallway.live(_told_to_stop())


async def _run_in_sandbox(url: str, database: Path | None, settings: Settings) -> None:
    """A bot of its own process in a sandbox that lives on without it.

    It never touches the database of a real community: without `--db`, it keeps one for each sandbox.
    """
    from bot.rehearsal import doors, tuned  # noqa: PLC0415 - production never imports the sandbox
    from sandbox.remote import Remote  # noqa: PLC0415

    async with Remote(url) as remote:
        ours = database or _sandboxes(remote.keys.sandbox)
        ways = doors(remote.keys, web_port=settings.web_port)
        async with Hallway(tuned(settings, ours), ways, remote) as hallway:
            await hallway.ready()
            await remote.follow(hallway.dispatcher.catch_up)
            await hallway.live(_told_to_stop(remote.gone))


def _sandbox(options: argparse.Namespace) -> None:
    _settings()  # a wrong one is named before anything starts
    _log("WARNING")
    with tempfile.TemporaryDirectory(prefix="hallway-") as folder:
        asyncio.run(_play(options, options.db or Path(folder) / "sandbox.db"))


async def _play(options: argparse.Namespace, database: Path) -> None:
    from bot.rehearsal import rehearse  # noqa: PLC0415 - production never imports the sandbox
    from sandbox.start import Sandbox, open_browser  # noqa: PLC0415

    async with (
        Sandbox(port=options.port, seeded=not options.empty) as sandbox,
        rehearse(sandbox, database, with_bot=not options.no_bot, with_past=not options.empty),
    ):
        stop = _told_to_stop()  # before anybody is told that they may
        print(f"Hallway sandbox: {sandbox.url}", flush=True)  # noqa: T201 - the ready line that scripts wait for
        if not options.no_browser:
            open_browser(sandbox.url)
        await stop.wait()


def _told_to_stop(stop: asyncio.Event | None = None) -> asyncio.Event:
    """Set when the process is asked to end, by Ctrl+C or its supervisor."""
    stop = stop or asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    return stop


def _log(level: str) -> None:
    logging.basicConfig(
        level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    for library in ("aiohttp", "aiosqlite", "discord", "slack_bolt", "slack_sdk"):
        # In their details stands what people typed, which belongs in no log.
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().level))


if __name__ == "__main__":
    main()
