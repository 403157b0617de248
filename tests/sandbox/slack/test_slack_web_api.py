from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.slack import Slack
from sandbox.slack.validate import NO_SCHEMA
from tests.sandbox.slack.bench import actions, asks, button, modal, plain

if TYPE_CHECKING:
    from sandbox.kit import Json, Kit
    from tests.sandbox.slack.bench import Bench

METADATA = {"event_type": "delivery", "event_payload": {"key": "event:42:card", "attempt": 1}}


async def test_who_am_i(bench: Bench) -> None:
    me = await bench.client.auth_test()
    assert (me["team"], me["team_id"], me["user"]) == ("Rust Berlin", bench.team, "hallway")
    assert (await bench.client.bots_info(bot=me["bot_id"]))["bot"]["user_id"] == me["user_id"]
    assert (await bench.client.team_info())["team"]["domain"] == "rust-berlin"


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "xoxb-other", "invalid_auth"),
        ("apps.connections.open", "bot", "not_allowed_token_type"),
        ("chat.postMessage", "app", "not_allowed_token_type"),
    ],
)
async def test_a_wrong_token(bench: Bench, method: str, token: str, error: str) -> None:
    tokens = {"bot": bench.slack.bot_token, "app": bench.slack.app_token}
    assert (await bench.call(method, token=tokens.get(token, token)))["error"] == error


async def test_an_unknown_method_is_a_violation(bench: Bench) -> None:
    answer = await bench.call("chat.scheduleMessage", channel=bench.general, text="Later")
    assert (answer["ok"], answer["error"]) == (False, "unknown_method")
    assert bench.rules_broken() == ["unknown_method"]


async def test_arguments_come_as_query_form_or_json(bench: Bench) -> None:
    headers = {"Authorization": f"Bearer {bench.slack.bot_token}"}
    url = f"{bench.base}/api/chat.postMessage"
    blocks = json.dumps([{"type": "header", "text": plain("Hi")}])
    async with bench.session.post(
        url,
        params={"channel": bench.general},
        data={"text": "x", "blocks": blocks, "unfurl_links": "0"},
        headers=headers,
    ) as answer:
        assert (await answer.json())["ok"] is True
    async with bench.session.get(
        f"{bench.base}/api/users.info", params={"user": bench.ben, "token": bench.slack.bot_token}
    ) as answer:
        assert (await answer.json())["user"]["real_name"] == "Ben"
    assert bench.kit.violations == []
    assert bench.kit.requests == {"slack POST chat.postMessage": 1, "slack GET users.info": 1}


async def test_a_message_lives(bench: Bench) -> None:
    """It is posted, changed, found, linked to and deleted; the page hears of each."""
    feed = bench.kit.feed.subscribe()
    posted = await bench.client.chat_postMessage(channel=bench.general, text="One", blocks=[actions(button("b"))])
    ts = str(posted["ts"])
    await bench.client.chat_update(channel=bench.general, ts=ts, text="Two")
    (message,) = (await bench.client.conversations_history(channel=bench.general))["messages"]
    assert (message["text"], message["edited"]["user"], "blocks" in message) == ("Two", message["user"], False)
    link = await bench.client.chat_getPermalink(channel=bench.general, message_ts=ts)
    assert link["permalink"] == f"{bench.base}/archives/{bench.general}/p{ts.replace('.', '')}"
    await bench.client.chat_delete(channel=bench.general, ts=ts)
    assert bench.slack.messages(bench.general) == []
    events = [feed.get_nowait() for _ in range(feed.qsize())]
    assert [each["kind"] for each in events] == ["message", "edit", "delete"]
    assert {each["channel"] for each in events} == {bench.general}
    assert events[2]["id"] == ts
    assert bench.kit.violations == []


async def test_times_are_unique_and_follow_the_clock(bench: Bench) -> None:
    posted = [await bench.client.chat_postMessage(channel=bench.general, text=str(n)) for n in range(3)]
    stamps = [float(each["ts"]) for each in posted]
    assert stamps == sorted(set(stamps))
    assert abs(stamps[0] - bench.kit.clock.now().timestamp()) < 5
    assert [each["text"] for each in bench.slack.messages("general")] == ["0", "1", "2"]


async def test_metadata_is_kept_and_shown_on_request(bench: Bench) -> None:
    await bench.client.chat_postMessage(channel=bench.general, text="One", metadata=METADATA)
    await bench.client.chat_postMessage(channel=bench.general, text="Two")
    plainly = await bench.client.conversations_history(channel=bench.general)
    fully = await bench.client.conversations_history(channel=bench.general, include_all_metadata=True)
    assert [each.get("metadata") for each in plainly["messages"]] == [None, None]
    assert [each.get("metadata") for each in fully["messages"]] == [None, METADATA]


