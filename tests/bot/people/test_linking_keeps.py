"""What two accounts said each for itself and together: that they met, that they come, who speaks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.people import meeting
from bot.people.meeting_model import Meeting
from bot.people.model import Account, Platform
from tests.bot.delivery.test_dispatch import Evening, evening_in
from tests.bot.people.one_person import link

D, S = Platform.DISCORD, Platform.SLACK


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


async def test_who_asked_each_other_with_different_accounts_have_met_and_both_hear_it(evening: Evening) -> None:
    await meeting.say_met(evening.app, evening.call("ana"), person=Account(D, "ben", "ben"))
    await meeting.say_met(evening.app, evening.call("ben on slack", S), person=Account(S, "ana on slack", "ana"))
    ana = await link(evening, "ana", "ana on slack")
    ben = await link(evening, "ben", "ben on slack")
    known = await evening.app.store.read(lambda tx: tx.connections.between(ana, ben))
    assert known is not None
    assert known.state is Meeting.MET
    assert known.met_at is not None
    await evening.dispatcher.catch_up()
    news = [*evening.discord.titles("ana"), *evening.slack.titles("ana on slack")]
    assert any(title.startswith("You and ben") for title in news)
    news = [*evening.discord.titles("ben"), *evening.slack.titles("ben on slack")]
    assert any(title.startswith("You and ana") for title in news)


async def test_what_they_confirmed_with_one_account_is_confirmed(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    before = evening.clock.now()
    await evening.go("ana on slack", platform=S)
    await link(evening, "ana", "ana on slack")
    assert await evening.app.store.read(lambda tx: tx.answers.confirmed(1, before)) == 1
