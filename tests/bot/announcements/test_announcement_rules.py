"""The rules of announcements: never before their time, never when they are of no use, and words that are read back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.cards import announcement_card
from bot.announcements.model import (
    DIRECT_AT_ONCE,
    DIRECT_PAUSE,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Anchor,
    Announcement,
    Audience,
    Mention,
    Shift,
    State,
    Verdict,
    Wording,
    due_of,
    judge,
    sent_at,
    useful_until,
)
from bot.announcements.timing import read_shift, say_shift
from bot.chat.typed import split_addresses
from bot.events.model import Event, Plan
from bot.events.model import State as EventState
from bot.events.when import WhenError
from cogs.discord import render as discord
from cogs.slack import render as slack

START = datetime(2026, 12, 10, 17, 30, tzinfo=UTC)
shifts = st.builds(
    Shift,
    by=st.integers(-14 * 24 * 60, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    anchor=st.sampled_from(Anchor),
)
moments = st.integers(-40 * 24 * 60, 40 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def event(state: EventState = EventState.PLANNED, title: str = "Talks") -> Event:
    plan = Plan(title, START, START + timedelta(hours=2), "Europe/Berlin", "Library", None, "")
    return Event(1, 1, 1, plan, state, 0, 0)


def announcement(wording: Wording, state: State = State.SCHEDULED, name: str = "Ana") -> Announcement:
    return Announcement(1, 1, 1, name, wording, Audience.CHANNELS, Mention.EVERYONE, state, 1, None)


@given(shifts, moments)
def test_it_goes_out_between_its_time_and_when_it_is_of_no_use(shift: Shift, now: datetime) -> None:
    found, about = announcement(Wording("t", "x", None, shift, 1)), event()
    due = due_of(found.wording, about)
    assert due is not None
    until = useful_until(due, about)
    assert due < until
    expected = Verdict.WAIT if now < due else Verdict.SEND if now < until else Verdict.TOO_LATE
    assert judge(found, about, now) is expected


@given(shifts, moments)
def test_a_cancelled_event_takes_it_along(shift: Shift, now: datetime) -> None:
    found = announcement(Wording("t", "x", None, shift, 1))
    assert judge(found, event(EventState.CANCELLED), now) is Verdict.CALL_OFF


@given(st.sampled_from([each for each in State if each is not State.SCHEDULED]), moments)
def test_only_what_is_scheduled_goes_out_by_itself(state: State, now: datetime) -> None:
    found = announcement(Wording("t", "x", START), state)
    assert judge(found, None, now) is Verdict.NOTHING


@given(shifts)
def test_a_time_counted_from_an_event_is_read_back_as_it_is_said(shift: Shift) -> None:
    assert read_shift(say_shift(shift)) == shift


@pytest.mark.parametrize(
    ("text", "by", "anchor"),
    [
        ("2 days before", timedelta(days=-2), Anchor.START),
        ("An hour before the event", timedelta(hours=-1), Anchor.START),
        ("90 min after", timedelta(minutes=90), Anchor.END),
        ("1h30 after the start", timedelta(minutes=90), Anchor.START),
        ("30 min before the end", timedelta(minutes=-30), Anchor.END),
        ("at the start", timedelta(), Anchor.START),
    ],
)
def test_times_counted_from_an_event(text: str, by: timedelta, anchor: Anchor) -> None:
    assert read_shift(text) == Shift(by, anchor)


def test_other_times_are_left_to_the_grammar_and_wrong_lengths_are_refused() -> None:
    assert read_shift("tomorrow 18:00") is None
    assert read_shift("before") is None
    with pytest.raises(WhenError, match="1 h 30 min"):
        read_shift("a while before")


def test_private_messages_begin_at_once_and_then_come_one_by_one() -> None:
    at = [sent_at(START, order) - START for order in range(DIRECT_AT_ONCE + 3)]
    assert at == [timedelta()] * DIRECT_AT_ONCE + [DIRECT_PAUSE, 2 * DIRECT_PAUSE, 3 * DIRECT_PAUSE]


hostile = st.text(alphabet=st.sampled_from("*_~`|<>[]()#@-+.\\/&\n 1aß🎉"), max_size=TEXT_LENGTH)


@given(hostile.filter(str.strip))
async def test_every_text_is_shown_whole_on_discord(text: str) -> None:
    """Even where each character of text, title, event and name needs an escape."""
    wording = Wording("*" * TITLE_LENGTH, text.ljust(TEXT_LENGTH, "_"))
    found = announcement(wording, name="~" * 80)
    card = announcement_card(found, event(title="|" * TITLE_LENGTH), public=True)
    payload = discord.card(card, mark=1).to_components()  # type: ignore[no-untyped-call]
    texts = [each["content"] for each in payload[0]["components"]]
    assert sum(map(len, texts)) <= 4000
    assert texts[2] == discord.prose(wording.text, 10_000)


@given(st.text(alphabet=st.sampled_from("https://x.e/a_b?,) \n<>*"), max_size=60))
def test_an_address_is_cut_out_of_a_text_and_nothing_is_lost(text: str) -> None:
    pieces = list(split_addresses(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece.startswith(("https://", "http://")) for piece, is_address in pieces if is_address)


@pytest.mark.parametrize(
    "text", ["https:///", "http://- x", "https://.com", "https://x.example@evil.example/", "https://a:b@c"]
)
def test_what_has_no_host_or_hides_it_is_no_link(text: str) -> None:
    """Slack refuses a message whole for a link without a host; and a link leads where it reads."""
    assert list(split_addresses(text)) == [(text, False)]


def test_a_full_stop_behind_an_address_is_none_of_it() -> None:
    assert list(split_addresses("See https://x.example/a.")) == [
        ("See ", False),
        ("https://x.example/a", True),
        (".", False),
    ]
    card = announcement_card(announcement(Wording("t", "https://x.example, and")), None, public=False)
    assert slack.card(card)[1]["elements"][0]["elements"][0] == {"type": "link", "url": "https://x.example"}
