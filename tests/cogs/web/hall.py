"""A hall with a screen: our pages on a real database and a real port, and short words for what happens on the stage."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import App, Directory
from bot.delivery.model import ErrandKind, Message, PostKind
from bot.events.model import Plan
from bot.people.model import Account, Platform
from bot.ports import Tx
from bot.stage.actions import page_link
from bot.stage.model import Run, Screen, Turn, extended, resumed
from bot.stage.page import event_link
from bot.stage.screen import read_screen
from bot.talks.model import Proposal, SlotState, TalkKind, Timing
from cogs.web.app import Door, WebCog
from sandbox.kit import SandboxClock
from storage.store import Store

Json = dict[str, Any]
TOKEN = "the-token-of-a-stage-page"
CALENDAR = "the-token-of-a-calendar"
START = datetime(2026, 12, 10, 17, 30, tzinfo=UTC)  # 18:30 in Berlin
ZONE = "Europe/Berlin"
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
BREAK = ("", "")
EVENING = (
    ("Farid Haddad", "My first parser"),
    ("Grace Lee", "Bees, and what they know about distributed consensus"),
    BREAK,
    ("Ben Ode", "Reading a flame graph"),
    ("Emma Novak", "Ten years of one small library"),
)


@dataclass
class Hall:
    """One event with a line-up whose items are ten minutes each."""

    folder: Path
    clock: SandboxClock
    app: App
    cog: WebCog
    port: int
    store: Store

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def stage(self) -> str:
        assert self.app.web is not None
        return page_link(self.app.web, Run(1, TOKEN))

    @property
    def event(self) -> str:
        assert self.app.web is not None
        return event_link(self.app.web, TOKEN)

    def at(self, after_start: timedelta) -> None:
        """Set the community's clock."""
        self.clock.offset = START + after_start - datetime.now(UTC)

    # --- What there is ---

    async def plan(
        self,
        talks: Sequence[tuple[str, str]] = EVENING,
        *,
        title: str = "Lightning talks at the library",
        place: str = "Old Library, Main St 5",
        about: str = "",
        community: str = "Riverside Meetup",
    ) -> None:
        plan = Plan(title, START, START + timedelta(hours=3), ZONE, place, None, about)
        await self.app.store.write(_plan, plan, talks, community)

    async def screen(self) -> Screen:
        found = await read_screen(self.app, TOKEN)
        assert found is not None
        return found

    # --- What the host does ---

    async def change(self, work: Callable[[Tx], object]) -> None:
        """A commit that owes something, as that of every command does."""
        key = f"test:{self.clock.now().timestamp()}"

        def whole(tx: Tx) -> None:
            work(tx)
            tx.errands.owe(ErrandKind.FOLLOW_UPS, 1, key=key, due_at=START + timedelta(days=1))

        await self.app.store.write(whole)

    async def start(self) -> None:
        """Make the run live and let the first one begin."""
        await self.change(lambda tx: tx.stages.start(1, self.clock.now()))
        await self.next()

    async def next(self, *, skipped: bool = False) -> None:
        screen, now = await self.screen(), self.clock.now()
        await self.end(skipped=skipped)
        if screen.program.coming:
            act = screen.program.coming[0]
            await self.change(lambda tx: tx.stages.begin(1, act.item, act.talk, now, now + act.minutes * MINUTE))

    async def end(self, *, skipped: bool = False) -> None:
        turn = (await self.screen()).program.run.now_on
        if turn is not None:
            await self.change(lambda tx: tx.stages.end(turn.id, self.clock.now(), skipped=skipped))

    async def turn(self) -> Turn:
        turn = (await self.screen()).program.run.now_on
        assert turn is not None
        return turn

    async def pause(self) -> None:
        await self.change(lambda tx: tx.stages.pause(1, self.clock.now()))

    async def resume(self) -> None:
        run = (await self.screen()).program.run
        until, turn = resumed(run, self.clock.now()), await self.turn()

        def go_on(tx: Tx) -> None:
            tx.stages.last_until(turn.id, until)
            tx.stages.pause(1, None)

        await self.change(go_on)

    async def extend(self, minutes: int) -> None:
        run = (await self.screen()).program.run
        until, turn = extended(run, minutes, self.clock.now()), await self.turn()
        await self.change(lambda tx: tx.stages.last_until(turn.id, until))

    async def stop(self) -> None:
        await self.end()
        await self.change(lambda tx: tx.stages.stop(1, self.clock.now()))

    # --- What happens to the bot ---

    async def close(self) -> None:
        await self.cog.stop()
        await self.store.close()

    async def open(self) -> None:
        """The bot is back, on the same port."""
        self.store, self.app, self.cog, self.port = await _open(self.folder, self.clock, self.port)


async def _open(folder: Path, clock: SandboxClock, port: int) -> tuple[Store, App, WebCog, int]:
    store = await Store.open(folder / "hallway.db")
    listening = Door(port=port).open()
    app = App(store, clock, Directory(), listening.web)
    cog = WebCog(app, listening)
    await cog.start()
    return store, app, cog, int(listening.socket.getsockname()[1])


@asynccontextmanager
async def hall_in(folder: Path) -> AsyncIterator[Hall]:
    clock = SandboxClock()
    store, app, cog, port = await _open(folder, clock, 0)
    hall = Hall(folder, clock, app, cog, port, store)
    hall.at(-30 * MINUTE)
    try:
        yield hall
    finally:
        await hall.close()


def _plan(tx: Tx, plan: Plan, talks: Sequence[tuple[str, str]], community: str) -> None:
    now = START - timedelta(days=7)
    home = tx.communities.found(community, ZONE, now)
    discord = tx.spaces.add(home.id, Platform.DISCORD, "100", "Riverside", "events")
    slack = tx.spaces.add(home.id, Platform.SLACK, "T1", "Riverside Slack", "events")
    host = tx.members.meet(home.id, Account(Platform.DISCORD, "1", "Ana Souza"), discord.id, now)
    event = tx.events.add(home.id, host.id, plan, now)
    post = tx.posts.add(PostKind.EVENT, event.id, discord.id, "200")
    tx.posts.sent(post.id, Message("200", "300"))
    tx.posts.add(PostKind.EVENT, event.id, slack.id, "C9")
    tx.talks.time(event.id, Timing(doors=15, changeover=2))
    for number, (name, title) in enumerate(talks):
        talk = None
        if name:
            account = Account(Platform.SLACK, f"U{number}", name)
            speaker = tx.members.meet(home.id, account, slack.id, now)
            what = Proposal(title, "About it", TalkKind.LIGHTNING, 10, first=False, links=(), wish=event.id)
            talk = tx.talks.add(home.id, speaker.id, what, now).id
        tx.talks.put(event.id, 10, SlotState.CONFIRMED, now, talk=talk)
    tx.stages.open(event.id, TOKEN)
    tx.feeds.open(home.id, CALENDAR, "test.hallway")


def unlike(screen: Screen, **changes: object) -> Screen:
    """The screen with something else in it."""
    return replace(screen, **changes)  # type: ignore[arg-type]  # by name


class Viewer:
    """Reads a stage's stream as a browser does."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def message(self) -> Json:
        """The next message."""
        while True:
            line = await self.answer.content.readline()
            assert line, "the stream has ended"
            if line.startswith(b"data: "):
                return dict(json.loads(line[6:]))

    async def picture(self) -> Json:
        """The next whole picture."""
        while (message := await self.message())["screen"] is None:
            pass
        return dict(message["screen"])

    async def ended(self) -> bool:
        while await self.answer.content.readline():
            pass
        return True
