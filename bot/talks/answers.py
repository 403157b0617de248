"""What a speaker answers: yes, I am on; no, I cannot; and taking a talk back. Each use case is one transaction."""

from __future__ import annotations

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Button, Card, Typed
from bot.events.model import Event, State
from bot.ports import Tx
from bot.talks import cards, texts
from bot.talks.actions import list_mine
from bot.talks.model import Item, SlotState, Spot, Talk, TalkState
from bot.talks.own import find_own, number_in, own_talk, still_alive
from bot.talks.posts import show_proposal_anew
from bot.talks.slots import confirm, free, give_up, spot_of


async def confirm_talk(app: App, call: Call, *, talk: int, event: int = 0) -> Card:
    """The speaker takes the slot that the talk was given at this event, or that is held for it."""
    return await app.store.write(_confirm, call, talk, event)


def _confirm(tx: Tx, call: Call, number: int, at: int) -> Card:
    talk, spot = own_talk(tx, call, number), spot_of(tx, number)
    title = (Typed(talk.title, strong=True),)
    if spot is None or spot.event.state is State.CANCELLED or spot.event.over(call.at):
        raise Refusal((texts.NO_SLOT if talk.state is TalkState.PLACED else texts.OFFER_GONE)(title=title))
    _require_same(talk, spot, at)
    held = spot.item.state is SlotState.HELD
    if held and spot.item.until is not None and call.at >= spot.item.until:
        raise Refusal(texts.OFFER_GONE(title=title))
    if spot.item.state is not SlotState.CONFIRMED:
        confirm(tx, spot.item, spot.event, call.at)
    return cards.taken_card(spot, call.at, held=held)


def _require_same(talk: Talk, spot: Spot, event: int) -> None:
    """Refuse a button of an older message, which asked about a slot at another event."""
    if event not in (0, spot.event.id):
        title, now_at = cards.strong(talk.title), cards.strong(spot.event.title)
        raise Refusal(texts.OTHER_SLOT(title=title, event=now_at), buttons=cards.slot_buttons(talk, spot))


async def cannot(app: App, call: Call, *, talk: int, event: int = 0) -> Card:
    """The speaker cannot at this event: the slot goes to the next in line, and the talk waits for another event."""
    return await app.store.write(_cannot, call, talk, event)


def _cannot(tx: Tx, call: Call, number: int, at: int) -> Card:
    talk = own_talk(tx, call, number)
    title = (Typed(talk.title, strong=True),)
    if (done := tx.calls.done(call.key)) is not None and (event := tx.events.get(number_in(done))) is not None:
        return _freed_card(talk, event)
    spot = spot_of(tx, number)
    if spot is None or spot.event.over(call.at):
        raise Refusal(texts.NO_SLOT(title=title))
    _require_same(talk, spot, at)
    _require_unspoken(tx, talk, spot.item)
    tx.calls.remember(call.key, str(spot.event.id), call.at)
    held = spot.item.state is SlotState.HELD
    give_up(tx, talk, spot.item, call.at)
    return cards.said(texts.PASSED(title=title), tone="quiet") if held else _freed_card(talk, spot.event)


def _require_unspoken(tx: Tx, talk: Talk, item: Item) -> None:
    """Refuse to take away what is on stage or has been; who was called and was not there may still go."""
    run = tx.stages.run(item.event)
    if run is not None and run.has_spoken(item.id):
        raise Refusal(texts.ON_STAGE_OWN(title=cards.strong(talk.title), talk=talk.id))


def _freed_card(talk: Talk, event: Event) -> Card:
    line = texts.CANNOT(event=(Typed(event.title, strong=True),), title=(Typed(talk.title, strong=True),))
    return cards.said(line, Button(texts.BUTTON_WITHDRAW, f"talk:{talk.id}:withdraw"), tone="quiet")


async def ask_withdraw(app: App, call: Call, *, talk: int) -> Card:
    """Before a talk is taken back, say what that will do."""
    return await app.store.write(lambda tx: _ask_withdraw(tx, own_talk(tx, call, talk), call))


async def ask_withdraw_named(app: App, call: Call, *, text: str = "") -> Card:
    """The same for a talk that is named; without a name, the list."""
    if not text.strip():
        return await list_mine(app, call)
    return await app.store.write(lambda tx: _ask_withdraw(tx, find_own(tx, call, text), call))


def _ask_withdraw(tx: Tx, talk: Talk, call: Call) -> Card:
    return cards.withdraw_card(still_alive(tx, talk, call), spot_of(tx, talk.id))


async def withdraw(app: App, call: Call, *, talk: int) -> Card:
    """Take a talk back: its slot goes to the next in line, and the organizers see it."""
    return await app.store.write(_withdraw, call, talk)


def _withdraw(tx: Tx, call: Call, number: int) -> Card:
    talk = own_talk(tx, call, number)
    if talk.state is not TalkState.WITHDRAWN:
        slot = tx.talks.slot(still_alive(tx, talk, call).id)
        if slot is not None:
            _require_unspoken(tx, talk, slot)
        tx.talks.stand(talk.id, TalkState.WITHDRAWN, call.at)
        if slot is not None:
            free(tx, talk, slot, call.at)
        show_proposal_anew(tx, talk.id, call.at)
    return cards.said(texts.WITHDRAWN(title=(Typed(talk.title, strong=True),)), tone="quiet")
