"""The form to introduce oneself, and how its answers are read: purely, so that neither can be late."""

from __future__ import annotations

from collections.abc import Mapping

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line, paragraphs
from bot.chat.views import Form, TextInput
from bot.people import texts
from bot.people.intro_model import LINKS_LENGTH, MOST_LINKS, TEXT_LENGTH, Profile, read_link

_LONGEST_SHOWN = 60
_FIELDS = (
    ("does", texts.LABEL_DOES, texts.PLACEHOLDER_DOES, ""),
    ("angle", texts.LABEL_ANGLE, texts.PLACEHOLDER_ANGLE, texts.HINT_ANGLE),
    ("helps", texts.LABEL_HELPS, texts.PLACEHOLDER_HELPS, ""),
    ("seeks", texts.LABEL_SEEKS, texts.PLACEHOLDER_SEEKS, ""),
)


def intro_form(_call: Call, values: Mapping[str, str]) -> Form:
    """The form, filled with what was said before."""
    inputs = [
        TextInput(
            name,
            label,
            required=name == "does",
            placeholder=placeholder,
            hint=hint,
            max_length=TEXT_LENGTH,
            value=values.get(name, ""),
        )
        for name, label, placeholder, hint in _FIELDS
    ]
    links = TextInput(
        "links",
        texts.LABEL_LINKS,
        multiline=True,
        placeholder=texts.PLACEHOLDER_LINKS,
        hint=texts.HINT_LINKS,
        max_length=LINKS_LENGTH,
        value=values.get("links", ""),
    )
    return Form(texts.INTRO_FORM_TITLE, "intro:save", (*inputs, links), submit=texts.INTRO_FORM_SUBMIT)


def filled(profile: Profile) -> dict[str, str]:
    """A profile as the form's answers."""
    return {
        "does": profile.does,
        "angle": profile.angle,
        "helps": profile.helps,
        "seeks": profile.seeks,
        "links": "\n".join(profile.links),
    }


def read_profile(_call: Call, values: Mapping[str, str]) -> Profile:
    """The profile that the answers describe; raises Refusal naming the field that cannot be taken."""
    said = {name: one_line(values.get(name, "")) for name, *_ in _FIELDS}
    if not said["does"]:
        raise Refusal(texts.DOES_MISSING, field="does")
    for name, _, example, _ in _FIELDS:
        if (length := len(said[name])) > TEXT_LENGTH:
            raise Refusal(texts.INTRO_LONG(limit=TEXT_LENGTH, length=length, example=example), field=name)
    return Profile(**said, links=_links(values.get("links", "")))


def _links(text: str) -> tuple[str, ...]:
    found = []
    for typed in paragraphs(text).replace(",\n", "\n").replace(", ", " ").split():
        if (link := read_link(typed)) is None:
            shown = typed if len(typed) <= _LONGEST_SHOWN else typed[:_LONGEST_SHOWN] + "…"
            raise Refusal(texts.BAD_LINK(text=shown, example=texts.EXAMPLE_LINK), field="links")
        found.append(link)
    links = tuple(dict.fromkeys(found))
    if len(links) > MOST_LINKS:
        raise Refusal(
            texts.TOO_MANY_LINKS(limit=MOST_LINKS, count=len(links), example=texts.EXAMPLE_LINK), field="links"
        )
    return links
