"""The dispatcher on a real database, with a messenger of our own: nothing lost, nothing twice, nothing too late."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import features
from bot.app import App, Call, Directory, Home
from bot.chat.views import Card, Field, Say, Typed
from bot.delivery.dispatch import Dispatcher
from bot.delivery.model import Kind, Later, Message, Owed, Place, Room
from bot.delivery.pace import Pace, Rate
from bot.delivery.record import wait
from bot.events import actions
from bot.events.model import Plan
from bot.people import intros
from bot.people.actions import Arrival, found_community, join_space
from bot.people.intro_model import Profile
from bot.people.model import Account, Platform
from bot.ports import Busy, Tx, Undeliverable
from bot.privacy import actions as privacy
from storage.store import Store
from tests.waiting import soon

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class MovedClock:
    """A clock that stands where it is put, and goes on from there."""

    def __init__(self) -> None:
        self.offset = NOW - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def go_to(self, moment: datetime) -> None:
        self.offset = moment - datetime.now(UTC)


class Wall:
    """A messenger that pins cards on a wall. `trouble` is raised before, or (`after`) after a card is pinned."""

    pace = Pace(Rate(5, burst=2), posts=Rate(100, burst=10), edits=Rate(100, burst=10), crowds=Rate(100, burst=10))

    def __init__(self) -> None:
        self.pinned: list[tuple[str, Card, int]] = []
        self.edits: list[tuple[str, Card]] = []
        self.retracted: list[str] = []
        self.trouble: list[Exception] = []
        self.after: list[Exception] = []
        self.gathered: list[tuple[str, tuple[str, ...], bool]] = []
        self.closed = False
        self.asked = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def post(self, to: Place, card: Card, *, mark: int) -> Message:
        self.asked += 1
        await self.gate.wait()
        if self.trouble:
            raise self.trouble.pop(0)
        self.pinned.append((to.person or to.channel or "", card, mark))
        if self.after:
            raise self.after.pop(0)
        return Message(to.person or to.channel or "", str(len(self.pinned)))

    async def find(self, to: Place, *, mark: int, since: datetime) -> Message | None:
        assert since <= datetime.now(UTC) + timedelta(days=365)
        for at, (_, _, pinned) in enumerate(self.pinned, 1):
            if pinned == mark:
                return Message(to.person or to.channel or "", str(at))
        return None

    async def edit(self, message: Message, card: Card) -> None:
        await self.gate.wait()
        self.edits.append((message.id, card))

    async def retract(self, message: Message) -> None:
        self.retracted.append(message.id)

    async def gather(self, room: Room, *, again: bool) -> str:
        self.gathered.append((room.title, room.people, again))
        if self.closed:
            raise Undeliverable("no rooms here")
        return f"room {room.id}"

    def titles(self, place: str) -> list[str]:
        return [
            "".join(span.text for span in card.title if isinstance(span, (Say, Typed)))
            for to, card, _ in self.pinned
            if to == place
        ]


class Evening:
    """One community on both platforms, with a dispatcher that sends to two walls."""

    compose = features.COMPOSE

    def __init__(self, store: Store) -> None:
        self.clock = MovedClock()
        self.app = App(store, self.clock, Directory())
        self.discord, self.slack = Wall(), Wall()
        self.dispatcher = self.new_dispatcher()
        self._calls = 0

    def new_dispatcher(self) -> Dispatcher:
        dispatcher = Dispatcher(self.app.store, self.clock, self.compose, features.ERRANDS, features.tell_of_trouble)
        dispatcher.open(Platform.DISCORD, self.discord)
        dispatcher.open(Platform.SLACK, self.slack)
        return dispatcher

    async def begin(self) -> None:
        await found_community(self.app, "Test", "Europe/Berlin")
        await join_space(self.app, Arrival(Platform.DISCORD, "g", "Server", "events-d"))
        await join_space(self.app, Arrival(Platform.SLACK, "t", "Workspace", "events-s"))

    def call(self, person: str, platform: Platform = Platform.DISCORD) -> Call:
        self._calls += 1
        home = self.app.directory.find(platform, "g" if platform is Platform.DISCORD else "t")
        assert isinstance(home, Home)
        return Call(
            Account(platform, person, person, organizer=True), home, None, self.clock.now(), f"key {self._calls}"
        )

    async def plan(self, *, seats: int | None = None, ahead: timedelta = timedelta(days=3)) -> None:
        start = NOW + ahead
        plan = Plan("Talks", start, start + timedelta(hours=2), "Europe/Berlin", "Library", seats, "")
        await actions.create_event(self.app, self.call("host"), plan)

    async def go(self, person: str, answer: str = "going", platform: Platform = Platform.DISCORD) -> None:
        await actions.answer_event(self.app, self.call(person, platform), event=1, answer=answer)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


@asynccontextmanager
async def evening_in(folder: Path) -> AsyncIterator[Evening]:
    async with await Store.open(folder / "hallway.db") as store:
        made = Evening(store)
        await made.begin()
        await made.dispatcher.start()
        yield made
        await made.dispatcher.stop()


async def test_a_card_goes_to_both_platforms_once(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks"]
    assert evening.slack.titles("events-s") == ["Talks"]


async def test_forty_answers_while_an_edit_is_on_its_way_are_one_more_edit(evening: Evening) -> None:
    await evening.plan(seats=10)
    await evening.dispatcher.catch_up()
    evening.discord.gate.clear()
    evening.slack.gate.clear()
    await asyncio.gather(*(evening.go(f"p{n}") for n in range(40)))
    evening.discord.gate.set()
    evening.slack.gate.set()
    await evening.dispatcher.catch_up()
    assert len(evening.discord.edits) <= 2
    seats = [
        block for block in evening.discord.edits[-1][1].blocks if isinstance(block, Field) and block.label == "Seats"
    ]
    said = "".join(span.text for span in seats[0].value if isinstance(span, Say))
    assert said == "10 going · full · 30 waiting"


async def test_reminders_go_out_a_day_and_an_hour_before_and_once(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    for before in (timedelta(hours=24, minutes=-1), timedelta(hours=2), timedelta(minutes=59), timedelta(minutes=58)):
        evening.clock.go_to(NOW + timedelta(days=3) - before)
        await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks", "Coming up: Talks", "Coming up: Talks"]
    assert evening.slack.titles("events-s") == ["Talks", "Coming up: Talks", "Coming up: Talks"]


async def test_the_alarm_rings_by_itself(evening: Evening) -> None:
    """Without anybody asking: the clock stands a moment before a reminder is due."""
    await evening.plan()
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + timedelta(days=2) - timedelta(milliseconds=200))
    evening.dispatcher.wake()
    await soon(lambda: len(evening.slack.pinned) + len(evening.discord.pinned) == 4)
    assert evening.discord.titles("events-d")[1:] == ["Coming up: Talks"]


async def test_after_the_start_a_reminder_is_dropped_and_the_host_told_once(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + timedelta(days=3, minutes=1))
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks"]
    assert evening.slack.titles("events-s") == ["Talks"]
    assert evening.discord.titles("host") == ["A message about Talks was not delivered"]


async def test_a_day_reminder_is_too_late_once_the_hour_reminder_is_due(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + timedelta(days=3) - timedelta(minutes=30))
    await evening.dispatcher.catch_up()
    assert evening.slack.titles("events-s") == ["Talks", "Coming up: Talks"]


async def test_what_was_sent_but_not_recorded_is_found_and_not_sent_again(evening: Evening) -> None:
    evening.discord.after.append(Busy("the connection broke after sending", after=0.0))
    await evening.plan()
    await soon(lambda: evening.discord.edits)
    assert evening.discord.titles("events-d") == ["Talks"]


async def test_a_platform_that_is_busy_gets_it_later_and_the_other_at_once(evening: Evening) -> None:
    evening.slack.trouble.append(Busy("full", after=0.2))
    await evening.plan()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks"]
    await soon(lambda: evening.slack.pinned)
    assert evening.slack.titles("events-s") == ["Talks"]


async def test_a_place_that_refuses_is_not_tried_again_and_the_host_is_told(evening: Evening) -> None:
    evening.slack.trouble.append(Undeliverable("channel_not_found"))
    await evening.plan()
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.slack.pinned == []
    assert evening.discord.titles("host") == ["A message about Talks was not delivered"]


async def test_a_promoted_person_is_told_on_their_platform_once(evening: Evening) -> None:
    await evening.plan(seats=1)
    await evening.go("ana")
    await evening.go("ben", platform=Platform.SLACK)
    await evening.go("ana", "no")
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.slack.titles("ben") == ["A seat came free, and it is yours"]
    assert evening.discord.titles("ben") == []


async def test_cancelling_tells_the_channels_and_those_who_were_coming_and_drops_reminders(evening: Evening) -> None:
    await evening.plan(seats=1)
    await evening.go("ana")
    await evening.go("ben", platform=Platform.SLACK)
    await evening.go("cleo", "maybe")
    await actions.cancel_event(evening.app, evening.call("host"), event=1)
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + timedelta(days=3) - timedelta(minutes=30))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks", "Cancelled: Talks"]
    assert evening.slack.titles("events-s") == ["Talks", "Cancelled: Talks"]
    assert evening.discord.titles("ana") == ["Cancelled: Talks"]
    assert evening.slack.titles("ben") == ["Cancelled: Talks"]
    assert evening.discord.titles("cleo") == []


async def test_a_new_process_takes_up_what_a_dead_one_had_taken(evening: Evening) -> None:
    evening.discord.gate.clear()
    evening.slack.gate.clear()
    await evening.plan()
    await soon(lambda: evening.discord.asked == evening.slack.asked == 1)
    await evening.dispatcher.stop()
    assert (evening.discord.pinned, evening.slack.pinned) == ([], [])
    evening.discord.gate.set()
    evening.slack.gate.set()
    evening.dispatcher = evening.new_dispatcher()
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks"]
    assert evening.slack.titles("events-s") == ["Talks"]


async def test_cards_change_when_the_event_begins_and_when_it_ends(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    assert evening.discord.pinned[0][1].buttons != ()
    evening.clock.go_to(NOW + timedelta(days=3, seconds=1))
    await evening.dispatcher.catch_up()
    begun = evening.discord.edits[-1][1]
    evening.clock.go_to(NOW + timedelta(days=3, hours=3))
    await evening.dispatcher.catch_up()
    assert begun.buttons == ()
    assert evening.discord.edits[-1][1] != begun


class Flaky:
    """The store, on a disk that fails for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.fails = 0

    async def write(self, work: Any, /, *args: Any, **kwargs: Any) -> Any:
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        return await self._store.write(work, *args, **kwargs)

    async def read(self, work: Any, /, *args: Any, **kwargs: Any) -> Any:
        return await self._store.read(work, *args, **kwargs)

    def on_owed(self, tell: Callable[[], None]) -> None:
        self._store.on_owed(tell)


