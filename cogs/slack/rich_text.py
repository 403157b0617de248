"""Sentences as Slack's `rich_text`, so that nothing typed is ever read as markup; and as bare text. Pure."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.typed import one_line, paragraphs, split_addresses
from bot.chat.views import Channel, Everyone, Line, Link, Moment, MomentStyle, Person, Say, Span, Typed
from bot.people.model import Platform

Json = dict[str, Any]

_FORMATS = {MomentStyle.FULL: "{date_long} at {time}", MomentStyle.RELATIVE: "{ago}", MomentStyle.CLOCK: "{time}"}


def escape(text: str) -> str:
    """Text for Slack's `text` arguments, where these three characters begin entities and mentions."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(spans: Line) -> str:
    """A line as bare text."""
    return "".join(_plain(span) for span in spans)


def _plain(span: Span) -> str:
    match span:
        case Say(text):
            return text
        case Typed(text) | Link(text) | Person(text):
            return one_line(text)
        case Channel(name=name):
            return f"#{one_line(name)}"
        case Everyone(here):
            return "@here" if here else "@channel"
        case Moment(at, zone, MomentStyle.CLOCK):
            return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"
        case Moment(at, zone):
            local = at.astimezone(ZoneInfo(zone))
            return f"{local:%A} {local.day} {local:%B %Y, %H:%M} ({zone})"


def plain_text(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def prose(text: str) -> list[Json]:
    """Typed text; what is an address in it is a link to just that address."""
    return [
        {"type": "link", "url": piece} if is_address else text_element(piece, strong=False)
        for piece, is_address in split_addresses(paragraphs(text))
    ]


def section(spans: Line) -> Json:
    elements: list[Json] = []
    for element in map(_span, spans):
        if element is None:
            continue
        before = elements[-1] if elements else {}
        if element["type"] == before.get("type") == "text" and element.get("style") == before.get("style"):
            elements[-1] = {**before, "text": before["text"] + element["text"]}  # one run, as a person would write it
        else:
            elements.append(element)
    return {"type": "rich_text_section", "elements": elements or [text_element(" ", strong=False)]}


def _span(span: Span) -> Json | None:
    match span:
        case Say(text, strong):
            return text_element(text, strong=strong) if text else None
        case Typed(text, strong):
            return text_element(one_line(text), strong=strong) if one_line(text) else None
        case Moment(at, _, style):
            return {
                "type": "date",
                "timestamp": int(at.timestamp()),
                "format": _FORMATS[style],
                "fallback": _plain(span),
            }
        case Link(label, url):
            return {"type": "link", "url": url, "text": one_line(label)}
        case Person() | Channel() | Everyone():
            return _reference(span)


def _reference(span: Person | Channel | Everyone) -> Json | None:
    """Somebody, some place or everybody on Slack as Slack's own element; what is elsewhere, or not pinged, in words."""
    match span:
        case Channel(Platform.SLACK, channel):
            return {"type": "channel", "channel_id": channel}
        case Person() if (external := span.on(Platform.SLACK)) is not None:
            return {"type": "user", "user_id": external}
        case Everyone(here, ping=True):
            return {"type": "broadcast", "range": "here" if here else "channel"}
        case _:
            return text_element(_plain(span), strong=False) if _plain(span) else None


def text_element(text: str, *, strong: bool) -> Json:
    element: Json = {"type": "text", "text": text}
    if strong:
        element["style"] = {"bold": True}
    return element
