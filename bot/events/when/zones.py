"""Zones: the names people use for them, and which moments a wall clock shows a time at. No words, no calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.events.when.phrase import Abbreviation, Offset, Phrase, Problem

_GENERIC = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
_WORDS = ("art", "cat", "eat", "met", "wat", "west", "wet")  # too much of a word to mean a zone anywhere but at home
_MARKS = (  # an abbreviation, who says so, and minutes east of UTC; ambiguous where several say so
    ("utc", "UTC", 0),
    ("gmt", "UTC", 0),
    ("cet", "Europe/Paris", 60),
    ("cest", "Europe/Paris", 120),
    ("eet", "Europe/Helsinki", 120),
    ("eest", "Europe/Helsinki", 180),
    ("msk", "Europe/Moscow", 180),
    ("trt", "Europe/Istanbul", 180),
    ("sast", "Africa/Johannesburg", 120),
    ("bst", "Europe/London", 60),
    ("bst", "Asia/Dhaka", 360),
    ("ist", "Asia/Kolkata", 330),
    ("ist", "Asia/Jerusalem", 120),
    ("ist", "Europe/Dublin", 60),
    ("idt", "Asia/Jerusalem", 180),
    ("est", "America/New_York", -300),
    ("est", "Australia/Brisbane", 600),
    ("edt", "America/New_York", -240),
    ("edt", "Australia/Sydney", 660),
    ("cst", "America/Chicago", -360),
    ("cst", "Asia/Shanghai", 480),
    ("cst", "America/Havana", -300),
    ("cdt", "America/Chicago", -300),
    ("cdt", "America/Havana", -240),
    ("mst", "America/Denver", -420),
    ("mdt", "America/Denver", -360),
    ("pst", "America/Los_Angeles", -480),
    ("pst", "Asia/Manila", 480),
    ("pdt", "America/Los_Angeles", -420),
    ("akst", "America/Anchorage", -540),
    ("akdt", "America/Anchorage", -480),
    ("hst", "Pacific/Honolulu", -600),
    ("ast", "America/Halifax", -240),
    ("ast", "Asia/Riyadh", 180),
    ("adt", "America/Halifax", -180),
    ("nst", "America/St_Johns", -210),
    ("ndt", "America/St_Johns", -150),
    ("brt", "America/Sao_Paulo", -180),
    ("gst", "Asia/Dubai", 240),
    ("gst", "Atlantic/South_Georgia", -120),
    ("pkt", "Asia/Karachi", 300),
    ("sgt", "Asia/Singapore", 480),
    ("hkt", "Asia/Hong_Kong", 480),
    ("jst", "Asia/Tokyo", 540),
    ("kst", "Asia/Seoul", 540),
    ("wib", "Asia/Jakarta", 420),
    ("awst", "Australia/Perth", 480),
    ("acst", "Australia/Adelaide", 570),
    ("acdt", "Australia/Adelaide", 630),
    ("aest", "Australia/Sydney", 600),
    ("aedt", "Australia/Sydney", 660),
    ("nzst", "Pacific/Auckland", 720),
    ("nzdt", "Pacific/Auckland", 780),
)
_OFFSETS = {short: {zone: at for same, zone, at in _MARKS if same == short} for short, _, _ in _MARKS}
ABBREVIATIONS = frozenset((*_OFFSETS, *_GENERIC, *_WORDS))
_NO_CITIES = {  # zones are named so, but before "time" these words mean none, or more than one place
    *("act", "center", "christmas", "easter", "midway", "north", "resolute"),
    *("reunion", "south", "victoria", "virgin", "wake", "west"),
}
_CITIES = re.compile(r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/(?:\w+/)?([\w-]+)")


@dataclass(frozen=True, slots=True)
class Home:
    """Where and when a text was typed: the community's zone, and now."""

    zone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Where:
    """A clock to read a wall time on, and the zone to name for it.

    `offset` is what an abbreviation or an offset beside it said; `strict` where it must be what the zone keeps then.
    """

    name: str
    tz: tzinfo
    offset: timedelta | None = None
    strict: bool = False


def wheres(phrase: Phrase, home: Home) -> tuple[Where, ...]:
    """The clocks that `phrase` may be read on: one, or several for an abbreviation that several regions use."""
    place, mark = phrase.place, phrase.mark
    if place and not mark and place in ABBREVIATIONS and place != home.zone.casefold():
        mark = Abbreviation(place)
        place = None
    name = _canonical(place, home) if place else home.zone
    match mark:
        case None:
            return (Where(name, ZoneInfo(name)),)
        case Offset(minutes) if place:
            return (Where(name, ZoneInfo(name), timedelta(minutes=minutes), strict=True),)
        case Offset(minutes):
            return (Where(name, timezone(timedelta(minutes=minutes))),)
        case Abbreviation(short):
            return _named(short, name, home, strict=bool(place))


