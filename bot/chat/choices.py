"""What a card offers to press and to pick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.chat import limits

ButtonTone = Literal["plain", "good", "bad"]


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
