"""Who met whom: saying so, agreeing, and hearing how to keep in touch."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number, one_line
from bot.chat.views import Card, Option
from bot.delivery.model import Delivery, Kind
from bot.delivery.outbox import owe_person
from bot.events.model import Event
from bot.people import meeting_cards as cards
from bot.people import texts
from bot.people.intro_cards import name_of
from bot.people.meeting_model import (
    ASKED_FOR,
    MOST_ASKED_A_DAY,
    STILL_THERE,
    Connection,
    Meeting,
    Outcome,
    settle_meeting,
)
from bot.people.model import Account, Known, Platform
from bot.people.presence import meet
from bot.ports import Tx

_SEVERAL = 25
_SHOWN = 60


async def say_met(app: App, call: Call, *, person: Account | None = None, text: str = "") -> Card:
    """That the caller met somebody: the `person` they named, else whoever is called `text`, else ask whom they mean."""
    if person is not None:
        return await app.store.write(_say_met_account, call, person)
    if not one_line(text):
        return cards.whom_card()
    return await app.store.write(_say_met_named, call, one_line(text).removeprefix("@"))


async def say_met_member(app: App, call: Call, *, member: int = 0, picked: str = "", event: int | None = None) -> Card:
    """The same for a member of a button or a menu."""
    return await app.store.write(_say_met, call, member or number(picked), event)


async def answer_met(app: App, call: Call, *, connection: int, answer: str) -> Card:
    """What the other one answers to it."""
    return await app.store.write(_answer_met, call, connection, answer)


async def suggest_people(app: App, call: Call, text: str) -> list[Option]:
    """Members whose name fits what was typed so far, for autocomplete; the value is the name."""

    def load(tx: Tx) -> list[Option]:
        people = tx.members.named(call.space.community, one_line(text).removeprefix("@"), most=_SEVERAL)
        return [Option(each.name, each.name[:100]) for each in people]

    return await app.store.read(load)


def _say_met_account(tx: Tx, call: Call, person: Account) -> Card:
    if person.bot:
        raise Refusal(texts.MET_BOT(name=person.name))
    other = tx.members.know(call.space.community, person, call.space.id, call.at)
    return _say_met(tx, call, other, None)


def _say_met_named(tx: Tx, call: Call, text: str) -> Card:
    fitting = tx.members.named(call.space.community, text, most=_SEVERAL)
    exact = [each for each in fitting if each.name.casefold() == text.casefold()] or fitting
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    if not exact:
        raise Refusal(texts.MET_NOBODY(text=shown))
    if len(exact) > 1:
        raise Refusal(texts.MET_SEVERAL(text=shown), choices=(cards.which_one(exact),))
    return _say_met(tx, call, exact[0].member, None)


def _say_met(tx: Tx, call: Call, wanted: int, event: int | None) -> Card:
    member, other = meet(tx, call), tx.members.known(wanted)
    if other is None or other.community != member.community:
        raise Refusal(texts.MET_UNKNOWN)
    if other.member == member.id:
        raise Refusal(texts.MET_SELF)
    known = tx.connections.between(member.id, other.member)
    match settle_meeting(known, member.id):
        case Outcome.ASK:
            _ask(tx, call, member.id, other, event)
            return cards.asked_card(other)
        case Outcome.CONNECT if known is not None:
            _connect(tx, known, call.at)
        case Outcome.WAIT:
            # The very press that asked, told twice, is not told that it had asked before.
            asked_now = known is not None and tx.calls.done(call.key) == f"met:{known.id}"
            return cards.asked_card(other) if asked_now else cards.waiting_card(other)
    return _met_card(tx, member.id, other.member, call.space.platform)


def _ask(tx: Tx, call: Call, member: int, other: Known, event: int | None) -> None:
    if tx.connections.asked_since(member, call.at - timedelta(days=1)) >= MOST_ASKED_A_DAY:
        raise Refusal(texts.MET_TOO_MANY(limit=MOST_ASKED_A_DAY, name=name_of(other)))
    at = event or tx.answers.shared(member, other.member, call.at, over_since=call.at - STILL_THERE)
    asked = tx.connections.ask(member, other.member, call.at, event=at)
    if tx.calls.done(call.key) is None:
        tx.calls.remember(call.key, f"met:{asked.id}", call.at)
    key, late = f"did you meet:{asked.id}", call.at + ASKED_FOR
    owe_person(tx, other.member, Kind.DID_YOU_MEET, asked.id, key=key, due_at=call.at, late_at=late)


def _connect(tx: Tx, known: Connection, now: datetime) -> None:
    """Both say so: keep the moment, and owe the news to the one who asked."""
    tx.connections.settle(known.id, Meeting.MET, now)
    owe_person(tx, known.asker, Kind.YOU_MET, known.id, key=f"you met:{known.id}", due_at=now, late_at=now + ASKED_FOR)


def tell_both(tx: Tx, connection: int, now: datetime) -> None:
    """Two who asked each other, with accounts that we did not know to be theirs: both hear the news."""
    if (known := tx.connections.get(connection)) is not None:
        for member in (known.low, known.high):
            key, late = f"you met:{known.id}:{member}", now + ASKED_FOR
            owe_person(tx, member, Kind.YOU_MET, known.id, key=key, due_at=now, late_at=late)


def _answer_met(tx: Tx, call: Call, asked: int, answer: str) -> Card:
    member, known = meet(tx, call), tx.connections.get(asked)
    if known is None or member.id not in (known.low, known.high) or member.id == known.asker:
        raise Refusal(texts.MET_UNKNOWN)
    if answer != "yes":
        if known.state is not Meeting.DECLINED:
            tx.connections.settle(known.id, Meeting.DECLINED, call.at)
        return cards.declined_card()
    if known.state is not Meeting.MET:
        _connect(tx, known, call.at)
    return _met_card(tx, member.id, known.asker, call.space.platform)


def _met_card(tx: Tx, member: int, other: int, here: Platform) -> Card:
    known, person = tx.connections.between(member, other), tx.members.known(other)
    if known is None or person is None:
        raise LookupError(f"members {member} and {other} are connected in this transaction")
    return cards.met_card(person, tx.intros.of(other), _event(tx, known), here)


def _event(tx: Tx, known: Connection) -> Event | None:
    return None if known.event is None else tx.events.get(known.event)


# --- What is owed ----------------------------------------------------------------------------------------------------


def compose_question(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """The question to the other one, while it is open."""
    known = tx.connections.get(delivery.subject)
    asker = None if known is None else tx.members.known(known.asker)
    if known is None or asker is None or known.state is not Meeting.ASKED:
        return None
    return cards.did_you_meet_card(known.id, asker, tx.intros.of(asker.member), _event(tx, known))


def compose_news(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To one who asked: the other one agrees."""
    known, member = tx.connections.get(delivery.subject), tx.members.at(delivery.space, delivery.place.person or "")
    if known is None or known.state is not Meeting.MET or member not in (known.low, known.high):
        return None
    return _met_card(tx, member, known.other(member), delivery.place.platform)
