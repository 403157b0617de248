"""One person with an account on each platform, on the real client libraries."""

import re

from tests.e2e.town import Town, card_of, shown
from tests.waiting import soon


def code_in(text: str) -> str:
    found = re.search(r"\b[A-Z0-9]{8}\b", text)
    assert found is not None, text
    return found[0]


async def test_a_seat_on_each_platform_becomes_one_and_the_line_gets_the_other(here: Town) -> None:
    await here.plan(seats="2")
    on_discord, on_slack = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    await here.slack_click("Grace", on_slack, "rsvp:1:going")
    offered = await here.discord("Ben", "link")
    assert offered.private
    assert "Type it on Slack, with /link." in offered.text
    linked = await here.slack("Farid", "link", code_in(offered.text).lower())
    assert linked.private
    assert "Ben Okafor on Discord and Farid Haddad on Slack" in linked.text
    assert "You had two seats at an event" in linked.text
    told = await soon(lambda: here.slack_direct("Grace"))
    assert "A seat came free, and it is yours" in shown(told[0])
    notice = await soon(lambda: here.discord_direct("Ben"))
    assert "Farid Haddad on Slack was joined to this account" in shown(notice[0])
    for look in (here.discord_messages, here.slack_messages):
        await soon(card_of(look), lambda text: "2 going · full" in text and "Grace Kim" in text)
    # It is one seat from both sides now: given back on Discord, it is gone on Slack too.
    await here.discord_click("Ben", on_discord, "rsvp:1:no")
    for look in (here.discord_messages, here.slack_messages):
        await soon(card_of(look), lambda text: "1 going · 1 of 2 seats left" in text)


async def test_an_intro_from_slack_is_edited_on_discord_and_an_organizer_stays_one(here: Town) -> None:
    opened = await here.slack("Farid", "intro")
    await here.slack_submit("Farid", opened, does="Embedded engineer")
    offered = await here.slack("Emma", "link")  # an organizer on Slack only
    await here.discord("Ben", "link", code=code_in(offered.text))
    created = await here.discord("Ben", "hallway help")
    assert created.private
    again = await here.discord("Chiara", "link", code=code_in((await here.slack("Farid", "link")).text))
    assert "Your accounts are one person now" in again.text
    form = (await here.discord("Chiara", "intro")).form
    assert form is not None
    assert form.inputs[0].value == "Embedded engineer"


async def test_wrong_codes_and_people_who_are_linked_already(here: Town) -> None:
    for answer in (
        await here.discord("Ben", "link", code="AAAAAAAA"),
        await here.discord("Ben", "link", code="nonsense"),
    ):
        assert answer.private
        assert "This code is wrong or too old. Get a new one with /link on Slack" in answer.text
    for _ in range(4):
        await here.discord("Ben", "link", code="CCCCCCCC")
    good = code_in((await here.slack("Farid", "link")).text)
    locked = await here.discord("Ben", "link", code=good)
    assert "These were 5 wrong codes within an hour." in locked.text
    assert "this same account" in (await here.slack("Farid", "link", good)).text
    await here.discord("Chiara", "link", code=good)
    already = await here.slack("Farid", "link")
    assert "You are one person here already: Chiara Rossi on Discord and Farid Haddad on Slack." in already.text


async def test_unlink_asks_first_and_leaves_everything_with_the_other(here: Town) -> None:
    alone = await here.slack("Farid", "unlink")
    assert "This account is not joined to another one." in alone.text
    await here.plan()
    _, on_slack = await here.cards()
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    await here.slack("Farid", "link", code_in((await here.discord("Ben", "link")).text))
    asked = await here.slack("Farid", "unlink")
    assert "Everything stays with Ben Okafor on Discord" in asked.text
    assert "Farid Haddad on Slack starts fresh." in asked.text
    assert asked.message is not None
    done = await here.slack_click("Farid", asked.message, "unlink:yes")
    assert "Farid Haddad on Slack stands on its own now" in done.text
    for look in (here.discord_messages, here.slack_messages):
        await soon(card_of(look), lambda text: "1 going" in text and "Going: Ben Okafor" in text)
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    await soon(card_of(here.slack_messages), lambda text: "2 going" in text)
