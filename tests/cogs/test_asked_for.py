"""What we ask the platforms for is what the code uses, and no more: its calls are walked and compared."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import discord
from slack_sdk.web.async_client import AsyncWebClient

from cogs.discord.invite import PERMISSIONS, SCOPES, application_of, invite_address
from cogs.slack.manifest import BOT_EVENTS, BOT_SCOPES, manifest, slash_commands

COGS = Path(__file__).parents[2] / "cogs"
# From Slack's pages of these methods; a conversation's kind decides which of its scopes counts.
SLACK_SCOPES: dict[str, set[str]] = {
    "apps_connections_open": set(),  # the app-level token's
    "auth_test": set(),
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_join": {"channels:join"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_update": set(),
}
# What a conversation of several people needs besides; written down where somebody opens one.
GROUPS = {"mpim:write", "mpim:history"}
EVENT_SCOPES = {
    "team_join": {"users:read"},
    "user_change": {"users:read"},
    "app_home_opened": set[str](),
    "member_joined_channel": {"channels:read", "groups:read"},
}
DISCORD_PERMISSIONS: dict[str, set[str]] = {
    "send": {"read_messages", "send_messages"},
    "history": {"read_messages", "read_message_history"},
    "create_scheduled_event": {"create_events"},
    "edit_scheduled_event": {"manage_events"},
    "create_thread": {"create_private_threads", "send_messages_in_threads"},
    "add_reaction": {"add_reactions"},
    "pin": {"pin_messages"},
    "AllowedMentions": {"mention_everyone"},  # ours names everyone where an announcement is to ping them
}


def called(folder: Path) -> Iterator[str]:
    """The name of every method that is called in this folder."""
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node.func.attr


def test_slack_is_asked_for_the_scopes_of_the_methods_that_are_called() -> None:
    web_api = {name for name, _ in inspect.getmembers(AsyncWebClient, inspect.iscoroutinefunction) if "_" in name}
    used = {name for name in called(COGS / "slack") if name in web_api} - {"api_call"}
    assert used - SLACK_SCOPES.keys() == set(), "look up this method's scopes and write them above"
    needed = {"commands"}.union(*(SLACK_SCOPES[name] for name in used), *(EVENT_SCOPES[name] for name in BOT_EVENTS))
    assert set(BOT_SCOPES) - GROUPS == needed
    assert manifest()["oauth_config"]["scopes"]["bot"] == BOT_SCOPES
    assert sorted(BOT_SCOPES) == BOT_SCOPES


def test_slack_lists_every_command_within_its_limits() -> None:
    for each in slash_commands():
        assert 1 <= len(each["description"]) <= 2000
        assert len(each["usage_hint"]) <= 1000


def test_discord_is_asked_for_the_permissions_of_the_methods_that_are_called() -> None:
    needed: set[str] = set()
    for name in called(COGS / "discord"):
        needed |= DISCORD_PERMISSIONS.get(name, set())
    assert {name for name, wanted in PERMISSIONS if wanted} == needed


def test_the_invite_names_exactly_that() -> None:
    address = invite_address(1234)
    assert address.startswith("https://discord.com/oauth2/authorize?client_id=1234")
    assert f"permissions={PERMISSIONS.value}" in address
    assert "scope=bot+applications.commands" in address
    assert SCOPES == ("bot", "applications.commands")
    assert discord.Permissions(PERMISSIONS.value) == PERMISSIONS


def test_a_token_says_which_application_it_is_of() -> None:
    assert application_of("MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y") == 123456789012345678
    assert [application_of(each) for each in ("", "sandbox", "äöü.x", "????.x")] == [None] * 4
