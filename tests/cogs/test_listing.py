"""Discord's list of events, where there is no server to show them in."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest

from bot.delivery.model import Listing
from bot.ports import Busy
from cogs.discord.listing import list_event
from tests.bot.delivery.test_dispatch import NOW


async def test_a_server_that_is_gone_is_asked_for_less_and_less() -> None:
    """A pause of our own would be the same for ever: one that took us out would be asked for every second for weeks."""
    listing = Listing("Talks", "", "Library", NOW, NOW + timedelta(hours=2), cancelled=False, mark="", external=None)
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(Busy, match="not at hand") as busy:
            await list_event(client, 7, listing, since=None)
    assert busy.value.after is None
