"""Who is made an organizer, and by what we come to know them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.replies import Refusal
from bot.privacy.actions import forget_me
from bot.setup import actions
from tests.bot.delivery.test_dispatch import evening_in


async def test_the_role_of_everybody_makes_nobody_an_organizer(tmp_path: Path) -> None:
    """On Discord it carries the server's own id, and everybody has it."""
    async with evening_in(tmp_path) as evening:
        with pytest.raises(Refusal, match="@everyone"):
            await actions.choose_organizers(evening.app, evening.call("host"), picked="123,g")
        assert await evening.app.store.read(lambda tx: tx.organizers.of(1)) == frozenset()


async def test_the_way_out_for_a_lonely_host_is_one(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        await evening.plan()
        with pytest.raises(Refusal, match="type /hallway setup, so that I know them"):
            await forget_me(evening.app, evening.call("host"))
        await actions.show_setup(evening.app, evening.call("olga"))
        await forget_me(evening.app, evening.call("host"))
