"""What an organizer does on stage. Each use case is one transaction; a press that comes too late changes nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.app import App, Call, Web
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Card, Line, Say
from bot.events.list_cards import pick_card
from bot.events.lookup import known_event
from bot.events.model import Event, State
from bot.people.presence import meet, require_organizer
from bot.ports import Tx
from bot.stage import cards, panel, texts, turns
from bot.stage.lookup import EARLY, LONG_OVER, live_event, meant
from bot.stage.model import MOST_EXTENDED, Program, Run, program

_TOKEN_BYTES = 18  # 144 random bits: nobody guesses an address
_MINUTES = "2"

Do = Callable[[Tx, Event, Run, datetime], Line]


async def start_named(app: App, call: Call, *, text: str = "") -> Card:
    """Open the stage of the event that is on, or of the one that is named, with the first of its line-up."""

    def work(tx: Tx) -> Card:
        _organizer(tx, call, "stage start")
        return _start(tx, call, app.web, meant(tx, call, text), sure=False)

    return await app.store.write(work)


async def start(app: App, call: Call, *, event: int, sure: bool = False) -> Card:
    """Open the stage of an event; `sure` that it shall be long before its time."""

    def work(tx: Tx) -> Card:
        _organizer(tx, call, "stage start")
        return _start(tx, call, app.web, known_event(tx, call, event), sure=sure)

    return await app.store.write(work)


async def open_page(app: App, call: Call, *, text: str = "") -> Card:
    """The address of the stage page, for the projector."""
    web = app.web
    if web is None:
        raise Refusal(texts.NO_PAGES(setting=Say("HALLWAY_WEB_PORT")))

    def work(tx: Tx) -> Card:
        _organizer(tx, call, "stage open")
        event = meant(tx, call, text)
        run = _opened(tx, event)
        return cards.page_card(_program(tx, event, run, call.at), page_link(web, run))

    return await app.store.write(work)


async def look(app: App, call: Call, *, event: int = 0, picked: str = "") -> Card:
    """How the stage stands; of an event that was picked from a menu, with the button to start it."""

    def load(tx: Tx) -> Card:
        _organizer(tx, call, "stage start")
        found = known_event(tx, call, event or number(picked))
        if tx.stages.run(found.id) is None:
            _startable(tx, _able(found, call))
            _opened(tx, found)
        return _panel(tx, call, app.web, found)

    return await app.store.write(load)


async def next_now(app: App, call: Call) -> Card:
    """Whoever is on is done; the next one is on. After the last one the stage closes."""
    return await _typed(app, call, "stage next", turns.next_on)


async def next_turn(app: App, call: Call, *, event: int, turn: int) -> Card:
    return await _pressed(app, call, "stage next", event, turn, turns.next_on)


async def skip_now(app: App, call: Call) -> Card:
    """Whoever is on is not here: the next one is on, and they can be called later."""
    return await _typed(app, call, "stage skip", turns.skip)


async def skip_turn(app: App, call: Call, *, event: int, turn: int) -> Card:
    return await _pressed(app, call, "stage skip", event, turn, turns.skip)


async def extend_now(app: App, call: Call, *, minutes: str = "") -> Card:
    """Give whoever is on some minutes more; who is over time has them from now on."""
    return await _typed(app, call, "stage extend", _extending(minutes))


async def extend_turn(app: App, call: Call, *, event: int, turn: int, minutes: int) -> Card:
    return await _pressed(app, call, "stage extend", event, turn, _extending(str(minutes)))


async def pause_now(app: App, call: Call) -> Card:
    """Let the time stand still; the second time, let it go on."""
    return await _typed(app, call, "stage pause", turns.pause_or_resume)


async def pause_turn(app: App, call: Call, *, event: int, turn: int) -> Card:
    return await _pressed(app, call, "stage pause", event, turn, turns.pause)


async def resume_turn(app: App, call: Call, *, event: int, turn: int) -> Card:
    return await _pressed(app, call, "stage pause", event, turn, turns.resume)


async def call_turn(app: App, call: Call, *, event: int, turn: int, picked: str) -> Card:
    """Call somebody out of turn."""
    wanted = number(picked)
    return await _pressed(
        app, call, "stage next", event, turn, lambda tx, found, run, now: turns.call(tx, found, run, wanted, now)
    )


async def stop_now(app: App, call: Call) -> Card:
    """Close the stage that is open; ask first when not everybody has been on."""

    def work(tx: Tx) -> Card:
        _organizer(tx, call, "stage stop")
        found = live_event(tx, call)
        return _stop(tx, call, app.web, found, sure=False) if isinstance(found, Event) else _pick(found)

    return await app.store.write(work)


async def stop(app: App, call: Call, *, event: int, sure: bool = False) -> Card:
    """Close the stage of an event; `sure` that it shall be although somebody has not been on."""

    def work(tx: Tx) -> Card:
        _organizer(tx, call, "stage stop")
        return _stop(tx, call, app.web, known_event(tx, call, event, lock=True), sure=sure)

    return await app.store.write(work)


# --- Transactions ----------------------------------------------------------------------------------------------------


def _start(tx: Tx, call: Call, web: Web | None, event: Event, *, sure: bool) -> Card:
    event = _able(known_event(tx, call, event.id, lock=True), call)
    run = _opened(tx, event)
    if tx.calls.done(call.key) is not None:
        return _panel(tx, call, web, event)
    if run.live:
        return _panel(tx, call, web, event, texts.LIVE_ALREADY(event=event.title))
    _startable(tx, event)
    if not sure and event.plan.starts_at - call.at > EARLY:
        return panel.early_card(_program(tx, event, run, call.at), link=_link(web, run))
    news = turns.open_stage(tx, event, call.at)
    tx.calls.remember(call.key, f"event:{event.id}", call.at)
    return _panel(tx, call, web, event, news)


def _stop(tx: Tx, call: Call, web: Web | None, event: Event, *, sure: bool) -> Card:
    run = tx.stages.run(event.id)
    if run is not None and run.live and tx.calls.done(call.key) is None:
        whole = _program(tx, event, run, call.at)
        if not sure and whole.talks_to_come:
            return panel.stop_card(whole)
        turns.shut(tx, event, run, call.at)
        tx.calls.remember(call.key, f"event:{event.id}", call.at)
    rehearsed = tx.calls.done(call.key) is not None and call.at < event.plan.starts_at
    return _panel(tx, call, web, event, texts.NEWS_REHEARSED if rehearsed else ())


async def _typed(app: App, call: Call, command: str, do: Do) -> Card:
    """Do something on the stage that is open; ask which where several are."""

    def work(tx: Tx) -> Card:
        _organizer(tx, call, command)
        found = live_event(tx, call)
        return _done(tx, call, app.web, found, do) if isinstance(found, Event) else _pick(found)

    return await app.store.write(work)


async def _pressed(app: App, call: Call, command: str, event: int, turn: int, do: Do) -> Card:
    """The same by a button, which is about the turn that was on when it was shown: two presses are one step."""

    def work(tx: Tx) -> Card:
        _organizer(tx, call, command)
        found = known_event(tx, call, event, lock=True)
        run = tx.stages.run(found.id)
        if run is None or not run.live or (0 if run.now_on is None else run.now_on.id) != turn:
            late = texts.NEWS_CHANGED if tx.calls.done(call.key) is None else ()
            return _panel(tx, call, app.web, found, late)
        return _done(tx, call, app.web, found, do)

    return await app.store.write(work)


def _done(tx: Tx, call: Call, web: Web | None, event: Event, do: Do) -> Card:
    run = tx.stages.run(event.id)
    news: Line = ()
    if run is not None and tx.calls.done(call.key) is None:
        news = do(tx, event, run, call.at)
        tx.calls.remember(call.key, f"event:{event.id}", call.at)
    return _panel(tx, call, web, event, news)


# --- Shared ----------------------------------------------------------------------------------------------------------


def page_link(web: Web, run: Run) -> str:
    """Where the stage page of a run is."""
    return web.link(f"/stage/{run.token}")


def _link(web: Web | None, run: Run) -> str | None:
    return None if web is None else page_link(web, run)


def _organizer(tx: Tx, call: Call, command: str) -> None:
    require_organizer(call, meet(tx, call), command)


def _opened(tx: Tx, event: Event) -> Run:
    """The event's run, which has a page from now on."""
    return tx.stages.run(event.id) or tx.stages.open(event.id, secrets.token_urlsafe(_TOKEN_BYTES))


