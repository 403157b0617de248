"""The places and people that a newcomer meets: a Discord server and a Slack workspace of the same meetup."""

from __future__ import annotations

from sandbox.community import (
    CHANNELS,
    NAME,
    NEIGHBOURS_ON_DISCORD,
    NEIGHBOURS_ON_SLACK,
    ON_DISCORD,
    ON_SLACK,
    ORGANIZERS,
)
from sandbox.discord import Discord
from sandbox.slack import Slack


def settle(discord: Discord, slack: Slack, *, people: bool) -> None:
    """Make the server and the workspace; with one organizer each where there are to be no other `people`."""
    guild, team = discord.add_guild(NAME), slack.add_team(NAME)
    for name, topic in CHANNELS:
        discord.add_channel(guild, name, topic=topic)
        slack.add_channel(team, name, topic=topic)
    for name in (*ON_DISCORD, *NEIGHBOURS_ON_DISCORD):
        if people or name in ORGANIZERS:
            discord.add_member(name, guild=guild, organizer=name in ORGANIZERS)
    for name in (*ON_SLACK, *NEIGHBOURS_ON_SLACK):
        if people or name in ORGANIZERS:
            slack.add_member(name, team=team, organizer=name in ORGANIZERS)
