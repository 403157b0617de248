"""The form to ask for something or to offer it, and how its answers are read: purely, so that neither can be late."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import Call
from bot.asks import texts
from bot.asks.model import MOST_DAYS, MOST_WORDS, TEXT_LENGTH, USUAL_DAYS, WORDS_LENGTH, Need, Side, Topic, words_of
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs
from bot.chat.views import ChoiceInput, Form, Option, TextInput
from bot.events.forms import limited

_SOON = "soon"


def ask_form(side: Side, values: Mapping[str, str]) -> Form:
    """The form, filled with what was typed before."""
    topics = tuple(Option(texts.TOPICS[each.value], each.value) for each in Topic)
    urgency = (Option(texts.OPTION_NO_HURRY, "later"), Option(texts.OPTION_SOON, _SOON))
    return Form(
        title=texts.FORM_ASK if side is Side.ASK else texts.FORM_OFFER,
        route=f"ask:new:{side.value}",
        submit=texts.FORM_SUBMIT,
        inputs=(
            ChoiceInput("topic", texts.LABEL_TOPIC, topics, required=True, value=values.get("topic", "")),
            TextInput(
                "text",
                texts.LABEL_TEXT,
                required=True,
                multiline=True,
                placeholder=texts.PLACEHOLDER_ASK if side is Side.ASK else texts.PLACEHOLDER_OFFER,
                value=values.get("text", ""),
                max_length=TEXT_LENGTH,
            ),
            TextInput(
                "words",
                texts.LABEL_WORDS,
                placeholder=texts.PLACEHOLDER_WORDS,
                hint=texts.HINT_WORDS,
                value=values.get("words", ""),
                max_length=WORDS_LENGTH,
            ),
            ChoiceInput("urgency", texts.LABEL_SOON, urgency, value=values.get("urgency", "")),
            TextInput(
                "days",
                texts.LABEL_DAYS,
                placeholder=texts.PLACEHOLDER_DAYS,
                value=values.get("days", ""),
                max_length=20,
            ),
        ),
    )


def read_need(_call: Call, values: Mapping[str, str]) -> Need:
    """What the form's answers say; raises Refusal naming the field that cannot be read."""
    if (topic := next((each for each in Topic if each.value == values.get("topic")), None)) is None:
        raise Refusal(texts.TOPIC_MISSING, field="topic")
    text = paragraphs(values.get("text", ""))
    if not text:
        raise Refusal(texts.TEXT_MISSING, field="text")
    if len(text) > TEXT_LENGTH:
        raise Refusal(texts.TEXT_LONG(limit=TEXT_LENGTH, length=len(text)), field="text")
    words = read_words(values.get("words", ""))
    return Need(topic, text, words, values.get("urgency") == _SOON, _days(values.get("days", "")))


def read_words(text: str) -> str:
    """Words to match by, as they were typed."""
    tidy = one_line(text)
    if len(tidy) > WORDS_LENGTH:
        raise Refusal(texts.WORDS_LONG(limit=WORDS_LENGTH, length=len(tidy)), field="words")
    if len(words_of(tidy)) > MOST_WORDS:
        raise Refusal(texts.WORDS_MANY(most=MOST_WORDS), field="words")
    return tidy


def _days(text: str) -> int:
    tidy = one_line(text).lower().removesuffix("days").removesuffix("day").strip()
    if not tidy:
        return USUAL_DAYS
    if not (tidy.isascii() and tidy.isdigit() and len(tidy) <= 3 and 1 <= int(tidy) <= MOST_DAYS):  # noqa: PLR2004 - digits
        raise Refusal(texts.DAYS_UNCLEAR(text=limited(text), most=MOST_DAYS), field="days")
    return int(tidy)
