"""What a person does in Slack, and what they get to see for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.kit import Answer, Json, SandboxError
from sandbox.slack import elements, forms, payloads, responses, views
from sandbox.slack.answers import Seen, Waiting
from sandbox.slack.api import ApiError
from sandbox.slack.places import NO_RESPONSE, Place, Places

if TYPE_CHECKING:
    from sandbox.slack.api import Api
    from sandbox.slack.sockets import Ack, Sockets
    from sandbox.slack.views import OpenView
    from sandbox.slack.world import Channel, Member

TROUBLE = "We had some trouble connecting. Try again?"


class People:
    def __init__(self, api: Api, sockets: Sockets) -> None:
        self.declared: dict[str, Json] | None = None
        self.subscribed: set[str] | None = None
        self._api = api
        self._sockets = sockets
        self._places = Places(api, sockets)

    # commands

    async def command(self, *, user: str, channel: str, command: str, text: str) -> Answer:
        member, room = self._places.enter(user, channel)
        name = "/" + command.strip().lstrip("/")
        if self.declared is not None and name not in self.declared:
            raise SandboxError(f"{name} is not a valid command; there are {', '.join(sorted(self.declared))}.")
        press = self._press(member, room)
        payload = payloads.slash(self._api, member, room, name, text)
        payload |= {"trigger_id": press.trigger, "response_url": self._response_url(press)}
        begun = _now()
        with self._api.watch.waiting(press):
            ack = await self._sockets.send("slash_commands", payload, accepts_payload=True)
            if ack is not None and ack.payload:
                self._take_reply(press, room, ack.payload)
            return await self._answer(press, ack, begun)

    def _take_reply(self, press: Waiting, room: Channel, body: Json) -> None:
        try:
            self._api.judge.message("ack", body)
        except ApiError as refused:
            press.see(Seen(private=True, message={"text": f"failed with the error {refused.body['error']!r}"}))
            return
        press.see(responses.publish(self._api, body, channel=room.id, user=press.user))

    # clicks

    async def click(
        self, *, user: str, action_id: str, message: str | None, view: str | None, value: str | list[str] | None
    ) -> Answer:
        member = self._api.world.member(user)
        place = self._places.at(member, message, view)
        spot = elements.find(place.blocks, action_id, value)
        state = await self._places.choose(member, place, spot, value) if spot.element["type"] != "button" else None
        if state and elements.initial(spot.element) is not None:
            place.state.setdefault(spot.block["block_id"], {})[action_id] = state
        if spot.block["type"] == "input" and not spot.block.get("dispatch_action"):
            return self._typed(place)
        return await self._act(member, place, spot, state)

    def _typed(self, place: Place) -> Answer:
        """An input that dispatches nothing: the app hears of it when the form is submitted."""
        form = forms.opened(self._api, place.view) if place.view and place.view.raw["type"] == "modal" else None
        return Answer(ack_ms=0.0, done_ms=0.0, private=True, form=form)

    async def _act(self, member: Member, place: Place, spot: elements.Spot, state: Json | None) -> Answer:
        press = self._press(member, place.channel, message=place.message, view=place.view)
        payload = payloads.interaction(self._api, "block_actions", member) | place.told
        payload |= {
            "trigger_id": press.trigger,
            "actions": [elements.action(spot, state, self._api.world.new_ts())],
        }
        if place.view is None:
            payload["response_url"] = self._response_url(press)
            payload["state"] = {"values": elements.state_of(place.blocks, place.state)}
        else:
            payload["view"] = views.output(self._api, place.view)
        quiet_is_fine = place.view is not None or "url" in spot.element
        begun = _now()
        with self._api.watch.waiting(press):
            ack = await self._sockets.send("interactive", payload)
            return await self._answer(press, ack, begun, may_be_nothing=quiet_is_fine)

    async def suggest(
        self, *, user: str, action_id: str, query: str, message: str | None, view: str | None
    ) -> list[Json]:
        member = self._api.world.member(user)
        return await self._places.suggest(member, self._places.at(member, message, view), action_id, query)

    # forms

    async def submit(self, *, user: str, form: str, values: Json) -> Answer:
        member = self._api.world.member(user)
        view = self._places.modal(member, form)
        place = self._places.at(member, None, view.id)
        for name, value in values.items():
            spot = forms.locate(view, name)
            state = await self._places.choose(member, place, spot, value)
            view.state[spot.block["block_id"]][spot.element["action_id"]] = state
        forms.check(view)
        press = self._press(member, None, view=view, takes_dm=True)
        press.view = view.previous  # the form itself may be changed before its acknowledgement closes it
        payload = payloads.interaction(self._api, "view_submission", member)
        payload |= {
            "trigger_id": press.trigger,
            "view": views.output(self._api, view),
            "response_urls": self._response_urls(member, view),
        }
        begun = _now()
        with self._api.watch.waiting(press):
            ack = await self._sockets.send("interactive", payload, accepts_payload=True)
            return await self._take_submission(press, view, ack, begun)

    async def _take_submission(self, press: Waiting, view: OpenView, ack: Ack | None, begun: float) -> Answer:
        if ack is None:
            return await self._answer(press, None, begun)
        action = ack.payload.get("response_action") or "close"
        if self._api.judge.submission(view, ack.payload):
            seen = Seen(private=True, message={"text": TROUBLE}, view=view)
            return self._told(press, ack, begun, seen)
        if action == "errors":
            return self._refused(press, view, ack, begun)
        if action in ("update", "push"):
            try:
                shown = self._show_next(view, action, ack.payload["view"])
            except ApiError as refused:
                return self._told(press, ack, begun, Seen(private=True, message={"text": f"{TROUBLE} {refused}"}))
            return self._told(press, ack, begun, Seen(private=True, view=shown))
        under = views.close(self._api, view, whole_stack=action == "clear")
        seen_next = await self._api.watch.outcome(press, may_be_nothing=True)
        return self._told(press, ack, begun, seen_next or Seen(private=True, view=under))

    def _show_next(self, view: OpenView, action: str, raw: Json) -> OpenView:
        if action == "push":
            return views.show(self._api, raw, user=view.user, team=view.team, over=view)
        views.change(self._api, view, raw)
        return view

    def _refused(self, press: Waiting, view: OpenView, ack: Ack, begun: float) -> Answer:
        """The app found something wrong: the form stays open, with what is wrong at each input."""
        errors = {str(block_id): str(what) for block_id, what in ack.payload["errors"].items()}
        answer = self._told(press, ack, begun, Seen(private=True, view=view))
        labels = {each.id: each.label for each in answer.form.inputs} if answer.form else {}
        answer.errors = errors
        answer.text = "\n".join(f"{labels.get(block_id, block_id)}: {what}" for block_id, what in errors.items())
        return answer

    async def close(self, *, user: str, form: str) -> None:
        member = self._api.world.member(user)
        view = self._places.modal(member, form)
        told = views.output(self._api, view)
        views.close(self._api, view)
        if view.raw.get("notify_on_close"):
            payload = payloads.interaction(self._api, "view_closed", member) | {"view": told, "is_cleared": False}
            await self._sockets.send("interactive", payload)

    def _response_urls(self, member: Member, view: OpenView) -> list[Json]:
        """One for each input that asked for it, into the channel that was chosen there."""
        urls = []
        for block, element in forms.inputs(view):
            if not element.get("response_url_enabled"):
                continue
            state = view.state[block["block_id"]][element["action_id"]]
            channel = state[elements.STATE_KEYS[element["type"]]]
            if channel:
                url = f"{self._api.base}/slack/respond/{self._api.tickets.response(member.id, channel)}"
                names = {"block_id": block["block_id"], "action_id": element["action_id"]}
                urls.append({**names, "channel_id": channel, "response_url": url})
        return urls

    # home, joining

    async def open_home(self, user: str) -> None:
        """Go to the app's home tab; returns when the app has published it, or has gone quiet."""
        member = self._api.world.member(user)
        home = self._api.views.homes.get(member.id)
        press = Waiting(member.id, trigger="", view=views.home_key(member.id))
        with self._api.watch.waiting(press):
            payload = payloads.app_home_opened(self._api, member, home)
            if self._subscribed(payload) and await self._sockets.send("events_api", payload) is not None:
                await self._api.watch.outcome(press, may_be_nothing=True)

    async def join(self, name: str) -> Member:
        """A new person comes into the first workspace and into its channels."""
        api = self._api
        member = api.world.add_member(name, team=None, organizer=False, tz="Europe/Berlin")
        shown = {"id": member.id, "name": member.name, "organizer": False}
        api.kit.feed.publish("join", platform="slack", member=shown)
        self._tell(payloads.team_join(api, member))
        for channel in api.world.channels.values():
            if channel.kind == "channel" and {member.id, api.world.bot.id} <= channel.members.keys():
                self._tell(payloads.member_joined_channel(api, member, channel))
        return member

    # inside

    def _subscribed(self, payload: Json) -> bool:
        return self.subscribed is None or payload["event"]["type"] in self.subscribed

    def _tell(self, payload: Json) -> None:
        if self._subscribed(payload):
            self._sockets.post("events_api", payload)

    def _press(
        self,
        member: Member,
        room: Channel | None,
        *,
        message: str | None = None,
        view: OpenView | None = None,
        takes_dm: bool = False,
    ) -> Waiting:
        trigger = self._api.tickets.trigger(member.id, member.team, view=view.id if view else None)
        response = self._api.tickets.response(member.id, room.id, message=message) if room else None
        watched = views.watch_key(view) if view else None
        return Waiting(member.id, trigger, room.id if room else None, response, watched, message, takes_dm)

    def _response_url(self, press: Waiting) -> str:
        return f"{self._api.base}/slack/respond/{press.response}"

    async def _answer(self, press: Waiting, ack: Ack | None, begun: float, *, may_be_nothing: bool = False) -> Answer:
        if ack is None:
            return Answer(done_ms=(_now() - begun) * 1000, private=True, text=NO_RESPONSE)
        seen = await self._api.watch.outcome(press, may_be_nothing=may_be_nothing)
        return self._told(press, ack, begun, seen or Seen(private=True))

    def _told(self, press: Waiting, ack: Ack, begun: float, seen: Seen) -> Answer:
        reader = self._api.reader(press.user)
        answer = Answer(ack.after_ms, (_now() - begun) * 1000, seen.private, message=seen.message)
        if seen.message is not None:
            answer.text = reader.message(seen.message)
        elif seen.view is not None:
            answer.text = reader.view(seen.view.raw)
        if seen.view is not None and seen.view.raw["type"] == "modal":
            answer.form = forms.opened(self._api, seen.view)
        return answer


def _now() -> float:
    return asyncio.get_running_loop().time()
