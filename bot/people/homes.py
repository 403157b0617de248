"""Keeping the directory of spaces true to what is stored."""

from __future__ import annotations

from bot.app import App, Home
from bot.people.model import Space
from bot.ports import Tx


def home_of(tx: Tx, space: Space) -> Home:
    return Home(space, tx.communities.get(space.community).zone, tx.organizers.of(space.id))


def all_homes(tx: Tx) -> list[Home]:
    return [home_of(tx, each) for each in tx.spaces.everywhere()]


async def remember_spaces(app: App) -> None:
    """Know every space as it is stored: those of former runs at the start, and all of them after setup changed one."""
    for home in await app.store.read(all_homes):
        app.directory.enter(home)
