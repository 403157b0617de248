"""The community that the sandbox comes with: it lives on both platforms, through the real bot, and only once."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal import rehearse
from sandbox import community
from sandbox.start import Sandbox
from tests.e2e.town import ZONE, Json, Town, one, shown

EVENING, BREAKFAST = community.EVENING["Title"], community.BREAKFAST["Title"]


@asynccontextmanager
async def alive(folder: Path, now: datetime | None = None, *, without: str | None = None) -> AsyncIterator[Town]:
    """What `hallway sandbox` starts; `without` one of its people, who goes by another name."""
    async with Sandbox() as sandbox:
        for user in sandbox.discord.world.users.values():
            if user.name == without:
                user.name = "Somebody Else"
        sandbox.kit.clock.offset = timedelta(0) if now is None else now - datetime.now(UTC)
        async with rehearse(sandbox, folder / "hallway.db", with_past=True) as hallway:
            here = Town(sandbox, hallway)
            yield here
            assert here.violations() == []


def titles(messages: list[Json]) -> list[str]:
    return [shown(each).splitlines()[0] for each in messages]


async def test_both_platforms_show_a_community_that_lives(tmp_path: Path) -> None:
    async with alive(tmp_path) as here:
        await looks(here)
        await answers(here)
        await people(here)
        nobody_was_troubled(here)


@pytest.mark.parametrize(
    ("now", "zone"),
    [
        (datetime(2027, 3, 22, 0, 30, tzinfo=UTC), "Europe/Berlin"),  # the clocks change before the evening
        (datetime(2027, 12, 26, 23, 45, tzinfo=UTC), "Pacific/Auckland"),  # another year, and another day there
    ],
)
async def test_it_has_lived_on_any_day_and_in_any_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime, zone: str
) -> None:
    monkeypatch.setenv("HALLWAY_TIMEZONE", zone)
    async with alive(tmp_path, now) as here:
        assert here.sandbox.kit.has_past
        assert abs(here.sandbox.kit.clock.now() - now) < timedelta(minutes=1)
        starts = now.astimezone(ZoneInfo(zone)) + timedelta(days=10)
        told = (await here.slack("Emma", "event", "edit 3")).form  # the form says it in the community's zone
        assert told is not None
        assert any(f"{starts.day} {starts:%B %Y}, 18:30" in str(each.value) for each in told.inputs)


async def looks(here: Town) -> None:
    """What stands in the channels."""
    assert abs(here.sandbox.kit.clock.offset) < timedelta(seconds=1)
    past = community.PAST["Title"]
    for messages in (here.discord_messages(), here.slack_messages()):
        assert titles(messages) == [
            past,
            f"Coming up: {past}",
            f"Coming up: {past}",
            "Tala Reyes offers a referral",
            "Ines Carvalho is looking for a mentor",
            BREAKFAST,
            EVENING,
            f"Line-up: {EVENING}",
        ]
        card = shown(one(messages, EVENING) or {})
        assert "12 going · 12 of 24 seats left" in card
        for name in (*community.EVENING_GOING, "Propose a talk"):
            assert name in card or name in shown(messages[-1])
        assert "The garden that waters itself · Jonas Weber · Lightning talk, 10 min" in shown(messages[-1])
        assert "1 person has answered." in shown(messages[4])
    for look in (here.discord_messages, here.slack_messages):
        assert titles(look("general")) == [community.NEWS["title"]]
        assert len(look("introductions")) == len(community.INTROS)
        desk = [shown(each) for each in look("organizers")]
        assert [("Accept" in each.splitlines(), "first talk" in each) for each in desk] == [
            (False, False),
            (True, True),
            (True, False),
        ]
    threads = here.sandbox.discord.state()["guilds"][0]["threads"]
    groups = here.sandbox.slack.state()["teams"][0]["groups"]
    for room in [here.discord_messages(each["id"]) for each in threads] + [
        here.slack_messages(each["id"]) for each in groups
    ]:
        assert titles(room) == ["Coffee time"]
        assert "To begin with: " in shown(room[0])
    assert (len(threads), len(groups)) == (2, 2)


async def answers(here: Town) -> None:
    """What the bot says about it, to people who have done nothing yet."""
    starts = datetime.now(ZONE) + timedelta(days=10)
    listed = await here.slack("Farid", "event", "show lightning talks")
    assert f"{starts:%A, %B} {starts.day}" in listed.text
    assert one([listed.message or {}], "Going")
    assert "Event 3" in (await here.discord("Ben", "event show", event="3")).text
    series = (await here.discord("Ana", "event series")).text
    assert f"{BREAKFAST}" in series
    review = (await here.slack("Emma", "talk", "review")).text
    for talk in community.OPEN:
        assert talk.title in review
    assert community.ACCEPTED.title not in review
    assert "8 people in 4 matches" in (await here.discord("Ana", "coffee numbers")).text


async def people(here: Town) -> None:
    for found in (
        await here.discord("Chiara", "people find", about="rust"),
        await here.slack("Hugo", "people", "find rust"),
    ):
        assert "Jonas Weber" in found.text
    for linked in (await here.discord("Noor", "link"), await here.slack("Noor", "link")):
        assert "You are one person here already: Noor Aziz on Discord and Noor Aziz on Slack." in linked.text
    met = "\n".join(shown(each) for each in here.discord_direct("Ines"))
    assert "Whom you met at Show and tell: side projects" in met
    assert "You have a seat" in (await here.slack("Noor", "rsvp", "lightning talks")).text  # taken on Discord


def nobody_was_troubled(here: Town) -> None:
    """Organizers got what their own acts lead to, and no word of anything that went wrong."""
    direct = [*here.discord_direct("Ana"), *here.slack_direct("Emma")]
    assert [each for each in titles(direct) if "Follow" not in each] == []


async def test_what_is_there_already_does_not_happen_again(tmp_path: Path) -> None:
    async with alive(tmp_path) as here:
        first = (await here.discord("Ben", "event list")).text
        opened = await here.discord("Ben", "people find")
    async with alive(tmp_path) as here:
        assert (await here.discord("Ben", "event list")).text == first
        assert (await here.discord("Ben", "people find")).text == opened.text
        assert "8 people in 4 matches" in (await here.discord("Ana", "coffee numbers")).text
        assert "Round 2" not in (await here.discord("Ana", "coffee numbers")).text


async def test_a_story_that_breaks_off_leaves_a_sandbox_that_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "hallway.sandbox"):
        async with alive(tmp_path, without=community.ASK_BY) as here:
            (said,) = caplog.messages
            assert said.startswith("the community that comes with the sandbox is not complete: ")
            assert said.endswith(f"Nobody is called {community.ASK_BY} on slack.")
            assert "Nothing is planned yet." in (await here.discord("Ben", "event list")).text
            assert abs(here.sandbox.kit.clock.now() - datetime.now(UTC)) < timedelta(seconds=1)
