"""Editing: seats that never shrink below the taken ones, a line that moves up in order, reminders that follow the start."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import features
from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.events import actions, editing
from bot.events.forms import read_edit, read_plan, repeated, written
from bot.events.model import Answer, Edit, Event, Plan, moves, revise, seats_for_line
from bot.people.model import Account, Platform, Space
from bot.ports import Tx
from storage.sql import Sql
from storage.store import Tx as StoredTx
from tests.bot.delivery.test_dispatch import NOW, Evening, evening_in
from tests.bot.events.test_seats import room

START = NOW + timedelta(days=3)
PLAN = Plan("Talks", START, START + timedelta(hours=2), "Europe/Berlin", "Library", None, "")
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"]


def a_call(zone: str, at: datetime, *, organizer: bool = True, key: str = "key", community: int = 1) -> Call:
    space = Space(1, community, Platform.DISCORD, "g", "Server", None)
    return Call(Account(Platform.DISCORD, "host", "host", organizer=organizer), Home(space, zone), None, at, key)


# --- Rules -----------------------------------------------------------------------------------------------------------


@given(st.none() | st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_line_gets_every_free_seat_and_no_more(seats: int | None, taken: int, waiting: int) -> None:
    given_out = seats_for_line(seats, taken=taken, waiting=waiting)
    assert 0 <= given_out <= waiting
    if seats is None:
        assert given_out == waiting
    else:
        assert given_out == 0 or taken + given_out <= seats
        assert given_out == waiting or taken + given_out >= seats


@settings(deadline=None, max_examples=300)
@given(
    st.integers(1, 365 * 24 * 60),
    st.integers(1, 60 * 24 * 10),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.none() | st.integers(1, 100_000),
)
def test_what_a_form_is_filled_with_reads_back_as_the_same(
    ahead: int, minutes: int, zone: str, home: str, seats: int | None
) -> None:
    start = NOW + timedelta(minutes=ahead)
    plan = Plan("Talks", start, start + timedelta(minutes=minutes), zone, "Library", seats, "One.\n\nTwo.")
    edit = read_edit(a_call(home, NOW), written(plan, home))
    assert revise(plan, edit) == plan


def test_what_is_repeated_is_everything_but_the_time() -> None:
    plan = replace(PLAN, seats=20, ends_at=START + timedelta(hours=3), description="Bring a laptop.")
    values = {**repeated(plan), "when": "Thu 10 Dec 18:30"}
    again = read_plan(a_call("Europe/Berlin", NOW), values)
    begins = datetime(2026, 12, 10, 18, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    assert again == replace(plan, starts_at=begins, ends_at=begins + timedelta(hours=3))


def test_an_edit_that_does_not_say_how_long_keeps_the_length() -> None:
    values = {**written(PLAN, "Europe/Berlin"), "when": "Thu 10 Dec 18:30"}
    edit = read_edit(a_call("Europe/Berlin", NOW), values)
    plan = revise(replace(PLAN, ends_at=START + timedelta(hours=5)), edit)
    assert plan.ends_at - plan.starts_at == timedelta(hours=5)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"starts_at": START + timedelta(minutes=1)}, True),
        ({"place": "New Hall"}, True),
        ({"place": ""}, True),
        ({"ends_at": START + timedelta(hours=3)}, False),
        ({"title": "Other talks", "seats": 5, "description": "x"}, False),
        ({"zone": "UTC"}, False),
    ],
)
def test_people_hear_of_a_new_start_or_place(changed: dict[str, object], told: bool) -> None:  # noqa: FBT001
    assert moves(PLAN, replace(PLAN, **changed)) is told  # type: ignore[arg-type]


# --- On a real database ----------------------------------------------------------------------------------------------


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        yield made


async def now_of(evening: Evening, number: int = 1) -> Event:
    found = await evening.app.store.read(lambda tx: tx.events.get(number))
    assert found is not None
    return found


async def edit(evening: Evening, **changed: object) -> str:
    """Change the event; what the organizer is told, as bare text."""
    event = await now_of(evening)
    length = None if "ends_at" not in changed else changed["ends_at"] - event.plan.starts_at  # type: ignore[operator]
    wanted = Edit(replace(event.plan, **changed), length)  # type: ignore[arg-type]
    card = await editing.edit_event(evening.app, evening.call("host"), wanted, event=event.id, revision=event.revision)
    return str(card)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(Answer)) | st.none() | st.integers(1, 7), min_size=1, max_size=25
    )
)
def test_answers_and_edits_in_any_order_keep_the_seats_and_the_line(
    steps: list[tuple[int, Answer] | int | None],
) -> None:
    """Against plain lists: a step is somebody's answer, or an edit to so many seats (`None`: no limit)."""

    async def play() -> None:
        async with room(2) as here:
            seats: int | None = 2
            going: list[int] = []
            line: list[int] = []
            for step in steps:
                if isinstance(step, tuple):
                    person, answer = step
                    await here.answer(0, person, answer)
                    if answer is Answer.GOING and person not in going + line:
                        (line if line or (seats is not None and len(going) >= seats) else going).append(person)
                    elif answer is not Answer.GOING:
                        gone = person in going
                        going, line = [each for each in going if each != person], [e for e in line if e != person]
                        if gone and line:
                            going.append(line.pop(0))
                else:
                    call = here.call(0)

                    def change(tx: Tx, call: Call = call, wanted: int | None = step) -> None:
                        event = tx.events.get(1)
                        assert event is not None
                        asked = Edit(replace(event.plan, seats=wanted), None)
                        editing._edit(tx, call, asked, 1, event.revision)  # noqa: SLF001 - the transaction itself

                    if step is not None and step < len(going):
                        with pytest.raises(Refusal, match="too few"):
                            await here.on(1, change)
                    else:
                        await here.on(1, change)
                        seats = step
                        free = len(line) if seats is None else seats - len(going)
                        going, line = going + line[:free], line[free:]
                people = await here.writers[0].write(_people)
                assert people == ([f"Person {each}" for each in going], [f"Person {each}" for each in line])

    asyncio.run(play())


