"""What the core asks of the rows of people: members and their accounts, intros, connections, link codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.people.intro_model import Intro, Profile, Topic, Words
from bot.people.meeting_model import Connection, Meeting
from bot.people.model import Account, Known, Member, Owned, Platform, Recipient


class Members(Protocol):
    def meet(self, community: int, account: Account, space: int, now: datetime) -> Member:
        """The member behind an account, made on first sight; name and role follow the platform."""
        ...

    def behind(self, account: int) -> int:
        """The member that an account belongs to."""
        ...

    def last_space(self, platform: Platform, external: str) -> int | None:
        """The space in which an account was seen last."""
        ...

    def find(self, community: int, account: Account) -> Member | None:
        """The member behind an account as far as we know them, with what the account's role allows now; changes nothing."""
        ...

    def name(self, community: int, member: int) -> str | None:
        """What a member of this community is called; `None` for a stranger."""
        ...

    def reach(self, member: int) -> Sequence[Recipient]:
        """Where a member can be reached, the account they used last first."""
        ...

    def know(self, community: int, account: Account, space: int, now: datetime) -> int:
        """The member behind an account that somebody named: made on first sight, else left as they are."""
        ...

    def known(self, member: int) -> Known | None: ...
    def named(self, community: int, text: str, *, most: int) -> Sequence[Known]:
        """Members with this in one of their names, by name."""
        ...

    def organizers(self, community: int) -> Sequence[int]: ...
    def at(self, space: int, person: str) -> int | None:
        """The member behind the platform's own id of a person, in the community of a space."""
        ...

    def welcome(self, member: int, now: datetime, *, joined_since: datetime) -> bool:
        """Note that a member is welcomed; False when they were before, or joined earlier than that."""
        ...

    def accounts(self, member: int) -> Sequence[Owned]: ...
    def split(self, account: int, now: datetime) -> int:
        """Give an account a new member of its own, who counts as welcomed; the new member."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Give all accounts of one member to another, and forget the one that has none now. The last of all merges."""
        ...

    def doubt_organizers(self, space: int, except_for: int) -> None:
        """Take nobody of a space for an organizer until their next call says so, but the account that is named."""
        ...

    def everyone(self, community: int) -> Sequence[int]: ...
    def twins(self, community: int, other: int) -> Sequence[int]:
        """Members of a community with an account that the other one knows, too."""
        ...

    def move(self, community: int, to: int) -> None:
        """Make a community's members, with their accounts, the other one's."""
        ...


class Intros(Protocol):
    def of(self, member: int) -> Intro | None: ...
    def get(self, intro: int) -> Intro | None:
        """An intro that stands; `None` for one that was taken back."""
        ...

    def save(self, community: int, member: int, profile: Profile, words: Words, now: datetime) -> Intro: ...
    def take_back(self, intro: int, now: datetime) -> None:
        """Forget what an intro says and the words it is found by."""
        ...

    def newest(self, community: int, *, most: int) -> Sequence[Intro]: ...
    def with_word(self, community: int, word: str, *, prefix: bool = False) -> Sequence[tuple[int, Topic]]:
        """Intros with this word, or with one that begins like it, and what it is about."""
        ...

    def vocabulary(self, community: int) -> Sequence[str]: ...
    def frequent(self, community: int, topic: Topic) -> str | None:
        """The word that most intros of a community have about a topic."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Give what is left of one member's intros to another; only one of them may have one that stands."""
        ...


class Connections(Protocol):
    def between(self, one: int, other: int) -> Connection | None: ...
    def get(self, connection: int) -> Connection | None: ...
    def ask(self, asker: int, other: int, now: datetime, *, event: int | None) -> Connection: ...
    def settle(self, connection: int, state: Meeting, now: datetime) -> Connection: ...
    def asked_since(self, member: int, since: datetime) -> int: ...
    def met(self, member: int, *, since: datetime, event: int) -> Sequence[int]:
        """Whom a member met since a moment or at an event, in that order."""
        ...

    def approached(self, member: int) -> Sequence[int]:
        """Everybody whom a member met or has asked."""
        ...

    def merge(self, keep: int, gone: int) -> Sequence[int]:
        """Give one member's connections to another, one to each person; those by which two turn out to agree that they met."""
        ...


class Links(Protocol):
    """Codes by which two accounts become one member, kept as digests."""

    def offer(self, account: int, digest: str, expires_at: datetime) -> None:
        """Keep a code of an account, in place of an earlier one."""
        ...

    def holder(self, community: int, digest: str, now: datetime) -> Owned | None: ...
    def spend(self, account: int) -> None: ...
    def wrong(self, account: int, now: datetime) -> None: ...
    def wrong_since(self, account: int, since: datetime) -> Sequence[datetime]:
        """When wrong codes were tried, the earliest first."""
        ...
