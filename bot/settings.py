"""Every setting, read once from the environment or a `.env` file. What stands here stands in `.env.example` too."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class Settings(BaseSettings):
    """Named HALLWAY_… in the environment. Secrets never show in a log or a traceback."""

    model_config = SettingsConfigDict(env_prefix="HALLWAY_", env_file=".env", extra="ignore", env_ignore_empty=True)

    community: str = Field(default="Our meetup", description="The community's name")
    timezone: str = Field(default="UTC", description="The zone the community reads a clock in, such as Europe/Berlin")
    database: Path = Field(default=Path("hallway.db"), description="The SQLite file that holds everything")

    discord_token: SecretStr | None = Field(default=None, description="The Discord bot's token")
    discord_channel: str = Field(
        default="events", description="Name or id of the Discord channel where events are posted"
    )
    discord_asks_channel: str = Field(
        default="", description="Name or id of the Discord channel for asks and offers, if not the one for events"
    )
    discord_organizers_channel: str = Field(
        default="organizers", description="Name or id of the Discord channel where organizers read of proposals"
    )
    discord_organizer_role: str = Field(
        default="Organizers", description="Name or id of the role whose members are organizers"
    )

    discord_intros_channel: str = Field(
        default="introductions", description="Name or id of the Discord channel where people introduce themselves"
    )
    discord_welcome: bool = Field(
        default=False, description="Welcome people who join on Discord; needs the server members intent"
    )

    slack_bot_token: SecretStr | None = Field(default=None, description="The Slack bot token, xoxb-…")
    slack_app_token: SecretStr | None = Field(
        default=None, description="The Slack app-level token for Socket Mode, xapp-…"
    )
    slack_channel: str = Field(default="events", description="Name or id of the Slack channel where events are posted")
    slack_intros_channel: str = Field(
        default="introductions", description="Name or id of the Slack channel where people introduce themselves"
    )
    slack_asks_channel: str = Field(
        default="", description="Name or id of the Slack channel for asks and offers, if not the one for events"
    )
    slack_organizers_channel: str = Field(
        default="organizers", description="Name or id of the Slack channel where organizers read of proposals"
    )
    slack_organizers: str = Field(
        default="", description="Ids of organizers who are no workspace admins, with commas: U012AB,U034CD"
    )

    web_host: str = Field(default="127.0.0.1", description="The address our pages and calendars listen on")
    web_port: int | None = Field(default=None, ge=0, le=65535, description="Their port; without one there are none")
    web_url: str = Field(default="", description="The address that others reach them by: https://hallway.example.org")

    log_level: str = Field(default="INFO", description="How much to log: DEBUG, INFO, WARNING, ERROR")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise ValueError(f"{zone!r} is no time zone; write one like Europe/Berlin") from unknown
        return zone

    @field_validator("web_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and re.fullmatch(r"https?://[^\s/]+(/\S*)?", url) is None:
            raise ValueError(f"{url!r} is no address; write one like https://hallway.example.org")
        return url

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in _LEVELS:
            raise ValueError(f"{level!r} is no log level; write one of {', '.join(_LEVELS)}")
        return level.upper()

    @property
    def slack_organizer_ids(self) -> frozenset[str]:
        return frozenset(each.strip() for each in self.slack_organizers.split(",") if each.strip())

    def missing(self) -> list[str]:
        """What keeps us from starting, a sentence each; nothing when at least one platform can be reached."""
        if self.slack_bot_token and not self.slack_app_token:
            return ["HALLWAY_SLACK_APP_TOKEN is missing: Slack needs it beside HALLWAY_SLACK_BOT_TOKEN."]
        if self.slack_app_token and not self.slack_bot_token:
            return ["HALLWAY_SLACK_BOT_TOKEN is missing: Slack needs it beside HALLWAY_SLACK_APP_TOKEN."]
        if not self.discord_token and not self.slack_bot_token:
            return [
                "For Discord, set HALLWAY_DISCORD_TOKEN.",
                "For Slack, set HALLWAY_SLACK_BOT_TOKEN and HALLWAY_SLACK_APP_TOKEN.",
            ]
        return []
