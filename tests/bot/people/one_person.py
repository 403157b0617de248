"""What tests say of people who turn out to have two accounts, on a real database with messengers of our own."""

from __future__ import annotations

from bot.delivery.errands import run_errands
from bot.features import ERRANDS
from bot.people.linking import join_members
from bot.people.model import Platform
from bot.ports import Tx
from tests.bot.delivery.test_dispatch import Evening

S = Platform.SLACK


async def member(evening: Evening, person: str, platform: Platform = Platform.DISCORD) -> int:
    """The member behind an account, made where it was not seen yet."""
    call = evening.call(person, platform)
    found = await evening.app.store.write(
        lambda tx: tx.members.meet(call.space.community, call.who, call.space.id, call.at)
    )
    return found.id


async def link(evening: Evening, on_discord: str, on_slack: str) -> int:
    """These two accounts turn out to be one person's; the member that stays."""
    one, other = await member(evening, on_discord), await member(evening, on_slack, S)
    call = evening.call(on_discord)

    def join(tx: Tx) -> int:
        join_members(tx, call, min(one, other), max(one, other))
        return min(one, other)

    return await evening.app.store.write(join)


async def hold(evening: Evening) -> None:
    """Let nothing go out until `release`."""
    await evening.dispatcher.stop()


async def run_due(evening: Evening) -> None:
    """Run the errands that are due, while nothing goes out."""
    await run_errands(evening.app.store, evening.clock, ERRANDS)


async def release(evening: Evening) -> None:
    """A new dispatcher sends what is due."""
    evening.dispatcher = evening.new_dispatcher()
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()
