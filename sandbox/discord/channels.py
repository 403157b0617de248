"""The REST routes of channels: their messages, reactions, pins, threads, and direct messages."""

from __future__ import annotations

import time

from sandbox.discord import rules, shapes
from sandbox.discord.errors import ApiError, refuse
from sandbox.discord.gateway import DIRECT_MESSAGE_REACTIONS, GUILD_MESSAGE_REACTIONS, Gateway
from sandbox.discord.messages import PIN_ADDED, Draft, Messages
from sandbox.discord.request import NO_CONTENT, Reply, Request, Route
from sandbox.discord.world import Channel, Message, World
from sandbox.kit import Json

CHANNEL = "/channels/{channel_id}"
MESSAGES = CHANNEL + "/messages"
MESSAGE = MESSAGES + "/{message_id}"
REACTION = MESSAGE + "/reactions/{emoji_name}"
NONCE_SECONDS = 300.0


class Channels:
    def __init__(self, world: World, hub: Gateway, messages: Messages) -> None:
        self._world = world
        self._gateway = hub
        self._messages = messages
        self._nonces: dict[tuple[str, str], tuple[float, Message]] = {}

    def routes(self) -> list[Route]:
        return [
            Route("GET", CHANNEL, self._get),
            Route("GET", MESSAGES, self._list),
            Route("POST", MESSAGES, self._send),
            Route("GET", MESSAGE, self._get_message),
            Route("PATCH", MESSAGE, self._edit),
            Route("DELETE", MESSAGE, self._delete),
            Route("PUT", REACTION + "/@me", self._react),
            Route("DELETE", REACTION + "/@me", self._unreact),
            Route("POST", CHANNEL + "/typing", self._typing),
            Route("PUT", CHANNEL + "/pins/{message_id}", self._pin),
            Route("DELETE", CHANNEL + "/pins/{message_id}", self._unpin),
            Route("PUT", MESSAGES + "/pins/{message_id}", self._pin),
            Route("DELETE", MESSAGES + "/pins/{message_id}", self._unpin),
            Route("GET", MESSAGES + "/pins", self._pins),
            Route("POST", "/users/@me/channels", self._open_dm),
        ]

    def _get(self, request: Request) -> Reply:
        return Reply(shapes.channel_json(self._channel(request)))

    def _channel(self, request: Request) -> Channel:
        return self._world.channel(request.params["channel_id"])

    def _message(self, request: Request) -> Message:
        return self._world.message(request.params["channel_id"], request.params["message_id"])

    def _list(self, request: Request) -> Reply:
        """Newest first, as Discord has it; `before`, `after`, `around` and `limit` page through them."""
        query = request.query
        limit = int(query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise ApiError(400, 50035, "Invalid Form Body (limit: must be between 1 and 100)")
        shown = [each.payload for each in self._channel(request).messages.values() if each.only_for is None]
        if "after" in query:
            shown = [each for each in shown if int(each["id"]) > int(query["after"])][:limit]
        elif "before" in query:
            shown = [each for each in shown if int(each["id"]) < int(query["before"])]
        elif "around" in query:
            middle = int(query["around"])
            older = [each for each in shown if int(each["id"]) <= middle][-(limit // 2 + 1) :]
            shown = older + [each for each in shown if int(each["id"]) > middle][: limit - len(older)]
        return Reply(shown[-limit:][::-1])

    def _get_message(self, request: Request) -> Reply:
        return Reply(self._message(request).payload)

    def _send(self, request: Request) -> Reply:
        channel, body = self._channel(request), request.body or {}
        self._check_reachable(channel)
        if known := self._same_nonce(channel, body):
            return Reply(known.payload)
        also: Json = {} if body.get("nonce") is None else {"nonce": body["nonce"]}
        if reference := body.get("message_reference"):
            also |= {"type": 19} | self._messages.quote(channel, reference)
        message = self._messages.create(channel, Draft(body, dict(request.files), also=also))
        if body.get("nonce") is not None:
            self._nonces[channel.id, str(body["nonce"])] = (time.monotonic(), message)
        if channel.thread:
            channel.thread.archived = False
        return Reply(message.payload)

    def _check_reachable(self, channel: Channel) -> None:
        person = channel.recipient
        if person and not (person.takes_dms and self._world.shares_guild(person)):
            raise ApiError(403, 50007, "Cannot send messages to this user")
        if channel.thread and channel.thread.locked and channel.thread.archived:
            raise ApiError(400, 160005, "Thread is locked")

    def _same_nonce(self, channel: Channel, body: Json) -> Message | None:
        """With `enforce_nonce`, the message that a nonce of the last minutes already made."""
        oldest = time.monotonic() - NONCE_SECONDS
        self._nonces = {key: kept for key, kept in self._nonces.items() if kept[0] >= oldest}
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        known = self._nonces.get((channel.id, str(body["nonce"])))
        return known[1] if known else None

    def _edit(self, request: Request) -> Reply:
        message = self._world.own_message(request.params["channel_id"], request.params["message_id"])
        channel = self._channel(request)
        if channel.thread and channel.thread.archived:
            raise ApiError(400, 50083, "Thread is archived")
        self._messages.edit(channel, message, request.body or {}, dict(request.files))
        return Reply(message.payload)

    def _delete(self, request: Request) -> Reply:
        self._messages.delete(self._channel(request), self._message(request))
        return Reply(status=NO_CONTENT)

    def _react(self, request: Request) -> Reply:
        message, name = self._message(request), request.params["emoji_name"]
        reactions = message.payload.setdefault("reactions", [])
        if not any(each["emoji"]["name"] == name for each in reactions):
            reactions.append(_reaction(name))
            self._tell_reaction("MESSAGE_REACTION_ADD", request, name)
            self._messages.changed(self._channel(request), message)
        return Reply(status=NO_CONTENT)

    def _unreact(self, request: Request) -> Reply:
        message, name = self._message(request), request.params["emoji_name"]
        reactions = message.payload.get("reactions", [])
        left = [each for each in reactions if each["emoji"]["name"] != name]
        if len(left) != len(reactions):
            message.payload["reactions"] = left
            self._tell_reaction("MESSAGE_REACTION_REMOVE", request, name)
            self._messages.changed(self._channel(request), message)
        return Reply(status=NO_CONTENT)

    def _tell_reaction(self, event: str, request: Request, name: str) -> None:
        channel = self._channel(request)
        about: Json = {
            "user_id": self._world.bot.id,
            "channel_id": channel.id,
            "message_id": request.params["message_id"],
            "emoji": {"id": None, "name": name},
            "burst": False,
            "type": 0,
        }
        intent = GUILD_MESSAGE_REACTIONS if channel.guild_id else DIRECT_MESSAGE_REACTIONS
        if channel.guild_id:
            about["guild_id"] = channel.guild_id
            about["member"] = shapes.member_json(self._world.guilds[channel.guild_id].members[self._world.bot.id])
        self._gateway.dispatch(event, about, guild_id=channel.guild_id, intent=intent)

    def _typing(self, request: Request) -> Reply:
        self._channel(request)
        return Reply(status=NO_CONTENT)

    def _pin(self, request: Request) -> Reply:
        channel, message = self._channel(request), self._message(request)
        if message.pinned_at is None:
            message.pinned_at = self._world.kit.clock.now()
            message.payload["pinned"] = True
            self._messages.changed(channel, message)
            self._messages.announce(
                channel, PIN_ADDED, {"message_reference": self._messages.point(channel, message.id)}
            )
        return Reply(status=NO_CONTENT)

    def _unpin(self, request: Request) -> Reply:
        message = self._message(request)
        message.pinned_at = None
        message.payload["pinned"] = False
        self._messages.changed(self._channel(request), message)
        return Reply(status=NO_CONTENT)

    def _pins(self, request: Request) -> Reply:
        pinned = [(each.pinned_at, each) for each in self._channel(request).messages.values() if each.pinned_at]
        pinned.sort(key=lambda pair: pair[0], reverse=True)
        items = [{"pinned_at": shapes.iso(moment), "message": message.payload} for moment, message in pinned]
        return Reply({"items": items[: int(request.query.get("limit", 50))], "has_more": False})

    def _open_dm(self, request: Request) -> Reply:
        body = request.body or {}
        refuse(rules.check_dm(body))
        user = self._world.users.get(str(body["recipient_id"]))
        if user is None or user.bot:
            raise ApiError(400, 50033, "Invalid Recipient(s)")
        return Reply(shapes.channel_json(self._world.open_dm(user)))


def _reaction(name: str) -> Json:
    return {
        "emoji": {"id": None, "name": name},
        "count": 1,
        "count_details": {"burst": 0, "normal": 1},
        "burst_colors": [],
        "me_burst": False,
        "me": True,
    }
