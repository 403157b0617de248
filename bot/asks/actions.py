"""What people do with asks and offers. Each use case is one transaction that writes the fact and what it makes us owe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.app import App, Call
from bot.asks import cards, texts
from bot.asks.forms import ask_form, read_words
from bot.asks.model import MOST_OPEN, Ask, Need, Side, choose_watchers, words_of
from bot.asks.posting import show_ask
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Card, Form
from bot.delivery.model import Kind, Post, PostKind
from bot.delivery.outbox import owe_person, refresh_posts
from bot.events.forms import limited
from bot.people.presence import meet
from bot.ports import Tx

_PAUSE = timedelta(seconds=5)  # between the private messages about one ask


def open_ask(_call: Call, answers: Mapping[str, str] | None = None, *, side: str = Side.ASK.value) -> Form:
    """The form to ask for something, or to offer it."""
    return ask_form(_side(side), answers or {})


def open_offer(call: Call) -> Form:
    """The form to offer something."""
    return open_ask(call, side=Side.OFFER.value)


async def post_ask(app: App, call: Call, need: Need, *, side: str) -> Card:
    """Post it once in each space, and tell a few people privately whom it may fit."""
    return await app.store.write(_post, call, need, _side(side))


async def claim(app: App, call: Call, *, ask: int) -> Card:
    """Answer it: both learn privately who the other is."""
    return await app.store.write(_claim, call, ask)


async def thank(app: App, call: Call, *, claim: int) -> Card:
    """Pass the author's thanks on to somebody who answered, once."""
    return await app.store.write(_thank, call, claim)


async def close(app: App, call: Call, *, ask: int) -> Card:
    """Close it, as its author or as an organizer: it takes no more answers."""
    return await app.store.write(_close, call, ask)


async def notify(app: App, call: Call, *, switch: str, words: str = "") -> Card:
    """Begin to hear privately of asks about these words, or stop it."""
    wanted = one_line(switch).lower()
    if wanted not in ("on", "off"):
        raise Refusal(texts.SWITCH_UNCLEAR(text=limited(switch)) if wanted else texts.SWITCH_MISSING)
    return await app.store.write(_notify, call, read_words(words) if wanted == "on" else None)


# --- Transactions ----------------------------------------------------------------------------------------------------


def _post(tx: Tx, call: Call, need: Need, side: Side) -> Card:
    member = meet(tx, call)
    done = tx.calls.done(call.key)
    if done is not None:
        ask = _known(tx, call, int(done.partition(":")[2]))
        return cards.posted_card(ask, call.zone, _places(tx, tx.posts.of(PostKind.ASK, ask.id)))
    if tx.asks.open_by(member.id, call.at) >= MOST_OPEN:
        raise Refusal(texts.TOO_MANY(most=MOST_OPEN))
    closes_at = call.at + timedelta(days=need.days)
    ask = tx.asks.add(call.space.community, member.id, side, need, call.at, closes_at)
    tx.calls.remember(call.key, f"ask:{ask.id}", call.at)
    posts = show_ask(tx, ask, tx.spaces.of(ask.community), call.at)
    _tell_watchers(tx, ask, call)
    return cards.posted_card(ask, call.zone, _places(tx, posts))


def _places(tx: Tx, posts: Sequence[Post]) -> list[str]:
    spaces = [tx.spaces.get(each.space) for each in posts]
    return list(dict.fromkeys(each.platform.title for each in spaces))


def _tell_watchers(tx: Tx, ask: Ask, call: Call) -> None:
    """Owe it privately to those whom it fits best, a few seconds apart."""
    for order, member in enumerate(choose_watchers(ask, tx.asks.watchers(ask.community))):
        tx.asks.told(member, call.at)
        owe_person(
            tx,
            member,
            Kind.ASK_MATCH,
            ask.id,
            key=f"ask:{ask.id}:match:{member}",
            due_at=call.at + order * _PAUSE,
            late_at=ask.closes_at,
        )


def _claim(tx: Tx, call: Call, number: int) -> Card:
    member, ask = meet(tx, call), _known(tx, call, number)
    if ask.author == member.id:
        raise Refusal(texts.OWN)
    made = tx.asks.claim(number, member.id)
    if ask.erased or (made is None and not ask.open(call.at)):
        raise Refusal(texts.NOT_OPEN)
    if made is None:
        made = tx.asks.add_claim(number, member.id, call.at)
        key = f"ask:{number}:claim:{member.id}"
        owe_person(tx, ask.author, Kind.ASK_CLAIM, made.id, key=key, due_at=call.at)
        refresh_posts(tx, PostKind.ASK, number, call.at)
    return cards.claimed_card(ask, tx.members.accounts(ask.author))


def _thank(tx: Tx, call: Call, number: int) -> Card:
    member, found = meet(tx, call), tx.asks.get_claim(number)
    if found is None:
        raise Refusal(texts.UNKNOWN)
    ask = _known(tx, call, found.ask)
    if ask.author != member.id:
        raise Refusal(texts.NOT_YOUR_THANKS)
    tx.asks.thank(number)
    key = f"ask:{ask.id}:thanks:{found.member}"
    owe_person(tx, found.member, Kind.ASK_THANKS, number, key=key, due_at=call.at)
    helper = tx.members.accounts(found.member)
    return cards.told_card(texts.THANKED(name=helper[0].name if helper else ""))


def _close(tx: Tx, call: Call, number: int) -> Card:
    member, ask = meet(tx, call), _known(tx, call, number)
    if ask.author != member.id and not member.organizer:
        raise Refusal(texts.NOT_YOURS)
    if not ask.closed:
        tx.asks.close(number)
        tx.deliveries.unplan(Kind.ASK_MATCH, number, "it was closed", call.at)
        refresh_posts(tx, PostKind.ASK, number, call.at)
    return cards.told_card(texts.CLOSED_NOW)


def _notify(tx: Tx, call: Call, words: str | None) -> Card:
    member = meet(tx, call)
    tx.asks.watch(member.id, words)
    if words is None:
        return cards.told_card(texts.NOTIFY_OFF)
    return cards.told_card(texts.NOTIFY_ON(words=words) if words_of(words) else texts.NOTIFY_ALL)


def _known(tx: Tx, call: Call, number: int) -> Ask:
    """The community's ask with this number; one of another community does not exist for us."""
    found = tx.asks.get(number)
    if found is None or found.community != call.space.community:
        raise Refusal(texts.UNKNOWN)
    return found


def _side(text: str) -> Side:
    return Side.OFFER if text == Side.OFFER.value else Side.ASK


def read_switch(text: str) -> tuple[str, str]:
    """What was typed after `/notify asks`: "on python, testing" is ("on", "python, testing")."""
    switch, _, words = one_line(text).partition(" ")
    return switch, words