def _pick(events: Sequence[Event]) -> Card:
    return pick_card(events, "stage:pick", texts.PICK_EVENT_TITLE)


def _able(event: Event, call: Call) -> Event:
    """An event whose stage may be opened."""
    if event.state is State.CANCELLED:
        raise Refusal(texts.CANCELLED(event=event.title))
    if call.at - event.plan.ends_at > LONG_OVER:
        raise Refusal(texts.OVER_LONG(event=event.title))
    return event


def _startable(tx: Tx, event: Event) -> None:
    """Refuse an event on whose stage nobody would be."""
    if not tx.talks.lineup(event.id).items:
        raise Refusal(texts.NO_LINEUP(event=event.title))


def _extending(text: str) -> Do:
    """What gives so many more minutes; raises Refusal for what is no number of them."""
    minutes = number(text.strip().removesuffix("min").strip() or _MINUTES)
    if minutes < 1:
        raise Refusal(texts.MINUTES(most=MOST_EXTENDED))
    if minutes > MOST_EXTENDED:
        raise Refusal(texts.MUCH(most=MOST_EXTENDED))
    return partial(_extend, minutes=minutes)


def _extend(tx: Tx, event: Event, run: Run, now: datetime, *, minutes: int) -> Line:
    return turns.extend(tx, event, run, minutes, now)


def _program(tx: Tx, event: Event, run: Run, now: datetime) -> Program:
    return program(event, tx.talks.lineup(event.id), run, now)


def _panel(tx: Tx, call: Call, web: Web | None, event: Event, news: Line = ()) -> Card:
    run = tx.stages.run(event.id)
    if run is None:
        raise Refusal(texts.NOT_LIVE)
    return panel.panel_card(_program(tx, event, run, call.at), call.at, link=_link(web, run), news=news)
