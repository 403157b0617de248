"""The way out to Discord: posts and edits, each sent once however often it is tried."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Literal

import aiohttp
import discord

from bot.chat.views import Card
from bot.delivery.model import Listing, Message, Place, Room
from bot.delivery.pace import Pace, Rate
from bot.ports import Busy, Undeliverable
from cogs.discord import listing as events_list
from cogs.discord import render

_LOOK_BACK = 2000  # messages: a busy channel's day; 100 a request
_CLOCKS_DIFFER = timedelta(minutes=5)
_MENDABLE = (50001, 50013)  # missing access, missing permissions: an admin can give them back
_MENDING_SECONDS = 300.0
_SERVER_ERROR = 500
_TOO_MANY = 429
_A_WEEK: Literal[10080] = 10080  # minutes: how long a thread stays open without a word
_FEWEST = 2
_TOO_MANY_DIRECT = 40003  # "You are opening direct messages too fast", which Discord does not answer as a rate limit
_NO_SUCH_PERSON = (10007, 10013)  # Unknown Member, Unknown User


class DiscordMessenger:
    """Sends as the bot. A message carries its mark as nonce, which Discord refuses to take twice within minutes, and
    as its container's id, by which it is found after a longer absence.
    """

    # Discord takes 5 messages in 5 seconds and channel, and 50 requests a second in all, answers to people not counted.
    pace = Pace(place=Rate(1.0, burst=4), posts=Rate(25.0, burst=10), edits=Rate(10.0, burst=5))

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, to: Place, card: Card, *, mark: int) -> Message:
        self._check()
        view = render.card(card, mark=mark)
        try:
            channel = await self._channel(to)
            mentions = discord.AllowedMentions(
                everyone=card.pings_everyone, roles=False, users=render.pinged(card), replied_user=False
            )
            sent = await channel.send(view=view, nonce=f"hallway-{mark}", allowed_mentions=mentions)
        except _TROUBLE as error:
            raise _translated(error) from error
        return Message(str(sent.channel.id), str(sent.id))

    async def find(self, to: Place, *, mark: int, since: datetime) -> Message | None:
        self._check()
        me = self._client.user
        try:
            channel = await self._channel(to)
            async for message in channel.history(limit=_LOOK_BACK, after=since - _CLOCKS_DIFFER, oldest_first=False):
                ours = me is not None and message.author.id == me.id
                if ours and any(getattr(each, "id", None) == mark for each in message.components):
                    return Message(str(message.channel.id), str(message.id))
        except _TROUBLE as error:
            raise _translated(error) from error
        return None

    async def edit(self, message: Message, card: Card) -> None:
        self._check()
        partial = self._client.get_partial_messageable(int(message.channel)).get_partial_message(int(message.id))
        try:
            await partial.edit(view=render.card(card), allowed_mentions=_NOBODY)
        except _TROUBLE as error:
            raise _translated(error) from error

    async def retract(self, message: Message) -> None:
        self._check()
        partial = self._client.get_partial_messageable(int(message.channel)).get_partial_message(int(message.id))
        try:
            await partial.delete()
        except discord.NotFound:
            return  # somebody else took it away
        except _TROUBLE as error:
            raise _translated(error) from error

    async def list_event(self, to: Place, listing: Listing, *, since: datetime | None) -> str | None:
        self._check()
        try:
            return await events_list.list_event(self._client, int(to.space), listing, since=since)
        except discord.Forbidden as error:
            # It may be mended, but nothing waits for it: it is said to the host, and tried again with the next change.
            raise Undeliverable(f"Discord {error.status} {error.code}") from error
        except _TROUBLE as error:
            raise _translated(error) from error

    def _check(self) -> None:
        if self._client.is_closed():
            raise Busy("not connected to Discord")

    async def gather(self, room: Room, *, again: bool) -> str:
        """A private thread in the events channel, found again by its title. People who have left the server are left out;
        with fewer than two there is no conversation. Nor is there without the permission: people need not wait for it.
        """
        self._check()
        try:
            inside = await self._client.fetch_channel(int(room.inside or 0))
            if not isinstance(inside, discord.TextChannel):
                raise Undeliverable(f"Discord opens no private thread in {room.inside}")
            thread = await self._thread(inside, room.title) if again else None
            if thread is None:
                thread = await inside.create_thread(
                    name=room.title,
                    type=discord.ChannelType.private_thread,
                    auto_archive_duration=_A_WEEK,
                    invitable=False,
                )
            there = [await _take_in(thread, person) for person in room.people]
            if sum(there) < _FEWEST:
                await thread.edit(archived=True)
                raise Undeliverable("too few of them are on this server any more")
        except discord.Forbidden as forbidden:
            raise Undeliverable(f"Discord lets us open no private thread: {forbidden.text[:200]}") from forbidden
        except _TROUBLE as error:
            raise _translated(error) from error
        return str(thread.id)

    async def _thread(self, inside: discord.TextChannel, title: str) -> discord.Thread | None:
        """Our open thread with this title."""
        me = self._client.user
        return next(
            (
                each
                for each in await inside.guild.active_threads()
                if each.name == title and each.parent_id == inside.id and me is not None and each.owner_id == me.id
            ),
            None,
        )

    async def _channel(self, to: Place) -> discord.abc.Messageable:
        if to.person is None:
            return self._client.get_partial_messageable(int(to.channel or 0))
        return await self._client.create_dm(discord.Object(int(to.person)))


async def _take_in(thread: discord.Thread, person: str) -> bool:
    """Take a person into a thread; False for one who is not on the server any more."""
    try:
        await thread.add_user(discord.Object(int(person)))
    except discord.NotFound as gone:
        if gone.code in _NO_SUCH_PERSON:
            return False
        raise
    return True


_NOBODY = discord.AllowedMentions.none()


_TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError)


def _translated(error: Exception) -> Exception:
    """What Discord said, as the core understands it: not now, or never."""
    if not isinstance(error, discord.HTTPException):
        return Busy(f"no connection to Discord: {error!r}")
    why = f"Discord {error.status} {error.code}: {error.text[:200]}"
    if error.status >= _SERVER_ERROR or error.status == _TOO_MANY:
        return Busy(why)
    if error.status == HTTPStatus.UNAUTHORIZED or error.code in (*_MENDABLE, _TOO_MANY_DIRECT):
        return Busy(why, after=_MENDING_SECONDS)
    return Undeliverable(why)
