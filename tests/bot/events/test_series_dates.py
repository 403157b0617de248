"""Series on a real database: dates that announce themselves, left out, ended, each exactly once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import features
from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.chat.views import Form
from bot.delivery.dispatch import Dispatcher
from bot.delivery.pace import Pace, Rate
from bot.events import actions, editing, forms, series
from bot.events.model import Edit, Event, Plan, State
from bot.events.recurrence import SeriesPlan
from bot.people.linking import join_members
from bot.people.model import Account, Platform, Space
from bot.ports import Tx
from storage.store import Store
from tests.bot.delivery.test_dispatch import NOW, Evening

BERLIN = ZoneInfo("Europe/Berlin")
FORM = {"title": "Talks", "where": "Library", "seats": "10", "description": "Bring a laptop"}


class Season(Evening):
    """The same community, for longer than an evening."""

    def new_dispatcher(self) -> Dispatcher:
        for wall in (self.discord, self.slack):
            wall.pace = Pace(Rate(1000, burst=100), Rate(1000, burst=100), Rate(1000, burst=100))
        return super().new_dispatcher()

    def call(self, person: str, platform: Platform = Platform.DISCORD) -> Call:
        called = super().call(person, platform)
        return replace(called, who=replace(called.who, organizer=person == "host"))

    async def repeat(self, when: str) -> None:
        """The host plans a series."""
        call = self.call("host")
        wanted = forms.read_new(call, {**FORM, "when": when})
        assert isinstance(wanted, SeriesPlan)
        await series.create_planned(self.app, call, wanted)
        await self.dispatcher.catch_up()

    async def go_to(self, moment: datetime) -> None:
        self.clock.go_to(moment)
        await self.dispatcher.catch_up()

    async def events(self) -> list[Event]:
        """Every event there is, in the order of their making."""
        found = [await self.app.store.read(lambda tx, n=n: tx.events.get(n)) for n in range(1, 40)]  # type: ignore[misc]
        return [each for each in found if each is not None]

    async def days(self, state: State = State.PLANNED) -> list[str]:
        return [
            f"{each.plan.starts_at.astimezone(BERLIN):%d %b %H:%M}"
            for each in await self.events()
            if each.state is state
        ]


@pytest.fixture
async def season(tmp_path: Path) -> AsyncIterator[Season]:
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Season(store)
        await made.begin()
        await made.dispatcher.start()
        yield made
        await made.dispatcher.stop()


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


async def test_a_weekly_date_announces_itself_when_the_one_before_begins(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    assert await season.days() == ["26 Nov 19:00"]
    await season.go_to(berlin("2026-11-26 18:59"))
    assert await season.days() == ["26 Nov 19:00"]
    await season.go_to(berlin("2026-11-26 19:00:01"))
    await season.go_to(berlin("2026-11-26 19:00:02"))
    assert await season.days() == ["26 Nov 19:00", "03 Dec 19:00"]
    await season.go_to(berlin("2026-12-03 19:00:01"))
    assert await season.days() == ["26 Nov 19:00", "03 Dec 19:00", "10 Dec 19:00"]
    for wall, place in ((season.discord, "events-d"), (season.slack, "events-s")):
        assert wall.titles(place).count("Talks") == 3


async def test_a_monthly_date_announces_itself_two_weeks_ahead(season: Season) -> None:
    await season.repeat("every 2nd Thursday 19:00")
    assert await season.days() == ["10 Dec 19:00"]
    await season.go_to(berlin("2026-12-31 18:59"))
    assert await season.days() == ["10 Dec 19:00"]
    await season.go_to(berlin("2026-12-31 19:00:01"))
    assert await season.days() == ["10 Dec 19:00", "14 Jan 19:00"]


async def test_every_date_is_like_the_first(season: Season) -> None:
    await season.repeat("every thursday 19:00-22:00")
    await season.go_to(berlin("2026-11-26 19:00:01"))
    one, other = await season.events()
    moved = timedelta(days=7)
    assert other.plan == replace(one.plan, starts_at=one.plan.starts_at + moved, ends_at=one.plan.ends_at + moved)
    assert one.plan.ends_at - one.plan.starts_at == timedelta(hours=3)
    assert (one.plan.place, one.plan.seats, one.plan.description) == ("Library", 10, "Bring a laptop")


async def test_the_wall_clock_stays_when_the_clocks_change(season: Season) -> None:
    await season.repeat("every thursday 19:00 starting 18 March 2027")
    await season.go_to(berlin("2027-03-18 19:00:01"))
    await season.go_to(berlin("2027-03-25 19:00:01"))
    assert await season.days() == ["18 Mar 19:00", "25 Mar 19:00", "01 Apr 19:00"]
    hours = [each.plan.starts_at.hour for each in await season.events()]
    assert hours == [18, 18, 17]


async def test_a_series_of_two_dates_ends_by_itself(season: Season) -> None:
    await season.repeat("every thursday 19:00 for 2 times")
    await season.go_to(berlin("2026-11-26 19:00:01"))
    await season.go_to(berlin("2026-12-03 19:00:01"))
    assert await season.days() == ["26 Nov 19:00", "03 Dec 19:00"]
    assert await season.app.store.read(lambda tx: list(tx.series.running(1))) == []


async def test_a_date_that_is_left_out_is_not_announced(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await series.skip(season.app, season.call("host"), series=1, date=202612031900)
    await season.go_to(berlin("2026-11-26 19:00:01"))
    assert await season.days() == ["26 Nov 19:00", "10 Dec 19:00"]


async def test_leaving_out_the_announced_date_cancels_it_and_announces_the_next(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await season.go("ben")
    # Asked before it was announced: nobody is told without another question.
    asked = await series.skip(season.app, season.call("host"), series=1, date=202611261900)
    assert "will be cancelled" in str(asked)
    assert "series:1:skip:202611261900:cancel" in str(asked)
    assert await season.days() == ["26 Nov 19:00"]
    await series.skip_announced(season.app, season.call("host"), series=1, date=202611261900)
    await season.dispatcher.catch_up()
    assert await season.days(State.CANCELLED) == ["26 Nov 19:00"]
    assert await season.days() == ["03 Dec 19:00"]
    assert season.discord.titles("ben") == ["Cancelled: Talks"]


async def test_cancelling_one_date_lets_the_series_go_on(season: Season) -> None:
    await season.repeat("every 2nd Thursday 19:00")
    await actions.cancel_event(season.app, season.call("host"), event=1)
    await season.go_to(berlin("2026-12-31 19:00:01"))
    assert await season.days() == ["14 Jan 19:00"]


async def test_an_ended_series_announces_nothing_more_and_keeps_what_stands(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await series.end(season.app, season.call("host"), series=1)
    await season.go_to(berlin("2026-11-26 19:00:01"))
    await season.go_to(berlin("2026-12-03 19:00:01"))
    assert await season.days() == ["26 Nov 19:00"]


async def test_dates_that_passed_while_we_were_away_are_not_announced(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await season.go_to(berlin("2026-12-20 12:00"))
    assert await season.days() == ["26 Nov 19:00", "24 Dec 19:00"]


async def test_a_series_goes_on_where_one_platform_is_gone(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    await season.dispatcher.stop()
    season.dispatcher = Dispatcher(season.app.store, season.clock, features.COMPOSE, features.ERRANDS)
    season.dispatcher.open(Platform.SLACK, season.slack)
    await season.dispatcher.start()
    await season.go_to(berlin("2026-11-26 19:00:01"))
    assert await season.days() == ["26 Nov 19:00", "03 Dec 19:00"]


async def test_what_is_delivered_twice_is_done_once(season: Season) -> None:
    call = season.call("host")
    wanted = forms.read_new(call, {**FORM, "when": "every thursday 19:00"})
    await series.create_planned(season.app, call, wanted)
    await series.create_planned(season.app, call, wanted)
    assert await season.days() == ["26 Nov 19:00"]
    again = season.call("host")
    await series.skip(season.app, again, series=1, date=202612031900)
    await series.skip(season.app, again, series=1, date=202612031900)
    with pytest.raises(Refusal, match="no such date"):
        await series.skip(season.app, season.call("host"), series=1, date=202612031900)


@pytest.mark.parametrize("date", [0, 202612041900, 202611191900, 202612031800, 999999999999])
async def test_only_dates_ahead_can_be_left_out(season: Season, date: int) -> None:
    await season.repeat("every thursday 19:00")
    with pytest.raises(Refusal, match="no such date"):
        await series.skip(season.app, season.call("host"), series=1, date=date)
    with pytest.raises(Refusal, match="no such date"):
        await series.ask_skip(season.app, season.call("host"), series=1, date=date)


async def test_only_organizers_of_the_same_community_may(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    stranger = Call(
        Account(Platform.DISCORD, "u9", "Stranger", organizer=True),
        Home(Space(9, 2, Platform.DISCORD, "g2", "Other", None), "UTC"),
        None,
        NOW,
        "stranger",
    )
    member = season.call("ben")
    for use_case, more in (
        (series.ask_skip, {"date": 202612031900}),
        (series.skip, {"date": 202612031900}),
        (series.skip_announced, {"date": 202612031900}),
        (series.ask_end, {}),
        (series.end, {}),
    ):
        with pytest.raises(Refusal, match="Only organizers"):
            await use_case(season.app, member, series=1, **more)
    for asking in (series.ask_skip, series.ask_end):
        with pytest.raises(Refusal, match="don't know this series"):
            await asking(season.app, stranger, series=1)
    with pytest.raises(Refusal, match="Only organizers"):
        await series.list_series(season.app, member)
    with pytest.raises(Refusal, match="Only organizers"):
        await series.show_picked(season.app, member, picked="1")
    for picked in ("1", "7", "x", "9" * 30):
        with pytest.raises(Refusal, match="don't know this series"):
            await series.show_picked(season.app, stranger, picked=picked)


@pytest.mark.parametrize(
    ("moved_to", "announced"),
    [
        ("2026-12-04 19:00", ["04 Dec 19:00", "03 Dec 19:00"]),  # behind the next date: not waited for
        ("2026-12-03 18:00", ["03 Dec 18:00", "03 Dec 19:00"]),  # just before it: it has 20 hours all the same
        ("2026-11-30 19:00", ["30 Nov 19:00", "03 Dec 19:00"]),
    ],
)
async def test_a_date_that_is_moved_does_not_swallow_the_next(
    season: Season, moved_to: str, announced: list[str]
) -> None:
    await season.repeat("every thursday 19:00")
    (event,) = await season.events()
    wanted = Edit(replace(event.plan, starts_at=berlin(moved_to)), None)
    await editing.edit_event(season.app, season.call("host"), wanted, event=1, revision=0)
    await season.go_to(berlin("2026-11-30 19:00:01"))
    await season.go_to(berlin("2026-12-03 12:00"))
    assert await season.days() == announced


async def test_an_organizer_by_another_account_may_do_all_that_organizers_may(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    call = season.call("ana", Platform.SLACK)
    assert not call.who.organizer

    def join(tx: Tx) -> None:
        on_discord = tx.members.meet(1, Account(Platform.DISCORD, "ana-d", "Ana", organizer=True), 1, NOW)
        on_slack = tx.members.meet(1, call.who, 2, NOW)
        join_members(tx, call, on_discord.id, on_slack.id)

    await season.app.store.write(join)
    assert isinstance(await actions.open_new(season.app, call), Form)
    await series.list_series(season.app, call)
    await series.show_picked(season.app, call, picked="1")
    await series.ask_skip(season.app, call, series=1, date=202611261900)
    await series.ask_end(season.app, call, series=1)
    await actions.ask_cancel(season.app, call, text="1")
    await actions.ask_cancel_picked(season.app, call, event=1)


async def test_many_dates_left_out_are_a_few_and_a_number(season: Season) -> None:
    await season.repeat("every thursday 19:00")
    for week in range(9):
        day = f"{berlin('2026-12-03 19:00').astimezone(BERLIN) + timedelta(weeks=week):%Y%m%d%H%M}"
        await series.skip(season.app, season.call("host"), series=1, date=int(day))
    shown = str(await series.list_series(season.app, season.call("host")))
    assert "3 December 2026, 10 December 2026" in shown
    assert "7 January 2027" in shown
    assert "14 January 2027" not in shown
    assert "Say(text='3', strong=False), Say(text=' more'" in shown


async def test_a_single_event_is_still_one(season: Season) -> None:
    call = season.call("host")
    wanted = forms.read_new(call, {**FORM, "when": "thu 3 dec 19:00"})
    assert isinstance(wanted, Plan)
    await series.create_planned(season.app, call, wanted)
    assert await season.app.store.read(lambda tx: tx.series.get(1)) is None
    assert await season.days() == ["03 Dec 19:00"]
