"""What whoever runs the stage sees: how it stands, and everything they can press. Pure: models in, cards out."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat import limits
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Line,
    LinkButton,
    Moment,
    Option,
    Paragraph,
    join,
)
from bot.stage import texts
from bot.stage.cards import clocked, named, time_line, tone
from bot.stage.model import EXTENSIONS, ActState, Program

_ROWS = 8  # of what is to come
_CALLED = {ActState.SKIPPED: texts.CALL_SKIPPED, ActState.GIVEN: texts.CALL_GIVEN}


def panel_card(program: Program, now: datetime, *, link: str | None, news: Line = ()) -> Card:
    """The stage for whoever runs it, with `news` of what was just done above it; `link` is its page's address."""
    blocks: list[Block] = [Paragraph(news)] if news else []
    if program.run.live:
        blocks += [Field(texts.NOW, _now(program)), Field(texts.TIME, time_line(program, now))]
    else:
        blocks.append(Paragraph(_closed(program)))
    if program.coming:
        blocks += [Paragraph(texts.COMING), Bullets(tuple(clocked(program.coming, program.event.plan.zone, _ROWS)))]
    if program.skipped:
        blocks.append(Field(texts.SKIPPED_LABEL, join([named(each) for each in program.skipped], "; ")))
    if program.run.live and (late := _late(program)):
        blocks.append(Paragraph(texts.LATE_BY(minutes=late)))
    return Card(
        title=texts.PANEL_TITLE(event=program.event.title),
        tone=tone(program.run, now) if program.run.live else "plain",
        blocks=tuple(blocks),
        choices=_calls(program),
        buttons=_buttons(program, link),
    )


def _now(program: Program) -> Line:
    return texts.PANEL_NOTHING if program.on is None else named(program.on)


def _closed(program: Program) -> Line:
    if program.run.started_at is None:
        return texts.PANEL_NOT_STARTED
    return texts.PANEL_DONE_SOME if program.coming or program.skipped else texts.PANEL_DONE


def _late(program: Program) -> int:
    """By how many minutes it will run past the event's end, as things stand."""
    if not program.coming:
        return 0
    last = program.coming[-1]
    end = last.start + timedelta(minutes=last.minutes)
    return max(0, (end - program.event.plan.ends_at) // timedelta(minutes=1))


def _calls(program: Program) -> tuple[Choice, ...]:
    """Whoever may be called out of turn: all that come after the next one, those who were skipped, and, because a press may
    have been a mistake, those who have been on.
    """
    run, turn = program.run, program.run.now_on
    others = [*program.coming[1:], *program.skipped, *program.talks_given]
    if not run.live or turn is None or not others:
        return ()
    options = tuple(
        Option(
            each.title or texts.CALL_BREAK.format(minutes=each.minutes),
            str(each.item),
            _CALLED.get(each.state, each.name),
        )
        for each in others[: limits.OPTIONS]
    )
    return (Choice(texts.PICK_CALL, f"stage:{run.event}:call:{turn.id}", options),)


def _buttons(program: Program, link: str | None) -> tuple[tuple[Button | LinkButton, ...], ...]:
    run, event, turn = program.run, program.event.id, program.run.now_on
    page = () if link is None else (LinkButton(texts.BUTTON_PAGE, link),)
    if not run.live:
        label = texts.BUTTON_START if run.started_at is None else texts.BUTTON_START_AGAIN
        start = (Button(label, f"stage:{event}:start", "good"),) if program.coming or program.skipped else ()
        row = (*start, *page)
        return (row,) if row else ()
    number = 0 if turn is None else turn.id
    pausing = (
        Button(texts.BUTTON_PAUSE, f"stage:{event}:pause:{number}")
        if run.paused_at is None
        else Button(texts.BUTTON_RESUME, f"stage:{event}:resume:{number}", "good")
    )
    first = (
        Button(texts.BUTTON_NEXT, f"stage:{event}:next:{number}", "good"),
        Button(texts.BUTTON_SKIP, f"stage:{event}:skip:{number}"),
        pausing,
        Button(texts.BUTTON_LOOK, f"stage:{event}:look"),
    )
    more = tuple(
        Button(texts.BUTTON_MORE.format(minutes=each), f"stage:{event}:extend:{number}:{each}")
        for each in EXTENSIONS[:3]
    )
    return first, more, (*page, Button(texts.BUTTON_STOP, f"stage:{event}:stop", "bad"))


def stop_card(program: Program) -> Card:
    """Before a stage is closed on which not everybody has been."""
    event = program.event.id
    return Card(
        title=texts.PANEL_TITLE(event=program.event.title),
        tone="waiting",
        blocks=(Paragraph(texts.STOP_ASK(number=program.talks_to_come)),),
        buttons=(
            (
                Button(texts.BUTTON_STOP_YES, f"stage:{event}:stop:yes", "bad"),
                Button(texts.BUTTON_BACK, f"stage:{event}:look"),
            ),
        ),
    )


def early_card(program: Program, *, link: str | None) -> Card:
    """Before a stage is opened long before its event."""
    event = program.event
    when = Moment(event.plan.starts_at, event.plan.zone)
    page = () if link is None else (LinkButton(texts.BUTTON_PAGE, link),)
    return Card(
        title=texts.PANEL_TITLE(event=event.title),
        tone="waiting",
        blocks=(Paragraph(texts.EARLY_ASK(event=event.title, when=when)),),
        buttons=((Button(texts.BUTTON_START_NOW, f"stage:{event.id}:start:yes", "good"), *page),),
    )
