"""Hallway on Slack: the connection, who calls, and the one place that acknowledges."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot import features
from bot.app import App, Call, Home
from bot.chat import catalog, replies
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form
from bot.people.actions import join_space, show_home, unknown_verb
from bot.people.model import Account, Platform
from bot.people.welcome import welcome_newcomer
from bot.ports import NotLetIn
from cogs.slack import home, render, setup
from cogs.slack.arriving import Door, look_around
from cogs.slack.bodies import answers_in, key
from cogs.slack.commands import VERBS
from cogs.slack.messenger import MENDABLE, SlackMessenger
from cogs.slack.rich_text import plain
from cogs.slack.roster import Roster
from cogs.slack.screens import Screens, Spot
from cogs.slack.verbs import Opener, UseCase, mentioned, unescaped

log = logging.getLogger("hallway.slack")

Body = dict[str, Any]
# Commands of one word: whatever follows them is their text.
_WHOLE = frozenset(each.word for each in catalog.COMMANDS if not each.verb)


class SlackCog:
    """Hallway's Slack side. `start()` it once; it is `ready` when a command would be answered."""

    def __init__(self, app: App, door: Door) -> None:
        self.app = app
        self.ready = asyncio.Event()
        self._door = door
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        # The rate-limit handler alone: slack_sdk's other default repeats a request whose connection broke, and what was
        # already posted would be posted twice.
        self.client = AsyncWebClient(
            door.bot_token,
            base_url=door.base_url,
            session=self._session,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
        )
        if not door.proxy:
            self.client.proxy = None
        self.messenger = SlackMessenger(self.client)
        self._screens = Screens(self.client, self._session)
        self._roster = Roster(self.client)
        self._bolt = self._listen()
        self._socket: AsyncSocketModeHandler | None = None
        self._me = ""
        self._background: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Say who we are, take the workspace into its community, and connect. Raises NotLetIn for tokens that are not good."""
        try:
            await self._come_in()
        except SlackApiError as refused:
            if refused.response.get("error") in MENDABLE:
                raise NotLetIn(
                    "Slack does not know these tokens. Check HALLWAY_SLACK_BOT_TOKEN (xoxb-…) and HALLWAY_SLACK_APP_TOKEN"
                    " (xapp-…)."
                ) from refused
            raise

    async def _come_in(self) -> None:
        me = await self.client.auth_test()
        # bolt would try a bad app token for ever, without a word.
        await self.client.apps_connections_open(app_token=self._door.app_token)
        self._me = me["user_id"]
        await self._roster.fill()
        await self._arrive(me["team_id"], me["team"])
        self._socket = AsyncSocketModeHandler(self._bolt, self._door.app_token)
        await self._socket.connect_async()  # type: ignore[no-untyped-call]
        self.ready.set()

    async def _arrive(self, team: str, name: str) -> None:
        """Take the workspace into its community, with the channels that we are in."""
        ours = self.app.directory.find(Platform.SLACK, team)
        known = None if ours is None else ours.space.channel
        await join_space(self.app, await look_around(self.client, self._door, team, name, known=known))

    async def ended(self) -> None:
        """Return never: slack_sdk reconnects by itself."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        await asyncio.gather(*self._background, return_exceptions=True)
        await self._session.close()

    def _listen(self) -> AsyncApp:
        """One listener a word, one for all buttons and menus, one for all forms."""
        bolt = AsyncApp(client=self.client)
        for word in catalog.WORDS:
            bolt.command(f"/{word}")(self._command)
        bolt.action(re.compile(".*"))(self._press)
        bolt.view(re.compile(".*"))(self._submit)
        bolt.options(re.compile("search:.*"))(self._suggest)
        bolt.event("team_join")(self._join)
        bolt.event("user_change")(self._learn)
        bolt.event("member_joined_channel")(self._joined)
        bolt.event("app_home_opened")(self._look_in)
        return bolt

    # --- Calls: acknowledged here and nowhere else -------------------------------------------------------------------

    async def _command(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        self._later(self._run_command(body))

    async def _press(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        if not body["actions"][0]["action_id"].startswith("link:"):
            self._later(self._run_press(body))

    async def _submit(self, ack: AsyncAck, body: Body) -> None:
        """A form: what cannot be read is said beside the field in the acknowledgement itself, so that nothing typed is
        lost; reading is pure, so that it cannot be late.
        """
        route, answers = body["view"]["callback_id"], answers_in(body["view"]["state"]["values"])
        caller = Account(Platform.SLACK, body["user"]["id"], body["user"].get("name", ""))
        read = replies.settle_now(key(body), lambda: features.read_form(self._call(body, caller), route, answers))
        if isinstance(read, Refusal):
            field = read.field or next(iter(answers))
            await ack(response_action="errors", errors={field: plain(read.sentence)})
            return
        await ack()
        # Sent as on Discord from here on: what is refused only when it is done is kept as a draft, too.
        self._later(self._run_form(body, lambda app, call: features.send_form(app, call, route, answers)))

    async def _suggest(self, ack: AsyncAck, body: Body) -> None:
        """A menu that is searched while somebody types: plain functions find its options, so that it cannot be late."""
        search = features.SEARCHES.get(body["action_id"].partition(":")[2])
        found = [] if search is None else search(body.get("value") or "", self.app.clock.now())
        await ack(options=render.options(found))

    async def _learn(self, ack: AsyncAck, event: Body) -> None:
        await ack()
        self._roster.learn(event["user"])

    async def _join(self, ack: AsyncAck, body: Body, event: Body) -> None:
        await ack()
        self._later(self._welcome(body, self._roster.learn(event["user"])))

    async def _joined(self, ack: AsyncAck, event: Body) -> None:
        """Somebody came into a channel; where that is us, we may post there from now on."""
        await ack()
        ours = self.app.directory.find(Platform.SLACK, event.get("team") or "")
        if event["user"] == self._me and ours is not None:
            self._later(self._arrive(ours.space.external, ours.space.name))

    async def _look_in(self, ack: AsyncAck, body: Body, event: Body) -> None:
        """Somebody looks at our own tab; the one with our messages is Slack's."""
        await ack()
        if event.get("tab") == "home":
            self._later(self._show_home(body, event["user"]))

    def _later(self, work: Awaitable[None]) -> None:
        """Go on outside the listener: bolt loses an acknowledgement when a listener fails just after it."""
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        task.add_done_callback(_say_why)

    # --- What follows ------------------------------------------------------------------------------------------------

    async def _run_command(self, body: Body) -> None:
        word = body["command"].removeprefix("/")
        name, _, rest = body.get("text", "").strip().partition(" ")
        verb = VERBS.get(f"{word} {name.lower()}")
        if verb is None and (not name or word in _WHOLE):
            verb, rest = VERBS.get(word), body.get("text", "")
        spot = Spot.of_command(body)
        if verb is None:
            await self._screens.show(spot, unknown_verb(word, name).card())
        elif verb.opens is not None:
            await self._open(body, spot, verb.opens)
        elif (route := verb.route) is not None:
            await self._open(body, spot, lambda call: features.open_form(self.app, call, route))
        elif verb.finds is not None and (verb.runs is None or not rest.strip()):
            find = verb.finds(rest.strip())
            await self._open(body, spot, lambda call: features.in_time(find(self.app, call)))
        elif verb.about is not None:
            who = None if (named := mentioned(rest)) is None else await self._roster.account(named, "")
            await self._screens.show(spot, await self._settle(body, verb.about(unescaped(rest.strip()), who)))
        elif verb.runs is not None:
            await self._screens.show(spot, await self._settle(body, verb.runs(rest.strip())))

    async def _run_press(self, body: Body) -> None:
        action = body["actions"][0]
        route, picked = action["action_id"], setup.picked(action)
        spot = Spot.of_press(body)
        if features.opens_form(route):
            await self._open(body, spot, lambda call: features.open_form(self.app, call, route, picked))
            return
        chosen = action.get("selected_user")
        person = None if chosen is None else await self._roster.account(chosen, "")

        async def use(app: App, call: Call) -> Card:
            await setup.require_open(app, call, self.client, action)
            return await features.press(app, call, route, picked, person)

        card = await self._settle(body, use)
        private = bool(body.get("container", {}).get("is_ephemeral"))
        await self._screens.show(spot, card, in_place=private and features.in_place(route))
        if home.stands_on(body):
            await self._show_home(body, spot.user)

    async def _show_home(self, body: Body, user: str) -> None:
        caller = await self._roster.account(user, "")
        card = await replies.settle(key(body), lambda: show_home(self.app, self._call(body, caller)))
        await home.publish(self.client, user, card)

    async def _welcome(self, body: Body, who: Account) -> None:
        ours = self.app.directory.find(Platform.SLACK, body["team_id"])
        if ours is not None:
            await welcome_newcomer(self.app, Call(who, ours, None, self.app.clock.now(), key(body)))

    async def _run_form(self, body: Body, act: Callable[[App, Call], Awaitable[Card]]) -> None:
        await self._screens.show(Spot.of_form(body), await self._settle(body, act))

    async def _settle(self, body: Body, use_case: UseCase) -> Card:
        return await replies.settle(key(body), lambda: self._with_caller(body, use_case))

    async def _with_caller(self, body: Body, use_case: UseCase) -> Card:
        return await use_case(self.app, self._call(body, await self._caller(body)))

    async def _open(self, body: Body, spot: Spot, opener: Opener) -> None:
        caller = await self._caller(body)
        shown = await replies.settle_form(key(body), lambda: opener(self._call(body, caller)))
        if isinstance(shown, Form):
            await self._screens.open(spot, shown)
        else:
            await self._screens.show(spot, shown)

    async def _caller(self, body: Body) -> Account:
        if "user" in body:
            return await self._roster.account(body["user"]["id"], body["user"].get("name", ""))
        return await self._roster.account(body["user_id"], body.get("user_name", ""))

    def _call(self, body: Body, caller: Account) -> Call:
        """Who calls, where and when; raises Refusal in a workspace that we have not entered yet."""
        ours: Home | None = self.app.directory.find(Platform.SLACK, body.get("team_id") or body["team"]["id"])
        if ours is None:
            raise Refusal(replies.NOT_YET)
        channel = body.get("channel_id") or (body.get("channel") or {}).get("id")
        named = caller.external in (ours.organizers or self._door.organizers)
        caller = replace(caller, organizer=caller.organizer or named)
        return Call(caller, ours, channel, self.app.clock.now(), key(body))


def _say_why(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("an answer on Slack failed", exc_info=error)
