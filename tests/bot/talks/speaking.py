"""Short words for what speakers and organizers do, for the tests of talks on a real database."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Line, Paragraph
from bot.people.model import Platform
from bot.talks import actions, review
from bot.talks.model import Proposal, SlotState, TalkKind
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall

START = NOW + timedelta(days=10)  # two hours
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def what(title: str, minutes: int = 10, wish: int | None = 1) -> Proposal:
    return Proposal(title, "About it", TalkKind.LIGHTNING, minutes, first=False, links=(), wish=wish)


def member(here: Evening, person: str) -> Call:
    call = here.call(person, Platform.SLACK)
    return replace(call, who=replace(call.who, organizer=False))


async def propose(here: Evening, person: str, *, minutes: int = 10, wish: int | None = 1) -> None:
    """A talk that bears its speaker's name; numbers count from 1."""
    await actions.propose(here.app, member(here, person), what(f"Talk of {person}", minutes, wish))


async def decide(here: Evening, talk: int, *, accept: bool = True) -> None:
    call = here.call("host")
    await (
        review.accept(here.app, call, talk=talk, event=1) if accept else review.keep_waiting(here.app, call, talk=talk)
    )


async def items(here: Evening) -> list[tuple[str, SlotState]]:
    found = await here.app.store.read(lambda tx: tx.talks.lineup(1).items)
    return [(each.name or "break", each.state) for each in found]


async def pass_until(here: Evening, moment: timedelta) -> None:
    """Move the clock to this long before the event."""
    here.clock.go_to(START - moment)
    await here.dispatcher.catch_up()


def direct(wall: Wall, person: str) -> list[str]:
    return [each for each in wall.titles(person) if each]


def advice(here: Evening, person: str) -> list[str]:
    """Which reminders of their talk a speaker got."""
    words = {"Say it aloud": "week", "Put your slides": "day", "Be there early": "hour"}
    said = [
        line(block.line)
        for to, card, _ in here.slack.pinned
        for block in card.blocks[:1]
        if to == person and isinstance(block, Paragraph)
    ]
    return [name for text in said for begins, name in words.items() if text.startswith(begins)]


async def refused(work: Awaitable[Card]) -> str:
    with pytest.raises(Refusal) as refusal:
        await work
    return line(refusal.value.sentence)


def line(spans: Line) -> str:
    return "".join(getattr(span, "text", "") for span in spans)
