"""What organizers decide about proposed talks. Each use case is one transaction; a decision is made once."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Button, Card, Form, Line, Moment, Typed
from bot.delivery.model import Kind
from bot.delivery.outbox import owe_person
from bot.people.presence import meet, require_organizer
from bot.ports import Tx
from bot.talks import cards, review_cards, texts
from bot.talks.forms import open_decline_form
from bot.talks.model import Talk, TalkState, stamp
from bot.talks.notices import proposal_card
from bot.talks.own import events_ahead, number_in
from bot.talks.posts import show_proposal_anew
from bot.talks.slots import coming_event, free, place, room_at, spot_of

_COMMAND = "talk review"


async def list_open(app: App, call: Call) -> Card:
    """The proposals that wait for a decision or a slot."""

    def load(tx: Tx) -> Card:
        _organizer(tx, call)
        return review_cards.review_card(tx.talks.open(call.space.community))

    return await app.store.write(load)


async def show_picked(app: App, call: Call, *, picked: str) -> Card:
    """The proposal that was picked from a menu, with the buttons to decide."""

    def load(tx: Tx) -> Card:
        _organizer(tx, call)
        return proposal_card(tx, _known(tx, call, number_in(picked)), call.at)

    return await app.store.write(load)


async def accept(app: App, call: Call, *, talk: int, event: int = 0, picked: str = "") -> Card:
    """Give a talk a slot at an event; without one, ask which."""
    number = event or number_in(picked)
    return await app.store.write(_accept, call, talk, number) if number else await app.store.write(_pick, call, talk)


def _pick(tx: Tx, call: Call, number: int) -> Card:
    _organizer(tx, call)
    talk = _open(tx, call, number)
    return review_cards.pick_event_card(talk, [(each, room_at(tx, each)) for each in events_ahead(tx, call)])


def _accept(tx: Tx, call: Call, number: int, at: int) -> Card:
    by = _organizer(tx, call)
    talk, event = _known(tx, call, number), coming_event(tx, call, at)
    if tx.calls.done(call.key) is None:
        talk = _open(tx, call, number)
        try:
            place(tx, talk, event, by, call.at)
        except Refusal as full:
            raise Refusal(full.sentence, buttons=_ways_on(talk)) from full
        tx.calls.remember(call.key, f"talk:{talk.id}", call.at)
    if (spot := spot_of(tx, number)) is None:
        raise Refusal(_decided(tx, talk))
    line = texts.ACCEPT_DONE(
        title=cards.strong(talk.title), event=cards.strong(event.title), when=cards.on_at(spot), name=talk.name
    )
    return cards.said(line, Button(texts.BUTTON_LINEUP, f"lineup:{event.id}:show"))


def _ways_on(talk: Talk) -> tuple[Button, ...]:
    """What can be done with a talk that does not fit."""
    other = Button(texts.BUTTON_OTHER_EVENT, f"talk:{talk.id}:accept")
    if talk.state is TalkState.WAITING:
        return (other,)
    return (Button(texts.BUTTON_WAIT, f"talk:{talk.id}:wait", "good"), other)


async def keep_waiting(app: App, call: Call, *, talk: int) -> Card:
    """Keep a good talk for when a slot comes free."""
    return await app.store.write(_wait, call, talk)


def _wait(tx: Tx, call: Call, number: int) -> Card:
    by = _organizer(tx, call)
    talk = _known(tx, call, number)
    if tx.calls.done(call.key) is None:
        talk = _open(tx, call, number)
        if talk.state is TalkState.WAITING:
            raise Refusal(_decided(tx, talk))
        tx.calls.remember(call.key, f"talk:{talk.id}", call.at)
        tx.talks.decide(talk.id, TalkState.WAITING, by, call.at)
        _tell(tx, talk, Kind.TALK_WAITING, call)
    return cards.said(texts.WAIT_DONE(title=cards.strong(talk.title), name=talk.name))


async def open_decline(app: App, call: Call, values: Mapping[str, str] | None = None, *, talk: int) -> Form:
    """The form with kind words, while there is something to decide."""

    def load(tx: Tx) -> Form:
        _organizer(tx, call)
        return open_decline_form(call, values or {}, talk=_open(tx, call, talk).id)

    return await app.store.write(load)


async def decline(app: App, call: Call, reply: str, *, talk: int) -> Card:
    """Decline a talk, and owe its speaker the organizer's words."""
    return await app.store.write(_decline, call, talk, reply)


def _decline(tx: Tx, call: Call, number: int, reply: str) -> Card:
    by = _organizer(tx, call)
    talk = _known(tx, call, number)
    if tx.calls.done(call.key) is None:
        talk = _open(tx, call, number)
        tx.calls.remember(call.key, f"talk:{talk.id}", call.at)
        tx.talks.decide(talk.id, TalkState.DECLINED, by, call.at, reply=reply)
        if (held := tx.talks.slot(talk.id)) is not None:
            free(tx, talk, held, call.at)
        _tell(tx, talk, Kind.TALK_DECLINED, call)
    return cards.said(texts.DECLINE_DONE(title=cards.strong(talk.title), name=talk.name), tone="quiet")


# --- Shared ----------------------------------------------------------------------------------------------------------


def _tell(tx: Tx, talk: Talk, kind: Kind, call: Call) -> None:
    key = f"talk:{talk.id}:{kind.value}:{stamp(call.at)}"
    owe_person(tx, talk.speaker, kind, talk.id, key=key, due_at=call.at)
    show_proposal_anew(tx, talk.id, call.at)


def _organizer(tx: Tx, call: Call) -> int:
    """The organizer who calls; refuses everybody else."""
    member = meet(tx, call)
    require_organizer(call, member, _COMMAND)
    return member.id


def _known(tx: Tx, call: Call, number: int) -> Talk:
    talk = tx.talks.get(number)
    if talk is None or talk.community != call.space.community:
        raise Refusal(texts.NO_SUCH_PROPOSAL)
    return talk


def _open(tx: Tx, call: Call, number: int) -> Talk:
    """A talk that still waits for a decision or a slot; refuses one that was decided, with who and when."""
    talk = _known(tx, call, number)
    if not talk.open:
        raise Refusal(_decided(tx, talk))
    return talk


def _decided(tx: Tx, talk: Talk) -> Line:
    title = (Typed(talk.title, strong=True),)
    if talk.decision is None and talk.state is TalkState.WAITING:
        return texts.WAITING_ANYWAY(title=title)
    spot = spot_of(tx, talk.id)
    if talk.decision is None and spot is not None:
        return texts.TAKEN_ALREADY(name=talk.name, title=title, event=cards.strong(spot.event.title))
    if talk.decision is None or talk.state is TalkState.WITHDRAWN:
        return texts.WITHDRAWN_ALREADY(name=talk.name, title=title)
    when = Moment(talk.decision.at, tx.communities.get(talk.community).zone)
    if talk.state is TalkState.PLACED and spot is not None:
        return texts.ACCEPTED_ALREADY(by=talk.decision.by, title=title, event=cards.strong(spot.event.title), when=when)
    sentence = texts.WAITING_ALREADY if talk.state is TalkState.WAITING else texts.DECLINED_ALREADY
    return sentence(by=talk.decision.by, title=title, when=when)
