"""Who is who in a workspace: names and roles, kept at hand so that an answer seldom has to ask Slack first."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.people.model import NAME_LENGTH, Account, Platform
from cogs.slack.messenger import TROUBLE, next_cursor

log = logging.getLogger("hallway.slack")

_PAGE = 200
_PAGES = 20


class Roster:
    """Filled once at the start, then kept true by Slack's `user_change` and `team_join` events. Its organizers are the
    workspace's admins; who else is one, the call's home says.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, Account] = {}

    async def fill(self) -> None:
        """Learn the workspace's people, as far as a few pages go; the others are asked for when they call."""
        cursor = ""
        for _ in range(_PAGES):
            page = await self._client.users_list(limit=_PAGE, cursor=cursor)
            for user in page["members"]:
                self.learn(user)
            if not (cursor := next_cursor(page)):
                return

    def learn(self, user: dict[str, Any]) -> Account:
        """What Slack says of a person."""
        profile = user.get("profile") or {}
        name = (
            profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name") or ""
        )
        organizer = bool(user.get("is_admin") or user.get("is_owner"))
        account = Account(
            Platform.SLACK, user["id"], name[:NAME_LENGTH] or user["id"], organizer=organizer, bot=_is_bot(user)
        )
        self._known[user["id"]] = account
        return account

    async def account(self, user: str, name: str) -> Account:
        """The person with this id; with `name` and as no organizer where Slack does not tell."""
        if (known := self._known.get(user)) is not None:
            return known
        try:
            return self.learn((await self._client.users_info(user=user))["user"])
        except TROUBLE as trouble:
            log.warning("Slack did not tell who a caller is: %s", trouble)
            return Account(Platform.SLACK, user, name[:NAME_LENGTH] or user)


def _is_bot(user: dict[str, Any]) -> bool:
    return bool(user.get("is_bot")) or user["id"] == "USLACKBOT"  # Slack's own does not say so
