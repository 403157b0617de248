"""What is stored about a person is shown, handed over and erased, on both platforms; seats and events are passed on."""

from __future__ import annotations

import json

from sandbox.kit import Answer
from tests.e2e.town import Json, Town, one, shown
from tests.waiting import soon


def message(answer: Answer) -> Json:
    assert answer.message is not None, answer
    return answer.message


async def forget_on_slack(here: Town, who: str) -> Answer:
    card = message(await here.slack(who, "privacy"))
    asked = await here.slack_click(who, card, "privacy:forget")
    return await here.slack_click(who, message(asked), "privacy:forget:yes")


async def test_asking_stores_nothing(here: Town) -> None:
    for _ in range(2):
        for answer in (await here.slack("Grace", "privacy"), await here.discord("Ben", "privacy")):
            assert answer.private
            assert "Nothing is stored about you." in answer.text


async def test_it_is_said_in_words(here: Town) -> None:
    await here.plan()
    await here.slack("Farid", "rsvp", "1")
    told = await here.slack("Farid", "privacy")
    assert "You are Farid Haddad on Slack" in told.text
    assert "Answers to events: 1" in told.text
    hosting = await here.discord("Ana", "privacy")
    assert "Events you host or hosted: 1" in hosting.text


async def test_a_file_on_discord(here: Town) -> None:
    await here.plan(title="Talks & “more”")
    card = message(await here.discord("Ana", "privacy"))
    answer = await here.discord_click("Ana", card, "privacy:export")
    assert answer.private
    (attached,) = message(answer)["attachments"]
    told = json.loads(here.sandbox.discord.attachment(attached["id"]).content)
    assert told["community"] == "Riverside Meetup"
    assert [each["title"] for each in told["events_hosted"]] == ["Talks & “more”"]
    assert told["accounts"][0]["name"] == "Ana Souza"


async def test_blocks_of_code_on_slack_for_their_eyes_alone(here: Town) -> None:
    for number in range(30):
        await here.plan(title=f"Talks {number} " + "<&>" * 20)
        await here.slack("Farid", "rsvp", f"{number + 1}")
    card = message(await here.slack("Farid", "privacy"))
    await here.slack_click("Farid", card, "privacy:export")
    farid = here.slack_people["Farid"]

    def pieces() -> str:
        seen = here.sandbox.slack.messages(here.slack_channel["events"], seen_by=farid)
        return "".join(
            part["text"]
            for each in seen
            for block in each["blocks"]
            if block["type"] == "rich_text"
            for outer in block["elements"]
            if outer["type"] == "rich_text_preformatted"
            for part in outer["elements"]
        )

    text = await soon(pieces, lambda seen: seen.endswith("\n}"))
    told = json.loads(text)
    assert len(told["answers"]) == 30
    assert "preformatted" not in str(here.slack_messages())


async def test_a_forgotten_persons_seat_goes_to_the_first_in_line(here: Town) -> None:
    await here.plan(seats="1")
    await here.cards()
    assert "You have a seat" in (await here.slack("Farid", "rsvp", "1")).text
    assert "number 1 in line" in (await here.discord("Ben", "rsvp", event="1")).text
    card = message(await here.slack("Farid", "privacy"))
    asked = await here.slack_click("Farid", card, "privacy:forget")
    assert "Places at coming events that you give back: 1." in asked.text
    done = await here.slack_click("Farid", message(asked), "privacy:forget:yes")
    assert "I keep nothing any more that says who you are." in done.text
    await soon(lambda: one(here.discord_direct("Ben"), "A seat came free, and it is yours"))
    for look in (here.discord_messages, here.slack_messages):
        card_now = await soon(lambda look=look: shown(look()[0]), lambda text: "Going: Ben Okafor" in text)  # type: ignore[misc]
        assert "Farid" not in card_now
    assert "Nothing is stored about you." in (await here.slack("Farid", "privacy")).text


async def test_what_is_past_keeps_somebody(here: Town) -> None:
    await here.plan()
    on_discord, _ = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.go_to(here.start)
    card = message(await here.discord("Ben", "privacy"))
    asked = await here.discord_click("Ben", card, "privacy:forget")
    await here.discord_click("Ben", message(asked), "privacy:forget:yes")
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: shown(look()[0]), lambda text: "Going: somebody" in text)  # type: ignore[misc]


async def test_a_host_hands_over_or_is_told_what_to_do(here: Town) -> None:
    await here.plan()
    card = message(await here.discord("Ana", "privacy"))
    alone = await here.discord_click("Ana", card, "privacy:forget")
    assert "You host Lightning talks, and I know no other organizer to hand it to." in alone.text
    await here.slack("Emma", "hallway", "setup")  # now we know her
    asked = await here.discord_click("Ana", card, "privacy:forget")
    assert "Coming events that you host: 1." in asked.text
    await here.discord_click("Ana", message(asked), "privacy:forget:yes")
    await soon(lambda: one(here.slack_direct("Emma"), "You are now the host of Lightning talks"))


async def test_whoever_comes_back_is_somebody_new(here: Town) -> None:
    await here.plan()
    await here.slack("Farid", "rsvp", "1")
    await forget_on_slack(here, "Farid")
    assert "You have a seat" in (await here.slack("Farid", "rsvp", "1")).text
    again = await forget_on_slack(here, "Farid")
    assert "I keep nothing any more" in again.text


async def test_an_intro_and_whom_they_met_go_too(here: Town) -> None:
    opened = await here.slack("Farid", "intro")
    await here.slack_submit("Farid", opened, does="Embedded engineer", helps="Rust")
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look("introductions"), "Embedded engineer"))  # type: ignore[misc]
    await here.slack("Emma", "met", "Farid")
    told = await here.slack("Farid", "privacy")
    assert "Your intro, with the links in it: 1" in told.text
    assert "People you met, or asked whether you did: 1" in told.text
    await forget_on_slack(here, "Farid")
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look("introductions"), "Embedded engineer") is None)  # type: ignore[misc]
    assert "Rust" not in (await here.slack("Emma", "people", "find rust")).text.replace("“rust”", "")
