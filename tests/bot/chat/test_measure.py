"""How much room a line takes: never less than it really does, so that what is counted to fit does fit."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.measure import fitting, room_of, room_of_rows, room_of_text, with_links
from bot.chat.sentences import Line, Link, Moment, MomentStyle, Person, Say, Typed
from bot.people.model import Platform
from cogs.discord import render

WORDS = st.text("aé*_`~|<>[]#@\\+-.1 中\n", max_size=40)
MOMENT = datetime(2026, 12, 10, 17, 30, tzinfo=UTC)
SPANS = st.one_of(
    st.builds(Say, st.text("abc ", max_size=20), strong=st.booleans()),
    st.builds(Typed, WORDS, strong=st.booleans()),
    st.builds(Link, WORDS, st.sampled_from(["https://example.org/", "https://example.org/a?b=c&d=%20*"])),
    st.builds(Moment, st.just(MOMENT), st.just("UTC"), st.sampled_from(MomentStyle)),
    st.builds(Person, WORDS, st.just(((Platform.DISCORD, "1192618465697988608"),)), ping=st.booleans()),
)
LINES = st.lists(SPANS, max_size=5).map(tuple)


@given(LINES)
def test_a_line_takes_no_more_room_than_is_counted(line: Line) -> None:
    assert len(render.line(line)) <= room_of(line)


@given(WORDS)
def test_typed_text_takes_no_more_room_than_is_counted(text: str) -> None:
    assert len(render.prose(text, 4000)) <= room_of_text(text)


@given(st.lists(LINES, max_size=6), st.integers(0, 300))
def test_as_many_rows_as_fit_and_not_one_more(rows: list[Line], room: int) -> None:
    shown = fitting(rows, room)
    assert room_of_rows(rows[:shown]) <= room
    assert shown == len(rows) or room_of_rows(rows[: shown + 1]) > room


@given(st.lists(st.integers(0, 4), max_size=6), st.integers(0, 400))
def test_links_are_shared_out_one_for_each_row_before_a_second(counts: list[int], room: int) -> None:
    rows: list[Line] = [(Say("row"),) for _ in counts]
    links = [[Link("example.org", "https://example.org/")] * count for count in counts]
    shown, left_out = with_links(rows, links, max(room, room_of_rows(rows)))
    kept = [sum(isinstance(span, Link) for span in line) for line in shown]
    assert sum(kept) + left_out == sum(counts)
    assert room_of_rows(shown) <= max(room, room_of_rows(rows))
    assert all(max(kept) - has <= 1 for has, count in zip(kept, counts, strict=True) if has < count)
