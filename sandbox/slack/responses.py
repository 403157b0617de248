"""What the app sends to a response_url, or as the payload of a slash command's acknowledgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.slack import posting
from sandbox.slack.answers import Seen
from sandbox.slack.api import Api, ApiError, flag
from sandbox.slack.tickets import RESPONSE_USES

if TYPE_CHECKING:
    from sandbox.kit import Json
    from sandbox.slack.tickets import Response


def respond(api: Api, token: str, body: Json) -> None:
    """Serve one POST to a response_url; ApiError where Slack would refuse it."""
    response = api.tickets.responses.get(token)
    if response is None or response.expired:
        raise ApiError("expired_url")
    if response.uses >= RESPONSE_USES:
        raise ApiError("used_url")
    if not flag(body, "delete_original"):
        api.judge.message("response_url", body)
    response.uses += 1
    api.watch.responded(token, _apply(api, response, body))


def _apply(api: Api, response: Response, body: Json) -> Seen:
    channel = api.world.channels[response.channel]
    original = channel.posts.get(response.message or "")
    if flag(body, "delete_original"):
        if original is None:
            raise ApiError("message_not_found")
        posting.remove(api, channel, original)
        return Seen(private=original.only_for is not None)
    if flag(body, "replace_original") and original is not None:
        posting.edit(api, channel, original, body)
        return Seen(private=original.only_for is not None or channel.kind == "im", message=original.as_json())
    return publish(api, body, channel=response.channel, user=response.user)


def publish(api: Api, body: Json, *, channel: str, user: str) -> Seen:
    """Show `body` to the person alone, or to everybody for `response_type: in_channel`."""
    room = api.world.channels[channel]
    private = body.get("response_type", "ephemeral") != "in_channel"
    post = posting.write(api, room, body, only_for=user if private else None)
    return Seen(private=private or room.kind == "im", message=post.as_json())
