"""What `hallway doctor` looks at on Slack: both tokens, the scopes against the manifest, the events channel, the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.checks import Check, check_clock
from cogs.slack.arriving import Door
from cogs.slack.manifest import BOT_SCOPES
from cogs.slack.messenger import TROUBLE, next_cursor

_MANIFEST = "paste what `hallway manifest` prints into the app's page, then install the app again"
_NETWORK = "check this machine's network and slack-status.com"


async def check_slack(door: Door, channels: Mapping[str, str]) -> list[Check]:
    """Ask as the bot, without connecting. `channels` are those that are stored, by the workspace's id."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        bot = AsyncWebClient(door.bot_token, base_url=door.base_url, session=session)
        app = AsyncWebClient(door.app_token, base_url=door.base_url, session=session)
        if not door.proxy:
            bot.proxy = app.proxy = None
        return [*await _bot(bot, door, channels), await _app(app, door)]


async def _bot(client: AsyncWebClient, door: Door, channels: Mapping[str, str]) -> list[Check]:
    try:
        me = await client.auth_test()
        found = [
            Check("Slack bot token", f"good; the workspace is {me['team']}"),
            check_clock("Slack clock", _header(me, "date"), datetime.now(UTC)),
            _scopes(_header(me, "x-oauth-scopes")),
        ]
        return [*found, await _channel(client, channels.get(me["team_id"], door.channel))]
    except TROUBLE as trouble:
        return [_trouble("Slack bot token", trouble, "copy the bot token (xoxb-…) into HALLWAY_SLACK_BOT_TOKEN")]


async def _app(client: AsyncWebClient, door: Door) -> Check:
    try:
        await client.apps_connections_open(app_token=door.app_token)
    except TROUBLE as trouble:
        fix = "make an app-level token with connections:write, and put it into HALLWAY_SLACK_APP_TOKEN"
        return _trouble("Slack app token", trouble, fix)
    return Check("Slack app token", "good; Socket Mode can connect")


def _trouble(about: str, trouble: Exception, fix: str) -> Check:
    if isinstance(trouble, SlackApiError):
        return Check(about, f"Slack says {trouble.response.get('error')}", fix)
    return Check(about, f"no answer to read ({type(trouble).__name__})", _NETWORK)


def _header(response: AsyncSlackResponse, name: str) -> str | None:
    return next((str(value) for key, value in response.headers.items() if key.lower() == name), None)


def _scopes(told: str | None) -> Check:
    if told is None:
        return Check("Slack scopes", "Slack did not say which ones the token has")
    missing = sorted(set(BOT_SCOPES) - {each.strip() for each in told.split(",")})
    if missing:
        return Check("Slack scopes", f"missing are {', '.join(missing)}", _MANIFEST)
    return Check("Slack scopes", f"all {len(BOT_SCOPES)} that it needs")


async def _channel(client: AsyncWebClient, wanted: str) -> Check:
    """Whether we are in the events channel, or can come in."""
    cursor = ""
    while True:
        page = await client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=200, cursor=cursor
        )
        for each in page["channels"]:
            if wanted.lstrip("#") in (each["id"], each["name"]):
                inside = each.get("is_member") or not each.get("is_private")
                fix = "" if inside else f"type /invite @Hallway in #{each['name']}"
                return Check("Slack events channel", f"#{each['name']}" + ("" if inside else " is closed to it"), fix)
        if not (cursor := next_cursor(page)):
            fix = "make that channel, or pick another one with /hallway setup"
            return Check("Slack events channel", f"there is none called {wanted}", fix)
