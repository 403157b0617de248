"""Announcements on the real client libraries: written once, previewed, sent anywhere, changed and retracted everywhere."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from sandbox.kit import Answer, Fault
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.town import NOON, ZONE, Json, Town, message_of, one, shown
from tests.waiting import soon

ROOM = "From December on we meet in the Old Library.\n\nThe plan: https://x.example/map."
TITLE = "New room"


async def on_discord(here: Town, **answers: str) -> Answer:
    """Ana writes one on Discord; what she sees then."""
    opened = await here.discord("Ana", "announce new")
    return await here.discord_submit("Ana", opened, **{"title": TITLE, "text": ROOM, **answers})


async def on_slack(here: Town, **answers: str) -> Answer:
    """Emma writes one on Slack; what she sees then."""
    opened = await here.slack("Emma", "announce", "new")
    return await here.slack_submit("Emma", opened, **{"title": TITLE, "text": ROOM, **answers})


def route(answer: Answer, end: str) -> str:
    """The route of the button or menu that ends so; every change gives them a new version."""
    found = [each for each in _strings(answer.message) if each.startswith("announce:") and each.endswith(f":{end}")]
    assert len(found) == 1, (end, found, answer.text)
    return found[0]


def _strings(found: object) -> list[str]:
    if isinstance(found, dict):
        return [text for each in found.values() for text in _strings(each)]
    if isinstance(found, list):
        return [text for each in found for text in _strings(each)]
    return [found] if isinstance(found, str) else []


async def press(here: Town, who: str, answer: Answer, end: str, value: str | None = None) -> Answer:
    """Press a button or pick from a menu of the answer, on the platform where it stands."""
    assert answer.message is not None, answer.text
    if "ts" in answer.message:
        return await here.slack_click(who, answer.message, route(answer, end), value)
    return await here.discord_click(who, answer.message, route(answer, end), None if value is None else [value])


async def listed(here: Town) -> str:
    return (await here.slack("Emma", "announce", "list")).text


async def opened(here: Town, number: str) -> Answer:
    """Ana opens it from the list on Discord."""
    found = await here.discord("Ana", "announce list")
    assert found.message is not None
    return await here.discord_click("Ana", found.message, "announce:open", [number])


def titles(messages: list[Json]) -> list[str]:
    return [shown(each).splitlines()[0] for each in messages]


async def test_written_on_discord_it_appears_on_both_once(here: Town) -> None:
    preview = await on_discord(here)
    assert preview.private
    assert preview.text.startswith(f"{TITLE}\nFrom December on")
    for says in (
        "#events on Slack",
        "#events on Discord",
        "When: As soon as you press Send it now",
        "Pings: Nobody",
        f"Length: {len(ROOM)} of 1700 characters",
    ):
        assert says in preview.text
    assert (here.discord_messages(), here.slack_messages()) == ([], [])
    sent = await press(here, "Ana", preview, "send")
    assert "New room is on its way" in sent.text
    again = await press(here, "Ana", preview, "send")
    assert "was sent or called off meanwhile" in again.text
    for look in (here.discord_messages, here.slack_messages):
        message = await soon(message_of(look, TITLE))
        assert message is not None
        assert "From Ana Souza" in shown(message)
        assert "<!" not in json.dumps(message)
    await here.go_to(NOON)
    assert (titles(here.discord_messages()), titles(here.slack_messages())) == ([TITLE], [TITLE])
    assert "2 of 2 delivered" in await listed(here)
    # An address in it can be pressed on Slack, and is nothing but itself.
    links = [each for each in _parts(here.slack_messages()[0]) if each["type"] == "link"]
    assert links == [{"type": "link", "url": "https://x.example/map"}]


async def test_channels_are_picked_natively_here_and_by_name_elsewhere(here: Town) -> None:
    preview = await on_slack(here)
    preview = await press(here, "Emma", preview, "channel", here.slack_channel["general"])
    assert "#general on Slack" in preview.text
    preview = await press(here, "Emma", preview, "elsewhere", "#introductions on Discord")
    preview = await press(here, "Emma", preview, "channel", here.slack_channel["events"])
    assert "Goes to: #events on Discord, #general on Slack, #introductions on Discord" in preview.text
    await press(here, "Emma", preview, "send")
    for look in (
        lambda: here.discord_messages("events"),
        lambda: here.discord_messages("introductions"),
        lambda: here.slack_messages("general"),
    ):
        await soon(message_of(look, TITLE))
    assert here.slack_messages("events") == []


async def test_a_channel_that_came_later_can_be_picked_and_one_we_may_not_post_in_cannot(here: Town) -> None:
    guild = here.sandbox.discord.state()["guilds"][0]["id"]
    late = here.sandbox.discord.add_channel(guild, "late")
    preview = await soon_listed(here, late)
    assert "#late on Discord" in preview.text
    team = here.sandbox.slack.state()["teams"][0]["id"]
    strange = here.sandbox.slack.add_channel(team, "strange", bot_is_member=False)
    refused = await press(here, "Emma", await on_slack(here), "channel", strange)
    assert "Type /invite @Hallway there" in refused.text


async def soon_listed(here: Town, channel: str) -> Answer:
    """A preview with that channel picked; the bot hears of a new channel a moment after it was made."""
    preview = await on_discord(here)
    for _ in range(50):
        answer = await press(here, "Ana", preview, "channel", channel)
        if "may not post" not in answer.text:
            return answer
    raise AssertionError(answer.text)


async def test_it_pings_only_by_an_explicit_switch(here: Town) -> None:
    preview = await on_discord(here)
    loud = await press(here, "Ana", preview, "mention", "everyone")
    assert "Pings: @everyone in each channel" in loud.text
    assert loud.message is not None
    assert loud.message["mention_everyone"] is False
    # The older preview says that nobody is pinged, so its button must not send what pings everybody.
    stale = await press(here, "Ana", preview, "send")
    assert "That preview was an older one, so I did nothing." in stale.text
    await press(here, "Ana", stale, "send")
    on_the_left = await soon(message_of(here.discord_messages, TITLE))
    on_the_right = await soon(message_of(here.slack_messages, TITLE))
    assert on_the_left is not None
    assert on_the_left["mention_everyone"] is True
    assert [each["range"] for each in _parts(on_the_right) if each["type"] == "broadcast"] == ["channel"]


async def test_changed_and_retracted_everywhere_in_one_command(here: Town) -> None:
    await press(here, "Ana", await on_discord(here), "send")
    await soon(lambda: here.discord_messages() and here.slack_messages())
    standing = await opened(here, "1")
    assert "2 of 2 delivered" in standing.text
    form = await press(here, "Ana", standing, "change")
    assert form.form is not None
    assert {each.id: each.value for each in form.form.inputs} == {"title": TITLE, "text": ROOM}
    done = await here.discord_submit("Ana", form, title="Newer room")
    assert "every copy of it is being changed" in done.text
    for look in (here.discord_messages, here.slack_messages):
        await soon(message_of(look, "Newer room"))
    asked = await press(here, "Ana", await opened(here, "1"), "retract")
    assert "Its 2 copies will be removed" in asked.text
    done = await press(here, "Ana", asked, "yes")
    assert "Newer room is retracted" in done.text
    await soon(lambda: [here.discord_messages(), here.slack_messages()], lambda seen: seen == [[], []])
    assert "Newer room · retracted" in await listed(here)
    await here.go_to(NOON + timedelta(days=1))
    assert [here.discord_messages(), here.slack_messages()] == [[], []]


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_retracted_while_it_hangs_in_the_air(here: Town, platform: str) -> None:
    """A copy that a platform took without saying so is found and removed; one that is not there is not sent any more."""
    path = "POST /channels/" if platform == "discord" else "chat.postMessage"
    here.sandbox.kit.faults.add(Fault("discord" if platform == "discord" else "slack", "drop", 1, path))
    await press(here, "Ana", await on_discord(here), "send")
    asked = await press(here, "Ana", await opened(here, "1"), "retract")
    await press(here, "Ana", asked, "yes")
    for _ in range(3):
        await here.go_to(here.sandbox.kit.clock.now() + timedelta(minutes=1))
    await soon(lambda: [here.discord_messages(), here.slack_messages()], lambda seen: seen == [[], []])


async def test_scheduled_for_a_time(here: Town) -> None:
    preview = await on_slack(here, when="tomorrow 18:00")
    done = await press(here, "Emma", preview, "schedule")
    assert "New room is scheduled" in done.text
    due = datetime(2026, 11, 26, 18, 0, tzinfo=ZONE)
    await here.go_to(due - timedelta(minutes=1))
    assert here.slack_messages() == []
    assert "New room · goes out Thursday" in await listed(here)
    form = await press(here, "Ana", await opened(here, "1"), "change")
    assert form.form is not None
    assert {each.id: each.value for each in form.form.inputs}[
        "when"
    ] == "Thursday 26 November 2026, 18:00 (Europe/Berlin)"
    await here.discord_submit("Ana", form, text="Soon more.", when="Thu 26 Nov 19:00")
    await here.go_to(due)
    assert here.slack_messages() == []
    await here.go_to(due + timedelta(hours=1))
    for look in (here.discord_messages, here.slack_messages):
        message = await soon(message_of(look, TITLE))
        assert message is not None
        assert "Soon more." in shown(message)


async def test_called_off_before_its_time(here: Town) -> None:
    preview = await on_discord(here, when="tomorrow 18:00")
    await press(here, "Ana", preview, "schedule")
    done = await press(here, "Ana", await opened(here, "1"), "discard")
    assert "New room is called off. Nobody has seen it." in done.text
    await here.go_to(NOON + timedelta(days=2))
    assert (here.discord_messages(), here.slack_messages()) == ([], [])


async def test_counted_from_an_event_that_is_cancelled(here: Town) -> None:
    await here.plan()
    await here.cards()
    preview = await on_slack(here, when="2 days before", event="Lightning talks")
    assert "2 days before the start of Lightning talks; it moves with the event" in preview.text
    preview = await press(here, "Emma", preview, "audience", "waiting")
    assert "Whoever is waiting for Lightning talks then, each in a private message; 0 people so far" in preview.text
    await press(here, "Emma", preview, "schedule")
    asked = await here.discord("Ana", "event cancel", event="1")
    assert asked.message is not None
    await here.discord_click("Ana", asked.message, "event:1:cancel:yes")
    told = await soon(lambda: here.slack_direct("Emma"))
    assert shown(told[0]).splitlines()[0] == "Not sent: New room"
    assert "Lightning talks was cancelled" in shown(told[0])
    await here.go_to(here.start)
    assert one(here.discord_messages(), TITLE) is None
    assert "because its event was cancelled" in await listed(here)


async def test_to_those_who_are_going_each_privately(here: Town) -> None:
    await here.plan(seats="2")
    left, right = await here.cards()
    await here.discord_click("Ben", left, "rsvp:1:going")
    await here.discord_click("Chiara", left, "rsvp:1:going")
    await here.slack_click("Farid", right, "rsvp:1:going")
    here.sandbox.discord.close_dms(here.discord_people["Chiara"])
    preview = await on_discord(here, event="Lightning talks")
    preview = await press(here, "Ana", preview, "audience", "both")
    assert "Goes to: 3 people going to or waiting for Lightning talks, each in a private message" in preview.text
    assert "Pings" not in preview.text
    await press(here, "Ana", preview, "send")
    for look in (lambda: here.discord_direct("Ben"), lambda: here.slack_direct("Farid")):
        await soon(message_of(look, TITLE))
    assert one(here.discord_messages(), TITLE) is None
    # Chiara takes no messages: Ana hears of it once, by name.
    told = await soon(message_of(lambda: here.discord_direct("Ana"), "did not reach everybody"))
    assert told is not None
    assert "It could not be delivered to Chiara Rossi." in shown(told)
    asked = await press(here, "Ana", await opened(here, "1"), "retract")
    await press(here, "Ana", asked, "yes")
    await soon(lambda: [here.discord_direct("Ben"), here.slack_direct("Farid")], lambda seen: seen == [[], []])


MISTAKES = [
    ({"when": "yesterday 18:00"}, "when", "Thu 26 Nov 18:30"),
    ({"when": "03/04/2027 18:30"}, "when", "3 Apr 18:30"),
    ({"when": "2 moons before"}, "when", "1 h 30 min"),
    ({"when": "2 days before"}, "event", "Pick the event, or write a time such as: tomorrow 18:00"),
    ({"when": "3 weeks before", "event": "Lightning talks"}, "when", "longer than 14 days"),
    ({"title": "\u202e"}, "title", "for example: We have a new room"),
    ({"text": "\u202e"}, "text", "for example: From December on"),
]


@pytest.mark.parametrize(("typed", "field", "says"), MISTAKES)
async def test_a_mistake_is_said_beside_its_field_and_keeps_what_was_typed(
    here: Town, typed: dict[str, str], field: str, says: str
) -> None:
    await here.plan()
    refused = await on_slack(here, **typed)
    assert refused.errors is not None
    assert list(refused.errors) == [field]
    assert says in refused.errors[field]
    refused = await on_discord(here, **{"event": "Lightning talks", **typed})
    if field == "event":
        return  # the event that it picked makes this one right
    assert says in refused.text
    assert refused.message is not None
    again = await here.discord_click("Ana", refused.message, "draft:1")
    assert again.form is not None
    values = {each.id: each.value for each in again.form.inputs}
    assert str(values["event"]).startswith("1:")
    assert values["text"] == typed.get("text", ROOM)


async def test_a_time_before_an_event_that_is_past_already(here: Town) -> None:
    await here.plan(when="Thu 26 Nov 18:30")
    refused = await on_slack(here, when="2 days before", event="Lightning talks")
    assert refused.errors is not None
    assert (
        "“2 days before” was Tuesday 24 November 2026, 18:30 (Europe/Berlin), which is past" in refused.errors["when"]
    )
    assert refused.errors["when"].endswith("Try something like: 1 hour before")


async def test_only_organizers_announce(here: Town) -> None:
    for command in ("announce new", "announce list"):
        for answer in (await here.discord("Ben", command), await here.slack("Farid", *command.split())):
            assert answer.form is None
            assert answer.private
            assert f"Only organizers can use /{command}." in answer.text


async def test_there_has_to_be_somebody_to_send_it_to(here: Town) -> None:
    await here.plan()
    preview = await on_slack(here, event="Lightning talks")
    nobody = await press(here, "Emma", preview, "audience", "waiting")
    refused = await press(here, "Emma", nobody, "send")
    assert "There is nobody among them yet" in refused.text
    empty = await press(here, "Emma", nobody, "audience", "channels")
    empty = await press(here, "Emma", empty, "channel", here.slack_channel["events"])
    values = [
        each["value"]
        for each in _parts(empty.message)
        if str(each.get("value")).endswith(here.discord_channel["events"])
    ]
    empty = await press(here, "Emma", empty, "elsewhere", values[0])
    assert "Goes to: No channel yet. Pick one below." in empty.text
    refused = await press(here, "Emma", empty, "send")
    assert "Pick at least one channel first" in refused.text


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_was_typed_reads_as_it_was_typed(here: Town, typed: str) -> None:
    preview = await on_discord(here, title=typed, text=f"{typed}\n{typed}")
    await press(here, "Ana", preview, "send")
    left = await soon(message_of(here.discord_messages, typed))
    right = await soon(message_of(here.slack_messages, typed))
    for message in (left, right):
        assert message is not None
        assert shown(message).splitlines() == [typed, typed, typed, "From Ana Souza"]
    assert left is not None
    assert (left["mentions"], left["mention_roles"], left["mention_everyone"]) == ([], [], False)
    kinds = {each["type"] for each in _parts(right)}
    assert not kinds & {"user", "usergroup", "broadcast", "channel", "mrkdwn", "emoji"}
    assert all(each["url"] in typed for each in _parts(right) if each["type"] == "link")


def _parts(found: object) -> list[Json]:
    """Every part of a message that has a type or is an option."""
    if isinstance(found, list):
        return [part for each in found for part in _parts(each)]
    if isinstance(found, dict):
        inner = [part for each in found.values() for part in _parts(each)]
        return [{"type": "", **found}, *inner] if "type" in found or "value" in found else inner
    return []


async def test_it_goes_to_those_who_speak_and_to_nobody_else(here: Town) -> None:
    """Written on Discord; one speaker is there, the other on Slack; a third has only proposed."""
    await here.plan()
    for number, (who, title) in enumerate((("Farid", "Bees"), ("Grace", "Ants")), 1):
        form = await here.slack(who, "talk", "propose")
        values = {"Title": title, "What is it about?": "x", "Format": "lightning:10", "Event": "1"}
        await here.slack_submit(who, form, **values)
        if who == "Farid":
            await here.slack("Emma", "talk", "review")
            desk = await soon(message_of(lambda: here.slack_messages("organizers"), "Bees"))
            assert desk is not None
            await here.slack_click("Emma", desk, f"talk:{number}:accept:1")
    form = await here.discord("Ben", "talk propose")
    values = {"Title": "Wasps", "What is it about?": "x", "Format": "lightning:5", "Event": "1"}
    await here.discord_submit("Ben", form, **values)
    desk = await soon(message_of(lambda: here.discord_messages("organizers"), "Wasps"))
    assert desk is not None
    await here.discord_click("Ana", desk, "talk:3:accept:1")
    preview = await press(here, "Ana", await on_discord(here, event="Lightning talks"), "audience", "speaking")
    assert "2 people speaking at Lightning talks, each in a private message" in preview.text
    await press(here, "Ana", preview, "send")
    await soon(message_of(lambda: here.slack_direct("Farid"), ROOM.splitlines()[0]))
    await soon(message_of(lambda: here.discord_direct("Ben"), ROOM.splitlines()[0]))
    await here.go_to(NOON + timedelta(minutes=1))
    assert one(here.slack_direct("Grace"), ROOM.splitlines()[0]) is None
    assert one(here.slack_messages(), ROOM.splitlines()[0]) is None