async def test_a_database_that_fails_for_a_moment_stops_no_lane(tmp_path: Path) -> None:
    """The card is sent, and its record fails: it is written later, and what follows still goes out."""
    async with await Store.open(tmp_path / "hallway.db") as store:
        flaky = Flaky(store)
        made = Evening(store)
        made.dispatcher = Dispatcher(flaky, made.clock, features.COMPOSE)
        made.dispatcher.open(Platform.DISCORD, made.discord)
        await made.begin()
        await made.dispatcher.start()
        made.discord.gate.clear()
        await made.plan()
        await soon(lambda: made.discord.asked)
        flaky.fails = 1
        made.discord.gate.set()
        await made.go("ana")
        await soon(lambda: made.discord.edits)
        assert made.discord.titles("events-d") == ["Talks"]
        await made.dispatcher.stop()


async def test_an_event_that_is_over_is_not_posted_any_more(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Evening(store)
        await made.begin()
        await made.plan()  # nothing is sent: the bot is away
        made.clock.go_to(NOW + timedelta(days=9))
        made.dispatcher = made.new_dispatcher()
        await made.dispatcher.start()
        await made.dispatcher.catch_up()
        assert (made.discord.pinned, made.slack.pinned) == ([], [])
        await made.dispatcher.stop()


async def test_a_card_whose_sending_is_uncertain_at_the_start_is_not_posted_twice(evening: Evening) -> None:
    evening.discord.after.append(Busy("no answer, though it was sent", after=3600.0))
    await evening.plan()
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + timedelta(days=3))  # the card has to change before the first sending is tried again
    await evening.dispatcher.catch_up()
    assert [title for title in evening.discord.titles("events-d") if title == "Talks"] == ["Talks"]


