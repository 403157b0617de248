"""Slash commands of the stage, by their full names."""

from __future__ import annotations

from bot.stage import actions
from cogs.slack.verbs import UseCase, Verb


def _start(text: str) -> UseCase:
    return lambda app, call: actions.start_named(app, call, text=text)


def _next(_text: str) -> UseCase:
    return actions.next_now


def _skip(_text: str) -> UseCase:
    return actions.skip_now


def _extend(text: str) -> UseCase:
    return lambda app, call: actions.extend_now(app, call, minutes=text)


def _pause(_text: str) -> UseCase:
    return actions.pause_now


def _stop(_text: str) -> UseCase:
    return actions.stop_now


def _open(text: str) -> UseCase:
    return lambda app, call: actions.open_page(app, call, text=text)


VERBS = {
    "stage start": Verb(runs=_start),
    "stage next": Verb(runs=_next),
    "stage skip": Verb(runs=_skip),
    "stage extend": Verb(runs=_extend),
    "stage pause": Verb(runs=_pause),
    "stage stop": Verb(runs=_stop),
    "stage open": Verb(runs=_open),
}
