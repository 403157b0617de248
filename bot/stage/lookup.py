"""Which stage is meant where nobody says it by a button. Parts of transactions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.app import Call
from bot.chat.replies import Refusal
from bot.events.lookup import find_event, upcoming
from bot.events.model import Event
from bot.ports import Tx
from bot.stage import texts

EARLY = timedelta(hours=3)  # a stage that is opened so long before its event is asked about first
LONG_OVER = timedelta(hours=6)  # a stage is not opened any more so long after its event


def meant(tx: Tx, call: Call, text: str) -> Event:
    """The event that is named; else the one whose stage is open, else the one that is on or about to begin, else one that
    has just ended and whose stage was closed too early, else the next one with a line-up.
    """
    live = [event for run in tx.stages.live(call.space.community) if (event := tx.events.get(run.event)) is not None]
    ahead = upcoming(tx, call)
    lately = [each for each in tx.events.upcoming(call.space.community, call.at - LONG_OVER) if each.over(call.at)]
    if text.strip():
        others = (each for each in (*ahead, *reversed(lately)) if each not in live)
        return find_event(tx, call, text, among=[*live, *others], route="stage:pick")
    with_lineup = [each for each in ahead if tx.talks.lineup(each.id).items]
    soon = [each for each in with_lineup if each.plan.starts_at - call.at <= EARLY]
    unfinished = [each for each in reversed(lately) if _unfinished(tx, each)]
    if found := (*live, *soon, *unfinished, *with_lineup):
        return found[0]
    raise Refusal(texts.NO_LINEUP(event=ahead[0].title) if ahead else texts.NO_EVENT)


def _unfinished(tx: Tx, event: Event) -> bool:
    """Whether its stage was open, and somebody has not been on."""
    run = tx.stages.run(event.id)
    talks = (each for each in tx.talks.lineup(event.id).items if each.talk is not None)
    return run is not None and bool(run.turns) and not all(run.has_spoken(each.id) for each in talks)


def live_event(tx: Tx, call: Call) -> Event | Sequence[Event]:
    """The event whose stage is open; all of them where several are."""
    runs = tx.stages.live(call.space.community)
    events = [event for run in runs if (event := tx.events.lock(run.event)) is not None]
    if not events:
        raise Refusal(texts.NOT_LIVE)
    return events[0] if len(events) == 1 else events
