"""How series look. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence
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
from bot.events.cards import created_card, who_is_told
from bot.events.destinations import Destinations
from bot.events.edit_cards import people
from bot.events.model import Event, Plan
from bot.events.recurrence import MonthlyWeekday, Occurrence, Series, SeriesState, announced_at
from bot.events.repeat import say_repeat
from bot.events.texts import EDITED_NOTHING, EDITED_SEATS, WHERE_OPEN
from bot.events.when import say_date, say_duration, say_when
from bot.events.when.say import say_clock

_SHOWN = 3  # further dates on a card
_LEFT_OUT_SHOWN = 6
_STAMP = "%Y%m%d%H%M"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead of a series: the dates that are announced (mostly one), those to come, and those left out, by their
    wall times.

    `moved` is the next date, if any within sight, that begins later because the clocks skip its time.
    """

    standing: tuple[tuple[datetime, Event], ...]
    dates: tuple[Occurrence, ...]
    left_out: tuple[datetime, ...]
    moved: Occurrence | None

    @property
    def ahead(self) -> tuple[tuple[datetime, datetime], ...]:
        """The wall time and the moment of each date ahead, announced or not."""
        announced = ((wall, event.plan.starts_at) for wall, event in self.standing)
        return (*announced, *((each.wall, each.starts_at) for each in self.dates))


def series_created_card(series: Series, event: Event, outlook: Outlook, places: Destinations, now: datetime) -> Card:
    """To the organizer: what was understood, with the next dates."""
    card = created_card(event, places, now)
    blocks: list[Block] = [Field("Repeats", (Say(say_repeat(series.repeat)),)), *card.blocks[:-1]]
    if outlook.dates:
        blocks.append(Field("After that", _dates(series, outlook.ahead[1:])))
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
    if running and ahead[1:]:
        blocks.append(Field("After that", _dates(series, ahead[1:])))
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


def which_card(series: Series, event: Event, wall: datetime) -> Card:
    """Before a date of a series is changed: that one alone, or all that come?"""
    return Card(
        title=texts.WHICH_TITLE(title=event.title),
        blocks=(
            Field("Repeats", (Say(say_repeat(series.repeat)),)),
            Field("This date", (Moment(event.plan.starts_at, event.plan.zone),)),
            Paragraph(texts.WHICH),
        ),
        buttons=(
            (
                Button(texts.BUTTON_ONLY, f"event:{event.id}:edit:only"),
                Button(texts.BUTTON_COMING, f"series:{series.id}:edit:{wall:{_STAMP}}"),
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """What a change of a series did to the dates that are announced: how many follow, how many people are asked or got a
    seat, and those that keep something of their own.
    """

    dates: int = 0
    asked: int = 0
    promoted: int = 0
    kept: tuple[Plan, ...] = ()


def edited_card(series: Series, followed: Followed) -> Card:
    """To the organizer: the coming dates as they are now, and what became of those that are announced."""
    plan = series.plan
    said: list[Line] = [texts.EDITED_COMING]
    if followed.dates:
        one = followed.dates == 1
        said.append(texts.EDITED_FOLLOWS_ONE if one else texts.EDITED_FOLLOWS(number=followed.dates))
    if followed.asked:
        said.append(texts.EDITED_ASKS(people=people(followed.asked)))
    if followed.promoted:
        have = Say("has" if followed.promoted == 1 else "have")
        said.append(EDITED_SEATS(people=people(followed.promoted), have=have))
    said += [texts.EDITED_KEEPS(date=Say(say_date(each.starts_at, each.zone))) for each in followed.kept]
    return Card(
        title=texts.EDITED_TITLE(title=series.title),
        tone="good",
        blocks=(
            Field("Repeats", (Say(say_repeat(series.repeat)),)),
            Field("Lasts", (Say(say_duration(plan.ends_at - plan.starts_at)),)),
            Field("Where", (Typed(plan.place),) if plan.place else WHERE_OPEN),
            Field("Seats", (_room(plan),)),
            *map(Paragraph, said),
            Note(texts.NUMBER(number=series.id)),
        ),
    )


def unchanged_card(series: Series) -> Card:
    """Nothing in the form was different."""
    return Card(tone="quiet", blocks=(Paragraph(EDITED_NOTHING(title=(Typed(series.title, strong=True),))),))


def meanwhile(series: Series) -> Line:
    """That the series was changed meanwhile, and what it is now."""
    return texts.EDITED_MEANWHILE(
        title=series.title,
        when=Say(say_repeat(series.repeat)),
        place=series.plan.place or WHERE_OPEN,
        seats=_room(series.plan),
    )


def _room(plan: Plan) -> Say:
    return Say("room for everyone" if plan.seats is None else "1 seat" if plan.seats == 1 else f"{plan.seats} seats")


def ask_skip_card(series: Series, wall: datetime, event: Event | None) -> Card:
    """Before a date is left out: what that will do. The button says whether people will be told."""
    how = "yes" if event is None else "cancel"
    # A date that was moved is on another day than the series says.
    day = say_day(wall) if event is None else say_date(event.plan.starts_at, event.plan.zone)
    standing = event is not None and texts.ASK_SKIP_STANDING(told=who_is_told(event))
    return Card(
        title=texts.ASK_SKIP_TITLE(title=series.title, date=Say(day)),
        tone="bad",
        blocks=(Paragraph(standing or texts.ASK_SKIP),),
        buttons=((Button(texts.BUTTON_SKIP_YES, f"series:{series.id}:skip:{wall:{_STAMP}}:{how}", "bad"),),),
    )


def skipped_card(card: Card, series: Series, wall: datetime) -> Card:
    """To the organizer who left a date out: the series as it goes on."""
    line = texts.SKIPPED(title=(Typed(series.title, strong=True),), date=Say(say_day(wall)))
    return replace(card, tone="quiet", blocks=(Paragraph(line), *card.blocks))


def ask_end_card(series: Series, standing: Sequence[Event]) -> Card:
    """Before a series ends: what that will do."""
    days = [Say(say_date(each.plan.starts_at, each.plan.zone)) for each in standing]
    blocks: list[Block] = [Paragraph(texts.ASK_END)]
    blocks += [Paragraph(texts.ASK_END_STANDING(date=day)) for day in days]
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
    if outlook.standing:
        event = outlook.standing[0][1]
        when = Moment(event.plan.starts_at, event.plan.zone)
        return texts.ANNOUNCED(when=when, going=event.taken, number=event.id)
    date = outlook.dates[0]
    announced = Moment(announced_at(date, None, now), date.zone, MomentStyle.RELATIVE)
    return texts.TO_COME(when=Moment(date.starts_at, date.zone), announced=announced)


def _dates(series: Series, dates: Sequence[tuple[datetime, datetime]]) -> Line:
    zone = series.repeat.zone
    return join(((Say(f"{say_date(start, zone)}, {say_clock(start, zone)}"),) for _, start in dates[:_SHOWN]), " · ")


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
    edit = Button(texts.BUTTON_EDIT, f"series:{series.id}:edit:0")
    return ((*skip, edit, Button(texts.BUTTON_END, f"series:{series.id}:end", "bad")),)


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
