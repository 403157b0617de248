"""Slash commands about talks, by their full names."""

from __future__ import annotations

from bot.talks import actions, answers, lineup, review
from cogs.slack.verbs import NamedOpener, UseCase, Verb


def _mine(_text: str) -> UseCase:
    return actions.list_mine


def _edit(text: str) -> NamedOpener:
    return lambda app, call: actions.open_edit_named(app, call, text=text)


def _withdraw(text: str) -> UseCase:
    return lambda app, call: answers.ask_withdraw_named(app, call, text=text)


def _history(text: str) -> UseCase:
    return lambda app, call: actions.show_history(app, call, text=text)


def _review(_text: str) -> UseCase:
    return review.list_open


def _lineup(text: str) -> UseCase:
    return lambda app, call: lineup.show_lineup_card(app, call, text=text)


VERBS = {
    "talk": Verb(runs=_mine),
    "talk propose": Verb(route="talk:propose"),
    "talk mine": Verb(runs=_mine),
    "talk edit": Verb(finds=_edit),
    "talk withdraw": Verb(runs=_withdraw),
    "talk history": Verb(runs=_history),
    "talk review": Verb(runs=_review),
    "talk lineup": Verb(runs=_lineup),
}
