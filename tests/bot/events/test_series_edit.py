"""Changing all coming dates of a series: what is announced follows, once, and what was decided for one date stays."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import features
from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.chat.views import Form, TextInput
from bot.delivery.errands import run_errands
from bot.events import actions, editing, forms, series, series_edit
from bot.events.dates import ahead as coming
from bot.events.model import Edit, Plan, State
from bot.events.recurrence import Series, follow
from bot.events.repeat import TimeOfDay, parse_clock, say_time
from bot.events.when import WhenError
from bot.people.model import Account, Platform, Space
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW
from tests.bot.events.test_series_dates import BERLIN, Season, berlin, season

__all__ = ["season"]

START = datetime(2026, 12, 10, 17, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


# --- Rules -----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.integers(1, 10 * 24 * 60))
def test_a_time_of_day_reads_back_as_it_is_written(at: time, minutes: int) -> None:
    length = timedelta(minutes=minutes)
    assert parse_clock(say_time(at, length)) == TimeOfDay(at, length)


@pytest.mark.parametrize(
    "text", ["", "6:30", "evening", "thursday 18:30", "18:30 until 30 june", "18:30 (Europe/Paris)", "25:00", "x" * 500]
)
def test_what_is_no_time_of_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(WhenError, match="For example: “18:30 for 90 min”"):
        parse_clock(text)


plans = st.builds(
    lambda title, place, seats, text, shift, lasts: Plan(
        title, START + shift * HOUR, START + (shift + lasts) * HOUR, "Europe/Berlin", place, seats, text
    ),
    st.sampled_from(("Talks", "Other")),
    st.sampled_from(("Library", "Hall")),
    st.sampled_from((None, 10, 20)),
    st.sampled_from(("", "Bring a laptop")),
    st.integers(0, 2),
    st.integers(1, 3),
)


@given(plans, plans, plans)
def test_a_date_follows_in_what_it_shares_and_keeps_what_is_its_own(own: Plan, before: Plan, after: Plan) -> None:
    assert follow(before, before, after) == after
    assert follow(own, before, before) == own
    followed = follow(own, before, after)
    for field in ("title", "place", "seats", "description", "starts_at"):
        mine, was, will = (getattr(each, field) for each in (own, before, after))
        assert getattr(followed, field) == (will if mine == was else mine)
    lengths = [each.ends_at - each.starts_at for each in (own, before, after)]
    assert followed.ends_at - followed.starts_at == (lengths[2] if lengths[0] == lengths[1] else lengths[0])


# --- On a real database ----------------------------------------------------------------------------------------------


async def found(season: Season) -> Series:
    series = await season.app.store.read(lambda tx: tx.series.get(1))
    assert series is not None
    return series


def values_of(form: Form) -> dict[str, str]:
    return {each.id: each.value for each in form.inputs if isinstance(each, TextInput)}


async def change(season: Season, call: Call | None = None, *, since: int = 0, **changed: str) -> str:
    """The host changes all coming dates; what they are told, as bare text."""
    call = call or season.call("host")
    form = await series_edit.open_edit(season.app, call, series=1, since=since)
    revision = int(form.route.rpartition(":")[2])
    edit = series_edit.read_edit(call, {**values_of(form), **changed})
    return str(await series_edit.edit_series(season.app, call, edit, series=1, since=since, revision=revision))


async def test_the_form_is_filled_with_the_series(season: Season) -> None:
    await season.repeat("every thursday 19:00-22:00")
    form = await series_edit.open_edit(season.app, season.call("host"), series=1, since=0)
    assert values_of(form) == {
        "title": "Talks",
        "time": "19:00 for 3 h",
        "where": "Library",
        "seats": "10",
        "description": "Bring a laptop",
    }
    assert "stays as it is" in await change(season)
    assert (await found(season)).revision == 0


async def test_announced_dates_follow_and_everybody_who_is_coming_is_asked_once(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await season.go("ben")
    await season.go("cleo", platform=Platform.SLACK)
    await season.go("dan", "maybe")
    said = await change(season, title="Code", time="19:30 for 3 h", where="Hall", seats="20", description="")
    assert "2 people" in said
    await season.dispatcher.catch_up()
    (event,) = await season.events()
    start = berlin("2026-11-26 19:30")
    assert event.plan == Plan("Code", start, start + 3 * HOUR, "Europe/Berlin", "Hall", 20, "")
    assert season.discord.titles("ben") == ["Code has changed"]
    assert season.slack.titles("cleo") == ["Code has changed"]
    assert season.discord.titles("dan") == []
    # The next one is like that, at its new time, and announced when this one begins.
    await season.go_to(berlin("2026-11-26 19:00:01"))
    assert await season.days() == ["26 Nov 19:30"]
    await season.go_to(berlin("2026-11-26 19:30:01"))
    _, other = await season.events()
    week = timedelta(days=7)
    assert other.plan == replace(event.plan, starts_at=start + week, ends_at=start + week + 3 * HOUR)
    # Reminders of the old time are gone, those of the new one come.
    await season.go_to(berlin("2026-12-03 18:15"))
    await season.go_to(berlin("2026-12-03 18:30:01"))
    assert season.discord.titles("events-d") == [
        "Talks",
        "Coming up: Code",
        "Code",
        "Coming up: Code",
        "Coming up: Code",
    ]


@pytest.mark.parametrize("to", ["08:00", "18:59", "19:01", "23:30"])
async def test_a_new_time_announces_no_day_twice_and_forgets_none(season: Season, to: str) -> None:
    await season.repeat("every thursday 19:00 for 6 times")
    await series.skip(season.app, season.call("host"), series=1, date=202612031900)
    await season.go_to(berlin("2026-11-26 19:00:01"))
    assert await season.days() == ["26 Nov 19:00", "10 Dec 19:00"]
    await change(season, time=to)
    assert await season.days() == ["26 Nov 19:00", f"10 Dec {to}"]
    for day in ("2026-12-10", "2026-12-17", "2026-12-24"):
        await season.go_to(berlin(f"{day} {to}:01"))
    assert await season.days() == ["26 Nov 19:00", *(f"{day} Dec {to}" for day in (10, 17, 24, 31))]
    assert await season.app.store.read(lambda tx: list(tx.series.running(1))) == []


async def test_the_wall_clock_stays_over_a_change_of_clocks(season: Season) -> None:
    await season.repeat("every thursday 19:00 starting 18 March 2027")
    await change(season, time="20:15")
    await season.go_to(berlin("2027-03-18 20:15:01"))
    await season.go_to(berlin("2027-03-25 20:15:01"))
    assert await season.days() == ["18 Mar 20:15", "25 Mar 20:15", "01 Apr 20:15"]


async def test_what_was_decided_for_one_date_stays_with_it(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    (event,) = await season.events()
    friday = berlin("2026-11-27 18:00")
    alone = Edit(replace(event.plan, starts_at=friday, place="Garden"), None)
    await editing.edit_event(season.app, season.call("host"), alone, event=1, revision=0)
    said = await change(season, title="Code", time="20:00 for 1 h", where="Hall")
    assert "keeps what was decided for it alone" in said
    (event,) = await season.events()
    assert event.plan == Plan("Code", friday, friday + HOUR, "Europe/Berlin", "Garden", 10, "Bring a laptop")
    await season.go_to(friday + timedelta(seconds=1))
    _, other = await season.events()
    assert (other.plan.place, other.plan.starts_at) == ("Hall", berlin("2026-12-03 20:00"))


async def test_earlier_dates_than_the_one_it_was_asked_of_stay(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    (event,) = await season.events()
    later = Edit(replace(event.plan, starts_at=berlin("2026-12-04 12:00")), None)
    await editing.edit_event(season.app, season.call("host"), later, event=1, revision=0)
    assert await season.days() == ["04 Dec 12:00", "03 Dec 19:00"]
    await change(season, since=202612031900, title="Code")
    assert [each.title for each in await season.events()] == ["Talks", "Code"]
    await change(season, title="Music")
    # The first one is called as it was before the series was: it was left out, and has a name of its own now.
    assert [each.title for each in await season.events()] == ["Talks", "Music"]


async def test_the_same_change_delivered_twice_is_done_once(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await season.go("ben")
    call = season.call("host")
    edit = series_edit.read_edit(call, {"title": "Code", "time": "20:00"})
    for _ in range(2):
        await series_edit.edit_series(season.app, call, edit, series=1, since=0, revision=0)
    await season.dispatcher.catch_up()
    assert (await found(season)).revision == 1
    assert season.discord.titles("ben") == ["Code has changed"]


async def test_more_seats_go_to_the_line_and_too_few_are_refused(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await change(season, seats="2")
    for person in ("ben", "cleo", "dan"):
        await season.go(person)
    with pytest.raises(Refusal, match="have a seat on") as refused:
        await change(season, seats="1")
    assert refused.value.field == "seats"
    assert (await found(season)).plan.seats == 2
    assert "has a seat now" in (await change(season, seats="3")).replace("', strong=False), Say(text='", "")
    await season.dispatcher.catch_up()
    assert season.discord.titles("dan") == ["A seat came free, and it is yours"]


async def test_a_time_that_has_passed_on_the_day_is_refused(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await season.go_to(berlin("2026-11-26 12:00"))
    with pytest.raises(Refusal, match="has passed already") as refused:
        await change(season, time="11:00")
    assert refused.value.field == "time"
    assert await season.days() == ["26 Nov 19:00"]


async def test_two_organizers_at_once_do_not_overwrite_each_other(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    call = season.call("host")
    edit = series_edit.read_edit(call, {"title": "Code", "time": "19:00"})
    await change(season, where="Hall")
    with pytest.raises(Refusal, match="was changed while you had the form open") as refused:
        await series_edit.edit_series(season.app, call, edit, series=1, since=0, revision=0)
    assert refused.value.again == "series:1:edit:0:1"


async def test_a_series_that_has_ended_or_is_anothers_is_not_changed(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    edit = series_edit.read_edit(season.call("host"), {"title": "Code", "time": "20:00"})
    stranger = Call(
        Account(Platform.DISCORD, "u9", "Stranger", organizer=True),
        Home(Space(9, 2, Platform.DISCORD, "g2", "Other", None), "UTC"),
        None,
        NOW,
        "stranger",
    )
    for call, says in ((season.call("ben"), "Only organizers"), (stranger, "don't know this series")):
        with pytest.raises(Refusal, match=says):
            await series_edit.open_edit(season.app, call, series=1, since=0)
    with pytest.raises(Refusal, match="Only organizers"):
        await series_edit.edit_series(season.app, season.call("ben"), edit, series=1, since=0, revision=0)
    await series.end(season.app, season.call("host"), series=1)
    with pytest.raises(Refusal, match="has ended already"):
        await series_edit.edit_series(season.app, season.call("host"), edit, series=1, since=0, revision=0)
    # The date that stands can be changed as a single event, without a question.
    assert isinstance(await editing.open_edit(season.app, season.call("host"), event=1), Form)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " "}, "title"),
        ({"time": "thursday 19:00"}, "time"),
        ({"seats": "many"}, "seats"),
        ({"where": "x" * 300}, "where"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(typed: Mapping[str, str], field: str) -> None:
    space = Space(1, 1, Platform.DISCORD, "g", "Server", None)
    call = Call(Account(Platform.DISCORD, "h", "h", organizer=True), Home(space, "UTC"), None, NOW, "key")
    with pytest.raises(Refusal) as refused:
        series_edit.read_edit(call, {"title": "Talks", "time": "19:00", **typed})
    assert refused.value.field == field


async def test_a_skipped_hour_is_met_as_before(season: Season) -> None:
    await season.repeat("sundays 12:00 starting 28 March 2027")
    await change(season, time="02:30 for 30 min")
    (event,) = await season.events()
    assert event.plan.starts_at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") == "03:00"
    assert event.plan.ends_at - event.plan.starts_at == timedelta(minutes=30)
    assert BERLIN.key == "Europe/Berlin"
    await actions.cancel_event(season.app, season.call("host"), event=1)


# --- A whole season, whatever organizers do --------------------------------------------------------------------------

STEP = timedelta(hours=10)  # how often somebody looks; a date is announced 20 hours ahead at least
steps = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 12)),
    st.tuples(st.just("move"), st.integers(-72, 400)),
    st.tuples(st.just("time"), st.integers(0, 23)),
    st.tuples(st.just("skip"), st.integers(0, 3)),
    st.tuples(st.just("cancel"), st.just(0)),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(steps, min_size=1, max_size=12))
def test_whatever_organizers_do_each_day_is_held_once_or_left_out(plan: list[tuple[str, int]]) -> None:
    asyncio.run(play(plan))


async def play(plan: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        async with await Store.open(Path(folder) / "hallway.db") as store:
            season = Season(store)
            await season.begin()
            call = season.call("host")
            wanted = forms.read_new(call, {"title": "Talks", "when": "tuesdays and thursdays 19:00"})
            await series.create_planned(season.app, call, wanted)
            for what, number in plan:
                with suppress(Refusal):
                    await do(season, what, number)
            await wait(season, 5)
            await judge(season)


async def do(season: Season, what: str, number: int) -> None:
    call, now = season.call("host"), season.clock.now()
    ahead = [each for each in await season.events() if each.plan.starts_at > now and each.state is State.PLANNED]
    match what:
        case "wait":
            await wait(season, number)
        case "time":
            await change(season, time=f"{number:02}:00")
        case "skip":
            dates = await season.app.store.read(
                lambda tx: [each.wall for each in islice(coming(tx, tx.series.get(1) or raise_(), now), 4)]
            )
            await series.skip(season.app, call, series=1, date=int(f"{dates[number]:%Y%m%d%H%M}"))
        case "move" if ahead:
            event = ahead[0]
            start = max(event.plan.starts_at + number * HOUR, now + HOUR)
            edit = Edit(replace(event.plan, starts_at=start), None)
            await editing.edit_event(season.app, call, edit, event=event.id, revision=event.revision)
        case "cancel" if ahead:
            await actions.cancel_event(season.app, call, event=ahead[0].id)


def raise_() -> Series:
    raise LookupError


async def wait(season: Season, days: int) -> None:
    until = season.clock.now() + timedelta(days=days)
    while season.clock.now() < until:
        season.clock.go_to(season.clock.now() + STEP)
        await run_errands(season.app.store, season.clock, features.ERRANDS)


async def judge(season: Season) -> None:
    """Every day of the series that has passed became one event or was left out; none was forgotten, none held twice."""
    decided = await season.app.store.read(lambda tx: dict(tx.series.dates(1)))
    days = [wall.date() for wall in decided]
    assert len(set(days)) == len(days)
    held = [number for number in decided.values() if number is not None]
    assert sorted(held) == [each.id for each in await season.events()]
    today = season.clock.now().astimezone(BERLIN).date()
    first = min(each.plan.starts_at for each in await season.events()).astimezone(BERLIN).date()
    day = datetime(2026, 11, 24, tzinfo=UTC).date()
    while day < today:
        assert day.weekday() not in (1, 3) or day in days, (day, days, first)
        day += timedelta(days=1)
