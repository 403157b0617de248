"""How a slash command on Slack is declared: the text behind its name is read here, pickers and forms do the rest."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.app import App, Call
from bot.chat.views import Card, Form
from bot.people.model import Account

UseCase = Callable[[App, Call], Awaitable[Card]]
Opener = Callable[[Call], Form | Card | Awaitable[Form | Card]]
NamedOpener = Callable[[App, Call], Awaitable[Form | Card]]
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Verb:
    """What a command does: `opens` a form, `finds` the form that its text asks for, or `runs` the use case that it does.
    One that both `finds` and `runs` does the first without a text, and the second with one.

    `route` opens the form behind a button with that route. `about` is like `runs` for a command that may mention somebody,
    which the catalog marks: it gets the text and who it is.
    """

    runs: Callable[[str], UseCase] | None = None
    opens: Opener | None = None
    finds: Callable[[str], NamedOpener] | None = None
    route: str | None = None
    about: Callable[[str, Account | None], UseCase] | None = None


def mentioned(text: str) -> str | None:
    """The id of the first person whom a command's text mentions, as Slack escapes it."""
    found = _MENTION.search(text)
    return None if found is None else found[1]


def unescaped(text: str) -> str:
    """The text as it was typed, of a command whose text Slack escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
