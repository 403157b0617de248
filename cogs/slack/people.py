"""Slash commands about people and help, by their full names."""

from __future__ import annotations

from bot.people import actions, finding, linking, meeting
from bot.people.model import Account
from cogs.slack.verbs import UseCase, Verb


def _help(_text: str) -> UseCase:
    return actions.show_help


def _find(text: str) -> UseCase:
    return lambda app, call: finding.find_people(app, call, text=text)


def _met(text: str, person: Account | None) -> UseCase:
    return lambda app, call: meeting.say_met(app, call, person=person, text=text)


def _link(text: str) -> UseCase:
    return lambda app, call: linking.link(app, call, code=text)


def _unlink(_text: str) -> UseCase:
    return linking.ask_unlink


VERBS = {
    "intro": Verb(route="intro:write"),
    "people": Verb(runs=_find),
    "people find": Verb(runs=_find),
    "met": Verb(about=_met),
    "link": Verb(runs=_link),
    "unlink": Verb(runs=_unlink),
    "hallway": Verb(runs=_help),
    "hallway help": Verb(runs=_help),
}
