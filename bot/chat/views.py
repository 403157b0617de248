"""The vocabulary of messages: cards and forms that name what is meant; each platform renders them with its best widgets.

Sentences are data with named holes. Whatever people typed travels as `Typed` (a plain `str` in a hole becomes one), which a
renderer shows as text, never as markup or a mention. Fixed parts are checked against both platforms' limits when they are
built, so a label that is too long fails in a unit test and not in front of people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from string import Formatter
from typing import Literal

from bot.chat import limits
from bot.people.model import Platform

Tone = Literal["plain", "good", "waiting", "bad", "quiet"]
ButtonTone = Literal["plain", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Say:
    """Our own words."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that somebody typed: shown as they are, on one line."""

    text: str
    strong: bool = False


class MomentStyle(Enum):
    """How much of a moment: `FULL` "Thursday 10 December 2026, 18:30"; `RELATIVE` "in 3 days"; `CLOCK` "18:30"."""

    FULL = "full"
    RELATIVE = "relative"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, shown in the reader's own zone; `zone` (IANA) is the event's, for where that cannot be done."""

    at: datetime
    zone: str
    style: MomentStyle = MomentStyle.FULL


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the label may be typed text, the address has been checked to be one (http or https)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """A member. `accounts` are (platform, the platform's id); where they have none on a platform, it shows the name.

    Only `ping` makes it a mention that notifies them: on cards for everybody, people are names.
    """

    name: str
    accounts: tuple[tuple[Platform, str], ...] = ()
    ping: bool = False

    def on(self, platform: Platform) -> str | None:
        """Their id on a platform, where they have to be pinged there."""
        return next((external for at, external in self.accounts if at is platform), None) if self.ping else None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, as a native reference on its own platform; elsewhere, and for those not in it, by its name."""

    platform: Platform
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """All who are in the place where the card stands, or those of them who are `here` now.

    Only `ping` notifies them; without it, it is the word alone, which a preview shows.
    """

    here: bool = False
    ping: bool = False


Span = Say | Typed | Moment | Link | Person | Channel | Everyone
Line = tuple[Span, ...]
Hole = Span | Line | str | int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours with named holes: `Sentence("{name} is going.")(name="Ana")`.

    Raises KeyError when the holes that are filled are not exactly the holes that are there.
    """

    template: str

    @property
    def holes(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in Formatter().parse(self.template) if name)

    def __call__(self, **filling: Hole) -> Line:
        if filling.keys() != self.holes:
            raise KeyError(f"{self.template!r} has the holes {sorted(self.holes)}, not {sorted(filling)}")
        spans: list[Span] = []
        for words, name, _, _ in Formatter().parse(self.template):
            if words:
                spans.append(Say(words))
            if name:
                spans.extend(fill(filling[name]))
        return tuple(spans)


def fill(hole: Hole) -> Line:
    """What stands in a sentence for a value; a bare `str` is taken for typed text, which is always safe."""
    match hole:
        case tuple():
            return hole
        case str():
            return (Typed(hole),)
        case int():
            return (Say(str(hole)),)
        case _:
            return (hole,)


def say(words: str) -> Line:
    """A line of our own words alone."""
    return (Say(words),)


def join(lines: Iterable[Line], between: str) -> Line:
    """The lines as one, with our words `between` them."""
    joined: list[Span] = []
    for line in lines:
        if joined:
            joined.append(Say(between))
        joined.extend(line)
    return tuple(joined)


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
class Button:
    label: str
    route: str
    tone: ButtonTone = "plain"

    def __post_init__(self) -> None:
        limits.at_most(limits.BUTTON_LABEL, self.label, "button label")
        limits.at_most(limits.ROUTE, self.route, "route")


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that leads to a page."""

    label: str
    url: str

    def __post_init__(self) -> None:
        limits.at_most(limits.BUTTON_LABEL, self.label, "button label")
        limits.at_most(limits.URL, self.url, "address")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick: `label` and `detail` may hold typed text and are shortened to fit; `value` is ours."""

    label: str
    value: str
    detail: str = ""

    def __post_init__(self) -> None:
        limits.at_most(limits.OPTION_VALUE, self.value, "option value")


@dataclass(frozen=True, slots=True)
class Choice:
    """A menu to pick one option from; the value that was picked is handed to the route as `picked`."""

    prompt: str
    route: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        limits.at_most(limits.PLACEHOLDER, self.prompt, "prompt of a choice")
        limits.at_most(limits.ROUTE, self.route, "route")
        if not 1 <= len(self.options) <= limits.OPTIONS:
            raise ValueError(f"a choice has 1 to {limits.OPTIONS} options, not {len(self.options)}")
        if len({each.value for each in self.options}) != len(self.options):
            raise ValueError("two options of a choice have the same value")


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """The platform's own menu of everybody in the space; the account that was picked is handed to the route as `person`.

    In direct messages Discord offers nobody but the two who talk, so it belongs on answers given in a server.
    """

    prompt: str
    route: str

    def __post_init__(self) -> None:
        limits.at_most(limits.PLACEHOLDER, self.prompt, "prompt of a choice")
        limits.at_most(limits.ROUTE, self.route, "route")


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """The platform's own menu of its public channels; the id of the one that was picked is handed to the route as `picked`."""

    prompt: str
    route: str

    def __post_init__(self) -> None:
        limits.at_most(limits.PLACEHOLDER, self.prompt, "prompt of a choice")
        limits.at_most(limits.ROUTE, self.route, "route")


@dataclass(frozen=True, slots=True)
class Picker:
    """A menu of what the platform itself knows: channels where we may be, or who runs things there (roles on Discord,
    people on Slack). What was picked is handed to the route as `picked`: the platform's ids, with commas between them.
    """

    prompt: str
    route: str
    kind: Literal["channel", "organizers"]
    picked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        limits.at_most(limits.PLACEHOLDER, self.prompt, "prompt of a picker")
        limits.at_most(limits.ROUTE, self.route, "route")
        most = 1 if self.kind == "channel" else limits.PICKED
        if len(self.picked) > most:
            raise ValueError(f"at most {most} are picked")


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


@dataclass(frozen=True, slots=True)
class TextInput:
    """A question of a form that is answered by typing. `search` names a list that a platform may offer to search in while
    somebody types (see `features.SEARCHES`); elsewhere it is plain text.

    `spare` marks a question that a platform may leave out where a form has no room for all of them (Discord has room for
    five); another input's `hint` must then say how to answer it there.
    """

    id: str
    label: str
    required: bool = False
    multiline: bool = False
    placeholder: str = ""
    hint: str = ""
    value: str = ""
    max_length: int = limits.TEXT_INPUT
    spare: bool = False
    search: str = ""

    def __post_init__(self) -> None:
        limits.at_most(limits.INPUT_LABEL, self.label, "label")
        limits.at_most(limits.PLACEHOLDER, self.placeholder, "placeholder")
        limits.at_most(limits.HINT, self.hint, "hint")
        if not 1 <= self.max_length <= limits.TEXT_INPUT:
            raise ValueError(f"max_length is 1 to {limits.TEXT_INPUT}")


@dataclass(frozen=True, slots=True)
class ChoiceInput:
    """A question of a form that is answered by picking one option; the answer is the option's value, "" for none.

    `spare` and `hint` are as for a TextInput.
    """

    id: str
    label: str
    options: tuple[Option, ...]
    required: bool = False
    hint: str = ""
    value: str = ""
    spare: bool = False

    def __post_init__(self) -> None:
        limits.at_most(limits.INPUT_LABEL, self.label, "label")
        limits.at_most(limits.HINT, self.hint, "hint")
        if not 1 <= len(self.options) <= limits.OPTIONS:
            raise ValueError(f"a choice has 1 to {limits.OPTIONS} options, not {len(self.options)}")
        if self.value and self.value not in {each.value for each in self.options}:
            raise ValueError(f"{self.value!r} is not at most one of the options")


Input = TextInput | ChoiceInput


@dataclass(frozen=True, slots=True)
class Form:
    """A form; sending it calls its `route` with the answers."""

    title: str
    route: str
    inputs: tuple[Input, ...]
    submit: str = "Send"

    def __post_init__(self) -> None:
        limits.at_most(limits.FORM_TITLE, self.title, "form title")
        limits.at_most(limits.FORM_TITLE, self.submit, "submit label")
        limits.at_most(limits.ROUTE, self.route, "route")
        if not 1 <= len(self.always) <= limits.FORM_INPUTS:
            raise ValueError(f"a form has 1 to {limits.FORM_INPUTS} inputs that are not spare")
        if len({each.id for each in self.inputs}) != len(self.inputs):
            raise ValueError("two inputs of a form have the same id")

    @property
    def always(self) -> tuple[Input, ...]:
        """The inputs that every platform shows."""
        return tuple(each for each in self.inputs if not each.spare)
