"""What we owe: one message to one place or person, with when it is due and when it is too late to be useful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from bot.people.model import Platform


class Kind(Enum):
    """What a delivery is; it says what its `subject` is the id of, and who composes its card."""

    POST = "post"  # subject: a post; shows the current truth, by sending it or editing it
    REMINDER = "reminder"  # subject: an event; a new message in a channel
    CANCELLED = "cancelled"  # subject: an event; a new message in a channel, and to each person who was coming
    PROMOTED = "promoted"  # subject: an event; to one person
    MOVED = "moved"  # subject: a move; to each person who is going or waiting
    HANDED_OVER = "handed over"  # subject: an event; to the organizer who is its host now
    TROUBLE = "trouble"  # subject: a delivery that did not arrive; to the host of its event
    WELCOME = "welcome"  # subject: a member; to them, once
    DID_YOU_MEET = "did you meet"  # subject: a connection; to the one who was not asking
    YOU_MET = "you met"  # subject: a connection; to the one who was asking
    FOLLOW_UP = "follow-up"  # subject: an event; to one person who was there
    LINKED = "linked"  # subject: a member; to the account whose code was used
    ASK_MATCH = "ask_match"  # subject: an ask; to one person whom it may fit
    ASK_CLAIM = "ask_claim"  # subject: a claim; to the ask's author
    ASK_THANKS = "ask_thanks"  # subject: a claim; to the person who made it
    ANNOUNCEMENT_NEWS = "announcement_news"  # subject: an announcement; to its author, about what did not go out
    GATHERING = "gathering"  # subject: a room; opens it if need be, and says in it what it is for
    COFFEE_APART = "coffee_apart"  # subject: a person's part in a match; to them, how to reach the others
    COFFEE_REST = "coffee_rest"  # subject: a coffee round; to a person for whom there was nobody
    COFFEE_MET = "coffee_met"  # subject: a person's part in a match; to them, whether they met
    TALK_ACCEPTED = "talk_accepted"  # subject: a talk; this one and the next ones to its speaker
    TALK_WAITING = "talk_waiting"
    TALK_DECLINED = "talk_declined"
    TALK_UNPLACED = "talk_unplaced"
    TALK_CONFIRM = "talk_confirm"
    TALK_COMING = "talk_coming"
    TALK_OFFERED = "talk_offered"
    TALK_CALLED_OFF = "talk_called_off"
    TALK_MOVED = "talk_moved"  # subject: a talk; to its speaker, that the event has another time or place
    TALK_UNTOLD = "talk_untold"  # subject: a talk; to the organizer whose answer did not reach its speaker
    TALK_FREED = "talk_freed"  # subject: an event; to its organizers, about a slot that came free
    STAGE_WARNING = "stage_warning"  # subject: a turn; a new message in a channel, that its time runs out
    STAGE_DECK = "stage_deck"  # subject: a turn; a new message in a channel, that somebody has come to be on deck
    STAGE_DONE = "stage_done"  # subject: an event; a new message in a channel, when its stage is closed
    TALK_THANKS = "talk_thanks"  # subject: a talk that was given; to its speaker
    QUESTION_REPLIED = "question_replied"  # subject: a question; to the person who asked it with their name
    MIRROR = "mirror"  # subject: a mirror; the event in a platform's own list of events
    UNLISTED = "unlisted"  # subject: an event; to its host, that the platform does not take it into its list


# What may go to a great many people at once, such as a crowd of newcomers, and waits rather than hold up the others.
UNHURRIED = frozenset({Kind.WELCOME})


class PostKind(Enum):
    """What a post shows; its `subject` is the id of one of these."""

    EVENT = "event"
    INTRO = "intro"
    ASK = "ask"
    ANNOUNCEMENT = "announcement"  # subject: one place of an announcement, which may have several in a space
    LINEUP = "lineup"  # subject: an event
    STAGE = "stage"  # subject: a turn
    PROPOSAL = "proposal"  # subject: a talk; in the organizers' channel
    RECAP = "recap"  # subject: an event
    PROPOSAL_COPY = "proposal_copy"  # subject: a private copy of a proposal; to a host who has no such channel
    QUESTIONS = "questions"  # subject: a talk


# Why a delivery was dropped whose time was over; its host is told, unlike of what is no longer true.
TOO_LATE = "too late to be useful"


class RoomKind(Enum):
    """What a room is for; its `subject` is the id of one of these."""

    COFFEE = "coffee"  # a match


class ErrandKind(Enum):
    """What an errand does; it says what its `subject` is the id of."""

    FOLLOW_UPS = "follow-ups"  # subject: an event; owes everybody their follow-up
    ANNOUNCE = "announce"  # subject: an announcement, whose time may have come
    COFFEE_DRAW = "coffee_draw"  # subject: a coffee round
    SERIES = "series"  # subject: a series, whose next date may have to be announced
    COFFEE_CLOSED = "coffee_closed"  # subject: a match, whose room could not be opened
    STAGE_ENDS = "stage_ends"  # subject: an event, whose stage may have been left open
    RECAP = "recap"  # subject: an event, of which is told the morning after
    TALK_THANKS = "talk_thanks"  # subject: an event, whose speakers are thanked when it ends
    QUESTIONS_CLOSE = "questions_close"  # subject: a talk, about which no more can be asked
    TALK_OFFER_ENDS = "talk_offer_ends"  # subject: a talk, whose speaker was offered a slot


class Fate(Enum):
    """Where a delivery stands."""

    DUE = "due"
    LEASED = "leased"
    SENT = "sent"
    DROPPED = "dropped"  # too late to be useful, or no longer true
    FAILED = "failed"  # the platform refuses it for good


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery as a use case writes it. `key` makes it unique: owing the same key again only brings it up to date.

    It goes to `account` where that is set, else to `channel`, in `space`. `event` is the one it belongs to, whose host is
    told if it cannot be delivered.
    """

    key: str
    kind: Kind
    subject: int
    space: int
    due_at: datetime
    late_at: datetime | None = None
    channel: str | None = None
    account: int | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do at a time, which sends nothing itself: a transaction that writes facts and may owe messages.

    It is done and recorded in one transaction, so it happens exactly once, however often a process dies over it. What it
    does when it is late is its own decision.
    """

    id: int
    key: str
    kind: ErrandKind
    subject: int
    due_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Room:
    """A private conversation of a few people with us. `channel` is there once it is open.

    `inside` is the channel in which a platform opens it, where it needs one; `people` are the platform's ids.
    """

    id: int
    kind: RoomKind
    subject: int
    title: str
    inside: str | None
    people: tuple[str, ...]
    channel: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a channel, or a person's direct messages, in the platform's own ids.

    A message into a room has no `channel` before the room is open.
    """

    platform: Platform
    space: str
    channel: str | None = None
    person: str | None = None
    room: Room | None = None

    @property
    def lane(self) -> str:
        """What messages must not overtake each other in."""
        if self.room is not None:
            return f"{self.platform.value}:room:{self.room.id}"
        return f"{self.platform.value}:{self.channel or self.person}"

    @property
    def nowhere(self) -> bool:
        """Whether nobody is there any more: the person it went to was forgotten."""
        return not (self.room or self.channel or self.person)

    @property
    def requests(self) -> int:
        """How many requests a message takes at most: a room is opened and each person taken in first."""
        return 1 if self.room is None or self.room.channel else 2 + len(self.room.people)


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was sent, by the platform's own ids: what editing it needs."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A leased delivery. `attempts` counts from 1; `message` is what an earlier sending of a post left behind.

    `first_leased_at` is when the first attempt began, for finding a message that was sent but not recorded. `person` is the
    row of the account it goes to, and `name` how they are called.
    """

    id: int
    key: str
    kind: Kind
    subject: int
    space: int
    place: Place
    due_at: datetime
    late_at: datetime | None
    attempts: int
    generation: int
    first_leased_at: datetime
    message: Message | None
    event: int | None
    person: int | None
    name: str | None

    @property
    def mark(self) -> int:
        """What the message carries so that it can be recognised: all deliveries of a post mean the same message."""
        return _POSTS + self.subject if self.kind is Kind.POST else self.id

    @property
    def again(self) -> bool:
        """Whether another delivery may have sent this message before."""
        return self.kind is Kind.POST and self.key != f"post:{self.subject}"


_POSTS = 1_000_000_000  # a platform's mark is a 32-bit number; deliveries count up from 1


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody who could not be told something privately: how they are called, and what it was."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Mirror:
    """An event in a space's own list of events, such as Discord's; `external` is its id there, once it is there."""

    id: int
    event: int
    space: int
    external: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a platform's own list of events shows of one; words that people typed are shown as text.

    `mark` stands in the description, for finding it again. `external` is the id of what is there already.
    """

    title: str
    description: str
    place: str
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    mark: str
    external: str | None


@dataclass(frozen=True, slots=True)
class Later:
    """Instead of what to send: it cannot be sent yet, but may be then."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Post:
    """A card that stands somewhere public and is kept up to date."""

    id: int
    kind: PostKind
    subject: int
    space: int
    channel: str
    message: str | None


def reminder_key(event: int, space: int, start: datetime, before: timedelta, revision: int) -> str:
    """What makes a reminder one: an event that moves away and back again is reminded of anew."""
    return f"reminder:{event}:{space}:{int(start.timestamp())}:{int(before.total_seconds())}:{revision}"


def reminds_of(key: str) -> tuple[datetime, timedelta]:
    """The start that a reminder is for, and how long before it is sent."""
    _, _, _, start, before, *_ = key.split(":")
    return datetime.fromtimestamp(int(start), UTC), timedelta(seconds=int(before))
