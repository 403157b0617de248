"""How we come to a server, and the channels that we find in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import discord

from bot.people.actions import Arrival
from bot.people.model import Platform


@dataclass(frozen=True, slots=True)
class Door:
    """How we come to Discord. `channel` is the name or id of the channel for events, `role` of the organizers' role, `intros`
    of the channel where people introduce themselves, `organizers_channel` of the one where organizers read of proposals,
    `asks` of the one for asks and offers (none is that for events).
    `welcome` is whether we hear of newcomers, which Discord has to allow.

    `connector` leads somewhere else than to Discord: to the sandbox. `ready_seconds` is how long to wait for further
    servers before we take ourselves for connected.
    """

    token: str
    channel: str = "events"
    role: str = "Organizers"
    connector: Callable[[], aiohttp.BaseConnector] | None = None
    ready_seconds: float = 2.0
    intros: str = "introductions"
    asks: str = ""
    welcome: bool = False
    organizers_channel: str = "organizers"


def look_around(guild: discord.Guild, door: Door, *, known: str | None) -> Arrival:
    """What we find in a server: the channels that are wanted, and those where we may post; `known` is the one for events
    from before.
    """
    channel = _events_channel(guild, door.channel, known=known)
    intros = _named_channel(guild, door.intros)
    asking = _named_channel(guild, door.asks) if door.asks else None
    desk = _named_channel(guild, door.organizers_channel)
    return Arrival(
        Platform.DISCORD,
        str(guild.id),
        guild.name,
        None if channel is None else str(channel.id),
        intros=None if intros is None else str(intros.id),
        asks=None if asking is None else str(asking.id),
        channels={str(each.id): each.name for each in _usable(guild)},
        organizers_channel=None if desk is None else str(desk.id),
    )


def _events_channel(guild: discord.Guild, wanted: str, known: str | None) -> discord.TextChannel | None:
    """The channel with this name or id, else the one that is `known` from before, else the system channel, or the first."""
    found = _named_channel(guild, wanted) or (None if known is None else _named_channel(guild, known))
    if found is not None:
        return found
    usable = _usable(guild)
    return guild.system_channel if guild.system_channel in usable else next(iter(usable), None)


def _named_channel(guild: discord.Guild, wanted: str) -> discord.TextChannel | None:
    """The channel with this name or id, where we may post."""
    return next((each for each in _usable(guild) if wanted in (str(each.id), each.name)), None)


def _usable(guild: discord.Guild) -> list[discord.TextChannel]:
    mine = guild.me
    return [each for each in guild.text_channels if mine is None or each.permissions_for(mine).send_messages]
