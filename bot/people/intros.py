"""What people do with their intro: write it, change it, take it back; and look at somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number
from bot.chat.views import Card, Form
from bot.delivery.model import Post, PostKind
from bot.delivery.outbox import open_posts, refresh_posts
from bot.people import intro_cards as cards
from bot.people import texts
from bot.people.intro_forms import filled, intro_form
from bot.people.intro_model import Intro, Profile, index_of
from bot.people.model import Known, Space
from bot.people.presence import meet
from bot.ports import Tx

_BROUGHT_ALONG = 20  # intros that a space gets when it joins, so that its channel is not flooded


async def open_intro(app: App, call: Call) -> Form:
    """The form, with what the person said of themselves so far."""

    def load(tx: Tx) -> Profile | None:
        member = tx.members.at(call.space.id, call.who.external)
        intro = None if member is None else tx.intros.of(member)
        return None if intro is None else intro.profile

    profile = await app.store.read(load)
    return intro_form(call, {} if profile is None else filled(profile))


async def save_intro(app: App, call: Call, profile: Profile) -> Card:
    """Write an intro or change it, and owe its card in each space's introductions channel."""
    return await app.store.write(_save, call, profile)


async def ask_take_back(app: App, call: Call) -> Card:
    """Before an intro goes, say what that will do."""

    def load(tx: Tx) -> Card:
        member = tx.members.at(call.space.id, call.who.external)
        if member is None or tx.intros.of(member) is None:
            raise Refusal(texts.NO_INTRO)
        return cards.ask_take_back_card()

    return await app.store.read(load)


async def take_back_intro(app: App, call: Call) -> Card:
    """Forget a person's own intro, and owe that its posts go."""
    return await app.store.write(_take_back, call)


async def show_intro(app: App, call: Call, *, picked: str) -> Card:
    """The intro that was picked from a menu."""

    def load(tx: Tx) -> Card:
        intro = tx.intros.get(number(picked))
        known = None if intro is None else tx.members.known(intro.member)
        if intro is None or known is None or intro.community != call.space.community:
            raise Refusal(texts.INTRO_NOT_THERE)
        return cards.looked_at_card(intro, known, call.space.platform)

    return await app.store.read(load)


def _save(tx: Tx, call: Call, profile: Profile) -> Card:
    member = meet(tx, call)
    known = tx.members.known(member.id)
    if tx.calls.done(call.key) is None:
        intro: Intro | None = write_intro(tx, known, profile, call.at)
        tx.calls.remember(call.key, "intro", call.at)
    else:
        intro = tx.intros.of(member.id)
    if intro is None:
        return cards.taken_back_card()  # a call that is delivered twice does not bring back what was taken back since
    places = [each.platform.title for each in tx.spaces.of(member.community) if each.intros is not None]
    return cards.saved_card(intro, places)


def write_intro(tx: Tx, known: Known | None, profile: Profile, now: datetime) -> Intro:
    """Keep what a member says of themselves, to be found and shown from now on."""
    if known is None:
        raise LookupError("a member who writes an intro has an account")
    words = index_of(profile, known.name)
    intro = tx.intros.save(known.community, known.member, profile, words, now)
    refresh_posts(tx, PostKind.INTRO, intro.id, now)
    post_intro(tx, intro, tx.spaces.of(known.community), now)
    return intro


def post_intro(tx: Tx, intro: Intro, spaces: Iterable[Space], now: datetime) -> Sequence[Post]:
    """Owe the intro's card in the introductions channel of each space that has one and does not show it yet; the new posts."""
    return open_posts(tx, PostKind.INTRO, intro.id, [replace(each, channel=each.intros) for each in spaces], now)


def bring_intros(tx: Tx, space: Space, now: datetime) -> int:
    """Owe the newest intros of its community to a space that does not show them yet; how many."""
    newest = reversed(tx.intros.newest(space.community, most=_BROUGHT_ALONG))
    return sum(bool(post_intro(tx, each, [space], now)) for each in newest)


def forget_intro(tx: Tx, intro: Intro, now: datetime) -> None:
    """Forget what an intro says; its posts find nothing to show any more, and go."""
    tx.intros.take_back(intro.id, now)
    refresh_posts(tx, PostKind.INTRO, intro.id, now)


def _take_back(tx: Tx, call: Call) -> Card:
    member = meet(tx, call)
    if tx.calls.done(call.key) is None:
        if (intro := tx.intros.of(member.id)) is None:
            raise Refusal(texts.NO_INTRO)
        tx.calls.remember(call.key, f"intro:{intro.id}", call.at)
        forget_intro(tx, intro, call.at)
    return cards.taken_back_card()
