"""The vocabulary: sentences with holes, cards and forms within both platforms' limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import limits
from bot.chat.typed import one_line, paragraphs, says_nothing
from bot.chat.views import (
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Form,
    Link,
    Option,
    Paragraph,
    Person,
    Say,
    Sentence,
    TextInput,
    Typed,
    join,
    say,
)
from bot.checkin import texts as door_texts
from bot.events import texts as event_texts
from bot.people import texts as people_texts
from bot.people.model import Platform
from bot.privacy import texts as privacy_texts
from bot.setup import texts as setup_texts
from bot.upcoming import texts as upcoming_texts

GREETING = Sentence("Hello {name}, seat {number} is yours.")


def test_a_sentence_keeps_our_words_and_theirs_apart() -> None:
    assert GREETING(name="*Ana*", number=3) == (
        Say("Hello "),
        Typed("*Ana*"),
        Say(", seat "),
        Say("3"),
        Say(" is yours."),
    )


@pytest.mark.parametrize("filling", [{}, {"name": "Ana"}, {"name": "Ana", "number": 1, "more": "x"}])
def test_a_sentence_wants_exactly_its_holes(filling: dict[str, str]) -> None:
    with pytest.raises(KeyError, match="holes"):
        GREETING(**filling)


def test_join() -> None:
    assert join([say("a"), (Typed("b"),), say("c")], ", ") == (Say("a"), Say(", "), Typed("b"), Say(", "), Say("c"))
    assert join([], ", ") == ()


def test_every_sentence_of_ours_is_whole() -> None:
    """No hole without a name, no space at an end, no exclamation to fill space."""
    sentences = [
        (name, each)
        for module in (event_texts, people_texts, door_texts, upcoming_texts, setup_texts, privacy_texts)
        for name, each in vars(module).items()
        if isinstance(each, Sentence)
    ]
    assert len(sentences) > 20
    for name, sentence in sentences:
        assert "{}" not in sentence.template, name
        assert sentence.template == sentence.template.strip(), name
        assert "!" not in sentence.template, name


@pytest.mark.parametrize(
    "build",
    [
        lambda: Button("x" * 76, "a:b"),
        lambda: Button("x", "a:" + "b" * 99),
        Card,
        lambda: Card(blocks=(Paragraph(say("x")),), buttons=((),)),
        lambda: Card(blocks=(Paragraph(say("x")),), buttons=((Button("x", "a:b"),) * 6,)),
        lambda: Card(blocks=(Paragraph(say("x")),), buttons=((Button("x", "a:b"), Button("y", "a:b")),)),
        lambda: Card(blocks=(Paragraph(say("x")),), buttons=tuple((Button("x", f"a:{n}"),) for n in range(6))),
        lambda: Choice("pick", "a:b", ()),
        lambda: Choice("pick", "a:b", (Option("x", "1"), Option("y", "1"))),
        lambda: Choice("pick", "a:b", tuple(Option("x", str(n)) for n in range(26))),
        lambda: Form("A title that is much too long", "a:b", (TextInput("x", "X"),)),
        lambda: Form("Title", "a:b", ()),
        lambda: Form("Title", "a:b", tuple(TextInput(str(n), "X") for n in range(6))),
        lambda: Form("Title", "a:b", (TextInput("x", "X"), TextInput("x", "Y"))),
        lambda: TextInput("x", "X" * 46),
        lambda: TextInput("x", "X", max_length=5000),
    ],
)
def test_what_a_platform_would_refuse_cannot_be_built(build: object) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match=r"at most|says something|1 to|same"):
        build()


def test_a_form_may_have_a_spare_input_beyond_the_five() -> None:
    always = tuple(TextInput(str(n), "X") for n in range(5))
    assert Form("Title", "a:b", (*always, TextInput("more", "More", spare=True))).always == always


def test_a_link_is_a_span() -> None:
    assert Sentence("See {link}.")(link=Link("here", "https://example.org")) == (
        Say("See "),
        Link("here", "https://example.org"),
        Say("."),
    )


@given(st.text())
def test_typed_text_comes_out_tidy_whatever_it_was(text: str) -> None:
    line, lines = one_line(text), paragraphs(text)
    assert one_line(line) == line
    assert paragraphs(lines) == lines
    assert "\n" not in line
    for shown in (line, lines):
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x07")


@given(st.text(), st.integers(1, 50))
def test_clip(text: str, limit: int) -> None:
    clipped = limits.clip(text, limit)
    assert len(clipped) <= limit
    assert clipped == text or clipped.endswith("…")


def test_a_person_is_a_mention_only_where_they_are_to_be_pinged() -> None:
    accounts = ((Platform.DISCORD, "7"), (Platform.SLACK, "U7"))
    quiet, loud = Person("Ana", accounts), Person("Ana", accounts, ping=True)
    assert [quiet.on(Platform.DISCORD), loud.on(Platform.DISCORD), loud.on(Platform.SLACK)] == [None, "7", "U7"]
    assert Card(title=(loud,), blocks=(Field("Next", (quiet,)), Bullets(((loud,),)))).people() == [loud, quiet, loud]


@pytest.mark.parametrize("text", ["", " ", "\u200d", "\u2800\u3164", "\u200b\u2060"])
def test_what_shows_nothing(text: str) -> None:
    assert says_nothing(one_line(text))


@pytest.mark.parametrize(
    "text", ["🪿", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "👩‍👩‍👧", "नमस्ते", "-"]
)
def test_what_shows_something_stays_as_it_is(text: str) -> None:
    assert one_line(text) == text
    assert not says_nothing(text)
