"""The slash command about what goes out."""

from __future__ import annotations

from bot.upcoming import actions
from cogs.slack.verbs import UseCase, Verb


def _upcoming(_text: str) -> UseCase:
    return actions.show_upcoming


VERBS = {"upcoming": Verb(runs=_upcoming)}
