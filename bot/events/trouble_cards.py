"""How an event's host reads of what could not be delivered. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.views import Card, Field, Line, Moment, MomentStyle, Note, Paragraph, Say, Typed, join
from bot.delivery.model import Delivery, Kind, Unreached
from bot.events import texts
from bot.events.model import Event

_LOST = {
    Kind.POST: texts.LOST_POST,
    Kind.REMINDER: texts.LOST_REMINDER,
    Kind.CANCELLED: texts.LOST_CANCELLED,
    Kind.PROMOTED: texts.LOST_PROMOTED,
    Kind.MOVED: texts.LOST_MOVED,
    **dict.fromkeys(
        (
            Kind.TALK_ACCEPTED,
            Kind.TALK_UNPLACED,
            Kind.TALK_CONFIRM,
            Kind.TALK_COMING,
            Kind.TALK_OFFERED,
            Kind.TALK_CALLED_OFF,
            Kind.TALK_MOVED,
        ),
        texts.LOST_TALK,
    ),
}
_NAME_LENGTH = 40
_SHOWN = 10


def trouble_card(event: Event, lost: Delivery) -> Card:
    """To the host: what could not be posted, and where."""
    what = _LOST.get(lost.kind, texts.LOST_OTHER)
    line = texts.TROUBLE_CHANNEL(what=what, platform=Say(lost.place.platform.title))
    return _trouble(event, line, texts.TROUBLE_WHY)


def unreached_card(event: Event, people: Sequence[Unreached]) -> Card:
    """To the host: who could not be told something."""
    names = [each.name for each in people]
    shown = join(((Typed(limits.clip(each, _NAME_LENGTH)),) for each in names[:_SHOWN]), ", ")
    if len(names) > _SHOWN:
        shown = texts.AND_MORE(names=shown, more=len(names) - _SHOWN)
    kinds = {_LOST.get(each.kind, texts.LOST_OTHER) for each in people}
    what = kinds.pop() if len(kinds) == 1 else texts.LOST_SEVERAL
    return _trouble(event, texts.TROUBLE_PEOPLE(names=shown, what=what), texts.TROUBLE_WHY_PEOPLE)


def _trouble(event: Event, line: Line, why: Line) -> Card:
    at, zone = event.plan.starts_at, event.plan.zone
    when = (Moment(at, zone), Say(" · "), Moment(at, zone, MomentStyle.RELATIVE))
    blocks = (Paragraph(line), Field("When", when), Note(why))
    return Card(title=texts.TROUBLE_TITLE(title=event.title), tone="bad", blocks=blocks)
