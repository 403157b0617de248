"""What a person can see, take with them, and have erased of what is stored about them."""

from __future__ import annotations

import json

from bot.announcements.leaving import leave_announcements, scheduled
from bot.app import App, Call
from bot.asks.leaving import leave_asks
from bot.chat.replies import Refusal
from bot.chat.views import Attachment, Card
from bot.coffee.leaving import leave_matches
from bot.delivery.model import Kind
from bot.delivery.outbox import owe_person
from bot.events.leaving import ahead, give_up_seats, refresh_all
from bot.events.model import Event, State
from bot.people.intros import forget_intro
from bot.people.model import Member
from bot.people.presence import known_member
from bot.ports import Tx
from bot.privacy import cards, texts
from bot.privacy.forgetting import erase, tell
from bot.questions.leaving import leave_questions
from bot.talks.leaving import leave_talks

FILE = "hallway-about-me.json"


async def show_privacy(app: App, call: Call) -> Card:
    """What is stored about the person who asks, in words."""

    def load(tx: Tx) -> Card:
        member = known_member(tx, call)
        return cards.nothing_card() if member is None else cards.privacy_card(tell(tx, member.id), call.zone)

    return await app.store.read(load)


async def export_me(app: App, call: Call) -> Card:
    """All of it, as JSON to keep."""

    def load(tx: Tx) -> Card:
        member = known_member(tx, call)
        if member is None:
            return cards.nothing_card()
        community = tx.communities.get(call.space.community).name
        told = {"community": community, "exported_at": call.at.isoformat(), **tell(tx, member.id)}
        return cards.export_card(Attachment(FILE, json.dumps(told, ensure_ascii=False, indent=2)))

    return await app.store.read(load)


async def ask_forget(app: App, call: Call) -> Card:
    """Before somebody is forgotten, say what that will do."""

    def load(tx: Tx) -> Card:
        member = known_member(tx, call)
        if member is None:
            return cards.nothing_card()
        hosted = _to_hand_over(tx, member, call)
        _heir(tx, member, hosted, call)
        return cards.ask_forget_card(
            seats=len(ahead(tx, member.id, call)), hosted=len(hosted), scheduled=len(scheduled(tx, member.id))
        )

    return await app.store.read(load)


async def forget_me(app: App, call: Call) -> Card:
    """Erase the person who asks: seats go to those who wait, what they host to another organizer, the rest is gone."""
    return await app.store.write(_forget, call)


def _forget(tx: Tx, call: Call) -> Card:
    if tx.calls.done(call.key) is not None:
        return cards.forgotten_card()
    member = known_member(tx, call)
    if member is None:
        return cards.nothing_card()
    tx.calls.remember(call.key, "privacy", call.at)
    heir = _hand_over(tx, member, call)
    leave_announcements(tx, member.id, heir, call.at)
    leave_asks(tx, member.id, call.at)
    leave_talks(tx, member.id, call.at)
    leave_matches(tx, member.id, call.at)
    leave_questions(tx, member.id, call.at)
    shown = list(tx.answers.events_of(member.id))
    give_up_seats(tx, member.id, call)
    if (intro := tx.intros.of(member.id)) is not None:
        forget_intro(tx, intro, call.at)
    erase(tx, member.id, call.at)
    refresh_all(tx, shown, call)
    return cards.forgotten_card()


def _to_hand_over(tx: Tx, member: Member, call: Call) -> list[Event]:
    return [each for each in tx.events.hosted(member.id) if each.state is State.PLANNED and not each.over(call.at)]


def _heir(tx: Tx, member: Member, hosted: list[Event], call: Call) -> int | None:
    """The organizer who takes over what a member hosts; refuses when events would be left without one."""
    others = [each for each in tx.members.organizers(call.space.community) if each != member.id]
    if hosted and not others:
        raise Refusal(texts.HOST_ALONE(title=hosted[0].title, number=hosted[0].id))
    return others[0] if others else None


def _hand_over(tx: Tx, member: Member, call: Call) -> int | None:
    """Past events go along, so that nothing points at who is gone; of those ahead the new host is told. Who that is."""
    current = _to_hand_over(tx, member, call)
    heir = _heir(tx, member, current, call)
    if heir is None:
        return None
    for event in tx.events.hosted(member.id):
        tx.events.hand_over(event.id, heir)
    tx.series.merge(heir, member.id)
    for event in current:
        key = f"handed:{event.id}:{heir}:{call.key}"
        late = event.plan.ends_at
        owe_person(tx, heir, Kind.HANDED_OVER, event.id, key=key, due_at=call.at, late_at=late, event=event.id)
    return heir
