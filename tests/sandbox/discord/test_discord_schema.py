"""The sandbox's own answers, against the response schemas of Discord's OpenAPI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from sandbox.discord.interactions import COMMAND, COMPONENT
from sandbox.discord.validate import Answers
from tests.sandbox.discord.house import House, make_event
from tests.sandbox.discord.tryout import card

MESSAGE = "/channels/{channel_id}/messages/{message_id}"


@pytest.fixture
def answers(spec: Path) -> Answers:
    return Answers(spec)


async def ask(house: House, method: str, path: str, body: Any = None) -> Any:
    async with house.raw() as raw, raw.request(method, f"/api/v10{path}", json=body) as response:
        assert response.status in (200, 201)
        return await response.json()


async def test_what_the_bot_reads_of_its_surroundings_fits(house: House, answers: Answers) -> None:
    application = house.bot.application_id
    for template in (
        "/users/@me",
        "/users/@me/guilds",
        "/users/{user_id}",
        "/applications/@me",
        "/oauth2/applications/@me",
        "/gateway",
        "/gateway/bot",
        "/applications/{application_id}/commands",
        "/channels/{channel_id}",
        "/guilds/{guild_id}",
        "/guilds/{guild_id}/channels",
        "/guilds/{guild_id}/roles",
        "/guilds/{guild_id}/members",
        "/guilds/{guild_id}/members/{user_id}",
        "/guilds/{guild_id}/threads/active",
    ):
        ids = {"user_id": house.ada, "guild_id": house.guild, "channel_id": house.channel}
        shown = await ask(house, "GET", template.format(application_id=application, **ids))
        assert answers.errors("GET", template, 200, shown) == [], template


async def test_messages_of_every_make_fit(house: House, answers: Answers) -> None:
    await house.place.send(view=card())
    plain = await house.place.send("plain", embed=discord.Embed(title="E").add_field(name="n", value="v"))
    await plain.reply("a reply")
    await plain.add_reaction("👍")
    shown = house.discord.messages(house.channel)
    for user, command in ((house.ada, "event card"), (house.olga, "organize"), (house.ada, "form")):
        answer = await house.discord.command(user=user, channel=house.channel, command=command, options={})
        if answer.form:
            answer = await house.discord.submit(user=user, form=answer.form.id, values={"title": "Schemas"})
        assert answer.message
        shown.append(answer.message)
    for custom_id in ("rsvp:42:going", "rsvp:42:update"):
        answer = await house.discord.click(user=house.ada, message=shown[0]["id"], custom_id=custom_id)
        assert answer.message
        shown.append(answer.message)
    for message in shown:
        assert answers.errors("GET", MESSAGE, 200, message) == [], message
    listed = await ask(house, "GET", f"/channels/{house.channel}/messages")
    assert answers.errors("GET", "/channels/{channel_id}/messages", 200, listed) == []


async def test_direct_messages_threads_and_pins_fit(house: House, answers: Answers) -> None:
    direct = await ask(house, "POST", "/users/@me/channels", {"recipient_id": int(house.ada)})
    assert answers.errors("POST", "/users/@me/channels", 200, direct) == []
    template = "/channels/{channel_id}/threads"
    thread = await ask(house, "POST", template.format(channel_id=house.channel), {"name": "Speakers", "type": 12})
    assert answers.errors("POST", template, 201, thread) == []
    members = await ask(house, "GET", f"/channels/{thread['id']}/thread-members")
    assert answers.errors("GET", "/channels/{channel_id}/thread-members", 200, members) == []
    message = await house.place.send("to pin and talk about")
    await message.pin()
    pins = await ask(house, "GET", f"/channels/{house.channel}/messages/pins")
    assert answers.errors("GET", "/channels/{channel_id}/messages/pins", 200, pins) == []
    template = "/channels/{channel_id}/messages/{message_id}/threads"
    path = template.format(channel_id=house.channel, message_id=message.id)
    assert answers.errors("POST", template, 201, await ask(house, "POST", path, {"name": "About it"})) == []
    shown = await ask(house, "GET", f"/channels/{house.channel}/messages/{message.id}")
    assert answers.errors("GET", MESSAGE, 200, shown) == []


async def test_events_fit(house: House, answers: Answers) -> None:
    made = await make_event(house)
    template = "/guilds/{guild_id}/scheduled-events"
    listed = await ask(house, "GET", template.format(guild_id=house.guild))
    assert answers.errors("GET", template, 200, listed) == []
    path = f"/guilds/{house.guild}/scheduled-events/{made.id}"
    changed = await ask(house, "PATCH", path, {"name": "Renamed"})
    assert answers.errors("PATCH", f"{template}/{{guild_scheduled_event_id}}", 200, changed) == []


CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


async def test_callbacks_fit(house: House, answers: Answers) -> None:
    user, channel = house.discord.world.users[house.ada], house.discord.world.channels[house.channel]
    await house.place.send(view=card())
    (message,) = channel.messages.values()
    new = {"content": "hello"}
    update = {"components": [{"type": 10, "content": "changed"}]}
    for kind, body in (
        (COMMAND, {"type": 4, "data": new}),
        (COMMAND, {"type": 5, "data": {"flags": 64}}),
        (COMPONENT, {"type": 6}),
        (COMPONENT, {"type": 7, "data": update}),
    ):
        interaction = house.discord.interactions.open(kind, user, channel, {}, source=message)
        path = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1"
        answer = await ask(house, "POST", path, body)
        assert answers.errors("POST", CALLBACK, 200, answer) == []
    assert house.rules_broken == []
