"""The steps of a run, within a transaction: each changes who is on or how long, owes what follows, and says what was done."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat.replies import Refusal
from bot.chat.views import Line, Moment, MomentStyle
from bot.events.model import Event
from bot.ports import Tx
from bot.stage import texts
from bot.stage.cards import named
from bot.stage.model import Act, Run, Turn, extended, program, resumed
from bot.stage.posts import (
    close,
    close_later,
    hold_time,
    show_lineup_anew,
    show_skipped_anew,
    show_turn,
    thank_all,
    time_turn,
)

_SPOKEN = timedelta(minutes=1)  # who was on for less, before somebody else was called, has not spoken


def open_stage(tx: Tx, event: Event, now: datetime) -> Line:
    """Put the first on, who is the first not to have been on; raises Refusal when everybody has been."""
    whole = program(event, tx.talks.lineup(event.id), _run(tx, event), now)
    waiting = [*whole.coming, *whole.skipped]
    if not waiting:
        raise Refusal(texts.ALL_BEEN_ON(event=event.title))
    tx.stages.start(event.id, now)
    close_later(tx, event, now)
    show_skipped_anew(tx, event, whole.run, now)
    return _begin(tx, event, waiting[0], now)


def next_on(tx: Tx, event: Event, run: Run, now: datetime) -> Line:
    """Whoever is on is done, and the next one is on; after the last one the stage closes."""
    return _advance(tx, event, run, now, skipped=False)


def skip(tx: Tx, event: Event, run: Run, now: datetime) -> Line:
    """Whoever is on is not here, and the next one is on. A break that is skipped is over."""
    return _advance(tx, event, run, now, skipped=True)


def _advance(tx: Tx, event: Event, run: Run, now: datetime, *, skipped: bool) -> Line:
    coming = program(event, tx.talks.lineup(event.id), run, now).coming
    if not coming:
        close(tx, event, run, now, skipped=skipped and _is_talk(run))
        thank_all(tx, event, now)
        return texts.NEWS_REHEARSED if now < event.plan.starts_at else ()
    _end(tx, event, run, now, skipped=skipped)
    return _begin(tx, event, coming[0], now)


def call(tx: Tx, event: Event, run: Run, item: int, now: datetime) -> Line:
    """Put somebody on out of turn, again if need be; whoever has hardly begun was not there."""
    whole = program(event, tx.talks.lineup(event.id), run, now)
    act = next((each for each in (*whole.coming, *whole.skipped, *whole.talks_given) if each.item == item), None)
    if act is None:
        raise Refusal(texts.NO_SUCH_ACT)
    turn = run.now_on
    _end(tx, event, run, now, skipped=turn is not None and now - turn.began_at < _SPOKEN)
    return _begin(tx, event, act, now)


def extend(tx: Tx, event: Event, run: Run, minutes: int, now: datetime) -> Line:
    turn = _on(run)
    ends = extended(run, minutes, now)
    tx.stages.last_until(turn.id, ends)
    _retime(tx, event, turn, now)
    if run.paused_at is not None:
        return texts.NEWS_MORE_PAUSED(minutes=minutes)
    return texts.NEWS_MORE(minutes=minutes, end=Moment(ends, event.plan.zone, MomentStyle.CLOCK))


def pause(tx: Tx, event: Event, run: Run, now: datetime) -> Line:
    turn = _on(run)
    if run.paused_at is None:
        tx.stages.pause(event.id, now)
        hold_time(tx, event, turn, now)
    return texts.NEWS_PAUSED


def resume(tx: Tx, event: Event, run: Run, now: datetime) -> Line:
    turn, ends = _on(run), _on(run).ends_at
    if run.paused_at is not None:
        ends = resumed(run, now)
        tx.stages.last_until(turn.id, ends)
        tx.stages.pause(event.id, None)
        _retime(tx, event, turn, now)
    if ends <= now:
        return texts.NEWS_RESUMED_OVER
    return texts.NEWS_RESUMED(end=Moment(ends, event.plan.zone, MomentStyle.CLOCK))


def pause_or_resume(tx: Tx, event: Event, run: Run, now: datetime) -> Line:
    return (pause if run.paused_at is None else resume)(tx, event, run, now)


def shut(tx: Tx, event: Event, run: Run, now: datetime) -> None:
    """Close the stage; whoever is on is done."""
    close(tx, event, run, now)
    thank_all(tx, event, now)


def _begin(tx: Tx, event: Event, act: Act, now: datetime) -> Line:
    tx.stages.pause(event.id, None)
    ends = now + timedelta(minutes=act.minutes)
    coming = program(event, tx.talks.lineup(event.id), _run(tx, event), now).coming
    deck = next((each.item for each in coming if each.talk is not None and each.item != act.item), None)
    turn = tx.stages.begin(event.id, act.item, act.talk, now, ends, deck=deck)
    show_turn(tx, event, turn, now)
    show_lineup_anew(tx, event, now)
    return texts.NEWS_BREAK(minutes=act.minutes) if act.talk is None else texts.NEWS_ON(title=named(act))


def _end(tx: Tx, event: Event, run: Run, now: datetime, *, skipped: bool) -> None:
    if run.now_on is not None:
        tx.stages.end(run.now_on.id, now, skipped=skipped and _is_talk(run))
        hold_time(tx, event, run.now_on, now)


def _retime(tx: Tx, event: Event, turn: Turn, now: datetime) -> None:
    if (fresh := tx.stages.turn(turn.id)) is not None:
        run = _run(tx, event)
        (time_turn if run.paused_at is None else hold_time)(tx, event, fresh, now)
    show_lineup_anew(tx, event, now)


def _is_talk(run: Run) -> bool:
    return run.now_on is not None and run.now_on.talk is not None


def _on(run: Run) -> Turn:
    if run.now_on is None:
        raise Refusal(texts.NOBODY_ON)
    return run.now_on


def _run(tx: Tx, event: Event) -> Run:
    run = tx.stages.run(event.id)
    if run is None:
        raise LookupError(f"event {event.id} has no stage")
    return run
