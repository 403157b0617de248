"""One person, two accounts: joining them into one member, counted once, and separating them again."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Card, Line, Say
from bot.delivery.model import Delivery, Kind, Owed, PostKind
from bot.delivery.outbox import refresh_posts
from bot.events.actions import promote_first
from bot.events.model import State
from bot.events.posts import refresh
from bot.people import linking_cards as cards
from bot.people import texts
from bot.people.intro_model import join_profiles
from bot.people.intros import forget_intro, write_intro
from bot.people.linking_model import (
    GOOD_FOR,
    TRIES_WITHIN,
    WRONG_TRIES,
    clashing,
    digest,
    make_code,
    read_code,
    who_stays,
)
from bot.people.meeting import tell_both
from bot.people.model import Member, Owned, Platform, Recipient
from bot.people.presence import meet
from bot.ports import Tx
from bot.questions.posts import refresh_questions
from bot.stage.posts import show_speaker_anew

_EXAMPLE = "QK7M3RXP"


async def link(app: App, call: Call, *, code: str = "") -> Card:
    """Without a code, show one; with one, join the account it came from and the caller's into one member."""
    if not one_line(code):
        new = make_code(secrets.choice)
        return await app.store.write(_offer, call, new, await asyncio.to_thread(digest, new))
    if (typed := read_code(one_line(code))) is None:
        raise Refusal(_wrong(call))
    # A wrong code has to be counted, so it must not undo its transaction: what it comes to is returned, then raised.
    came_to = await app.store.write(_link, call, await asyncio.to_thread(digest, typed))
    if isinstance(came_to, Refusal):
        raise came_to
    return came_to


async def ask_unlink(app: App, call: Call) -> Card:
    """Before an account is separated, say what it leaves behind."""

    def load(tx: Tx) -> Card:
        member = tx.members.at(call.space.id, call.who.external)
        this, others = _apart([] if member is None else list(tx.members.accounts(member)), call)
        return cards.ask_unlink_card(this, others)

    return await app.store.read(load)


async def unlink(app: App, call: Call) -> Card:
    """Separate the caller's account: the member keeps everything, the account starts fresh."""
    return await app.store.write(_unlink, call)


# --- Joining ---------------------------------------------------------------------------------------------------------


def _offer(tx: Tx, call: Call, code: str, kept: str) -> Card:
    member = meet(tx, call)
    accounts = tx.members.accounts(member.id)
    platforms = {each.platform for each in tx.spaces.of(member.community)}
    if len(accounts) > 1 and platforms <= {each.platform for each in accounts}:
        return cards.already_card(accounts)
    tx.links.offer(member.account, kept, call.at + GOOD_FOR)
    return cards.code_card(code, call.space.platform, call.at + GOOD_FOR, call.zone)


def _link(tx: Tx, call: Call, typed: str) -> Card | Refusal:
    member = meet(tx, call)
    match (tx.calls.done(call.key) or "").split(":"):
        case ["link", "wrong"]:
            return Refusal(_wrong(call))
        case ["link", freed]:
            return cards.linked_card(tx.members.accounts(member.id), int(freed))
    tried = tx.links.wrong_since(member.account, call.at - TRIES_WITHIN)
    if len(tried) >= WRONG_TRIES:
        again = tried[-WRONG_TRIES] + TRIES_WITHIN
        return Refusal(cards.locked(WRONG_TRIES, call.space.platform, again, call.zone))
    holder = tx.links.holder(member.community, typed, call.at)
    if holder is None:
        tx.links.wrong(member.account, call.at)
        tx.calls.remember(call.key, "link:wrong", call.at)
        return Refusal(_wrong(call))
    return _join(tx, call, member, holder)


def _join(tx: Tx, call: Call, member: Member, holder: Owned) -> Card:
    """The code is right: its account's member and the caller's become one."""
    if holder.id == member.account:
        raise Refusal(texts.LINK_HERE(platform=cards.other_platform(call.space.platform), example=Say(_EXAMPLE)))
    freed = 0
    if holder.member != member.id:
        ours, theirs = tx.members.accounts(member.id), tx.members.accounts(holder.member)
        if (platform := clashing(ours, theirs)) is not None:
            raise Refusal(texts.LINK_TAKEN(platform=Say(platform.title)))
        keep, gone = who_stays(member.id, holder.member)
        freed = join_members(tx, call, keep, gone)
        key = f"linked:{holder.id}:{call.key}"
        tx.deliveries.owe(Owed(key, Kind.LINKED, keep, holder.space, call.at, account=holder.id))
    tx.links.spend(holder.id)
    tx.calls.remember(call.key, f"link:{freed}", call.at)
    return cards.linked_card(tx.members.accounts(meet(tx, call).id), freed)


