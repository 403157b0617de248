"""The forms about talks, and how their answers are read: purely, so that neither can be late."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from bot.app import Call
from bot.chat import limits
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs, says_nothing
from bot.chat.views import ChoiceInput, Form, Input, Option, Sentence, TextInput
from bot.events.forms import limited
from bot.events.model import Event
from bot.events.when import say_when
from bot.talks import texts
from bot.talks.model import (
    FORMATS,
    LINK_LENGTH,
    MOST_CHANGEOVER,
    MOST_DOORS,
    MOST_LINKS,
    PITCH_LENGTH,
    REPLY_LENGTH,
    TITLE_LENGTH,
    Proposal,
    TalkKind,
    Timing,
)

_ANY = "any"
# Nothing in here can end a link, open another, or hide the host behind a name and a password.
_LINK = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?([/?#][A-Za-z0-9._~/?#@!$&'+,;=%:-]*)?")
_SAFE = "/?#@!$&'+,;=%:"


# --- A talk ----------------------------------------------------------------------------------------------------------


def proposal_form(route: str, values: Mapping[str, str], events: Sequence[Event] | None) -> Form:
    """The form of a talk, filled with what is known; without a menu of events where its talk has a slot (`None`)."""
    new = route == "talk:propose"
    where: tuple[Input, ...] = () if events is None else (_event_input(events, values.get("event", "")),)
    return Form(
        title=texts.FORM_PROPOSE if new else texts.FORM_EDIT,
        route=route,
        submit=texts.SUBMIT_PROPOSE if new else texts.SUBMIT_SAVE,
        inputs=(
            _text(values, "title", texts.LABEL_TITLE, texts.PLACEHOLDER_TITLE, TITLE_LENGTH, required=True),
            _text(
                values,
                "pitch",
                texts.LABEL_PITCH,
                texts.PLACEHOLDER_PITCH,
                PITCH_LENGTH,
                required=True,
                multiline=True,
            ),
            _format_input(values.get("format", "")),
            *where,
            _text(
                values, "links", texts.LABEL_LINKS, texts.PLACEHOLDER_LINKS, 1800, hint=texts.HINT_LINKS, multiline=True
            ),
        ),
    )


def _text(
    values: Mapping[str, str], name: str, label: str, placeholder: str, most: int, **more: str | bool
) -> TextInput:
    return TextInput(name, label, placeholder=placeholder, max_length=most, value=values.get(name, ""), **more)  # type: ignore[arg-type]


def _event_input(events: Sequence[Event], value: str) -> ChoiceInput:
    coming = [
        Option(each.title, str(each.id), say_when(each.plan.starts_at, each.plan.zone))
        for each in events[: limits.OPTIONS - 1]
    ]
    options = (*coming, Option(texts.ANY_EVENT, _ANY))
    known = value if value in {each.value for each in options} else _ANY
    return ChoiceInput("event", texts.LABEL_EVENT, options, required=True, value=known)


def _format_input(value: str) -> ChoiceInput:
    """One menu for the kind, the minutes and whether it is a first talk: Discord's forms have no room for three."""
    options = []
    for kind, minutes, can_be_first in FORMATS:
        said = {"kind": texts.KINDS[kind], "minutes": minutes}
        options.append(Option(texts.OPTION.format(**said), f"{kind.value}:{minutes}"))
        if can_be_first:
            options.append(Option(texts.OPTION_FIRST.format(**said), f"{kind.value}:{minutes}:first"))
    known = value if value in {each.value for each in options} else ""
    return ChoiceInput("format", texts.LABEL_FORMAT, tuple(options), required=True, hint=texts.HINT_FORMAT, value=known)


def typed(what: Proposal) -> dict[str, str]:
    """A proposal as somebody would have put it into the form."""
    return {
        "title": what.title,
        "pitch": what.pitch,
        "format": f"{what.kind.value}:{what.minutes}" + (":first" if what.first else ""),
        "event": _ANY if what.wish is None else str(what.wish),
        "links": "\n".join(what.links),
    }


