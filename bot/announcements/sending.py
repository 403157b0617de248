"""What announcements make us owe: their copies, kept up to date; the ringing of their clock; news for their author."""

from __future__ import annotations

from datetime import datetime

from bot.announcements.model import (
    Announcement,
    Audience,
    Spot,
    State,
    Verdict,
    due_of,
    judge,
    sent_at,
    useful_until,
)
from bot.delivery.model import Errand, ErrandKind, Kind, Owed, PostKind
from bot.delivery.outbox import owe_person
from bot.events.model import Event, Standing
from bot.ports import Tx

STANDINGS = {
    Audience.CHANNELS: (),
    Audience.GOING: (Standing.GOING,),
    Audience.WAITING: (Standing.WAITING,),
    Audience.BOTH: (Standing.GOING, Standing.WAITING),
    Audience.SPEAKING: (),
}


def event_of(tx: Tx, announcement: Announcement) -> Event | None:
    """The event that it is about."""
    event = announcement.wording.event
    return None if event is None else tx.events.get(event)


def put_out(tx: Tx, announcement: Announcement, now: datetime) -> None:
    """Owe a copy to each of its channels, or to each person with the answer that it is for, one after another."""
    if announcement.audience is not Audience.CHANNELS:
        tx.announcements.clear_spots(announcement.id)
        for member in people_of(tx, announcement):
            for to in tx.members.reach(member)[:1]:
                tx.announcements.add_spot(announcement.id, to.space, account=to.account)
    tx.announcements.put(announcement.id, State.OUT, now)
    late = useful_until(now, event_of(tx, announcement))
    spots = tx.announcements.spots(announcement.id)
    if not spots:
        tell_author(tx, announcement, "nobody", now)
    for order, spot in enumerate(spots):
        post = tx.posts.add(PostKind.ANNOUNCEMENT, spot.id, spot.space, spot.channel or "")
        due = now if spot.account is None else sent_at(now, order)
        tx.deliveries.owe(_copy(post.id, spot, due, late_at=late))


def people_of(tx: Tx, announcement: Announcement) -> list[int]:
    """The members who would get it privately, those who answered or speak first before the others."""
    event, standings = announcement.wording.event, STANDINGS[announcement.audience]
    if event is not None and announcement.audience is Audience.SPEAKING:
        return list(tx.talks.speakers(event))
    return list(tx.answers.members(event, *standings)) if event is not None and standings else []


def refresh(tx: Tx, announcement: Announcement, now: datetime) -> None:
    """Owe every copy anew: each shows what is true now, or goes where that is nothing. What is not sent yet keeps its turn."""
    out = announcement.state is State.OUT
    late = useful_until(announcement.out_at or now, event_of(tx, announcement))
    for order, spot in enumerate(tx.announcements.spots(announcement.id)):
        for post in tx.posts.of(PostKind.ANNOUNCEMENT, spot.id):
            unsent = post.message is None
            turn = sent_at(announcement.out_at or now, order) if out and unsent and spot.account is not None else now
            due = max(now, turn)
            tx.deliveries.owe(_copy(post.id, spot, due, late_at=late if unsent and out else None))


def _copy(post: int, spot: Spot, due: datetime, *, late_at: datetime | None) -> Owed:
    return Owed(f"post:{post}", Kind.POST, post, spot.space, due, late_at, channel=spot.channel, account=spot.account)


def set_clock(tx: Tx, announcement: Announcement, due: datetime) -> None:
    """Schedule it. A clock that was set before still rings, and then finds that it is not time."""
    version = tx.announcements.schedule(announcement.id, due)
    tx.errands.owe(ErrandKind.ANNOUNCE, announcement.id, key=f"announce:{announcement.id}:{version}", due_at=due)


def ring(tx: Tx, errand: Errand, now: datetime) -> None:
    """Its clock rang, or one that was set before: do what is right by what is true now."""
    announcement = tx.announcements.get(errand.subject)
    if announcement is not None:
        _settle(tx, announcement, event_of(tx, announcement), now)


def follow(tx: Tx, event: int, now: datetime) -> None:
    """Have all announcements about an event follow a change of it: their time, what they show, or that they do not go out."""
    found = tx.events.get(event)
    for announcement in tx.announcements.about(event):
        if announcement.state is State.OUT:
            refresh(tx, announcement, now)
        elif announcement.state is State.SCHEDULED:
            _settle(tx, announcement, found, now)


def _settle(tx: Tx, announcement: Announcement, event: Event | None, now: datetime) -> None:
    match judge(announcement, event, now):
        case Verdict.SEND:
            put_out(tx, announcement, now)
        case Verdict.WAIT:
            if (due := due_of(announcement.wording, event)) is not None:
                set_clock(tx, announcement, due)
        case Verdict.CALL_OFF:
            _drop(tx, announcement, State.CALLED_OFF, now)
        case Verdict.TOO_LATE:
            _drop(tx, announcement, State.TOO_LATE, now)
        case Verdict.NOTHING:
            pass


def _drop(tx: Tx, announcement: Announcement, state: State, now: datetime) -> None:
    """It does not go out, and its author is told why."""
    tx.announcements.put(announcement.id, state, now)
    tell_author(tx, announcement, state.value, now)


def tell_author(tx: Tx, announcement: Announcement, about: str, now: datetime) -> None:
    """Owe its author one message about what did not go out; the card says what, by how it stands then."""
    key = f"announcement:{announcement.id}:{about}"
    owe_person(tx, announcement.author, Kind.ANNOUNCEMENT_NEWS, announcement.id, key=key, due_at=now)


def copy_missed(tx: Tx, spot: int, now: datetime) -> None:
    """A copy could not be delivered: its author hears of it once, with every place that was missed by then."""
    found = tx.announcements.at_spot(spot)
    if found is not None and found[0].state is State.OUT:
        tell_author(tx, found[0], "missed", now)
