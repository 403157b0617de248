"""From a text to its readings: the parts found side by side that use up the whole text, or what was left over. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.events.repeat.grammar import GRAMMAR, Said, with_plurals
from bot.events.when.phrase import Problem
from bot.events.when.rules import Matcher
from bot.events.when.words import Token, split, tidy

LONGEST_TEXT = 200
_SHOWN = 40  # signs of a text to say back
_BETWEEN = {",", "-", ".", ";"}


def read_said(text: str) -> tuple[Said, ...]:
    """Every reading of `text`, at least one; raises `Problem` where there is none."""
    if len(text) > LONGEST_TEXT:
        raise Problem("too long", "That is more text than I can read; how often and at what time is enough.")
    plain = tidy(text)
    search = _Search(GRAMMAR.matcher(with_plurals(split(plain))))
    if said := tuple(dict.fromkeys(search.whole(0, Said()))):
        return said
    raise Problem("not understood", f"I do not understand “{search.leftover(plain)}”.")


class _Search:
    """Every way to lay parts end to end over a text, as for single dates."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._tokens: list[Token] = matcher.tokens
        self._stuck = 0  # the furthest token that something had to begin with

    def whole(self, at: int, said: Said) -> Iterator[Said]:
        while at < len(self._tokens) and self._tokens[at].text in _BETWEEN:
            at += 1
        if at == len(self._tokens):
            yield said
            return
        self._stuck = max(self._stuck, at)
        for part, after in self._matcher.read("PHRASE", at):
            if (both := said.join(part)) is not None:
                yield from self.whole(after, both)

    def leftover(self, plain: str) -> str:
        """From where the search got stuck to where a part could begin again; whole words of it."""
        after = self._stuck + 1
        while after < len(self._tokens) and not self._matcher.read("PHRASE", after):
            after += 1
        first = plain.rfind(" ", 0, self._tokens[self._stuck].start + 1) + 1
        last = plain.find(" ", self._tokens[after - 1].end)
        left = plain[first : last if last >= 0 else None]
        return left if len(left) <= _SHOWN else left[:_SHOWN] + "…"
