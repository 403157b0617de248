"""chat.*, the history of conversations, reactions and pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.slack import posting
from sandbox.slack.answers import Seen
from sandbox.slack.api import Api, ApiError, flag, need, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.kit import Json
    from sandbox.slack.world import Channel, Post


def _writable(api: Api, args: Json) -> Channel:
    channel = api.channel(args)
    if channel.archived:
        raise ApiError("is_archived")
    if api.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _readable(api: Api, args: Json) -> Channel:
    channel = api.channel(args)
    if api.world.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _post(channel: Channel, args: Json, *, name: str = "ts") -> Post:
    """The message that a request names; ephemeral ones are not there for the API."""
    post = channel.posts.get(str(need(args, name)))
    if post is None or post.only_for:
        raise ApiError("message_not_found")
    return post


def post_message(api: Api, args: Json) -> Json:
    api.judge.message("chat.postMessage", args)
    channel = _writable(api, args)
    post = posting.write(api, channel, args)
    if partner := api.world.im_partner(channel):
        api.watch.messaged(partner, Seen(private=True, message=post.as_json()))
    return {"ok": True, "channel": channel.id, "ts": post.ts, "message": post.as_json()}


def post_ephemeral(api: Api, args: Json) -> Json:
    api.judge.message("chat.postEphemeral", args)
    channel = _writable(api, args)
    user = str(need(args, "user"))
    if user not in api.world.members:
        raise ApiError("user_not_found")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    post = posting.write(api, channel, args, only_for=user)
    api.watch.whispered(user, channel.id, Seen(private=True, message=post.raw))
    return {"ok": True, "message_ts": post.ts}


def update(api: Api, args: Json) -> Json:
    api.judge.message("chat.update", args)
    if str(args.get("channel")) in api.world.members:
        raise ApiError("channel_not_found")  # unlike chat.postMessage it takes no person's id
    channel = _writable(api, args)
    post = _post(channel, args)
    if post.raw["user"] != api.world.bot.id:
        raise ApiError("cant_update_message")
    posting.edit(api, channel, post, args)
    return {"ok": True, "channel": channel.id, "ts": post.ts, "text": post.raw["text"], "message": post.as_json()}


def delete(api: Api, args: Json) -> Json:
    channel = _writable(api, args)
    post = _post(channel, args)
    if post.raw["user"] != api.world.bot.id:
        raise ApiError("cant_delete_message")
    posting.remove(api, channel, post)
    return {"ok": True, "channel": channel.id, "ts": post.ts}


def permalink(api: Api, args: Json) -> Json:
    channel = api.channel(args)
    post = _post(channel, args, name="message_ts")
    link = f"{api.base}/archives/{channel.id}/p{post.ts.replace('.', '')}"
    return {"ok": True, "channel": channel.id, "permalink": link}


def _between(posts: list[Post], args: Json) -> list[Post]:
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    if flag(args, "inclusive"):
        return [each for each in posts if oldest <= float(each.ts) <= latest]
    return [each for each in posts if oldest < float(each.ts) < latest]


def _shown(posts: list[Post], args: Json) -> list[Json]:
    with_metadata = flag(args, "include_all_metadata")
    return [each.as_json() if with_metadata else each.raw for each in posts]


def history(api: Api, args: Json) -> Json:
    """Newest first; replies stay in their threads, ephemeral messages are in no history."""
    channel = _readable(api, args)
    top = [each for each in channel.posts.values() if not each.only_for and _is_top(each)]
    found, following = page(_between(top, args)[::-1], args)
    return {
        "ok": True,
        "messages": _shown(found, args),
        "has_more": bool(following["next_cursor"]),
        "pin_count": len(channel.pins),
        "response_metadata": following,
    }


def _is_top(post: Post) -> bool:
    return post.raw.get("thread_ts") in (None, post.ts)


def replies(api: Api, args: Json) -> Json:
    """The thread's first message, then its replies, oldest first."""
    channel = _readable(api, args)
    parent = channel.posts.get(str(need(args, "ts")))
    if parent is None or parent.only_for:
        raise ApiError("thread_not_found")
    thread = [each for each in channel.posts.values() if each.raw.get("thread_ts") == parent.ts and not each.only_for]
    answers = [each for each in thread if each is not parent]
    found, following = page([parent, *_between(answers, args)], args, limit=1000)
    has_more = bool(following["next_cursor"])
    return {"ok": True, "messages": _shown(found, args), "has_more": has_more, "response_metadata": following}


def _set_reactions(api: Api, channel: Channel, post: Post, reactions: list[Json]) -> None:
    post.raw = {**post.raw, "reactions": reactions}
    if not reactions:
        del post.raw["reactions"]
    posting.publish_edit(api, channel, post)


def add_reaction(api: Api, args: Json) -> Json:
    channel = _readable(api, args)
    post = _post(channel, args, name="timestamp")
    name = str(need(args, "name")).strip(":")
    reactions = [*post.raw.get("reactions", [])]
    if any(each["name"] == name for each in reactions):
        raise ApiError("already_reacted")
    reactions.append({"name": name, "users": [api.world.bot.id], "count": 1})
    _set_reactions(api, channel, post, reactions)
    return {"ok": True}


def remove_reaction(api: Api, args: Json) -> Json:
    channel = _readable(api, args)
    post = _post(channel, args, name="timestamp")
    name = str(need(args, "name")).strip(":")
    left = [each for each in post.raw.get("reactions", []) if each["name"] != name]
    if len(left) == len(post.raw.get("reactions", [])):
        raise ApiError("no_reaction")
    _set_reactions(api, channel, post, left)
    return {"ok": True}


def add_pin(api: Api, args: Json) -> Json:
    channel = _readable(api, args)
    post = _post(channel, args, name="timestamp")
    if post.ts in channel.pins:
        raise ApiError("already_pinned")
    channel.pins.add(post.ts)
    return {"ok": True}


def remove_pin(api: Api, args: Json) -> Json:
    channel = _readable(api, args)
    post = _post(channel, args, name="timestamp")
    if post.ts not in channel.pins:
        raise ApiError("no_pin")
    channel.pins.remove(post.ts)
    return {"ok": True}


METHODS: dict[str, Callable[[Api, Json], Json]] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
    "conversations.history": history,
    "conversations.replies": replies,
    "reactions.add": add_reaction,
    "reactions.remove": remove_reaction,
    "pins.add": add_pin,
    "pins.remove": remove_pin,
}
