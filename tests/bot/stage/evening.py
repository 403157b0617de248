"""An evening with a line-up, and short words for what happens on its stage."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.chat.views import Bullets, Card, Field, Line, Moment, Paragraph, Person
from bot.people.model import Account, Platform
from bot.ports import Tx
from bot.stage.model import Program, program
from bot.talks.model import Proposal, SlotState, TalkKind, TalkState
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall

MINUTE = timedelta(minutes=1)
SPEAKERS = ("ana", "ben", "cleo")


@asynccontextmanager
async def stage_evening(path: Path, minutes: tuple[int | None, ...] = (10, 5, None, 10)) -> AsyncIterator[Evening]:
    """Talks of so many minutes by Ana, Ben and so on, `None` for a break of 15; the event begins at NOW."""
    async with await Store.open(path) as store:
        here = Evening(store)
        await here.begin()
        await here.plan(ahead=timedelta())
        await store.write(_fill, here, minutes)
        await here.dispatcher.catch_up()
        try:
            yield here
        finally:
            await here.dispatcher.stop()


def _fill(tx: Tx, here: Evening, minutes: tuple[int | None, ...]) -> None:
    space = here.call("ana").space
    for number, each in enumerate(minutes):
        if each is None:
            tx.talks.put(1, 15, SlotState.CONFIRMED, NOW)
            continue
        name = SPEAKERS[number] if number < len(SPEAKERS) else f"speaker {number}"
        speaker = tx.members.meet(1, Account(Platform.DISCORD, name, name), space.id, NOW)
        what = Proposal(f"Talk of {name}", "", TalkKind.LIGHTNING, each, first=False, links=(), wish=1)
        talk = tx.talks.add(1, speaker.id, what, NOW)
        tx.talks.stand(talk.id, TalkState.PLACED, NOW)
        tx.talks.put(1, each, SlotState.CONFIRMED, NOW, talk=talk.id)


async def stage(here: Evening) -> Program:
    """The stage as it is now."""

    def load(tx: Tx) -> Program:
        event, run = tx.events.get(1), tx.stages.run(1)
        assert event is not None
        assert run is not None
        return program(event, tx.talks.lineup(1), run, here.clock.now())

    return await here.app.store.read(load)


async def pass_to(here: Evening, after: timedelta) -> None:
    """Let the evening go on until so long after its start, second by second where something is due."""
    here.clock.go_to(NOW + after)
    await here.dispatcher.catch_up()


def said(card: Card) -> list[str]:
    """A card's title and blocks, a line each; moments and people in braces."""
    lines = [plain(card.title)] if card.title else []
    for block in card.blocks:
        match block:
            case Paragraph(line):
                lines.append(plain(line))
            case Field(label, line):
                lines.append(f"{label}: {plain(line)}")
            case Bullets(bullets):
                lines.extend(plain(each) for each in bullets)
            case _:
                pass
    return lines


def plain(line: Line) -> str:
    words = []
    for span in line:
        match span:
            case Moment(at):
                words.append(f"{{{(at - NOW) / MINUTE:.0f}}}")
            case Person(name):
                words.append(f"@{name}")
            case _:
                words.append(getattr(span, "text", ""))
    return "".join(words)


def heard(wall: Wall, channel: str) -> list[str]:
    """The first line of each message in a channel since the event's own cards."""
    return [said(card)[0] for to, card, _ in wall.pinned if to == channel][1:]
