"""How proposals look to organizers. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

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
    Note,
    Option,
    Paragraph,
    Tone,
    Typed,
)
from bot.events.model import Event, State
from bot.events.when import say_when
from bot.talks import texts
from bot.talks.cards import about, format_line, on_at, pick_talk, strong
from bot.talks.model import CONFIRM_WITHIN, SlotState, Spot, Talk, TalkState

_LINES_IN_LIST = 10


def proposal_card(talk: Talk, spot: Spot | None, wish: Event | None, now: datetime, zone: str) -> Card:
    """A proposal as it stands, with who decided and when, and the buttons to decide while it is open."""
    blocks: list[Block] = [Paragraph(each) for each in _decision(talk, spot, now, zone)]
    blocks.append(Field("Speaker", (Typed(talk.name),)))
    blocks += [*about(talk, spot.event if spot else wish), Note(texts.TALK_NUMBER(number=talk.id))]
    row = _decide_buttons(talk, wish, now)
    return Card(title=(Typed(talk.title),), tone=_tone(talk), blocks=tuple(blocks), buttons=(row,) if row else ())


def _tone(talk: Talk) -> Tone:
    match talk.state:
        case TalkState.PROPOSED:
            return "waiting"
        case TalkState.PLACED:
            return "good"
        case TalkState.WAITING:
            return "plain"
    return "quiet"


def _decision(talk: Talk, spot: Spot | None, now: datetime, zone: str) -> list[Line]:
    """Who decided, when, and what the speaker said to it."""
    if talk.state is TalkState.WITHDRAWN:
        return [texts.WITHDRAWN_NOW(name=talk.name)]
    if spot is not None and spot.item.until is not None:
        until = Moment(spot.item.until, spot.event.plan.zone)
        return [texts.HELD_NOW(event=strong(spot.event.title), until=until)]
    if talk.state is TalkState.PLACED and spot is not None:
        on = texts.ON_AT(event=strong(spot.event.title), start=on_at(spot))
        if talk.decision is None:
            return [texts.TOOK_FREE(name=talk.name), on]
        accepted = texts.ACCEPTED_BY(by=talk.decision.by, when=Moment(talk.decision.at, zone))
        return [accepted, on, _answer(talk, spot, now)]
    if talk.decision is None:
        return [texts.WAITING_NOW] if talk.state is TalkState.WAITING else []
    by, when = talk.decision.by, Moment(talk.decision.at, zone)
    sentence = texts.WAITING_BY if talk.state is TalkState.WAITING else texts.DECLINED_BY
    return [sentence(by=by, when=when)]


def _answer(talk: Talk, spot: Spot, now: datetime) -> Line:
    if spot.item.state is SlotState.CONFIRMED:
        return texts.CONFIRMED_NOW(name=talk.name)
    long = now - spot.item.since >= CONFIRM_WITHIN
    return (texts.UNCONFIRMED_LONG if long else texts.UNCONFIRMED)(name=talk.name)


def _decide_buttons(talk: Talk, wish: Event | None, now: datetime) -> tuple[Button, ...]:
    if not talk.open:
        return ()
    fixed = wish is not None and wish.state is State.PLANNED and not wish.over(now)
    buttons = []
    if wish is not None and fixed:
        buttons += [
            Button(texts.BUTTON_ACCEPT, f"talk:{talk.id}:accept:{wish.id}", "good"),
            Button(texts.BUTTON_OTHER_EVENT, f"talk:{talk.id}:accept"),
        ]
    else:
        buttons.append(Button(texts.BUTTON_ACCEPT_TO, f"talk:{talk.id}:accept", "good"))
    if talk.state is TalkState.PROPOSED:
        buttons.append(Button(texts.BUTTON_WAIT, f"talk:{talk.id}:wait"))
    return (*buttons, Button(texts.BUTTON_DECLINE, f"talk:{talk.id}:decline", "bad"))


def pick_event_card(talk: Talk, events: Sequence[tuple[Event, int]]) -> Card:
    """Where a talk goes: the events ahead, each with the minutes that its line-up has left."""
    title = texts.ACCEPT_TITLE(title=talk.title)
    if not events:
        return Card(title=title, tone="quiet", blocks=(Paragraph(texts.ACCEPT_NONE),))
    options = tuple(
        Option(
            event.title,
            str(event.id),
            texts.ACCEPT_ROOM.format(minutes=room, when=say_when(event.plan.starts_at, event.plan.zone)),
        )
        for event, room in events[: limits.OPTIONS]
    )
    return Card(
        title=title,
        blocks=(Field("Format", format_line(talk.what)),),
        choices=(Choice(texts.PICK_EVENT, f"talk:{talk.id}:accept", options),),
    )


def review_card(talks: Sequence[Talk]) -> Card:
    """The open proposals in the order they came, with a menu to decide on one."""
    if not talks:
        return Card(title=texts.REVIEW_TITLE, tone="quiet", blocks=(Paragraph(texts.REVIEW_NONE),))
    lines = tuple(
        texts.REVIEW_LINE(
            title=strong(each.title),
            name=each.name,
            format=format_line(each.what),
            state=texts.STATE_WAITING if each.state is TalkState.WAITING else texts.STATE_NEW,
            number=each.id,
        )
        for each in talks[:_LINES_IN_LIST]
    )
    more: tuple[Block, ...] = ()
    if len(talks) > len(lines):
        more = (Note(texts.REVIEW_MORE(more=len(talks) - len(lines))),)
    return Card(title=texts.REVIEW_TITLE, blocks=(Bullets(lines), *more), choices=(pick_talk(talks, "talk:review"),))


def freed_card(event: Event, held: Spot | None, left: int) -> Card:
    """To the organizers: a slot came free, and what becomes of it."""
    line = texts.FREED_NOBODY(minutes=max(0, left))
    if held is not None and held.item.until is not None:
        until = Moment(held.item.until, event.plan.zone)
        line = texts.FREED_HELD(name=held.item.name, title=strong(held.item.title), until=until)
    see = (Button(texts.BUTTON_LINEUP, f"lineup:{event.id}:show"),)
    return Card(title=texts.FREED_TITLE(event=event.title), tone="waiting", blocks=(Paragraph(line),), buttons=(see,))
