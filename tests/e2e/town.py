"""A sandbox with the real bot in it, and short words for what people do there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.__main__ import Hallway
from bot.rehearsal import rehearse
from sandbox.discord.plain import Names as DiscordNames
from sandbox.discord.plain import visible_text as discord_text
from sandbox.kit import Answer
from sandbox.slack.plain import Reader as SlackReader
from sandbox.start import Sandbox
from tests.waiting import soon

Json = dict[str, Any]
ZONE = ZoneInfo("Europe/Berlin")
# The community's clock stands here when a test begins: a Wednesday noon, far from any change of clocks.
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZONE)


@dataclass
class Town:
    sandbox: Sandbox
    hallway: Hallway | None

    def __post_init__(self) -> None:
        discord, slack = self.sandbox.discord.state()["guilds"][0], self.sandbox.slack.state()["teams"][0]
        self.discord_channel = {each["name"]: each["id"] for each in discord["channels"]}
        self.slack_channel = {each["name"]: each["id"] for each in slack["channels"]}
        self.discord_people = {each["name"].split()[0]: each["id"] for each in discord["members"]}
        self.slack_people = {each["name"].split()[0]: each["id"] for each in slack["members"]}

    @property
    def start(self) -> datetime:
        """When the event that `plan()` makes begins."""
        return NOON.replace(month=12, day=10, hour=18, minute=30)

    async def go_to(self, moment: datetime) -> None:
        """Move the community's clock; what is due has gone out when it returns."""
        await self.sandbox.kit.clock.move(to=moment.astimezone(UTC))

    def _take_time(self) -> None:
        """People read before they press: the platforms' limits are far again at what they do next."""
        self.sandbox.kit.clock.rest()

    # --- Discord ---

    async def discord(self, who: str, command: str, channel: str = "events", **options: object) -> Answer:
        self._take_time()
        return await self.sandbox.discord.command(
            user=self.discord_people[who], channel=self.discord_channel[channel], command=command, options=options
        )

    async def discord_click(self, who: str, message: Json, route: str, values: list[str] | None = None) -> Answer:
        self._take_time()
        return await self.sandbox.discord.click(
            user=self.discord_people[who], message=message["id"], custom_id=route, values=values
        )

    async def discord_submit(self, who: str, answer: Answer, **values: str) -> Answer:
        assert answer.form is not None, answer
        self._take_time()
        return await self.sandbox.discord.submit(user=self.discord_people[who], form=answer.form.id, values=values)

    def discord_messages(self, channel: str = "events") -> list[Json]:
        return self.sandbox.discord.messages(self.discord_channel.get(channel, channel))

    def discord_direct(self, who: str) -> list[Json]:
        return self.sandbox.discord.messages(f"dm:{self.discord_people[who]}")

    # --- Slack ---

    async def slack(self, who: str, command: str, text: str = "", channel: str = "events") -> Answer:
        self._take_time()
        return await self.sandbox.slack.command(
            user=self.slack_people[who], channel=self.slack_channel[channel], command=command, text=text
        )

    async def slack_click(self, who: str, message: Json, route: str, value: str | None = None) -> Answer:
        self._take_time()
        return await self.sandbox.slack.click(
            user=self.slack_people[who], message=message["ts"], action_id=route, value=value
        )

    async def slack_submit(self, who: str, answer: Answer, **values: str) -> Answer:
        assert answer.form is not None, answer
        self._take_time()
        return await self.sandbox.slack.submit(user=self.slack_people[who], form=answer.form.id, values=values)

    def slack_messages(self, channel: str = "events") -> list[Json]:
        return self.sandbox.slack.messages(self.slack_channel.get(channel, channel))

    def slack_direct(self, who: str) -> list[Json]:
        return self.sandbox.slack.messages(f"dm:{self.slack_people[who]}")

    # --- Both ---

    async def join(self, platform: str, name: str) -> str:
        """Somebody new comes in; known by their first name from now on."""
        at = self.sandbox.discord if platform == "discord" else self.sandbox.slack
        people = self.discord_people if platform == "discord" else self.slack_people
        people[name.split(maxsplit=1)[0]] = await at.join(name)
        return name.split(maxsplit=1)[0]

    async def plan(self, **values: str) -> None:
        """Ana plans an event on Discord."""
        opened = await self.discord("Ana", "event create")
        answers = {"title": "Lightning talks", "when": "Thu 10 Dec 18:30", "where": "Old Library", "seats": "10"}
        answer = await self.discord_submit("Ana", opened, **{**answers, **values})
        assert "is planned" in answer.text, answer

    async def cards(self, title: str = "Lightning talks") -> tuple[Json, Json]:
        """The event's card on Discord and on Slack, once both are there."""
        found = await soon(lambda: (one(self.discord_messages(), title), one(self.slack_messages(), title)), all)
        return cast("tuple[Json, Json]", found)

    def violations(self) -> list[Json]:
        return [each.as_json() for each in self.sandbox.kit.violations]


def one(messages: list[Json], title: str) -> Json | None:
    """The first message with this text in it."""
    return next((each for each in messages if title in shown(each)), None)


def message_of(look: Callable[[], list[Json]], title: str) -> Callable[[], Json | None]:
    """For waiting until a message with this text is there."""
    return lambda: one(look(), title)


def card_of(look: Callable[[], list[Json]]) -> Callable[[], str]:
    """For waiting until a channel's first card says something."""
    return lambda: shown(look()[0])


def shown(message: Json) -> str:
    """The visible text of a message of either platform."""
    return SlackReader().message(message) if "ts" in message else discord_text(message, DiscordNames(NOON))


@asynccontextmanager
async def town(folder: Path, *, with_bot: bool = True, now: datetime = NOON) -> AsyncIterator[Town]:
    async with Sandbox() as sandbox:
        sandbox.kit.clock.offset = now - datetime.now(UTC)
        async with rehearse(sandbox, folder / "hallway.db", with_bot=with_bot) as hallway:
            yield Town(sandbox, hallway)
