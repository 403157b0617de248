"""An event changes: both chats, the people who were coming, and whoever else had the form open."""

from datetime import timedelta

import pytest

from sandbox.kit import Answer
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.town import Town, card_of, message_of, shown
from tests.waiting import soon

NEW_WHEN = "Fri 11 Dec 19:00 for 3 h"


def filled(answer: Answer) -> dict[str, object]:
    assert answer.form is not None, answer
    return {each.label: each.value for each in answer.form.inputs if each.value}


async def three_people(here: Town) -> None:
    """Two seats taken, one on each platform, and a third person in line."""
    await here.plan(seats="2", description="Bring a laptop.")
    on_discord, on_slack = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    await here.slack_click("Grace", on_slack, "rsvp:1:going")


async def test_a_change_reaches_both_chats_and_everybody_who_is_coming(here: Town) -> None:
    await three_people(here)
    opened = await here.discord("Ana", "event edit", event="1")
    assert filled(opened) == {
        "Title": "Lightning talks",
        "When": "Thursday 10 December 2026, 18:30 for 2 h",
        "Where": "Old Library",
        "Seats": "2",
        "Description": "Bring a laptop.",
    }
    done = await here.discord_submit("Ana", opened, When=NEW_WHEN, Where="New Hall", Seats="3")
    assert "Until: Friday 11 December 2026, 22:00" in done.text
    assert "asking 3 people whether they still come" in done.text
    assert "1 person has a seat now" in done.text
    for look in (here.discord_messages, here.slack_messages):
        card = await soon(card_of(look), lambda text: "Where: New Hall" in text)
        assert "Going: Ben Okafor, Farid Haddad, Grace Kim" in card
        assert "Waiting" not in card
        assert len(look()) == 1
    ben = await soon(lambda: here.discord_direct("Ben"))
    farid = await soon(lambda: here.slack_direct("Farid"))
    await soon(lambda: len(here.slack_direct("Grace")) == 2)
    assert shown(farid[0]).splitlines()[:3] == [
        "Lightning talks has changed",
        "It has moved from Thursday, December 10th, 2026 at 5:30 PM to Friday, December 11th, 2026 at 6:00 PM.",
        "It is no longer at Old Library, but at New Hall.",
    ]
    assert sorted(shown(each).splitlines()[0] for each in here.slack_direct("Grace")) == [
        "A seat came free, and it is yours",
        "Lightning talks has changed",
    ]
    # One says yes, one gives the seat back; organizers see how many confirmed, the public card says nothing of it.
    assert "You have a seat" in (await here.discord_click("Ben", ben[0], "rsvp:1:going")).text
    assert "You are not coming" in (await here.slack_click("Farid", farid[0], "rsvp:1:no")).text
    organizer = await here.slack("Emma", "event", "show 1")
    assert "Confirmed: 1 of 2 have said they still come" in organizer.text
    assert "Confirmed" not in (await here.slack("Grace", "event", "show 1")).text
    card = await soon(card_of(here.discord_messages), lambda text: "Going: Ben Okafor, Grace Kim" in text)
    assert "Confirmed" not in card


async def test_the_length_is_changed_on_discord_in_the_field_that_says_so(here: Town) -> None:
    """Discord's form has no room for an input of its own: "When" holds it, and is filled with it."""
    await here.plan()
    opened = await here.discord("Ana", "event edit", event="1")
    assert opened.form is not None
    when = next(each for each in opened.form.inputs if each.label == "When")
    assert "how long if that changes" in when.hint
    assert "for 90 min" in when.hint
    done = await here.discord_submit("Ana", opened, When="Thu 10 Dec 18:30 for 90 min")
    assert "Until: Thursday 10 December 2026, 20:00" in done.text
    again = await here.discord("Ana", "event edit", event="1")
    assert filled(again)["When"] == "Thursday 10 December 2026, 18:30 for 1 h 30 min"
    # Without a length it stays; a range says it too.
    done = await here.discord_submit("Ana", again, When="Thu 10 Dec 19:00")
    assert "Until: Thursday 10 December 2026, 20:30" in done.text
    again = await here.discord("Ana", "event edit", event="1")
    done = await here.discord_submit("Ana", again, When="Thu 10 Dec 19:00-22:00")
    assert "Until: Thursday 10 December 2026, 22:00" in done.text


async def test_reminders_come_at_the_new_time_only(here: Town) -> None:
    await here.plan()
    await here.cards()
    opened = await here.slack("Emma", "event", "edit lightning")
    await here.slack_submit("Emma", opened, When=NEW_WHEN)
    await here.go_to(here.start - timedelta(hours=23))
    assert len(here.discord_messages()) == len(here.slack_messages()) == 1
    await here.go_to(here.start + timedelta(hours=1))
    for look in (here.discord_messages, here.slack_messages):
        reminder = await soon(message_of(look, "Coming up: Lightning talks"))
        assert reminder is not None
        assert "11" in shown(reminder)
        assert len(look()) == 2


