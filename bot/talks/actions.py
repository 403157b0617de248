"""What speakers do: propose a talk, see theirs, change them. Each use case is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Button, Card, Form, Option
from bot.events.forms import limited
from bot.people.presence import meet
from bot.ports import Tx
from bot.talks import cards, texts
from bot.talks.forms import proposal_form, typed
from bot.talks.model import Proposal, Spot, Talk, minutes_left
from bot.talks.own import events_ahead, find_own, number_in, own_card, own_talk, still_alive, wish_of
from bot.talks.posts import show_lineup, show_proposal, show_proposal_anew
from bot.talks.slots import spot_of

MOST_OPEN = 10


# --- Proposing -------------------------------------------------------------------------------------------------------


async def open_proposal(app: App, call: Call, values: Mapping[str, str] | None = None, *, event: int = 0) -> Form:
    """The form to propose a talk, with a menu of the events ahead; `event` is the one to begin with."""
    events = await app.store.read(events_ahead, call)
    begin = values if values is not None else {"event": str(event)}
    return proposal_form("talk:propose", begin, events)


def open_proposal_plain(_call: Call, values: Mapping[str, str]) -> Form:
    """The same form where nothing stored may be read."""
    return proposal_form("talk:propose", values, [])


async def propose(app: App, call: Call, what: Proposal) -> Card:
    """Receive a proposal, and owe it to the organizers."""
    return await app.store.write(_propose, call, what)


def _propose(tx: Tx, call: Call, what: Proposal) -> Card:
    member = meet(tx, call)
    done = tx.calls.done(call.key)
    if done is not None and (talk := tx.talks.get(number_in(done.partition(":")[2]))) is not None:
        return _received(tx, talk, any_instead=False)
    if sum(each.open for each in tx.talks.of(member.id)) >= MOST_OPEN:
        raise Refusal(texts.TOO_MANY_TALKS(limit=MOST_OPEN))
    known = what.wish is None or any(each.id == what.wish for each in events_ahead(tx, call))
    talk = tx.talks.add(call.space.community, member.id, what if known else replace(what, wish=None), call.at)
    tx.calls.remember(call.key, f"talk:{talk.id}", call.at)
    show_proposal(tx, talk, call.at)
    return _received(tx, talk, any_instead=not known)


def _received(tx: Tx, talk: Talk, *, any_instead: bool) -> Card:
    return cards.received_card(talk, wish_of(tx, talk), any_instead=any_instead)


# --- One's own talks -------------------------------------------------------------------------------------------------


async def list_mine(app: App, call: Call) -> Card:
    """One's own talks with their states; a single one at once with its buttons."""

    def load(tx: Tx) -> Card:
        talks = tx.talks.of(meet(tx, call).id)
        alive = [each for each in talks if each.alive]
        if len(talks) == 1 and alive:
            return own_card(tx, talks[0], call)
        ordered = [*alive, *(each for each in talks if not each.alive)]
        return cards.mine_card(ordered, {each.id: spot_of(tx, each.id) for each in ordered}, call.at)

    return await app.store.write(load)


async def show_mine(app: App, call: Call, *, picked: str) -> Card:
    """The talk of one's own that was picked from a menu."""
    return await app.store.write(lambda tx: own_card(tx, own_talk(tx, call, number_in(picked)), call))


async def suggest_mine(app: App, call: Call, text: str) -> list[Option]:
    """One's own talks that can still change and fit what was typed so far, for autocomplete; the value is the number."""
    wanted = one_line(text).lower()

    def load(tx: Tx) -> list[Option]:
        talks = tx.talks.of(meet(tx, call).id)
        fitting = [each for each in talks if each.alive and (wanted in each.title.lower() or wanted == str(each.id))]
        return [Option(each.title, str(each.id)) for each in fitting]

    return await app.store.write(load)


# --- Changing --------------------------------------------------------------------------------------------------------


async def open_edit(app: App, call: Call, values: Mapping[str, str] | None = None, *, talk: int) -> Form:
    """The form of one's own talk as it is; without the event where it has a slot."""

    def load(tx: Tx) -> Form:
        found = still_alive(tx, own_talk(tx, call, talk), call)
        events = None if tx.talks.slot(talk) is not None else events_ahead(tx, call)
        return proposal_form(f"talk:{talk}:edit", typed(found.what) if values is None else values, events)

    return await app.store.write(load)


async def open_edit_named(app: App, call: Call, *, text: str) -> Form | Card:
    """The same for a talk that is named in words or by number; without a name, the list."""
    if not text.strip():
        return await list_mine(app, call)
    found = await app.store.write(lambda tx: find_own(tx, call, text))
    return await open_edit(app, call, talk=found.id)


def open_edit_plain(_call: Call, values: Mapping[str, str], *, talk: int) -> Form:
    return proposal_form(f"talk:{talk}:edit", values, None)


async def edit(app: App, call: Call, what: Proposal, *, talk: int) -> Card:
    """Change a talk; one with a slot keeps it, if it still fits."""
    return await app.store.write(_edit, call, what, talk)


def _edit(tx: Tx, call: Call, what: Proposal, number: int) -> Card:
    talk = still_alive(tx, own_talk(tx, call, number), call)
    spot = spot_of(tx, talk.id)
    if spot is not None:
        what = replace(what, wish=talk.what.wish)
        _resize(tx, spot, what.minutes)
    elif what.wish is not None and all(each.id != what.wish for each in events_ahead(tx, call)):
        what = replace(what, wish=None)
    tx.talks.rewrite(talk.id, what)
    show_proposal_anew(tx, talk.id, call.at)
    if spot is not None:
        show_lineup(tx, spot.event, call.at)
    card = own_card(tx, own_talk(tx, call, number), call)
    return replace(card, title=texts.CHANGED_TITLE, tone="good")


def _resize(tx: Tx, spot: Spot, minutes: int) -> None:
    lineup, plan = tx.talks.lineup(spot.event.id), spot.event.plan
    room = spot.item.minutes + max(0, minutes_left(plan.starts_at, plan.ends_at, lineup.items, lineup.timing))
    if minutes > room:
        raise Refusal(texts.NO_ROOM_MINUTES(event=spot.event.title, left=room, minutes=minutes), field="format")
    tx.talks.resize(spot.item.id, minutes)


# --- Talks given -----------------------------------------------------------------------------------------------------


async def show_history(app: App, call: Call, *, text: str = "") -> Card:
    """The talks that one gave oneself, or those of speakers with this in their name."""
    name = one_line(text).lstrip("@")

    def load(tx: Tx) -> Card:
        community = call.space.community
        if not name:
            mine = tx.talks.given(community, "", call.at, speaker=meet(tx, call).id)
            propose = Button(texts.BUTTON_PROPOSE, "talk:propose", "good")
            return cards.history_card(mine) if mine else cards.said(texts.HISTORY_NONE, propose, tone="quiet")
        if given := tx.talks.given(community, name, call.at):
            return cards.history_card(given)
        if anybody := tx.talks.given(community, "", call.at):
            raise Refusal(texts.HISTORY_NOBODY(name=limited(name), example=anybody[0].talk.name))
        raise Refusal(texts.HISTORY_EMPTY(name=limited(name)))

    return await app.store.write(load)
