"""From a text to its readings: the parts found side by side that use up the whole text, or what was left over. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.events.when.grammar import GRAMMAR, LONGEST
from bot.events.when.phrase import Phrase, Problem
from bot.events.when.rules import Matcher
from bot.events.when.words import Token, split, tidy

LONGEST_TEXT = 200
_SHOWN = 40  # signs of a text to say back
_BETWEEN = {",", "-", ".", ";"}
_AFTER = {",", "."}
_LONG_DASHES = set("\u2012\u2013\u2014\u2015")  # these part a day from a time, and begin no offset


def read_phrases(text: str) -> tuple[Phrase, ...]:
    """Every reading of `text`, at least one; raises `Problem` where there is none."""
    plain, tokens = _tokens(text, "a date and a time")
    search = _Search(GRAMMAR.matcher(tokens), long_dashes=bool(_LONG_DASHES & set(text)))
    if phrases := tuple(dict.fromkeys(search.phrases())):
        return phrases
    raise Problem("not understood", f"I do not understand “{_shorten(search.leftover(plain))}”.")


def read_length(text: str) -> timedelta:
    """The one length that `text` says; raises `Problem` where there is none."""
    plain, tokens = _tokens(text, "how long it takes")
    matcher = GRAMMAR.matcher(tokens)
    lengths: set[timedelta] = {length for length, after in matcher.read("ALONE", 0) if _is_over(tokens[after:])}
    if len(lengths) != 1:
        raise Problem("not understood", f"I do not understand “{_shorten(plain)}” as a length of time.")
    if max(lengths) > LONGEST:
        raise Problem("too far", f"That is longer than {LONGEST.days} days.")
    return lengths.pop()


def _shorten(text: str) -> str:
    """What somebody typed, short enough to say back."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _tokens(text: str, wanted: str) -> tuple[str, list[Token]]:
    if len(text) > LONGEST_TEXT:
        raise Problem("too long", f"That is more text than I can read; {wanted} is enough.")
    plain = tidy(text)
    tokens = split(plain)
    if _is_over(tokens):
        raise Problem("empty", f"Please tell me {wanted}.")
    return plain, tokens


def _is_over(rest: list[Token]) -> bool:
    return all(token.text in _AFTER for token in rest)


class _Search:
    """Every way to lay parts end to end over a text. Each part may be said once, so there are few."""

    def __init__(self, matcher: Matcher, *, long_dashes: bool) -> None:
        self._matcher = matcher
        self._tokens = matcher.tokens
        self._long_dashes = long_dashes
        self._stuck = 0  # the furthest token that something had to begin with

    def phrases(self, at: int = 0, said: Phrase | None = None) -> Iterator[Phrase]:
        if said and _is_over(self._tokens[at:]):
            yield said
            return
        at = self._skip(at) if said else at
        self._stuck = max(self._stuck, at)
        for part, after in self._matcher.read("PHRASE", at):
            if whole := said.join(part) if said else part:
                yield from self.phrases(after, whole)

    def _skip(self, at: int) -> int:
        """The next token after commas and dashes, unless nothing comes after them."""
        for index in range(at, len(self._tokens)):
            if self._tokens[index].text not in _BETWEEN or self._may_be_offset(index):
                return index
        return at

    def _may_be_offset(self, at: int) -> bool:
        """Whether a dash stands right before a time: it is no mere dash, since "-05:00" is an offset to somebody."""
        behind = self._tokens[at + 1 : at + 2]
        return "MINUS" in self._tokens[at].kinds and not self._long_dashes and any(":" in each.text for each in behind)

    def leftover(self, plain: str) -> str:
        """What stands where the search got stuck, up to where a part could begin again; whole words of it."""
        after = self._stuck + 1
        while after < len(self._tokens) and not self._matcher.read("PHRASE", after):
            after += 1
        first = plain.rfind(" ", 0, self._tokens[self._stuck].start + 1) + 1
        last = plain.find(" ", self._tokens[after - 1].end)
        return plain[first : last if last >= 0 else None]
