from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.kit import SandboxError
from tests.sandbox.slack.bench import actions, asks, button, modal, plain, until

if TYPE_CHECKING:
    from sandbox.kit import Json
    from tests.sandbox.slack.bench import Bench

PEOPLE = {"ferris": "Ferris the Crab", "fern": "Fern Gully", "max": "Max Mustermann"}


def offer_people(bench: Bench) -> list[str]:
    """The external menu "who"; returns the queries it gets."""
    asked: list[str] = []

    @bench.on("options", "who")
    async def options(ack: Any, body: Any) -> None:
        asked.append(body["value"])
        fitting = {key: name for key, name in PEOPLE.items() if body["value"].lower() in name.lower() + key}
        await ack(options=[{"text": plain(name), "value": key} for key, name in fitting.items()])

    return asked


async def test_an_external_menu_asks_the_app(bench: Bench) -> None:
    asked = offer_people(bench)
    await bench.connect()
    menu = {"type": "external_select", "action_id": "who", "min_query_length": 2}
    posted = await bench.client.chat_postMessage(channel=bench.general, text="Card", blocks=[actions(menu)])
    ts = str(posted["ts"])
    offered = await bench.slack.suggest(user=bench.ben, message=ts, action_id="who", query="fer")
    assert [each["value"] for each in offered] == ["ferris", "fern"]
    assert await bench.slack.suggest(user=bench.ben, message=ts, action_id="who", query="f") == []
    assert asked == ["fer"]
    assert bench.kit.violations == []


async def test_what_was_not_offered_yet_is_asked_for_when_it_is_chosen(bench: Bench) -> None:
    asked = offer_people(bench)
    sent: list[Json] = []

    @bench.on("command", "/open")
    async def command(ack: Any, client: Any, body: Any) -> None:
        await ack()
        menu = {"type": "multi_external_select", "action_id": "who"}
        await client.views_open(trigger_id=body["trigger_id"], view=modal(asks("w", "Who", menu)))

    @bench.on("view", "form")
    async def submitted(ack: Any, view: Any) -> None:
        sent.append(view["state"]["values"]["w"]["who"])
        await ack(response_action="clear")

    await bench.connect()
    opened = await bench.slack.command(user=bench.ben, channel=bench.general, command="/open")
    assert opened.form is not None
    with pytest.raises(SandboxError, match="no option 'Zoe'"):
        await bench.slack.submit(user=bench.ben, form=opened.form.id, values={"Who": ["Zoe"]})
    await bench.slack.submit(user=bench.ben, form=opened.form.id, values={"Who": ["max", "Fern Gully"]})
    assert asked == ["Zoe", "max", "Fern Gully"]
    assert [each["value"] for each in sent[0]["selected_options"]] == ["max", "fern"]


async def test_options_that_break_the_rules_are_a_violation(bench: Bench) -> None:
    @bench.on("options", "who")
    async def options(ack: Any) -> None:
        await ack(options=[{"text": plain("x" * 76), "value": "x"}])

    await bench.connect()
    menu = {"type": "external_select", "action_id": "who"}
    posted = await bench.client.chat_postMessage(channel=bench.general, text="Card", blocks=[actions(menu)])
    with pytest.raises(SandboxError, match="break Slack's rules"):
        await bench.slack.suggest(user=bench.ben, message=str(posted["ts"]), action_id="who", query="abc")
    assert bench.rules_broken() == ["too long"]


async def test_the_home_tab_is_published_and_used(bench: Bench) -> None:
    def home(label: str) -> Json:
        return {"type": "home", "blocks": [actions(button("more", label))]}

    @bench.on("event", "app_home_opened")
    async def opened(client: Any, event: Any) -> None:
        await client.views_publish(user_id=event["user"], view=home("More"))

    @bench.on("action", "more")
    async def more(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home("Even more"))

    await bench.connect()
    assert bench.slack.home(bench.ben) is None
    await bench.slack.open_home(bench.ben)
    view = bench.slack.home(bench.ben)
    assert view is not None
    assert view["blocks"][0]["elements"][0]["text"]["text"] == "More"
    answer = await bench.slack.click(user=bench.ben, view=view["id"], action_id="more")
    assert (answer.text, answer.private, answer.form) == ("Even more", True, None)
    assert bench.slack.home(bench.ada) is None
    assert bench.kit.violations == []


async def test_only_subscribed_events_are_sent(bench: Bench) -> None:
    seen: list[str] = []

    async def listener(client: Any, request: Any) -> None:
        seen.append(request.payload["event"]["type"])
        await client.send_socket_mode_response({"envelope_id": request.envelope_id})

    bench.listener = listener
    await bench.connect()
    bench.slack.subscribe(["member_joined_channel"])
    await bench.slack.join("Grace Hopper")
    await bench.slack.open_home(bench.ben)
    await until(lambda: seen)
    assert seen == ["member_joined_channel"]


async def test_who_joins_is_announced_and_is_in_every_channel(bench: Bench) -> None:
    seen: list[Json] = []
    feed = bench.kit.feed.subscribe()

    @bench.on("event", "team_join")
    async def joined(event: Any, client: Any) -> None:
        seen.append(event)
        await client.chat_postMessage(channel=event["user"]["id"], text="Welcome")

    @bench.on("event", "member_joined_channel")
    async def entered(event: Any) -> None:
        seen.append(event)

    await bench.connect()
    grace = await bench.slack.join("Grace Hopper")
    await until(lambda: len(seen) == 2 and bench.slack.messages(f"dm:{grace}"))
    by_type = {each["type"]: each for each in seen}
    assert by_type["team_join"]["user"]["profile"]["real_name"] == "Grace Hopper"
    assert by_type["member_joined_channel"]["channel"] == bench.general
    members = [each["id"] for each in bench.slack.state()["teams"][0]["members"]]
    assert members == [bench.ada, bench.ben, bench.cem, grace]
    shown = {"id": grace, "name": "Grace Hopper", "organizer": False}
    assert feed.get_nowait() == {"kind": "join", "platform": "slack", "member": shown}
    welcome = feed.get_nowait()
    assert (welcome["kind"], welcome["channel"], welcome["message"]["text"]) == ("message", f"dm:{grace}", "Welcome")
