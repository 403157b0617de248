"""A strict reader of iCalendar files, written from RFC 5545 alone: what our own library writes, it must not judge itself.

`read(data)` returns the calendar, or fails with the rule that was broken and where.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<params>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.DOTALL
)
_PARAM = re.compile(r";([A-Z0-9-]+)=(?:\"([^\"]*)\"|([^\";:,]*))")
_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_OFFSET = re.compile(r"[+-](?!0000(?:00)?$)?\d{4}(?:\d\d)?")
TEXTS = {"SUMMARY", "LOCATION", "DESCRIPTION", "NAME", "X-WR-CALNAME", "PRODID", "UID", "TZNAME"}
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "NAME", "REFRESH-INTERVAL"},
    "VEVENT": {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION"),
        *("STATUS", "SEQUENCE", "TRANSP", "LAST-MODIFIED"),
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
}
NEEDED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
INSIDE = {"VCALENDAR": {"VEVENT", "VTIMEZONE"}, "VTIMEZONE": {"STANDARD", "DAYLIGHT"}}
VALUES = {
    "VERSION": {"2.0"},
    "CALSCALE": {"GREGORIAN"},
    "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
}


@dataclass
class Property:
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Property:
        (found,) = (each for each in self.properties if each.name == name)
        return found

    def text(self, name: str) -> str | None:
        return next((each.text for each in self.properties if each.name == name), None)


@dataclass
class Calendar:
    root: Component

    @property
    def events(self) -> list[Component]:
        return [each for each in self.root.parts if each.name == "VEVENT"]

    def moment(self, event: Component, name: str) -> datetime:
        """When a time of an event is, by the calendar's own VTIMEZONE and nothing else."""
        found = event.one(name)
        if found.value.endswith("Z"):
            return stamp(found.value[:-1]).replace(tzinfo=UTC)
        zone = next(
            each for each in self.root.parts if each.name == "VTIMEZONE" and each.text("TZID") == found.params["TZID"]
        )
        wall = stamp(found.value)
        begun = [each for each in zone.parts if stamp(each.one("DTSTART").value) <= wall]
        assert begun, f"no observance of {found.params['TZID']} holds at {found.value}"
        now = max(begun, key=lambda each: stamp(each.one("DTSTART").value))
        return (wall - offset(now.one("TZOFFSETTO").value)).replace(tzinfo=UTC)


def stamp(text: str) -> datetime:
    assert re.fullmatch(r"\d{8}T\d{6}", text), text
    return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall time


def offset(text: str) -> timedelta:
    assert _OFFSET.fullmatch(text), text
    assert text not in ("-0000", "-000000")
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))
    return -size if text[0] == "-" else size


def read(data: bytes) -> Calendar:
    """The calendar in `data`; fails where it breaks RFC 5545."""
    root = _build([_property(line) for line in _unfold(data)])
    _check(root)
    zones = [each.text("TZID") for each in root.parts if each.name == "VTIMEZONE"]
    assert len(set(zones)) == len(zones), zones
    uids = [each.text("UID") for each in root.parts if each.name == "VEVENT"]
    assert len(set(uids)) == len(uids), uids
    for event in root.parts:
        for each in event.properties:
            assert each.params.get("TZID") in (None, *zones), f"{each.params} is not defined"
    assert root.parts, "a calendar has at least one component"
    return Calendar(root)


def unfolded(data: bytes) -> str:
    """The file with whole lines, for readers that know no folds."""
    return "\n".join(_unfold(data))


def _unfold(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n"), "the last line has no end"
    raw = data[:-2].split(b"\r\n")
    lines: list[str] = []
    for each in raw:
        assert b"\r" not in each, f"a bare CR or LF: {each!r}"
        assert b"\n" not in each, f"a bare CR or LF: {each!r}"
        assert len(each) <= 75, f"{len(each)} octets: {each!r}"
        text = each.decode("utf-8")  # fails where a fold splits a character
        if text.startswith((" ", "\t")):
            lines[-1] += text[1:]
        else:
            assert text, "an empty line"
            lines.append(text)
    return lines


def _property(line: str) -> Property:
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), f"a control character: {line!r}"
    found = _LINE.fullmatch(line)
    assert found, f"no content line: {line!r}"
    params = {name: quoted or plain for name, quoted, plain in _PARAM.findall(found["params"])}
    return Property(found["name"], params, found["value"])


def _build(properties: list[Property]) -> Component:
    open_ones: list[Component] = []
    root: Component | None = None
    for each in properties:
        if each.name == "BEGIN":
            made = Component(each.value)
            assert root is None, "something after the end"
            if open_ones:
                assert each.value in INSIDE.get(open_ones[-1].name, ()), f"{each.value} in {open_ones[-1].name}"
                open_ones[-1].parts.append(made)
            open_ones.append(made)
        elif each.name == "END":
            assert open_ones, "an END without BEGIN"
            closed = open_ones.pop()
            assert closed.name == each.value, f"END:{each.value} closes {closed.name}"
            root = closed if not open_ones else None
        else:
            assert open_ones, f"{each.name} outside of everything"
            open_ones[-1].properties.append(each)
    assert root is not None, "not everything is closed"
    assert root.name == "VCALENDAR"
    return root


def _check(component: Component) -> None:
    names = Counter(each.name for each in component.properties)
    assert NEEDED[component.name] <= set(names), f"{component.name} lacks {NEEDED[component.name] - set(names)}"
    for name, count in names.items():
        assert count == 1 or name not in ONCE[component.name], f"{component.name} has {count} {name}"
        assert name in ONCE[component.name] or name.startswith("X-"), f"{name} in {component.name}"
    for each in component.properties:
        assert each.value in VALUES.get(each.name, {each.value}), f"{each.name}:{each.value}"
        assert each.name not in TEXTS or _TEXT.fullmatch(each.value), f"not escaped: {each.value!r}"
    if component.name == "VEVENT":
        assert re.fullmatch(r"\d{8}T\d{6}Z", component.one("DTSTAMP").value)
        assert component.one("SEQUENCE").value.isdecimal()
    if component.name == "VTIMEZONE":
        assert component.parts, "a VTIMEZONE without observances"
    if component.name in ("STANDARD", "DAYLIGHT"):
        stamp(component.one("DTSTART").value)
        offset(component.one("TZOFFSETFROM").value)
        offset(component.one("TZOFFSETTO").value)
    for part in component.parts:
        _check(part)
