"""What organizers do with the recap of an event. Each use case is one transaction; what is posted stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.app import App, Call
from bot.chat import limits
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Button, Card, Form, Moment
from bot.events.lookup import find_event, known_event
from bot.events.model import Event, State
from bot.people.presence import known_member, meet, require_organizer
from bot.ports import Tx
from bot.recap import cards, texts
from bot.recap.forms import Added, open_recap_form
from bot.recap.model import RecapState
from bot.recap.owing import owe_recap, show_recap_anew
from bot.recap.story import post_recap, story_of

COMMAND = "event recap"


async def show_recap(app: App, call: Call, *, text: str = "", event: int = 0, picked: str = "") -> Card:
    """The recap as it will be posted; without a name, of the last event that had a line-up, or else of the next one."""

    def load(tx: Tx) -> Card:
        require_organizer(call, known_member(tx, call), COMMAND)
        events = told_of(tx, call)
        if chosen := event or number(picked):
            return _preview(tx, _told(known_event(tx, call, chosen)), call)
        if text.strip():
            return _preview(tx, _told(find_event(tx, call, text, among=events, route="recap:show")), call)
        begun = [each for each in events if each.started(call.at)]
        found = begun[:1] or events[-1:]
        return _preview(tx, found[0], call) if found else cards.no_event_card()

    return await app.store.read(load)


def told_of(tx: Tx, call: Call) -> Sequence[Event]:
    """The community's events with something to tell of, the one that begins last first."""
    found = (tx.events.get(each) for each in tx.recaps.events(call.space.community, limits.OPTIONS))
    return [each for each in found if each is not None]


async def open_edit(app: App, call: Call, values: Mapping[str, str] | None = None, *, event: int) -> Form:
    """The form with what organizers added so far."""

    def load(tx: Tx) -> Form:
        require_organizer(call, known_member(tx, call), COMMAND)
        recap = tx.recaps.of(_told(known_event(tx, call, event)).id)
        known = {"note": recap.note, "links": "\n".join(recap.recordings)}
        return open_recap_form(call, known if values is None else values, event=event)

    return await app.store.read(load)


async def edit(app: App, call: Call, added: Added, *, event: int) -> Card:
    """Keep what an organizer adds; where the recap stands already, it changes there."""
    return await app.store.write(_edit, call, added, event)


def _edit(tx: Tx, call: Call, added: Added, at: int) -> Card:
    event = _organized(tx, call, at)
    tx.recaps.save(replace(tx.recaps.of(event.id), recordings=added.recordings, note=added.note))
    owe_recap(tx, event)  # an event without a line-up may have a recap as well
    show_recap_anew(tx, event.id, call.at)
    return _preview(tx, event, call)


async def post_now(app: App, call: Call, *, event: int) -> Card:
    """Post the recap before its time, or after it."""
    return await app.store.write(_post, call, event)


def _post(tx: Tx, call: Call, at: int) -> Card:
    event = _organized(tx, call, at)
    if tx.calls.done(call.key) is not None:
        return _preview(tx, event, call)
    story = story_of(tx, event)
    if story.recap.posted_at is not None:
        raise Refusal(texts.POSTED_ALREADY(when=Moment(story.recap.posted_at, event.plan.zone)))
    if story.recap.state is RecapState.HELD:
        raise Refusal(texts.HELD_ALREADY, buttons=(Button(texts.BUTTON_UNDO, f"recap:{event.id}:undo", "good"),))
    if not event.over(call.at):
        raise Refusal(texts.NOT_OVER(title=event.title, when=Moment(event.plan.ends_at, event.plan.zone)))
    if story.empty:
        raise Refusal(texts.NOTHING_TO_POST, buttons=(Button(texts.BUTTON_EDIT, f"recap:{event.id}:edit"),))
    if post_recap(tx, story, call.at) is None:
        raise Refusal(texts.NO_CHANNEL)
    tx.calls.remember(call.key, f"event:{event.id}", call.at)
    return _preview(tx, event, call)


async def hold(app: App, call: Call, *, event: int) -> Card:
    """Decide that the recap is not posted, as long as it is not."""
    return await app.store.write(_settle, call, event, RecapState.HELD)


async def undo(app: App, call: Call, *, event: int) -> Card:
    """Let it be posted after all."""
    return await app.store.write(_settle, call, event, RecapState.PLANNED)


def _settle(tx: Tx, call: Call, at: int, state: RecapState) -> Card:
    event = _organized(tx, call, at)
    recap = tx.recaps.of(event.id)
    if recap.posted_at is not None:
        raise Refusal(texts.POSTED_ALREADY(when=Moment(recap.posted_at, event.plan.zone)))
    tx.recaps.save(replace(recap, state=state))
    return _preview(tx, event, call)


# --- Shared ----------------------------------------------------------------------------------------------------------


def _organized(tx: Tx, call: Call, at: int) -> Event:
    """The event whose recap an organizer decides on."""
    require_organizer(call, meet(tx, call), COMMAND)
    return _told(known_event(tx, call, at, lock=True))


def _told(event: Event) -> Event:
    if event.state is State.CANCELLED:
        raise Refusal(texts.EVENT_CANCELLED(title=event.title))
    return event


def _preview(tx: Tx, event: Event, call: Call) -> Card:
    others = [each for each in told_of(tx, call) if each.id != event.id]
    return cards.preview_card(story_of(tx, event), others, call.at)
