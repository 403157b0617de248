"""Planning and drawing rounds: the transactions that no person calls, but the clock."""

from __future__ import annotations

from datetime import datetime

from bot.chat.typed import one_line
from bot.coffee import texts
from bot.coffee.matching import Drawing, draw
from bot.coffee.model import ASK_BEFORE, FEWEST, INTRODUCED_WITHIN, LATEST, Match, Rhythm, Round, RoundState, next_round
from bot.delivery.model import Errand, ErrandKind, Kind, RoomKind
from bot.delivery.outbox import owe_person
from bot.delivery.rooms import owe_room
from bot.ports import Tx

_TITLE_NAME = 24  # of each name in a room's title; Discord has room for 100 characters in all


def plan_round(tx: Tx, community: int, rhythm: Rhythm, after: datetime, last: datetime | None = None) -> Round:
    """Plan the community's next round and owe its drawing."""
    due_at = next_round(rhythm, tx.communities.get(community).zone, after, last)
    planned = tx.coffee.plan(community, due_at)
    tx.errands.owe(ErrandKind.COFFEE_DRAW, planned.id, key=f"coffee:draw:{planned.id}", due_at=due_at)
    return planned


def draw_round(tx: Tx, errand: Errand, now: datetime) -> None:
    """Draw a round that is due: its matches, what everybody is told, and the round after it. Too late, only the latter."""
    due = tx.coffee.round(errand.subject)
    if due is None or due.state is not RoundState.PLANNED:
        return
    people = tx.coffee.people(due.community)
    too_late = now - due.due_at > LATEST
    if too_late or len(people) < FEWEST:
        tx.coffee.skip(due.id)
        _plan_following(tx, due, now)
        for alone in () if too_late else people:
            owe_rest(tx, due.id, alone.id, now)
    else:
        number = tx.coffee.last_number(due.community) + 1
        drawing = draw(people, tx.coffee.past(due.community), number, seed=due.id)
        tx.coffee.drawn(due.id, now, len(drawing.resting))
        _owe_round(tx, due, drawing, _plan_following(tx, due, now), now)
    if not too_late:
        tx.coffee.end_breaks(due.community)


def _plan_following(tx: Tx, due: Round, now: datetime) -> Round:
    rhythm = tx.coffee.rhythm(due.community)
    if rhythm is None:
        raise LookupError("a planned round has a rhythm")
    return plan_round(tx, due.community, rhythm, max(now, due.due_at), due.due_at)


def _owe_round(tx: Tx, due: Round, drawing: Drawing, following: Round, now: datetime) -> None:
    for group in drawing.groups:
        match = tx.coffee.add_match(due.id, group)
        _bring_together(tx, match, now)
        asked_at = following.due_at - ASK_BEFORE
        for cup in match.cups:
            key = f"coffee:met:{cup.id}"
            owe_person(tx, cup.member, Kind.COFFEE_MET, cup.id, key=key, due_at=asked_at, late_at=asked_at + LATEST)
    for member in drawing.resting:
        owe_rest(tx, due.id, member, now)


def owe_rest(tx: Tx, which: int, member: int, now: datetime) -> None:
    """Owe a person the word that there is nobody for them this time."""
    key = f"coffee:rest:{which}:{member}"
    owe_person(tx, member, Kind.COFFEE_REST, which, key=key, due_at=now, late_at=now + LATEST)


def _bring_together(tx: Tx, match: Match, now: datetime) -> None:
    """Owe a conversation in the space that they share; where they share none, owe each how to reach the others."""
    shared = match.shared_space()
    space = None if shared is None else tx.spaces.get(shared)
    if space is None or space.channel is None:
        introduce_apart(tx, match, now)
        return
    seats = [seat for cup in match.cups if (seat := cup.on(space.id)) is not None]
    names = ", ".join(one_line(each.name)[:_TITLE_NAME].strip() for each in seats)
    owe_room(
        tx,
        RoomKind.COFFEE,
        match.id,
        space,
        title=texts.ROOM_TITLE.format(number=match.id, names=names),
        accounts=[each.account for each in seats],
        due_at=now,
        late_at=now + INTRODUCED_WITHIN,
    )


def introduce_apart(tx: Tx, match: Match, now: datetime) -> None:
    """Owe each of them a private message about the others."""
    for cup in match.cups:
        key = f"coffee:apart:{cup.id}"
        owe_person(tx, cup.member, Kind.COFFEE_APART, cup.id, key=key, due_at=now, late_at=now + INTRODUCED_WITHIN)


def room_closed(tx: Tx, errand: Errand, now: datetime) -> None:
    """The platform did not let us open their conversation: they are introduced privately."""
    match = tx.coffee.match(errand.subject)
    if match is not None:
        introduce_apart(tx, match, now)
