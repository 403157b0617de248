"""Who leaves, is forgotten, or separates their accounts between a drawing and what follows from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.app import App, Call
from bot.chat.views import Card
from bot.coffee import actions, notices
from bot.people import linking
from bot.privacy.actions import forget_me
from tests.bot.coffee.test_rounds import FIRST, WEEK, WEEKLY, at, joined, told
from tests.bot.delivery.test_dispatch import Evening, evening_in
from tests.bot.people.one_person import hold, link, release, run_due


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        await actions.keep_rounds(made.app, made.call("host"), WEEKLY)
        yield made


async def drawn(evening: Evening, *people: str) -> None:
    """They are matched, and nothing has gone out yet."""
    await joined(evening, *people)
    await hold(evening)
    evening.clock.go_to(FIRST)
    await run_due(evening)


async def test_a_match_of_two_who_are_both_forgotten_shows_nothing(evening: Evening) -> None:
    await drawn(evening, "ana", "ben")
    for each in ("ana", "ben"):
        await forget_me(evening.app, evening.call(each))
    assert await evening.app.store.read(lambda tx: notices.match_card(tx, 1, FIRST)) is None
    await release(evening)
    assert evening.discord.gathered == []


@pytest.mark.parametrize("leave", [actions.leave, forget_me])
async def test_who_left_is_brought_together_with_nobody_and_the_other_hears_it(
    evening: Evening, leave: Callable[[App, Call], Awaitable[Card]]
) -> None:
    await drawn(evening, "ana", "ben")
    await leave(evening.app, evening.call("ana"))
    await release(evening)
    await at(evening, FIRST + WEEK)
    assert evening.discord.gathered == []
    assert (
        evening.discord.titles("ben") == ["No coffee match this round"] * 2
    )  # this time and the next, as the only one
    assert evening.discord.titles("ana") == []


async def test_of_three_the_other_two_still_meet(evening: Evening) -> None:
    await drawn(evening, "ana", "ben", "cleo")
    await actions.leave(evening.app, evening.call("ana"))
    await release(evening)
    assert evening.discord.gathered == [("Coffee 1: ana, ben, cleo", ("ben", "cleo"), False)]
    assert told(evening.discord, "room 1")[0].startswith("Coffee time\nben and cleo, you are a match")


async def test_whom_somebody_must_not_meet_stays_away_also_after_separating_accounts(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    await at(evening, FIRST)
    await actions.say_never(evening.app, evening.call("ana"), match=1)
    await link(evening, "ben", "ben on slack")
    await linking.unlink(evening.app, evening.call("ben"))
    await joined(evening, "ben")
    await at(evening, FIRST + WEEK)
    assert len(evening.discord.gathered) == 1


async def test_who_agreed_to_cross_is_told_who_sees_what_they_wrote_only_where_it_is_so(evening: Evening) -> None:
    evening.discord.closed = True
    await joined(evening, "ana", "ben", contact="me@example.org")
    await at(evening, FIRST)
    card = told(evening.discord, "ana")[-1]
    assert "ben is here with you on Discord" in card
    assert "They see" not in str([shown for to, shown, _ in evening.discord.pinned if to == "ana"])
