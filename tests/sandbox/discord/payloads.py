"""What the judge must not let pass: each bad payload beside the rule that it breaks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.kit import Kit

V2 = 1 << 15
Json = dict[str, Any]


def button(**changes: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changes


def row(*inside: Json) -> Json:
    return {"type": 1, "components": list(inside)}


def option(value: str, **changes: Any) -> Json:
    return {"label": value.upper(), "value": value} | changes


def select(*options: Json, **changes: Any) -> Json:
    return {"type": 3, "custom_id": "pick", "options": list(options) or [option("a"), option("b")]} | changes


def text(content: str, **changes: Any) -> Json:
    return {"type": 10, "content": content} | changes


def legacy(*components: Json) -> Json:
    return {"content": "x", "components": list(components)}


def v2(*components: Json, **changes: Any) -> Json:
    return {"flags": V2, "components": list(components)} | changes


def field(name: str = "n", value: str = "v") -> Json:
    return {"name": name, "value": value}


MESSAGES: list[tuple[str, Json]] = [
    ("empty message", {}),
    ("empty message", {"content": "   "}),
    ("empty message", {"components": [row(button())]}),
    ("content too long", {"content": "x" * 2001}),
    ("embeds too long", {"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]}),
    ("empty embed field", {"embeds": [{"fields": [field(value="")]}]}),
    ("empty embed", {"embeds": [{"color": 1}]}),
    ("allowed mentions contradict", {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
    ("unknown message reference", {"content": "x", "message_reference": {"message_id": "5"}}),
    ("too many action rows", legacy(*(row(button(custom_id=f"{n}")) for n in range(6)))),
    ("too many buttons in a row", legacy(row(*(button(custom_id=f"{n}") for n in range(6))))),
    ("select beside others in a row", legacy(row(button(), select()))),
    ("empty action row", legacy(row())),
    ("button without custom_id", legacy(row(button(custom_id=None)))),
    ("button without label", legacy(row(button(label=None)))),
    ("button label too long", legacy(row(button(label="x" * 81)))),
    ("button with url", legacy(row(button(url="https://x.y")))),
    ("link button without url", legacy(row(button(style=5, custom_id=None)))),
    ("link button with custom_id", legacy(row(button(style=5, url="https://x.y")))),
    ("url scheme", legacy(row(button(style=5, custom_id=None, url="ftp://x.y")))),
    ("invalid emoji", legacy(row(button(emoji={"name": "wave"})))),
    ("duplicate custom_id", legacy(row(button(), button()))),
    ("custom_id length", legacy(row(button(custom_id="x" * 101)))),
    ("number of options", legacy(row(select(*(option(f"{n}") for n in range(26)))))),
    ("number of options", legacy(row(select(options=[])))),
    ("duplicate option", legacy(row(select(option("a"), option("a"))))),
    ("option text length", legacy(row(select(option("a", label="x" * 101))))),
    ("minimum above maximum", legacy(row(select(min_values=2)))),
    ("more values than options", legacy(row(select(max_values=3)))),
    ("too many defaults", legacy(row(select(option("a", default=True), option("b", default=True))))),
    ("placeholder too long", legacy(row(select(placeholder="x" * 151)))),
    ("component v2 without its flag", legacy(text("x"))),
    ("content beside components v2", v2(text("x"), content="y")),
    ("embeds beside components v2", v2(text("x"), embeds=[{"title": "y"}])),
    ("text too long", v2(text("x" * 2001), text("x" * 2000))),
    ("too many components", v2({"type": 17, "components": [text("x") for _ in range(40)]})),
    ("duplicate component id", v2(text("x", id=3), text("y", id=3))),
    ("section without accessory", v2({"type": 9, "components": [text("x")]})),
    ("empty text", v2(text(" "))),
    ("url scheme", v2({"type": 12, "items": [{"media": {"url": "file:///etc/passwd"}}]})),
]


def command(**changes: Any) -> Json:
    return {"name": "talk", "description": "Talks", "type": 1} | changes


def value(name: str, **changes: Any) -> Json:
    return {"type": 3, "name": name, "description": "d"} | changes


LONG_CHOICES = [field(f"{number}" * 99) for number in range(9)]
COMMANDS: list[tuple[str, list[Json]]] = [
    ("command name", [command(name="Talk")]),
    ("command name", [command(name="my talk")]),
    ("command name", [command(name="x" * 33)]),
    ("command description", [command(description="")]),
    ("command description", [command(description="x" * 101)]),
    ("command description", [command(options=[value("a", description="")])]),
    ("duplicate command name", [command(), command()]),
    ("too many commands", [command(name=f"c{number}") for number in range(101)]),
    ("required after optional", [command(options=[value("a"), value("b", required=True)])]),
    ("duplicate option name", [command(options=[value("a"), value("a")])]),
    ("too many options", [command(options=[value(f"o{number}") for number in range(26)])]),
    ("options beside sub-commands", [command(options=[value("a"), value("b", type=1)])]),
    ("choices beside autocomplete", [command(options=[value("a", autocomplete=True, choices=[field()])])]),
    ("choices on this type", [command(options=[value("a", type=6, autocomplete=True)])]),
    ("duplicate choice", [command(options=[value("a", choices=[field(), field()])])]),
    ("too many choices", [command(options=[value("a", choices=[field(f"{n}") for n in range(26)])])]),
    ("minimum above maximum", [command(options=[value("a", type=4, min_value=2, max_value=1)])]),
    ("minimum above maximum", [command(options=[value("a", min_length=2, max_length=1)])]),
    (
        "command too long",
        [command(options=[value(f"o{n}", choices=[field("x" * 99, f"{m}") for m in range(9)]) for n in range(9)])],
    ),
]


def event(start: float = 1, end: float | None = 2, **changes: Any) -> Json:
    now = Kit().clock.now()
    body: Json = {
        "name": "Meetup",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "Library"},
        "scheduled_start_time": (now + timedelta(days=start)).isoformat(),
    }
    if end is not None:
        body["scheduled_end_time"] = (now + timedelta(days=end)).isoformat()
    return body | changes


EVENTS: list[tuple[str, Json]] = [
    ("external event without end", event(end=None)),
    ("end before start", event(start=2, end=1)),
    ("event in the past", event(start=-1)),
    ("external event location", event(entity_metadata={"location": ""})),
    ("external event with channel", event(channel_id="1")),
    ("event name", event(name=" ")),
    ("voice event without channel", event(entity_type=2, entity_metadata=None)),
]


def label(component: Json, **changes: Any) -> Json:
    return {"type": 18, "label": "Name", "component": component} | changes


def typed(**changes: Any) -> Json:
    return {"type": 4, "custom_id": "name", "style": 1} | changes


def modal(*components: Json, **changes: Any) -> Json:
    return {"custom_id": "form", "title": "Form", "components": list(components)} | changes
