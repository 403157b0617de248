"""How every use case ends: its card, a refusal's sentence, or an apology with a reference that is also in the log."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.chat.views import Button, Card, Choice, Form, Line, Paragraph, Sentence, say

log = logging.getLogger("hallway")

SORRY = Sentence(
    "Something broke on my side, and I have noted it. Please try again in a minute; if it happens again, tell an"
    " organizer this reference: {reference}"
)
LATE = say("That took too long to open. Please try again.")
NOT_YET = say("I am still unpacking my things in this place. Please try again in a minute.")


class Refusal(Exception):  # noqa: N818 - it is what a person is told, not an error of the program
    """A person asked for what cannot be done. It carries the sentence they see, with an example of what would work.

    `field` names the form input it is about, where it is about one; `buttons` and `choices` offer ways on. `again` is the
    route by which the same answers of a form can be sent again, where it is another than before.
    """

    def __init__(
        self,
        sentence: Line,
        *,
        field: str | None = None,
        choices: tuple[Choice, ...] = (),
        buttons: tuple[Button, ...] = (),
        again: str | None = None,
    ) -> None:
        super().__init__(" ".join(getattr(span, "text", "…") for span in sentence))
        self.sentence = sentence
        self.field = field
        self.choices = choices
        self.buttons = buttons
        self.again = again

    def card(self, *more: Button) -> Card:
        """The private card that says it."""
        row = (*self.buttons, *more)
        return Card(
            tone="bad",
            blocks=(Paragraph(self.sentence),),
            choices=self.choices,
            buttons=(row,) if row else (),
        )


T = TypeVar("T")


async def settle(key: str, work: Callable[[], Awaitable[Card]]) -> Card:
    """Run a use case and turn whatever comes of it into the card that the person sees.

    `key` names the call in the log, without private text. Nothing is raised but on cancellation.
    """
    try:
        return await work()
    except Refusal as refusal:
        return refusal.card()
    except Exception:  # noqa: BLE001 - the one place where a use case's failure ends, said and logged
        return apology(key).card()


async def settle_form(key: str, work: Callable[[], Form | Card | Awaitable[Form | Card]]) -> Form | Card:
    """The same for what opens a form: the form, or the card that asks something first or says why not."""
    try:
        opened = work()
        return await opened if isinstance(opened, Awaitable) else opened
    except Refusal as refusal:
        return refusal.card()
    except Exception:  # noqa: BLE001 - as in settle()
        return apology(key).card()


def settle_now(key: str, work: Callable[[], T]) -> T | Refusal:
    """The same for what is read at once, such as a form's answers: the result, or the refusal to show."""
    try:
        return work()
    except Refusal as refusal:
        return refusal
    except Exception:  # noqa: BLE001 - as in settle()
        return apology(key)


def apology(key: str) -> Refusal:
    """What to say about the exception that is being handled, which is logged under the same reference."""
    reference = secrets.token_hex(4)
    log.error("call %s failed; reference %s", key, reference, exc_info=sys.exception())
    return Refusal(SORRY(reference=reference))
