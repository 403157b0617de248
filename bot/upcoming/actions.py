"""Reading what goes out. Nothing is changed here."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App, Call
from bot.chat.views import Card
from bot.events.dates import next_announced
from bot.people.model import Member
from bot.people.presence import known_member, organizes
from bot.ports import Tx
from bot.upcoming import cards
from bot.upcoming.model import Coming

_LATELY = timedelta(days=7)
_MOST = 500  # deliveries that are gathered into a few lines


async def show_upcoming(app: App, call: Call) -> Card:
    """To organizers what will be sent and what came of it, to members what they themselves can expect; to both only of
    their own community.
    """
    return await app.store.read(_show, call)


def _show(tx: Tx, call: Call) -> Card:
    if organizes(tx, call):
        ahead = tx.sendings.ahead(call.space.community, _MOST)
        lately = tx.sendings.lately(call.space.community, call.at - _LATELY, _MOST)
        return cards.organizers_card(ahead, lately, call.zone, _coming(tx, call))
    return _mine(tx, call, known_member(tx, call))


def _coming(tx: Tx, call: Call) -> list[Coming]:
    """The date that each series of the community announces next."""
    found = ((series, next_announced(tx, series, call.at)) for series in tx.series.running(call.space.community))
    return [Coming(after[1], series.title, after[0].starts_at) for series, after in found if after is not None]


def _mine(tx: Tx, call: Call, member: Member | None) -> Card:
    events = [each for each in tx.events.upcoming(call.space.community, call.at) if not each.started(call.at)]
    if member is None:
        return cards.members_card([(each, None) for each in events], (), call.zone)
    standings = [(each, tx.answers.standing(each.id, member.id)) for each in events]
    return cards.members_card(standings, tx.sendings.ahead_of(member.id, _MOST), call.zone)
