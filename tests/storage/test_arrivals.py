"""Arrivals when two members turn out to be one person."""

from datetime import UTC, datetime, timedelta

from bot.events.model import Plan
from bot.people.model import Account, Platform
from bot.ports import Tx
from storage.store import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


async def test_one_person_with_two_accounts_has_come_once(store: Store) -> None:
    def both_came(tx: Tx) -> tuple[int, int, list[int | None]]:
        community = tx.communities.found("Test", "UTC", NOW)
        space = tx.spaces.add(community.id, Platform.DISCORD, "g", "Server", None)
        keep, gone = (
            tx.members.meet(community.id, Account(Platform.DISCORD, name, name), space.id, NOW).id
            for name in ("ana", "ana2")
        )
        plan = Plan("Talks", NOW, NOW + timedelta(hours=2), "UTC", "", None, "")
        first, second = (tx.events.add(community.id, keep, plan, NOW).id for _ in range(2))
        for event, member in ((first, keep), (first, gone), (second, gone)):
            tx.arrivals.add(event, NOW, member=member)
        tx.arrivals.merge(keep, gone)
        who = [each.member for event in (first, second) for each in tx.arrivals.recent(event, 9)]
        return keep, gone, who

    keep, _, who = await store.write(both_came)
    assert who == [keep, keep]
