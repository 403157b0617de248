"""Discord's own list of events, at the top of a server: each event once, however often it is tried."""

from __future__ import annotations

from datetime import datetime, timedelta

import discord

from bot.chat import limits
from bot.chat.typed import one_line
from bot.delivery.model import Listing
from bot.ports import Busy
from cogs.discord.render import quoted

_NAME, _PLACE, _DESCRIPTION = 100, 100, 1000  # characters that Discord takes
_CLOCKS_DIFFER = timedelta(minutes=5)
_LIST_FULL = 30038
_LIST_FULL_SECONDS = 6 * 3600.0  # until some event of theirs may have ended


async def list_event(client: discord.Client, guild_id: int, listing: Listing, *, since: datetime | None) -> str | None:
    """Put an event into a server's list, or change what is there; its id, `None` for what is cancelled and not there.

    What organizers took out stays out.

    Raises Busy while we are not in the server or its list is full, and what discord.py raises.
    """
    if (guild := client.get_guild(guild_id)) is None:
        # As just after connecting; or for good, where we were taken out: hence the growing pauses.
        raise Busy(f"server {guild_id} is not at hand")
    if listing.external is not None:
        return await _change(guild, listing, int(listing.external))
    me = client.user.id if client.user else 0
    if since is not None and (found := await _find(guild, listing, me, since)) is not None:
        return await _change(guild, listing, found.id)
    return None if listing.cancelled else await _enter(guild, listing)


async def _enter(guild: discord.Guild, listing: Listing) -> str:
    try:
        entered = await guild.create_scheduled_event(
            name=_name(listing),
            description=_description(listing),
            location=_place(listing),
            start_time=listing.starts_at,
            end_time=listing.ends_at,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
        )
    except discord.HTTPException as refused:
        if refused.code == _LIST_FULL:
            raise Busy("the server's list of events is full", after=_LIST_FULL_SECONDS) from refused
        raise
    return str(entered.id)


async def _change(guild: discord.Guild, listing: Listing, number: int) -> str:
    try:
        there = await guild.fetch_scheduled_event(number)
    except discord.NotFound:
        return str(number)
    if there.status not in (discord.EventStatus.scheduled, discord.EventStatus.active):
        return str(number)
    if listing.cancelled:
        await (there.cancel() if there.status is discord.EventStatus.scheduled else there.end())
        return str(number)
    # Discord takes no new start for an event that has begun, and asks for both times when one changes.
    moved = there.start_time != listing.starts_at and there.status is discord.EventStatus.scheduled
    await there.edit(
        name=_name(listing),
        description=_description(listing),
        location=_place(listing),
        start_time=listing.starts_at if moved else discord.utils.MISSING,
        end_time=listing.ends_at,
    )
    return str(number)


async def _find(guild: discord.Guild, listing: Listing, me: int, since: datetime) -> discord.ScheduledEvent | None:
    """What an earlier attempt left in the list: ours, with our mark, made since then or just like what is to be shown.

    The mark alone is not enough: a database that was begun anew counts its events from 1 again.
    """
    for each in await guild.fetch_scheduled_events(with_counts=False):
        ours = each.creator_id == me and (each.description or "").endswith(listing.mark)
        alike = each.name == _name(listing) and each.start_time == listing.starts_at
        if ours and (alike or discord.utils.snowflake_time(each.id) > since - _CLOCKS_DIFFER):
            return each
    return None


def _name(listing: Listing) -> str:
    """Discord shows names and places as they are, and a description as markdown."""
    return limits.clip(one_line(listing.title), _NAME)


def _place(listing: Listing) -> str:
    return limits.clip(one_line(listing.place), _PLACE)


def _description(listing: Listing) -> str:
    room = _DESCRIPTION - len(listing.mark) - 2
    lines = quoted(listing.description, room).splitlines() if listing.description else []
    return "\n".join([*(each.removeprefix("> ") for each in lines), *([""] if lines else []), listing.mark])
