"""Slash commands about asks and offers, by their full names."""

from __future__ import annotations

from bot.asks import actions
from cogs.slack.verbs import UseCase, Verb


def _notify(text: str) -> UseCase:
    switch, words = actions.read_switch(text)
    return lambda app, call: actions.notify(app, call, switch=switch, words=words)


VERBS = {
    "ask": Verb(opens=actions.open_ask),
    "offer": Verb(opens=actions.open_offer),
    "notify asks": Verb(runs=_notify),
}
