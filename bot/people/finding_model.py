"""Finding people: typos mended against the words that people use, and who fits best. Pure rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.intro_model import Intro, Topic
from bot.people.model import Known

MOST_WORDS = 6  # of one search
SHORTEST_PREFIX = 3
_ORDER = {topic: at for at, topic in enumerate(Topic)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A word in an intro that was looked for."""

    intro: int
    topic: Topic


@dataclass(frozen=True, slots=True)
class Found:
    """A person who fits, and the topic that says why."""

    intro: Intro
    person: Known
    topic: Topic


@dataclass(frozen=True, slots=True)
class Search:
    """One page of who fits `words`. `corrected` says what was taken for what; `total` counts all pages."""

    words: tuple[str, ...]
    corrected: Mapping[str, str]
    found: tuple[Found, ...]
    offset: int
    total: int


def variants(word: str) -> list[str]:
    """The word in singular and plural, itself first."""
    return [word, word[:-1] if word.endswith("s") and len(word) > SHORTEST_PREFIX else f"{word}s"]


def correct(word: str, vocabulary: Collection[str]) -> str | None:
    """The word that was meant: one letter off in four to six, two in longer ones; `None` when no word is that near.

    Of several, the nearest, then one that begins alike and is as long, then the first by letter.
    """
    most = 0 if len(word) < 4 else 1 if len(word) < 7 else 2  # noqa: PLR2004 - the rule above
    if not most:
        return None
    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=20)
    best = min(
        near,
        key=lambda each: (each[1], each[0][0] != word[0], abs(len(each[0]) - len(word)), each[0]),
        default=None,
    )
    return None if best is None else str(best[0])


def rank(hits: Iterable[Collection[Hit]]) -> list[tuple[int, Topic]]:
    """Intros with the topic that explains them, best first; `hits` are those of each word that was looked for.

    Who fits more of the words comes first, then who can help before who looks for it before who does it; then the newest.
    """
    fits: dict[int, list[Topic]] = {}
    for of_word in hits:
        best: dict[int, Topic] = {}
        for hit in of_word:
            known = best.get(hit.intro)
            if known is None or _ORDER[hit.topic] < _ORDER[known]:
                best[hit.intro] = hit.topic
        for intro, topic in best.items():
            fits.setdefault(intro, []).append(topic)
    found = [(intro, min(topics, key=_ORDER.__getitem__), len(topics)) for intro, topics in fits.items()]
    found.sort(key=lambda each: (-each[2], _ORDER[each[1]], -each[0]))
    return [(intro, topic) for intro, topic, _ in found]
