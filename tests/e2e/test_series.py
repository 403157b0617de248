"""Series on both platforms: planned in a form, announced date by date, a date left out, ended."""

from __future__ import annotations

from datetime import timedelta

from tests.e2e.test_hostile import HOSTILE
from tests.e2e.town import NOON, Json, Town, shown
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
    assert "2 going and 0 waiting will be told" in asked.text
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
