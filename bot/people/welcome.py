"""A newcomer is welcomed once, privately; many who come at once, one after the other."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import App, Call
from bot.chat.views import Card
from bot.delivery.model import Delivery, Kind
from bot.delivery.outbox import owe_person
from bot.people import intro_cards as cards
from bot.people.intro_model import Intro, words_of
from bot.people.model import Known
from bot.people.presence import meet
from bot.ports import Tx

_NEW_FOR = timedelta(days=1)  # whom we have known for longer is no newcomer
_USEFUL_FOR = timedelta(days=1)
_APART = timedelta(seconds=5)  # so that a crowd that comes at once is greeted one by one
_CANDIDATES = 50
_TO_MEET = 2


async def welcome_newcomer(app: App, call: Call) -> None:
    """Somebody came into a space: owe them a welcome, unless we know them already. Once, however often it is told."""
    if not call.who.bot:
        await app.store.write(_welcome, call)


def _welcome(tx: Tx, call: Call) -> None:
    member = meet(tx, call)
    if tx.members.welcome(member.id, call.at, joined_since=call.at - _NEW_FOR):
        last = tx.deliveries.last_due(Kind.WELCOME, call.space.id)
        due_at = call.at if last is None else max(call.at, last + _APART)
        key, late = f"welcome:{member.id}", call.at + _USEFUL_FOR
        owe_person(tx, member.id, Kind.WELCOME, member.id, key=key, due_at=due_at, late_at=late)


def compose(tx: Tx, delivery: Delivery, now: datetime) -> Card | None:
    """The welcome as it is true now."""
    newcomer = tx.members.known(delivery.subject)
    if newcomer is None:
        return None
    community = tx.communities.get(newcomer.community)
    coming = [each for each in tx.events.upcoming(community.id, now) if not each.started(now)]
    return cards.welcome_card(
        community.name, _to_meet(tx, newcomer), coming[0] if coming else None, delivery.place.platform
    )


def _to_meet(tx: Tx, newcomer: Known) -> list[tuple[Known, Intro | None]]:
    """Two people to say hello to: who has most words in common, organizers before others, then who wrote last.

    People with an intro come first, because one knows what to say to them; organizers without one fill up.
    """
    own = tx.intros.of(newcomer.member)
    mine = set() if own is None else _words(own)
    wrote = [each for each in tx.intros.newest(newcomer.community, most=_CANDIDATES) if each.member != newcomer.member]
    known = [(person, each) for each in wrote if (person := tx.members.known(each.member)) is not None]
    known.sort(key=lambda each: (-len(mine & _words(each[1])), not each[0].organizer))
    people: list[tuple[Known, Intro | None]] = [*known[:_TO_MEET]]
    met = {person.member for person, _ in people} | {newcomer.member}
    for member in tx.members.organizers(newcomer.community):
        if len(people) < _TO_MEET and member not in met and (person := tx.members.known(member)) is not None:
            people.append((person, None))
    return people


def _words(intro: Intro) -> set[str]:
    profile = intro.profile
    return set(words_of(f"{profile.does} {profile.angle} {profile.helps} {profile.seeks}"))
