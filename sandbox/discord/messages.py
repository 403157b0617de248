"""Messages: making, changing and deleting them; what the bot's requests and the answers to interactions share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.discord import components, gateway, rules, shapes
from sandbox.discord.errors import problem, refuse
from sandbox.discord.files import Files
from sandbox.discord.gateway import Gateway
from sandbox.discord.request import Upload
from sandbox.discord.world import Channel, Message, User, World
from sandbox.kit import Json

EPHEMERAL, LOADING, SUPPRESS_EMBEDS, V2 = 1 << 6, 1 << 7, 1 << 2, 1 << 15
KEPT_FLAGS = SUPPRESS_EMBEDS | 1 << 12 | 1 << 13 | V2
DEFAULT, CHAT_INPUT_COMMAND, REPLY, THREAD_CREATED, PIN_ADDED = 0, 20, 19, 18, 6


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message is to say, and beside it what the request's JSON does not: files, and where it comes from."""

    body: Json
    uploads: dict[int, Upload] = field(default_factory=dict)
    kind: int = DEFAULT
    only_for: User | None = None
    also: Json = field(default_factory=dict)


class Messages:
    def __init__(self, world: World, hub: Gateway, files: Files) -> None:
        self._world = world
        self._gateway = hub
        self._files = files

    def create(self, channel: Channel, draft: Draft) -> Message:
        """Post it; refused with what Discord would say if it breaks a rule."""
        body = draft.body
        flags = int(body.get("flags") or 0)
        refuse(rules.check_message(body, v2=bool(flags & V2), files=len(draft.uploads)))
        payload = self._blank(channel, draft.kind) | draft.also
        payload["flags"] = flags & KEPT_FLAGS | (EPHEMERAL if draft.only_for else 0)
        payload["tts"] = bool(body.get("tts"))
        self._fill(payload, body, draft.uploads, channel)
        return self.put(channel, payload, draft.only_for)

    def put(self, channel: Channel, payload: Json, only_for: User | None = None) -> Message:
        """Place a finished payload, and tell everyone who may see it."""
        message = Message(payload, only_for.id if only_for else None)
        channel.messages[message.id] = message
        if not only_for:
            channel.last_message_id = message.id
            self._tell("MESSAGE_CREATE", channel, payload)
        self._show("message", channel, message)
        return message

    def placeholder(self, channel: Channel, kind: int, only_for: User | None, also: Json) -> Message:
        """What a person sees between a deferred answer and its filling: the bot "is thinking…"."""
        payload = self._blank(channel, kind) | also
        payload["flags"] = LOADING | (EPHEMERAL if only_for else 0)
        return self.put(channel, payload, only_for)

    def edit(self, channel: Channel, message: Message, body: Json, uploads: dict[int, Upload]) -> None:
        payload = message.payload
        was_loading = bool(payload["flags"] & LOADING)
        flags = payload["flags"]
        if body.get("flags") is not None:
            flags = flags & ~SUPPRESS_EMBEDS | body["flags"] & (SUPPRESS_EMBEDS | V2)
        refuse(rules.check_edit(body, payload, v2=bool(flags & V2), files=len(uploads)))
        payload["flags"] = flags & ~LOADING
        self._fill(payload, body, uploads, channel)
        payload["edited_timestamp"] = None if was_loading else shapes.iso(self._world.kit.clock.now())
        self.changed(channel, message)

    def changed(self, channel: Channel, message: Message) -> None:
        """Tell everyone who may see it that it looks different now."""
        if message.only_for is None:
            self._tell("MESSAGE_UPDATE", channel, message.payload)
        self._show("edit", channel, message)

    def delete(self, channel: Channel, message: Message) -> None:
        del channel.messages[message.id]
        if message.only_for is None:
            gone: Json = {"id": message.id, "channel_id": channel.id}
            if channel.guild_id:
                gone["guild_id"] = channel.guild_id
            self._gateway.dispatch("MESSAGE_DELETE", gone, guild_id=channel.guild_id, intent=_intent(channel))
        self._world.kit.feed.publish("delete", platform="discord", channel=channel.shown_as, id=message.id)

    def _show(self, kind: str, channel: Channel, message: Message) -> None:
        """To the page, as it looks at this moment."""
        looks, only_for = dict(message.payload), message.only_for
        about = {"channel": channel.shown_as, "message": looks, "only_for": only_for}
        self._world.kit.feed.publish(kind, platform="discord", **about)

    def _tell(self, event: str, channel: Channel, payload: Json) -> None:
        data = dict(payload)
        if channel.guild_id:
            data["guild_id"] = channel.guild_id
            author = self._world.guilds[channel.guild_id].members.get(payload["author"]["id"])
            if author:
                data["member"] = {key: value for key, value in shapes.member_json(author).items() if key != "user"}
        self._gateway.dispatch(event, data, guild_id=channel.guild_id, intent=_intent(channel))

    def _blank(self, channel: Channel, kind: int) -> Json:
        return {
            "id": self._world.ids.next(),
            "channel_id": channel.id,
            "type": kind,
            "author": shapes.user_json(self._world.bot),
            "content": "",
            "timestamp": shapes.iso(self._world.kit.clock.now()),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "flags": 0,
        }

    def _fill(self, payload: Json, body: Json, uploads: dict[int, Upload], channel: Channel) -> None:
        """Lay what the body says over the payload; what it leaves out stays."""
        if "attachments" in body or uploads:
            kept = {str(each["id"]) for each in body.get("attachments") or []}
            old = [each for each in payload["attachments"] if "attachments" not in body or each["id"] in kept]
            payload["attachments"] = old + self._files.store(channel.id, uploads, body.get("attachments") or [])
        attached = {each["filename"]: each for each in payload["attachments"]}
        if "content" in body:
            payload["content"] = (body["content"] or "").strip()
        if "embeds" in body:
            payload["embeds"] = [_embed(each, attached) for each in body["embeds"] or []]
        if "components" in body:
            payload["components"] = components.complete(body["components"] or [], attached)
        if payload["flags"] & V2:
            payload["content"], payload["embeds"] = "", []
        payload |= self._mentions(payload, body.get("allowed_mentions"))

    def _mentions(self, payload: Json, allowed: Any) -> Json:
        """Who this message pings, as far as `allowed_mentions` lets it."""
        shown = [
            each["content"] for _, each in components.walk(payload["components"]) if each["type"] == components.TEXT
        ]
        text = "\n".join([payload["content"], *shown])
        users = list(dict.fromkeys(re.findall(r"<@!?(\d+)>", text)))
        roles = list(dict.fromkeys(re.findall(r"<@&(\d+)>", text)))
        everyone = bool(re.search(r"@(everyone|here)\b", text))
        if allowed is not None:
            parse = allowed.get("parse") or []
            users = [each for each in users if "users" in parse or each in map(str, allowed.get("users") or [])]
            roles = [each for each in roles if "roles" in parse or each in map(str, allowed.get("roles") or [])]
            everyone = everyone and "everyone" in parse
        known = [self._world.users[each] for each in users if each in self._world.users]
        return {
            "mentions": [shapes.user_json(user) for user in known],
            "mention_roles": roles,
            "mention_everyone": everyone,
        }

    def announce(self, channel: Channel, kind: int, also: Json) -> None:
        """A message of Discord's own: a pin, a new thread."""
        self.put(channel, self._blank(channel, kind) | also)

    def point(self, channel: Channel, message_id: str) -> Json:
        where: Json = {"type": 0, "message_id": message_id, "channel_id": channel.id}
        return where | ({"guild_id": channel.guild_id} if channel.guild_id else {})

    def quote(self, channel: Channel, reference: Json) -> Json:
        """The fields of a reply; an unknown message is refused unless the bot said that this is fine."""
        message_id = str(reference["message_id"])
        message = channel.messages.get(message_id)
        if message is None and reference.get("fail_if_not_exists", True):
            refuse([problem("unknown message reference", "Unknown message", "message_reference")])
        quoted = dict(message.payload) if message else None
        return {"message_reference": self.point(channel, message_id), "referenced_message": quoted}


def _intent(channel: Channel) -> int:
    return gateway.GUILD_MESSAGES if channel.guild_id else gateway.DIRECT_MESSAGES


def _embed(embed: Json, attached: dict[str, Json]) -> Json:
    stored = {"type": "rich"} | {key: value for key, value in embed.items() if value is not None}
    if "fields" in stored:
        stored["fields"] = [{"inline": False} | field for field in stored["fields"]]
    for key in ("image", "thumbnail"):
        url = str(stored.get(key, {}).get("url", ""))
        if url.startswith("attachment://") and (file := attached.get(url.removeprefix("attachment://"))):
            stored[key] = {"url": file["url"], "proxy_url": file["proxy_url"]}
    return stored
