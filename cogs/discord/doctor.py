"""What `hallway doctor` looks at on Discord: the token, the servers, what we may do in the events channel, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord

from bot.checks import Check, check_clock
from cogs.discord.arriving import Door
from cogs.discord.invite import PERMISSIONS

_PATIENCE = 60.0
_SHOWN = {"read_messages": "view channel"}  # what Discord's settings call it
_SWITCH = "switch on Server Members Intent under Bot on the application's page in the developer portal"
_SET = "set HALLWAY_DISCORD_WELCOME=true"
_INVITE = "invite it again with the address that `hallway invite` prints"


async def check_discord(door: Door, channels: Mapping[str, str]) -> list[Check]:
    """Log in as the bot, without connecting. `channels` are those that are stored, by the server's id."""
    dates: list[str] = []
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we do not speak
    client = discord.Client(
        intents=discord.Intents.none(),
        connector=door.connector() if door.connector else None,
        http_trace=_listen(dates),
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            return await _look(client, door, channels, dates)
    except discord.LoginFailure:
        fix = "copy it anew from the developer portal into HALLWAY_DISCORD_TOKEN"
        return [Check("Discord token", "Discord does not know it", fix)]
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        said = f"no answer to read ({type(error).__name__})"
        return [Check("Discord", said, "check this machine's network and discordstatus.com")]
    finally:
        await client.close()


def _listen(dates: list[str]) -> aiohttp.TraceConfig:
    """Overhear the Date header of each answer, which discord.py does not hand on."""
    trace = aiohttp.TraceConfig()

    async def ended(_session: aiohttp.ClientSession, _context: Any, params: aiohttp.TraceRequestEndParams) -> None:
        dates.append(params.response.headers.get("Date", ""))

    trace.on_request_end.append(ended)
    return trace


async def _look(client: discord.Client, door: Door, channels: Mapping[str, str], dates: list[str]) -> list[Check]:
    await client.login(door.token)
    me = client.user
    found = [Check("Discord token", f"good; the bot is called {me}")]
    found.append(check_clock("Discord clock", dates[-1] if dates else None, datetime.now(UTC)))
    found.append(_welcome((await client.application_info()).flags, wanted=door.welcome))
    guilds = [each async for each in client.fetch_guilds(limit=20)]
    if not guilds or me is None:
        return [*found, Check("Discord server", "the bot is in none", _INVITE)]
    for each in guilds:
        guild = await client.fetch_guild(each.id)
        found.append(await _permissions(guild, me.id, door.channel, channels.get(str(each.id))))
    return found


def _welcome(flags: discord.ApplicationFlags, *, wanted: bool) -> Check:
    """Whether we hear of newcomers, which Discord allows apart from everything else; without it, it refuses to connect us."""
    allowed = flags.gateway_guild_members or flags.gateway_guild_members_limited
    if wanted and not allowed:
        fix = f"{_SWITCH}, or leave out HALLWAY_DISCORD_WELCOME"
        return Check("Discord newcomers", "it may not hear of them, so Discord refuses the connection", fix)
    if wanted:
        return Check("Discord newcomers", "it hears of them and welcomes them")
    return Check("Discord newcomers", f"they are not welcomed; to do so, {'' if allowed else _SWITCH + ', and '}{_SET}")


async def _permissions(guild: discord.Guild, me: int, usual: str, chosen: str | None) -> Check:
    """Whether we may do in the events channel what we have to: the one that setup chose, else the settings', else any."""
    about = f"Discord server {guild.name}"
    member = await guild.fetch_member(me)
    texts = [each for each in await guild.fetch_channels() if isinstance(each, discord.TextChannel)]
    named = [each for each in texts if (chosen or usual) in (str(each.id), each.name)]
    if chosen and not named:
        return Check(about, "the channel chosen for events is gone", "pick another one with /hallway setup")
    channel = next(iter([*named, *(each for each in texts if each.permissions_for(member).send_messages)]), None)
    if channel is None:
        return Check(about, "there is no channel to post in", f"make one called {usual}, and let the bot post there")
    have = channel.permissions_for(member)
    missing = [_SHOWN.get(name, name) for name, needed in PERMISSIONS if needed and not getattr(have, name)]
    if missing:
        said = f"in #{channel.name} it may not {', '.join(missing).replace('_', ' ')}"
        return Check(about, said, f"allow it in that channel's settings, or {_INVITE}")
    return Check(about, f"it may do all that it needs in #{channel.name}")
