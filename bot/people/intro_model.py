"""Intros: what a person says of themselves, the words they are found by, and which links are links. Pure rules."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import chain
from urllib.parse import quote, urlsplit

TEXT_LENGTH = 300
LINK_LENGTH = 200
MOST_LINKS = 5
LINKS_LENGTH = MOST_LINKS * (LINK_LENGTH + 2)
_LONGEST_WORD = 40
_MOST_WORDS = 80  # of one field; more would be a list to be found by everything


class Topic(Enum):
    """What a word was said about; in the order in which it explains best why a person was found."""

    HELPS = "helps"
    SEEKS = "seeks"
    DOES = "does"
    ANGLE = "angle"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person writes: `angle` is the personal one, a hobby or what to ask them about; `links` were checked."""

    does: str
    angle: str
    helps: str
    seeks: str
    links: tuple[str, ...]

    def about(self, topic: Topic) -> str:
        """What it says of a topic; of the name, what the person does."""
        match topic:
            case Topic.HELPS:
                return self.helps
            case Topic.SEEKS:
                return self.seeks
            case Topic.ANGLE:
                return self.angle
            case Topic.DOES | Topic.NAME:
                return self.does


@dataclass(frozen=True, slots=True)
class Intro:
    """A member's profile as it stands. One that was taken back is gone; a new one after it has a new id."""

    id: int
    community: int
    member: int
    profile: Profile
    changed_at: datetime


Words = frozenset[tuple[str, Topic]]


def join_profiles(newer: Profile, older: Profile) -> Profile:
    """One profile of two: the newer one counts, what it leaves empty comes from the older one, links add up to five."""
    return Profile(
        does=newer.does or older.does,
        angle=newer.angle or older.angle,
        helps=newer.helps or older.helps,
        seeks=newer.seeks or older.seeks,
        links=tuple(dict.fromkeys((*newer.links, *older.links)))[:MOST_LINKS],
    )


# --- Words -----------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"\.?[^\W_]+(?:[.'’-][^\W_]+)*[+#]*")  # node.js, front-end, c++, c#, .net
_SHORT = {"c", "r"}  # languages of one letter
_FILLERS = (
    "a about after all also am an and any anything are around as at be been but by can do for from get getting "
    "give going good great have having help helping helps her his how i if in into is it its like likes look "
    "looking looks love make making me more most my new not of on one or other our out people person some someone "
    "something than that the their them then there they things this to up us use want was we well what when where "
    "who why will with work working works would you your "
)
_EMPTY = frozenset(_FILLERS.split())


def words_of(text: str) -> list[str]:
    """The words that say something, folded: no case, no accents; compounds also as their parts. Each once, in order."""
    # Decomposed twice: some letters only have a case, or an accent, once they are taken apart.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    found = chain.from_iterable(_parts(each) for each in _WORD.findall(plain))
    return [each for each in dict.fromkeys(found) if _says_something(each)][:_MOST_WORDS]


def _parts(word: str) -> list[str]:
    parts = re.findall(r"[^\W_]+", word)
    return [word, *parts] if len(parts) > 1 else [word]


def _says_something(word: str) -> bool:
    long_enough = len(word) > 1 or word in _SHORT or not word.isascii()
    return long_enough and len(word) <= _LONGEST_WORD and word not in _EMPTY


def index_of(profile: Profile, name: str) -> Words:
    """Every word that a person can be found by, with what it is about."""
    told = {topic: profile.about(topic) for topic in Topic} | {Topic.NAME: name}
    return frozenset((word, topic) for topic, text in told.items() for word in words_of(text))


# --- Links -----------------------------------------------------------------------------------------------------------

# What stays as it is in an address. All else is percent-encoded, so that nothing can end or escape a link in a chat.
_KEPT = "/%:@!$&'+,;=~-._?"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")


def read_link(text: str) -> str | None:
    """The http(s) address that somebody means, made safe to show; `None` for what is no public web address.

    An address without a scheme is taken for https. One that carries a user name ("https://bank@evil.example") is none.
    """
    typed = text.strip("<>")
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    rest = quote(parts.path, safe=_KEPT)
    if parts.query:
        rest += "?" + quote(parts.query, safe=_KEPT)
    if parts.fragment:
        rest += "#" + quote(parts.fragment, safe=_KEPT)
    address = f"{parts.scheme}://{host}{f':{port}' if port else ''}{rest}"
    return address if len(address) <= LINK_LENGTH else None


def link_label(url: str) -> str:
    """How a link reads: "github.com/ana"."""
    return re.sub(r"^https?://(?:www\.)?", "", url).split("?")[0].rstrip("/")
