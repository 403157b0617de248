"""Whom an ask is told to: those whose words it touches, five at most, never its author."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asks.model import MOST_TOLD, Ask, Need, Side, Topic, Watcher, choose_watchers, words_of

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
some_words = st.frozensets(st.sampled_from(["python", "speaking", "c++", "design", "help", "rust"]))
watchers = st.lists(
    st.builds(
        Watcher,
        st.integers(1, 20),
        some_words,
        st.none() | st.integers(0, 99).map(lambda days: NOW - timedelta(days=days)),
    ),
    unique_by=lambda each: each.member,
    max_size=20,
)


def ask(words: str = "", text: str = "x", author: int = 1) -> Ask:
    need = Need(Topic.HELP, text, words, soon=False, days=14)
    return Ask(1, 1, author, "Ana", Side.ASK, need, closed=False, closes_at=NOW, claims=0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Python, testing", {"python", "testing"}),
        ("C++ and C#", {"c++", "and", "c#"}),
        ("two designers", {"two", "designer"}),
        ("CSS", {"css"}),
        ("first_talk (naïve)", {"first", "talk", "naïve"}),
        (" …!? ", set()),
    ],
)
def test_words(text: str, words: set[str]) -> None:
    assert words_of(text) == words


@given(watchers, some_words)
def test_it_is_told_to_the_best_fitting_few(people: list[Watcher], words: frozenset[str]) -> None:
    asked = ask(" ".join(sorted(words)))
    chosen = choose_watchers(asked, people)
    by_member = {each.member: each for each in people}
    fits = {
        each.member: len(each.words & asked.about)
        for each in people
        if each.member != asked.author and (not each.words or each.words & asked.about)
    }
    assert len(chosen) == len(set(chosen)) == min(MOST_TOLD, len(fits))
    assert set(chosen) <= set(fits)
    assert [fits[each] for each in chosen] == sorted((fits[each] for each in chosen), reverse=True)
    left_out = [fits[each] for each in fits if each not in chosen]
    assert not left_out or max(left_out) <= min(fits[each] for each in chosen)
    assert all(by_member[each].member == each for each in chosen)


def test_among_equals_it_is_the_turn_of_who_heard_of_one_longest_ago() -> None:
    people = [
        Watcher(2, frozenset(), NOW),
        Watcher(3, frozenset(), None),
        Watcher(4, frozenset(), NOW - timedelta(days=3)),
    ]
    assert choose_watchers(ask(), people, most=2) == [3, 4]