async def test_ways_to_the_form_on_slack_and_from_cards(here: Town) -> None:
    assert "No event lies ahead" in (await here.slack("Emma", "event", "edit")).text
    await here.plan()
    picked = await here.slack("Emma", "event", "edit")
    assert picked.message is not None
    opened = await here.slack_click("Emma", picked.message, "event:edit", "1")
    assert filled(opened)["When"] == "Thursday 10 December 2026, 18:30 for 2 h"
    card = await here.discord("Ana", "event show")
    assert card.message is not None
    assert filled(await here.discord_click("Ana", card.message, "event:1:edit"))["Title"] == "Lightning talks"
    assert "I know no event called" in (await here.slack("Emma", "event", "edit dinner")).text


async def test_two_organizers_at_once_and_nothing_typed_is_lost(here: Town) -> None:
    await here.plan()
    on_discord, on_slack = (
        await here.discord("Ana", "event edit", event="1"),
        await here.slack("Emma", "event", "edit 1"),
    )
    await here.discord_submit("Ana", on_discord, Where="New Hall")
    late = await here.slack_submit("Emma", on_slack, Title="Talks and pizza")
    assert "was changed while you had the form open" in late.text
    assert "New Hall" in late.text
    assert late.message is not None
    again = await here.slack_click("Emma", late.message, "draft:1")
    assert filled(again)["Title"] == "Talks and pizza"
    assert "Talks and pizza is changed" in (await here.slack_submit("Emma", again, Where="New Hall")).text
    await soon(card_of(here.discord_messages), lambda text: "Talks and pizza" in text and "New Hall" in text)


async def test_mistakes_in_an_edit_are_said_and_can_be_mended(here: Town) -> None:
    await three_people(here)
    opened = await here.discord("Ana", "event edit", event="Lightning talks")
    refused = await here.discord_submit("Ana", opened, Seats="1")
    assert "2 people have a seat already, and 1 would be too few. Try 2 or more." in refused.text
    assert refused.message is not None
    mended = await here.discord_click("Ana", refused.message, "draft:1")
    assert filled(mended)["Seats"] == "1"
    assert "Lightning talks is changed" in (await here.discord_submit("Ana", mended, Seats="4")).text
    opened = await here.slack("Emma", "event", "edit 1")
    wrong = await here.slack_submit("Emma", opened, When="yesterday 18:30")
    assert wrong.errors is not None
    assert list(wrong.errors) == ["when"]


async def test_what_is_over_or_cancelled_is_planned_again_instead(here: Town) -> None:
    await here.plan(when="Thu 10 Dec 18:30 for 3 h")
    await here.go_to(here.start + timedelta(days=30))
    for answer in (await here.discord("Ana", "event edit", event="1"), await here.slack("Emma", "event", "edit #1")):
        assert "Lightning talks is over" in answer.text
    found = await here.sandbox.discord.complete(
        user=here.discord_people["Ana"],
        channel=here.discord_channel["events"],
        command="event duplicate",
        options={"event": "light"},
        focused="event",
    )
    assert [each["value"] for each in found] == ["1"]
    opened = await here.discord("Ana", "event duplicate", event="1")
    assert filled(opened) == {"Title": "Lightning talks", "Where": "Old Library", "Seats": "10"}
    assert opened.form is not None
    assert "for 3 h" in next(each.hint for each in opened.form.inputs if each.label == "When")
    opened = await here.slack("Emma", "event", "duplicate lightning")
    assert filled(opened) == {"Title": "Lightning talks", "Duration": "3 h", "Where": "Old Library", "Seats": "10"}
    done = await here.slack_submit("Emma", opened, When="Thu 14 Jan 18:30")
    assert "Until: Thursday 14 January 2027, 21:30" in done.text
    assert "Event 2" in done.text
    asked = await here.discord("Ana", "event cancel", event="2")
    assert asked.message is not None
    await here.discord_click("Ana", asked.message, "event:2:cancel:yes")
    assert "is cancelled and can't be changed" in (await here.slack("Emma", "event", "edit 2")).text


async def test_members_can_do_none_of_it(here: Town) -> None:
    await here.plan()
    for command in ("event edit", "event duplicate"):
        on_discord = await here.discord("Ben", command, event="1")
        on_slack = await here.slack("Farid", "event", f"{command.split()[1]} 1")
        for answer in (on_discord, on_slack):
            assert answer.private
            assert answer.form is None
            assert f"Only organizers can use /{command}" in answer.text
    seen = await here.discord("Ben", "event show", event="1")
    assert "Change it" not in seen.text


@pytest.mark.parametrize("title", HOSTILE[:3])
async def test_hostile_words_in_an_edit_stay_words(here: Town, title: str) -> None:
    await here.plan(seats="2")
    on_discord, _ = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    opened = await here.slack("Emma", "event", "edit 1")
    done = await here.slack_submit("Emma", opened, Title=title, Where=title)
    assert f"{title} is changed" in done.text
    told = await soon(lambda: here.discord_direct("Ben"))
    assert f"It is no longer at Old Library, but at {title}." in shown(told[0])
    assert told[0]["mentions"] == []
    assert told[0]["mention_everyone"] is False
    for answer in (await here.discord("Ana", "upcoming"), await here.slack("Farid", "upcoming")):
        assert title[:35] in answer.text
