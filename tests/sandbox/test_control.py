"""The control API, over the real Discord and Slack of the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox.kit import Json, Violation
from tests.browser.stage import Bots, Stage, connected_bots, running_sandbox, until

Api = aiohttp.ClientSession


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture
async def bots(stage: Stage) -> AsyncIterator[Bots]:
    async with connected_bots(stage) as both:
        yield both


@pytest.fixture
async def api(stage: Stage) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession(stage.url) as session:
        yield session


async def get(api: Api, path: str) -> Any:
    async with api.get(f"/control/{path}") as response:
        assert response.status == 200
        assert response.content_type == "application/json"
        return await response.json()


async def post(api: Api, path: str, /, **body: Any) -> Any:
    async with api.post(f"/control/{path}", json=body) as response:
        assert response.status == 200, await response.text()
        return await response.json()


async def refused(api: Api, path: str, body: object) -> str:
    """The sentence of a 400."""
    async with api.post(f"/control/{path}", json=body) as response:
        assert response.status == 400
        answer: Json = await response.json()
    assert list(answer) == ["error"]
    return str(answer["error"])


async def test_state_has_the_documented_shape(api: Api, stage: Stage, bots: Bots) -> None:
    del bots
    state = await get(api, "state")
    ids = stage.ids
    assert list(state) == ["now", "discord", "slack", "commands"]
    assert datetime.fromisoformat(state["now"]).utcoffset() == timedelta()
    (guild,), (team,) = state["discord"]["guilds"], state["slack"]["teams"]
    for place in (guild, team):
        assert {"id", "name", "channels", "members"} <= place.keys()
        assert place["name"] == "Northwind Meetups"
        assert [each["name"] for each in place["channels"]] == ["events", "lounge"]
        assert [(each["name"], each["organizer"]) for each in place["members"]] == [
            ("Ada Park", True),
            ("Ben Ode", False),
        ]
    assert guild["members"][1]["id"] == ids["discord Ben"]
    assert team["channels"][0]["id"] == ids["slack #events"]
    assert sorted(state["commands"]["discord"]) == ["event create", "event show", "rsvp", "silent", "slow"]
    assert state["commands"]["slack"] == ["event create", "event show", "rsvp", "silent"]


async def test_discord_from_command_to_form_to_click(api: Api, stage: Stage, bots: Bots) -> None:
    who = {"user": stage.ids["discord Ben"], "channel": stage.ids["discord #events"]}
    opened = await post(api, "discord/command", **who, command="event create")
    assert {"ack_ms", "done_ms", "private", "text", "message", "form"} == opened.keys()
    assert opened["form"]["title"] == "New event"
    assert [each["label"] for each in opened["form"]["inputs"]] == ["Title", "When", "Format", "What is it about?"]
    values = {"Title": "Picnic", "When": "tomorrow", "Format": "Online"}
    sent = await post(api, "discord/submit", user=who["user"], form=opened["form"]["id"], values=values)
    assert (sent["text"], sent["private"], sent["form"]) == ("Created Picnic.", True, None)

    options = {"event": "rust"}
    found = await post(api, "discord/complete", **who, command="event show", options=options, focused="event")
    assert found == {"choices": [{"name": "Rust Breakfast", "value": "event:1"}]}
    shown = await post(api, "discord/command", **who, command="event show", options={"event": "event:1", "seats": 3})
    assert shown["text"] == "event:1 · 3 · None · None"

    public = await bots.discord.show_card(who["channel"])
    pressed = await post(api, "discord/click", user=who["user"], message=public, custom_id="topic", values=["Food"])
    assert pressed["text"] == "You pressed topic."
    assert bots.discord.pressed == ["topic:Food"]


async def test_slack_from_command_to_form_to_click(api: Api, stage: Stage, bots: Bots) -> None:
    who = {"user": stage.ids["slack Ben"], "channel": stage.ids["slack #events"]}
    opened = await post(api, "slack/command", **who, command="/event", text="create")
    view = opened["form"]["id"]
    found = await post(api, "slack/suggest", user=who["user"], view=view, action_id="venue", query="caf")
    assert [each["value"] for each in found["options"]] == ["Café Nordlicht", "Café Süd"]
    answered = await post(
        api, "slack/submit", user=who["user"], form=view, values={"Title": "Hey", "Format": "In person"}
    )
    assert answered["errors"] == {"title": "Say a little more: five letters at least."}
    sent = await post(api, "slack/submit", user=who["user"], form=view, values={"Title": "Picnic"})
    assert "errors" not in sent
    assert [each["text"] for each in await get(api, f"slack/channels/dm:{who['user']}/messages")] == ["Created Picnic."]

    ts = await bots.slack.show_card(who["channel"])
    pressed = await post(api, "slack/click", user=who["user"], message=ts, action_id="more", value="Edit")
    assert (pressed["text"], pressed["private"]) == ("You pressed Edit.", True)


async def test_a_closed_slack_form_can_not_be_sent(api: Api, stage: Stage, bots: Bots) -> None:
    del bots
    who = {"user": stage.ids["slack Ben"], "channel": stage.ids["slack #events"]}
    opened = await post(api, "slack/command", **who, command="event", text="create")
    assert await post(api, "slack/close", user=who["user"], form=opened["form"]["id"]) == {}
    sentence = await refused(api, "slack/submit", {"user": who["user"], "form": opened["form"]["id"], "values": {}})
    assert "open" in sentence


async def test_messages_show_private_answers_to_their_person_only(api: Api, stage: Stage, bots: Bots) -> None:
    del bots
    for platform, command in (
        ("discord", {"command": "rsvp", "options": {"answer": "going"}}),
        ("slack", {"command": "/rsvp"}),
    ):
        ada, ben, channel = (stage.ids[f"{platform} {each}"] for each in ("Ada", "Ben", "#events"))
        await post(api, f"{platform}/command", user=ada, channel=channel, **command)
        everyone = await get(api, f"{platform}/channels/{channel}/messages")
        hers = await get(api, f"{platform}/channels/{channel}/messages?as={ada}")
        his = await get(api, f"{platform}/channels/{channel}/messages?as={ben}")
        assert (len(everyone), len(hers), len(his)) == (0, 1, 0)


async def test_the_app_home_opens(api: Api, stage: Stage, bots: Bots) -> None:
    del bots
    ada = stage.ids["slack Ada"]
    assert await get(api, f"slack/home/{ada}") is None
    await post(api, "slack/open_home", user=ada)
    home = await get(api, f"slack/home/{ada}")
    assert home["blocks"][0]["text"]["text"] == "Your Hallway"


async def test_commands_come_with_descriptions_and_options(api: Api, bots: Bots) -> None:
    del bots
    discord = {each["name"]: each for each in await get(api, "discord/commands")}
    assert discord["event show"]["description"] == "Show one event"
    assert [each["name"] for each in discord["event show"]["options"]] == ["event", "seats", "online", "who"]
    slack = {each["name"]: each for each in await get(api, "slack/commands")}
    assert (slack["event show"]["command"], slack["event show"]["usage_hint"]) == ("/event", "[which]")


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_a_person_joins(api: Api, stage: Stage, platform: str) -> None:
    heard = stage.kit.feed.subscribe()
    joined = await post(api, "join", platform=platform, name="  Mira Novak ")
    place = (await get(api, "state"))[platform]["guilds" if platform == "discord" else "teams"][0]
    assert place["members"][-1] == {"id": joined["id"], "name": "Mira Novak", "organizer": False}
    assert heard.get_nowait()["kind"] == "join"


async def test_closed_direct_messages_refuse_the_bot(api: Api, stage: Stage, bots: Bots) -> None:
    ben = stage.ids["discord Ben"]
    await post(api, "discord/close_dms", user=ben)
    assert await bots.discord.try_dm(ben) == 50007


async def test_the_clock_moves_both_ways_and_tells_the_feed(api: Api, stage: Stage) -> None:
    heard = stage.kit.feed.subscribe()
    start = stage.kit.clock.now()
    ahead = datetime.fromisoformat((await post(api, "clock", advance=3600))["now"])
    assert timedelta(hours=1) <= ahead - start < timedelta(hours=1, seconds=5)
    back = datetime.fromisoformat((await post(api, "clock", advance=-86400.5))["now"])
    assert back < start
    told = [heard.get_nowait() for _ in range(2)]
    assert [each["kind"] for each in told] == ["clock", "clock"]
    assert datetime.fromisoformat(told[1]["now"]) < start


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2030-03-01T18:30:00", "2030-03-01T18:30:00+00:00"),
        ("2030-03-01T18:30:00Z", "2030-03-01T18:30:00+00:00"),
        ("2030-03-01T18:30:00+02:00", "2030-03-01T16:30:00+00:00"),
    ],
)
async def test_the_clock_is_set_in_utc_unless_said_otherwise(api: Api, text: str, moment: str) -> None:
    now = datetime.fromisoformat((await post(api, "clock", set=text))["now"])
    assert timedelta() <= now - datetime.fromisoformat(moment) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("clock", {}, 'Give either {"advance": seconds} or {"set": ISO time}.'),
        ("clock", {"advance": 1, "set": "2030-01-01"}, 'Give either {"advance": seconds} or {"set": ISO time}.'),
        ("clock", {"advance": "1"}, "`advance` must be a number."),
        ("clock", {"advance": True}, "`advance` must be a number."),
        ("clock", {"advance": 10**400}, "`advance` must be a number."),
        ("clock", {"advance": float("nan")}, "`advance` must be a number."),
        ("clock", {"advance": 1e12}, "That is too far away."),
        ("clock", {"advance": 1e10}, "The clock runs from 2015 to 2150: Discord's ids hold no other time."),
        ("clock", {"set": "soon"}, "'soon' is not an ISO time such as 2030-03-01T18:30:00Z."),
        ("clock", {"advnace": 1}, "Unknown: advnace. This call takes advance, set."),
        ("join", {"platform": "irc", "name": "Mira"}, "No platform is called 'irc'; there are discord, slack."),
        ("join", {"platform": "slack", "name": " "}, "A person needs a name."),
        ("join", {"name": 7}, "Missing: platform."),
        ("join", [], "The body must be a JSON object."),
        ("discord/command", {}, "Missing: user, channel, command."),
        ("discord/click", {"user": "1", "message": 2, "custom_id": "x"}, "`message` must be text."),
        (
            "discord/click",
            {"user": "1", "message": "2", "custom_id": "x", "values": "a"},
            "`values` must be a list of texts.",
        ),
        ("slack/click", {"user": "U1", "action_id": "x"}, "Say where: give either `message` or `view`."),
        ("slack/submit", {"user": "U1", "form": "V1", "values": []}, "`values` must be an object."),
        ("fault", {"platform": "slack", "kind": "429", "count": 0}, "`count` must be a whole number from 1 on."),
        ("fault", {"platform": "slack", "kind": "429", "count": 1.5}, "`count` must be a whole number from 1 on."),
    ],
)
async def test_a_wrong_body_is_refused_with_a_sentence(api: Api, path: str, body: object, sentence: str) -> None:
    assert await refused(api, path, body) == sentence


async def test_what_is_not_json_is_refused(api: Api) -> None:
    for data in (b"{", b"\xff\xfe\xff", b"", b"[" * 100_000):
        async with api.post("/control/clock", data=data) as response:
            assert response.status == 400
            assert "not JSON" in (await response.json())["error"]


async def test_what_is_not_there_is_refused_with_the_platforms_sentence(api: Api, stage: Stage) -> None:
    ada = stage.ids["discord Ada"]
    body = {"user": ada, "channel": "12", "command": "event create"}
    assert "12" in await refused(api, "discord/command", body)
    for platform in ("discord", "slack"):
        async with api.get(f"/control/{platform}/channels/nowhere/messages") as response:
            assert response.status == 400
            assert "nowhere" in (await response.json())["error"]


async def test_faults_wait_for_the_bots_requests(api: Api, stage: Stage) -> None:
    await post(api, "fault", platform="slack", kind="500", count=2, match="chat\\.post")
    await post(api, "fault", platform="discord", kind="429")
    assert [(each.kind, each.count) for each in stage.kit.faults.pending] == [("500", 2), ("429", 1)]
    assert "lightning" in await refused(api, "fault", {"platform": "slack", "kind": "lightning", "count": 1})
    assert "regular expression" in await refused(api, "fault", {"platform": "slack", "kind": "500", "match": "("})


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_a_disconnect_drops_the_connection(api: Api, stage: Stage, bots: Bots, platform: str) -> None:
    del bots
    connected = (stage.discord if platform == "discord" else stage.slack).connected
    assert connected.is_set()
    await post(api, "fault", platform=platform, kind="disconnect", count=1)
    await until(lambda: not connected.is_set())
    assert stage.kit.faults.pending == []


async def test_violations_and_requests_are_told(api: Api, stage: Stage, bots: Bots) -> None:
    del bots
    assert await get(api, "violations") == []
    stage.kit.violations.append(Violation("slack", "chat.postMessage", "text", "is empty", {"text": ""}))
    (told,) = await get(api, "violations")
    assert told == {
        "platform": "slack",
        "request": "chat.postMessage",
        "rule": "text",
        "detail": "is empty",
        "payload": {"text": ""},
    }
    requests = await get(api, "requests")
    assert any(name.startswith("slack") for name in requests)
    assert any(name.startswith("discord") for name in requests)


async def test_scheduled_events_are_listed(api: Api) -> None:
    assert await get(api, "discord/events") == []
