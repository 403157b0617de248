"""Slash commands about announcements, by their full names."""

from __future__ import annotations

from bot.announcements import actions
from cogs.slack.verbs import UseCase, Verb


def _list(_text: str) -> UseCase:
    return actions.list_announcements


VERBS = {
    "announce": Verb(route="announce:new"),
    "announce new": Verb(route="announce:new"),
    "announce list": Verb(runs=_list),
}
