"""The REST routes of threads: from a message or free-standing, public or private, and who is in them."""

from __future__ import annotations

from sandbox.discord import shapes
from sandbox.discord.errors import ApiError, unknown
from sandbox.discord.gateway import GUILDS, Gateway
from sandbox.discord.messages import THREAD_CREATED, Messages
from sandbox.discord.request import NO_CONTENT, Reply, Request, Route
from sandbox.discord.world import PRIVATE_THREAD, PUBLIC_THREAD, Channel, Thread, World
from sandbox.kit import Json

CHANNEL = "/channels/{channel_id}"
MEMBER = CHANNEL + "/thread-members/{user_id}"
SELF = CHANNEL + "/thread-members/@me"


class Threads:
    def __init__(self, world: World, hub: Gateway, messages: Messages) -> None:
        self._world = world
        self._gateway = hub
        self._messages = messages

    def routes(self) -> list[Route]:
        return [
            Route("POST", CHANNEL + "/threads", self._start),
            Route("POST", CHANNEL + "/messages/{message_id}/threads", self._start_from_message),
            Route("PATCH", CHANNEL, self._change),
            Route("DELETE", CHANNEL, self._delete),
            Route("GET", CHANNEL + "/thread-members", self._members),
            Route("PUT", SELF, self._join),
            Route("DELETE", SELF, self._leave),
            Route("PUT", MEMBER, self._add),
            Route("DELETE", MEMBER, self._remove),
            Route("GET", MEMBER, self._member),
            Route("GET", "/guilds/{guild_id}/threads/active", self._active),
        ]

    def _start(self, request: Request) -> Reply:
        parent, body = self._parent(request), request.body
        kind = body.get("type") or PRIVATE_THREAD  # Discord's default, documented
        thread = self._open(parent, self._world.ids.next(), kind, body)
        if kind == PUBLIC_THREAD:
            self._messages.announce(parent, THREAD_CREATED, {"content": thread.name})
        return Reply(self._with_self(thread), 201)

    def _start_from_message(self, request: Request) -> Reply:
        parent = self._parent(request)
        message = self._world.message(parent.id, request.params["message_id"])
        if message.id in self._world.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = self._open(parent, message.id, PUBLIC_THREAD, request.body)
        message.payload["thread"] = shapes.channel_json(thread)
        message.payload["flags"] |= 1 << 5
        self._messages.changed(parent, message)
        return Reply(self._with_self(thread), 201)

    def _parent(self, request: Request) -> Channel:
        parent = self._world.channel(request.params["channel_id"])
        if parent.guild_id is None or parent.thread:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        return parent

    def _open(self, parent: Channel, thread_id: str, kind: int, body: Json) -> Channel:
        now, bot = self._world.kit.clock.now(), self._world.bot
        about = Thread(bot.id, now, members={bot.id: now})
        about.auto_archive = body.get("auto_archive_duration") or about.auto_archive
        about.invitable = body.get("invitable") is not False
        thread = Channel(thread_id, kind, body["name"], parent.guild_id, parent_id=parent.id, thread=about)
        thread.slowmode = body.get("rate_limit_per_user") or 0
        self._world.channels[thread.id] = thread
        self._tell("THREAD_CREATE", thread, self._with_self(thread) | {"newly_created": True})
        return thread

    def _with_self(self, thread: Channel) -> Json:
        member = shapes.thread_member_json(thread, self._world.bot.id)
        return shapes.channel_json(thread) | {"member": member}

    def _tell(self, event: str, thread: Channel, data: Json) -> None:
        self._gateway.dispatch(event, data, guild_id=thread.guild_id, intent=GUILDS)

    def _change(self, request: Request) -> Reply:
        channel, body = self._world.channel(request.params["channel_id"]), request.body or {}
        if channel.guild_id is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        if thread := channel.thread:
            for field in ("archived", "locked", "invitable"):
                if body.get(field) is not None:
                    setattr(thread, field, body[field])
            thread.auto_archive = body.get("auto_archive_duration") or thread.auto_archive
        channel.name = body.get("name") or channel.name
        channel.topic = channel.topic if body.get("topic") is None else body["topic"]
        channel.slowmode = body.get("rate_limit_per_user") or channel.slowmode
        shown = shapes.channel_json(channel)
        self._tell("THREAD_UPDATE" if channel.thread else "CHANNEL_UPDATE", channel, shown)
        return Reply(shown)

    def _delete(self, request: Request) -> Reply:
        channel = self._world.channel(request.params["channel_id"])
        shown = shapes.channel_json(channel)
        if channel.recipient:
            return Reply(shown)  # closes the bot's window; the messages stay
        if not channel.thread:
            raise ApiError(403, 50013, "Missing Permissions")
        del self._world.channels[channel.id]
        gone = {key: shown[key] for key in ("id", "guild_id", "parent_id", "type")}
        self._tell("THREAD_DELETE", channel, gone)
        return Reply(shown)

    def _thread(self, request: Request) -> tuple[Channel, Thread]:
        channel = self._world.channel(request.params["channel_id"])
        if channel.thread is None:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        return channel, channel.thread

    def _members(self, request: Request) -> Reply:
        channel, thread = self._thread(request)
        return Reply([shapes.thread_member_json(channel, user_id) for user_id in thread.members])

    def _member(self, request: Request) -> Reply:
        channel, thread = self._thread(request)
        if request.params["user_id"] not in thread.members:
            raise unknown(10007, "Member")
        return Reply(shapes.thread_member_json(channel, request.params["user_id"]))

    def _join(self, request: Request) -> Reply:
        return self._put(request, self._world.bot.id)

    def _leave(self, request: Request) -> Reply:
        return self._drop(request, self._world.bot.id)

    def _add(self, request: Request) -> Reply:
        return self._put(request, request.params["user_id"])

    def _remove(self, request: Request) -> Reply:
        return self._drop(request, request.params["user_id"])

    def _put(self, request: Request, user_id: str) -> Reply:
        channel, thread = self._thread(request)
        guild = self._world.guild(channel.guild_id or "")
        if user_id not in guild.members:
            raise unknown(10007, "Member")
        thread.members.setdefault(user_id, self._world.kit.clock.now())
        added = shapes.thread_member_json(channel, user_id)
        about = {"id": channel.id, "guild_id": guild.id, "member_count": len(thread.members), "added_members": [added]}
        self._tell("THREAD_MEMBERS_UPDATE", channel, about)
        return Reply(status=NO_CONTENT)

    def _drop(self, request: Request, user_id: str) -> Reply:
        channel, thread = self._thread(request)
        thread.members.pop(user_id, None)
        count = len(thread.members)
        about = {"id": channel.id, "guild_id": channel.guild_id, "member_count": count, "removed_member_ids": [user_id]}
        self._tell("THREAD_MEMBERS_UPDATE", channel, about)
        return Reply(status=NO_CONTENT)

    def _active(self, request: Request) -> Reply:
        guild = self._world.guild(request.params["guild_id"])
        active = [each for each in self._world.channels_of(guild.id) if each.thread and not each.thread.archived]
        members = [shapes.thread_member_json(each, self._world.bot.id) for each in active]
        return Reply({"threads": [shapes.channel_json(each) for each in active], "members": members, "has_more": False})
