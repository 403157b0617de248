"""A small engine for grammars written as tables: rules are rows of a pattern and what to make of it. Pure.

A pattern is a row of words. A lower-case word or sign stands for itself, `a|b` for one of several, `x?` may be missing;
an upper-case word is a kind of token (`WEEKDAY`) or another table of the grammar (`CLOCK`), and its value is handed to the
builder, `None` where it is missing. Builders return every value the row can have: none where it makes no sense,
several where it is ambiguous. Nothing is preferred: all readings are kept, so that what is ambiguous shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeAlias

from bot.events.when.words import Token

Build: TypeAlias = Callable[..., tuple[Any, ...]]
Table: TypeAlias = tuple[tuple[str, Build], ...]
Read: TypeAlias = tuple[Any, int]  # a value, and the token after it


@dataclass(slots=True)
class _Node:
    """All rules that begin alike, as a tree: what may come next, and the rows that are complete here."""

    words: dict[str, _Node] = field(default_factory=dict)
    tables: dict[str, _Node] = field(default_factory=dict)
    rows: list[tuple[Build, tuple[int | None, ...]]] = field(default_factory=list)


class Grammar:
    """Tables of rules by name, made ready for matching. No table may begin with itself."""

    def __init__(self, tables: dict[str, Table]) -> None:
        self._roots = {name: _Node() for name in tables}
        for name, table in tables.items():
            for pattern, build in table:
                for row in product(*map(_choices, pattern.split())):
                    self._plant(self._roots[name], row, build)

    def _plant(self, node: _Node, row: tuple[str, ...], build: Build) -> None:
        """Grow the path of `row`; a hole is the place of a capture among those made on the way, or `None`."""
        holes: list[int | None] = []
        captured = 0
        for word in row:
            if word.startswith("!"):
                holes += [None] if word[1:].isupper() else []
                continue
            branches = node.tables if word in self._roots else node.words
            node = branches.setdefault(word, _Node())
            if word.isupper():
                holes.append(captured)
                captured += 1
        node.rows.append((build, tuple(holes)))

    def matcher(self, tokens: list[Token]) -> Matcher:
        return Matcher(self._roots, tokens)


class Matcher:
    """One text being read. Each table is tried at most once at each token, so the effort stays small."""

    def __init__(self, roots: dict[str, _Node], tokens: list[Token]) -> None:
        self._roots = roots
        self.tokens = tokens
        self._known: dict[tuple[str, int], tuple[Read, ...]] = {}

    def read(self, table: str, at: int) -> tuple[Read, ...]:
        """Every way to read `table` from token `at` on, each once."""
        key = (table, at)
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(self._walk(self._roots[table], at, ())))
        return self._known[key]

    def _walk(self, node: _Node, at: int, held: tuple[Any, ...]) -> Iterator[Read]:
        for build, holes in node.rows:
            for value in build(*(None if hole is None else held[hole] for hole in holes)):
                yield value, at
        if at == len(self.tokens):
            return
        token = self.tokens[at]
        if following := node.words.get(token.text):
            yield from self._walk(following, at + 1, held)
        for kind, values in token.kinds.items():
            if following := node.words.get(kind):
                for value in values:
                    yield from self._walk(following, at + 1, (*held, value))
        for table, following in node.tables.items():
            for value, after in self.read(table, at):
                yield from self._walk(following, after, (*held, value))


def _choices(word: str) -> list[str]:
    """What a word of a pattern stands for; `!x` is a missing x."""
    base = word.removesuffix("?")
    return base.split("|") + ([f"!{base}"] if word != base else [])