async def test_history_has_bounds_and_pages(bench: Bench) -> None:
    ts = [str((await bench.client.chat_postMessage(channel=bench.general, text=str(n)))["ts"]) for n in range(5)]

    async def texts(**args: Any) -> list[str]:
        found = await bench.client.conversations_history(channel=bench.general, **args)
        return [each["text"] for each in found["messages"]]

    assert await texts() == ["4", "3", "2", "1", "0"]
    assert await texts(oldest=ts[1], latest=ts[3]) == ["2"]
    assert await texts(oldest=ts[1], latest=ts[3], inclusive=True) == ["3", "2", "1"]
    first = await bench.client.conversations_history(channel=bench.general, limit=3)
    assert first["has_more"] is True
    assert await texts(limit=3, cursor=first["response_metadata"]["next_cursor"]) == ["1", "0"]


async def test_replies_stay_in_their_thread(bench: Bench) -> None:
    ts = str((await bench.client.chat_postMessage(channel=bench.general, text="Question"))["ts"])
    await bench.client.chat_postMessage(channel=bench.general, text="Answer", thread_ts=ts)
    history = await bench.client.conversations_history(channel=bench.general)
    thread = await bench.client.conversations_replies(channel=bench.general, ts=ts)
    assert [(each["text"], each["reply_count"]) for each in history["messages"]] == [("Question", 1)]
    assert [each["text"] for each in thread["messages"]] == ["Question", "Answer"]


async def test_direct_messages_with_one_and_several(bench: Bench) -> None:
    opened = await bench.client.conversations_open(users=bench.ben)
    room = opened["channel"]["id"]
    assert room.startswith("D")
    posted = await bench.client.chat_postMessage(channel=bench.ben, text="Hi")
    assert posted["channel"] == room
    assert bench.slack.messages(room) == bench.slack.messages(f"dm:{bench.ben}") == [posted["message"]]
    pair = [await bench.client.conversations_open(users=[bench.ben, bench.ada]) for _ in range(2)]
    assert pair[0]["channel"]["id"] == pair[1]["channel"]["id"]
    await bench.client.chat_postMessage(channel=pair[0]["channel"]["id"], text="Meet")
    assert (await bench.call("chat.update", channel=bench.ben, ts=posted["ts"], text="x"))[
        "error"
    ] == "channel_not_found"


async def test_channels_are_listed_made_and_joined(bench: Bench) -> None:
    closed = bench.slack.add_channel(bench.team, "closed", bot_is_member=False)
    listed = await bench.client.conversations_list(types="public_channel", exclude_archived=True, team_id=bench.team)
    assert [(each["name"], each["is_member"]) for each in listed["channels"]] == [("general", True), ("closed", False)]
    assert (await bench.call("chat.postMessage", channel=closed, text="x"))["error"] == "not_in_channel"
    await bench.client.conversations_join(channel=closed)
    await bench.client.chat_postMessage(channel=closed, text="x")
    made = (await bench.client.conversations_create(name="talk-42"))["channel"]["id"]
    assert (await bench.call("conversations.create", name="talk-42"))["error"] == "name_taken"
    assert (await bench.call("chat.postEphemeral", channel=made, user=bench.ben, text="x"))["error"] == (
        "user_not_in_channel"
    )
    await bench.client.conversations_invite(channel=made, users=[bench.ben])
    await bench.client.conversations_setTopic(channel=made, topic="Lightning")
    info = (await bench.client.conversations_info(channel=made))["channel"]
    assert (info["topic"]["value"], info["num_members"]) == ("Lightning", 2)
    assert bench.ben in (await bench.client.conversations_members(channel=made))["members"]
    assert [each["name"] for each in bench.slack.state()["teams"][0]["channels"]] == ["general", "closed", "talk-42"]
    assert bench.kit.violations == []


async def test_people_are_listed_and_known(bench: Bench) -> None:
    listed = await bench.client.users_list()
    people = {each["real_name"]: each for each in listed["members"]}
    assert sorted(people) == ["Ada Lovelace", "Ben", "Cem", "Hallway"]
    assert [people[name]["is_admin"] for name in ("Ada Lovelace", "Ben")] == [True, False]
    ada = (await bench.client.users_info(user=bench.ada))["user"]
    assert (ada["name"], ada["tz"], ada["is_bot"]) == ("ada.lovelace", "Europe/Berlin", False)


async def test_reactions_and_pins(bench: Bench) -> None:
    ts = str((await bench.client.chat_postMessage(channel=bench.general, text="Hi"))["ts"])
    await bench.client.reactions_add(channel=bench.general, timestamp=ts, name="wave")
    assert [each["name"] for each in bench.slack.messages("general")[0]["reactions"]] == ["wave"]
    again = await bench.call("reactions.add", channel=bench.general, timestamp=ts, name="wave")
    assert again["error"] == "already_reacted"
    await bench.client.reactions_remove(channel=bench.general, timestamp=ts, name="wave")
    assert "reactions" not in bench.slack.messages("general")[0]
    await bench.client.pins_add(channel=bench.general, timestamp=ts)
    assert (await bench.call("pins.add", channel=bench.general, timestamp=ts))["error"] == "already_pinned"
    await bench.client.pins_remove(channel=bench.general, timestamp=ts)


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.update", {"channel": "general", "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": "general", "ts": "1.000001"}, "message_not_found"),
        ("chat.getPermalink", {"channel": "general", "message_ts": "1.000001"}, "message_not_found"),
        ("conversations.replies", {"channel": "general", "ts": "1.000001"}, "thread_not_found"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("chat.postEphemeral", {"channel": "general", "user": "U404", "text": "x"}, "user_not_found"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("reactions.remove", {"channel": "general", "timestamp": "now", "name": "x"}, "message_not_found"),
        ("views.publish", {"user_id": "U404", "view": {"type": "home", "blocks": []}}, "user_not_found"),
        ("views.update", {"view_id": "V404", "view": modal()}, "not_found"),
        ("views.open", {"trigger_id": "1.2.3", "view": modal()}, "invalid_trigger_id"),
    ],
)
async def test_what_is_not_there_has_its_error_and_is_no_violation(
    bench: Bench, method: str, args: Json, error: str
) -> None:
    if args.get("channel") == "general":
        args = args | {"channel": bench.general}
    answer = await bench.call(method, **args)
    assert (answer["status"], answer["ok"], answer["error"]) == (200, False, error)
    assert bench.kit.violations == []