async def test_who_gave_the_seat_up_again_is_not_told_that_it_is_theirs(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "hallway.db") as store:
        made = Evening(store)
        await made.begin()
        await made.plan(seats=1)
        await made.go("ana")
        await made.go("ben")
        await made.go("ana", "no")  # it is Ben's now, and the news is owed
        await made.go("ben", "no")
        await made.go("ana")
        await made.go("ben")  # he waits again
        await made.dispatcher.start()
        await made.dispatcher.catch_up()
        assert made.discord.titles("ben") == []
        await made.dispatcher.stop()


async def test_an_intro_that_is_taken_back_is_taken_from_both_walls(evening: Evening) -> None:
    await join_space(evening.app, Arrival(Platform.DISCORD, "g", "Server", "events-d", intros="intros-d"))
    await join_space(evening.app, Arrival(Platform.SLACK, "t", "Workspace", "events-s", intros="intros-s"))
    await intros.save_intro(evening.app, evening.call("ana"), Profile("I paint", "", "", "", ()))
    await evening.dispatcher.catch_up()
    assert (evening.discord.titles("intros-d"), evening.slack.titles("intros-s")) == (["ana"], ["ana"])
    await intros.take_back_intro(evening.app, evening.call("ana"))
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert (evening.discord.retracted, evening.slack.retracted) == (["1"], ["1"])
    await intros.save_intro(evening.app, evening.call("ana"), Profile("I paint again", "", "", "", ()))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("intros-d") == ["ana", "ana"]
    assert evening.discord.edits == []


