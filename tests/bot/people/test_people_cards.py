"""Cards about people: any typed text fits both platforms and stays text, and every button leads somewhere."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import features
from bot.chat.typed import one_line
from bot.chat.views import Button, Card, PersonChoice
from bot.people import intro_cards, linking_cards, meeting_cards
from bot.people.finding_model import Found, Search
from bot.people.intro_model import TEXT_LENGTH, Intro, Profile, Topic
from bot.people.model import Known, Owned, Platform
from cogs.discord import render as discord
from cogs.slack import render as slack
from cogs.slack.rich_text import section
from tests.bot.events.test_seats import NOW, event

NASTY = ["@everyone **now**", "<!channel> <@U1>", "[x](https://evil.example)", "# head", "`" * 20, "*" * TEXT_LENGTH]
LINKS = tuple(f"https://site{n}.example/{'x' * 170}" for n in range(5))


def cards_of(name: str, text: str) -> list[Card]:
    """Every card about people, with this name and this text wherever they can stand."""
    profile = Profile(text, text, text, text, LINKS)
    intro = Intro(1, 1, 1, profile, NOW)
    here = Known(1, 1, name, ((Platform.DISCORD, "1"),), organizer=True)
    there = replace(here, member=2, accounts=((Platform.SLACK, "U2"),))
    meetup = event(10)
    many = [replace(here, member=n) for n in range(1, 60)]
    topics = [*Topic, *Topic]
    found = tuple(Found(replace(intro, id=n), here, topic) for n, topic in enumerate(topics))
    account = Owned(1, 1, Platform.DISCORD, "1", name, 1)
    other = replace(account, id=2, platform=Platform.SLACK)
    return [
        intro_cards.intro_card(intro, here),
        intro_cards.looked_at_card(intro, there, Platform.DISCORD),
        intro_cards.saved_card(intro, ["Discord", "Slack"]),
        intro_cards.saved_card(intro, []),
        intro_cards.ask_take_back_card(),
        intro_cards.taken_back_card(),
        intro_cards.search_card(Search(("a" * 40, "b"), {text: text}, found, 10, 10_000)),
        intro_cards.welcome_card(name, [(here, intro), (there, None)], meetup, Platform.DISCORD),
        intro_cards.welcome_card(name, [], None, Platform.SLACK),
        meeting_cards.whom_card(),
        meeting_cards.asked_card(here),
        meeting_cards.waiting_card(here),
        meeting_cards.met_card(here, intro, meetup, Platform.DISCORD),
        meeting_cards.met_card(there, None, None, Platform.DISCORD),
        meeting_cards.did_you_meet_card(1, here, intro, meetup),
        meeting_cards.declined_card(),
        meeting_cards.follow_up_card(meetup, [(here, intro), (there, None)], many, Platform.SLACK),
        meeting_cards.follow_up_card(meetup, [(each, intro) for each in many], [], Platform.SLACK),
        meeting_cards.follow_up_card(meetup, [], many, Platform.SLACK),
        meeting_cards.more_names_card(meetup, many, 48),
        linking_cards.code_card("QK7M3RXP", Platform.DISCORD, NOW + timedelta(minutes=10), "Europe/Berlin"),
        linking_cards.already_card([account, other]),
        linking_cards.linked_card([account, other], 2),
        linking_cards.linked_elsewhere_card([other]),
        linking_cards.ask_unlink_card(account, [other]),
        linking_cards.unlinked_card(account, [other]),
    ]


def discord_texts(found: object) -> list[str]:
    if isinstance(found, list):
        return [text for each in found for text in discord_texts(each)]
    if isinstance(found, dict):
        own = [found["content"]] if found.get("type") == 10 else []
        return own + discord_texts(list(found.values()))
    return []


@settings(max_examples=40, deadline=None)
@given(name=st.text(max_size=80) | st.sampled_from(NASTY), text=st.text(max_size=TEXT_LENGTH) | st.sampled_from(NASTY))
async def test_whatever_people_type_fits(name: str, text: str) -> None:
    for card in cards_of(one_line(name)[:80] or "x", one_line(text) or "x"):
        shown = discord.card(card).to_components()  # type: ignore[no-untyped-call]
        assert sum(map(len, discord_texts(shown))) <= 4000
        blocks = slack.card(card)
        assert len(blocks) <= 50
        assert '"text": ""' not in json.dumps(blocks)


def test_every_button_and_menu_leads_somewhere() -> None:
    routes = {
        each.route
        for card in cards_of("Ana", "text")
        for each in (*card.choices, *(button for row in card.buttons for button in row if isinstance(button, Button)))
    }
    assert len(routes) >= 12
    assert [each for each in routes if not (features.BUTTONS.find(each) or features.OPENERS.find(each))] == []


@pytest.mark.parametrize("platform", Platform)
def test_only_a_person_who_is_here_is_a_mention(platform: Platform) -> None:
    here = Known(1, 1, "Ana", ((platform, "7"),), organizer=False)
    line = intro_cards.called(here, platform)
    ids: dict[Platform, Callable[[], bool]] = {
        Platform.DISCORD: lambda: "<@7>" in discord.line(line),
        Platform.SLACK: lambda: {"type": "user", "user_id": "7"} in section(line)["elements"],
    }
    assert ids[platform]()
    elsewhere = next(each for each in Platform if each is not platform)
    assert not any(getattr(span, "ping", False) for span in intro_cards.called(here, elsewhere))


async def test_a_picker_of_people_is_the_platforms_own() -> None:
    card = Card(title=(), blocks=meeting_cards.whom_card().blocks, choices=(PersonChoice("Who?", "met:pick"),))
    assert slack.card(card)[-1]["elements"][0]["type"] == "users_select"
    rows = discord.card(card).to_components()[0]["components"]  # type: ignore[no-untyped-call]
    assert rows[-1]["components"][0]["type"] == 5