def _named(short: str, name: str, home: Home, *, strict: bool) -> tuple[Where, ...]:
    own = _offset_called(short, name, home.now.year)
    if own is not None:
        return (Where(name, ZoneInfo(name), own, strict=strict),)
    if strict:
        raise Problem("contradiction", f"{name} does not call its time “{short.upper()}”.")
    if short in _GENERIC:
        return (Where(_GENERIC[short], ZoneInfo(_GENERIC[short])),)
    if short in _WORDS:
        raise Problem("not understood", f"I do not understand “{short}”.")
    return tuple(Where(zone, ZoneInfo(zone), timedelta(minutes=at)) for zone, at in _OFFSETS[short].items())


@lru_cache(maxsize=1024)
def _offset_called(short: str, name: str, year: int) -> timedelta | None:
    """The offset that the zone calls `short` in `year` or the three after it."""
    tz = ZoneInfo(name)
    for month in range(48):
        local = datetime(min(year + month // 12, 9998), month % 12 + 1, 15, tzinfo=UTC).astimezone(tz)
        if (local.tzname() or "").casefold() == short:
            return local.utcoffset()
    return None


def moments(wall: datetime, where: Where) -> tuple[datetime, ...]:
    """Every moment, in UTC, at which the clock shows `wall`, or may have been meant to.

    Two in the hour that a clock change repeats; two also for an abbreviation out of season, when "18:30 CET" is said in
    summer: the zone's own 18:30, and the literal one. None in the hour that a clock change skips.
    """
    shown = _shown(wall, where.tz)
    if where.offset is None or not shown:
        return shown
    literal = (wall - where.offset).replace(tzinfo=UTC)
    if literal in shown:
        return (literal,)
    if where.strict:
        raise Problem("contradiction", f"{where.name} is at {offset_name(shown[0], where.tz)} then.")
    return (*shown, literal)


def _shown(wall: datetime, tz: tzinfo) -> tuple[datetime, ...]:
    if isinstance(tz, timezone):
        return (wall.replace(tzinfo=tz).astimezone(UTC),)
    both = (beside(wall, tz, fold) for fold in (0, 1))
    return tuple(dict.fromkeys(each for each in both if each.astimezone(tz).replace(tzinfo=None) == wall))


def beside(wall: datetime, tz: tzinfo, fold: int) -> datetime:
    """The moment, in UTC, of `wall` by the offset from before (fold 0) or after (fold 1) a clock change."""
    return wall.replace(tzinfo=tz, fold=fold).astimezone(UTC)


def offset_name(start: datetime, tz: tzinfo) -> str:
    """The offset that `tz` keeps at `start`: "UTC+1", "UTC-3:30"."""
    offset = start.astimezone(tz).utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{'-' if offset < timedelta() else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


def mark_of(start: datetime, zone: str) -> str:
    """What tells `start` from the other moment that looks the same on the wall; empty when there is no other."""
    tz = ZoneInfo(zone)
    local = start.astimezone(tz)
    twins = _shown(local.replace(tzinfo=None, fold=0), tz)
    if len(twins) == 1:
        return ""
    names = {(each.astimezone(tz).tzname() or "").casefold() for each in twins}
    if len(names) == len(twins) and names <= ABBREVIATIONS:
        return local.tzname() or ""
    return offset_name(start, tz)


def find_city(name: str) -> str | None:
    """The zone named after a city: "new york" → America/New_York."""
    return _cities().get(name.casefold().replace(" ", "_"))


def _canonical(place: str, home: Home) -> str:
    if place.casefold() == home.zone.casefold():
        return home.zone
    name = _names().get(place.casefold())
    if name is None:
        raise Problem("not understood", f"I know no time zone “{place}”.")
    return name


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Cities with several names for one zone (Asia/Istanbul, Europe/Istanbul) keep the shortest, then the last."""
    names = sorted(sorted(available_timezones()), key=lambda name: name.count("/"), reverse=True)
    cities = {found[1].casefold(): name for name in names if (found := _CITIES.fullmatch(name))}
    return {city: name for city, name in cities.items() if city not in _NO_CITIES}