async def test_an_intro_that_is_taken_back_before_it_was_recorded_is_found_and_taken_away(evening: Evening) -> None:
    await join_space(evening.app, Arrival(Platform.DISCORD, "g", "Server", "events-d", intros="intros-d"))
    evening.discord.after.append(Busy("the connection broke after sending", after=0.2))
    await intros.save_intro(evening.app, evening.call("ana"), Profile("I paint", "", "", "", ()))
    await soon(lambda: evening.discord.pinned)
    await intros.take_back_intro(evening.app, evening.call("ana"))
    await soon(lambda: evening.discord.retracted)
    assert evening.discord.titles("intros-d") == ["ana"]


async def test_the_morning_after_each_person_who_was_there_is_written_to_once(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    await evening.go("ben", platform=Platform.SLACK)
    await evening.go("cleo", "maybe")
    for morning in (NOW + timedelta(days=3, hours=20), NOW + timedelta(days=4), NOW + timedelta(days=4, hours=1)):
        evening.clock.go_to(morning)
        await evening.dispatcher.catch_up()
        await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == ["Whom did you meet at Talks?"]
    assert evening.slack.titles("ben") == ["Whom did you meet at Talks?"]
    assert evening.discord.titles("cleo") == []


async def test_nobody_is_asked_whom_they_met_at_an_event_that_was_cancelled(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    await evening.go("ben")
    await actions.cancel_event(evening.app, evening.call("host"), event=1)
    await evening.dispatcher.catch_up()
    evening.clock.go_to(NOW + timedelta(days=4))
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == ["Cancelled: Talks"]


async def test_what_waits_and_is_owed_anew_meanwhile_is_looked_at_again_at_once(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.stop()
    owed = Owed("mirror:9", Kind.MIRROR, 9, 1, NOW, channel="events:g")

    def play(tx: Tx) -> datetime | None:
        tx.deliveries.owe(owed)
        (leased,) = (each for each in tx.deliveries.lease(NOW, 100, {Platform.DISCORD}) if each.key == owed.key)
        tx.deliveries.owe(owed)
        wait(tx, leased, Later(NOW + timedelta(days=9), "the list is full"), NOW)
        again = tx.deliveries.lease(NOW, 100, {Platform.DISCORD})
        wait(tx, again[0], Later(NOW + timedelta(days=9), "the list is full"), NOW)
        return again[0].due_at if tx.deliveries.lease(NOW, 100, {Platform.DISCORD}) == [] else None

    assert await evening.app.store.write(play) == NOW


async def test_what_is_on_its_way_to_somebody_who_is_forgotten_goes_nowhere(evening: Evening) -> None:
    for _ in range(2):
        await evening.plan()
    for event in (1, 2):
        await actions.answer_event(evening.app, evening.call("ben"), event=event, answer="going")
    await evening.dispatcher.catch_up()
    evening.discord.gate.clear()
    for event in (1, 2):
        await actions.cancel_event(evening.app, evening.call("host"), event=event)
    await soon(lambda: any(evening.dispatcher._lanes.values()))  # noqa: SLF001 - one message waits behind another
    await privacy.forget_me(evening.app, evening.call("ben"))
    evening.discord.gate.set()
    await evening.dispatcher.catch_up()
    assert "" not in {to for to, _, _ in evening.discord.pinned}
    assert evening.discord.titles("host") == []
