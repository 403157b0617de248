"""What a person reads: the visible text of a message, without markdown and without markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.kit import Json

PRIVATE_USE = 0xE000
# In one pattern, so that what stands first wins: an escaped backtick opens no code, and code holds no escapes.
LITERAL = re.compile(
    r"\\(?P<escaped>[^A-Za-z0-9\s])|```(?:[a-z0-9_+-]+\n)?(?P<block>.+?)```|`(?P<code>[^`\n]+)`", re.DOTALL
)
TIMESTAMP = re.compile(r"<t:(-?\d+)(?::([tTdDfFsSR]))?>")
MENTION = re.compile(r"<(@[!&]?|#)(\d+)>")
COMMAND = re.compile(r"</([^:>]+):\d+>")
EMOJI = re.compile(r"<a?(:\w+:)\d+>")
MASKED_LINK = re.compile(r"\[([^\]\n]+)\]\(<?[a-z]+://[^\s)>]+>?(?: \"[^\"]*\")?\)")
BARE_LINK = re.compile(r"<(https?://[^\s>]+)>")
URL = re.compile(r"https?://\S+")
LINE_START = re.compile(r"^(?:#{1,3} |-# |>>> |> )", re.MULTILINE)
STYLES = (
    re.compile(r"\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*", re.DOTALL),
    re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL),
    re.compile(r"__(?=\S)(.+?)(?<=\S)__", re.DOTALL),
    re.compile(r"~~(?=\S)(.+?)(?<=\S)~~", re.DOTALL),
    re.compile(r"\|\|(?=\S)(.+?)(?<=\S)\|\|", re.DOTALL),
    re.compile(r"\*(?=\S)(.+?)(?<=\S)\*", re.DOTALL),
    re.compile(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)", re.DOTALL),
)
FORMATS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "%-d %B %Y",
    "f": "%-d %B %Y %H:%M",
    "F": "%A, %-d %B %Y %H:%M",
    "s": "%d/%m/%Y, %H:%M",
    "S": "%d/%m/%Y, %H:%M:%S",
}
UNITS = (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


@dataclass(frozen=True, slots=True)
class Names:
    """How ids read: users and roles as "@name", channels as "#name". `now` is what relative times count from."""

    now: datetime
    person: Callable[[str], str] = lambda _: "unknown-user"
    place: Callable[[str], str] = lambda _: "unknown"


def plain(text: str, names: Names) -> str:
    """Markdown as it reads: escapes and styles gone, mentions by name, times in UTC."""
    kept: list[str] = []
    text = re.sub("[\ue000-\uf8ff]", "", text)  # they stand for what is kept

    def keep(literal: str) -> str:
        kept.append(literal)
        return chr(PRIVATE_USE + len(kept) - 1)

    text = LITERAL.sub(lambda found: keep(found["escaped"] or found["block"] or found["code"]), text)
    text = TIMESTAMP.sub(lambda found: keep(readable_time(int(found[1]), found[2] or "f", names.now)), text)
    text = MENTION.sub(lambda found: keep(_mention(found[1], found[2], names)), text)
    text = COMMAND.sub(lambda found: keep(f"/{found[1]}"), text)
    text = EMOJI.sub(lambda found: keep(found[1]), text)
    text = MASKED_LINK.sub(r"\1", text)
    text = BARE_LINK.sub(r"\1", text)
    text = URL.sub(lambda found: keep(found[0]), text)
    text = LINE_START.sub("", text)
    for style in STYLES:
        text = style.sub(r"\1", text)
    for index in reversed(range(len(kept))):  # what was kept later may hold what was kept before
        text = text.replace(chr(PRIVATE_USE + index), kept[index])
    return text.strip()


def _mention(mark: str, target: str, names: Names) -> str:
    return f"#{names.place(target)}" if mark == "#" else f"@{names.person(target)}"


def readable_time(unix: int, style: str, now: datetime) -> str:
    """A `<t:…>` as a person in UTC sees it."""
    moment = datetime.fromtimestamp(unix, UTC)
    if style == "R":
        return _relative(unix - int(now.timestamp()))
    shown = moment.strftime(FORMATS[style])
    return shown if style in "dD" else f"{shown} UTC"


def _relative(seconds: int) -> str:
    for unit, size in UNITS:
        if abs(seconds) >= size or size == 1:
            count = round(abs(seconds) / size)
            amount = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"in {amount}" if seconds >= 0 else f"{amount} ago"
    return "now"


def visible_text(message: Json, names: Names) -> str:
    """Everything that a message shows, one line or more for each part."""
    lines = [plain(message.get("content") or "", names)]
    for embed in message.get("embeds") or []:
        lines += _embed(embed, names)
    for component in message.get("components") or []:
        lines += _component(component, names)
    lines += [each["filename"] for each in message.get("attachments") or []]
    return "\n".join(line for line in lines if line)


def _embed(embed: Json, names: Names) -> Iterator[str]:
    yield (embed.get("author") or {}).get("name") or ""
    yield plain(embed.get("title") or "", names)
    yield plain(embed.get("description") or "", names)
    for each in embed.get("fields") or []:
        yield plain(each["name"], names)
        yield plain(each["value"], names)
    yield (embed.get("footer") or {}).get("text") or ""


def _component(component: Json, names: Names) -> Iterator[str]:
    match component.get("type"):
        case 10:
            yield plain(component["content"], names)
        case 2:
            yield component.get("label") or (component.get("emoji") or {}).get("name") or ""
        case 3 | 5 | 6 | 7 | 8:
            chosen = [each["label"] for each in component.get("options") or [] if each.get("default")]
            yield ", ".join(chosen) or component.get("placeholder") or ""
        case 13:
            yield component.get("name") or ""
        case 11:
            yield component.get("description") or ""
        case 12:
            for item in component["items"]:
                yield item.get("description") or ""
    inner: list[Any] = [*(component.get("components") or [])]
    if component.get("accessory"):
        inner.append(component["accessory"])
    for each in inner:
        yield from _component(each, names)
