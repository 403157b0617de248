"""How the list of what goes out looks, for organizers and for members. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from operator import itemgetter

from bot.chat import limits
from bot.chat.views import Block, Bullets, Card, Channel, Line, Moment, Note, Paragraph, Say, Typed, join
from bot.delivery.model import Fate, Kind, reminds_of
from bot.events.list_cards import pick_event
from bot.events.model import Event, Standing
from bot.events.texts import PICK_EVENT
from bot.upcoming import model, texts
from bot.upcoming.model import Coming, Sending, Where, was_late, was_useless

LINES = 20
_EVENTS = 5
_LINES_OF_EVENT = 4
_TITLE_LENGTH = 40
_STANDINGS = {
    Standing.GOING: texts.STANDING_GOING,
    Standing.WAITING: texts.STANDING_WAITING,
    Standing.MAYBE: texts.STANDING_MAYBE,
    Standing.NO: texts.STANDING_NO,
    None: texts.STANDING_OPEN,
}


def organizers_card(
    ahead: Sequence[Sending], lately: Sequence[Sending], zone: str, coming: Sequence[Coming] = ()
) -> Card:
    """What will be sent, with the dates that series will announce, and what came of what was to be sent, by event."""
    dated = [(each.first.due_at, _next(each, zone)) for each in model.gather(ahead)]
    dated += [(each.at, _coming(each, zone)) for each in coming]
    lines = [line for _, line in sorted(dated, key=itemgetter(0))]
    blocks: list[Block] = [_list(lines[:LINES], texts.NEXT_NONE)]
    if len(lines) > LINES:
        blocks.append(Paragraph(texts.NEXT_MORE(more=len(lines) - LINES)))
    blocks += _lately(lately, zone)
    return Card(title=texts.TITLE, blocks=tuple(blocks))


def members_card(events: Sequence[tuple[Event, Standing | None]], ahead: Sequence[Sending], zone: str) -> Card:
    """The next events with where this person stands, and what they will be sent."""
    shown = [
        texts.MINE_EVENT(
            title=_title(each.title), when=Moment(each.plan.starts_at, each.plan.zone), standing=_STANDINGS[standing]
        )
        for each, standing in events[:_EVENTS]
    ]
    lines = [_next(each, zone) for each in model.gather(ahead)[:LINES]]
    blocks: list[Block] = [_list(shown, texts.MINE_NO_EVENTS)]
    if lines:
        blocks += [Paragraph(_strong(texts.MINE_SENDINGS)), Bullets(tuple(lines))]
    elif events:
        blocks.append(Note(texts.MINE_NO_SENDINGS))
    choices = (pick_event([each for each, _ in events], "event:show", PICK_EVENT),) if events else ()
    return Card(title=texts.MINE_TITLE, blocks=tuple(blocks), choices=choices)


def _lately(lately: Sequence[Sending], zone: str) -> list[Block]:
    if not lately:
        return [Note(texts.LATELY_NONE)]
    blocks: list[Block] = [Paragraph(_strong(texts.LATELY))]
    events = list(dict.fromkeys(each.about for each in lately))
    for about in events[:_EVENTS]:
        own = model.gather(each for each in lately if each.about == about)
        own.sort(key=lambda each: not _went_wrong(each.first))  # what went wrong first; else as it was, newest first
        lines = [_past(each, zone) for each in own[:_LINES_OF_EVENT]]
        if len(own) > len(lines):
            lines.append(texts.LATELY_MORE(more=len(own) - len(lines)))
        blocks += [Paragraph(texts.NO_EVENT if about is None else _title(about[1])), Bullets(tuple(lines))]
    if len(events) > _EVENTS:
        blocks.append(Paragraph(texts.LATELY_MORE(more=len(events) - _EVENTS)))
    return blocks


def _next(line: model.Line, zone: str) -> Line:
    first, when = line.first, Moment(line.first.due_at, zone)
    if first.about is None:
        return texts.LINE_PLAIN(when=when, what=_what(first), where=_where(line))
    return texts.LINE(when=when, title=_title(first.about[1]), what=_what(first), where=_where(line))


def _coming(date: Coming, zone: str) -> Line:
    when, starts = Moment(date.at, zone), Moment(date.starts_at, zone)
    return texts.COMING_LINE(when=when, title=_title(date.title), date=starts)


def _past(line: model.Line, zone: str) -> Line:
    return texts.LATELY_LINE(what=_what(line.first), where=_where(line), fate=_fate(line.first, zone))


def _what(sending: Sending) -> Line:
    """What a message is, in an organizer's words."""
    match sending.kind:
        case Kind.REMINDER:
            day = reminds_of(sending.key)[1] > timedelta(hours=1)
            said = texts.REMINDER_DAY if day else texts.REMINDER_HOUR
        case Kind.POST if sending.post is not None:
            said = texts.WHAT_POST[sending.post]
        case _:
            said = texts.WHAT[sending.kind]
    return texts.AGAIN(what=Say(said)) if sending.attempts else (Say(said),)


def _where(line: model.Line) -> Line:
    places = [_channel(each) for each in line.channels]
    if len(line.people) == 1:
        places.append(texts.TO_PERSON(name=limits.clip(line.people[0], _TITLE_LENGTH)))
    elif line.people:
        places.append(texts.TO_PEOPLE(number=len(line.people)))
    return join(places, texts.AND)


def _channel(where: Where) -> Line:
    named = Channel(where.platform, where.channel, where.name or texts.UNKNOWN_CHANNEL)
    return texts.IN_CHANNEL(channel=named, platform=Say(where.platform.title))


def _fate(sending: Sending, zone: str) -> Line:
    when = Moment(sending.closed_at or sending.due_at, zone)
    match sending.fate:
        case Fate.SENT:
            return texts.SENT_LATE(when=when) if was_late(sending) else texts.SENT(when=when)
        case Fate.FAILED:
            return texts.FAILED
        case _:
            return texts.TOO_LATE if was_useless(sending) else texts.NOT_NEEDED


def _went_wrong(sending: Sending) -> bool:
    return sending.fate is Fate.FAILED or was_late(sending) or was_useless(sending)


def _title(title: str) -> Line:
    return (Typed(limits.clip(title, _TITLE_LENGTH), strong=True),)


def _strong(line: Line) -> Line:
    return tuple(Say(each.text, strong=True) for each in line if isinstance(each, Say))


def _list(lines: Sequence[Line], otherwise: Line) -> Block:
    return Bullets(tuple(lines)) if lines else Paragraph(otherwise)
