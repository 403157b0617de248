"""Coffee rounds on a real database, with messengers of our own: drawn once, told to each, and what people then say kept."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bot.chat.replies import Refusal
from bot.chat.views import Bullets, Card, Choice, Field, Line, Paragraph, Person
from bot.coffee import actions
from bot.coffee.model import Drinker, Numbers, Pace, Rhythm, RoundState, Standing
from bot.people.actions import Arrival, join_space
from bot.people.intro_model import Profile
from bot.people.linking import join_members
from bot.people.model import Platform
from bot.ports import Tx
from tests.bot.delivery.test_dispatch import Evening, Wall, evening_in

WEEKLY = Rhythm(Pace.WEEKLY, 1, 10)  # Tuesdays; NOW is a Sunday
FIRST = datetime.fromisoformat("2026-11-24T10:00+01:00")
WEEK = timedelta(days=7)
D, S = Platform.DISCORD, Platform.SLACK


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    async with evening_in(tmp_path) as made:
        await actions.keep_rounds(made.app, made.call("host"), WEEKLY)
        yield made


async def joined(evening: Evening, *people: str, platform: Platform = D, contact: str = "") -> None:
    for each in people:
        await actions.join(evening.app, evening.call(each, platform))
        if contact:
            await actions.cross(evening.app, evening.call(each, platform), contact)


async def at(evening: Evening, moment: datetime) -> None:
    evening.clock.go_to(moment)
    await evening.dispatcher.catch_up()


async def numbers(evening: Evening) -> Numbers:
    return await evening.app.store.read(lambda tx: tx.coffee.numbers(1, most=10))


def words(line: Line) -> str:
    return "".join(each.name if isinstance(each, Person) else getattr(each, "text", "…") for each in line)


def said(card: Card) -> str:
    lines = [card.title]
    for block in card.blocks:
        match block:
            case Paragraph(line) | Field(value=line):
                lines.append(line)
            case Bullets(bullets):
                lines.extend(bullets)
            case _:
                pass
    return "\n".join(words(each) for each in lines)


def told(wall: Wall, person: str) -> list[str]:
    return [said(card) for to, card, _ in wall.pinned if to == person]


async def test_a_round_brings_each_pair_into_a_conversation_once(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    await joined(evening, "emma", "farid", platform=S)
    await at(evening, FIRST - timedelta(seconds=1))
    assert evening.discord.gathered == []
    for moment in (FIRST, FIRST, FIRST + timedelta(hours=1)):
        await at(evening, moment)
    assert evening.discord.gathered == [("Coffee 1: ana, ben", ("ana", "ben"), False)]
    assert evening.slack.gathered == [("Coffee 2: emma, farid", ("emma", "farid"), False)]
    (card,) = told(evening.discord, "room 1")
    assert card.startswith("Coffee time\nana and ben, you are a match this round.")
    assert [to for to, _, _ in evening.slack.pinned] == ["room 2"]


async def test_in_as_many_rounds_as_there_are_others_everybody_meets_everybody_once(evening: Evening) -> None:
    """Through the rows: what is drawn is what the next drawing knows."""
    people = [f"p{at}" for at in range(8)]
    await joined(evening, *people)
    for number in range(7):
        await at(evening, FIRST + number * WEEK)
    pairs = Counter(frozenset(together) for _, together, _ in evening.discord.gathered)
    assert pairs == Counter(frozenset(each) for each in combinations(people, 2))


async def test_a_round_is_drawn_up_to_two_days_late_and_then_left_to_the_next(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    await at(evening, FIRST + timedelta(days=2, minutes=-1))
    await at(evening, FIRST + WEEK + timedelta(days=2, hours=1))
    assert len((await numbers(evening)).rounds) == 1
    await at(evening, FIRST + 2 * WEEK)
    assert [each.number for each in (await numbers(evening)).rounds] == [2, 1]


async def test_a_changed_rhythm_draws_only_the_new_round(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    call = evening.call("host")
    for _ in range(2):  # delivered twice
        await actions.keep_rounds(evening.app, call, Rhythm(Pace.MONTHLY, 2, 9))
    await at(evening, FIRST)
    assert (await numbers(evening)).rounds == ()
    await at(evening, datetime.fromisoformat("2026-12-02T09:00+01:00"))
    assert len((await numbers(evening)).rounds) == 1
    await actions.keep_rounds(evening.app, evening.call("host"), None)
    await at(evening, FIRST + 10 * WEEK)
    assert len((await numbers(evening)).rounds) == 1
    rounds = await evening.app.store.read(lambda tx: [tx.coffee.round(each) for each in (1, 2, 3)])
    assert [each and each.state for each in rounds] == [RoundState.OFF, RoundState.DRAWN, RoundState.OFF]


async def test_breaks(evening: Evening) -> None:
    """Skipping one round is over after it; away is over when they say so."""
    await joined(evening, "ana", "ben", "cleo", "dan")
    await actions.pause(evening.app, evening.call("cleo"), how="once")
    await actions.pause(evening.app, evening.call("dan"), how="away")
    await at(evening, FIRST)
    await at(evening, FIRST + WEEK)
    await actions.come_back(evening.app, evening.call("dan"))
    await actions.leave(evening.app, evening.call("cleo"))
    await at(evening, FIRST + 2 * WEEK)
    assert [set(people) for _, people, _ in evening.discord.gathered] == [
        {"ana", "ben"},
        {"ana", "ben", "cleo"},
        {"ana", "ben", "dan"},
    ]


async def test_across_platforms_only_by_consent_of_both(evening: Evening) -> None:
    await joined(evening, "ana", contact="ana@example.org")
    await joined(evening, "farid", platform=S)
    await at(evening, FIRST)
    assert evening.discord.titles("ana") == ["No coffee match this round"]
    assert evening.slack.titles("farid") == ["No coffee match this round"]
    await actions.cross(evening.app, evening.call("farid", S), "@farid on Telegram")
    await at(evening, FIRST + WEEK)
    assert "farid is on Slack. Reach them by: @farid on Telegram" in told(evening.discord, "ana")[-1]
    assert "ana is on Discord. Reach them by: ana@example.org" in told(evening.slack, "farid")[-1]
    assert (evening.discord.gathered, evening.slack.gathered) == ([], [])
    await actions.stay_here(evening.app, evening.call("ana"))
    await at(evening, FIRST + 2 * WEEK)
    assert evening.discord.titles("ana")[-1] == "No coffee match this round"


async def test_where_no_conversation_can_be_opened_each_is_told_privately(evening: Evening) -> None:
    evening.discord.closed = True
    await joined(evening, "ana", "ben")
    await at(evening, FIRST)
    await evening.dispatcher.catch_up()
    assert "This round you have coffee with ben." in told(evening.discord, "ana")[0]
    assert "ana is here with you on Discord." in told(evening.discord, "ben")[0]


async def test_a_space_without_a_channel_introduces_privately(evening: Evening) -> None:
    home = evening.app.directory.find(S, "t")
    assert home is not None
    await joined(evening, "emma", "farid", platform=S)
    await evening.app.store.write(lambda tx: tx.spaces.change(home.space.id, name="Workspace", channel=None))
    await at(evening, FIRST)
    assert evening.slack.gathered == []
    assert evening.slack.titles("emma") == evening.slack.titles("farid") == ["Your coffee match"]


async def test_did_you_meet_comes_a_day_before_the_next_round_and_is_counted(evening: Evening) -> None:
    await joined(evening, "ana", "ben", "cleo", "dan")
    await at(evening, FIRST)
    await at(evening, FIRST + timedelta(days=6) - timedelta(seconds=1))
    assert evening.discord.titles("ana") == []
    await at(evening, FIRST + timedelta(days=6))
    assert [evening.discord.titles(each) for each in ("ana", "ben", "cleo", "dan")] == [["Did you meet?"]] * 4
    (pair,) = [people for title, people, _ in evening.discord.gathered if "ana" in title]
    for each in pair:
        await actions.say_met(evening.app, evening.call(each), match=1 if "Coffee 1" in _title(evening, each) else 2)
    (round_,) = (await numbers(evening)).rounds
    assert (round_.people, round_.matches, round_.met, round_.resting) == (4, 2, 1, 0)
    card = await actions.show_numbers(evening.app, evening.call("host"))
    assert "4 people in 2 matches · 1 met · 0 without a match" in said(card)
    assert "ana" not in said(card)


def _title(evening: Evening, person: str) -> str:
    return next(title for title, people, _ in evening.discord.gathered if person in people)


async def test_please_not_again_is_kept_for_both_and_can_be_undone(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    await at(evening, FIRST)
    card = await actions.say_never(evening.app, evening.call("ana"), match=1)
    assert "I won't match you with ben again" in said(card)
    await at(evening, FIRST + WEEK)
    assert len(evening.discord.gathered) == 1
    assert evening.discord.titles("ben")[-1] == "No coffee match this round"
    await actions.say_again(evening.app, evening.call("ana"), match=1, other=_member(card))
    await at(evening, FIRST + 2 * WEEK)
    assert len(evening.discord.gathered) == 2


def _member(card: Card) -> int:
    (button,) = card.buttons[0]
    return int(getattr(button, "route", "").rpartition(":")[2])


async def test_in_a_trio_one_says_who_is_meant(evening: Evening) -> None:
    await joined(evening, "ana", "ben", "cleo")
    await at(evening, FIRST)
    asked = await actions.say_never(evening.app, evening.call("ana"), match=1)
    (choice,) = asked.choices
    assert isinstance(choice, Choice)
    assert [each.label for each in choice.options] == ["ben", "cleo"]
    cleo = choice.options[1].value
    done = await actions.say_never(evening.app, evening.call("ana"), match=1, picked=cleo)
    assert "I won't match you with cleo again" in said(done)
    with pytest.raises(Refusal, match="can't find this match"):
        await actions.say_never(evening.app, evening.call("ana"), match=1, picked="999")


async def test_a_match_is_nobody_elses(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    await join_space(evening.app, Arrival(D, "stranger", "Another server", "events-x"))
    await at(evening, FIRST)
    for judge in (actions.say_met, actions.say_not_yet, actions.say_never):
        with pytest.raises(Refusal, match="can't find this match"):
            await judge(evening.app, evening.call("cleo"), match=1)
        with pytest.raises(Refusal, match="can't find this match"):
            await judge(evening.app, evening.call("ana"), match=99)
    with pytest.raises(Refusal, match="can't find this match"):
        await actions.say_again(evening.app, evening.call("ana"), match=1, other=999)


async def test_who_has_left_is_asked_nothing_and_who_is_alone_is_told(evening: Evening) -> None:
    await joined(evening, "ana", "ben")
    await at(evening, FIRST)
    await actions.leave(evening.app, evening.call("ana"))
    await at(evening, FIRST + timedelta(days=6))
    assert (evening.discord.titles("ana"), evening.discord.titles("ben")) == ([], ["Did you meet?"])
    await at(evening, FIRST + WEEK)
    assert evening.discord.titles("ben")[-1] == "No coffee match this round"
    assert len((await numbers(evening)).rounds) == 1


async def test_joining_twice_is_joining_once_and_a_return_keeps_the_past(evening: Evening) -> None:
    call = evening.call("ana")
    first, again = await actions.join(evening.app, call), await actions.join(evening.app, call)
    assert first == again
    assert said(await actions.join(evening.app, evening.call("ana"))).startswith("You're in already")
    await joined(evening, "ben", "cleo", "dan")
    for week in range(3):
        await at(evening, FIRST + week * WEEK)
        for each in ("ana", "ben"):
            await actions.leave(evening.app, evening.call(each))
            await joined(evening, each)
    pairs = {frozenset(people) for _, people, _ in evening.discord.gathered}
    assert len(pairs) == 6


async def test_those_who_are_out_are_told_how_to_join(evening: Evening) -> None:
    for act in (actions.ask_pause, actions.come_back, actions.leave, actions.stay_here):
        with pytest.raises(Refusal, match="/coffee join"):
            await act(evening.app, evening.call("ana"))
    with pytest.raises(Refusal, match="/coffee join"):
        await actions.open_contact_form(evening.app, evening.call("ana"))


async def test_the_opener_is_made_from_their_intros(evening: Evening) -> None:
    def write(tx: Tx) -> None:
        for member, angle, does in (
            (tx.members.at(1, "ana"), "climbing", "Go"),
            (tx.members.at(1, "ben"), "", "Rust @ACME"),
        ):
            tx.intros.save(1, member or 0, Profile(does, angle, "", "", ()), frozenset(), evening.clock.now())

    await joined(evening, "ana", "ben")
    await evening.app.store.write(write)
    await at(evening, FIRST)
    (card,) = told(evening.discord, "room 1")
    assert "To begin with: ask ana about “climbing” and ben about “Rust @ACME”." in card


async def test_two_accounts_that_become_one_person_keep_their_coffee_once(evening: Evening) -> None:
    """Matched with oneself, and with somebody else whom one did not want again: after joining, once in, and still not again."""
    await joined(evening, "ana", contact="ana@example.org")
    await joined(evening, "anna", platform=S, contact="@anna")
    await at(evening, FIRST)
    await joined(evening, "ben")
    await actions.pause(evening.app, evening.call("anna", S), how="away")
    await at(evening, FIRST + WEEK)
    await actions.say_never(evening.app, evening.call("ben"), match=2)

    def join(tx: Tx) -> tuple[int, int]:
        ana, anna = tx.members.at(1, "ana") or 0, tx.members.at(2, "anna") or 0
        join_members(tx, evening.call("ana"), ana, anna)
        return ana, anna

    ana, anna = await evening.app.store.write(join)
    drinkers = await evening.app.store.read(lambda tx: [tx.coffee.drinker(each) for each in (ana, anna)])
    assert drinkers == [Drinker(ana, Standing.IN, "ana@example.org"), None]
    with pytest.raises(Refusal, match="can't find this match"):
        await actions.say_met(evening.app, evening.call("ana"), match=1)
    await at(evening, FIRST + 2 * WEEK)
    assert evening.discord.titles("ben")[-1] == "No coffee match this round"
    assert len((await numbers(evening)).rounds) == 3
