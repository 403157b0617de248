"""Rendering: any typed text fits both platforms' limits and stays text. Pure functions, real libraries' objects."""

import json
import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.chat.typed import one_line
from bot.chat.views import Bullets, Card, Field, Moment, MomentStyle, Note, Paragraph, Quote, Say, Typed
from bot.events import cards
from bot.events.model import Attendance, Attendee, Event, Plan, Standing, State
from cogs.discord import render as discord
from cogs.slack import render as slack
from sandbox.discord.plain import Names, visible_text
from sandbox.slack.plain import Reader
from tests.bot.events.test_seats import NOW

NAMES = Names(NOW)
hostile = st.text(
    alphabet=st.sampled_from(list("*_~`|<>[]()#@:-+.!\\/&;{}= \n1aß漢🎉")) | st.characters(), max_size=100
)
nasty = hostile | st.sampled_from(
    ["@everyone", "<!channel>", "<@1>", "**", "# head", "- x", "1. x", "> q", "https://a_b.c/_x_", ""]
)


def event(title: str, place: str, description: str) -> Event:
    start = NOW + timedelta(days=3)
    return Event(
        1,
        1,
        1,
        Plan(title, start, start + timedelta(hours=2), "Europe/Berlin", place, 50, description),
        State.PLANNED,
        50,
        60,
    )


def people(name: str) -> Attendance:
    def some(standing: Standing) -> tuple[Attendee, ...]:
        return tuple(Attendee(n, name, standing, n) for n in range(50))

    return Attendance(some(Standing.GOING), some(Standing.WAITING), some(Standing.MAYBE))


def discord_payload(card: Card) -> list[dict[str, object]]:
    payload: list[dict[str, object]] = discord.card(card, mark=7).to_components()  # type: ignore[no-untyped-call]
    return payload


def discord_texts(found: object) -> list[str]:
    if isinstance(found, list):
        return [text for each in found for text in discord_texts(each)]
    if isinstance(found, dict):
        own = [found["content"]] if found.get("type") == 10 else []
        return own + discord_texts(list(found.values()))
    return []


@settings(max_examples=150, deadline=None)
@given(title=nasty, place=nasty, description=st.text(max_size=1500) | nasty, name=nasty)
async def test_any_event_fits_discord(title: str, place: str, description: str, name: str) -> None:
    shown = event(one_line(title) or "x", place, description)
    for card in (
        cards.event_card(shown, people(name), NOW),
        cards.people_card(shown, people(name)),
        cards.reminder_card(shown),
    ):
        texts = discord_texts(discord_payload(card))
        assert sum(map(len, texts)) <= 4000
        assert all(texts)


@settings(max_examples=150, deadline=None)
@given(title=nasty, place=nasty, description=st.text(max_size=1500) | nasty, name=nasty)
def test_any_event_fits_slack(title: str, place: str, description: str, name: str) -> None:
    shown = event(one_line(title) or "x", place, description)
    blocks = slack.card(cards.event_card(shown, people(name), NOW))
    assert len(blocks) <= 50
    assert '"text": ""' not in json.dumps(blocks)


@settings(max_examples=300, deadline=None)
@given(hostile)
def test_escaped_text_reads_as_it_was_typed_on_discord(text: str) -> None:
    """The sandbox's reader, which knows nothing of our renderer, reads back what was typed."""
    tidy = one_line(text)
    assume(re.search(r"https?://\S*@(everyone|here)", tidy) is None)  # there, an address says %40
    message = {
        "content": "",
        "flags": 1 << 15,
        "components": [{"type": 10, "content": f"**Where:** {discord.escape(tidy)}"}],
    }
    assert visible_text(message, NAMES) == f"Where: {tidy}".rstrip()


@given(nasty)
def test_no_mention_survives_on_discord(text: str) -> None:
    escaped = discord.escape(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*<[@#t/a:]", escaped)
    assert not re.search(r"(?<!\\)(?:\\\\)*@(?:everyone|here)", escaped)


@settings(max_examples=300, deadline=None)
@given(nasty)
def test_typed_text_is_plain_text_on_slack(text: str) -> None:
    tidy = one_line(text)
    if not tidy:
        return
    blocks = slack.card(Card(blocks=(Field("Where", (Typed(text),)),)))
    assert blocks[0]["elements"][0]["elements"][1] == {"type": "text", "text": tidy}
    assert Reader().message({"blocks": blocks}) == f"Where: {tidy}"


def test_an_address_calls_nobody_and_still_leads_there() -> None:
    shown = discord.escape("See https://x.example/@everyone and https://x.example/@herend, @everyone.")
    assert shown == r"See https://x.example/%40everyone and https://x.example/%40herend, \@everyone."


def test_a_single_long_line_is_shortened_and_not_lost() -> None:
    shown = discord.quoted("**loud** " * 130, 600)
    assert 550 < len(shown) <= 600
    assert shown.startswith(r"> \*\*loud\*\* ")
    assert shown.endswith(r"\*\*loud\*\*…")
    assert discord.quoted("x" * 3000, 600) == "> " + "x" * 594 + "…"


def test_the_text_beside_the_blocks_says_what_the_card_says() -> None:
    moment = Moment(NOW, "Europe/Berlin")
    blocks = (
        Paragraph((Say("By "), Typed("<!channel> & co"))),
        Field("When", (moment, Say(" · "), replace(moment, style=MomentStyle.RELATIVE))),
        Bullets(((Say("one"),), (Typed("two"),))),
        Quote("first\nsecond"),
        Note((Say("Talk 1"),)),
    )
    said = slack.summary(Card(title=(Typed("News"),), blocks=blocks)).splitlines()
    assert said[:2] == ["News", "By &lt;!channel&gt; &amp; co"]
    assert said[2] == "When: Sunday 22 November 2026, 13:00 (Europe/Berlin)"
    assert said[3:] == ["• one", "• two", "first", "second", "Talk 1"]
    assert len(slack.summary(Card(blocks=(Quote("&" * 4000),)))) <= 15_000


def test_a_card_on_slack_leaves_a_gap_between_thoughts() -> None:
    """A list stays with its heading, and fields with each other; everything else begins a block of its own."""
    words = Paragraph((Say("words"),))
    fields = (Field("When", (Say("now"),)), Field("Where", (Say("here"),)), Quote("a description"))
    listed = Bullets(((Say("one"),), (Say("two"),)))
    card = Card(blocks=(words, words, listed, words, *fields, Field("Seats", (Say("ten"),))))
    shapes = [[part["type"].removeprefix("rich_text_") for part in block["elements"]] for block in slack.card(card)]
    assert shapes == [["section"], ["section", "list"], ["section"], ["section", "section", "quote"], ["section"]]
