"""What Slack sends to the app: slash commands, clicks, forms, events, complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.slack import rooms, views

if TYPE_CHECKING:
    from sandbox.kit import Json
    from sandbox.slack.api import Api
    from sandbox.slack.views import OpenView
    from sandbox.slack.world import Channel, Member, Post

VERIFICATION = "sandbox-verification"


def slash(api: Api, member: Member, channel: Channel, command: str, text: str) -> Json:
    """A slash command, without trigger_id and response_url."""
    team = api.world.team(member.team)
    return {
        "token": VERIFICATION,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": member.id,
        "user_name": member.handle,
        "command": command,
        "text": text,
        "api_app_id": api.world.app_id,
        "is_enterprise_install": "false",
    }


def interaction(api: Api, kind: str, member: Member) -> Json:
    """What every interactive payload has in common."""
    team = api.world.team(member.team)
    return {
        "type": kind,
        "user": {"id": member.id, "username": member.handle, "name": member.handle, "team_id": team.id},
        "api_app_id": api.world.app_id,
        "token": VERIFICATION,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def on_message(channel: Channel, post: Post) -> Json:
    """Where a click was made. An ephemeral message is named, but not shown."""
    ephemeral = post.only_for is not None
    place = {"type": "message", "message_ts": post.ts, "channel_id": channel.id, "is_ephemeral": ephemeral}
    told: Json = {"container": place, "channel": {"id": channel.id, "name": channel.name}}
    return told if ephemeral else {**told, "message": post.raw}


def on_view(api: Api, view: OpenView) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": views.output(api, view)}


def event(api: Api, team: str, body: Json) -> Json:
    """The Events API's wrapper around one event."""
    by = {
        "enterprise_id": None,
        "team_id": team,
        "user_id": api.world.bot.id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": api.world.app_id,
        "event": {**body, "event_ts": api.world.new_ts()},
        "type": "event_callback",
        "event_id": api.world.new_id("Ev"),
        "event_time": api.world.seconds(),
        "authorizations": [by],
        "is_ext_shared_channel": False,
        "event_context": f"4-{api.world.app_id}",
    }


def team_join(api: Api, member: Member) -> Json:
    user = rooms.user_json(api, member)
    return event(api, member.team, {"type": "team_join", "user": user, "cache_ts": api.world.seconds()})


def member_joined_channel(api: Api, member: Member, channel: Channel) -> Json:
    body = {
        "type": "member_joined_channel",
        "user": member.id,
        "channel": channel.id,
        "channel_type": "C",
        "team": member.team,
    }
    return event(api, member.team, body)


def app_home_opened(api: Api, member: Member, home: OpenView | None) -> Json:
    body: Json = {"type": "app_home_opened", "user": member.id, "channel": api.world.im(member).id, "tab": "home"}
    if home:
        body["view"] = views.output(api, home)
    return event(api, member.team, body)
