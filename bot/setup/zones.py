"""Finding a time zone by what people call it: its name, a city in it, its country, or part of one."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from bot.chat.limits import OPTIONS
from bot.chat.typed import one_line
from bot.chat.views import Option

# Large cities that no zone is named after; for the rest, the country finds it.
_CITIES = {
    "Abu Dhabi": "Asia/Dubai",
    "Atlanta": "America/New_York",
    "Austin": "America/Chicago",
    "Bangalore": "Asia/Kolkata",
    "Barcelona": "Europe/Madrid",
    "Beijing": "Asia/Shanghai",
    "Boston": "America/New_York",
    "Cape Town": "Africa/Johannesburg",
    "Delhi": "Asia/Kolkata",
    "Frankfurt": "Europe/Berlin",
    "Geneva": "Europe/Zurich",
    "Hamburg": "Europe/Berlin",
    "Hanoi": "Asia/Bangkok",
    "Kyiv": "Europe/Kyiv",
    "Milan": "Europe/Rome",
    "Montreal": "America/Toronto",
    "Mumbai": "Asia/Kolkata",
    "Munich": "Europe/Berlin",
    "Osaka": "Asia/Tokyo",
    "Philadelphia": "America/New_York",
    "Porto": "Europe/Lisbon",
    "Rio de Janeiro": "America/Sao_Paulo",
    "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles",
    "Shenzhen": "Asia/Shanghai",
    "Tel Aviv": "Asia/Jerusalem",
    "Washington": "America/New_York",
}


def find_zones(text: str, at: datetime) -> list[Option]:
    """Zones that fit what was typed so far, the best first, with the time it is there; the value is the zone's name."""
    wanted = _folded(text)
    ranked = sorted(
        (rank, label, zone) for label, zone in _labels() if (rank := _rank(wanted, label, zone)) is not None
    )
    best = dict.fromkeys(zone for _, _, zone in ranked)
    names = {zone: label for _, label, zone in reversed(ranked)}
    return [Option(_shown(names[zone], zone), zone, _clock(zone, at)) for zone in list(best)[:OPTIONS]]


def known_zone(text: str) -> str | None:
    """The one zone that a text names: by its own name in any case, or by exactly one place's."""
    wanted = _folded(text)
    if (name := _names().get(wanted)) is not None:
        return name
    places = {zone for label, zone in _labels() if wanted and wanted == _folded(label)}
    return places.pop() if len(places) == 1 else None


def _shown(label: str, zone: str) -> str:
    return zone if _folded(label) in _folded(zone) else f"{label} · {zone}"


def _clock(zone: str, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(zone))
    offset = local.strftime("%z")
    return f"{local:%H:%M} now, UTC{offset[:3]}:{offset[3:]}"


def _rank(wanted: str, label: str, zone: str) -> int | None:
    """How well it fits, 0 the best; None when it does not."""
    called, name = _folded(label), _folded(zone)
    if wanted in (called, name):
        return 0
    if called.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in called.split()):
        return 2
    return 3 if wanted in name or wanted in called else None


def _folded(text: str) -> str:
    return one_line(text).replace("_", " ").casefold()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Zones by their folded names, without the old ones that read like a country's or mean only an offset."""
    return {_folded(name): name for name in available_timezones() if "/" in name or name == "UTC"}


@lru_cache(maxsize=1)
def _labels() -> list[tuple[str, str]]:
    """Places and the zone each keeps: cities that zones are named after, countries, and large cities besides."""
    known = set(_names().values())
    countries = dict(_table("iso3166.tab"))
    found = [("UTC", "UTC"), *_CITIES.items()]
    for code, _, zone, *_ in _table("zone.tab"):
        if zone in known:
            found += [(zone.rpartition("/")[2].replace("_", " "), zone), (countries.get(code, ""), zone)]
    return [(label, zone) for label, zone in found if label and zone in known]


def _table(name: str) -> list[list[str]]:
    """A table of the time zone database, as the tzdata package brings it."""
    text = files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
