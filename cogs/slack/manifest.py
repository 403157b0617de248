"""The Slack app's manifest, made from the catalog: what an organizer pastes into Slack's app page."""

from __future__ import annotations

from typing import Any

from bot.chat.catalog import WORDS, of_word

Json = dict[str, Any]

BOT_SCOPES = [
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "mpim:history",
    "mpim:write",
    "users:read",
]
BOT_EVENTS = ["app_home_opened", "member_joined_channel", "team_join", "user_change"]


def slash_commands() -> list[Json]:
    """Every slash command with what may follow it, as Slack lists them while somebody types."""
    return [
        {
            "command": f"/{word}",
            "description": summary,
            "usage_hint": " | ".join(each.verb for each in of_word(word) if each.verb) or of_word(word)[0].usage,
            "should_escape": any(each.mentions for each in of_word(word)),
            "subcommands": [
                {"name": each.verb, "description": each.summary, "usage_hint": each.usage}
                for each in of_word(word)
                if each.verb
            ],
        }
        for word, summary in WORDS.items()
    ]


def manifest() -> Json:
    """The complete manifest: Socket Mode, commands, interactivity, scopes, events."""
    commands = [{name: value for name, value in each.items() if name != "subcommands"} for each in slash_commands()]
    return {
        "display_information": {
            "name": "Hallway",
            "description": "Events, talks and people of our meetup",
            "background_color": "#2e4a3f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Hallway", "always_online": True},
            "slash_commands": commands,
        },
        "oauth_config": {"scopes": {"bot": BOT_SCOPES}},
        "settings": {
            "event_subscriptions": {"bot_events": BOT_EVENTS},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
