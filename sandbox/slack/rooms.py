"""auth.test, conversations.* other than their messages, users.*, team.info, bots.info."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sandbox.kit import SandboxError
from sandbox.slack import posting
from sandbox.slack.api import Api, ApiError, flag, need, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.kit import Json
    from sandbox.slack.world import Channel, Member, Team


def _team(api: Api, args: Json, name: str = "team_id") -> Team:
    try:
        return api.world.team(args.get(name))
    except SandboxError:
        raise ApiError("team_not_found") from None


def auth_test(api: Api, args: Json) -> Json:
    team = _team(api, args)
    return {
        "ok": True,
        "url": f"{api.base}/",
        "team": team.name,
        "user": api.world.bot.handle,
        "team_id": team.id,
        "user_id": api.world.bot.id,
        "bot_id": api.world.bot_id,
        "is_enterprise_install": False,
    }


def team_info(api: Api, args: Json) -> Json:
    team = _team(api, args, "team")
    return {"ok": True, "team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": ""}}


def bot_info(api: Api, args: Json) -> Json:
    if args.get("bot", api.world.bot_id) != api.world.bot_id:
        raise ApiError("bot_not_found")
    profile = posting.bot_profile(api, api.world.bot.team)
    return {"ok": True, "bot": {**profile, "user_id": api.world.bot.id}}


# conversations


def channel_json(api: Api, channel: Channel) -> Json:
    """A conversation as conversations.info shows it."""
    shown: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_channel": channel.kind == "channel",
        "is_group": False,
        "is_private": channel.kind != "channel",
        "context_team_id": channel.team,
        "updated": channel.created * 1000,
    }
    if partner := api.world.im_partner(channel):
        return {**shown, "user": partner, "is_user_deleted": False, "priority": 0}
    return {
        **shown,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": channel.name == "general",
        "is_member": api.world.bot.id in channel.members,
        "creator": api.world.bot.id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def list_channels(api: Api, args: Json) -> Json:
    wanted = {each.strip() for each in str(args.get("types") or "public_channel").split(",")}
    kinds = {"public_channel": "channel", "im": "im", "mpim": "mpim"}
    allowed = {kinds[each] for each in wanted if each in kinds}
    found = [each for each in api.world.channels.values() if each.kind in allowed]
    if args.get("team_id"):
        found = [each for each in found if each.team == args["team_id"]]
    if flag(args, "exclude_archived"):
        found = [each for each in found if not each.archived]
    shown, following = page(found, args)
    return {"ok": True, "channels": [channel_json(api, each) for each in shown], "response_metadata": following}


def info(api: Api, args: Json) -> Json:
    return {"ok": True, "channel": channel_json(api, api.channel(args))}


def members(api: Api, args: Json) -> Json:
    shown, following = page(list(api.channel(args).members), args)
    return {"ok": True, "members": shown, "response_metadata": following}


def _people(api: Api, args: Json) -> list[Member]:
    """The people in `users`: "U1,U2"."""
    ids = [each.strip() for each in str(need(args, "users")).split(",")]
    if any(each not in api.world.members for each in ids):
        raise ApiError("user_not_found")
    return [api.world.members[each] for each in ids]


def open_conversation(api: Api, args: Json) -> Json:
    if args.get("channel"):
        room = api.channel(args)
    else:
        people = _people(api, args)
        room = api.world.im(people[0]) if len(people) == 1 else api.world.mpim(people)
    shown = channel_json(api, room) if flag(args, "return_im") else {"id": room.id}
    return {"ok": True, "channel": shown}


def join(api: Api, args: Json) -> Json:
    channel = api.channel(args)
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    channel.members[api.world.bot.id] = None
    return {"ok": True, "channel": channel_json(api, channel)}


def create(api: Api, args: Json) -> Json:
    name = str(need(args, "name"))
    team = _team(api, args)
    if len(name) > 80 or not name.replace("-", "").replace("_", "").isalnum() or name != name.lower():
        raise ApiError("invalid_name_specials")
    if any(each.name == name and each.team == team.id for each in api.world.channels.values()):
        raise ApiError("name_taken")
    channel = api.world.add_channel(team.id, name, topic="", bot_is_member=True)
    channel.members = {api.world.bot.id: None}  # unlike a seeded one: people are invited
    return {"ok": True, "channel": channel_json(api, channel)}


def invite(api: Api, args: Json) -> Json:
    channel = api.channel(args)
    people = _people(api, args)
    if api.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    if all(each.id in channel.members for each in people):
        raise ApiError("already_in_channel")
    channel.members |= {each.id: None for each in people}
    return {"ok": True, "channel": channel_json(api, channel)}


def set_topic(api: Api, args: Json) -> Json:
    channel = api.channel(args)
    if api.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    topic = str(need(args, "topic"))
    if len(topic) > 250:
        raise ApiError("too_long")
    channel.topic = topic
    return {"ok": True, "channel": channel_json(api, channel)}


# people


def user_json(api: Api, member: Member) -> Json:
    """A person as users.info shows them."""
    offset = datetime.now(UTC).astimezone(ZoneInfo(member.tz)).utcoffset()
    return {
        "id": member.id,
        "team_id": member.team,
        "name": member.handle,
        "deleted": False,
        "color": "9f69e7",
        "real_name": member.name,
        "tz": member.tz,
        "tz_label": member.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {
            "real_name": member.name,
            "real_name_normalized": member.name,
            "display_name": member.name,
            "display_name_normalized": member.name,
            "first_name": member.name.split(" ")[0],
            "last_name": member.name.partition(" ")[2],
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": "",
            "team": member.team,
            **({"bot_id": api.world.bot_id, "api_app_id": api.world.app_id} if member.is_bot else {}),
        },
        "is_admin": member.organizer,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": 1700000000,
        "locale": "en-US",
    }


def user_info(api: Api, args: Json) -> Json:
    who = str(need(args, "user"))
    member = api.world.bot if who == api.world.bot.id else api.world.members.get(who)
    if member is None:
        raise ApiError("user_not_found")
    return {"ok": True, "user": user_json(api, member)}


def list_users(api: Api, args: Json) -> Json:
    everyone = [api.world.bot, *api.world.members.values()]
    if args.get("team_id"):
        everyone = [each for each in everyone if each.team == args["team_id"]]
    shown, following = page(everyone, args)
    people = [user_json(api, each) for each in shown]
    return {"ok": True, "members": people, "cache_ts": api.world.seconds(), "response_metadata": following}


METHODS: dict[str, Callable[[Api, Json], Json]] = {
    "auth.test": auth_test,
    "team.info": team_info,
    "bots.info": bot_info,
    "conversations.list": list_channels,
    "conversations.info": info,
    "conversations.members": members,
    "conversations.open": open_conversation,
    "conversations.join": join,
    "conversations.create": create,
    "conversations.invite": invite,
    "conversations.setTopic": set_topic,
    "users.info": user_info,
    "users.list": list_users,
}