def _people(sql: Sql) -> tuple[list[str], list[str]]:
    found = StoredTx(sql).answers.all(1, most=99)
    return [each.name for each in found.going], [each.name for each in found.waiting]


async def test_everybody_going_and_waiting_hears_once_of_a_new_time_on_their_platform(evening: Evening) -> None:
    await evening.plan(seats=1)
    await evening.go("ana")
    await evening.go("ben", platform=Platform.SLACK)
    await evening.go("cleo", "maybe")
    said = await edit(evening, starts_at=START + timedelta(days=1))
    assert "2 people" in said
    await evening.dispatcher.catch_up()
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == ["Talks has changed"]
    assert evening.slack.titles("ben") == ["Talks has changed"]
    assert evening.discord.titles("cleo") == []


async def test_the_same_edit_delivered_twice_is_done_once(evening: Evening) -> None:
    await evening.plan(seats=1)
    await evening.go("ana")
    call, event = evening.call("host"), await now_of(evening)
    wanted = Edit(replace(event.plan, place="New Hall"), None)
    for _ in range(2):
        await editing.edit_event(evening.app, call, wanted, event=1, revision=0)
    await evening.dispatcher.catch_up()
    assert (await now_of(evening)).revision == 1
    assert evening.discord.titles("ana") == ["Talks has changed"]


async def test_reminders_follow_the_start_away_and_back_again(evening: Evening) -> None:
    """Back at the old time its reminders are owed again, though they were dropped once under the same times."""
    await evening.plan()
    await evening.dispatcher.catch_up()
    await edit(evening, starts_at=START + timedelta(days=7))
    evening.clock.go_to(START - timedelta(hours=24))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks"]
    await edit(evening, starts_at=START)
    evening.clock.go_to(START - timedelta(minutes=59))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks", "Coming up: Talks"]
    evening.clock.go_to(START + timedelta(days=6))
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("events-d") == ["Talks", "Coming up: Talks"]


async def test_a_longer_event_keeps_its_reminders_and_ends_later(evening: Evening) -> None:
    await evening.plan()
    await evening.dispatcher.catch_up()
    await edit(evening, ends_at=START + timedelta(hours=6))
    await evening.dispatcher.catch_up()
    evening.clock.go_to(START + timedelta(hours=5))
    await evening.dispatcher.catch_up()
    begun = evening.discord.edits[-1][1]
    evening.clock.go_to(START + timedelta(hours=6, seconds=1))
    await evening.dispatcher.catch_up()
    assert "has started" in str(begun)
    assert "is over" in str(evening.discord.edits[-1][1])


