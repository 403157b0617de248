"""How help looks: what fits the person's role and the moment, and never more than one card holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.catalog import COMMANDS, WORDS, Command
from bot.chat.limits import OPTIONS
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Line,
    Moment,
    MomentStyle,
    Option,
    Paragraph,
    Say,
    Typed,
    plain_length,
)
from bot.events.model import Event, Standing
from bot.people import texts

ROOM = 2800  # characters of the whole list, so that the card holds what is on as well


@dataclass(frozen=True, slots=True)
class Now:
    """Who asks for help, and what there is to do at this moment. `event` is the next one that has not begun.

    `on_stage` is the talk that is on now.
    """

    at: datetime
    zone: str
    organizer: bool
    event: Event | None = None
    standing: Standing | None = None
    has_channel: bool = True
    on_stage: int | None = None

    @property
    def today(self) -> bool:
        """Whether the next event is today, in the community's zone."""
        if self.event is None:
            return False
        zone = ZoneInfo(self.zone)
        return self.event.plan.starts_at.astimezone(zone).date() == self.at.astimezone(zone).date()


def help_card(now: Now, commands: Sequence[Command] = COMMANDS) -> Card:
    """What is on next, and what this person can do here: a line a command, or a line a group and a menu of the groups."""
    mine = _allowed(commands, now)
    choices: tuple[Choice, ...] = ()
    blocks = _whole(mine)
    if sum(plain_length(block) for block in blocks) > ROOM:
        blocks, choices = _by_group(mine)
    return Card(
        title=texts.HELP_TITLE,
        blocks=(*_what_now(now), *blocks),
        choices=choices,
        buttons=_buttons(now),
    )


def help_about_card(now: Now, word: str, commands: Sequence[Command] = COMMANDS) -> Card:
    """What this person can do with one slash command."""
    lines = _lines([each for each in _allowed(commands, now) if each.word == word])
    return Card(title=say_word(word), blocks=(Bullets(lines or (texts.HELP_NOT_YOURS,)),))


def say_word(word: str) -> Line:
    return (Say(WORDS.get(word, f"/{word}")),)


def _allowed(commands: Sequence[Command], now: Now) -> list[Command]:
    return [each for each in commands if now.organizer or each.who != "organizer"]


def _what_now(now: Now) -> list[Block]:
    blocks: list[Block] = []
    if now.event is None:
        blocks.append(Paragraph(texts.NOW_NOTHING_ORGANIZER if now.organizer else texts.NOW_NOTHING))
    else:
        plan = now.event.plan
        style = MomentStyle.RELATIVE if now.today else MomentStyle.FULL
        sentence = texts.NOW_TODAY if now.today else texts.NOW_NEXT
        line = sentence(title=(Typed(plan.title, strong=True),), when=Moment(plan.starts_at, plan.zone, style))
        blocks.append(Paragraph((*line, Say(" "), *texts.NOW_STANDING[now.standing])))
    if now.organizer and not now.has_channel:
        blocks.append(Paragraph(texts.NOW_NO_CHANNEL))
    return blocks


def _buttons(now: Now) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if now.on_stage is not None:
        rows.append((Button(texts.BUTTON_ASK_SPEAKER, f"question:{now.on_stage}:ask", "good"),))
    if now.event is not None and now.today:
        number = now.event.id
        answers = (
            (Standing.GOING, Button(texts.BUTTON_GOING, f"rsvp:{number}:going", "good")),
            (Standing.MAYBE, Button(texts.BUTTON_MAYBE, f"rsvp:{number}:maybe")),
            (Standing.NO, Button(texts.BUTTON_NO, f"rsvp:{number}:no")),
        )
        waits = now.standing is Standing.WAITING
        rows.append(
            tuple(
                button
                for standing, button in answers
                if standing is not now.standing and not (waits and standing is Standing.GOING)
            )
        )
    if now.organizer and not now.has_channel:
        rows.append((Button(texts.BUTTON_SETUP, "setup:show", "good"),))
    return tuple(rows)


def _words(commands: Sequence[Command]) -> list[str]:
    return list(dict.fromkeys(each.word for each in commands))


def _whole(commands: Sequence[Command]) -> list[Block]:
    """Every command with what it does, grouped as the catalog groups them."""
    blocks: list[Block] = []
    for who, heading in (("member", texts.HELP_MEMBER), ("organizer", texts.HELP_ORGANIZERS)):
        theirs = [each for each in commands if each.who == who]
        if theirs:
            ordered = [each for word in _words(theirs) for each in theirs if each.word == word]
            blocks += [Paragraph(heading), Bullets(_lines(ordered))]
    return blocks


def _by_group(commands: Sequence[Command]) -> tuple[list[Block], tuple[Choice, ...]]:
    """A line a slash command, and a menu to read more about one."""
    words = _words(commands)
    lines = tuple(texts.HELP_GROUP(word=Say(word, strong=True), summary=say_word(word)) for word in words)
    options = tuple(Option(f"/{word}", word, WORDS.get(word, "")) for word in words[:OPTIONS])
    blocks: list[Block] = [Paragraph(texts.HELP_MEMBER), Bullets(lines)]
    return blocks, (Choice(texts.HELP_PICK, "help:about", options),)


def _lines(commands: Sequence[Command]) -> tuple[Line, ...]:
    return tuple(texts.HELP_COMMAND(name=Say(each.name, strong=True), summary=Say(each.summary)) for each in commands)
