"""The community that a newcomer meets: a Discord server and a Slack workspace of the same meetup."""

from __future__ import annotations

from sandbox.discord import Discord
from sandbox.slack import Slack

NAME = "Riverside Meetup"
# The first channel is where events belong.
CHANNELS = (
    ("events", "What is on, and who is coming"),
    ("general", "Everything else"),
    ("introductions", "Say hello"),
    ("organizers", "For those who run things"),
)
ON_DISCORD = ("Ana Souza", "Ben Okafor", "Chiara Rossi", "Dilan Yıldız")
ON_SLACK = ("Emma Novak", "Farid Haddad", "Grace Kim", "Hugo Lindqvist")
ORGANIZERS = ("Ana Souza", "Emma Novak")


def settle(discord: Discord, slack: Slack, *, people: bool) -> None:
    """Make the server and the workspace; with one organizer each where there are to be no other `people`."""
    guild, team = discord.add_guild(NAME), slack.add_team(NAME)
    for name, topic in CHANNELS:
        discord.add_channel(guild, name, topic=topic)
        slack.add_channel(team, name, topic=topic)
    for name in ON_DISCORD:
        if people or name in ORGANIZERS:
            discord.add_member(name, guild=guild, organizer=name in ORGANIZERS)
    for name in ON_SLACK:
        if people or name in ORGANIZERS:
            slack.add_member(name, team=team, organizer=name in ORGANIZERS)
