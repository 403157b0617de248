"""Calendars to subscribe to: the addresses in chat, and what a calendar gets there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import aiohttp
import icalendar
import pytest
from dateutil import tz

from sandbox.kit import Answer
from tests import rfc5545
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.town import NOON, Json, Town, shown
from tests.waiting import soon


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def addresses(answer: Answer) -> tuple[str, str]:
    """The community's address and the person's own."""
    assert answer.private
    community, personal = re.findall(r"http://127\.0\.0\.1:\d+/calendar/[\w-]+\.ics", answer.text)
    return community, personal


async def fetched(web: aiohttp.ClientSession, url: str) -> rfc5545.Calendar:
    async with web.get(url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return rfc5545.read(await answer.read())


def states(calendar: rfc5545.Calendar) -> dict[str | None, str | None]:
    return {each.text("SUMMARY"): each.text("STATUS") for each in calendar.events}


async def test_the_communitys_calendar_and_ones_own(here: Town, web: aiohttp.ClientSession) -> None:
    await here.plan()
    await here.plan(title="Breakfast", when="Fri 11 Dec 08:30", seats="1")
    await here.discord("Ben", "rsvp", event="Breakfast")
    await here.slack("Farid", "rsvp", "breakfast going")
    await here.slack("Farid", "rsvp", "lightning maybe")
    ours, bens = addresses(await here.discord("Ben", "event calendar"))
    same, farids = addresses(await here.slack("Farid", "event", "calendar"))
    assert ours == same
    assert len({ours, bens, farids}) == 3
    assert states(await fetched(web, ours)) == {"Lightning talks": "CONFIRMED", "Breakfast": "CONFIRMED"}
    assert states(await fetched(web, bens)) == {"Breakfast": "CONFIRMED"}
    assert states(await fetched(web, farids)) == {"Lightning talks": "TENTATIVE", "Breakfast": "TENTATIVE"}
    calendar = await fetched(web, ours)
    assert calendar.root.text("NAME") == "Riverside Meetup"
    assert calendar.moment(calendar.events[0], "DTSTART") == here.start.astimezone(UTC)
    await here.slack("Farid", "rsvp", "lightning no")
    assert states(await fetched(web, farids)) == {"Breakfast": "TENTATIVE"}


async def test_a_cancelled_event_is_said_for_sixty_days(here: Town, web: aiohttp.ClientSession) -> None:
    await here.plan(when="1 July 2027 18:30")
    await here.slack("Farid", "rsvp", "lightning going")
    ours, farids = addresses(await here.slack("Farid", "event", "calendar"))
    (before,) = (await fetched(web, ours)).events
    asked = await here.discord("Ana", "event cancel", event="1")
    assert asked.message is not None
    await here.discord_click("Ana", asked.message, "event:1:cancel:yes")
    for url in (ours, farids):
        (after,) = (await fetched(web, url)).events
        assert after.text("UID") == before.text("UID")
        assert (before.text("SEQUENCE"), after.text("SEQUENCE")) == ("0", "1")
        assert after.text("STATUS") == "CANCELLED"
    now = here.sandbox.kit.clock.now()
    await here.go_to(now + timedelta(days=59))
    assert states(await fetched(web, ours)) == {"Cancelled: Lightning talks": "CANCELLED"}
    await here.go_to(now + timedelta(days=61))
    assert states(await fetched(web, ours)) == {}


async def test_an_edit_is_the_next_revision_in_the_calendar_and_in_discords_list(
    here: Town, web: aiohttp.ClientSession
) -> None:
    await here.plan()
    ours, _ = addresses(await here.slack("Farid", "event", "calendar"))
    (before,) = (await fetched(web, ours)).events
    (listed,) = await soon(here.sandbox.discord.scheduled_events)
    opened = await here.discord("Ana", "event edit", event="1")
    await here.discord_submit("Ana", opened, When="Fri 11 Dec 19:00 for 3 h", Where="Park")
    calendar = await fetched(web, ours)
    (after,) = calendar.events
    assert after.text("UID") == before.text("UID")
    assert (before.text("SEQUENCE"), after.text("SEQUENCE")) == ("0", "1")
    assert after.text("LOCATION") == "Park"
    starts = NOON.replace(month=12, day=11, hour=19).astimezone(UTC)
    assert calendar.moment(after, "DTSTART") == starts
    there = await soon(
        here.sandbox.discord.scheduled_events, lambda found: found[0]["entity_metadata"]["location"] == "Park"
    )
    assert [each["id"] for each in there] == [listed["id"]]
    assert datetime.fromisoformat(there[0]["scheduled_start_time"]) == starts
    assert datetime.fromisoformat(there[0]["scheduled_end_time"]) == starts + timedelta(hours=3)


async def test_a_new_secret_address_ends_the_old_one(here: Town, web: aiohttp.ClientSession) -> None:
    await here.plan()
    on_discord, on_slack = await here.discord("Ben", "event calendar"), await here.slack("Grace", "event", "calendar")
    assert on_discord.message is not None
    assert on_slack.message is not None
    for before, renewed in (
        (on_discord, await here.discord_click("Ben", on_discord.message, "calendar:renew")),
        (on_slack, await here.slack_click("Grace", on_slack.message, "calendar:renew")),
    ):
        ours, old = addresses(before)
        assert "The old one leads nowhere from now on." in renewed.text
        still, new = addresses(renewed)
        assert still == ours
        await fetched(web, new)
        async with web.get(old) as gone:
            assert gone.status == 404
            assert "/event calendar" in await gone.text()


async def test_what_did_not_change_is_not_sent_again(here: Town, web: aiohttp.ClientSession) -> None:
    await here.plan()
    url, _ = addresses(await here.slack("Farid", "event", "calendar"))
    async with web.get(url) as first:
        tag = first.headers["ETag"]
    for known in (tag, f'W/{tag}, "other"', "*"):
        async with web.get(url, headers={"If-None-Match": known}) as again:
            assert (again.status, await again.read()) == (304, b"")
            assert again.headers["ETag"] == tag
    # An answer changes nothing that the community's calendar shows; a new event does.
    await here.slack("Farid", "rsvp", "lightning going")
    async with web.get(url, headers={"If-None-Match": tag}) as again:
        assert again.status == 304
    await here.plan(title="Breakfast", when="Fri 11 Dec 08:30")
    async with web.get(url, headers={"If-None-Match": tag}) as changed:
        assert changed.status == 200
        assert changed.headers["ETag"] != tag


async def test_one_event_as_a_file_after_answering(here: Town, web: aiohttp.ClientSession) -> None:
    await here.plan()
    on_discord, on_slack = await here.cards()
    answers = [
        await here.discord_click("Ben", on_discord, "rsvp:1:going"),
        await here.slack_click("Farid", on_slack, "rsvp:1:maybe"),
    ]
    links = [link(answer.message) for answer in answers]
    assert len(set(links)) == 1
    assert states(await fetched(web, links[0])) == {"Lightning talks": "CONFIRMED"}
    gone = await here.discord_click("Ben", on_discord, "rsvp:1:no")
    assert "Add to my calendar" not in gone.text
    async with web.get(links[0].replace("/1.ics", "/2.ics")) as missing:
        assert missing.status == 404


def link(message: Json | None) -> str:
    (found,) = set(re.findall(r"http://127\.0\.0\.1:\d+/calendar/[\w-]+/\d+\.ics", str(message)))
    return str(found)


async def test_the_pages_give_nothing_away(here: Town, web: aiohttp.ClientSession) -> None:
    url, own = addresses(await here.slack("Farid", "event", "calendar"))
    home = url[: url.index("/calendar")]
    for path in (
        "/",
        "/calendar",
        "/calendar/",
        "/calendar/short.ics",
        f"/calendar/{'x' * 24}.ics",
        "/../hallway.db",
        "/favicon.ico",
    ):
        async with web.get(home + path) as answer:
            assert answer.status == 404
            assert "There is nothing here." in await answer.text()
    async with web.head(url) as head:
        assert (head.status, await head.read()) == (200, b"")
        assert head.headers["Content-Type"] == "text/calendar; charset=utf-8"
    async with web.post(url) as posted:
        assert posted.status == 405
    # A member's own address names no single events: its token is no community's.
    async with web.get(own.replace(".ics", "/1.ics")) as answer:
        assert answer.status == 404
    for method, path in (("GET", url), ("GET", home), ("POST", url)):
        async with web.request(method, path) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Server"] == "Hallway"


async def test_what_people_typed_is_text_in_the_file(here: Town, web: aiohttp.ClientSession) -> None:
    titles = [*HOSTILE, "BEGIN:VEVENT", "a;b,c\\n\\"]
    for title in titles:
        await here.plan(title=title, where=title, description=f"{title}\nEND:VEVENT\n{title}")
    url, _ = addresses(await here.slack("Farid", "event", "calendar"))
    for title, event in zip(titles, (await fetched(web, url)).events, strict=True):
        assert event.text("SUMMARY") == event.text("LOCATION") == title
        assert event.text("DESCRIPTION") == f"{title}\nEND:VEVENT\n{title}"


async def test_a_date_of_a_series_stands_in_the_calendar(here: Town, web: aiohttp.ClientSession) -> None:
    await here.plan(when="every 2nd thursday 18:30")
    url, _ = addresses(await here.slack("Farid", "event", "calendar"))
    calendar = await fetched(web, url)
    # The date that is announced, and those of the next half year as tentative ones.
    assert [calendar.moment(each, "DTSTART") for each in calendar.events] == [
        here.start.astimezone(UTC),
        *(second_thursday(month) for month in (1, 2, 3, 4, 5)),
    ]
    assert [each.text("STATUS") for each in calendar.events] == ["CONFIRMED", *["TENTATIVE"] * 5]
    for card in await here.cards():
        assert "Repeats: every month" in shown(card)
    january = calendar.events[1].text("UID")
    assert january is not None
    assert january.startswith("series-1-20270114@")
    # As it is announced it becomes an event of its own; a date that is left out is gone.
    listed = await here.slack("Emma", "event", "series")
    assert listed.message is not None
    asked = await here.slack_click("Emma", listed.message, "series:1:skip", "202702111830")
    assert asked.message is not None
    await here.slack_click("Emma", asked.message, "series:1:skip:202702111830:yes")
    await here.go_to(second_thursday(1) - timedelta(days=13))
    after = {each.text("UID"): each.text("STATUS") for each in (await fetched(web, url)).events}
    assert january not in after
    assert sorted(name.partition("@")[0] for name in after if name) == [
        "event-1",
        "event-2",
        *(f"series-1-{second_thursday(month):%Y%m%d}" for month in (3, 4, 5, 6)),
    ]
    assert list(after.values()).count("CONFIRMED") == 2


def second_thursday(month: int) -> datetime:
    """When the series takes place in that month of 2027, on the clock of Berlin."""
    first = NOON.replace(year=2027, month=month, day=1, hour=18, minute=30)
    return (first + timedelta(days=(3 - first.weekday()) % 7 + 7)).astimezone(UTC)


async def test_other_readers_than_ours_understand_every_file(here: Town, web: aiohttp.ClientSession) -> None:
    """Icalendar reads what it wrote, with its own parser; dateutil reads the time zone, which we wrote ourselves."""
    title, place = "Talks; snacks, and more", "Old Library, Main St 5 \\ 2nd floor"
    await here.plan(
        title=title, where=place, description="Bring:\n- a laptop; charged\n- a friend, too " + "é漢👩 " * 60
    )
    await here.plan(title="Series", when="every thursday 18:30")
    await here.plan(title="Breakfast", when="Fri 11 Dec 08:30", seats="1")
    on_discord, _ = await here.cards(title)
    answered = await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.slack("Farid", "rsvp", "breakfast going")
    await here.discord("Ben", "rsvp", event="Breakfast")
    asked = await here.slack("Emma", "event", "cancel 3")
    assert asked.message is not None
    await here.slack_click("Emma", asked.message, "event:3:cancel:yes")
    community, bens = addresses(await here.discord("Ben", "event calendar"))
    for url, names in (
        (community, [title, "Series", "Cancelled: Breakfast"]),
        (bens, [title, "Cancelled: Breakfast"]),
        (link(answered.message), [title]),
    ):
        async with web.get(url) as answer:
            data = await answer.read()
        strict, library = rfc5545.read(data), icalendar.Calendar.from_ical(data)
        events: list[Any] = list(library.walk("VEVENT"))
        assert [each.errors for each in library.walk()] == [[] for _ in library.walk()]
        assert {str(each["SUMMARY"]) for each in events} == set(names)
        zones = tz.tzical(StringIO(rfc5545.unfolded(data)))
        assert zones.keys() == ["Europe/Berlin"]
        for each, ours in zip(events, strict.events, strict=True):
            for name in ("DESCRIPTION", "LOCATION"):
                assert str(each.get(name, "")) == (ours.text(name) or "")
            for name in ("DTSTART", "DTEND"):
                wall = each[name].dt.replace(tzinfo=zones.get("Europe/Berlin"))
                assert each[name].dt.astimezone(UTC) == wall.astimezone(UTC) == strict.moment(ours, name)