async def test_a_trigger_works_once_and_an_update_must_know_what_it_replaces(bench: Bench) -> None:
    triggers: list[str] = []

    @bench.on("command", "/open")
    async def command(ack: Any, client: Any, body: Any) -> None:
        await ack()
        triggers.append(body["trigger_id"])
        await client.views_open(trigger_id=body["trigger_id"], view=modal(external_id="one"))

    await bench.connect()
    opened = await bench.slack.command(user=bench.ben, channel=bench.general, command="/open")
    assert opened.form is not None
    again = await bench.call("views.open", trigger_id=triggers[0], view=modal())
    stale = await bench.call("views.update", external_id="one", hash="1.x", view=modal())
    assert [again["error"], stale["error"]] == ["exchanged_trigger_id", "hash_conflict"]
    fresh = await bench.call("views.update", external_id="one", view=modal(title=plain("New")))
    assert (fresh["view"]["id"], fresh["view"]["title"]["text"]) == (opened.form.id, "New")
    assert bench.kit.violations == []


async def test_a_response_url_works_five_times(bench: Bench) -> None:
    urls: list[str] = []

    @bench.on("command", "/open")
    async def command(ack: Any, body: Any) -> None:
        urls.append(body["response_url"])
        await ack(text="ok")

    await bench.connect()
    await bench.slack.command(user=bench.ben, channel=bench.general, command="/open")
    answers = [await bench.post_to(urls[0], text="x") for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [404]
    assert json.loads(answers[5][1])["error"] == "used_url"
    assert (await bench.post_to(urls[0] + "0", text="x"))[0] == 404
    assert bench.kit.violations == []


async def test_a_burst_is_fine_and_a_flood_is_not(bench: Bench) -> None:
    random = bench.slack.add_channel(bench.team, "random")
    flood = [await bench.call("chat.postMessage", channel=bench.general, text=str(n)) for n in range(13)]
    assert [each["status"] for each in flood].count(429) >= 2
    assert flood[0]["status"] == 200
    assert (await bench.call("chat.postMessage", channel=random, text="Elsewhere"))["ok"] is True
    assert bench.kit.violations == []


async def test_forms_and_home_tabs_are_told_to_the_page(bench: Bench) -> None:
    view = modal(asks("t", "Title", {"type": "plain_text_input", "action_id": "title"}, optional=True))

    @bench.on("command", "/open")
    async def command(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @bench.on("view", "form")
    async def submitted(ack: Any, client: Any, body: Any) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view={"type": "home", "blocks": []})
        await client.chat_postEphemeral(channel=bench.general, user=body["user"]["id"], text="Saved")

    await bench.connect()
    feed = bench.kit.feed.subscribe()
    opened = await bench.slack.command(user=bench.ben, channel=bench.general, command="/open")
    assert opened.form is not None
    await bench.slack.submit(user=bench.ben, form=opened.form.id, values={})
    events = {each["kind"]: each for each in (feed.get_nowait() for _ in range(feed.qsize()))}
    shown, closed, home, saved = (events[kind] for kind in ("form", "form-closed", "home", "message"))
    assert (shown["user"], shown["form"]) == (bench.ben, opened.form.as_json())
    assert shown["view"]["blocks"] == view["blocks"]
    assert closed == {"kind": "form-closed", "platform": "slack", "user": bench.ben, "id": opened.form.id}
    assert (home["user"], home["view"]["type"]) == (bench.ben, "home")
    assert (saved["channel"], saved["only_for"]) == (bench.general, bench.ben)


def test_without_the_schema_one_line_says_so(capsys: pytest.CaptureFixture[str], kit: Kit) -> None:
    Slack(kit, spec=None)
    assert capsys.readouterr().err == NO_SCHEMA + "\n"


async def test_stopping_closes_the_connections(bench: Bench) -> None:
    opened = await bench.call("apps.connections.open", token=bench.slack.app_token)
    async with bench.session.ws_connect(opened["url"]) as ws:
        await ws.receive_json()
        closing = asyncio.create_task(ws.receive())
        await bench.slack.stop()
        assert (await closing).data == 1001
