"""Guild scheduled events: the list of events that Discord itself shows at the top of a server."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.discord import rules, shapes
from sandbox.discord.errors import ApiError, problem, refuse, unknown
from sandbox.discord.gateway import SCHEDULED_EVENTS, Gateway
from sandbox.discord.permissions import CREATE_EVENTS, MANAGE_EVENTS
from sandbox.discord.request import NO_CONTENT, Reply, Request, Route
from sandbox.discord.world import Guild, World
from sandbox.kit import Json

EVENTS = "/guilds/{guild_id}/scheduled-events"
EVENT = EVENTS + "/{guild_scheduled_event_id}"
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
NEXT = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,), COMPLETED: (), CANCELED: ()}
MOST = 100
TIMES = ("scheduled_start_time", "scheduled_end_time")


class Events:
    def __init__(self, world: World, hub: Gateway) -> None:
        self._world = world
        self._gateway = hub

    def routes(self) -> list[Route]:
        return [
            Route("GET", EVENTS, self._list),
            Route("POST", EVENTS, self._create),
            Route("GET", EVENT, self._get),
            Route("PATCH", EVENT, self._change),
            Route("DELETE", EVENT, self._delete),
            Route("GET", EVENT + "/users", self._interested),
        ]

    def _list(self, request: Request) -> Reply:
        return Reply(list(self._world.guild(request.params["guild_id"]).events.values()))

    def _create(self, request: Request) -> Reply:
        guild, body = self._world.guild(request.params["guild_id"]), request.body
        self._allow(guild, CREATE_EVENTS)
        refuse(rules.check_event(body, now=self._world.kit.clock.now()))
        self._check_channel(guild, body)
        if sum(each["status"] in (SCHEDULED, ACTIVE) for each in guild.events.values()) >= MOST:
            raise ApiError(400, 30038, f"Maximum number of uncompleted guild scheduled events reached ({MOST})")
        event = self._blank(guild) | {key: body[key] for key in body if key != "image"}
        event = _normal(event)
        guild.events[event["id"]] = event
        self._tell("GUILD_SCHEDULED_EVENT_CREATE", guild, event)
        return Reply(event)

    def _allow(self, guild: Guild, needed: int) -> None:
        if not guild.permissions_of(self._world.bot.id) & needed:
            raise ApiError(403, 50013, "Missing Permissions")

    def _check_channel(self, guild: Guild, body: Json) -> None:
        channel_id = body.get("channel_id")
        if channel_id is not None:
            channel = self._world.channels.get(str(channel_id))
            if channel is None or channel.guild_id != guild.id or channel.kind not in (2, 13):
                refuse([problem("event channel", "Value must be a voice or stage channel of this guild", "channel_id")])

    def _blank(self, guild: Guild) -> Json:
        return {
            "id": self._world.ids.next(),
            "guild_id": guild.id,
            "channel_id": None,
            "creator_id": self._world.bot.id,
            "creator": shapes.user_json(self._world.bot),
            "name": "",
            "description": None,
            "image": None,
            "scheduled_end_time": None,
            "status": SCHEDULED,
            "entity_id": None,
            "entity_metadata": None,
            "recurrence_rule": None,
            "guild_scheduled_event_exceptions": [],
            "privacy_level": 2,
            "user_count": 0,
        }

    def _found(self, request: Request) -> tuple[Guild, Json]:
        guild = self._world.guild(request.params["guild_id"])
        event = guild.events.get(request.params["guild_scheduled_event_id"])
        if event is None:
            raise unknown(10070, "Guild Scheduled Event")
        return guild, event

    def _get(self, request: Request) -> Reply:
        return Reply(self._found(request)[1])

    def _change(self, request: Request) -> Reply:
        guild, event = self._found(request)
        self._allow(guild, CREATE_EVENTS | MANAGE_EVENTS)  # its own, or anybody's
        body = {key: value for key, value in request.body.items() if key != "image"}
        status = body.get("status") or event["status"]
        if status != event["status"] and status not in NEXT[event["status"]]:
            refuse([problem("event status", f"Cannot go from status {event['status']} to {status}", "status")])
        if event["status"] in (COMPLETED, CANCELED):
            raise ApiError(400, 180000, "Cannot modify a finished event")
        changed = _normal(event | body | {"status": status})
        moved = changed["scheduled_start_time"] != event["scheduled_start_time"]
        refuse(rules.check_event(changed, now=self._world.kit.clock.now(), was_started=not moved))
        self._check_channel(guild, body)
        event.update(changed)
        if status in (COMPLETED, CANCELED):
            del guild.events[event["id"]]
        self._tell("GUILD_SCHEDULED_EVENT_UPDATE", guild, event)
        return Reply(event)

    def _delete(self, request: Request) -> Reply:
        guild, event = self._found(request)
        del guild.events[event["id"]]
        self._tell("GUILD_SCHEDULED_EVENT_DELETE", guild, event)
        return Reply(status=NO_CONTENT)

    def _interested(self, request: Request) -> Reply:
        self._found(request)
        return Reply([])

    def _tell(self, name: str, guild: Guild, event: Json) -> None:
        self._gateway.dispatch(name, event, guild_id=guild.id, intent=SCHEDULED_EVENTS)
        self._world.kit.feed.publish(
            "scheduled", platform="discord", event=event, change=name.rpartition("_")[2].lower()
        )


def _normal(event: Json) -> Json:
    """Times in UTC, as Discord gives them back whatever zone they came in."""
    for key in TIMES:
        if event.get(key):
            event[key] = datetime.fromisoformat(event[key]).astimezone(UTC).isoformat()
    return event
