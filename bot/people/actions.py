"""What people and spaces do: a space joins its community, a person asks for help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.app import App, Call, Home
from bot.asks.posting import bring_asks
from bot.chat.catalog import WORDS, of_word, topic
from bot.chat.replies import Refusal
from bot.chat.views import Card, Say
from bot.events.calendar import open_calendar
from bot.events.dates import carry_on
from bot.events.model import Event
from bot.events.posts import announce
from bot.people import cards, texts
from bot.people.homes import home_of
from bot.people.intros import bring_intros
from bot.people.model import Community, Platform, Space
from bot.people.presence import known_member, organizes
from bot.ports import Tx
from bot.talks.posts import show_talks


@dataclass(frozen=True, slots=True)
class Arrival:
    """A space that the platform says we are in, with the channels where its events, intros and asks belong, if there are.

    `channels` are the names of all channels where we may post, by id.
    """

    platform: Platform
    external: str
    name: str
    channel: str | None
    intros: str | None = None
    asks: str | None = None
    channels: Mapping[str, str] = field(default_factory=dict)
    organizers_channel: str | None = None


async def found_community(app: App, name: str, zone: str) -> Community:
    """The community of this installation, made at the first start; its settings follow the environment."""

    def found(tx: Tx) -> Community:
        if (known := tx.communities.first()) is None:
            return tx.communities.found(name, zone, app.clock.now())
        tx.communities.rename(known.id, name, zone)
        return tx.communities.get(known.id)

    return await app.store.write(found)


async def find_home(app: App, platform: Platform, external: str, message: str | None) -> Home | None:
    """Where a call from a direct message belongs: to the space that the message was sent for, else where they were seen."""

    def load(tx: Tx) -> Home | None:
        space = (None if message is None else tx.deliveries.space_of(message, platform)) or tx.members.last_space(
            platform, external
        )
        return None if space is None else home_of(tx, tx.spaces.get(space))

    return await app.store.read(load)


async def join_space(app: App, arrival: Arrival) -> Space:
    """Take a space into a community, and post there what the community has planned.

    The first space of each platform joins the installation's community. A further one founds its own, because a stranger
    who adds the bot to their server must not see our events.
    """
    home = await app.store.write(_join, arrival, app.clock.now())
    app.directory.enter(home)
    return home.space


def _join(tx: Tx, arrival: Arrival, now: datetime) -> Home:
    known = tx.spaces.find(arrival.platform, arrival.external)
    if known is not None:
        tx.spaces.change(known.id, name=arrival.name, channel=arrival.channel or known.channel)
        space = tx.spaces.get(known.id)
    else:
        community = _community_for(tx, arrival, now)
        space = tx.spaces.add(community.id, arrival.platform, arrival.external, arrival.name, arrival.channel)
    tx.spaces.know_channels(space.id, arrival.channels)
    tx.spaces.ask_in(space.id, arrival.asks)
    tx.spaces.introduce_in(space.id, arrival.intros or space.intros)
    tx.spaces.give_organizers(space.id, arrival.organizers_channel or space.organizers_channel)
    space = tx.spaces.get(space.id)
    bring_intros(tx, space, now)
    bring_asks(tx, space, now)
    for event in tx.events.upcoming(space.community, now):
        if not event.started(now):
            announce(tx, event, [space], now)
    show_talks(tx, space, now)
    for series in tx.series.running(space.community):
        carry_on(tx, series, now)
    open_calendar(tx, space.community)
    return home_of(tx, space)


def _community_for(tx: Tx, arrival: Arrival, now: datetime) -> Community:
    ours = tx.communities.first()
    if ours is None:
        raise LookupError("the community is founded before its spaces join")
    taken = any(each.platform is arrival.platform for each in tx.spaces.of(ours.id))
    return tx.communities.found(arrival.name, ours.zone, now) if taken else ours


async def show_help(app: App, call: Call) -> Card:
    """What this person can do, and what is on next."""
    now = await app.store.read(_now, call)
    return cards.help_card(now)


async def show_home(app: App, call: Call) -> Card:
    """What is on and what this person can do, to stand on a page of theirs: it is read before anything was asked."""

    def load(tx: Tx) -> tuple[cards.Now, list[Event]]:
        return _now(tx, call), _planned(tx, call)

    return cards.home_card(*await app.store.read(load))


async def show_help_about(app: App, call: Call, *, picked: str) -> Card:
    """What this person can do with the commands of one topic, or with one slash command."""
    now = await app.store.read(_now, call)
    return cards.help_about_card(now, picked) if picked in WORDS or topic(picked) else cards.help_card(now)


def _now(tx: Tx, call: Call) -> cards.Now:
    member = known_member(tx, call)
    planned = _planned(tx, call)
    event = planned[0] if planned else None
    return cards.Now(
        at=call.at,
        zone=call.zone,
        organizer=organizes(tx, call),
        event=event,
        standing=None if member is None or event is None else tx.answers.standing(event.id, member.id),
        has_channel=tx.spaces.get(call.space.id).channel is not None,
        on_stage=_talk_on(tx, call),
    )


def _planned(tx: Tx, call: Call) -> list[Event]:
    return [each for each in tx.events.upcoming(call.space.community, call.at) if not each.started(call.at)]


def _talk_on(tx: Tx, call: Call) -> int | None:
    """The talk that is on now, if there is one."""
    turns = (run.now_on for run in tx.stages.live(call.space.community))
    return next((turn.talk for turn in turns if turn is not None and turn.talk is not None), None)


def unknown_verb(word: str, verb: str) -> Refusal:
    """A slash command with a second word that does not exist, or with none, with those that do."""
    known = Say(", ".join(f"/{each.name}" for each in of_word(word)))
    if not verb:
        return Refusal(texts.VERB_MISSING(word=Say(word), known=known))
    return Refusal(texts.UNKNOWN_VERB(word=Say(word), verb=verb[:40], known=known))