def join_members(tx: Tx, call: Call, keep: int, gone: int) -> int:
    """Make two members one: what belongs to `gone` belongs to `keep`, once. At how many events a seat came free.

    One line for each table that refers to members; a test compares it with the schema. Each aggregate's rule for what both
    have stands in its model: `join_answers`, `join_connections`, `join_profiles`. All in one transaction, with the line
    getting the seats that came free.
    """
    _join_intros(tx, keep, gone, call.at)
    freed = tx.answers.merge(keep, gone)
    tx.events.merge(keep, gone)
    agreed = tx.connections.merge(keep, gone)
    tx.coffee.merge(keep, gone)
    tx.series.merge(keep, gone)
    tx.feeds.merge(keep, gone)
    tx.drafts.merge(keep, gone)
    tx.arrivals.merge(keep, gone)
    tx.announcements.merge(keep, gone)
    tx.asks.merge(keep, gone)
    tx.talks.merge(keep, gone)
    tx.questions.merge(keep, gone)
    tx.space_codes.merge(keep, gone)
    tx.members.merge(keep, gone)  # the last one: it fails, and all is undone, when something still refers to `gone`
    for number in freed:
        _pass_on(tx, call, number)
    for connection in agreed:
        tell_both(tx, connection, call.at)
    _show_anew(tx, keep, call.at)
    return len(freed)


def _join_intros(tx: Tx, keep: int, gone: int, now: datetime) -> None:
    """One intro of two: the one that was changed last counts, and the other fills its gaps."""
    mine, theirs = tx.intros.of(keep), tx.intros.of(gone)
    if mine is not None and theirs is not None:
        newer, older = (theirs, mine) if theirs.changed_at > mine.changed_at else (mine, theirs)
        forget_intro(tx, theirs, now)
        write_intro(tx, tx.members.known(keep), join_profiles(newer.profile, older.profile), now)
    tx.intros.merge(keep, gone)


def _pass_on(tx: Tx, call: Call, number: int) -> None:
    """Give a seat that came free to the line, while that is of use."""
    event = tx.events.lock(number)
    if event is not None and event.state is State.PLANNED and not event.started(call.at):
        promote_first(tx, event, call)


def _show_anew(tx: Tx, member: int, now: datetime) -> None:
    """Owe everything anew that shows this member in public: a name may have changed, and how many there are."""
    for number in tx.answers.events_of(member):
        event = tx.events.get(number)
        if event is not None and not event.over(now):
            refresh(tx, number, now)
    if (intro := tx.intros.of(member)) is not None:
        refresh_posts(tx, PostKind.INTRO, intro.id, now)
    for number in (*(each.id for each in tx.asks.by(member)), *tx.asks.answered_by(member)):
        ask = tx.asks.get(number)
        if ask is not None and ask.open(now):
            refresh_posts(tx, PostKind.ASK, number, now)
    for talk in tx.talks.of(member):
        slot = tx.talks.slot(talk.id)
        event = None if slot is None else tx.events.get(slot.event)
        if event is None or not event.over(now):
            refresh_posts(tx, PostKind.PROPOSAL, talk.id, now)
        if event is not None and not event.over(now):
            show_speaker_anew(tx, event, talk.id, now)
    for asked_about in tx.questions.talks_of(member):
        refresh_questions(tx, asked_about, now)


def compose_linked(tx: Tx, delivery: Delivery, _now: datetime) -> Card | None:
    """To the account whose code was used: which other account is joined to it now."""
    accounts = tx.members.accounts(delivery.subject)
    others = [each for each in accounts if each.external != delivery.place.person]
    return cards.linked_elsewhere_card(others) if others and len(others) < len(accounts) else None


# --- Separating ------------------------------------------------------------------------------------------------------


def _unlink(tx: Tx, call: Call) -> Card:
    member = meet(tx, call)
    if (done := tx.calls.done(call.key)) is not None:
        kept_by = tx.members.accounts(int(done.partition(":")[2]))
        return cards.unlinked_card(tx.members.accounts(member.id)[0], kept_by)
    this, others = _apart(list(tx.members.accounts(member.id)), call)
    tx.calls.remember(call.key, f"unlink:{member.id}", call.at)
    alone = tx.members.split(this.id, call.at)
    # Everything stays behind but this: nobody is matched again with whom they must not meet, because they have two accounts.
    tx.coffee.stay_apart(member.id, alone)
    tx.links.spend(this.id)
    tx.deliveries.redirect(this.id, Recipient(others[0].id, others[0].space))
    _show_anew(tx, member.id, call.at)
    return cards.unlinked_card(this, others)


def _apart(accounts: list[Owned], call: Call) -> tuple[Owned, list[Owned]]:
    """The caller's account, and the others of the same member; refuses when there is none."""
    this = [each for each in accounts if _is(each, call.who.platform, call.who.external)]
    others = [each for each in accounts if each not in this]
    if not this or not others:
        raise Refusal(texts.UNLINK_ALONE)
    return this[0], others


def _is(account: Owned, platform: Platform, external: str) -> bool:
    return account.platform is platform and account.external == external


def _wrong(call: Call) -> Line:
    return texts.LINK_WRONG(platform=cards.other_platform(call.space.platform), example=Say(_EXAMPLE))
