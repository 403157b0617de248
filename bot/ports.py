"""What the core asks of the world, as Protocols: a transaction's tables, the store, the clock, the platforms' messengers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.chat.views import Card
from bot.checkin.model import Arrival, Comer, Expected
from bot.delivery.model import Delivery, Fate, Kind, Message, Owed, Place, Post, PostKind
from bot.delivery.pace import Pace
from bot.events.model import Attendance, Event, Move, Plan, Standing
from bot.people.intro_model import Intro, Profile, Topic, Words
from bot.people.meeting_model import Connection, Meeting
from bot.people.model import Account, Community, Known, Member, Owned, Platform, Recipient, Space
from bot.upcoming.model import Sending

P = ParamSpec("P")
R = TypeVar("R")


class Communities(Protocol):
    def found(self, name: str, zone: str, now: datetime) -> Community: ...
    def first(self) -> Community | None: ...
    def get(self, community: int) -> Community: ...
    def rename(self, community: int, name: str, zone: str) -> None: ...


class Spaces(Protocol):
    def add(self, community: int, platform: Platform, external: str, name: str, channel: str | None) -> Space: ...
    def change(self, space: int, *, name: str, channel: str | None) -> None: ...
    def introduce_in(self, space: int, channel: str | None) -> None:
        """Set where people introduce themselves."""
        ...

    def find(self, platform: Platform, external: str) -> Space | None: ...
    def get(self, space: int) -> Space: ...
    def of(self, community: int) -> Sequence[Space]: ...
    def everywhere(self) -> Sequence[Space]: ...
    def name_channel(self, space: int, channel: str, name: str) -> None:
        """Remember what a channel is called, to say so where it cannot be shown by its id."""
        ...


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
        """The member behind an account as far as we know them; changes nothing."""
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


class Events(Protocol):
    def add(self, community: int, host: int, plan: Plan, now: datetime) -> Event: ...
    def get(self, event: int) -> Event | None: ...
    def lock(self, event: int) -> Event | None:
        """The event, held against other writers until this transaction ends."""
        ...

    def upcoming(self, community: int, now: datetime) -> Sequence[Event]:
        """Planned events that are not over, the next one first."""
        ...

    def call_off(self, event: int) -> None:
        """Set the state to cancelled, which is a revision as well."""
        ...

    def change(self, event: int, plan: Plan) -> Event:
        """Write the new plan as the next revision. Seats must not be fewer than are taken."""
        ...

    def move(self, event: Event, before: Plan, now: datetime) -> int:
        """Note the time and place that this revision has left; the id of that note."""
        ...

    def moved(self, move: int) -> Move | None: ...
    def latest(self, community: int, most: int) -> Sequence[Event]:
        """Events of any time and state, the one that begins last first."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """What one member hosts is hosted by another."""
        ...


class Answers(Protocol):
    def standing(self, event: int, member: int) -> Standing | None: ...
    def stand(self, event: int, member: int, standing: Standing, now: datetime) -> None:
        """Write where a member stands and keep the event's counters true; a new standing takes the next place."""
        ...

    def confirm(self, event: int, member: int, now: datetime) -> None:
        """Note that a person has said of their own accord that they come, knowing what they know now."""
        ...

    def confirmed(self, event: int, since: datetime) -> int:
        """How many of those with a seat have said so after `since`."""
        ...

    def first_waiting(self, event: int) -> int | None: ...
    def place_in_line(self, event: int, member: int) -> int | None: ...
    def all(self, event: int, *, most: int) -> Attendance: ...
    def members(self, event: int, *standings: Standing) -> Sequence[int]: ...
    def events_of(self, member: int) -> Sequence[int]:
        """Events that a member has answered."""
        ...

    def shared(self, one: int, other: int, now: datetime, *, over_since: datetime) -> int | None:
        """The event at which both have a seat, begun and not over before that moment; the latest of several."""
        ...

    def merge(self, keep: int, gone: int) -> Sequence[int]:
        """Give one member's answers to another, at most one to an event; the events where that freed a seat."""
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

    def merge(self, keep: int, gone: int) -> None: ...


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


class Posts(Protocol):
    def add(self, kind: PostKind, subject: int, space: int, channel: str) -> Post: ...
    def get(self, post: int) -> Post | None: ...
    def of(self, kind: PostKind, subject: int) -> Sequence[Post]: ...
    def sent(self, post: int, message: Message) -> None: ...
    def gone(self, post: int) -> None:
        """Its message was taken away."""
        ...


