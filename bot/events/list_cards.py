"""Lists and menus of events, as cards. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.chat import limits
from bot.chat.views import Block, Bullets, Card, Choice, Line, Moment, Note, Option, Paragraph, Typed
from bot.events import texts
from bot.events.model import Event
from bot.events.when import say_when

_LINES_IN_LIST = 10


def list_card(events: Sequence[Event]) -> Card:
    """What is coming up, with a menu to open one."""
    if not events:
        return Card(title=texts.UPCOMING_TITLE, tone="quiet", blocks=(Paragraph(texts.UPCOMING_NONE),))
    lines = tuple(
        texts.UPCOMING_LINE(
            title=(Typed(each.title, strong=True),),
            when=Moment(each.plan.starts_at, each.plan.zone),
            going=each.taken,
            number=each.id,
        )
        for each in events[:_LINES_IN_LIST]
    )
    blocks: list[Block] = [Bullets(lines)]
    if len(events) > len(lines):
        blocks.append(Note(texts.UPCOMING_MORE(more=len(events) - len(lines))))
    return Card(
        title=texts.UPCOMING_TITLE, blocks=tuple(blocks), choices=(pick_event(events, "event:show", texts.PICK_EVENT),)
    )


def pick_event(events: Sequence[Event], route: str, prompt: str) -> Choice:
    """A menu of events; the route gets the number of the one that was picked."""
    options = tuple(
        Option(each.title, str(each.id), say_when(each.plan.starts_at, each.plan.zone))
        for each in events[: limits.OPTIONS]
    )
    return Choice(prompt, route, options)


def with_others(card: Card, others: Sequence[Event]) -> Card:
    """The card with a menu of the other events below it."""
    return replace(card, choices=(pick_event(others, "event:show", texts.PICK_OTHER),)) if others else card


def pick_card(events: Sequence[Event], route: str, title: Line) -> Card:
    """Ask which event is meant."""
    return Card(title=title, choices=(pick_event(events, route, texts.PICK_EVENT),))
