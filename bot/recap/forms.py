"""The forms about recaps, and how their answers are read: purely, so that neither can be late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.app import Call
from bot.chat import limits
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs, says_nothing
from bot.chat.views import Form, TextInput
from bot.recap import texts
from bot.recap.model import ANSWER_LENGTH, NOTE_LENGTH, Question
from bot.talks.forms import read_links

_LINKS_LENGTH = 1800


@dataclass(frozen=True, slots=True)
class Added:
    """What an organizer adds to a recap."""

    recordings: tuple[str, ...]
    note: str


def open_links_form(_call: Call, values: Mapping[str, str], *, talk: int) -> Form:
    """A speaker's links, as they are."""
    field = TextInput(
        "links",
        texts.LABEL_LINKS,
        multiline=True,
        placeholder=texts.PLACEHOLDER_LINKS,
        hint=texts.HINT_LINKS,
        value=values.get("links", ""),
        max_length=_LINKS_LENGTH,
    )
    return Form(texts.FORM_LINKS, f"recap:talk:{talk}:links", (field,), texts.SUBMIT)


def read_talk_links(_call: Call, values: Mapping[str, str]) -> tuple[str, ...]:
    return read_links(values.get("links", ""))


def open_recap_form(_call: Call, values: Mapping[str, str], *, event: int) -> Form:
    """What organizers add: recordings of the whole event, and a note."""
    return Form(
        texts.FORM_RECAP,
        f"recap:{event}:edit",
        (
            TextInput(
                "note",
                texts.LABEL_NOTE,
                multiline=True,
                placeholder=texts.PLACEHOLDER_NOTE,
                value=values.get("note", ""),
                max_length=NOTE_LENGTH * 2,
            ),
            TextInput(
                "links",
                texts.LABEL_RECORDING_LINKS,
                multiline=True,
                placeholder=texts.PLACEHOLDER_RECORDINGS,
                hint=texts.HINT_RECORDINGS,
                value=values.get("links", ""),
                max_length=_LINKS_LENGTH,
            ),
        ),
        texts.SUBMIT,
    )


def read_added(_call: Call, values: Mapping[str, str]) -> Added:
    """What the form's answers add; raises Refusal naming the field that cannot be read."""
    note = paragraphs(values.get("note", ""))
    if len(note) > NOTE_LENGTH:
        raise Refusal(texts.NOTE_LONG(limit=NOTE_LENGTH, length=len(note)), field="note")
    return Added(read_links(values.get("links", "")), note)


def open_answer_form(_call: Call, values: Mapping[str, str], *, question: int, found: Question | None = None) -> Form:
    """A speaker's answer to a question; what is asked stands beside it, where it may be read."""
    field = TextInput(
        "reply",
        texts.LABEL_ANSWER,
        required=True,
        multiline=True,
        hint="" if found is None else limits.clip(one_line(found.text), limits.HINT),
        value=values.get("reply", ""),
        max_length=ANSWER_LENGTH * 2,
    )
    return Form(texts.FORM_ANSWER, f"recap:answer:{question}", (field,), texts.SUBMIT)


def read_answer(_call: Call, values: Mapping[str, str]) -> str:
    """What a speaker answers; raises Refusal when it says nothing or too much."""
    answer = paragraphs(values.get("reply", ""))
    if says_nothing(answer):
        raise Refusal(texts.ANSWER_MISSING, field="reply")
    if len(answer) > ANSWER_LENGTH:
        raise Refusal(texts.ANSWER_LONG(limit=ANSWER_LENGTH, length=len(answer)), field="reply")
    return answer
