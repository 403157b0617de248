"""Messages appear, change and go: the one place that writes to a channel and tells the page and who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.slack import elements
from sandbox.slack.answers import Seen
from sandbox.slack.world import Post

if TYPE_CHECKING:
    from sandbox.kit import Json
    from sandbox.slack.api import Api
    from sandbox.slack.world import Channel


def write(api: Api, channel: Channel, content: Json, *, only_for: str | None = None) -> Post:
    """Post `content` (text, blocks, attachments, thread_ts, metadata) as the bot; `only_for` makes it ephemeral."""
    world = api.world
    raw: Json = {
        "type": "message",
        "user": world.bot.id,
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "team": channel.team,
        "ts": world.new_ts(),
        "text": content.get("text") or "",
        "bot_profile": bot_profile(api, channel.team),
    }
    if content.get("blocks"):
        raw["blocks"] = elements.completed(content["blocks"], world)
    if content.get("attachments"):
        raw["attachments"] = content["attachments"]
    if only_for:
        raw["is_ephemeral"] = True
    post = Post(raw, channel.id, only_for, content.get("metadata"))
    if content.get("thread_ts"):
        _reply(api, channel, post, str(content["thread_ts"]))
    world.keep(channel, post)
    api.kit.feed.publish(
        "message", platform="slack", channel=world.feed_name(channel), message=post.as_json(), only_for=only_for
    )
    return post


def _reply(api: Api, channel: Channel, post: Post, thread_ts: str) -> None:
    post.raw["thread_ts"] = thread_ts
    parent = channel.posts.get(thread_ts)
    if parent and not post.only_for:
        count = parent.raw.get("reply_count", 0) + 1
        parent.raw = {**parent.raw, "thread_ts": thread_ts, "reply_count": count, "latest_reply": post.ts}
        publish_edit(api, channel, parent)


def edit(api: Api, channel: Channel, post: Post, content: Json) -> None:
    """Change a message. New text without blocks removes the blocks; blocks alone leave no "edited" mark."""
    raw = {**post.raw}
    if content.get("text") is not None:
        raw["text"] = content["text"]
        raw.pop("blocks", None)
        raw["edited"] = {"user": api.world.bot.id, "ts": api.world.new_ts()}
    if content.get("blocks") is not None:
        raw["blocks"] = elements.completed(content["blocks"], api.world)
        raw.pop("edited", None)
    if content.get("attachments") is not None:
        raw["attachments"] = content["attachments"]
    post.raw = raw
    if content.get("metadata") is not None:
        post.metadata = content["metadata"] or None
    publish_edit(api, channel, post)
    seen = Seen(private=post.only_for is not None or channel.kind == "im", message=post.as_json())
    api.watch.changed_message(post.ts, seen, sole_reader=post.only_for or api.world.im_partner(channel))


def publish_edit(api: Api, channel: Channel, post: Post) -> None:
    api.kit.feed.publish(
        "edit",
        platform="slack",
        channel=api.world.feed_name(channel),
        message=post.as_json(),
        only_for=post.only_for,
    )


def remove(api: Api, channel: Channel, post: Post) -> None:
    api.world.forget(channel, post.ts)
    channel.pins.discard(post.ts)
    api.kit.feed.publish("delete", platform="slack", channel=api.world.feed_name(channel), id=post.ts)
    seen = Seen(private=post.only_for is not None or channel.kind == "im")
    api.watch.changed_message(post.ts, seen, sole_reader=post.only_for or api.world.im_partner(channel))


def bot_profile(api: Api, team: str) -> Json:
    return {
        "id": api.world.bot_id,
        "deleted": False,
        "name": api.world.bot.name,
        "updated": 1700000000,
        "app_id": api.world.app_id,
        "icons": {},
        "team_id": team,
    }
