"""The rarer words of the vocabulary, in both platforms' widgets."""

from discord import ui

from bot.chat.views import (
    Card,
    Channel,
    ChoiceInput,
    Form,
    Link,
    LinkButton,
    Option,
    Paragraph,
    Person,
    PersonChoice,
    Say,
    TextInput,
)
from bot.people.model import Platform
from cogs.discord import render as discord
from cogs.discord.routes import RouteItem
from cogs.slack import render as slack

PICK = Form(
    "Propose a talk",
    "talk:propose",
    (
        TextInput("title", "Title", required=True),
        ChoiceInput(
            "kind", "Kind", (Option("Lightning", "lightning"), Option("Talk", "talk", "20 minutes")), value="talk"
        ),
    ),
)


def test_a_person_who_is_to_be_pinged_is_mentioned_where_they_are_and_named_elsewhere() -> None:
    card = Card(blocks=(Paragraph((Person("*Ana*", ((Platform.DISCORD, "7"),), ping=True), Say(" is next"))),))
    assert discord.line(card.blocks[0].line) == "<@7> is next"  # type: ignore[union-attr]
    assert [each.id for each in discord.pinged(card)] == [7]
    assert slack.card(card)[0]["elements"][0]["elements"][0] == {"type": "text", "text": "*Ana* is next"}


def test_a_person_who_is_only_named_pings_nobody() -> None:
    card = Card(blocks=(Paragraph((Person("Ana", ((Platform.DISCORD, "7"), (Platform.SLACK, "U7"))),)),))
    assert discord.line(card.blocks[0].line) == "Ana"  # type: ignore[union-attr]
    assert discord.pinged(card) == []
    assert slack.card(card)[0]["elements"][0]["elements"] == [{"type": "text", "text": "Ana"}]


def test_links() -> None:
    card = Card(
        blocks=(Paragraph((Link("the *page*", "https://example.org/a_b"),)),),
        buttons=((LinkButton("Open", "https://example.org"),),),
    )
    assert discord.line(card.blocks[0].line) == r"[the \*page\*](https://example.org/a_b)"  # type: ignore[union-attr]
    blocks = slack.card(card)
    assert blocks[0]["elements"][0]["elements"] == [
        {"type": "link", "url": "https://example.org/a_b", "text": "the *page*"}
    ]
    assert blocks[1]["elements"][0]["url"] == "https://example.org"


async def test_a_choice_in_a_form_shows_what_was_picked_before() -> None:
    label = discord.form(PICK).to_dict()["components"][1]
    assert [(each["value"], each["default"]) for each in label["component"]["options"]] == [
        ("lightning", False),
        ("talk", True),
    ]
    block = slack.form(PICK, remember="")["blocks"][1]
    assert block["element"]["initial_option"]["value"] == "talk"
    assert block["optional"] is True


def test_a_channel_is_a_reference_at_home_and_a_name_elsewhere() -> None:
    home, away = Channel(Platform.DISCORD, "7", "events"), Channel(Platform.SLACK, "C7", "*events*")
    assert discord.line((home, Say(" and "), away)) == r"<#7> and \#\*events\*"
    blocks = slack.card(Card(blocks=(Paragraph((home, Say(" and "), away)),)))
    assert blocks[0]["elements"][0]["elements"] == [
        {"type": "text", "text": "#events and "},
        {"type": "channel", "channel_id": "C7"},
    ]


def test_a_menu_of_people_is_the_platforms_own() -> None:
    card = Card(blocks=(Paragraph((Say("Who?"),)),), choices=(PersonChoice("Pick a person", "door:1"),))
    assert slack.card(card)[1]["elements"][0]["type"] == "users_select"
    menus = [each for each in discord.card(card).walk_children() if isinstance(each, RouteItem)]
    assert [type(each.item) for each in menus] == [ui.UserSelect]
