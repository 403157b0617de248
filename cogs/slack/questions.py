"""The slash command to ask a speaker, by its full name."""

from __future__ import annotations

from bot.questions import actions
from bot.questions.forms import split_typed
from cogs.slack.verbs import NamedOpener, UseCase, Verb


def _ask(text: str) -> UseCase:
    typed, anonymous = split_typed(text)
    return lambda app, call: actions.ask(app, call, text=typed, anonymous=anonymous)


def _open(_text: str) -> NamedOpener:
    return actions.open_question


VERBS = {"question": Verb(runs=_ask, finds=_open)}
