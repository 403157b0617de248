"""How a line-up looks, to everybody and to those who arrange it. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Line,
    Moment,
    MomentStyle,
    Note,
    Option,
    Paragraph,
    Say,
)
from bot.events.model import Event, State
from bot.events.when import say_when
from bot.stage.model import Program
from bot.talks import texts
from bot.talks.cards import strong
from bot.talks.model import BREAKS, Item, Lineup, Slot, SlotState, Timing, minutes_left, schedule

# So that a full line-up fits on one card.
_TITLE = 60
_NAME = 30


def lineup_card(event: Event, lineup: Lineup, live: Program | None = None) -> Card:
    """The line-up for everybody: who speaks when; with a stage, who has spoken and when the others will."""
    title = texts.LINEUP_TITLE(event=event.title)
    if event.state is State.CANCELLED:
        return Card(title=title, tone="bad", blocks=(Paragraph(texts.LINEUP_CANCELLED),))
    propose = (Button(texts.BUTTON_PROPOSE, f"talk:propose:{event.id}"),)
    rows = _rows(event, lineup, public=True) if live is None else _live_rows(lineup, live)
    return Card(title=title, blocks=(_when(event), rows), buttons=(propose,))


def _when(event: Event) -> Field:
    return Field("When", (Moment(event.plan.starts_at, event.plan.zone),))


def _rows(event: Event, lineup: Lineup, *, public: bool, marked: int | None = None) -> Block:
    if not lineup.items:
        return Paragraph(texts.LINEUP_EMPTY)
    slots = schedule(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)
    rows = (
        (each.id, _row(each, _start(slot, event), public=public))
        for each, slot in zip(lineup.items, slots, strict=True)
    )
    return Bullets(tuple(texts.MARKED(row=row) if number == marked else row for number, row in rows))


def _live_rows(lineup: Lineup, live: Program) -> Block:
    """The rows while the stage is open, or after it: real times, and those that are expected now."""
    on = () if live.on is None else (live.on,)
    acts = {each.item: each for each in (*live.given, *on, *live.coming, *live.skipped)}
    rows = []
    for item in lineup.items:
        act = acts.get(item.id)
        start = texts.NO_TIME if act is None else (Moment(act.start, live.event.plan.zone, MomentStyle.CLOCK),)
        row = _row(item, start, public=True)
        state = None if act is None else texts.LIVE_STATES.get(act.state)
        rows.append(row if state is None else texts.ROW_LIVE(row=row, state=state))
    return Bullets(tuple(rows)) if rows else Paragraph(texts.LINEUP_EMPTY)


def _start(slot: Slot | None, event: Event) -> Line:
    """A row's time: the day stands above, so that the clock is enough."""
    if slot is None:
        return texts.NO_TIME
    return (Moment(slot.start, event.plan.zone, MomentStyle.CLOCK),)


def _row(item: Item, start: Line, *, public: bool) -> Line:
    if item.talk is None or item.kind is None:
        return texts.ROW_BREAK(start=start, minutes=item.minutes)
    if item.state is SlotState.HELD:
        if public:
            return texts.ROW_HELD(start=start, minutes=item.minutes)
        return texts.ROW_HELD_FOR(start=start, name=item.name, title=strong(item.title), minutes=item.minutes)
    sentence = texts.ROW_TO_CONFIRM if item.state is SlotState.PLANNED else texts.ROW_TALK
    length = texts.FORMAT(kind=Say(texts.KINDS[item.kind]), minutes=item.minutes)
    return sentence(
        start=start, title=strong(limits.clip(item.title, _TITLE)), name=limits.clip(item.name, _NAME), format=length
    )


def arrange_card(event: Event, lineup: Lineup, others: Sequence[Event] = (), *, picked: Item | None = None) -> Card:
    """The line-up for organizers, with everything to change it; `picked` is the item that the buttons are about."""
    blocks: list[Block] = [_when(event), _rows(event, lineup, public=False, marked=picked.id if picked else None)]
    end = (Moment(event.plan.ends_at, event.plan.zone, MomentStyle.CLOCK),)
    left = minutes_left(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)
    ends = texts.ENDS(end=end)
    blocks += [
        Paragraph(texts.LEFT(minutes=left, until=ends) if left >= 0 else texts.OVERFULL(minutes=-left)),
        Note(_timing(lineup.timing)),
    ]
    choices = [_pick_break(event)]
    if lineup.items:
        choices.insert(0, _pick_item(event, lineup))
    if others:
        choices.append(_pick_lineup(others))
    rows: list[tuple[Button, ...]] = [(Button(texts.BUTTON_TIMING, f"lineup:{event.id}:timing"),)]
    if picked is not None:
        rows.insert(0, _item_buttons(event, picked))
    return Card(
        title=texts.LINEUP_TITLE(event=event.title),
        tone="good" if left >= 0 else "bad",
        blocks=tuple(blocks),
        choices=tuple(choices),
        buttons=tuple(rows),
    )


def _timing(timing: Timing) -> Line:
    return texts.TIMING(
        start=texts.TIMING_AFTER.format(doors=timing.doors) if timing.doors else texts.TIMING_AT_ONCE,
        pause=texts.TIMING_PAUSE.format(changeover=timing.changeover) if timing.changeover else texts.TIMING_NO_PAUSE,
    )


def _item_buttons(event: Event, item: Item) -> tuple[Button, ...]:
    route = f"lineup:{event.id}:{item.id}"
    return (
        Button(texts.BUTTON_UP, f"{route}:up"),
        Button(texts.BUTTON_DOWN, f"{route}:down"),
        Button(texts.BUTTON_REMOVE, f"{route}:remove", "bad"),
    )


def _pick_item(event: Event, lineup: Lineup) -> Choice:
    options = tuple(
        Option(each.title or texts.ITEM_BREAK.format(minutes=each.minutes), str(each.id), each.name)
        for each in lineup.items[: limits.OPTIONS]
    )
    return Choice(texts.PICK_ITEM, f"lineup:{event.id}:pick", options)


def _pick_break(event: Event) -> Choice:
    options = tuple(Option(texts.ITEM_BREAK.format(minutes=each), str(each)) for each in BREAKS)
    return Choice(texts.PICK_BREAK, f"lineup:{event.id}:break", options)


def _pick_lineup(events: Sequence[Event]) -> Choice:
    options = tuple(
        Option(each.title, str(each.id), say_when(each.plan.starts_at, each.plan.zone))
        for each in events[: limits.OPTIONS]
    )
    return Choice(texts.PICK_OTHER_LINEUP, "lineup:show", options)


def no_lineup_card() -> Card:
    return Card(title=(Say("Line-up"),), tone="quiet", blocks=(Paragraph(texts.LINEUP_NONE),))
