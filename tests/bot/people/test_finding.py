"""Finding people: typos are mended, what is far off is not, and who fits best comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.people.finding_model import Hit, correct, rank, variants
from bot.people.intro_model import Topic

VOCABULARY = ["kubernetes", "python", "postgres", "rust", "ruby", "mentoring", "cello", "c++", "typescript"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kubernets", "kubernetes"),
        ("kuberentes", "kubernetes"),
        ("pyhton", "python"),
        ("postgress", "postgres"),
        ("mentorin", "mentoring"),
        ("celo", "cello"),
        ("rusty", "rust"),
        ("go", None),
        ("rub", None),  # too short to be sure
        ("basket", None),
        ("javascript", None),
    ],
)
def test_correct(typed: str, meant: str | None) -> None:
    assert correct(typed, VOCABULARY) == meant


@given(st.sampled_from([each for each in VOCABULARY if len(each) > 6]), st.data())
def test_one_letter_off_in_a_long_word_is_always_mended(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    for typo in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert correct(typo, VOCABULARY) == word


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_what_is_mended_is_near(typed: str, vocabulary: list[str]) -> None:
    meant = correct(typed, vocabulary)
    if meant is not None:
        assert OSA.distance(typed, meant) <= 2
        assert meant in vocabulary


def test_singular_and_plural() -> None:
    assert variants("mentors") == ["mentors", "mentor"]
    assert variants("mentor") == ["mentor", "mentors"]


def test_who_fits_more_words_comes_first_then_who_can_help_then_the_newest() -> None:
    python = [Hit(1, Topic.SEEKS), Hit(2, Topic.HELPS), Hit(3, Topic.HELPS), Hit(4, Topic.DOES), Hit(1, Topic.DOES)]
    rust = [Hit(4, Topic.ANGLE), Hit(5, Topic.NAME)]
    assert rank([python, rust]) == [
        (4, Topic.DOES),
        (3, Topic.HELPS),
        (2, Topic.HELPS),
        (1, Topic.SEEKS),
        (5, Topic.NAME),
    ]


@given(st.lists(st.lists(st.builds(Hit, st.integers(1, 9), st.sampled_from(Topic)), max_size=9), max_size=4))
def test_everybody_who_fits_is_there_once(hits: list[list[Hit]]) -> None:
    ranked = [intro for intro, _ in rank(hits)]
    assert sorted(ranked) == sorted({each.intro for of_word in hits for each in of_word})
