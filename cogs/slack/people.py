"""Slash commands about people and help, by their full names."""

from __future__ import annotations

from bot.people import actions
from cogs.slack.verbs import UseCase, Verb


def _help(_text: str) -> UseCase:
    return actions.show_help


VERBS = {"hallway": Verb(runs=_help), "hallway help": Verb(runs=_help)}
