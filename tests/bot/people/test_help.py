"""Help fits the person, the moment, and a card, however many commands there are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.catalog import COMMANDS
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
        (LATER, [f"rsvp:{HAPPENING.id}:{each}" for each in ("going", "maybe", "no")]),
        (replace(LATER, standing=Standing.MAYBE), []),
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


@pytest.mark.parametrize("organizer", [False, True])
def test_it_names_every_command_and_says_behind_the_menu_what_each_does(organizer: bool) -> None:  # noqa: FBT001 - drawn
    now = replace(TODAY, organizer=organizer)
    card = help_card(now)
    assert sum(plain_length(each) for each in card.blocks) < 1500
    discord.card(card)
    (menu,) = [each for each in card.choices if isinstance(each, Choice)]
    behind = "\n".join(text(help_about_card(now, option.value)) for option in menu.options)
    for each in COMMANDS:
        times = 1 if organizer or each.who == "member" else 0
        assert len(re.findall(rf"/{each.name}\b", text(card))) == times
        assert behind.count(f"/{each.name} – {each.summary}") == times


def test_a_menu_of_an_older_card_names_one_slash_command() -> None:
    """Cards that were sent before offer words such as `event`; a member hears nothing of what only organizers can do."""
    assert "/event create" in text(help_about_card(replace(TODAY, organizer=True), "event"))
    assert "/event create" not in text(help_about_card(TODAY, "event"))
    assert "Nothing in here is for your role." in text(help_about_card(TODAY, "announce"))
