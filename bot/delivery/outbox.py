"""Owing messages, in the transaction that causes them: to a person, to channels, and posts that are kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot.delivery.model import Delivery, Kind, Owed, Post, PostKind
from bot.people.model import Space
from bot.ports import Tx

_NEWS = timedelta(days=1)  # for which it is worth knowing what did not arrive after an event
_GATHERED = 60  # seconds


def owe_person(
    tx: Tx,
    member: int,
    kind: Kind,
    subject: int,
    *,
    key: str,
    due_at: datetime,
    late_at: datetime | None = None,
    event: int | None = None,
) -> bool:
    """Owe one message to a member, on the platform they used last; False when there is no way to reach them.

    `key` makes it unique: owing it again changes nothing. `event` is the one whose host is told if it cannot be delivered.
    """
    for to in tx.members.reach(member)[:1]:
        tx.deliveries.owe(Owed(key, kind, subject, to.space, due_at, late_at, account=to.account, event=event))
        return True
    return False


def open_posts(
    tx: Tx, kind: PostKind, subject: int, spaces: Iterable[Space], now: datetime, *, event: int | None = None
) -> list[Post]:
    """Owe a new card about `subject` in the events channel of each space that has one and has no such card yet."""
    shown = {each.space for each in tx.posts.of(kind, subject)}
    opened = [
        tx.posts.add(kind, subject, space.id, space.channel)
        for space in spaces
        if space.channel is not None and space.id not in shown
    ]
    for post in opened:
        tx.deliveries.owe(showing(post, now, event=event))
    return opened


def refresh_posts(tx: Tx, kind: PostKind, subject: int, now: datetime, *, event: int | None = None) -> Sequence[Post]:
    """Owe every card about `subject` anew. Many changes while one edit is on its way are one further edit."""
    posts = tx.posts.of(kind, subject)
    for post in posts:
        tx.deliveries.owe(showing(post, now, event=event))
    return posts


def showing(post: Post, due_at: datetime, *, moment: str = "", event: int | None = None) -> Owed:
    """What keeps a post true: sent the first time, edited later. `moment` names a further time at which it will change."""
    key = f"post:{post.id}:{moment}" if moment else f"post:{post.id}"
    return Owed(key, Kind.POST, post.id, post.space, due_at, channel=post.channel, event=event)


def tell_of_trouble(tx: Tx, delivery: Delivery, now: datetime) -> None:
    """Owe news of what was not delivered to the host of the event that it belongs to."""
    if delivery.event is not None and delivery.kind is Kind.MIRROR:
        tell_unlisted(tx, delivery.event, delivery.space, now)
    elif delivery.event is not None:
        tell_host(tx, delivery, delivery.event, now)


def tell_unlisted(tx: Tx, event: int, space: int, now: datetime) -> None:
    """Owe an event's host the news that a space does not take events into its own list: once for each such host."""
    found = tx.events.get(event)
    if found is not None:
        key = f"unlisted:{space}:{found.host}"
        owe_person(tx, found.host, Kind.UNLISTED, event, key=key, due_at=now, late_at=found.plan.ends_at)


def tell_host(tx: Tx, lost: Delivery, event: int, now: datetime) -> None:
    """Owe an event's host a word about what did not arrive: with whom, and once for all channels."""
    found = tx.events.get(event)
    if found is None or lost.kind is Kind.TROUBLE:
        return
    key, due, late = (
        f"trouble:{event}:{lost.kind.value}",
        now,
        now + _NEWS if _comes_after(tx, lost) else found.plan.ends_at,
    )
    if lost.person is not None:
        # A minute's worth is one message: of a cancelled event dozens may not hear.
        end = (int(now.timestamp()) // _GATHERED + 1) * _GATHERED
        due = datetime.fromtimestamp(end, UTC)
        key, late = f"trouble:{event}:people:{end}", max(late, due + timedelta(hours=1))
    owe_person(tx, found.host, Kind.TROUBLE, lost.id, key=key, due_at=due, late_at=late)


def gathered_in(key: str) -> tuple[datetime, datetime]:
    """From when to when what could not be delivered is gathered in the message with this key."""
    end = datetime.fromtimestamp(int(key.rpartition(":")[2]), UTC)
    return end - timedelta(seconds=_GATHERED), end


def _comes_after(tx: Tx, lost: Delivery) -> bool:
    """Whether it was to come when the event was over."""
    post = tx.posts.get(lost.subject) if lost.kind is Kind.POST else None
    return post is not None and post.kind is PostKind.RECAP
