"""Series on both platforms: planned in a form, announced date by date, a date left out, ended."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.test_edit import filled
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.town import NOON, Json, Town, card_of, shown
from tests.waiting import soon

FIRST = NOON.replace(month=12, day=10, hour=18, minute=30)
NEXT_TALK = NOON.replace(year=2027, month=1, day=14, hour=18, minute=30)
MOMENT = timedelta(seconds=1)


def titles(messages: list[Json]) -> list[str]:
    return [shown(each).splitlines()[0] for each in messages]


async def plan(here: Town, when: str = "every 2nd Thursday 18:30") -> str:
    opened = await here.discord("Ana", "event create")
    answer = await here.discord_submit(
        "Ana", opened, title="Talks", when=when, where="Old Library", seats="10", description="Bring a laptop"
    )
    return answer.text


async def test_a_series_is_echoed_and_its_dates_announce_themselves_on_both(here: Town) -> None:
    said = await plan(here)
    assert said.splitlines()[0] == "Talks is planned, and repeats"
    assert "Repeats: every month on the 2nd Thursday, 18:30 (Europe/Berlin)" in said
    assert "When: Thursday 10 December 2026, 18:30 (Europe/Berlin)" in said
    assert "After that: Thursday 14 January 2027, 18:30 · Thursday 11 February 2027, 18:30" in said
    assert "write “every other Thursday”" in said
    for card in await here.cards("Talks"):
        assert "Repeats: every month on the 2nd Thursday" in shown(card)
    await soon(here.sandbox.discord.scheduled_events)
    ahead = [line for line in (await here.slack("Emma", "upcoming")).text.splitlines() if "announcement of its" in line]
    assert len(ahead) == 1
    assert "Talks: announcement of its date on" in ahead[0]
    await here.go_to(NEXT_TALK - timedelta(days=14) + MOMENT)
    for look in (here.discord_messages, here.slack_messages):
        assert titles(look()).count("Talks") == 2
        second = next(shown(each) for each in look() if "Event 2" in shown(each))
        for line in ("Where: Old Library", "0 going · 10 of 10 seats left", "Bring a laptop"):
            assert line in second
    await here.go_to(NEXT_TALK - timedelta(hours=23))
    assert titles(here.slack_messages())[-1] == "Coming up: Talks"


async def test_a_series_made_on_slack_with_a_clock_change_ahead(here: Town) -> None:
    opened = await here.slack("Emma", "event", "create")
    answer = await here.slack_submit(
        "Emma", opened, Title="Night owls", When="sundays 02:30 until 30 April 2027", Duration="90 min"
    )
    assert "every Sunday, 02:30 (Europe/Berlin), until Friday 30 April 2027" in answer.text
    assert "On Sunday 28 March 2027 the clocks skip 02:30, so that date begins at 03:00." in answer.text
    assert "Until: Sunday 29 November 2026, 04:00" in answer.text


async def test_an_organizer_leaves_dates_out_and_ends_the_series(here: Town) -> None:
    await plan(here)
    on_discord, on_slack = await here.cards("Talks")
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    listed = await here.slack("Emma", "event", "series")
    assert listed.private
    assert "2 going (event 1)" in listed.text
    assert listed.message is not None
    # A later date, by the menu; nobody has to be told.
    asked = await here.slack_click("Emma", listed.message, "series:1:skip", "202702111830")
    assert "Skip Talks on Thursday 11 February 2027?" in asked.text
    assert asked.message is not None
    done = await here.slack_click("Emma", asked.message, "series:1:skip:202702111830:yes")
    assert "Talks does not take place on Thursday 11 February 2027." in done.text
    assert "Left out: 11 February 2027" in done.text
    # The one that is announced, from the other side; people are told where they are.
    listed = await here.discord("Ana", "event series")
    assert listed.message is not None
    asked = await here.discord_click("Ana", listed.message, "series:1:skip:202612101830")
    assert "The 2 people who are coming will be told" in asked.text
    assert asked.message is not None
    done = await here.discord_click("Ana", asked.message, "series:1:skip:202612101830:cancel")
    assert "After that: Thursday 11 March 2027, 18:30" in done.text
    assert titles(await soon(lambda: here.discord_direct("Ben"))) == ["Cancelled: Talks"]
    assert titles(await soon(lambda: here.slack_direct("Farid"))) == ["Cancelled: Talks"]
    # And the end.
    assert done.message is not None
    asked = await here.discord_click("Ana", done.message, "series:1:end")
    assert "No further date will be announced." in asked.text
    assert asked.message is not None
    ended = await here.discord_click("Ana", asked.message, "series:1:end:yes")
    assert "The series Talks has ended." in ended.text
    late = await here.discord_click("Ana", asked.message, "series:1:end:yes")
    assert "has ended already" in late.text
    await here.go_to(NEXT_TALK + MOMENT)
    assert titles(here.slack_messages()).count("Talks") == 1
    for answer in (await here.slack("Emma", "event", "series"), await here.discord("Ana", "event series")):
        assert "Nothing repeats yet." in answer.text
        assert answer.text.endswith("every 2nd Thursday 19:00")


REFUSED = [
    ("every thursday", "At what time?"),
    ("every month on the 31st 19:00", "the last day"),
    ("every thursday 6:30", "more than one way"),
    ("every full moon 19:00", "“every full moon”"),
    ("every thursday 19:00 until 1 november 2026", "is before it"),
]


async def test_what_cannot_be_read_is_said_with_an_example(here: Town) -> None:
    for draft, (when, says) in enumerate(REFUSED, 1):
        opened = await here.slack("Emma", "event", "create")
        refused = await here.slack_submit("Emma", opened, Title="Talks", When=when)
        assert refused.errors is not None
        assert list(refused.errors) == ["when"]
        opened = await here.discord("Ana", "event create")
        answer = await here.discord_submit("Ana", opened, Title="Talks", When=when)
        for text in (refused.errors["when"], answer.text):
            assert says in text
            assert "every 2nd Thursday 19:00" in text
        assert answer.message is not None
        again = await here.discord_click("Ana", answer.message, f"draft:{draft}")
        assert again.form is not None
        assert {each.id: each.value for each in again.form.inputs}["when"] == when


async def test_only_organizers_see_and_change_series(here: Town) -> None:
    await plan(here)
    listed = await here.discord("Ana", "event series")
    assert listed.message is not None
    for answer in (
        await here.discord("Ben", "event series"),
        await here.slack("Farid", "event", "series"),
    ):
        assert answer.private
        assert "Only organizers can use /event series." in answer.text


async def test_a_hostile_title_stays_text(here: Town) -> None:
    for number, title in enumerate(HOSTILE[:6], 1):
        opened = await here.discord("Ana", "event create")
        made = await here.discord_submit("Ana", opened, title=title, when="every thursday 18:30")
        listed = await here.slack("Emma", "event", "series")
        if number > 1:
            assert listed.message is not None
            listed = await here.slack_click("Emma", listed.message, "series:show", str(number))
        assert listed.message is not None
        asked = await here.slack_click("Emma", listed.message, f"series:{number}:end")
        for answer in (made, listed, asked):
            assert title in answer.text


async def test_all_coming_dates_are_changed_from_one_of_them_on_discord(here: Town) -> None:
    await plan(here)
    on_discord, on_slack = await here.cards("Talks")
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    asked = await here.discord("Ana", "event edit", event="1")
    assert asked.private
    assert asked.form is None
    assert asked.message is not None
    assert "Talks repeats" in asked.text
    opened = await here.discord_click("Ana", asked.message, "series:1:edit:202612101830")
    assert filled(opened) == {
        "Title": "Talks",
        "Time of day": "18:30 for 2 h",
        "Where": "Old Library",
        "Seats": "10",
        "Description": "Bring a laptop",
    }
    changes = {"Title": "Code", "Time of day": "19:30 for 90 min", "Where": "New Hall"}
    done = await here.discord_submit("Ana", opened, **changes)
    assert done.text.splitlines() == [
        "Code is changed",
        "Repeats: every month on the 2nd Thursday, 19:30 (Europe/Berlin)",
        "Lasts: 1 h 30 min",
        "Where: New Hall",
        "Seats: 10 seats",
        "Every date that I announce from now on will be like this.",
        "The date that is announced already follows.",
        "I am asking 2 people whether they still come.",
        "Series 1",
    ]
    for look in (here.discord_messages, here.slack_messages):
        card = await soon(card_of(look), lambda text: "Where: New Hall" in text)
        assert card.splitlines()[0] == "Code"
    told = await soon(lambda: here.discord_direct("Ben")), await soon(lambda: here.slack_direct("Farid"))
    for (news,) in told:
        assert "It is no longer at Old Library, but at New Hall." in shown(news)
        assert "Still coming" in shown(news)
    assert "You have a seat" in (await here.discord_click("Ben", told[0][0], "rsvp:1:going")).text
    assert "You are not coming" in (await here.slack_click("Farid", told[1][0], "rsvp:1:no")).text
    (listed,) = await soon(here.sandbox.discord.scheduled_events)
    assert listed["name"] == "Code"
    await here.go_to(NEXT_TALK - timedelta(days=14) + timedelta(hours=1) + MOMENT)
    second = next(shown(each) for each in here.slack_messages() if "Event 2" in shown(each))
    assert second.splitlines()[0] == "Code"
    assert "Where: New Hall" in second


async def test_all_coming_dates_are_changed_from_the_list_on_slack(here: Town) -> None:
    await plan(here)
    listed = await here.slack("Emma", "event", "series")
    assert listed.message is not None
    opened = await here.slack_click("Emma", listed.message, "series:1:edit:0")
    refused = await here.slack_submit("Emma", opened, **{"Time of day": "friday 19:00"})
    assert refused.errors is not None
    assert "for 90 min" in refused.errors["time"]
    opened = await here.slack_click("Emma", listed.message, "series:1:edit:0")
    done = await here.slack_submit("Emma", opened, Seats="", Description="Bring friends")
    assert "Seats: room for everyone" in done.text
    for look in (here.discord_messages, here.slack_messages):
        assert "Bring friends" in await soon(card_of(look), lambda text: "room for everyone" in text)
    # One date alone, from the same question; the series stays as it is.
    asked = await here.slack("Emma", "event", "edit talks")
    assert asked.message is not None
    opened = await here.slack_click("Emma", asked.message, "event:1:edit:only")
    await here.slack_submit("Emma", opened, Where="Garden")
    again = await here.slack_click("Emma", asked.message, "series:1:edit:202612101830")
    assert filled(again)["Where"] == "Old Library"
    done = await here.slack_submit("Emma", again, Where="New Hall")
    assert "Thursday 10 December 2026 keeps what was decided for it alone. To change that: /event edit" in done.text
    await soon(card_of(here.discord_messages), lambda text: "Where: Garden" in text)


async def test_members_cannot_change_a_series(here: Town) -> None:
    await plan(here)
    listed = await here.discord("Ana", "event series")
    assert listed.message is not None
    opened = await here.discord_click("Ana", listed.message, "series:1:edit:0")
    assert opened.form is not None
    for answer in (
        await here.discord("Ben", "event edit", event="1"),
        await here.slack("Farid", "event", "edit 1"),
    ):
        assert answer.form is None
        assert "Only organizers can use /event edit." in answer.text
