"""People of the sandbox who do what people do: type commands, fill forms, press buttons, by what they read on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from sandbox.discord import Discord
from sandbox.discord import components as parts
from sandbox.kit import Answer, Json, SandboxError
from sandbox.slack import Slack, elements


class Person(Protocol):
    """Somebody with an account on one platform. Each act raises SandboxError where the bot did not let them do it."""

    @property
    def id(self) -> str: ...

    @property
    def channels(self) -> dict[str, str]:
        """The ids of the platform's channels, by name."""

    async def types(self, command: str, *, channel: str = "general", **options: str) -> Answer:
        """Send a command, such as "event create"; options are its arguments in order."""

    async def fills(self, opened: Answer, values: Json) -> Answer:
        """Fill the form that is open, and send it."""

    async def presses(self, message: Json, label: str, pick: str | None = None) -> Answer:
        """Press the button that reads so, or `pick` an option from the menu that does."""

    def reads(self, text: str, *, channel: str = "events") -> Json:
        """The newest message in a channel, or among their direct messages ("dm"), that says so."""

    def naming(self, other: Person, name: str) -> dict[str, str]:
        """The option that names somebody of the same platform in a command."""


@dataclass(frozen=True, slots=True)
class OnDiscord:
    discord: Discord
    id: str
    channels: dict[str, str]

    async def types(self, command: str, *, channel: str = "general", **options: str) -> Answer:
        asked = self.discord.command(user=self.id, channel=self.channels[channel], command=command, options=options)
        return _heard(await asked, f"/{command}")

    async def fills(self, opened: Answer, values: Json) -> Answer:
        form = _form(opened)
        return _heard(await self.discord.submit(user=self.id, form=form, values=values), "a form")

    async def presses(self, message: Json, label: str, pick: str | None = None) -> Answer:
        shown = [each for _, each in parts.walk(message["components"]) if "custom_id" in each]
        there = {str(each.get("label") or each.get("placeholder")): each["custom_id"] for each in shown}
        values = None if pick is None else [pick]
        pressed = self.discord.click(
            user=self.id, message=message["id"], custom_id=_labelled(there, label), values=values
        )
        return _heard(await pressed, label)

    def reads(self, text: str, *, channel: str = "events") -> Json:
        return _newest(self.discord.messages(_place(self.id, self.channels, channel)), text)

    def naming(self, other: Person, name: str) -> dict[str, str]:
        del name  # Discord's client has a picker
        return {"person": other.id}


@dataclass(frozen=True, slots=True)
class OnSlack:
    slack: Slack
    id: str
    channels: dict[str, str]

    async def types(self, command: str, *, channel: str = "general", **options: str) -> Answer:
        word, _, verb = command.partition(" ")
        text = " ".join([verb, *options.values()]).strip()
        asked = self.slack.command(user=self.id, channel=self.channels[channel], command=word, text=text)
        return _heard(await asked, f"/{command}")

    async def fills(self, opened: Answer, values: Json) -> Answer:
        form = _form(opened)
        return _heard(await self.slack.submit(user=self.id, form=form, values=values), "a form")

    async def presses(self, message: Json, label: str, pick: str | None = None) -> Answer:
        there = {elements.label(each): each.element["action_id"] for each in elements.interactive(message["blocks"])}
        pressed = self.slack.click(user=self.id, message=message["ts"], action_id=_labelled(there, label), value=pick)
        return _heard(await pressed, label)

    def reads(self, text: str, *, channel: str = "events") -> Json:
        return _newest(self.slack.messages(_place(self.id, self.channels, channel)), text)

    def naming(self, other: Person, name: str) -> dict[str, str]:
        del other
        return {"name": name}


def everybody(discord: Discord, slack: Slack) -> dict[tuple[str, str], Person]:
    """Everybody who is there, by platform and name."""
    people: dict[tuple[str, str], Person] = {}
    for guild in discord.state()["guilds"]:
        channels = {each["name"]: each["id"] for each in guild["channels"]}
        people |= {("discord", each["name"]): OnDiscord(discord, each["id"], channels) for each in guild["members"]}
    for team in slack.state()["teams"]:
        channels = {each["name"]: each["id"] for each in team["channels"]}
        people |= {("slack", each["name"]): OnSlack(slack, each["id"], channels) for each in team["members"]}
    return people


def _place(person: str, channels: dict[str, str], channel: str) -> str:
    return f"dm:{person}" if channel == "dm" else channels[channel]


def _heard(answer: Answer, what: str) -> Answer:
    if answer.ack_ms is None:
        raise SandboxError(f"The bot did not answer {what!r}.")
    if answer.errors:
        raise SandboxError(f"{what!r} was refused: {'; '.join(answer.errors.values())}")
    return answer


def _form(opened: Answer) -> str:
    if opened.form is None:
        raise SandboxError(f"No form opened, but {opened.text!r}.")
    return opened.form.id


def _labelled(there: dict[str, Any], label: str) -> str:
    if label not in there:
        raise SandboxError(f"Nothing reads {label!r}; there are {', '.join(there) or 'no buttons'}.")
    return str(there[label])


def _newest(messages: list[Json], text: str) -> Json:
    for message in reversed(messages):
        if any(text in said for said in _texts(message)):
            return message
    raise SandboxError(f"No message says {text!r}.")


def _texts(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            for each in part.values():
                yield from _texts(each)
        case list():
            for each in part:
                yield from _texts(each)
