"""Talks of one's own: which one is meant, and whether it is the caller's. What speakers' use cases share."""

from __future__ import annotations

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.chat.views import Card, Typed
from bot.events.forms import limited
from bot.events.model import Event
from bot.people.presence import meet
from bot.ports import Tx
from bot.talks import cards, texts
from bot.talks.model import Talk
from bot.talks.slots import spot_of


def events_ahead(tx: Tx, call: Call) -> list[Event]:
    """The events that a talk can be meant for."""
    return [each for each in tx.events.upcoming(call.space.community, call.at) if not each.started(call.at)]


def wish_of(tx: Tx, talk: Talk) -> Event | None:
    return None if talk.what.wish is None else tx.events.get(talk.what.wish)


def own_card(tx: Tx, talk: Talk, call: Call) -> Card:
    return cards.talk_card(talk, spot_of(tx, talk.id), wish_of(tx, talk), call.at)


def own_talk(tx: Tx, call: Call, number: int) -> Talk:
    """The caller's own talk with this number; refuses everything else."""
    member, talk = meet(tx, call), tx.talks.get(number)
    if talk is None or talk.community != call.space.community:
        raise Refusal(texts.NO_SUCH_TALK)
    if talk.speaker != member.id:
        raise Refusal(texts.NOT_YOURS)
    return talk


def find_own(tx: Tx, call: Call, text: str) -> Talk:
    """The caller's talk that is meant by its number or by (part of) its title; those that can still change come first."""
    wanted = one_line(text).lower()
    if number := number_in(wanted.removeprefix("#")):
        return own_talk(tx, call, number)
    talks = tx.talks.of(meet(tx, call).id)
    fitting = [each for each in talks if wanted in each.title.lower()]
    fitting = [each for each in fitting if each.alive] or fitting
    exact = [each for each in fitting if each.title.lower() == wanted]
    if len(found := exact or fitting) == 1:
        return found[0]
    if found:
        choice = cards.pick_talk(found, "talk:show")
        raise Refusal(texts.SEVERAL_TALKS(text=limited(text), example=f"#{found[0].id}"), choices=(choice,))
    raise Refusal(texts.NO_TALK_CALLED(text=limited(text)))


def still_alive(tx: Tx, talk: Talk, call: Call) -> Talk:
    """Refuse a talk that can change no more: taken back, declined, or given."""
    spot = spot_of(tx, talk.id)
    title = (Typed(talk.title, strong=True),)
    if spot is not None and spot.event.over(call.at):
        raise Refusal(texts.GIVEN_ALREADY(title=title, event=spot.event.title))
    if not talk.alive:
        raise Refusal(texts.NOT_ALIVE(title=title, state=cards.state_line(talk, spot, call.at)))
    return talk


def number_in(text: str) -> int:
    """A number that a platform hands back to us, or that somebody typed; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0  # noqa: PLR2004 - a 64-bit number
