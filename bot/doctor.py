"""`hallway doctor`: looks at everything that has to be right before people are let in, and says what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.__main__ import Doors
from bot.checks import Check
from bot.people.model import Platform
from bot.settings import Settings
from cogs.discord.doctor import check_discord
from cogs.slack.doctor import check_slack
from storage.doctor import check_database, chosen_channels


async def examine(settings: Settings, doors: Doors) -> list[Check]:
    """Every check, in the order in which a start meets them."""
    stored = chosen_channels(settings.database)

    def channels(platform: Platform) -> dict[str, str]:
        return {external: channel for (at, external), channel in stored.items() if at is platform}

    platforms = []
    if doors.discord is not None:
        platforms.append(check_discord(doors.discord, channels(Platform.DISCORD)))
    if doors.slack is not None:
        platforms.append(check_slack(doors.slack, channels(Platform.SLACK)))
    asked = await asyncio.gather(*platforms)
    return [*_settings(settings, doors), *check_database(settings.database), *(each for one in asked for each in one)]


def _settings(settings: Settings, doors: Doors) -> list[Check]:
    if doors.discord is None and doors.slack is None:
        return [Check("settings", sentence, "see .env.example") for sentence in settings.missing()]
    half = [] if doors.slack is not None else [each for each in settings.missing() if "SLACK" in each]
    if half:
        return [Check("settings", sentence, "see .env.example") for sentence in half]
    at = " and ".join(name for name, door in (("Discord", doors.discord), ("Slack", doors.slack)) if door is not None)
    return [Check("settings", f"{settings.community} in {settings.timezone}, on {at}")]


def report(checks: Iterable[Check]) -> str:
    return "\n".join(each.line() for each in checks)
