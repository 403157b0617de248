"""Who comes to be on deck because the line-up changes while somebody is on: pinged once, and only while it is true."""

from __future__ import annotations

from bot.ports import Tx
from bot.stage import actions
from bot.talks import answers, lineup
from bot.talks.model import SlotState
from tests.bot.delivery.test_dispatch import NOW, Evening, Wall
from tests.bot.stage.evening import MINUTE, pass_to, said
from tests.bot.stage.test_rough_evenings import begin, speaker


def told_on_deck(wall: Wall) -> list[str]:
    return [said(card)[0] for _, card, _ in wall.pinned if "on deck now" in said(card)[0]]


def pinged(wall: Wall) -> list[str]:
    """Who was pinged by new messages about who is on deck, in this order."""
    return [person.name for _, card, _ in wall.pinned for person in card.people() if person.ping]


async def test_who_comes_to_be_on_deck_is_pinged_once(evening: Evening) -> None:
    await begin(evening)
    assert (pinged(evening.discord), pinged(evening.slack)) == (["ben"], ["ben"])
    # Nothing has changed for who is on deck: no word.
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=3, by=1)
    await pass_to(evening, MINUTE)
    assert told_on_deck(evening.discord) == []
    # Speaker 3 comes before Ben, then Ben again, then speaker 3 again: one ping for each of them in all.
    for by, after in ((-1, 2), (1, 3), (-1, 4)):
        await lineup.move_item(evening.app, evening.call("host"), event=1, item=4, by=by)
        await pass_to(evening, after * MINUTE)
    expected = ["@speaker 3, you are on deck now: Talk of speaker 3 at about {10}."]
    assert (told_on_deck(evening.discord), told_on_deck(evening.slack)) == (expected, expected)
    assert pinged(evening.slack) == ["ben", "speaker 3"]
    # In the next turn it begins anew.
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, 5 * MINUTE)
    assert pinged(evening.slack) == ["ben", "speaker 3", "ben"]


async def test_who_is_on_deck_takes_the_talk_back(evening: Evening) -> None:
    await begin(evening)
    await answers.withdraw(evening.app, speaker(evening, "ben"), talk=2)
    await pass_to(evening, MINUTE)
    assert told_on_deck(evening.slack) == ["@speaker 3, you are on deck now: Talk of speaker 3 at about {25}."]


async def test_who_joins_while_the_last_one_is_on_is_pinged(evening: Evening) -> None:
    for item in (2, 4):
        await lineup.remove_item(evening.app, evening.call("host"), event=1, item=item)
    await begin(evening)
    assert pinged(evening.discord) == []
    await evening.app.store.write(_add_ben)
    await lineup.move_item(evening.app, evening.call("host"), event=1, item=3, by=0)
    await pass_to(evening, MINUTE)
    assert pinged(evening.discord) == ["ben"]


def _add_ben(tx: Tx) -> None:
    tx.talks.put(1, 5, SlotState.CONFIRMED, NOW, talk=2)


async def test_a_card_that_is_still_to_come_pings_who_is_on_deck_then(evening: Evening) -> None:
    evening.clock.go_to(NOW)
    await actions.start_named(evening.app, evening.call("host"))
    await lineup.remove_item(evening.app, evening.call("host"), event=1, item=2)
    await pass_to(evening, MINUTE)
    assert pinged(evening.discord) == ["speaker 3"]
    assert told_on_deck(evening.discord) == []


async def test_nobody_is_told_to_get_ready_who_is_on_already(evening: Evening) -> None:
    """The message is on its way while the stage moves on."""
    await begin(evening)
    await lineup.remove_item(evening.app, evening.call("host"), event=1, item=2)
    await actions.next_now(evening.app, evening.call("host"))  # the break
    await actions.next_now(evening.app, evening.call("host"))
    await pass_to(evening, MINUTE)
    assert told_on_deck(evening.slack) == []
