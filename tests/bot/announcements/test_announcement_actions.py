"""The use cases of announcements on a real database: roles, communities, repetitions, events that move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import features
from bot.announcements import actions
from bot.announcements.forms import read_wording
from bot.announcements.model import Anchor, Announcement, Shift, State, Wording
from bot.announcements.sending import follow
from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form
from bot.events.model import Event
from bot.people.actions import Arrival, join_space
from bot.people.model import Account, Platform, Space
from bot.ports import Tx
from bot.talks import actions as talks
from bot.talks import review
from bot.talks.forms import read_proposal
from bot.talks.model import Proposal, TalkKind
from cogs.slack.render import summary
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening

ROUTES = [
    *(
        f"announce:1:1:{word}"
        for word in ("audience", "channel", "elsewhere", "mention", "send", "schedule", "discard")
    ),
    *("announce:1:retract", "announce:1:retract:yes", "announce:open"),
]
MENUS = {"audience": "channels", "channel": "events-d", "elsewhere": "2:events-s", "mention": "here", "open": "1"}
SOON = Wording("News", "We moved.", NOW + timedelta(hours=3))


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Evening(store)
        await made.begin()
        for platform, external, channel in ((Platform.DISCORD, "g", "events-d"), (Platform.SLACK, "t", "events-s")):
            await join_space(made.app, Arrival(platform, external, "Home", channel, channels={channel: "events"}))
        await made.dispatcher.start()
        yield made
        await made.dispatcher.stop()


async def pressed(evening: Evening, call: Call, route: str) -> Card:
    picked = MENUS.get(route.rpartition(":")[2])
    return await features.press(evening.app, call, route, picked)


async def standing(evening: Evening, number: int = 1) -> Announcement:
    found = await evening.app.store.read(lambda tx: tx.announcements.get(number))
    assert found is not None
    return found


def member(call: Call) -> Call:
    return replace(call, who=Account(call.who.platform, "m", "Member", organizer=False))


@pytest.mark.parametrize("route", ROUTES)
async def test_each_button_is_for_organizers_of_this_community(evening: Evening, route: str) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    with pytest.raises(Refusal, match="Only organizers can use"):
        await pressed(evening, member(evening.call("ana")), route)
    stranger = replace(evening.call("eve"), home=Home(await _stranger(evening), "UTC"), key=f"stranger {route}")
    with pytest.raises(Refusal, match="don't know this announcement"):
        await pressed(evening, stranger, route)
    assert (await standing(evening)).version == 1


async def _stranger(evening: Evening) -> Space:
    return await join_space(evening.app, Arrival(Platform.DISCORD, "other", "Other", "c"))


@pytest.mark.parametrize("route", ["announce:new", "announce:1:change"])
async def test_each_form_is_for_organizers_of_this_community(evening: Evening, route: str) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    with pytest.raises(Refusal, match="Only organizers can use"):
        await features.open_form(evening.app, member(evening.call("ana")), route)
    values = {"title": "t", "text": "x", "when": ""}
    act = features.read_form(evening.call("ana"), route, values)
    assert "Only organizers can use" in str(await act(evening.app, member(evening.call("ana"))))
    if route.endswith("change"):
        stranger = replace(evening.call("eve"), home=Home(await _stranger(evening), "UTC"))
        with pytest.raises(Refusal, match="don't know this announcement"):
            await features.open_form(evening.app, stranger, route)
        assert "don't know this announcement" in str(await act(evening.app, stranger))


async def test_a_channel_of_another_community_is_none_of_ours(evening: Evening) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    other = await _stranger(evening)
    for picked in (f"{other.id}:c", "nonsense", "99999999999999999999:c", "1:unknown"):
        with pytest.raises(Refusal, match="may not post in that channel"):
            await features.press(evening.app, evening.call("ana"), "announce:1:1:elsewhere", picked)


async def test_an_announcement_about_an_event_of_another_community(evening: Evening) -> None:
    await evening.plan()
    stranger = replace(evening.call("eve"), home=Home(await _stranger(evening), "UTC"))
    with pytest.raises(Refusal, match="don't know this event"):
        await actions.write(evening.app, stranger, replace(SOON, event=1))


async def test_what_is_delivered_twice_is_done_once(evening: Evening) -> None:
    call = evening.call("ana")
    for _ in range(2):
        await actions.write(evening.app, call, Wording("News", "We moved."))
    send = evening.call("ana")
    for _ in range(2):
        card = await actions.send(evening.app, send, announcement=1, version=1)
        assert card.tone == "good"
    await evening.dispatcher.catch_up()
    assert (evening.discord.titles("events-d"), evening.slack.titles("events-s")) == (["News"], ["News"])


async def plan_around(evening: Evening, by: timedelta = timedelta(hours=-2)) -> Event:
    """An event with an announcement that is counted from it, and scheduled."""
    await evening.plan()
    event = await evening.app.store.read(lambda tx: tx.events.get(1))
    assert event is not None
    shift = Shift(by, Anchor.START)
    await actions.write(evening.app, evening.call("ana"), Wording("News", "x", None, shift, 1))
    await actions.schedule(evening.app, evening.call("ana"), announcement=1, version=1)
    return event


def move(tx: Tx, by: timedelta, *, tell: bool) -> None:
    """The event moves, with or without our being told of it."""
    microseconds = by // timedelta(microseconds=1)
    tx.sql.run("UPDATE events SET starts_at = starts_at + :by, ends_at = ends_at + :by", by=microseconds)  # type: ignore[attr-defined]
    if tell:
        follow(tx, 1, NOW)


@pytest.mark.parametrize("tell", [True, False])
async def test_it_moves_with_its_event_to_a_later_time(evening: Evening, tell: bool) -> None:  # noqa: FBT001
    event = await plan_around(evening)
    await evening.app.store.write(lambda tx: move(tx, timedelta(days=1), tell=tell))
    due = event.plan.starts_at - timedelta(hours=2)
    evening.clock.go_to(due)
    await evening.dispatcher.catch_up()
    assert (await standing(evening)).state is State.SCHEDULED
    evening.clock.go_to(due + timedelta(days=1))
    await evening.dispatcher.catch_up()
    assert (await standing(evening)).state is State.OUT
    assert "News" in evening.discord.titles("events-d")


async def test_it_moves_with_its_event_to_an_earlier_time(evening: Evening) -> None:
    event = await plan_around(evening)
    earlier = timedelta(hours=-24)
    await evening.app.store.write(lambda tx: move(tx, earlier, tell=True))
    evening.clock.go_to(event.plan.starts_at - timedelta(hours=2) + earlier)
    await evening.dispatcher.catch_up()
    assert (await standing(evening)).state is State.OUT


async def test_away_until_it_was_of_no_use(evening: Evening) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    await actions.schedule(evening.app, evening.call("ana"), announcement=1, version=1)
    evening.clock.go_to(NOW + timedelta(days=2))
    await evening.dispatcher.catch_up()
    assert (await standing(evening)).state is State.TOO_LATE
    assert evening.discord.titles("events-d") == []
    assert evening.discord.titles("ana") == ["Not sent: News"]
    assert "until it was too late" in str(await actions.list_announcements(evening.app, evening.call("ana")))


async def test_a_time_that_passed_while_the_draft_lay_around(evening: Evening) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    late = replace(evening.call("ana"), at=NOW + timedelta(days=1))
    with pytest.raises(Refusal, match="Its time has passed") as refused:
        await actions.schedule(evening.app, late, announcement=1, version=1)
    assert [each.label for each in refused.value.buttons] == ["Change it"]


async def test_what_is_gone_is_not_changed_or_sent(evening: Evening) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    await actions.discard(evening.app, evening.call("ana"), announcement=1, version=1)
    again = await actions.discard(evening.app, evening.call("ana"), announcement=1, version=1)
    assert "is discarded" in str(again)
    with pytest.raises(Refusal, match="was sent or called off meanwhile"):
        await actions.send(evening.app, evening.call("ana"), announcement=1, version=2)
    with pytest.raises(Refusal, match="cannot be changed any more"):
        await actions.change(evening.app, evening.call("ana"), SOON, announcement=1)
    with pytest.raises(Refusal, match="nothing to retract"):
        await actions.retract(evening.app, evening.call("ana"), announcement=1)


async def test_many_channels_are_shown_in_pages(evening: Evening) -> None:
    many = {f"c{number:02}": f"group-{number:02}" for number in range(60)}
    await join_space(evening.app, Arrival(Platform.SLACK, "t", "Home", "events-s", channels=many))
    card, seen = await actions.write(evening.app, evening.call("ana"), SOON), []
    for _ in range(3):
        menu = next(each for each in card.choices if each.route.endswith(":elsewhere"))
        options = menu.options  # type: ignore[union-attr]
        assert len(options) <= 25
        seen += [each.value for each in options[:-1]]
        card = await features.press(evening.app, evening.call("ana"), menu.route, options[-1].value)
    assert len(seen) == len(set(seen)) == 60


async def test_more_channels_are_for_organizers_alone(evening: Evening) -> None:
    await actions.write(evening.app, evening.call("ana"), SOON)
    with pytest.raises(Refusal, match="Only organizers can use"):
        await features.press(evening.app, member(evening.call("ana")), "announce:1:1:elsewhere", "more:0")


@pytest.mark.parametrize("route", ["announce:new", "announce:1:change"])
async def test_an_organizer_from_the_other_platform_gets_the_forms(evening: Evening, route: str) -> None:
    """Linked, somebody is an organizer on both, whatever the role of this account."""
    await actions.write(evening.app, evening.call("ana"), SOON)
    here = member(evening.call("ana", Platform.SLACK))
    await evening.app.store.write(lambda tx: _link(tx, here))
    assert isinstance(await features.open_form(evening.app, here, route), Form)


def _link(tx: Tx, call: Call) -> None:
    """The call's account becomes the first member's."""
    tx.members.meet(call.space.community, call.who, call.space.id, call.at)
    tx.sql.run("UPDATE accounts SET member = (SELECT MIN(member) FROM accounts)")  # type: ignore[attr-defined]


async def test_when_nobody_is_left_at_its_time_its_author_is_told(evening: Evening) -> None:
    await evening.plan()
    await actions.write(evening.app, evening.call("ana"), replace(SOON, event=1))
    await actions.aim(evening.app, evening.call("ana"), announcement=1, version=1, picked="waiting")
    await actions.schedule(evening.app, evening.call("ana"), announcement=1, version=2)
    evening.clock.go_to(NOW + timedelta(hours=3, minutes=1))
    for _ in range(2):
        await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == ["Not sent: News"]


@pytest.mark.parametrize("blank", ["\u3164", "\u200d", "\u2800 \u200b"])
def test_words_that_show_nothing_are_no_words(evening: Evening, blank: str) -> None:
    for values in ({"title": blank, "text": "x"}, {"title": "x", "text": blank}):
        with pytest.raises(Refusal, match="needs a"):
            read_wording(evening.call("ana"), values)
    with pytest.raises(Refusal, match="needs a title"):
        read_proposal(evening.call("ana"), {"title": blank, "pitch": "x", "format": "lightning:10"})


async def test_to_those_who_speak(evening: Evening) -> None:
    """With a slot that is theirs; not those who are only asked, nor those who listen."""
    await evening.plan()
    for person in ("bea", "cem", "dan"):
        what = Proposal(f"Talk of {person}", "x", TalkKind.LIGHTNING, 10, first=False, links=(), wish=1)
        await talks.propose(evening.app, member_called(evening, person), what)
    for number in (1, 2):
        await review.accept(evening.app, evening.call("ana"), talk=number, event=1)
    await evening.go("eve")
    await actions.write(evening.app, evening.call("ana"), Wording("Slides", "Send them.", event=1))
    shown = await actions.aim(evening.app, evening.call("ana"), announcement=1, version=1, picked="speaking")
    assert "2 people speaking at Talks, each in a private message" in summary(shown)
    await actions.send(evening.app, evening.call("ana"), announcement=1, version=2)
    await evening.dispatcher.catch_up()
    assert {who: evening.slack.titles(who).count("Slides") for who in ("bea", "cem", "dan")} == {
        "bea": 1,
        "cem": 1,
        "dan": 0,
    }
    assert evening.discord.titles("eve") == []


def member_called(evening: Evening, person: str) -> Call:
    call = evening.call(person, Platform.SLACK)
    return replace(call, who=replace(call.who, organizer=False))


async def test_one_that_is_written_twice_by_the_same_press_is_one(evening: Evening) -> None:
    call = evening.call("host")
    first = await actions.write(evening.app, call, SOON)
    assert await actions.write(evening.app, call, SOON) == first
    assert await evening.app.store.read(lambda tx: tx.announcements.get(2)) is None
