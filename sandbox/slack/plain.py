"""What a person reads in a message or a view, as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from sandbox.kit import Json

ENTITY = re.compile(r"<([^<>]+)>")
TOKEN = re.compile(r"\{(\w+)\}")


def _nobody(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for one person: `name_of` gives the name behind an id, `zone` is where their clock stands."""

    name_of: Callable[[str], str | None] = _nobody
    zone: tzinfo = UTC

    def message(self, message: Json) -> str:
        """The blocks and attachments, line by line; the fallback text only where there are none."""
        lines = list(self.blocks(message.get("blocks") or []))
        if not lines and message.get("text"):
            lines = [self.mrkdwn(message["text"])]
        for each in message.get("attachments") or []:
            lines += self.blocks(each.get("blocks") or [])
            lines += [self.mrkdwn(each[name]) for name in ("pretext", "title", "text") if each.get(name)]
        return "\n".join(lines)

    def view(self, view: Json) -> str:
        """A modal or a home tab: its title, then its blocks."""
        title = [view["title"]["text"]] if view.get("type") == "modal" and view.get("title") else []
        return "\n".join([*title, *self.blocks(view.get("blocks") or [])])

    def blocks(self, blocks: Iterable[Json]) -> Iterator[str]:
        for block in blocks:
            yield from (line for line in self._block(block) if line)

    def _block(self, block: Json) -> Iterator[str]:
        match block.get("type"):
            case "header" | "section":
                yield self.text(block.get("text"))
                yield from map(self.text, block.get("fields") or [])
                yield from self._element(block.get("accessory") or {})
            case "context":
                yield " ".join(filter(None, (each.get("alt_text") or self.text(each) for each in block["elements"])))
            case "actions":
                yield from (line for each in block["elements"] for line in self._element(each))
            case "input":
                yield from map(self.text, (block["label"], block.get("hint")))
            case "rich_text":
                yield from (line for part in block["elements"] for line in self._rich(part))
            case _:
                yield from self._rare(block)

    def _rare(self, block: Json) -> Iterator[str]:
        match block.get("type"):
            case "image":
                yield self.text(block.get("title")) or block.get("alt_text", "")
            case "markdown":
                yield block["text"]
            case "table":
                yield from (" | ".join(map(self._cell, row)) for row in block["rows"])

    def _cell(self, cell: Json) -> str:
        return " ".join(self._block(cell)) if cell.get("type") == "rich_text" else str(cell.get("text", ""))

    def _element(self, element: Json) -> Iterator[str]:
        """A button's label; of a menu what it shows now; of a group of boxes each label."""
        match element.get("type"):
            case "image":
                yield element.get("alt_text", "")
            case "overflow" | "radio_buttons" | "checkboxes":
                yield from (self.text(each["text"]) for each in element.get("options") or [])
            case _:
                chosen = element.get("initial_option") or {}
                yield self.text(element.get("text") or chosen.get("text") or element.get("placeholder"))

    def text(self, text: Json | None) -> str:
        """A text object: mrkdwn is unescaped, plain text is as it stands."""
        if not text:
            return ""
        return self.mrkdwn(text["text"]) if text.get("type") == "mrkdwn" else str(text.get("text", ""))

    def mrkdwn(self, text: str) -> str:
        """Entities and escapes resolved; the marks for bold and such stay, for they cannot be told from text."""
        shown = ENTITY.sub(lambda found: self._entity(found[1]), text)
        return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def _entity(self, inner: str) -> str:
        target, _, label = inner.partition("|")
        match target[:1]:
            case "@" | "#":
                return target[0] + (label or self.name_of(target[1:]) or target[1:])
            case "!":
                return self._special(target[1:], label)
        return label or target

    def _special(self, target: str, label: str) -> str:
        if target.startswith("date^"):
            _, stamp, layout, *_ = [*target.split("^"), ""]
            return self.moment(int(stamp), layout, label)
        return label or "@" + target.partition("^")[0]

    # rich text

    def _rich(self, part: Json) -> Iterator[str]:
        if part.get("type") == "rich_text_list":
            for number, item in enumerate(part["elements"], part.get("offset", 0) + 1):
                mark = f"{number}. " if part.get("style") == "ordered" else "• "
                yield "  " * part.get("indent", 0) + mark + self._run(item["elements"])
        else:
            yield from self._run(part.get("elements") or []).rstrip("\n").split("\n")

    def _run(self, elements: Iterable[Json]) -> str:
        return "".join(map(self._inline, elements))

    def _inline(self, element: Json) -> str:
        match element.get("type"):
            case "date":
                return self.moment(element["timestamp"], element["format"], element.get("fallback", ""))
            case "user":
                return "@" + (self.name_of(element["user_id"]) or element["user_id"])
            case "channel":
                return "#" + (self.name_of(element["channel_id"]) or element["channel_id"])
            case "broadcast":
                return f"@{element['range']}"
            case "emoji":
                return _emoji(element)
        return str(element.get("text") or element.get("url") or element.get("value") or "")

    def moment(self, stamp: float, layout: str, fallback: str) -> str:
        """Slack's date format ("{date_long} at {time}") for the reader's zone; `fallback` where it is unknown."""
        when = datetime.fromtimestamp(stamp, self.zone)
        words = _date_words(when)
        if not layout or any(token not in words for token in TOKEN.findall(layout)):
            return fallback or when.isoformat(" ", "minutes")
        return TOKEN.sub(lambda found: words[found[1]], layout)


def _emoji(element: Json) -> str:
    code = element.get("unicode")
    return "".join(chr(int(each, 16)) for each in code.split("-")) if code else f":{element['name']}:"


def _date_words(when: datetime) -> dict[str, str]:
    """What each token of a date format stands for. "_pretty" is not relative here, so that texts stay comparable."""
    suffix = "th" if 10 < when.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th")
    day = f"{when:%B} {when.day}{suffix}"
    dates: dict[str, Any] = {
        "date": f"{day}, {when.year}",
        "date_short": f"{when:%b} {when.day}, {when.year}",
        "date_long": f"{when:%A}, {day}, {when.year}",
    }
    pretty = {f"{name}_pretty": value for name, value in dates.items()}
    hour = when.hour % 12 or 12
    return {
        **dates,
        **pretty,
        "date_num": f"{when:%Y-%m-%d}",
        "date_slash": f"{when:%m/%d/%Y}",
        "date_long_full": dates["date_long"],
        "day_divider_pretty": dates["date_long"],
        "time": f"{hour}:{when:%M %p}",
        "time_secs": f"{hour}:{when:%M:%S %p}",
        "ago": f"{when:%Y-%m-%d %H:%M}",
    }
