"""What we ask for on Discord: the one place that names the scopes and permissions, for the invite and the doctor."""

from __future__ import annotations

import base64
import binascii

import discord

SCOPES = ("bot", "applications.commands")
# Each with what needs it; a test walks the cog's calls and compares.
PERMISSIONS = discord.Permissions(
    view_channel=True,  # to be in a channel at all
    send_messages=True,  # cards, reminders and news
    send_messages_in_threads=True,  # coffee matches talk in one
    create_private_threads=True,  # for them
    create_events=True,  # Discord's own list of our events
    mention_everyone=True,  # announcements that are to ping everyone
    read_message_history=True,  # to find a message that was sent just before a crash, instead of sending it twice
)


def invite_address(application: int) -> str:
    """The address at which whoever manages a server lets the bot in."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES)


def application_of(token: str) -> int | None:
    """The application's id, which a bot's token begins with; None where it does not."""
    first = token.partition(".")[0]
    try:
        number = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(number) if number.isdigit() else None