async def test_two_moves_before_anything_is_sent_are_one_message(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    await evening.dispatcher.catch_up()
    evening.discord.gate.clear()
    await edit(evening, starts_at=START + timedelta(days=1))
    await edit(evening, starts_at=START + timedelta(days=2), place="New Hall")
    evening.discord.gate.set()
    await evening.dispatcher.catch_up()
    # The first may have been composed before the second came; what is sent last is what is true.
    assert set(evening.discord.titles("ana")) == {"Talks has changed"}
    last = str(evening.discord.pinned[-1][1])
    assert "New Hall" in last
    assert repr(START + timedelta(days=2)) in last


async def test_who_missed_the_first_of_two_moves_hears_of_both(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    await evening.dispatcher.stop()
    await edit(evening, starts_at=START + timedelta(days=1))
    await evening.go("ben")
    await edit(evening, place="New Hall")
    await deliver(evening)
    news = {to: str(card) for to, card, _ in evening.discord.pinned}
    to_ana, to_ben = news["ana"], news["ben"]
    assert "New Hall" in to_ana
    assert repr(START) in to_ana
    assert repr(START + timedelta(days=1)) in to_ana
    # Ben answered to the new time, and has to hear of the place alone.
    assert "New Hall" in to_ben
    assert "It has moved" not in to_ben


async def test_what_is_back_where_it_was_before_anybody_heard_is_no_news(evening: Evening) -> None:
    await evening.plan()
    await evening.go("ana")
    await evening.dispatcher.stop()
    await edit(evening, starts_at=START + timedelta(days=1))
    await edit(evening, starts_at=START)
    await deliver(evening)
    assert evening.discord.titles("ana") == []
    await edit(evening, place="New Hall")
    await evening.dispatcher.catch_up()
    await edit(evening, place="Library")
    await evening.dispatcher.catch_up()
    assert evening.discord.titles("ana") == ["Talks has changed", "Talks has changed"]


async def deliver(evening: Evening) -> None:
    """The dispatcher comes back, and what is due goes out."""
    evening.dispatcher = evening.new_dispatcher()
    await evening.dispatcher.start()
    await evening.dispatcher.catch_up()


async def test_nothing_new_changes_nothing(evening: Evening) -> None:
    await evening.plan()
    assert "stays as it is" in await edit(evening)
    assert (await now_of(evening)).revision == 0


async def test_cancelling_is_a_revision_too(evening: Evening) -> None:
    await evening.plan()
    await edit(evening, title="Other talks")
    await actions.cancel_event(evening.app, evening.call("host"), event=1)
    assert (await now_of(evening)).revision == 2


async def test_what_can_no_longer_be_changed_is_refused(evening: Evening) -> None:
    await evening.plan()
    event = await now_of(evening)
    wanted = Edit(replace(event.plan, place="New Hall"), None)
    for moment, says in ((START, "has begun"), (START + timedelta(hours=2), "is over")):
        evening.clock.go_to(moment)
        with pytest.raises(Refusal, match=says):
            await editing.edit_event(evening.app, evening.call("host"), wanted, event=1, revision=0)
    evening.clock.go_to(NOW)
    await actions.cancel_event(evening.app, evening.call("host"), event=1)
    with pytest.raises(Refusal, match="is cancelled"):
        await editing.edit_event(evening.app, evening.call("host"), wanted, event=1, revision=0)


async def test_members_and_strangers_change_nothing(evening: Evening) -> None:
    await evening.plan()
    wanted = Edit(replace((await now_of(evening)).plan, place="Elsewhere"), None)
    ours = evening.call("eve")
    member = replace(ours, who=replace(ours.who, organizer=False))
    for use_case in (
        editing.edit_event(evening.app, member, wanted, event=1, revision=0),
        editing.open_edit(evening.app, member, event=1),
        editing.open_duplicate(evening.app, member, event=1),
    ):
        with pytest.raises(Refusal, match="Only organizers"):
            await use_case
    await evening.app.store.write(lambda tx: tx.communities.found("Other", "UTC", NOW))
    elsewhere = await evening.app.store.write(
        lambda tx: tx.spaces.add(2, Platform.DISCORD, "other server", "Other", None)
    )
    stranger = replace(ours, home=Home(elsewhere, "UTC"))
    for use_case in (
        editing.edit_event(evening.app, stranger, wanted, event=1, revision=0),
        editing.open_edit(evening.app, stranger, event=1),
        editing.open_duplicate(evening.app, stranger, event=1),
    ):
        with pytest.raises(Refusal, match="don't know this event"):
            await use_case
    assert (await now_of(evening)).plan.place == "Library"


async def test_who_confirmed_is_counted_from_the_last_move(evening: Evening) -> None:
    await evening.plan()
    for person in ("ana", "ben"):
        await evening.go(person)
    await edit(evening, place="New Hall")
    await evening.go("ana")
    counted = await evening.app.store.read(lambda tx: tx.answers.confirmed(1, _moved_at(tx)))
    assert counted == 1
    await edit(evening, place="Newer Hall")
    assert await evening.app.store.read(lambda tx: tx.answers.confirmed(1, _moved_at(tx))) == 0


def _moved_at(tx: Tx) -> datetime:
    event = tx.events.get(1)
    assert event is not None
    assert event.moved_at is not None
    return event.moved_at


async def test_a_draft_of_an_edit_that_came_too_late_is_saved_over_the_newer_one(evening: Evening) -> None:
    await evening.plan()
    typed = written((await now_of(evening)).plan, "Europe/Berlin") | {"where": "Mine"}
    await edit(evening, place="Theirs")
    call = evening.call("host")
    refused = await features.send_form(evening.app, call, "event:1:edit:0", typed)
    assert "was changed while you had the form open" in str(refused)
    route = next(each.route for row in refused.buttons for each in row if hasattr(each, "route"))
    form = await features.open_form(evening.app, evening.call("host"), route)
    assert getattr(form, "route", None) == "event:1:edit:1"
    await features.send_form(evening.app, evening.call("host"), "event:1:edit:1", typed)
    assert (await now_of(evening)).plan.place == "Mine"
