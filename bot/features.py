"""The one list of what Hallway does: where each button and form leads, and what each delivery shows.

A platform needs one entry for all buttons and one for all forms; both ask here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.app import App, Call
from bot.chat.replies import LATE, Refusal
from bot.chat.router import Router
from bot.chat.views import Button, Card, Form, say
from bot.delivery.model import Delivery, Kind, PostKind
from bot.events import actions as events
from bot.events import notices
from bot.events.forms import read_plan
from bot.ports import Tx

Press = Callable[..., Awaitable[Card]]
Compose = Callable[[Tx, Delivery, datetime], Card | None]
OPENING_SECONDS = 2.0
_GONE = say("I don't know this button any more. Type /hallway help to see what you can do.")
_CHANGE = "Change it"


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One form: how it opens (filled with what was typed before), how it is read, and what it does.

    `open` and `read` are plain functions without I/O, so that neither can be late; `read` raises Refusal with the field
    that it is about.
    """

    open: Callable[[Call, Mapping[str, str]], Form]
    read: Callable[[Call, Mapping[str, str]], Any]
    act: Callable[[App, Call, Any], Awaitable[Card]]


FORMS: Router[FormEntry] = Router()
FORMS.add("event:create", FormEntry(events.open_event_form, read_plan, events.create_event))

BUTTONS: Router[Press] = Router()
BUTTONS.add("rsvp:{event:int}:{answer}", events.answer_event)
BUTTONS.add("event:show", events.show_picked)
BUTTONS.add("event:cancel", events.ask_cancel_picked)
BUTTONS.add("event:{event:int}:people", events.show_people)
BUTTONS.add("event:{event:int}:cancel", events.ask_cancel_picked)
BUTTONS.add("event:{event:int}:cancel:yes", events.cancel_event)

POSTS: dict[PostKind, Callable[[Tx, int, datetime], Card | None]] = {
    PostKind.EVENT: notices.card,
}


def compose_post(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """What the post that a delivery keeps true shows now."""
    post = tx.posts.get(delivery.subject)
    return None if post is None else POSTS[post.kind](tx, post.subject, now)


COMPOSE: dict[Kind, Compose] = {
    Kind.POST: compose_post,
    Kind.REMINDER: notices.reminder,
    Kind.PROMOTED: notices.promoted,
    Kind.CANCELLED: notices.called_off,
    Kind.TROUBLE: notices.trouble,
}


async def press(app: App, call: Call, route: str, picked: str | None = None) -> Card:
    """What a button or a menu leads to."""
    if (found := BUTTONS.find(route)) is None:
        raise Refusal(_GONE)
    more = {} if picked is None else {"picked": picked}
    return await found.target(app, call, **found.arguments, **more)


def opens_form(route: str) -> bool:
    """Whether this button opens a form instead of answering with a card."""
    return route.startswith("draft:")


async def open_form(app: App, call: Call, route: str) -> Form:
    """The form behind a button: what a person typed into a form that was refused, to change it."""
    number = route.partition(":")[2]
    try:
        async with asyncio.timeout(OPENING_SECONDS):
            draft = await app.store.read(_draft, call, int(number) if number.isdigit() else 0)
    except TimeoutError as late:
        raise Refusal(LATE) from late
    if draft is None or (found := FORMS.find(draft[0])) is None:
        raise Refusal(_GONE)
    return found.target.open(call, draft[1])


def read_form(call: Call, route: str, answers: Mapping[str, str]) -> Callable[[App, Call], Awaitable[Card]]:
    """Read a form at once; the result does what it asks for. Raises Refusal naming the field that cannot be read."""
    if (found := FORMS.find(route)) is None:
        raise Refusal(_GONE)
    entry, wanted = found.target, found.target.read(call, answers)
    return lambda app, caller: entry.act(app, caller, wanted)


async def send_form(app: App, call: Call, route: str, answers: Mapping[str, str]) -> Card:
    """Read a form and do what it asks for. Where it is refused, what was typed is kept, behind a button to change it."""
    try:
        return await read_form(call, route, answers)(app, call)
    except Refusal as refusal:
        draft = await app.store.write(_keep_draft, call, route, dict(answers))
        return refusal.card(Button(_CHANGE, f"draft:{draft}", "good"))


def _keep_draft(tx: Tx, call: Call, route: str, answers: dict[str, str]) -> int:
    return tx.drafts.keep(events.meet(tx, call).id, route, answers, call.at)


def _draft(tx: Tx, call: Call, draft: int) -> tuple[str, dict[str, str]] | None:
    return tx.drafts.get(draft, call.who.external, call.who.platform)
