"""How series look. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.chat import limits
from bot.chat.views import (
    Block,
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
    Typed,
    join,
)
from bot.events import series_texts as texts
from bot.events.cards import created_card, people_told
from bot.events.model import Event
from bot.events.recurrence import MonthlyWeekday, Occurrence, Series, SeriesState, announced_at
from bot.events.repeat import say_repeat
from bot.events.when import say_date, say_when

_SHOWN = 3  # further dates on a card
_LEFT_OUT_SHOWN = 6
_STAMP = "%Y%m%d%H%M"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead of a series: the date that is announced, those to come, and those left out, by their wall times.

    `moved` is the next date, if any within sight, that begins later because the clocks skip its time.
    """

    standing: tuple[datetime, Event] | None
    dates: tuple[Occurrence, ...]
    left_out: tuple[datetime, ...]
    moved: Occurrence | None

    @property
    def ahead(self) -> tuple[tuple[datetime, datetime], ...]:
        """The wall time and the moment of each date ahead, announced or not."""
        first = () if self.standing is None else ((self.standing[0], self.standing[1].plan.starts_at),)
        return (*first, *((each.wall, each.starts_at) for each in self.dates))


def series_created_card(series: Series, event: Event, outlook: Outlook, places: Iterable[str], now: datetime) -> Card:
    """To the organizer: what was understood, with the next dates."""
    card = created_card(event, places, now)
    blocks: list[Block] = [Field("Repeats", (Say(say_repeat(series.repeat)),)), *card.blocks[:-1]]
    if outlook.dates:
        blocks.append(Field("After that", _dates(outlook.dates[:_SHOWN])))
    blocks += _moved(outlook)
    blocks.append(Paragraph(texts.CREATED_NEXT))
    rule = series.repeat.rule
    if isinstance(rule, MonthlyWeekday) and (rule.every, rule.nths) == (1, (2,)):
        blocks.append(Note(texts.CREATED_FORTNIGHTLY))
    blocks.append(Note(texts.NUMBER(number=series.id)))
    return replace(card, title=texts.CREATED_TITLE(title=series.title), blocks=tuple(blocks))


def series_card(series: Series, outlook: Outlook, now: datetime, others: Sequence[Series] = ()) -> Card:
    """One series as it stands, with what an organizer can do; below it, a menu of the others."""
    blocks: list[Block] = [Field("Repeats", (Say(say_repeat(series.repeat)),))]
    running = series.state is SeriesState.RUNNING
    ahead = outlook.ahead
    if not running:
        blocks.append(Paragraph(texts.ENDED))
    elif not ahead:
        blocks.append(Paragraph(texts.NO_MORE))
    if ahead:
        blocks.append(Field("Next", _next(outlook, now)))
    later = outlook.dates if outlook.standing is not None else outlook.dates[1:]
    if running and later:
        blocks.append(Field("After that", _dates(later[:_SHOWN])))
    if running and outlook.left_out:
        blocks.append(Field("Left out", _left_out(outlook.left_out)))
    blocks += _moved(outlook) if running else []
    blocks.append(Note(texts.NUMBER(number=series.id)))
    return Card(
        title=(Typed(series.title),),
        tone="good" if running else "quiet",
        blocks=tuple(blocks),
        choices=_choices(series, ahead[1:] if running else (), others),
        buttons=_buttons(series, ahead) if running else (),
    )


def no_series_card() -> Card:
    """There is no series; how to plan one."""
    return Card(tone="quiet", blocks=(Paragraph(texts.NONE),))


def ask_skip_card(series: Series, wall: datetime, event: Event | None) -> Card:
    """Before a date is left out: what that will do. The button says whether people will be told."""
    how = "yes" if event is None else "cancel"
    standing = event is not None and texts.ASK_SKIP_STANDING(people=people_told(event))
    return Card(
        title=texts.ASK_SKIP_TITLE(title=series.title, date=Say(say_day(wall))),
        tone="bad",
        blocks=(Paragraph(standing or texts.ASK_SKIP),),
        buttons=((Button(texts.BUTTON_SKIP_YES, f"series:{series.id}:skip:{wall:{_STAMP}}:{how}", "bad"),),),
    )


