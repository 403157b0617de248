"""What the use cases of announcements share: finding one, refusing what cannot be done with it, and showing how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from bot.announcements import cards, previews, texts
from bot.announcements.forms import past
from bot.announcements.model import Announcement, Audience, Mention, State, Wording
from bot.announcements.sending import event_of, people_of
from bot.announcements.timing import say_shift
from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.views import Card
from bot.events.lookup import known_event
from bot.ports import Tx

AudienceOrMention = TypeVar("AudienceOrMention", Audience, Mention)


def known(tx: Tx, call: Call, number: int) -> Announcement:
    """The community's announcement with this number; one of another community does not exist for us."""
    found = tx.announcements.get(number)
    if found is None or found.community != call.space.community:
        raise Refusal(texts.UNKNOWN)
    return found


def still_pending(found: Announcement) -> Announcement:
    if not found.pending:
        raise Refusal(texts.NOT_PENDING(title=found.title))
    return found


def still_out(found: Announcement) -> Announcement:
    if found.state is not State.OUT:
        raise Refusal(texts.NOT_OUT(title=found.title))
    return found


def older(tx: Tx, call: Call, found: Announcement, version: int) -> Card | None:
    """The preview as it stands, where a button of an older one was pressed; refuses what is no preview any more."""
    return preview(tx, call, found, stale=True) if still_pending(found).version != version else None


def require_somebody(tx: Tx, found: Announcement) -> None:
    if found.audience is Audience.CHANNELS and not tx.announcements.spots(found.id):
        raise Refusal(texts.NO_CHANNEL)
    if found.audience is not Audience.CHANNELS and not people_of(tx, found):
        raise Refusal(texts.NOBODY_THERE)


def preview(tx: Tx, call: Call, found: Announcement, *, page: int = 0, stale: bool = False) -> Card:
    note = texts.STALE if stale else None
    return previews.preview_card(outline(tx, call, still_pending(found)), page=page, note=note)


def as_it_stands(tx: Tx, call: Call, found: Announcement) -> Card:
    return preview(tx, call, found) if found.pending else cards.standing_card(outline(tx, call, found))


def outline(tx: Tx, call: Call, found: Announcement) -> cards.Outline:
    elsewhere = [each for each in tx.spaces.channels(found.community) if each.space != call.space.id]
    out = found.state is State.OUT
    return cards.Outline(
        found,
        call.zone,
        event_of(tx, found),
        tx.announcements.spots(found.id),
        people=len(people_of(tx, found)),
        elsewhere=elsewhere,
        sent=tx.announcements.delivered(found.id) if out else 0,
        missed=tx.announcements.missed(found.id) if out else (),
    )


def timed(tx: Tx, call: Call, wording: Wording) -> Wording:
    """The wording with its time by the event as it stands now, which may have moved while the form was open."""
    event = None if wording.event is None else known_event(tx, call, wording.event)
    if wording.shift is None or event is None:
        return wording
    due = wording.shift.due(event.plan.starts_at, event.plan.ends_at)
    if due <= call.at:
        raise past(say_shift(wording.shift), due, wording.shift, call.zone)
    return replace(wording, due_at=due)


def one_of(kind: type[AudienceOrMention], picked: str) -> AudienceOrMention:
    """What was picked from a menu of ours; a forged one is a menu that is not there."""
    try:
        return kind(picked)
    except ValueError as forged:
        raise Refusal(texts.UNKNOWN) from forged
