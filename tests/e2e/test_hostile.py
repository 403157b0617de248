"""What people typed is text: on both platforms it reads as it was typed, and pings, styles and links nobody to nothing."""

import json

import pytest

from tests.e2e.town import Json, Town, shown

HOSTILE = [
    "@everyone come",
    "@here <@&1> <@1> <#2>",
    "<!channel> <!here> <!everyone> <@U0000000009>",
    "**bold** _it_ ~~no~~ `code` ||spoiler|| # head",
    "# Heading - list 1. one > quote",
    "*bold* _it_ ~no~ <https://evil.example|click me>",
    "[click](https://evil.example) <t:0:R> </help:1>",
    "&lt;!channel&gt; &amp; < > &",
    "\\*escaped\\* \\@everyone",
    "مرحبا שלום 日本語 👩‍👩‍👧",
    "https://x.example/a_b_c?d=**e**",
]


def texts_of(message: Json) -> str:
    return shown(message).splitlines()[0]


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_title_reads_as_it_was_typed(here: Town, title: str) -> None:
    opened = await here.discord("Ana", "event create")
    answer = await here.discord_submit(
        "Ana", opened, title=title, when="Thu 10 Dec 18:30", where=title, description=title
    )
    assert title in answer.text
    on_discord, on_slack = await here.cards(title)
    assert texts_of(on_discord) == title
    assert texts_of(on_slack) == title
    for card in (on_discord, on_slack):
        assert f"Where: {title}" in shown(card)
    assert on_discord["mentions"] == []
    assert on_discord["mention_roles"] == []
    assert on_discord["mention_everyone"] is False
    kinds = {part["type"] for part in _parts(on_slack["blocks"])}
    assert not kinds & {"user", "usergroup", "broadcast", "channel", "link", "mrkdwn", "emoji"}


async def test_direction_overrides_and_controls_are_taken_out(here: Town) -> None:
    opened = await here.slack("Emma", "event", "create")
    await here.slack_submit("Emma", opened, Title="Ta\u202elks\u2066 \u200fhere\x07", When="Thu 10 Dec 18:30")
    on_discord, on_slack = await here.cards("Talks here")
    assert texts_of(on_discord) == texts_of(on_slack) == "Talks here"


async def test_ten_thousand_characters_are_refused_in_words_when_a_client_lets_them_through(here: Town) -> None:
    """Both platforms' clients stop at the form's limit; a person who gets past them is told by us."""
    for answer in (
        await here.discord("Ben", "rsvp", event="x" * 6000),
        await here.slack("Farid", "rsvp", "y" * 10_000),
    ):
        assert "I know no event called “" in answer.text
        assert len(answer.text) < 300


async def test_the_longest_texts_fit_on_both_cards(here: Town) -> None:
    opened = await here.slack("Emma", "event", "create")
    await here.slack_submit(
        "Emma", opened, Title="*" * 100, When="Thu 10 Dec 18:30", Where="_" * 200, Description="`~|\n" * 375
    )
    on_discord, on_slack = await here.cards("*" * 100)
    assert len(json.dumps(on_discord["components"])) < 12_000
    assert "`~|" in shown(on_slack)


def _parts(found: object) -> list[Json]:
    if isinstance(found, list):
        return [part for each in found for part in _parts(each)]
    if isinstance(found, dict):
        return (
            [found, *(part for each in found.values() for part in _parts(each))]
            if "type" in found
            else [part for each in found.values() for part in _parts(each)]
        )
    return []