def skipped_card(card: Card, series: Series, wall: datetime) -> Card:
    """To the organizer who left a date out: the series as it goes on."""
    line = texts.SKIPPED(title=(Typed(series.title, strong=True),), date=Say(say_day(wall)))
    return replace(card, tone="quiet", blocks=(Paragraph(line), *card.blocks))


def ask_end_card(series: Series, standing: Event | None) -> Card:
    """Before a series ends: what that will do."""
    blocks: list[Block] = [Paragraph(texts.ASK_END)]
    if standing is not None:
        blocks.append(
            Paragraph(texts.ASK_END_STANDING(date=Say(say_date(standing.plan.starts_at, standing.plan.zone))))
        )
    return Card(
        title=texts.ASK_END_TITLE(title=series.title),
        tone="bad",
        blocks=tuple(blocks),
        buttons=((Button(texts.BUTTON_END, f"series:{series.id}:end:yes", "bad"),),),
    )


def ended_card(series: Series) -> Card:
    return Card(tone="quiet", blocks=(Paragraph(texts.END_DONE(title=(Typed(series.title, strong=True),))),))


def say_day(wall: datetime) -> str:
    """The date of a wall time: "Thursday 10 December 2026"."""
    return say_date(wall.replace(tzinfo=UTC), "UTC")


def read_stamp(text: str) -> datetime | None:
    """The wall time that a button or a menu carries; `None` for what is none of ours."""
    try:
        return datetime.strptime(text, _STAMP)  # noqa: DTZ007 - a wall time has no zone
    except ValueError:
        return None


def _next(outlook: Outlook, now: datetime) -> Line:
    if outlook.standing is not None:
        event = outlook.standing[1]
        when = Moment(event.plan.starts_at, event.plan.zone)
        return texts.ANNOUNCED(when=when, going=event.taken, number=event.id)
    date = outlook.dates[0]
    announced = Moment(announced_at(date, None, now), date.zone, MomentStyle.RELATIVE)
    return texts.TO_COME(when=Moment(date.starts_at, date.zone), announced=announced)


def _dates(dates: Sequence[Occurrence]) -> Line:
    return join(((Say(f"{say_day(each.wall)}, {each.shown:%H:%M}"),) for each in dates), " · ")


def _left_out(walls: Sequence[datetime]) -> Line:
    days = Say(", ".join(f"{wall.day} {wall:%B %Y}" for wall in walls[:_LEFT_OUT_SHOWN]))
    more = len(walls) - _LEFT_OUT_SHOWN
    return texts.AND_MORE(days=days, more=more) if more > 0 else (days,)


def _moved(outlook: Outlook) -> list[Block]:
    if (date := outlook.moved) is None:
        return []
    said = texts.MOVED(day=Say(say_day(date.wall)), wall=Say(f"{date.wall:%H:%M}"), begins=Say(f"{date.shown:%H:%M}"))
    return [Paragraph(said)]


def _buttons(series: Series, ahead: Sequence[tuple[datetime, datetime]]) -> tuple[tuple[Button, ...], ...]:
    skip = [Button(texts.BUTTON_SKIP, f"series:{series.id}:skip:{ahead[0][0]:{_STAMP}}")] if ahead else []
    return ((*skip, Button(texts.BUTTON_END, f"series:{series.id}:end", "bad")),)


def _choices(
    series: Series, later: Sequence[tuple[datetime, datetime]], others: Sequence[Series]
) -> tuple[Choice, ...]:
    zone = series.repeat.zone
    dates = tuple(Option(say_day(wall), f"{wall:{_STAMP}}", say_when(start, zone)) for wall, start in later)
    choices = [Choice(texts.SKIP_PROMPT, f"series:{series.id}:skip", dates[: limits.OPTIONS])] if dates else []
    if others:
        options = tuple(Option(each.title, str(each.id), say_repeat(each.repeat)) for each in others[: limits.OPTIONS])
        choices.append(Choice(texts.PICK_OTHER, "series:show", options))
    return tuple(choices)
