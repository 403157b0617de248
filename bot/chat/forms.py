"""Forms: the questions that somebody answers at once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import limits
from bot.chat.choices import Option


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
