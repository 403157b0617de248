"""Where the stage stands in public: a card for each turn, and what the room is told while time runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery.model import ErrandKind, Kind, Owed, PostKind
from bot.delivery.outbox import open_posts, refresh_posts, showing
from bot.events.model import Event
from bot.ports import Tx
from bot.stage.model import ENDS_ITSELF, WARNING_LASTS, WARNINGS, Run, Turn, program
from bot.talks.model import stamp

_DONE_LASTS = timedelta(hours=2)
_DECK_LASTS = timedelta(minutes=10)


def show_turn(tx: Tx, event: Event, turn: Turn, now: datetime) -> None:
    """Owe the card of a turn that begins in each space, and everything that follows from when its time runs out."""
    open_posts(tx, PostKind.STAGE, turn.id, tx.spaces.of(event.community), now, event=event.id)
    time_turn(tx, event, turn, now)


def time_turn(tx: Tx, event: Event, turn: Turn, now: datetime) -> None:
    """Owe the warnings of a turn for when its time runs out now, instead of those owed before, and its card anew.

    The keys hold that moment, so that a warning which is on its way while the time changes finds that it is not true.
    """
    tx.deliveries.unplan(Kind.STAGE_WARNING, turn.id, "the time on stage was changed", now)
    posts = refresh_posts(tx, PostKind.STAGE, turn.id, now, event=event.id)
    for before in WARNINGS:
        due = turn.ends_at - before
        if due <= now:
            continue
        for post in posts:
            moment = f"left:{stamp(turn.ends_at)}:{int(before.total_seconds())}"
            tx.deliveries.owe(showing(post, due, moment=moment, event=event.id))
            tx.deliveries.owe(
                Owed(
                    f"{warning_key(turn, before)}:{post.space}",
                    Kind.STAGE_WARNING,
                    turn.id,
                    post.space,
                    due,
                    due + WARNING_LASTS,
                    channel=post.channel,
                    event=event.id,
                )
            )


def hold_time(tx: Tx, event: Event, turn: Turn, now: datetime) -> None:
    """The time of a turn stands still, or is over: nobody is warned any more, and its card says so."""
    tx.deliveries.unplan(Kind.STAGE_WARNING, turn.id, "the time on stage was stopped", now)
    refresh_posts(tx, PostKind.STAGE, turn.id, now, event=event.id)


def warning_key(turn: Turn, before: timedelta) -> str:
    return f"stage:{turn.id}:left:{int(before.total_seconds())}:{stamp(turn.ends_at)}"


def warns_of(key: str) -> timedelta:
    """The time left that a warning tells of."""
    return timedelta(seconds=int(key.split(":")[3]))


def show_lineup_anew(tx: Tx, event: Event, now: datetime) -> None:
    """The line-up's own card says who has been on and when the others will be; so does a recap that stands already."""
    refresh_posts(tx, PostKind.LINEUP, event.id, now, event=event.id)
    refresh_posts(tx, PostKind.RECAP, event.id, now, event=event.id)


def thank_all(tx: Tx, event: Event, now: datetime) -> None:
    """Owe everybody the word that the stage is closed, once for each time that it is."""
    run = tx.stages.run(event.id)
    if run is None or run.stopped_at is None:  # it was a rehearsal
        return
    for space in tx.spaces.of(event.community):
        if space.channel is not None:
            key = f"{done_key(run)}{space.id}"
            late = now + _DONE_LASTS
            tx.deliveries.owe(
                Owed(key, Kind.STAGE_DONE, event.id, space.id, now, late, channel=space.channel, event=event.id)
            )


def done_key(run: Run) -> str:
    """What the keys of the word that a stage is closed begin with: they hold when it was."""
    return f"stage:{run.event}:done:{0 if run.stopped_at is None else stamp(run.stopped_at)}:"


def close_later(tx: Tx, event: Event, now: datetime) -> None:
    """Owe the errand that closes a stage which nobody closed."""
    due = max(event.plan.ends_at, now) + ENDS_ITSELF
    tx.errands.owe(ErrandKind.STAGE_ENDS, event.id, key=f"stage:{event.id}:ends:{stamp(due)}", due_at=due)


def lineup_changed(tx: Tx, event: Event, now: datetime) -> None:
    """Who is next may be somebody else: the card of whoever is on says so, and the new one is told in a message."""
    run = tx.stages.run(event.id)
    if run is None or (turn := run.now_on) is None:
        return
    show_skipped_anew(tx, event, run, now)
    posts = refresh_posts(tx, PostKind.STAGE, turn.id, now, event=event.id)
    deck = program(event, tx.talks.lineup(event.id), run, now).on_deck
    if deck is None or deck.item == turn.deck:
        return
    for post in posts:
        if post.message is None and tx.deliveries.untried(f"post:{post.id}"):
            continue  # the card itself is still to come, and pings whoever is on deck then
        key, late = f"{_deck_key(turn)}{deck.item}:{post.space}", now + _DECK_LASTS
        tx.deliveries.owe(
            Owed(key, Kind.STAGE_DECK, turn.id, post.space, now, late, channel=post.channel, event=event.id)
        )


def _deck_key(turn: Turn) -> str:
    return f"stage:{turn.id}:deck:"


def item_on_deck(key: str) -> int:
    """The item whose speaker a message tells that they are on deck."""
    return int(key.split(":")[3])


def show_speaker_anew(tx: Tx, event: Event, talk: int, now: datetime) -> None:
    """A speaker's name has changed or is gone: every card of the evening that stands with it follows."""
    run = tx.stages.run(event.id)
    show_lineup_anew(tx, event, now)
    refresh_posts(tx, PostKind.QUESTIONS, talk, now, event=event.id)
    if run is None:
        return
    for turn in run.turns:
        if turn.talk == talk or turn is run.now_on:  # the one that is on may name them as on deck
            refresh_posts(tx, PostKind.STAGE, turn.id, now, event=event.id)


def show_skipped_anew(tx: Tx, event: Event, run: Run, now: datetime) -> None:
    """The cards of those who were called and did not come say whether they can still be."""
    for turn in run.turns:
        if turn.skipped:
            refresh_posts(tx, PostKind.STAGE, turn.id, now, event=event.id)


def call_off_stage(tx: Tx, event: Event, now: datetime) -> None:
    """The event is cancelled: whoever is on is on no longer."""
    run = tx.stages.run(event.id)
    if run is not None and run.live:
        close(tx, event, run, now)


def close(
    tx: Tx, event: Event, run: Run, now: datetime, *, skipped: bool = False, spoken_until: datetime | None = None
) -> None:
    """End the turn that is on and the run with it; `spoken_until` is when that turn really ended, if not now."""
    tx.stages.stop(event.id, now)
    show_skipped_anew(tx, event, run, now)
    if run.now_on is not None:
        tx.stages.end(run.now_on.id, spoken_until or now, skipped=skipped)
        hold_time(tx, event, run.now_on, now)
    if now < event.plan.starts_at:
        _set_aside(tx, event, run, now)
    show_lineup_anew(tx, event, now)


def _set_aside(tx: Tx, event: Event, run: Run, now: datetime) -> None:
    """A stage that is closed before its event begins was a rehearsal: its cards go, and everything is as it was."""
    for turn in run.turns:
        refresh_posts(tx, PostKind.STAGE, turn.id, now, event=event.id)
    tx.stages.set_aside(event.id)
