"""Communities, the spaces they live in, and the people in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Platform(Enum):
    DISCORD = "discord"
    SLACK = "slack"

    @property
    def title(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Community:
    """The people, with the zone (IANA name) in which they read a clock."""

    id: int
    name: str
    zone: str


class Purpose(Enum):
    """What a channel of a space is for."""

    EVENTS = "events"
    INTROS = "intros"
    ASKS = "asks"
    ORGANIZERS = "organizers"


@dataclass(frozen=True, slots=True)
class Space:
    """A Discord server or Slack workspace that belongs to a community.

    `external` is the platform's own id; `channel` is where events are announced, `None` while there is no such place;
    `intros` is where people introduce themselves, `organizers_channel` where those who run things talk.
    `asks_channel` is where asks and offers stand, where that is another one.
    """

    id: int
    community: int
    platform: Platform
    external: str
    name: str
    channel: str | None
    intros: str | None = None
    asks_channel: str | None = None
    organizers_channel: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a space where we may post; `external` is the platform's own id."""

    space: int
    platform: Platform
    external: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person's identity on one platform, as the platform tells it with each command.

    `organizer` is `None` where it does not say (in direct messages, of people who are only named): what was known of them
    then stays.
    """

    platform: Platform
    external: str
    name: str
    organizer: bool | None = False
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a community; `account` is the row of the account they act with now."""

    id: int
    community: int
    name: str
    account: int
    organizer: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where one person can be reached privately: an account, and a space that both they and we are in."""

    account: int
    space: int


@dataclass(frozen=True, slots=True)
class Owned:
    """One account of a member, as its row; `space` is where it was used last."""

    id: int
    member: int
    platform: Platform
    external: str
    name: str
    space: int


@dataclass(frozen=True, slots=True)
class Known:
    """A member as others see them: the name and the accounts, the one they used last first."""

    member: int
    community: int
    name: str
    accounts: tuple[tuple[Platform, str], ...]
    organizer: bool


NAME_LENGTH = 80
