"""Where talks stand in public and with the organizers, and what is owed to speakers because of an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.model import Delivery, Kind, Owed, PostKind
from bot.delivery.outbox import open_posts, owe_person, refresh_posts, showing
from bot.events.model import Event
from bot.people.model import Recipient, Space
from bot.ports import Tx
from bot.recap.owing import owe_recap
from bot.stage.posts import lineup_changed
from bot.talks.model import SlotState, Talk, TalkState, minutes_left, schedule, stamp


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a line-up when its event changed: how many speakers are asked anew, and by how many minutes it is
    too long now.
    """

    speakers: int
    over: int


HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def show_lineup(tx: Tx, event: Event, now: datetime) -> None:
    """Owe the line-up's card in each space, anew where it stands already, and what its speakers are told before they are on.

    Call it whenever a line-up or its event's time changes.
    """
    open_posts(tx, PostKind.LINEUP, event.id, tx.spaces.of(event.community), now, event=event.id)
    refresh_posts(tx, PostKind.LINEUP, event.id, now, event=event.id)
    remind_speakers(tx, event, now)
    lineup_changed(tx, event, now)
    if tx.talks.lineup(event.id).items:
        owe_recap(tx, event)


def event_changed(tx: Tx, event: Event, now: datetime, *, moved: bool) -> Followed:
    """The event has another time, place or title: its line-up and its speakers' reminders follow.

    Where it has `moved` to another time or place, its speakers are asked whether they still can.
    """
    lineup = tx.talks.lineup(event.id)
    if lineup.items:
        show_lineup(tx, event, now)
    asked = set[int]()
    for item in lineup.items:
        if item.talk is None or item.speaker is None:
            continue
        show_proposal_anew(tx, item.talk, now)
        if moved and item.state is not SlotState.HELD:
            key, late = moved_key(item.talk, now), event.plan.starts_at
            owe_person(tx, item.speaker, Kind.TALK_MOVED, item.talk, key=key, due_at=now, late_at=late, event=event.id)
            asked.add(item.speaker)
    left = minutes_left(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)
    return Followed(speakers=len(asked), over=max(0, -left) if lineup.items else 0)


def moved_key(talk: int, moved_at: datetime) -> str:
    return f"talk:{talk}:moved:{stamp(moved_at)}"


def remind_speakers(tx: Tx, event: Event, now: datetime) -> None:
    """Owe each confirmed speaker what comes a week, a day and an hour before they are on, instead of what was owed before.

    The keys hold the start, so that one that is on its way while the line-up moves finds that it is not true any more.
    """
    lineup = tx.talks.lineup(event.id)
    slots = schedule(event.plan.starts_at, event.plan.ends_at, lineup.items, lineup.timing)
    for item, slot in zip(lineup.items, slots, strict=True):
        if slot is None or item.talk is None or item.speaker is None or item.state is not SlotState.CONFIRMED:
            continue
        tx.deliveries.unplan(Kind.TALK_COMING, item.talk, "the line-up was changed", now)
        for before, late in ((WEEK, slot.start - DAY), (DAY, slot.start - HOUR), (HOUR, slot.start)):
            if slot.start - before > now:
                owe_person(
                    tx,
                    item.speaker,
                    Kind.TALK_COMING,
                    item.talk,
                    key=f"{coming_key(item.talk, slot.start, before)}:{stamp(now)}",
                    due_at=slot.start - before,
                    late_at=late,
                    event=event.id,
                )


_ABOUT_A_SLOT = (
    Kind.TALK_ACCEPTED,
    Kind.TALK_CONFIRM,
    Kind.TALK_COMING,
    Kind.TALK_MOVED,
    Kind.TALK_OFFERED,
    Kind.TALK_UNPLACED,
)


def spare_speaker(tx: Tx, talk: int, now: datetime) -> None:
    """Owe a speaker nothing more about a slot that is not theirs any more."""
    for kind in _ABOUT_A_SLOT:
        tx.deliveries.unplan(kind, talk, "the talk has no slot any more", now)


def coming_key(talk: int, start: datetime, before: timedelta) -> str:
    return f"talk:{talk}:coming:{int(start.timestamp())}:{int(before.total_seconds())}"


# --- Organizers ------------------------------------------------------------------------------------------------------


def show_proposal(tx: Tx, talk: Talk, now: datetime) -> None:
    """Owe the card of a new proposal to the organizers: in their channels, and privately to a host who has none."""
    spaces = tx.spaces.of(talk.community)
    for space in spaces:
        _post_proposal(tx, talk.id, space, now)
    with_channel = {each.id for each in spaces if each.organizers_channel is not None}
    for to in _desks(tx, talk, now):
        if to.space not in with_channel:
            _send_copy(tx, talk.id, to, now)


def proposal_missed(tx: Tx, number: int, now: datetime) -> None:
    """The organizers' channel did not take a proposal: its hosts are sent it privately, those who have it not yet."""
    talk = tx.talks.get(number)
    if talk is not None and talk.state is TalkState.PROPOSED:
        for to in _desks(tx, talk, now):
            _send_copy(tx, talk.id, to, now)


