"""The JSON in which Discord's API shows people, guilds, roles and channels."""

from __future__ import annotations

from datetime import datetime

from sandbox.discord import permissions
from sandbox.discord.world import DM, Channel, Guild, Member, Role, User, World
from sandbox.kit import Json

LOCALE = "en-US"
DM_PERMISSIONS = permissions.EVERYONE


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def user_json(user: User) -> Json:
    shown: Json = {
        "id": user.id,
        "username": user.username,
        "global_name": None if user.bot else user.name,
        "discriminator": "0000" if user.bot else "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }
    if user.bot:
        shown["username"] = user.name
        shown["bot"] = True
    return shown


def self_json(bot: User) -> Json:
    """The bot's own account, as GET /users/@me and READY show it."""
    return user_json(bot) | {"mfa_enabled": True, "verified": True, "email": None, "locale": LOCALE, "premium_type": 0}


def member_json(member: Member) -> Json:
    return {
        "user": user_json(member.user),
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "roles": list(member.roles),
        "joined_at": iso(member.joined_at),
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def role_json(role: Role) -> Json:
    shown: Json = {
        "id": role.id,
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.bot_id is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.bot_id:
        shown["tags"] = {"bot_id": role.bot_id}
    return shown


def channel_json(channel: Channel) -> Json:
    if channel.kind == DM and channel.recipient:
        recipients = [user_json(channel.recipient)]
        return {
            "id": channel.id,
            "type": DM,
            "flags": 0,
            "last_message_id": channel.last_message_id,
            "recipients": recipients,
        }
    shown: Json = {
        "id": channel.id,
        "type": channel.kind,
        "guild_id": channel.guild_id,
        "name": channel.name,
        "parent_id": channel.parent_id,
        "last_message_id": channel.last_message_id,
        "rate_limit_per_user": channel.slowmode,
        "flags": 0,
    }
    if channel.thread:
        return shown | _thread_json(channel)
    return shown | {
        "topic": channel.topic or None,
        "position": channel.position,
        "permission_overwrites": [],
        "nsfw": False,
        "last_pin_timestamp": None,
    }


def _thread_json(channel: Channel) -> Json:
    thread = channel.thread
    if thread is None:
        return {}
    visible = sum(message.only_for is None for message in channel.messages.values())
    return {
        "owner_id": thread.owner_id,
        "message_count": visible,
        "total_message_sent": visible,
        "member_count": min(len(thread.members), 50),
        "thread_metadata": {
            "archived": thread.archived,
            "archive_timestamp": iso(thread.created_at),
            "auto_archive_duration": thread.auto_archive,
            "locked": thread.locked,
            "invitable": thread.invitable,
            "create_timestamp": iso(thread.created_at),
        },
    }


def thread_member_json(channel: Channel, user_id: str) -> Json:
    joined = channel.thread.members[user_id] if channel.thread else None
    return {"id": channel.id, "user_id": user_id, "join_timestamp": iso(joined) if joined else None, "flags": 0}


def guild_json(guild: Guild) -> Json:
    """A guild as GET /guilds/{id} shows it: without channels and members."""
    nothing = dict.fromkeys(
        (
            *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "afk_channel_id"),
            *("system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code", "rules_channel_id"),
            *("safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
        )
    )
    zeros = dict.fromkeys(
        (
            *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
            *("nsfw_level", "explicit_content_filter", "premium_tier", "premium_subscription_count"),
        ),
        0,
    )
    return {
        **nothing,
        **zeros,
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner_id,
        "application_id": None,
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "preferred_locale": LOCALE,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "features": ["COMMUNITY"],
        "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": len(guild.members),
    }


def guild_create_json(world: World, guild: Guild, *, with_members: bool) -> Json:
    """A guild as the gateway announces it. Without the members intent Discord shows the bot nobody but itself."""
    shown = guild.members.values() if with_members else [guild.members[world.bot.id]]
    channels = list(world.channels_of(guild.id))
    return guild_json(guild) | {
        "joined_at": iso(guild.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(member) for member in shown],
        "channels": [channel_json(channel) for channel in channels if not channel.thread],
        "threads": [channel_json(channel) for channel in channels if channel.thread and not channel.thread.archived],
        "guild_scheduled_events": list(guild.events.values()),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "soundboard_sounds": [],
    }


def application_json(world: World) -> Json:
    bot = world.bot
    owner = User(world.owner_id, "Owner")
    return {
        "id": bot.id,
        "name": bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": world.app_flags,
        "flags_new": str(world.app_flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_json(owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "bot": user_json(bot),
        "summary": "",
        "hook": True,
    }


def interaction_member_json(guild: Guild, member: Member) -> Json:
    return member_json(member) | {"permissions": str(guild.permissions_of(member.user.id))}


def interaction_channel_json(channel: Channel, guild: Guild | None, user: User) -> Json:
    return channel_json(channel) | {"permissions": str(guild.permissions_of(user.id) if guild else DM_PERMISSIONS)}
