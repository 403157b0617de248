"""How a slash command on Slack is declared: the text behind its name is read here, pickers and forms do the rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.app import App, Call
from bot.chat.views import Card, Form

UseCase = Callable[[App, Call], Awaitable[Card]]
Opener = Callable[[Call], Form | Card | Awaitable[Form | Card]]
NamedOpener = Callable[[App, Call], Awaitable[Form | Card]]


@dataclass(frozen=True, slots=True)
class Verb:
    """What a command does: `opens` a form, `finds` the form that its text asks for, or `runs` the use case that it does."""

    runs: Callable[[str], UseCase] | None = None
    opens: Opener | None = None
    finds: Callable[[str], NamedOpener] | None = None
