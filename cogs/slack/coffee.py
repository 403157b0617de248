"""Slash commands about coffee matches, by their full names."""

from __future__ import annotations

from bot.coffee import actions
from cogs.slack.verbs import Verb

VERBS = {
    "coffee": Verb(runs=lambda _text: actions.show_standing),
    "coffee join": Verb(runs=lambda _text: actions.join),
    "coffee pause": Verb(runs=lambda _text: actions.ask_pause),
    "coffee leave": Verb(runs=lambda _text: actions.leave),
    "coffee rounds": Verb(runs=lambda _text: actions.show_rounds),
    "coffee numbers": Verb(runs=lambda _text: actions.show_numbers),
}
