"""How the stage looks in the chats: to everybody, and to whoever runs it. Pure: models in, cards out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat import limits
from bot.chat.views import (
    Block,
    Button,
    Card,
    Field,
    Line,
    LinkButton,
    Moment,
    MomentStyle,
    Paragraph,
    Person,
    Say,
    Tone,
    Typed,
    join,
)
from bot.stage import texts
from bot.stage.model import AMBER, WARNINGS, Act, ActState, Program, Run, Turn, time_left
from bot.talks.texts import FORMAT, KINDS

_TITLE, _NAME = 80, 40  # so that every sentence stays one line or two
_MINUTE = timedelta(minutes=1)


def turn_card(program: Program, act: Act, on_deck: Person | None, now: datetime) -> Card:
    """An item of the line-up on stage, for everybody; afterwards, what became of it."""
    if act.state is ActState.ON:
        return _on_card(program, act, on_deck, now)
    turn = act.turn
    if act.talk is None:
        return Card(title=texts.BREAK_OVER_TITLE, tone="quiet")
    if act.state is ActState.SKIPPED or turn is None or turn.ended_at is None:
        if not program.run.live:
            return Card(title=texts.MISSED_TITLE(title=_title(act)), tone="quiet")
        return Card(
            title=texts.SKIPPED_TITLE(title=_title(act)),
            tone="quiet",
            blocks=(Paragraph(texts.SKIPPED(name=_name(act))),),
        )
    zone = program.event.plan.zone
    start, end = (Moment(each, zone, MomentStyle.CLOCK) for each in (turn.began_at, turn.ended_at))
    return Card(
        title=_title(act), tone="quiet", blocks=(Paragraph(texts.GIVEN(name=_name(act), start=start, end=end)),)
    )


def _on_card(program: Program, act: Act, on_deck: Person | None, now: datetime) -> Card:
    blocks: list[Block] = []
    rows: tuple[tuple[Button, ...], ...] = ()
    if act.talk is not None:
        blocks.append(Paragraph(texts.BY(name=_name(act), format=_format(act))))
    blocks.append(Field(texts.TIME, time_line(program, now)))
    if act.talk is not None or program.on_deck is not None:  # after a break at the end there is nobody to name
        blocks.append(Field(texts.ON_DECK, _on_deck(program, on_deck)))
    if act.talk is not None:
        blocks.append(Paragraph(texts.ASK_HERE))
        rows = ((Button(texts.BUTTON_ASK, f"question:{act.talk}:ask"),),)
    title = texts.BREAK_TITLE(minutes=act.minutes) if act.talk is None else texts.ON_TITLE(title=_title(act))
    return Card(title=title, tone=tone(program.run, now), blocks=tuple(blocks), buttons=rows)


def tone(run: Run, now: datetime) -> Tone:
    """Green while there is time, amber for the last minutes, red over time."""
    left = time_left(run, now)
    if left is None or run.paused_at is not None:
        return "quiet"
    return "bad" if left <= timedelta() else "waiting" if left <= AMBER else "good"


def time_line(program: Program, now: datetime) -> Line:
    """The time that whoever is on has left, in words."""
    run, turn, left = program.run, program.run.now_on, time_left(program.run, now)
    if turn is None or left is None:
        return texts.PANEL_NOTHING
    zone = program.event.plan.zone
    end = Moment(turn.ends_at, zone, MomentStyle.CLOCK)
    minutes = math.ceil(left / _MINUTE)
    if run.paused_at is not None:
        return texts.PAUSED(left=minutes) if left > timedelta() else texts.PAUSED_OVER
    if left <= timedelta():
        return texts.UP(end=end)
    if left <= AMBER:
        return texts.UNTIL_SOON(minutes=minutes, end=end)
    return texts.UNTIL(end=end, relative=Moment(turn.ends_at, zone, MomentStyle.RELATIVE))


def _on_deck(program: Program, person: Person | None) -> Line:
    act = program.on_deck
    if act is None:
        return texts.ON_DECK_LAST
    start = Moment(act.start, program.event.plan.zone, MomentStyle.CLOCK)
    return texts.ON_DECK_TALK(name=person or _name(act), title=_title(act), start=start)


def warning_card(program: Program, turn: Turn, before: timedelta) -> Card | None:
    """What the room is told when so much time is left; nothing where there is no sense in it."""
    act, deck = program.on, program.on_deck
    if act is None or act.turn is None or act.turn.id != turn.id or before not in WARNINGS:
        return None
    minutes = before // _MINUTE
    if act.talk is not None:
        sentence = {0: texts.WARN_UP, 1: texts.WARN_ONE}.get(minutes)
        line = (
            texts.WARN_MINUTES(minutes=minutes, name=_strong(act)) if sentence is None else sentence(name=_strong(act))
        )
    elif deck is None:
        line = texts.WARN_BREAK_ALONE(minutes=minutes) if minutes else texts.WARN_BREAK_OVER
    else:
        follow = {"title": _title(deck), "name": _name(deck)}
        sentence = {0: texts.WARN_BREAK_UP, 1: texts.WARN_BREAK_ONE}.get(minutes)
        line = texts.WARN_BREAK_MINUTES(minutes=minutes, **follow) if sentence is None else sentence(**follow)
    return Card(tone="waiting" if minutes else "bad", blocks=(Paragraph(line),))


def deck_card(program: Program, act: Act, person: Person | None) -> Card:
    """To whoever has come to be on deck while somebody is on: an edit of that turn's card pings nobody."""
    start = Moment(act.start, program.event.plan.zone, MomentStyle.CLOCK)
    return Card(blocks=(Paragraph(texts.DECK_NOW(name=person or _name(act), title=_title(act), start=start)),))


