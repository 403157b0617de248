"""How we come to a workspace, and the channels that we find in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.people.actions import Arrival
from bot.people.model import Platform
from cogs.slack.messenger import next_cursor


@dataclass(frozen=True, slots=True)
class Door:
    """How we come to Slack. `channel` is the name or id of the channel for events, `intros` of the one where people introduce
    themselves, `asks` of the one for asks and offers (none is that for events), `organizers` the ids of people who are
    organizers without being workspace admins. `base_url` leads somewhere else than to Slack: to the sandbox, where `proxy`
    is off, so that slack_sdk takes none from the environment.
    """

    bot_token: str
    app_token: str
    channel: str = "events"
    organizers: frozenset[str] = frozenset()
    base_url: str = AsyncWebClient.BASE_URL
    proxy: bool = True
    intros: str = "introductions"
    asks: str = ""
    organizers_channel: str = "organizers"


async def look_around(client: AsyncWebClient, door: Door, team: str, name: str, *, known: str | None) -> Arrival:
    """What we find in a workspace: the channels that are wanted, and those that we are in; `known` is the one for events
    from before.
    """
    channel = await _events_channel(client, door.channel, known=known)
    intros = await _named_channel(client, door.intros)
    asking = await _named_channel(client, door.asks) if door.asks else None
    desk = await _named_channel(client, door.organizers_channel)
    ours = {each["id"]: each["name"] async for each in _channels(client) if _is_open(each)}
    return Arrival(
        Platform.SLACK,
        team,
        name,
        channel,
        intros=intros,
        asks=asking,
        channels=ours,
        organizers_channel=desk,
    )


async def _events_channel(client: AsyncWebClient, wanted: str, known: str | None) -> str | None:
    """The channel with this name or id, joined if need be; else the one that is `known` from before, else one that we are
    in, `general` last.
    """
    if (named := await _named_channel(client, wanted)) is not None:
        return named
    mine = [
        (each["id"] != known, bool(each.get("is_general")), each["id"])
        async for each in _channels(client)
        if each.get("is_member")
    ]
    return min(mine)[2] if mine else None


async def _named_channel(client: AsyncWebClient, wanted: str) -> str | None:
    """The channel with this name or id, joined if need be."""
    async for each in _channels(client):
        if wanted.lstrip("#") in (each["id"], each["name"]):
            if not each.get("is_member"):
                await client.conversations_join(channel=each["id"])
            found: str = each["id"]
            return found
    return None


def _is_open(channel: dict[str, Any]) -> bool:
    """A public channel that we are in."""
    return bool(channel.get("is_member")) and not channel.get("is_private")


async def _channels(client: AsyncWebClient) -> AsyncIterator[dict[str, Any]]:
    cursor = ""
    while True:
        page = await client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=200, cursor=cursor
        )
        for each in page["channels"]:
            yield each
        if not (cursor := next_cursor(page)):
            return