def read_proposal(_call: Call, values: Mapping[str, str]) -> Proposal:
    """The talk that the form's answers describe; raises Refusal naming the field that cannot be read."""
    title = one_line(values.get("title", ""))
    if says_nothing(title):
        raise Refusal(texts.TITLE_MISSING, field="title")
    _not_longer(title, TITLE_LENGTH, texts.TITLE_LONG, "title")
    pitch = paragraphs(values.get("pitch", ""))
    if says_nothing(pitch):
        raise Refusal(texts.PITCH_MISSING, field="pitch")
    _not_longer(pitch, PITCH_LENGTH, texts.PITCH_LONG, "pitch")
    kind, minutes, first = _read_format(values.get("format", ""))
    event = values.get("event", _ANY)
    return Proposal(
        title=title,
        pitch=pitch,
        kind=kind,
        minutes=minutes,
        first=first,
        links=read_links(values.get("links", "")),
        wish=int(event) if re.fullmatch("[0-9]{1,18}", event) else None,
    )


def _read_format(text: str) -> tuple[TalkKind, int, bool]:
    for kind, minutes, can_be_first in FORMATS:
        plain = f"{kind.value}:{minutes}"
        if text == plain or (can_be_first and text == f"{plain}:first"):
            return kind, minutes, text != plain
    raise Refusal(texts.FORMAT_UNKNOWN, field="format")


def read_links(text: str) -> tuple[str, ...]:
    """Whole http(s) addresses with spaces, commas or lines between them, in an alphabet that no markup can break out of."""
    found = []
    for word in paragraphs(text).replace("\n", " ").split():
        tidy = word.rstrip(",;").strip("<>")
        address = quote(tidy, safe=_SAFE)
        if _LINK.fullmatch(address) is None:
            raise Refusal(texts.LINK_WRONG(text=limited(word)), field="links")
        _not_longer(address, LINK_LENGTH, texts.LINK_LONG, "links")
        found.append(address)
    links = tuple(dict.fromkeys(found))
    if len(links) > MOST_LINKS:
        raise Refusal(texts.LINKS_MANY(limit=MOST_LINKS, count=len(links)), field="links")
    return links


# --- Organizers ------------------------------------------------------------------------------------------------------


def open_decline_form(_call: Call, values: Mapping[str, str], *, talk: int) -> Form:
    """What the speaker will read, with kind words to begin with."""
    reply = TextInput(
        "reply",
        texts.LABEL_REPLY,
        required=True,
        multiline=True,
        value=values.get("reply", texts.DECLINE_KIND),
        max_length=REPLY_LENGTH,
    )
    return Form(texts.FORM_DECLINE, f"talk:{talk}:decline", (reply,), texts.SUBMIT_DECLINE)


def read_reply(_call: Call, values: Mapping[str, str]) -> str:
    reply = paragraphs(values.get("reply", ""))
    if says_nothing(reply):
        raise Refusal(texts.REPLY_MISSING, field="reply")
    _not_longer(reply, REPLY_LENGTH, texts.REPLY_LONG, "reply")
    return reply


def open_timing_form(_call: Call, values: Mapping[str, str], *, event: int) -> Form:
    """When the first talk begins, and the pause between talks."""
    return Form(
        texts.FORM_TIMING,
        f"lineup:{event}:timing",
        (
            _text(values, "doors", texts.LABEL_DOORS, texts.PLACEHOLDER_MINUTES, 5, hint=texts.HINT_DOORS),
            _text(
                values, "changeover", texts.LABEL_CHANGEOVER, texts.PLACEHOLDER_MINUTES, 5, hint=texts.HINT_CHANGEOVER
            ),
        ),
        texts.SUBMIT_SAVE,
    )


def read_timing(_call: Call, values: Mapping[str, str]) -> Timing:
    return Timing(
        doors=_minutes(values.get("doors", ""), MOST_DOORS, "doors"),
        changeover=_minutes(values.get("changeover", ""), MOST_CHANGEOVER, "changeover"),
    )


def _minutes(text: str, most: int, field: str) -> int:
    tidy = one_line(text).lower().removesuffix("minutes").removesuffix("min").strip()
    if not tidy:
        return 0
    if re.fullmatch("[0-9]{1,4}", tidy) is None or int(tidy) > most:
        raise Refusal(texts.MINUTES_UNCLEAR(text=limited(text), limit=most), field=field)
    return int(tidy)


def _not_longer(text: str, limit: int, sentence: Sentence, field: str) -> None:
    if len(text) > limit:
        raise Refusal(sentence(limit=limit, length=len(text)), field=field)