def _desks(tx: Tx, talk: Talk, now: datetime) -> list[Recipient]:
    """Where those who may decide on a talk read private messages."""
    return [to for member in _hosts(tx, talk, now) for to in tx.members.reach(member)[:1]]


def _send_copy(tx: Tx, talk: int, to: Recipient, now: datetime) -> None:
    if (copy := tx.proposal_copies.add(talk, to.account)) is not None:
        post = tx.posts.add(PostKind.PROPOSAL_COPY, copy, to.space, "")
        tx.deliveries.owe(replace(showing(post, now), channel=None, account=to.account))


def answer_missed(tx: Tx, lost: Delivery, now: datetime) -> None:
    """A speaker could not be told what was decided: the organizer who decided is told that, once."""
    if (decider := tx.talks.decider(lost.subject)) is not None:
        key = f"talk:{lost.subject}:untold"
        owe_person(tx, decider, Kind.TALK_UNTOLD, lost.subject, key=key, due_at=now)


def _post_proposal(tx: Tx, talk: int, space: Space, now: datetime) -> None:
    shown = {each.space for each in tx.posts.of(PostKind.PROPOSAL, talk)}
    if space.organizers_channel is not None and space.id not in shown:
        post = tx.posts.add(PostKind.PROPOSAL, talk, space.id, space.organizers_channel)
        tx.deliveries.owe(showing(post, now))


def _hosts(tx: Tx, talk: Talk, now: datetime) -> list[int]:
    """Who runs the events that the talk may be for; all known organizers while nothing is planned."""
    events = tx.events.upcoming(talk.community, now)
    hosts = [each.host for each in events if talk.what.wish in (None, each.id)]
    return list(dict.fromkeys(hosts or tx.members.organizers(talk.community)))


def show_proposal_anew(tx: Tx, talk: int, now: datetime) -> None:
    """Owe the card anew wherever organizers have it: in their channels, and privately."""
    refresh_posts(tx, PostKind.PROPOSAL, talk, now)
    for copy in tx.proposal_copies.of(talk):
        refresh_posts(tx, PostKind.PROPOSAL_COPY, copy.id, now)


def show_proposal_at(tx: Tx, talk: int, at: datetime, moment: str) -> None:
    """Owe the card once more at a time when it will say something new."""
    for post in tx.posts.of(PostKind.PROPOSAL, talk):
        tx.deliveries.owe(showing(post, at, moment=moment))
    for copy in tx.proposal_copies.of(talk):
        for post in tx.posts.of(PostKind.PROPOSAL_COPY, copy.id):
            tx.deliveries.owe(replace(showing(post, at, moment=moment), channel=None, account=copy.account))


def tell_organizers(tx: Tx, event: Event, key: str, now: datetime) -> None:
    """Owe the organizers one message about a slot that came free."""
    spaces = [each for each in tx.spaces.of(event.community) if each.organizers_channel is not None]
    late = event.plan.starts_at
    for space in spaces:
        tx.deliveries.owe(
            Owed(
                f"{key}:space:{space.id}",
                Kind.TALK_FREED,
                event.id,
                space.id,
                now,
                late,
                channel=space.organizers_channel,
            )
        )
    if not spaces:
        owe_person(tx, event.host, Kind.TALK_FREED, event.id, key=key, due_at=now, late_at=late)


# --- Events and spaces -----------------------------------------------------------------------------------------------


def show_talks(tx: Tx, space: Space, now: datetime) -> None:
    """A space that has come in gets the line-ups of what is ahead, and its organizers the open proposals."""
    for event in tx.events.upcoming(space.community, now):
        if tx.posts.of(PostKind.LINEUP, event.id):
            open_posts(tx, PostKind.LINEUP, event.id, [space], now, event=event.id)
    for talk in tx.talks.open(space.community):
        _post_proposal(tx, talk.id, space, now)


def call_off_talks(tx: Tx, event: Event, now: datetime) -> set[int]:
    """The event is cancelled: its talks wait for another one, and their speakers are told; those speakers.

    Where it is cancelled in the middle of its stage, what has been on was given, and stays.
    """
    run = tx.stages.run(event.id)
    told = set[int]()
    for talk in tx.talks.meant_for(event.id):
        tx.talks.rewrite(talk.id, replace(talk.what, wish=None))
        show_proposal_anew(tx, talk.id, now)
    for item in tx.talks.lineup(event.id).items:
        if run is not None and run.has_spoken(item.id):
            continue
        tx.talks.take_out(item.id)
        if item.talk is not None and (lost := tx.talks.get(item.talk)) is not None:
            _call_off(tx, lost, event, now)
            told.add(lost.speaker)
    refresh_posts(tx, PostKind.LINEUP, event.id, now, event=event.id)
    return told


def _call_off(tx: Tx, talk: Talk, event: Event, now: datetime) -> None:
    tx.talks.rewrite(talk.id, replace(talk.what, wish=None))
    tx.talks.stand(talk.id, TalkState.WAITING, now)
    spare_speaker(tx, talk.id, now)
    key, late = f"talk:{talk.id}:called_off:{event.id}", event.plan.ends_at
    owe_person(tx, talk.speaker, Kind.TALK_CALLED_OFF, talk.id, key=key, due_at=now, late_at=late, event=event.id)
    show_proposal_anew(tx, talk.id, now)
