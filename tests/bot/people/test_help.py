"""Help fits the person, the moment, and a card, however many commands there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.catalog import Command
from bot.chat.views import Button, Card, Choice, plain_length
from bot.events.model import Standing
from bot.people.cards import Now, help_about_card, help_card
from cogs.discord import render as discord
from cogs.slack import render as slack
from sandbox.slack.plain import Reader
from tests.bot.events.test_seats import NOW, event

QUIET = Now(NOW, "Europe/Berlin", organizer=False)
HAPPENING = event(10, taken=3, waiting=0)
STARTS = HAPPENING.plan.starts_at
TODAY = replace(QUIET, at=STARTS - timedelta(hours=3), event=HAPPENING)
LATER = replace(TODAY, at=STARTS - timedelta(days=3))


def routes(card: Card) -> list[str]:
    return [each.route for row in card.buttons for each in row if isinstance(each, Button)]


def text(card: Card) -> str:
    return Reader().message({"blocks": slack.card(card)})


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (QUIET, []),
        (LATER, []),
        (TODAY, [f"rsvp:{HAPPENING.id}:{each}" for each in ("going", "maybe", "no")]),
        (replace(TODAY, standing=Standing.GOING), [f"rsvp:{HAPPENING.id}:{each}" for each in ("maybe", "no")]),
        (replace(TODAY, standing=Standing.WAITING), [f"rsvp:{HAPPENING.id}:{each}" for each in ("maybe", "no")]),
        (replace(QUIET, has_channel=False), []),
        (replace(QUIET, has_channel=False, organizer=True), ["setup:show"]),
    ],
)
def test_the_buttons_are_what_can_be_done_now(now: Now, expected: list[str]) -> None:
    assert routes(help_card(now)) == expected


def test_an_organizer_without_a_channel_is_told_so() -> None:
    assert "I have no channel to post events in here yet." in text(
        help_card(replace(QUIET, has_channel=False, organizer=True))
    )


@given(st.integers(1, 120), st.integers(1, 25), st.booleans())
def test_it_is_never_longer_than_a_card(count: int, groups: int, organizer: bool) -> None:  # noqa: FBT001 - drawn
    commands = [
        Command(f"group{n % groups} verb{n}", "x" * 60, who="organizer" if n % 3 else "member") for n in range(count)
    ]
    now = replace(TODAY, organizer=organizer)
    card = help_card(now, commands)
    assert sum(plain_length(each) for each in card.blocks) < 3900
    discord.card(card)
    # Every command that is for them is said once: here, or behind the menu.
    menus = [each for each in card.choices if isinstance(each, Choice)]
    behind = [help_about_card(now, option.value, commands) for each in menus for option in each.options]
    said = "\n".join(text(each) for each in behind or [card])
    assert [said.count(f"/{each.name} –") for each in commands] == [
        1 if organizer or each.who == "member" else 0 for each in commands
    ]
