"""Where a person presses or chooses something: a message or a view, as that one person has it before them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.kit import Json, SandboxError
from sandbox.slack import elements, payloads

if TYPE_CHECKING:
    from sandbox.slack.api import Api
    from sandbox.slack.sockets import Sockets
    from sandbox.slack.views import OpenView
    from sandbox.slack.world import Channel, Member

SHORTEST_QUERY = 3  # what an external menu waits for unless it says otherwise
NO_RESPONSE = "failed because the app did not respond"


@dataclass(slots=True)
class Place:
    """`told` is what a payload says about the place; `suggested` what external menus last offered, by action_id."""

    blocks: list[Json]
    told: Json
    state: dict[str, dict[str, Json]]
    suggested: dict[str, list[Json]]
    channel: Channel | None = None
    message: str | None = None
    view: OpenView | None = None


@dataclass(slots=True)
class Held:
    """What one person has chosen, and was offered, in one message; nobody else sees it."""

    state: dict[str, dict[str, Json]] = field(default_factory=dict)
    suggested: dict[str, list[Json]] = field(default_factory=dict)


class Places:
    def __init__(self, api: Api, sockets: Sockets) -> None:
        self._api = api
        self._sockets = sockets
        self._held: dict[tuple[str, str], Held] = {}

    def enter(self, user: str, channel: str) -> tuple[Member, Channel]:
        """The person and the channel, if the person is in it."""
        member = self._api.world.member(user)
        room = self._api.world.channel(channel)
        if member.id not in room.members:
            raise SandboxError(f"{member.name} is not in {room.name} ({room.id}).")
        return member, room

    def at(self, member: Member, message: str | None, view: str | None) -> Place:
        """The message (by ts) or the view (by id) that the person has before them."""
        if message is not None and view is None:
            return self._at_message(member, message)
        if view is None or message is not None:
            raise SandboxError("Say where: either the message (its ts) or the view (its id).")
        shown = self._api.views.get(view)
        if shown is None or shown.user != member.id:
            raise SandboxError(f"{member.name} has no view {view!r} open.")
        told = payloads.on_view(self._api, shown)
        return Place(shown.raw["blocks"], told, shown.state, shown.suggested, view=shown)

    def _at_message(self, member: Member, message: str) -> Place:
        found = self._api.world.find_post(message)
        if found is None or found[1].only_for not in (None, member.id):
            raise SandboxError(f"{member.name} sees no message {message!r}.")
        room, post = found
        self.enter(member.id, room.id)
        held = self._held.setdefault((member.id, post.ts), Held())
        told = payloads.on_message(room, post)
        return Place(post.raw.get("blocks") or [], told, held.state, held.suggested, channel=room, message=post.ts)

    def modal(self, member: Member, form: str) -> OpenView:
        """The form with that id, if it stands open before the person and nothing covers it."""
        view = self._api.views.open.get(form)
        if view is None or view.user != member.id:
            mine = [each.id for each in self._api.views.open.values() if each.user == member.id]
            raise SandboxError(f"{member.name} has no form {form!r} open; open are: {', '.join(mine) or 'none'}.")
        top = self._api.views.stack(view.root)[-1]
        if top is not view:
            raise SandboxError(f"The form {form} is covered by {top.id}, which comes first.")
        return view

    async def choose(self, member: Member, place: Place, spot: elements.Spot, value: Any) -> Json:
        """The state that `value` makes of the element; an external menu that did not offer it is asked for it."""
        action_id = spot.element["action_id"]
        if spot.element["type"] in elements.EXTERNAL and value:
            known = place.suggested.get(action_id, [])
            found = []
            for each in value if isinstance(value, list) else [value]:
                if not any(each in (option.get("value"), option["text"]["text"]) for option in known):
                    known = await self.ask_options(member, place, spot, str(each))
                found += known
            place.suggested[action_id] = found
        return elements.choose(spot.element, value, self._api.world, place.suggested.get(action_id, []))

    async def suggest(self, member: Member, place: Place, action_id: str, query: str) -> list[Json]:
        """What an external menu offers; nothing while the query is shorter than it wants."""
        spot = elements.find(place.blocks, action_id, None)
        if spot.element["type"] not in elements.EXTERNAL:
            raise SandboxError(f"{action_id} is no external menu, but a {spot.element['type']}.")
        if len(query) < spot.element.get("min_query_length", SHORTEST_QUERY):
            return []
        return await self.ask_options(member, place, spot, query)

    async def ask_options(self, member: Member, place: Place, spot: elements.Spot, query: str) -> list[Json]:
        """Ask the app, however short the query is."""
        payload = payloads.interaction(self._api, "block_suggestion", member) | place.told
        payload |= {
            "action_id": spot.element["action_id"],
            "block_id": spot.block["block_id"],
            "value": query,
        }
        ack = await self._sockets.send("interactive", payload, accepts_payload=True)
        if ack is None:
            raise SandboxError(f"The menu {spot.element['action_id']} {NO_RESPONSE}.")
        if self._api.judge.suggestions(ack.payload):
            raise SandboxError("The app's options break Slack's rules; see the violations.")
        offered = elements.options(ack.payload)
        place.suggested[spot.element["action_id"]] = offered
        return offered