def done_card(program: Program) -> Card:
    """To everybody, when the stage is closed: thanks to whoever was on."""
    names = list(dict.fromkeys(each.name for each in program.talks_given))
    line = texts.DONE_NOBODY
    if names:
        line = texts.DONE_SPOKE(names=join([_typed(each) for each in names], ", "))
    return Card(title=texts.DONE_TITLE(event=program.event.title), blocks=(Paragraph(line),))


def page_card(program: Program, link: str) -> Card:
    """The address of the page for the projector."""
    return Card(
        title=texts.PAGE_TITLE(event=program.event.title),
        blocks=(Paragraph(texts.PAGE),),
        buttons=((LinkButton(texts.BUTTON_PAGE, link),),),
    )


# --- Words that the panel uses, too ----------------------------------------------------------------------------------


def named(act: Act) -> Line:
    """An item in a few words: its title and who gives it, or how long the break is."""
    if act.talk is None:
        return texts.PANEL_BREAK(minutes=act.minutes)
    return texts.PANEL_ON(title=_title(act), name=_name(act))


def _title(act: Act) -> Line:
    return (Typed(limits.clip(act.title, _TITLE), strong=True),)


def _name(act: Act) -> Line:
    return _typed(act.name)


def _strong(act: Act) -> Line:
    return (Typed(limits.clip(act.name, _NAME), strong=True),) if act.name else (Say("somebody"),)


def _typed(name: str) -> Line:
    return (Typed(limits.clip(name, _NAME)),) if name else (Say("somebody"),)


def _format(act: Act) -> Line:
    return FORMAT(kind=Say("Talk" if act.kind is None else KINDS[act.kind]), minutes=act.minutes)


def clocked(acts: Sequence[Act], zone: str, most: int) -> list[Line]:
    """What is to come, a line each, with when it is expected."""
    rows = [
        texts.COMING_BREAK(start=Moment(each.start, zone, MomentStyle.CLOCK), minutes=each.minutes)
        if each.talk is None
        else texts.COMING_ROW(start=Moment(each.start, zone, MomentStyle.CLOCK), title=_title(each), name=_name(each))
        for each in acts[:most]
    ]
    return rows if len(acts) <= most else [*rows, texts.COMING_MORE(more=len(acts) - most)]
