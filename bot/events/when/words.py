"""Text into tokens: what each word, number and sign of a typed date could be. Pure; knows no order of words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.events.when.clocks import tell
from bot.events.when.numbers import Kinds, read_number
from bot.events.when.phrase import Abbreviation, DayPart
from bot.events.when.zones import ABBREVIATIONS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_NUMBERS = {word: at for at, word in enumerate(_ONES, 1)} | _TENS
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NIGHT = DayPart("at night", 1020, 1440)
_PARTS = {
    "morning": DayPart("in the morning", 60, 719),
    "afternoon": DayPart("in the afternoon", 720, 1139),
    "evening": DayPart("in the evening", 960, 1440),
    "night": NIGHT,
}


def _by_start(names: tuple[str, ...], first: int) -> dict[str, int]:
    whole = {name.lower(): at for at, name in enumerate(names, first)}
    return whole | {name[:3]: at for name, at in whole.items()}


_TABLES: dict[str, dict[str, Any]] = {
    "WEEKDAY": _by_start(WEEKDAYS, 0) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    "MONTH": _by_start(MONTHS, 1) | {"sept": 9},
    "COUNT": _NUMBERS | {"a": 1, "an": 1},
    "SPOKEN": {"five": 5, "ten": 10, "twenty": 20},
    "NTH": {word: at for at, word in enumerate(_ORDINALS[:5], 1)} | {"last": -1},
    "DAY": {word: at for at, word in enumerate(_ORDINALS, 1)},
    "PART": _PARTS,
    "PM": {"am": False, "pm": True},
    "MARK": {short: Abbreviation(short) for short in ABBREVIATIONS},
}
_SPELLINGS = {  # meant alike
    "at": "@",
    "day": "days",
    "for": "lasting",
    "from": "starting",
    "hour": "hours hr hrs",
    "min": "m mins minute minutes",
    "noon": "midday",
    "to": "until till til",
    "tomorrow": "tomorow tmrw tmr",
    "week": "wk",
    "weeks": "wks",
}
_SAME = {spelling: word for word, spellings in _SPELLINGS.items() for spelling in spellings.split()}

_LEXEMES = re.compile(
    r"""
      <t:\d{1,12}(?::[a-z])?>                                             # a Discord timestamp
    | \(\s*[a-z][a-z0-9_/+-]*\s*\)                                        # (Europe/Berlin)
    | \d{4}-\d\d-\d\dt\d\d:\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?(?![a-z\d:])   # 2026-12-10T18:30+01:00
    | \d{4}([-/])\d\d?\1\d\d?(?!\d)                                       # 2026-12-10
    | \d\d?([-/])\d\d?\2\d{4}(?!\d)                                       # 31/12/2026
    | \d\d?/\d\d?(?![\d/])                                                # 31/12
    | \d\d?\.\d\d?\.(?:\d{4}|\d\d)?(?![\d:])                              # 10.12. or 10.12.26 or 10.12.2026
    | \d\d?:\d\d(?::\d\d)?(?![\d:])                                       # 18:30
    | \d\d?[.]\d\d?(?!\d)                                                 # 18.30 or 10.12 or 1.5
    | \d+,\d(?=\s?h)                                                      # 1,5 hours
    | \d+(?:st|nd|rd|th)(?![a-z])                                         # 10th
    | (?:utc|gmt)(?:-|\s?\+)\d\d?(?::?\d\d)?(?![\d:])                     # UTC+2
    | \+\d\d:?\d\d(?![\d:])                                               # +02:00
    | (?P<minutes>(?<=\dh)\d+)                                           # the 30 of 18h30 or 1h30m
    | \d+
    | (?P<leaning>(?<=\s)-(?=\d))                                         # 18:30 -05:00
    | [a-z]+(?:/[a-z0-9_+-]+)+                                            # Europe/Berlin
    | [a-z]+(?:['.][a-z]+)*\.?                                            # thu, Dec., p.m., o'clock
    | \S
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_PLACE = re.compile(r"\(.|[a-z]+/")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\uff07"), "'")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOKS: dict[int, int | str] = {**_FULL_WIDTH, **_DASHES, **_APOSTROPHES}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; `start` and `end` say where it stands in the tidied text."""

    text: str
    kinds: Kinds
    start: int
    end: int


def tidy(text: str) -> str:
    """`text` on one line, in the signs of the grammar; invisible marks gone, look-alikes of digits and dashes replaced."""
    return " ".join("".join(map(_plain, text.translate(_LOOKS))).split())


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    match unicodedata.category(sign):
        case "Nd":
            return str(unicodedata.decimal(sign))
        case "Zs" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
    return sign


def split(text: str) -> list[Token]:
    """The tokens of a tidied text. Every sign of it is in one of them, so nothing can be overlooked."""
    return [Token(*_recognise(found[0].lower(), found.lastgroup), *found.span()) for found in _LEXEMES.finditer(text)]


@lru_cache(maxsize=2048)
def _recognise(raw: str, group: str | None) -> tuple[str, Kinds]:
    """The token's canonical spelling and all that it can be."""
    if group == "leaning":
        return raw, {"MINUS": (raw,)}
    if group == "minutes":  # they belong to the hours right before them: nothing else can begin here
        kinds = read_number(raw)
        return raw, {kind: kinds[of] for kind, of in (("MM", "MM"), ("MINUTES", "COUNT")) if of in kinds}
    if _PLACE.match(raw):
        return raw, {"PLACE": (raw.strip("( )"),)}
    if any(map(str.isdecimal, raw)):
        return raw, read_number(raw)
    word = raw if len(raw) == 1 else raw.replace(".", "").replace("'", "")
    word = _SAME.get(word, word)
    return word, {kind: (table[word],) for kind, table in _TABLES.items() if word in table} | _also(word)


def _also(word: str) -> Kinds:
    """What a word can be in more than one way: any word may be a city, a small number also an hour."""
    kinds: Kinds = {"WORD": (word,)} if word.isalpha() else {}
    if word in _ONES and (hour := tell(_NUMBERS[word], 0, padded=False)):
        kinds["HOUR"] = (hour,)
    return kinds
