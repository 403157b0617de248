"""What speakers add to their talks once these are given: slides, a recording. Each use case is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form, Typed
from bot.events.model import Event
from bot.ports import Tx
from bot.recap import cards, texts
from bot.recap.forms import open_links_form
from bot.recap.owing import show_recap_anew
from bot.talks.model import Talk
from bot.talks.own import own_talk
from bot.talks.posts import show_proposal_anew


async def open_links(app: App, call: Call, values: Mapping[str, str] | None = None, *, talk: int) -> Form:
    """The form with the links of one's own talk as they are."""

    def load(tx: Tx) -> Form:
        found, _ = _given(tx, call, talk)
        known = {"links": "\n".join(found.what.links)}
        return open_links_form(call, known if values is None else values, talk=talk)

    return await app.store.write(load)


async def save_links(app: App, call: Call, links: tuple[str, ...], *, talk: int) -> Card:
    """Keep the links of a talk that was given; the recap shows them, also where it stands already."""
    return await app.store.write(_save, call, links, talk)


def _save(tx: Tx, call: Call, links: tuple[str, ...], number: int) -> Card:
    talk, event = _given(tx, call, number)
    tx.talks.rewrite(talk.id, replace(talk.what, links=links))
    show_recap_anew(tx, event.id, call.at)
    show_proposal_anew(tx, talk.id, call.at)
    return cards.links_card(event, talk.title, links)


def _given(tx: Tx, call: Call, number: int) -> tuple[Talk, Event]:
    """The caller's own talk, and the event at which it has its turn; refuses one that is still ahead."""
    talk, slot = own_talk(tx, call, number), tx.talks.slot(number)
    event = None if slot is None else tx.events.get(slot.event)
    if event is None:
        raise Refusal(texts.NO_LINEUP(title=(Typed(talk.title, strong=True),), talk=talk.id))
    if not event.started(call.at):
        raise Refusal(texts.TOO_EARLY(event=(Typed(event.title, strong=True),), talk=talk.id))
    return talk, event
