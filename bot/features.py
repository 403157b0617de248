"""The one list of what Hallway does: where each button and form leads, and what each delivery shows.

Each feature says so in its `routes.py`; a platform needs one entry for all buttons and one for all forms, and both ask here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.announcements import routes as announcements
from bot.app import App, Call
from bot.asks import routes as asks
from bot.chat.replies import LATE, Refusal
from bot.chat.router import FormEntry, Opener, Router
from bot.chat.views import Button, Card, Form, Option, say
from bot.checkin import routes as checkin
from bot.coffee import routes as coffee
from bot.delivery import outbox
from bot.delivery.errands import Run
from bot.delivery.model import Delivery, ErrandKind, Kind, Later, Listing, Post, PostKind, RoomKind
from bot.events import routes as events
from bot.people import routes as people
from bot.people.model import Account
from bot.people.presence import meet
from bot.ports import Tx
from bot.privacy import routes as privacy
from bot.questions import routes as questions
from bot.recap import routes as recap
from bot.setup import routes as setup
from bot.setup.zones import find_zones
from bot.stage import routes as stage
from bot.talks import routes as talks

Press = Callable[..., Awaitable[Card]]
Compose = Callable[[Tx, Delivery, datetime], Card | Listing | Later | None]
TellOfPost = Callable[[Tx, int, datetime], None]
Tell = Callable[[Tx, Delivery, datetime], None]
ComposeRoom = Callable[[Tx, int, datetime], Card | None]
ComposePost = Callable[[Tx, Post, datetime], Card | None]
OPENING_SECONDS = 2.0
_GONE = say("I don't know this button any more. Type /hallway help to see what you can do.")
_CHANGE = "Change it"


BUTTONS: Router[Press] = Router()
OPENERS: Router[Opener] = Router()
FORMS: Router[FormEntry] = Router()
IN_PLACE: Router[str] = Router()
COMPOSE: dict[Kind, Compose] = {}
POSTS: dict[PostKind, ComposePost] = {}
ROOMS: dict[RoomKind, ComposeRoom] = {}
ERRANDS: dict[ErrandKind, Run] = {}
# Who hears of posts of a kind that could not be delivered.
TROUBLES: dict[PostKind, TellOfPost] = {**announcements.TROUBLES, **talks.TROUBLES}
# Who hears of private messages that belong to no event and could not be delivered.
LOST: dict[Kind, Tell] = {**talks.LOST}
# What a form's input may be searched in while somebody types: plain functions, so that an answer cannot be late.
SEARCHES: dict[str, Callable[[str, datetime], list[Option]]] = {"zones": find_zones}

for feature in (events, checkin, people, talks, stage, questions, recap, coffee, announcements, asks, setup, privacy):
    for pattern, press_it in feature.BUTTONS.items():
        BUTTONS.add(pattern, press_it)
    for pattern, open_it in feature.OPENERS.items():
        OPENERS.add(pattern, open_it)
    for pattern, entry in feature.FORMS.items():
        FORMS.add(pattern, entry)
    COMPOSE.update(feature.COMPOSE)
    POSTS.update(feature.POSTS)
    for pattern in getattr(feature, "IN_PLACE", ()):
        IN_PLACE.add(pattern, pattern)
    # Few features open rooms or have something to do at a time.
    ROOMS.update(getattr(feature, "ROOMS", {}))
    ERRANDS.update(getattr(feature, "ERRANDS", {}))


def compose_post(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """What the post that a delivery keeps true shows now."""
    post = tx.posts.get(delivery.subject)
    return None if post is None else POSTS[post.kind](tx, post, now)


def compose_room(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """What is said in a room when it is opened."""
    room = tx.rooms.get(delivery.subject)
    return None if room is None else ROOMS[room.kind](tx, room.subject, now)


COMPOSE[Kind.POST] = compose_post
COMPOSE[Kind.GATHERING] = compose_room


def tell_of_trouble(tx: Tx, delivery: Delivery, now: datetime) -> None:
    """Owe news of what could not be delivered: to the host of its event, or as its kind of post says."""
    outbox.tell_of_trouble(tx, delivery, now)
    post = tx.posts.get(delivery.subject) if delivery.kind is Kind.POST else None
    if post is not None and post.kind in TROUBLES:
        TROUBLES[post.kind](tx, post.subject, now)
    if delivery.kind in LOST:
        LOST[delivery.kind](tx, delivery, now)


async def press(app: App, call: Call, route: str, picked: str | None = None, person: Account | None = None) -> Card:
    """What a button or a menu leads to; `picked` is what was picked from a menu, `person` who was, where it is of people."""
    if (found := BUTTONS.find(route)) is None:
        raise Refusal(_GONE)
    more: dict[str, object] = {} if picked is None else {"picked": picked}
    if person is not None:
        more["person"] = person
    return await found.target(app, call, **found.arguments, **more)


def in_place(route: str) -> bool:
    """Whether the answer to this button takes the place of the private card that it stands on."""
    return IN_PLACE.find(route) is not None


def opens_form(route: str) -> bool:
    """Whether this button opens a form instead of answering with a card."""
    return OPENERS.find(route) is not None


async def open_form(app: App, call: Call, route: str, picked: str | None = None) -> Form | Card:
    """The form behind a button or a menu, or a card that asks something first."""
    if (found := OPENERS.find(route)) is None:
        raise Refusal(_GONE)
    more = {} if picked is None else {"picked": picked}
    opened = found.target(app, call, **found.arguments, **more)
    return await in_time(opened) if isinstance(opened, Awaitable) else opened


async def in_time(opened: Awaitable[Form | Card]) -> Form | Card:
    """A form that needs what is stored: it is read within two seconds, or refused with a word to try again."""
    try:
        async with asyncio.timeout(OPENING_SECONDS):
            return await opened
    except TimeoutError as late:
        raise Refusal(LATE) from late


async def open_draft(app: App, call: Call, *, draft: int) -> Form | Card:
    """The form that was refused, with what was typed into it."""
    kept = await app.store.read(_draft, call, draft)
    if kept is None or (found := FORMS.find(kept[0])) is None:
        raise Refusal(_GONE)
    if found.target.reopen is not None:
        return await found.target.reopen(app, call, kept[1], **found.arguments)
    return found.target.open(call, kept[1], **found.arguments)


OPENERS.add("draft:{draft:int}", open_draft)


def read_form(call: Call, route: str, answers: Mapping[str, str]) -> Callable[[App, Call], Awaitable[Card]]:
    """Read a form at once; the result does what it asks for. Raises Refusal naming the field that cannot be read."""
    if (found := FORMS.find(route)) is None:
        raise Refusal(_GONE)
    entry, wanted = found.target, found.target.read(call, answers)

    async def act(app: App, caller: Call) -> Card:
        try:
            return await entry.act(app, caller, wanted, **found.arguments)
        except Refusal as refusal:
            return await _refused(app, caller, route, answers, refusal)

    return act


async def send_form(app: App, call: Call, route: str, answers: Mapping[str, str]) -> Card:
    """Read a form and do what it asks for."""
    try:
        act = read_form(call, route, answers)
    except Refusal as refusal:
        return await _refused(app, call, route, answers, refusal)
    return await act(app, call)


async def _refused(app: App, call: Call, route: str, answers: Mapping[str, str], refusal: Refusal) -> Card:
    """The refusal of a form that is gone from the screen: what was typed is kept, behind a button to change it."""
    draft = await app.store.write(_keep_draft, call, refusal.again or route, dict(answers))
    return refusal.card(Button(_CHANGE, f"draft:{draft}", "good"))


def _keep_draft(tx: Tx, call: Call, route: str, answers: dict[str, str]) -> int:
    return tx.drafts.keep(meet(tx, call).id, route, answers, call.at)


def _draft(tx: Tx, call: Call, draft: int) -> tuple[str, dict[str, str]] | None:
    return tx.drafts.get(draft, call.who.external, call.who.platform)
