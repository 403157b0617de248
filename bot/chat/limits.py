"""What a message may hold at most, by the stricter of the two platforms; from their documentation, in characters."""

from __future__ import annotations

BUTTON_LABEL = 75  # Slack 75, Discord 80
ROUTE = 100  # Discord custom_id 100, Slack action_id 255
ROW = 5  # buttons in a row: Discord 5, Slack 25
ROWS = 5  # Discord has 40 components in all; five rows stay clear of it and of a wall of buttons
OPTIONS = 25  # Discord 25, Slack 100
OPTION_LABEL = 75  # Slack 75, Discord 100
OPTION_VALUE = 100  # Discord 100, Slack 150
CHOICE_NAME = 100  # Discord's autocomplete
PICKED = 10  # roles or people in one picker: Discord 25, Slack without a limit; more are no help
PLACEHOLDER = 100  # Discord text inputs 100, Discord selects and Slack 150
URL = 512  # Discord 512, Slack 3,000
FORM_TITLE = 24  # Slack 24, Discord 45
FORM_INPUTS = 5  # Discord 5, Slack 100 blocks
INPUT_LABEL = 45  # Discord 45, Slack 2,000
HINT = 100  # Discord label description 100, Slack hint 2,000
TEXT_INPUT = 3000  # Slack 3,000, Discord 4,000
DISCORD_TEXT = 4000  # all text of one components v2 message
SLACK_HEADER = 150
SLACK_SUMMARY = 3000  # the text beside the blocks; Slack recommends at most 4,000 characters


def at_most(limit: int, text: str, what: str) -> None:
    """Raise ValueError when our own fixed `text` is longer than the limit."""
    if len(text) > limit:
        raise ValueError(f"a {what} has at most {limit} characters, not {len(text)}: {text[:40]!r}…")


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, with an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: max(0, limit - 1)].rstrip() + "…"
