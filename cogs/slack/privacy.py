"""Slash command about what is stored about people."""

from __future__ import annotations

from bot.privacy import actions
from cogs.slack.verbs import UseCase, Verb


def _privacy(_text: str) -> UseCase:
    return actions.show_privacy


VERBS = {"privacy": Verb(runs=_privacy)}
