"""Bringing a space into another community: its people come along once each, and nothing of either is mixed or lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.chat.replies import Refusal
from bot.chat.views import Card, Paragraph
from bot.events.actions import answer_event, create_event
from bot.people.model import Platform, Space
from bot.ports import Tx
from bot.setup.actions import connect, show_code
from storage.store import Store
from tests.bot.events.test_seats import plan
from tests.bot.privacy.test_forgetting import Place

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")


def code_on(card: Card) -> str:
    spoken = [getattr(span, "text", "") for each in card.blocks if isinstance(each, Paragraph) for span in each.line]
    return next(text for text in spoken if CODE.fullmatch(text))


async def two(store: Store) -> tuple[Place, Place]:
    here, there = await Place.found(store), await Place.found(store, "There", "g2")
    await create_event(here.app, here.call(1, organizer=True), plan(5))
    return here, there


def people(tx: Tx) -> tuple[int, int]:
    return len(tx.members.everyone(1)), len(tx.members.everyone(2))


async def test_whoever_is_in_both_is_one_member(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        here, there = await two(store)
        await answer_event(here.app, here.call(2), event=1, answer="going")
        await store.write(lambda tx: tx.members.meet(2, there.call(2).who, there.space.id, there.call(2).at))
        await store.write(lambda tx: tx.members.meet(2, there.call(3).who, there.space.id, there.call(3).at))
        code = code_on(await show_code(here.app, here.call(1, organizer=True)))
        again = there.call(9, organizer=True, key="once")
        done = await connect(there.app, again, code)
        assert await store.read(people) == (4, 0)  # 1 and 2 of here, 3 and 9 of there
        assert await connect(there.app, again, code) != done  # said again without posting again
        assert await store.read(people) == (4, 0)
        moved: Space = await store.read(lambda tx: tx.spaces.get(there.space.id))
        assert moved.community == 1
        found = there.app.directory.find(Platform.DISCORD, "g2")
        assert found is not None
        assert found.space.community == 1


async def test_only_an_organizer_types_a_code(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        here, there = await two(store)
        code = code_on(await show_code(here.app, here.call(1, organizer=True)))
        with pytest.raises(Refusal, match="Only organizers can use"):
            await connect(there.app, there.call(5), code)
        with pytest.raises(Refusal, match="Only organizers can use"):
            await show_code(here.app, here.call(5))


async def test_a_community_with_further_spaces_does_not_join(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        here, there = await two(store)
        await store.write(lambda tx: tx.spaces.add(2, Platform.SLACK, "T2", "There too", None))
        code = code_on(await show_code(here.app, here.call(1, organizer=True)))
        with pytest.raises(Refusal, match="other spaces"):
            await connect(there.app, there.call(9, organizer=True), code)


async def test_a_new_code_takes_the_place_of_the_last(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        here, there = await two(store)
        first, second = [code_on(await show_code(here.app, here.call(1, organizer=True))) for _ in range(2)]
        with pytest.raises(Refusal, match="wrong or too old"):
            await connect(there.app, there.call(9, organizer=True), first)
        await connect(there.app, there.call(9, organizer=True), second)