class Deliveries(Protocol):
    def owe(self, owed: Owed) -> None:
        """Write a delivery; owing a key again makes it due again with what is true then, and never loses one."""
        ...

    def redirect(self, account: int, to: Recipient) -> None:
        """Send what is still due to an account to another one."""
        ...

    def unplan(self, kind: Kind, subject: int, why: str, now: datetime) -> None:
        """Drop what is still due of this kind and subject; nobody has to be told."""
        ...

    def lease(self, now: datetime, most: int, platforms: AbstractSet[Platform]) -> Sequence[Delivery]:
        """Take up to `most` due deliveries to these platforms, oldest first; nobody else is given them meanwhile."""
        ...

    def get(self, delivery: int) -> Delivery:
        """A delivery that was leased once, as it stands now."""
        ...

    def close(self, delivery: Delivery, fate: Fate, now: datetime, *, message: Message | None, why: str) -> None:
        """Record the end of a leased delivery, or make it due again if it was owed anew meanwhile."""
        ...

    def retry(self, delivery: Delivery, at: datetime, why: str) -> None: ...
    def release(self) -> None:
        """Give back every lease: called when a process starts on a database that it holds alone."""
        ...

    def space_of(self, message: str, platform: Platform) -> int | None:
        """The space that a message of ours was sent for, by the platform's id of the message."""
        ...

    def next_due(self, platforms: AbstractSet[Platform]) -> datetime | None: ...


class Calls(Protocol):
    def done(self, key: str) -> str | None:
        """What a call with this key came to, if it was done before."""
        ...

    def remember(self, key: str, about: str, now: datetime) -> None: ...


class Drafts(Protocol):
    def keep(self, member: int, route: str, values: dict[str, str], now: datetime) -> int: ...
    def get(self, draft: int, account: str, platform: Platform) -> tuple[str, dict[str, str]] | None:
        """The route and the answers of a draft, for the person who typed it and nobody else."""
        ...

    def merge(self, keep: int, gone: int) -> None: ...


class Arrivals(Protocol):
    def add(self, event: int, now: datetime, *, member: int | None = None, guest: str = "") -> Arrival:
        """Note who came, a member or a guest by name; a member comes once."""
        ...

    def has(self, event: int, member: int) -> bool: ...
    def remove(self, event: int, arrival: int) -> Arrival | None:
        """Take an arrival back; what it was, or `None` when it is not there (any more)."""
        ...

    def counts(self, event: int) -> tuple[int, int]:
        """How many have come with a seat, and how many without."""
        ...

    def expected(self, event: int, *, skip: int, most: int) -> Sequence[Expected]:
        """Who has a seat and has not come yet, by name."""
        ...

    def recent(self, event: int, most: int) -> Sequence[Arrival]:
        """Who came, the last one first."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Two members turn out to be one: `keep` has come wherever either had, once."""
        ...

    def known(self, event: int, community: int) -> Sequence[Comer]:
        """Every member of the community, with what the door of this event has to know of them."""
        ...


class Sendings(Protocol):
    """The outbox to read in, by people. A card's later changes are left out: they are no messages."""

    def ahead(self, community: int, most: int) -> Sequence[Sending]:
        """What will be sent, the next one first."""
        ...

    def lately(self, community: int, since: datetime, most: int) -> Sequence[Sending]:
        """What came to its end after `since`, the last one first."""
        ...

    def ahead_of(self, member: int, most: int) -> Sequence[Sending]:
        """What will be sent to a member, and to everybody about events that they answered going, waiting or maybe."""
        ...


class Tx(Protocol):
    """One transaction. It cannot await: nothing slow can stand between counting a seat and taking it."""

    @property
    def communities(self) -> Communities: ...
    @property
    def spaces(self) -> Spaces: ...
    @property
    def members(self) -> Members: ...
    @property
    def events(self) -> Events: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def intros(self) -> Intros: ...
    @property
    def connections(self) -> Connections: ...
    @property
    def links(self) -> Links: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def calls(self) -> Calls: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def arrivals(self) -> Arrivals: ...
    @property
    def sendings(self) -> Sendings: ...


class Store(Protocol):
    async def write(self, work: Callable[Concatenate[Tx, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `work(tx, …)` as one transaction; returns its result once it is durable, raises what it raised."""
        ...

    async def read(self, work: Callable[Concatenate[Tx, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `work(tx, …)` on one consistent view of the data; it cannot write."""
        ...

    def on_owed(self, tell: Callable[[], None]) -> None:
        """Have `tell()` called after each commit that owes something."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The current moment, in UTC."""
        ...


class NotLetIn(Exception):  # noqa: N818 - a fact about the key, not an error of ours
    """A platform refuses our token; the sentence says which setting to look at, and never the token."""


class Undeliverable(Exception):  # noqa: N818 - a fact about the place, not an error of ours
    """The platform refuses this message for good: the channel is gone, the person takes no direct messages."""


class Busy(Exception):  # noqa: N818 - a fact about the platform
    """The platform cannot take this message now; `after` is how many seconds it asks us to wait, if it said."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Messenger(Protocol):
    """One platform's way out. All methods raise Undeliverable or Busy for what the platform says, and nothing else for it."""

    @property
    def pace(self) -> Pace: ...

    async def post(self, to: Place, card: Card, *, mark: int) -> Message:
        """Send a message; it carries `mark` (a positive 32-bit number), so that a repetition can be recognised."""
        ...

    async def find(self, to: Place, *, mark: int, since: datetime) -> Message | None:
        """The message with this mark that an earlier attempt left in `to`, not before `since`."""
        ...

    async def edit(self, message: Message, card: Card) -> None: ...
    async def retract(self, message: Message) -> None:
        """Take a message away; one that is gone already is fine."""
        ...
