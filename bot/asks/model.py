"""Asks and offers of help: what somebody needs or gives, for how long, and whom it may fit. Pure rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

TEXT_LENGTH = 600
WORDS_LENGTH = 100
MOST_WORDS = 10
USUAL_DAYS = 14
MOST_DAYS = 90
MOST_OPEN = 5  # by one person at a time
MOST_TOLD = 5  # people who hear of one privately
_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?=\W|_|$))")
_SHORT = 3  # "bus" and "css" are no plurals


class Side(Enum):
    ASK = "ask"
    OFFER = "offer"


class Topic(Enum):
    HELP = "help"
    MENTOR = "mentor"
    REVIEW = "review"
    REFERRAL = "referral"
    JOB = "job"
    COLLABORATOR = "collaborator"
    VENUE = "venue"
    SPONSOR = "sponsor"


@dataclass(frozen=True, slots=True)
class Need:
    """What a person writes. `words` are the skills that it is about; `days` is how long it stays open."""

    topic: Topic
    text: str
    words: str
    soon: bool
    days: int


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask, or an offer, by its `side`. `claims` counts the people who answered."""

    id: int
    community: int
    author: int
    author_name: str
    side: Side
    need: Need
    closed: bool
    closes_at: datetime
    claims: int

    def open(self, now: datetime) -> bool:
        return not self.closed and now < self.closes_at

    @property
    def erased(self) -> bool:
        """Whether its author was forgotten, and what it said with them."""
        return not self.need.text

    @property
    def about(self) -> frozenset[str]:
        """The words by which it is matched."""
        return words_of(f"{self.need.text} {self.need.words} {self.need.topic.value}")


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who answered an ask."""

    id: int
    ask: int
    member: int
    thanked: bool


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who wants to hear of asks about their `words`, or of all where there are none; `told_at` is when last."""

    member: int
    words: frozenset[str]
    told_at: datetime | None


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in a form in which they can be compared: "C++", "designers" and "Designer"."""
    found = (each[0].casefold() for each in _WORD.finditer(text))
    return frozenset(each.removesuffix("s") if len(each) > _SHORT else each for each in found if each)


def join_words(one: str, other: str) -> str:
    """What a person wants to hear of who did so with two accounts: of everything if they said so with one, else of both."""
    return f"{one}, {other}" if words_of(one) and words_of(other) else ""


def choose_watchers(ask: Ask, watchers: Iterable[Watcher], most: int = MOST_TOLD) -> list[int]:
    """The members to tell of an ask: those with most words in common, then those who heard of one longest ago.

    Its author is never among them, nor anybody whose words it does not touch.
    """
    about = ask.about
    fitting = [
        (len(each.words & about), each)
        for each in watchers
        if each.member != ask.author and (not each.words or each.words & about)
    ]
    fitting.sort(key=lambda pair: (-pair[0], pair[1].told_at is not None, pair[1].told_at, pair[1].member))
    return [each.member for _, each in fitting[:most]]
