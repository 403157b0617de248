"""The slash command about recaps, by its full name."""

from __future__ import annotations

from bot.recap import actions
from cogs.slack.verbs import UseCase, Verb


def _recap(text: str) -> UseCase:
    return lambda app, call: actions.show_recap(app, call, text=text)


VERBS = {"event recap": Verb(runs=_recap)}
