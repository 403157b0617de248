"""What a platform said, as the core understands it: later, or never."""

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.ports import Busy, Undeliverable
from cogs.discord.messenger import translated


def refused(status: int, code: int) -> discord.HTTPException:
    return discord.HTTPException(
        cast("Any", SimpleNamespace(status=status, reason="x")), {"code": code, "message": "x"}
    )


@pytest.mark.parametrize("code", [40003, 20026])
def test_too_many_conversations_at_once_are_not_a_closed_door(code: int) -> None:
    """Discord says 403 for both; nobody is to be taken for unreachable because we were fast."""
    said = translated(refused(403, code))
    assert isinstance(said, Busy)
    assert said.after == 300.0


@pytest.mark.parametrize(
    ("status", "code", "away"), [(503, 0, True), (401, 0, True), (429, 0, False), (403, 50013, False)]
)
def test_only_what_hits_the_whole_platform_makes_it_away(status: int, code: int, *, away: bool) -> None:
    said = translated(refused(status, code))
    assert isinstance(said, Busy)
    assert said.away is away


def test_a_closed_door() -> None:
    assert isinstance(translated(refused(403, 50007)), Undeliverable)
