"""The form to ask a question, and how its answers, or the words behind a command, are read: purely."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.app import Call
from bot.chat import limits
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs, says_nothing
from bot.chat.views import ChoiceInput, Form, Option, TextInput
from bot.questions import texts
from bot.questions.model import TEXT_LENGTH, Wanted
from bot.talks.model import Talk

NAMED, ANONYMOUS = "named", "anonymous"
_ANONYMOUSLY = re.compile(r"\s*anonymous(?:ly)?\s*:\s*", re.IGNORECASE)


def ask_form(talk: Talk, values: Mapping[str, str]) -> Form:
    """The form to ask about a talk, filled with what was typed before."""
    hint = limits.clip(texts.HINT_TALK.format(title=one_line(talk.title)), limits.HINT)
    return _form(talk.id, hint, values)


def open_plain(_call: Call, values: Mapping[str, str], *, talk: int) -> Form:
    """The same where only the talk's number is known."""
    return _form(talk, "", values)


def _form(talk: int, hint: str, values: Mapping[str, str]) -> Form:
    names = (Option(texts.OPTION_NAMED, NAMED), Option(texts.OPTION_ANONYMOUS, ANONYMOUS))
    return Form(
        title=texts.FORM_TITLE,
        route=f"question:{talk}:ask",
        submit=texts.FORM_SUBMIT,
        inputs=(
            TextInput(
                "question",
                texts.LABEL_QUESTION,
                required=True,
                multiline=True,
                placeholder=texts.PLACEHOLDER,
                hint=hint,
                value=values.get("question", ""),
                max_length=TEXT_LENGTH,
            ),
            ChoiceInput(
                "name",
                texts.LABEL_NAME,
                names,
                required=True,
                hint=texts.HINT_NAME,
                value=ANONYMOUS if values.get("name") == ANONYMOUS else NAMED,
            ),
        ),
    )


def read_question(_call: Call, values: Mapping[str, str]) -> Wanted:
    """What the form's answers say; raises Refusal naming the field that cannot be read."""
    return wanted(values.get("question", ""), anonymous=values.get("name") == ANONYMOUS)


def wanted(text: str, *, anonymous: bool) -> Wanted:
    """A question as it was typed; refuses what says nothing, and what is too long."""
    tidy = paragraphs(text)
    if says_nothing(tidy):
        raise Refusal(texts.TEXT_MISSING, field="question")
    if len(tidy) > TEXT_LENGTH:
        raise Refusal(texts.TEXT_LONG(limit=TEXT_LENGTH, length=len(tidy)), field="question")
    return Wanted(tidy, anonymous)


def split_typed(text: str) -> tuple[str, bool]:
    """What was typed behind a bare command: "anonymous: Why not Rust?" is ("Why not Rust?", True)."""
    found = _ANONYMOUSLY.match(text)
    return (text, False) if found is None else (text[found.end() :], True)
