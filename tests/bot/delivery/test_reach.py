"""Which platforms are away, and what is said of them when an event is planned."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.dispatch import Dispatcher
from bot.events import actions
from bot.events.model import Plan
from bot.people.model import Platform
from bot.ports import Busy
from cogs.slack.render import summary
from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in
from tests.waiting import soon

HERE = "I am posting it on Discord and Slack, and will remind people there a day and an hour before."
AWAY = "Slack does not answer me at the moment. I will post it there as soon as it is back."


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        made.app = replace(made.app, reach=made.dispatcher.reach)
        yield made


async def planned(here: Evening) -> list[str]:
    """What an organizer reads who plans an event now."""
    start = NOW + timedelta(days=3)
    plan = Plan("Talks", start, start + timedelta(hours=2), "Europe/Berlin", "Library", None, "")
    return summary(await actions.create_event(here.app, here.call("host"), plan)).splitlines()


async def test_a_platform_that_does_not_answer_is_away_until_it_takes_something(evening: Evening) -> None:
    assert HERE in await planned(evening)
    await evening.dispatcher.catch_up()
    evening.slack.trouble.append(Busy("no connection"))
    await planned(evening)
    await soon(lambda: evening.app.away)
    said = await planned(evening)
    assert said[-3].startswith("I am posting it on Discord, and")
    assert said[-2] == AWAY
    await soon(lambda: len(evening.slack.titles("events-s")) == 3)
    await soon(lambda: not evening.app.away)
    assert HERE in await planned(evening)


async def test_a_place_that_has_to_wait_is_not_a_platform_that_is_away(evening: Evening) -> None:
    evening.slack.trouble.append(Busy("invite me first", after=300.0))
    await planned(evening)
    await evening.dispatcher.catch_up()
    assert evening.app.away == frozenset()


async def test_a_platform_that_we_have_not_come_in_to_yet_is_away(evening: Evening) -> None:
    starting = Dispatcher(evening.app.store, evening.clock, evening.compose)
    evening.app = replace(evening.app, reach=starting.reach)
    both = "Discord and Slack do not answer me at the moment. I will post it there as soon as they are back."
    assert both in await planned(evening)
    starting.open(Platform.DISCORD, evening.discord)
    assert AWAY in await planned(evening)
