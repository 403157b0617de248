"""What goes out, as people read of it: gathered, true, in words, and never another community's."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Home
from bot.chat.views import Card
from bot.delivery.model import Fate, Kind, PostKind
from bot.events import actions as events
from bot.events import forms, series
from bot.people.model import Platform
from bot.ports import Busy, Undeliverable
from bot.upcoming import cards, texts
from bot.upcoming.actions import show_upcoming
from bot.upcoming.model import Sending, Where, gather
from cogs.discord import render as discord
from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in
from tests.waiting import soon

START = NOW + timedelta(days=3)
NEWS = Sending(
    Kind.CANCELLED, None, "cancelled:1", (1, "Talks"), Platform.DISCORD, None, None, "Ana", NOW, None, None, Fate.DUE, 0
)


def test_the_same_news_to_many_is_one_line_and_other_news_is_another() -> None:
    channel = replace(NEWS, person=None, channel="c", name="events")
    other = replace(channel, platform=Platform.SLACK)
    lines = gather([channel, NEWS, replace(NEWS, person="Ben"), other, replace(NEWS, about=(2, "Other"))])
    assert [(each.channels, each.people) for each in lines] == [
        ((Where(Platform.DISCORD, "c", "events"), Where(Platform.SLACK, "c", "events")), ("Ana", "Ben")),
        ((), ("Ana",)),
    ]


def test_everything_that_we_send_has_a_name() -> None:
    """A new kind of delivery needs a word in bot/upcoming/texts.py; a new kind of post likewise."""
    assert set(texts.WHAT) == set(Kind) - {Kind.POST, Kind.MIRROR}  # a platform's own list is no message
    assert set(texts.WHAT_POST) == set(PostKind)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


def said(card: Card) -> str:
    """The card as Discord would show it, line by line."""
    texts_shown = [each.content for each in discord.card(card).walk_children() if hasattr(each, "content")]
    return "\n".join(texts_shown)


async def organizers(evening: Evening) -> str:
    return said(await show_upcoming(evening.app, evening.call("host")))


async def test_what_was_late_dropped_or_failed_is_said_so(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    evening.slack.trouble.append(Undeliverable("channel_not_found: C1"))
    evening.clock.go_to(START - timedelta(hours=24) + timedelta(minutes=30))
    await evening.dispatcher.catch_up()
    shown = await organizers(evening)
    assert "- reminder a day before, in <#events-d> on Discord: sent late" in shown
    assert "- reminder a day before, in \\#channel on Slack: could not be delivered" in shown
    assert "channel_not_found" not in shown
    evening.clock.go_to(START + timedelta(minutes=1))
    await evening.dispatcher.catch_up()
    shown = await organizers(evening)
    assert (
        "reminder an hour before, in <#events-d> on Discord and in \\#channel on Slack: not sent, it would have"
        in shown
    )


async def test_what_is_tried_again_says_so(evening: Evening) -> None:
    evening.slack.trouble.append(Busy("full", after=1000.0))
    await evening.plan()
    await soon(lambda: evening.slack.asked)
    await evening.dispatcher.catch_up()
    assert "its card (a first try failed), in \\#channel on Slack" in await organizers(evening)


async def test_cancelling_leaves_nothing_ahead_and_says_that_it_is_not_needed(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    await evening.go("ben", platform=Platform.SLACK)
    await evening.dispatcher.catch_up()
    await events.cancel_event(evening.app, evening.call("host"), event=1)
    await evening.dispatcher.catch_up()
    shown = await organizers(evening)
    assert "Nothing is waiting to be sent" in shown
    assert "word that it is cancelled" in shown
    assert "privately to 2 people: sent" in shown
    assert "not sent, no longer needed" in shown


def test_forty_events_of_hostile_titles_fit() -> None:
    """Twenty lines, and the rest as a number, within what a message may hold, the escapes included."""
    ahead = [replace(NEWS, about=(n, "*" * 100), due_at=NOW + timedelta(hours=n)) for n in range(40)]
    lately = [replace(each, fate=Fate.SENT, closed_at=each.due_at, person="_" * 80) for each in ahead]
    card = cards.organizers_card(ahead, lately, "UTC")
    assert "And 20 more after these." in said(card)
    assert len(said(card)) <= 4000


async def test_never_another_communitys(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    elsewhere = await evening.app.store.write(
        lambda tx: tx.spaces.add(
            tx.communities.found("Other", "UTC", NOW).id, Platform.DISCORD, "other server", "Other", None
        )
    )
    ours = evening.call("ana")
    for organizer in (True, False):
        stranger = replace(ours, home=Home(elsewhere, "UTC"), who=replace(ours.who, organizer=organizer))
        assert "Talks" not in said(await show_upcoming(evening.app, stranger))


async def test_members_see_their_own_and_no_more(evening: Evening) -> None:
    await evening.plan(seats=1)
    shown = {}
    for name in ("ana", "ben", "zoe"):
        call = evening.call(name)
        call = replace(call, who=replace(call.who, organizer=False))
        if name != "zoe":
            await events.answer_event(evening.app, call, event=1, answer="going")
        shown[name] = said(await show_upcoming(evening.app, call))
    assert "you have a seat" in shown["ana"]
    assert "you are on the waiting list" in shown["ben"]
    assert "you have not answered" in shown["zoe"]
    assert shown["ana"].count("reminder a day before") == 1
    assert "reminder" not in shown["zoe"]
    assert "Nothing is on its way to you" in shown["zoe"]


async def test_organizers_see_what_series_announce_next_and_members_do_not(evening: Evening) -> None:
    call = evening.call("host")
    for title, when in (("Talks", "every thursday 19:00"), ("Board games", "every 2nd Thursday 19:00")):
        wanted = forms.read_new(call, {"title": title, "when": when})
        await series.create_planned(evening.app, evening.call("host"), wanted)
    await evening.dispatcher.catch_up()
    shown = await organizers(evening)
    lines = [each for each in shown.splitlines() if "announcement of its date" in each]
    # The weekly one as its date begins, the monthly one two weeks ahead; in their place among what is sent.
    assert lines == [
        announces("2026-11-26 19:00", "Talks", "2026-12-03 19:00"),
        announces("2026-12-31 19:00", "Board games", "2027-01-14 19:00"),
    ]
    assert shown.index(lines[0]) < shown.index("reminder a day before", shown.index(lines[0])) < shown.index(lines[1])
    await series.end(evening.app, evening.call("host"), series=1)
    assert (await organizers(evening)).count("announcement of its date") == 1
    member = evening.call("ana")
    member = replace(member, who=replace(member.who, organizer=False))
    assert "announcement of its date" not in said(await show_upcoming(evening.app, member))
    elsewhere = await evening.app.store.write(
        lambda tx: tx.spaces.add(tx.communities.found("Other", "UTC", NOW).id, Platform.DISCORD, "other", "Other", None)
    )
    stranger = replace(evening.call("host"), home=Home(elsewhere, "UTC"))
    assert "announcement of its date" not in said(await show_upcoming(evening.app, stranger))


def announces(at: str, title: str, date: str) -> str:
    """The line that says it, on the clock of Berlin."""
    when, starts = (
        int(datetime.fromisoformat(each).replace(tzinfo=ZoneInfo("Europe/Berlin")).timestamp()) for each in (at, date)
    )
    return f"- <t:{when}:F> · **{title}**: announcement of its date on <t:{starts}:F>"
