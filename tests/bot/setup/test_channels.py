"""A channel that is chosen for something gets what is there already and stands nowhere in that space yet."""

from __future__ import annotations

from pathlib import Path

from bot.asks import actions as asks
from bot.asks.model import Need, Topic
from bot.people import intros
from bot.people.actions import Arrival, join_space
from bot.people.intro_model import Profile
from bot.people.model import Platform
from bot.setup import actions
from tests.bot.delivery.test_dispatch import Evening, evening_in

D = Platform.DISCORD
NEED = Need(Topic.REVIEW, "My first talk", "speaking", soon=False, days=14)


async def choose(evening: Evening, purpose: str, channel: str) -> str:
    card = await actions.choose_channel(evening.app, evening.call("host"), picked=channel, purpose=purpose)
    await evening.dispatcher.catch_up()
    return str(card)


async def test_the_latest_intros_come_once(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        for each in ("ana", "ben"):
            await intros.save_intro(evening.app, evening.call(each), Profile(each, "", "", "", ()))
        assert "posting the latest" in await choose(evening, "intros", "hello")
        assert evening.discord.titles("hello") == ["ana", "ben"]
        assert "stay where they are" in await choose(evening, "intros", "elsewhere")
        assert evening.discord.titles("elsewhere") == []


async def test_open_asks_come_to_a_space_that_had_no_channel(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        await evening.app.store.write(lambda tx: tx.spaces.change(1, name="Server", channel=None))
        await asks.post_ask(evening.app, evening.call("ana"), NEED, side="ask")
        await asks.post_ask(evening.app, evening.call("ana"), NEED, side="offer")
        await asks.close(evening.app, evening.call("ana"), ask=2)
        await choose(evening, "asks", "market")
        assert evening.discord.titles("market") == ["ana is looking for a review"]


async def test_what_was_chosen_stays_when_the_platform_tells_of_other_channels(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        for purpose in ("events", "intros", "asks", "organizers"):
            await choose(evening, purpose, f"chosen {purpose}")
        told = Arrival(D, "g", "Server", "e", intros="i", asks="a", organizers_channel="o")
        space = await join_space(evening.app, told)
        chosen = (space.channel, space.intros, space.asks_channel, space.organizers_channel)
        assert chosen == ("chosen events", "chosen intros", "chosen asks", "chosen organizers")
