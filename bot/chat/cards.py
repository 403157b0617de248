"""Cards: what one message means, before a platform renders it with its best widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.chat import limits
from bot.chat.choices import Button, ChannelChoice, Choice, LinkButton, PersonChoice, Picker
from bot.chat.sentences import Everyone, Line, Person, Span

Tone = Literal["plain", "good", "waiting", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Field:
    """A short label and what it holds: "Where: the old library"."""

    label: str
    value: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Typed text that may have several lines; the first thing to be shortened when a card is too long."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Typed text that is the message itself: its line breaks stay, and addresses in it lead where they say."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    line: Line


Block = Paragraph | Field | Bullets | Quote | Prose | Note


def plain_length(block: Block) -> int:
    """About how many characters a block shows."""
    match block:
        case Quote(text) | Prose(text):
            return len(text)
        case Bullets(lines):
            return sum(_line_length(each) + 3 for each in lines)
        case Field(label, value):
            return len(label) + 2 + _line_length(value)
        case Paragraph(line) | Note(line):
            return _line_length(line)


def _line_length(line: Line) -> int:
    return sum(len(getattr(span, "text", "")) or 20 for span in line)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text for the reader to keep: a file where the platform lets us hand one over privately, else a block of code."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One message. `buttons` come in rows, as people should see them; `choices` each take a row of their own.

    `attachment` is for private answers alone.
    """

    title: Line = ()
    tone: Tone = "plain"
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choice | PersonChoice | ChannelChoice | Picker, ...] = ()
    buttons: tuple[tuple[Button | LinkButton, ...], ...] = ()
    attachment: Attachment | None = None

    def __post_init__(self) -> None:
        if not self.title and not self.blocks:
            raise ValueError("a card says something")
        if len(self.buttons) + len(self.choices) > limits.ROWS:
            raise ValueError(f"a card has at most {limits.ROWS} rows of buttons and choices")
        if any(not 1 <= len(row) <= limits.ROW for row in self.buttons):
            raise ValueError(f"a row has 1 to {limits.ROW} buttons")
        routes = [each.route for row in self.buttons for each in row if isinstance(each, Button)]
        routes += [each.route for each in self.choices]
        if len(set(routes)) != len(routes):
            raise ValueError("two buttons of a card have the same route")

    def people(self) -> list[Person]:
        """Everybody whom the card names as a person."""
        return [span for span in self._spans() if isinstance(span, Person)]

    @property
    def pings_everyone(self) -> bool:
        """Whether the card is meant to notify all who are in its place."""
        return any(isinstance(span, Everyone) and span.ping for span in self._spans())

    def _spans(self) -> list[Span]:
        lines = [self.title]
        for block in self.blocks:
            match block:
                case Paragraph(line) | Note(line) | Field(value=line):
                    lines.append(line)
                case Bullets(bullets):
                    lines.extend(bullets)
                case Quote() | Prose():
                    pass
        return [span for line in lines for span in line]
