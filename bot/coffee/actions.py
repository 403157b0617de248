"""What people do with coffee matches. Each use case is one transaction that writes the fact and what it makes us owe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form
from bot.coffee import cards, texts
from bot.coffee.forms import contact_form, rhythm_values, rounds_form
from bot.coffee.leaving import leave_matches
from bot.coffee.model import Cup, Drinker, Match, Rhythm, Standing, Verdict
from bot.coffee.rounds import plan_round
from bot.people.model import Member
from bot.people.presence import meet, require_organizer
from bot.ports import Tx

_ROUNDS_SHOWN = 8
_PAUSES = {"once": Standing.ONCE, "away": Standing.AWAY}


# --- Members ---------------------------------------------------------------------------------------------------------


async def join(app: App, call: Call) -> Card:
    """Be matched from the next round on; also the way back from a break."""
    return await app.store.write(_join, call)


async def show_standing(app: App, call: Call) -> Card:
    """How a person stands, and what they can change."""
    return await app.store.write(_show_standing, call)


async def ask_pause(app: App, call: Call) -> Card:
    """Ask a person who is in how long they want to stay away."""

    def ask(tx: Tx) -> Card:
        _drinker(tx, meet(tx, call))
        return cards.pause_card()

    return await app.store.write(ask)


async def pause(app: App, call: Call, *, how: str) -> Card:
    """Leave out one round ("once"), or every round until they come back ("away")."""
    return await app.store.write(_pause, call, _PAUSES.get(how, Standing.AWAY))


async def come_back(app: App, call: Call) -> Card:
    """End a break."""
    return await app.store.write(_come_back, call)


async def leave(app: App, call: Call) -> Card:
    """Be matched no more. What was stays known, so that coming back repeats nobody."""
    return await app.store.write(_leave, call)


async def open_contact_form(app: App, call: Call) -> Form:
    """The form of a person who agrees to matches from the other side, with what they wrote before."""

    def load(tx: Tx) -> str:
        return _drinker(tx, meet(tx, call)).contact

    return contact_form({"contact": await app.store.write(load)})


def contact_draft(_call: Call, values: Mapping[str, str]) -> Form:
    """The same form with what was typed."""
    return contact_form(values)


async def cross(app: App, call: Call, contact: str) -> Card:
    """Agree to matches from the other side of the community, who are shown `contact`."""
    return await app.store.write(_keep_contact, call, contact)


async def stay_here(app: App, call: Call) -> Card:
    """Take back that agreement; the contact is deleted."""
    return await app.store.write(_keep_contact, call, "")


async def say_met(app: App, call: Call, *, match: int) -> Card:
    """They met."""
    return await app.store.write(_judge, call, match, Verdict.MET)


async def say_not_yet(app: App, call: Call, *, match: int) -> Card:
    """They did not meet, so far."""
    return await app.store.write(_judge, call, match, Verdict.NOT_YET)


async def say_never(app: App, call: Call, *, match: int, picked: str = "") -> Card:
    """Never match these two again; of a trio, ask who is meant. Nobody else learns of it."""
    return await app.store.write(_judge_never, call, match, picked)


async def say_again(app: App, call: Call, *, match: int, other: int) -> Card:
    """Undo that."""
    return await app.store.write(_judge_again, call, match, other)


# --- Organizers ------------------------------------------------------------------------------------------------------


async def show_rounds(app: App, call: Call) -> Card:
    """When rounds are drawn, with a button to change it."""
    return await app.store.write(_show_rounds, call)


async def open_rounds_form(app: App, call: Call) -> Form:
    """The form to change that, filled with what is."""

    def load(tx: Tx) -> dict[str, str]:
        require_organizer(call, meet(tx, call), "coffee rounds")
        rhythm = tx.coffee.rhythm(call.space.community)
        return {} if rhythm is None else rhythm_values(rhythm)

    return rounds_form(await app.store.write(load))


def rounds_draft(_call: Call, values: Mapping[str, str]) -> Form:
    """The same form with what was chosen."""
    return rounds_form(values)


async def keep_rounds(app: App, call: Call, rhythm: Rhythm | None) -> Card:
    """Draw rounds in this rhythm from now on, or (`None`) no more."""
    return await app.store.write(_keep_rounds, call, rhythm)


async def show_numbers(app: App, call: Call) -> Card:
    """How many are in, and what became of the last rounds."""

    def load(tx: Tx) -> Card:
        require_organizer(call, meet(tx, call), "coffee numbers")
        return cards.numbers_card(tx.coffee.numbers(call.space.community, most=_ROUNDS_SHOWN), call.zone)

    return await app.store.write(load)


# --- Transactions ----------------------------------------------------------------------------------------------------


def _join(tx: Tx, call: Call) -> Card:
    member = meet(tx, call)
    known = tx.coffee.drinker(member.id)
    if known is not None and known.standing is Standing.IN:
        # A call that is delivered twice is answered as it was the first time.
        return _standing(tx, call, member, again=tx.calls.done(call.key) is None)
    if tx.calls.done(call.key) is None:
        tx.calls.remember(call.key, "coffee:join", call.at)
        _stand(tx, call, known or Drinker(member.id, Standing.IN), Standing.IN)
    return _standing(tx, call, member, again=False)


def _show_standing(tx: Tx, call: Call) -> Card:
    return _standing(tx, call, meet(tx, call), again=False)


def _standing(tx: Tx, call: Call, member: Member, *, again: bool) -> Card:
    across = len(tx.spaces.of(call.space.community)) > 1
    drinker = tx.coffee.drinker(member.id)
    return cards.standing_card(drinker, _next_at(tx, call), call.zone, again=again, across=across)


def _pause(tx: Tx, call: Call, standing: Standing) -> Card:
    _stand(tx, call, _drinker(tx, meet(tx, call)), standing)
    return cards.paused_card(standing)


def _come_back(tx: Tx, call: Call) -> Card:
    _stand(tx, call, _drinker(tx, meet(tx, call)), Standing.IN)
    return cards.back_card(_next_at(tx, call), call.zone)


def _leave(tx: Tx, call: Call) -> Card:
    member = meet(tx, call)
    known = tx.coffee.drinker(member.id)
    if known is None:
        raise Refusal(texts.NOT_IN)
    leave_matches(tx, member.id, call.at)
    _stand(tx, call, replace(known, contact=""), Standing.LEFT)
    return cards.left_card()


def _keep_contact(tx: Tx, call: Call, contact: str) -> Card:
    drinker = _drinker(tx, meet(tx, call))
    tx.coffee.keep(call.space.community, replace(drinker, contact=contact), call.at)
    return cards.crossing_card(contact)


def _judge(tx: Tx, call: Call, number: int, verdict: Verdict) -> Card:
    match, mine = _my_match(tx, call, number)
    tx.coffee.answer(mine.id, verdict)
    others = match.others(mine.member)
    return cards.met_yes_card(others) if verdict is Verdict.MET else cards.not_yet_card(others)


def _judge_never(tx: Tx, call: Call, number: int, picked: str) -> Card:
    match, mine = _my_match(tx, call, number)
    others = match.others(mine.member)
    if len(others) > 1 and not picked:
        return cards.who_never_card(match, others)
    other = next((each for each in others if not picked or picked == str(each.member)), None)
    if other is None:
        raise Refusal(texts.NOT_YOURS)
    tx.coffee.never(mine.member, other.member, call.at)
    tx.coffee.answer(mine.id, Verdict.NEVER)
    return cards.never_card(match, other)


def _judge_again(tx: Tx, call: Call, number: int, other: int) -> Card:
    match, mine = _my_match(tx, call, number)
    found = match.of(other)
    if found is None:
        raise Refusal(texts.NOT_YOURS)
    tx.coffee.forget_never(mine.member, other)
    return cards.again_card(found)


def _show_rounds(tx: Tx, call: Call) -> Card:
    require_organizer(call, meet(tx, call), "coffee rounds")
    return _rounds(tx, call, saved=False)


def _keep_rounds(tx: Tx, call: Call, rhythm: Rhythm | None) -> Card:
    require_organizer(call, meet(tx, call), "coffee rounds")
    community = call.space.community
    if tx.calls.done(call.key) is None:
        tx.calls.remember(call.key, "coffee:rounds", call.at)
        tx.coffee.keep_rhythm(community, rhythm)
        tx.coffee.call_off(community)
        if rhythm is not None:
            plan_round(tx, community, rhythm, call.at)
    return _rounds(tx, call, saved=True)


def _rounds(tx: Tx, call: Call, *, saved: bool) -> Card:
    community = call.space.community
    joined = tx.coffee.numbers(community, most=0).joined
    return cards.rounds_card(tx.coffee.rhythm(community), _next_at(tx, call), call.zone, joined, saved=saved)


# --- Shared ----------------------------------------------------------------------------------------------------------


def _drinker(tx: Tx, member: Member) -> Drinker:
    """A person who is in, or on a break; refuses others."""
    known = tx.coffee.drinker(member.id)
    if known is None or known.standing is Standing.LEFT:
        raise Refusal(texts.NOT_IN)
    return known


def _stand(tx: Tx, call: Call, drinker: Drinker, standing: Standing) -> None:
    tx.coffee.keep(call.space.community, replace(drinker, standing=standing), call.at)


def _next_at(tx: Tx, call: Call) -> datetime | None:
    planned = tx.coffee.planned(call.space.community)
    return None if planned is None else planned.due_at


def _my_match(tx: Tx, call: Call, number: int) -> tuple[Match, Cup]:
    """A match of the person who calls, and their part in it; anybody else's does not exist for them."""
    member = meet(tx, call)
    match = tx.coffee.match(number)
    mine = None if match is None or match.community != call.space.community else match.of(member.id)
    if match is None or mine is None or not match.others(member.id):
        raise Refusal(texts.NOT_YOURS)
    return match, mine
