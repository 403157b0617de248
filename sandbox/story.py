"""How the community came to be: its people live through two weeks, in a few seconds, with the real bot among them.

Everything happens through the platforms: commands, forms, buttons, and the clock. Nothing is written past the bot.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sandbox import community as words
from sandbox.acting import Person, everybody
from sandbox.discord import Discord
from sandbox.kit import Answer, Json, Kit, SandboxError
from sandbox.slack import Slack

Item = TypeVar("Item")
_BEGINS, _PAST, _ROUND, _BREAKFAST, _EVENING = -16, -9, -3, 4, 10  # days from today
_STARTS, _EARLY = time(18, 30), time(9)
_A_DAY, _AN_HOUR, _A_MOMENT = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
_A_WHILE = timedelta(minutes=5)
_AT_ONCE = 3  # posts in one channel of which no platform has had enough
_PATIENCE = 20.0  # seconds after which the sandbox opens without the rest of the story


class StoryError(Exception):
    """The story broke off; the sentence says where. What had happened until then stays."""


class Story:
    """`begin()` before the bot comes in, so that it never saw the future; `tell()` once it would answer."""

    def __init__(self, kit: Kit, discord: Discord, slack: Slack, *, zone: str) -> None:
        self._kit, self._clock, self._discord, self._slack = kit, kit.clock, discord, slack
        self._zone = ZoneInfo(zone)
        self._today = kit.clock.now().astimezone(self._zone).date()
        self._people = everybody(discord, slack)
        self._offset = kit.clock.offset  # where the clock stands when all has been told

    def begin(self) -> None:
        """Turn the community's clock back to where the story begins."""
        self._clock.offset = self._at(_BEGINS) - datetime.now(UTC)

    async def tell(self) -> None:
        """Let everything happen, once. The clock stands where it stood before at the end, also after StoryError."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._live()
        except (SandboxError, TimeoutError) as broken:
            raise StoryError(str(broken) or f"it took more than {_PATIENCE:.0f} s") from broken
        finally:
            await self._clock.move(to=datetime.now(UTC) + self._offset)
            # What only one person saw is gone after a while, as it is on the platforms themselves.
            self._discord.forget_private()
            self._slack.forget_private()

    async def _live(self) -> None:
        await self._introductions()
        await self._last_evening()
        await self._helping_each_other()
        await self._coffee()
        await self._what_is_next()
        await self._talks()
        self._kit.has_past = True

    # --- Two weeks ago

    async def _introductions(self) -> None:
        for number, few in enumerate(_few(words.INTROS)):
            await self._go(self._at(_BEGINS + number // 2, time(10 + 4 * (number % 2))))
            for each in few:
                await self._introduce(each)
        await self._clock.move(advance=_A_WHILE)
        linked = self._on("slack", words.LINKED)
        code = _code(await linked.types("link"))
        await self._on("discord", words.LINKED).types("link", code=code)
        await self._plan(self._on("discord", "Ana Souza"), words.PAST, self._at(_PAST, _STARTS), words.PAST_LENGTH)

    async def _introduce(self, intro: words.Intro) -> None:
        who = self._who(intro.name)
        answers = {name: getattr(intro, name) for name in ("does", "angle", "helps", "seeks", "links")}
        await who.fills(await who.types("intro"), {name: said for name, said in answers.items() if said})

    # --- The last evening

    async def _last_evening(self) -> None:
        title, start = words.PAST["Title"], self._at(_PAST, _STARTS)
        await self._go(start - 4 * _A_DAY)
        await self._answer(title, "Going", words.PAST_GOING)
        for moment in (start - _A_DAY, start - _AN_HOUR):  # when people are reminded
            await self._go(moment + _A_MOMENT)
        await self._go(start + _A_MOMENT)
        emma = self._on("slack", "Emma Novak")
        door = await emma.types("event checkin", channel="organizers")
        for name in words.PAST_CAME:
            door = await emma.presses(_shown(door), "Mark somebody as arrived", name)
        await asyncio.gather(*(self._say_met(*each) for each in words.MET))
        await self._settle()
        await asyncio.gather(*(self._agree_met(*each) for each in words.MET))
        await self._go(self._at(_PAST + 1, time(12)))  # when the morning after is over

    async def _say_met(self, one: str, other: str) -> None:
        who = self._who(one)
        await who.types("met", **who.naming(self._who(other), other))

    async def _agree_met(self, one: str, other: str) -> None:
        who = self._who(other)
        await who.presses(who.reads(one, channel="dm"), "Yes, we met")

    # --- Asks, offers, coffee

    async def _helping_each_other(self) -> None:
        await self._go(self._at(-7, time(17)))
        await self._send("offer", words.OFFER_BY, words.OFFER)
        await self._go(self._at(-5, time(20)))
        await self._send("ask", words.ASK_BY, words.ASK)
        await self._go(self._at(-4, time(8)))
        helper = self._who(words.ANSWERS_THE_ASK)
        await helper.presses(helper.reads("my first conference proposal"), "I can help")

    async def _send(self, command: str, name: str, answers: Json) -> Answer:
        who = self._who(name)
        return await who.fills(await who.types(command), answers)

    async def _coffee(self) -> None:
        ana = self._on("discord", "Ana Souza")
        drawn = self._at(_ROUND, time(10))
        rounds = await ana.types("coffee rounds", channel="organizers")
        rhythm = {"How often": "Every week", "On which day": f"{drawn:%A}", "At what time": f"{drawn:%H:%M}"}
        await ana.fills(await ana.presses(_shown(rounds), "Change"), rhythm)
        joining = [self._on("discord", each) for each in words.COFFEE_ON_DISCORD]
        joining += [self._on("slack", each) for each in words.COFFEE_ON_SLACK]
        await asyncio.gather(*(each.types("coffee join") for each in joining))
        await self._go(drawn + _A_MOMENT)

    # --- What is next

    async def _what_is_next(self) -> None:
        await self._go(self._at(-2, _EARLY))
        ana, emma = self._on("discord", "Ana Souza"), self._on("slack", "Emma Novak")
        preview = await self._send("announce new", "Ana Souza", words.NEWS)
        for channel in ("general", "events"):  # one is added, the other dropped
            preview = await ana.presses(_shown(preview), "Add or drop a channel here", ana.channels[channel])
            preview = await ana.presses(_shown(preview), "Add or drop a channel elsewhere", f"#{channel} on Slack")
        await ana.presses(_shown(preview), "Send it now")
        first = self._at(_BREAKFAST, _EARLY)
        opened = await emma.types("event create")
        await emma.fills(opened, {**words.BREAKFAST, "When": f"every other {first:%A} {first:%H:%M} for 1h"})
        await self._go(self._at(-2, time(10)))
        await self._answer(words.BREAKFAST["Title"], "Going", words.BREAKFAST_GOING)
        await self._go(self._at(-1, time(8)))
        await self._plan(ana, words.EVENING, self._at(_EVENING, _STARTS), words.EVENING_LENGTH)
        await self._go(self._at(-1, time(9)))
        title = words.EVENING["Title"]
        await self._answer(title, "Going", words.EVENING_GOING)
        await self._answer(title, "Maybe", words.EVENING_MAYBE)

    async def _talks(self) -> None:
        event = words.EVENING["Title"]
        await self._go(self._at(-1, time(10)))
        for talk in (words.ACCEPTED, *words.OPEN):
            who = self._who(talk.name)
            answers = {
                "Title": talk.title,
                "What is it about?": talk.pitch,
                "Format": talk.shape,
                "Event": event,
            }
            await who.fills(await who.types("talk propose"), answers)
        await self._go(self._at(-1, time(11)))
        emma, speaker = self._on("slack", "Emma Novak"), self._who(words.ACCEPTED.name)
        await emma.presses(emma.reads(words.ACCEPTED.title, channel="organizers"), "Accept")
        await self._go(self._at(-1))
        await speaker.presses(speaker.reads(words.ACCEPTED.title, channel="dm"), "Confirm")

    # --- What people do again and again

    async def _plan(self, organizer: Person, event: Json, starts: datetime, length: str) -> None:
        when = f"{starts:%a} {starts.day} {starts:%b %Y %H:%M} for {length}"
        opened = await organizer.types("event create")
        await organizer.fills(opened, {**event, "When": when})
        await self._settle()

    async def _answer(self, title: str, label: str, names: Sequence[str]) -> None:
        for few in _few(names):
            for name in few:  # one after the other: so their names stand on the card
                who = self._who(name)
                await who.presses(who.reads(title), label)
            await self._clock.move(advance=_A_WHILE)

    def _who(self, name: str) -> Person:
        """Somebody, on Discord where they have accounts on both."""
        return self._people.get(("discord", name)) or self._on("slack", name)

    def _on(self, platform: str, name: str) -> Person:
        if (found := self._people.get((platform, name))) is None:
            raise SandboxError(f"Nobody is called {name} on {platform}.")
        return found

    def _at(self, days: int, clock: time = time(12)) -> datetime:
        """A moment so many days from today, by the community's clock."""
        return datetime.combine(self._today + timedelta(days=days), clock, self._zone)

    async def _go(self, moment: datetime) -> None:
        await self._clock.move(to=moment.astimezone(UTC))

    def _settle(self) -> Awaitable[Any]:
        """Return once everything that is owed has gone out."""
        return self._clock.move(advance=timedelta(0))


def _few(many: Sequence[Item]) -> list[Sequence[Item]]:
    """So few at a time that no place has to be paced."""
    return [many[at : at + _AT_ONCE] for at in range(0, len(many), _AT_ONCE)]


def _shown(answer: Answer) -> Json:
    if answer.message is None:
        raise SandboxError(f"No card came back, but {answer.text!r}.")
    return answer.message


def _code(answer: Answer) -> str:
    found = re.search(r"\b[A-Z0-9]{8}\b", answer.text)
    if found is None:
        raise SandboxError(f"There is no code in {answer.text!r}.")
    return found[0]
