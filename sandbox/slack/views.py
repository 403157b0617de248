"""Modals and home tabs: what stands open, and the views.* methods."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.slack import elements, forms
from sandbox.slack.answers import Seen
from sandbox.slack.api import Api, ApiError, need

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.kit import Json
    from sandbox.slack.tickets import Trigger

STACK = 3  # modals on top of each other


@dataclass(slots=True, eq=False)
class OpenView:
    """A modal on a person's screen, or their home tab. `raw` is what the app sent, completed with ids."""

    id: str
    user: str
    team: str
    raw: Json
    state: dict[str, dict[str, Json]]
    root: str
    previous: str | None = None
    hash: str = ""
    suggested: dict[str, list[Json]] = field(default_factory=dict)  # by action_id: what a menu last offered


def home_key(user: str) -> str:
    """What those wait for who look at a person's home tab, also before it was ever published."""
    return f"home:{user}"


def watch_key(view: OpenView) -> str:
    return home_key(view.user) if view.raw["type"] == "home" else view.id


class Views:
    """All open views, by id; a person may have several modals open, each with a stack of its own."""

    def __init__(self) -> None:
        self.open: dict[str, OpenView] = {}
        self.homes: dict[str, OpenView] = {}  # by person

    def get(self, view_id: str) -> OpenView | None:
        return self.open.get(view_id) or next((each for each in self.homes.values() if each.id == view_id), None)

    def stack(self, root: str) -> list[OpenView]:
        return [each for each in self.open.values() if each.root == root]

    def by_external(self, external_id: str, team: str | None = None) -> OpenView | None:
        everywhere = [*self.open.values(), *self.homes.values()]
        for each in everywhere:
            if each.raw.get("external_id") == external_id and team in (None, each.team):
                return each
        return None


def show(api: Api, raw: Json, *, user: str, team: str, over: OpenView | None = None) -> OpenView:
    """Put a modal on a person's screen, `over` another one or as the first of its stack."""
    if over and len(api.views.stack(over.root)) >= STACK:
        raise ApiError("push_limit_reached")
    _check_external(api, raw, team, None)
    view_id = api.world.new_id("V")
    root, previous = (over.root, over.id) if over else (view_id, None)
    view = OpenView(view_id, user, team, _completed(api, raw), {}, root, previous)
    view.state = elements.state_of(view.raw["blocks"])
    view.hash = _new_hash(api)
    api.views.open[view.id] = view
    announce(api, view)
    return view


def change(api: Api, view: OpenView, raw: Json) -> None:
    """Replace what an open view shows; what was typed stays where the same input is still there."""
    _check_external(api, raw, view.team, view)
    view.raw = _completed(api, raw)
    view.state = elements.state_of(view.raw["blocks"], view.state)
    view.hash = _new_hash(api)
    announce(api, view)


def close(api: Api, view: OpenView, *, whole_stack: bool = False) -> OpenView | None:
    """Take a modal off the screen; the one under it, which is what the person sees then."""
    leaving = api.views.stack(view.root) if whole_stack else [view]
    for each in leaving:
        if api.views.open.pop(each.id, None):
            api.kit.feed.publish("form-closed", platform="slack", user=each.user, id=each.id)
    under = api.views.open.get(view.previous or "")
    if under:
        announce(api, under)
    return under


def announce(api: Api, view: OpenView) -> None:
    """Tell the page what stands on the person's screen."""
    if view.raw["type"] == "home":
        api.kit.feed.publish("home", platform="slack", user=view.user, view=output(api, view))
        return
    form = forms.opened(api, view).as_json()
    api.kit.feed.publish("form", platform="slack", user=view.user, form=form, view=output(api, view))


def output(api: Api, view: OpenView) -> Json:
    """The view as Slack shows it to the app."""
    raw = view.raw
    return {
        "id": view.id,
        "team_id": view.team,
        "type": raw["type"],
        "blocks": raw["blocks"],
        "private_metadata": raw.get("private_metadata", ""),
        "callback_id": raw.get("callback_id", ""),
        "state": {"values": {block: {**held} for block, held in view.state.items()}},
        "hash": view.hash,
        "title": raw.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": raw.get("clear_on_close", False),
        "notify_on_close": raw.get("notify_on_close", False),
        "close": raw.get("close"),
        "submit": raw.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": api.world.app_id,
        "external_id": raw.get("external_id", ""),
        "app_installed_team_id": view.team,
        "bot_id": api.world.bot_id,
    }


def _completed(api: Api, raw: Json) -> Json:
    return {**raw, "blocks": elements.completed(raw["blocks"], api.world)}


def _new_hash(api: Api) -> str:
    """What a version of the view is known by, so that an update can say which one it replaces."""
    return f"{api.world.seconds()}.{secrets.token_hex(4)}"


def _check_external(api: Api, raw: Json, team: str, view: OpenView | None) -> None:
    external = raw.get("external_id")
    if external and api.views.by_external(external, team) not in (None, view):
        raise ApiError("duplicate_external_id")


# the methods


def _trigger(api: Api, args: Json) -> Trigger:
    trigger = api.tickets.triggers.get(str(need(args, "trigger_id")))
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.expired:
        raise ApiError("expired_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    return trigger


def open_view(api: Api, args: Json) -> Json:
    api.judge.view("views.open", args)
    trigger = _trigger(api, args)
    view = show(api, args["view"], user=trigger.user, team=trigger.team)
    trigger.used = True
    api.watch.opened(args["trigger_id"], Seen(private=True, view=view))
    return {"ok": True, "view": output(api, view)}


def push_view(api: Api, args: Json) -> Json:
    api.judge.view("views.push", args)
    trigger = _trigger(api, args)
    over = api.views.open.get(trigger.view or "")
    if over is None:
        raise ApiError("not_found")
    view = show(api, args["view"], user=trigger.user, team=trigger.team, over=over)
    trigger.used = True
    api.watch.opened(args["trigger_id"], Seen(private=True, view=view))
    return {"ok": True, "view": output(api, view)}


def update_view(api: Api, args: Json) -> Json:
    api.judge.view("views.update", args)
    named = api.views.get(args["view_id"]) if args.get("view_id") else None
    view = named or api.views.by_external(str(args.get("external_id") or need(args, "view_id")))
    if view is None:
        raise ApiError("not_found")
    if args.get("hash") and args["hash"] != view.hash:
        raise ApiError("hash_conflict")
    change(api, view, args["view"])
    api.watch.changed_view(watch_key(view), Seen(private=True, view=view))
    return {"ok": True, "view": output(api, view)}


def publish_view(api: Api, args: Json) -> Json:
    api.judge.view("views.publish", args)
    member = api.world.members.get(str(need(args, "user_id")))
    if member is None:
        raise ApiError("user_not_found")
    home = api.views.homes.get(member.id)
    if home is None:
        view_id = api.world.new_id("V")
        home = OpenView(view_id, member.id, member.team, {}, {}, root=view_id)
    elif args.get("hash") and args["hash"] != home.hash:
        raise ApiError("hash_conflict")
    api.views.homes[member.id] = home
    change(api, home, args["view"])
    api.watch.changed_view(watch_key(home), Seen(private=True, view=home))
    return {"ok": True, "view": output(api, home)}


METHODS: dict[str, Callable[[Api, Json], Json]] = {
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish_view,
}
