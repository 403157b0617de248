"""Rows of talks, of the line-ups of events, and of the slots that were offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row
from typing import ClassVar

from bot.talks.model import Decision, Given, Item, Lineup, Proposal, SlotState, Talk, TalkKind, TalkState, Timing
from storage.personal import Told, told
from storage.sql import Sql, from_db, maybe_from_db, to_db

# One that lost its slot, and one that took a free slot by itself, was decided by nobody.
_UNDOES = {TalkState.WAITING: TalkState.PLACED.value, TalkState.PLACED: TalkState.WAITING.value}
_SOMEBODY = "somebody"  # who asked to be forgotten


def _name(member: str) -> str:
    """A person has one account they used last; their name is the one it carries."""
    return f"(SELECT name FROM accounts WHERE accounts.member = {member} ORDER BY seen_at DESC, id DESC LIMIT 1)"  # noqa: S608 - fixed text


_TALKS = f"SELECT talks.*, {_name('talks.speaker')} AS name, {_name('talks.decided_by')} AS decider FROM talks"  # noqa: S608 - fixed text
_ITEMS = f"""SELECT lineup_items.*, talks.title, talks.speaker, talks.kind, {_name("talks.speaker")} AS name,
                    slot_offers.until
             FROM lineup_items LEFT JOIN talks ON talks.id = lineup_items.talk
             LEFT JOIN slot_offers ON lineup_items.state = 'held'
                 AND slot_offers.event = lineup_items.event AND slot_offers.talk = lineup_items.talk"""  # noqa: S608 - fixed text


def _talk(row: Row) -> Talk:
    what = Proposal(
        title=row["title"],
        pitch=row["pitch"],
        kind=TalkKind(row["kind"]),
        minutes=row["minutes"],
        first=bool(row["first_talk"]),
        links=tuple(row["links"].split()),
        wish=row["wish"],
    )
    decided = row["decided_at"]
    return Talk(
        id=row["id"],
        community=row["community"],
        speaker=row["speaker"],
        name=row["name"] or _SOMEBODY,
        what=what,
        state=TalkState(row["state"]),
        decision=None if decided is None else Decision(row["decider"] or _SOMEBODY, from_db(decided)),
        reply=row["reply"],
    )


def _item(row: Row) -> Item:
    return Item(
        id=row["id"],
        event=row["event"],
        position=row["position"],
        minutes=row["minutes"],
        state=SlotState(row["state"]),
        since=from_db(row["since"]),
        talk=row["talk"],
        title=row["title"] or "",
        speaker=row["speaker"],
        name=row["name"] or ("" if row["talk"] is None else _SOMEBODY),
        kind=None if row["kind"] is None else TalkKind(row["kind"]),
        until=maybe_from_db(row["until"]),
    )


def _values(what: Proposal) -> dict[str, str | int | None]:
    return {
        "wish": what.wish,
        "title": what.title,
        "pitch": what.pitch,
        "kind": what.kind.value,
        "minutes": what.minutes,
        "first_talk": int(what.first),
        "links": "\n".join(what.links),
    }


@dataclass(frozen=True, slots=True)
class TalkRows:
    ABOUT_PEOPLE: ClassVar[tuple[str, ...]] = ("talks.speaker", "talks.decided_by")
    sql: Sql

    # --- Talks ---

    def add(self, community: int, speaker: int, what: Proposal, now: datetime) -> Talk:
        row = self.sql.one(
            """INSERT INTO talks
                   (community, speaker, wish, title, pitch, kind, minutes, first_talk, links, proposed_at)
               VALUES (:community, :speaker, :wish, :title, :pitch, :kind, :minutes, :first_talk, :links, :now)
               RETURNING id""",
            community=community,
            speaker=speaker,
            now=to_db(now),
            **_values(what),
        )
        return _talk(self.sql.one(f"{_TALKS} WHERE talks.id = :talk", talk=row["id"]))

    def get(self, talk: int) -> Talk | None:
        row = self.sql.maybe(f"{_TALKS} WHERE talks.id = :talk", talk=talk)
        return None if row is None else _talk(row)

    def of(self, speaker: int) -> Sequence[Talk]:
        rows = self.sql.all(f"{_TALKS} WHERE speaker = :speaker ORDER BY talks.id DESC", speaker=speaker)
        return [_talk(row) for row in rows]

    def open(self, community: int) -> Sequence[Talk]:
        rows = self.sql.all(
            f"{_TALKS} WHERE community = :community AND state IN ('proposed', 'waiting') ORDER BY talks.id",
            community=community,
        )
        return [_talk(row) for row in rows]

    def meant_for(self, event: int) -> Sequence[Talk]:
        rows = self.sql.all(
            f"{_TALKS} WHERE wish = :event AND state IN ('proposed', 'waiting') ORDER BY talks.id", event=event
        )
        return [_talk(row) for row in rows]

    def waiting_for(self, event: int) -> Sequence[Talk]:
        rows = self.sql.all(
            f"""{_TALKS} WHERE state = 'waiting' AND (wish = :event OR wish IS NULL)
                AND community = (SELECT community FROM events WHERE events.id = :event)
                AND NOT EXISTS (SELECT 1 FROM lineup_items WHERE lineup_items.talk = talks.id)
                AND NOT EXISTS (SELECT 1 FROM slot_offers WHERE slot_offers.event = :event AND slot_offers.talk = talks.id)
                ORDER BY waiting_since, talks.id""",  # noqa: S608 - fixed text
            event=event,
        )
        return [_talk(row) for row in rows]

    def given(self, community: int, name: str, now: datetime, *, speaker: int | None = None) -> Sequence[Given]:
        rows = self.sql.all(
            f"""SELECT given.*, events.title AS event_title, events.starts_at, events.zone
                FROM ({_TALKS}) AS given JOIN lineup_items ON lineup_items.talk = given.id
                JOIN events ON events.id = lineup_items.event
                WHERE given.community = :community AND events.ends_at <= :now
                AND lineup_items.state <> 'held' AND given.state = 'placed'
                AND (:speaker IS NULL OR given.speaker = :speaker)
                AND (EXISTS (SELECT 1 FROM stage_turns WHERE stage_turns.talk = given.id
                        AND stage_turns.event = events.id AND skipped = 0 AND rehearsal = 0)
                    OR events.state = 'planned' AND NOT EXISTS (SELECT 1 FROM stage_turns WHERE stage_turns.talk = given.id
                        AND stage_turns.event = events.id AND rehearsal = 0))
                ORDER BY events.starts_at DESC, lineup_items.position""",  # noqa: S608 - fixed text
            community=community,
            speaker=speaker,
            now=to_db(now),
        )
        # In Python: SQLite folds the case of ASCII letters only.
        wanted = name.casefold()
        return [
            Given(_talk(row), row["event_title"], from_db(row["starts_at"]), row["zone"])
            for row in rows
            if wanted in (row["name"] or "").casefold()
        ]

    def rewrite(self, talk: int, what: Proposal) -> None:
        self.sql.run(
            """UPDATE talks SET wish = :wish, title = :title, pitch = :pitch, kind = :kind, minutes = :minutes,
               first_talk = :first_talk, links = :links WHERE id = :talk""",
            talk=talk,
            **_values(what),
        )

    def stand(self, talk: int, state: TalkState, now: datetime) -> None:
        waits = state is TalkState.WAITING
        self.sql.run(
            """UPDATE talks SET waiting_since = CASE WHEN :waits = 0 THEN NULL WHEN state = 'waiting' THEN waiting_since
                   ELSE :now END,
               decided_by = CASE WHEN state = :undoes THEN NULL ELSE decided_by END,
               decided_at = CASE WHEN state = :undoes THEN NULL ELSE decided_at END,
               state = :state WHERE id = :talk""",
            talk=talk,
            state=state.value,
            waits=int(waits),
            undoes=_UNDOES.get(state, ""),
            now=to_db(now),
        )

    def decide(self, talk: int, state: TalkState, by: int, now: datetime, *, reply: str = "") -> None:
        self.stand(talk, state, now)
        self.sql.run(
            "UPDATE talks SET decided_by = :by, decided_at = :now, reply = :reply WHERE id = :talk",
            talk=talk,
            by=by,
            now=to_db(now),
            reply=reply,
        )

    def decider(self, talk: int) -> int | None:
        rows = self.sql.all("SELECT decided_by FROM talks WHERE id = :talk", talk=talk)
        return next((row["decided_by"] for row in rows), None)

    # --- Line-ups ---

    def lineup(self, event: int) -> Lineup:
        timing = self.sql.maybe("SELECT doors, changeover FROM lineups WHERE event = :event", event=event)
        rows = self.sql.all(f"{_ITEMS} WHERE lineup_items.event = :event ORDER BY position", event=event)
        return Lineup(
            event,
            Timing() if timing is None else Timing(timing["doors"], timing["changeover"]),
            tuple(_item(row) for row in rows),
        )

    def slot(self, talk: int) -> Item | None:
        row = self.sql.maybe(f"{_ITEMS} WHERE lineup_items.talk = :talk", talk=talk)
        return None if row is None else _item(row)

    def put(self, event: int, minutes: int, state: SlotState, now: datetime, *, talk: int | None = None) -> int:
        row = self.sql.one(
            """INSERT INTO lineup_items (event, position, talk, minutes, state, since)
               VALUES (:event,
                       (SELECT COALESCE(MAX(position), 0) + 1 FROM lineup_items WHERE lineup_items.event = :event),
                       :talk, :minutes, :state, :now) RETURNING id""",
            event=event,
            talk=talk,
            minutes=minutes,
            state=state.value,
            now=to_db(now),
        )
        return int(row["id"])

    def arrange(self, event: int, items: Sequence[int]) -> None:
        # Out of the way first: two items never share a position, not even in between.
        self.sql.run("UPDATE lineup_items SET position = -position - 1 WHERE event = :event", event=event)
        for position, item in enumerate(items, 1):
            self.sql.run(
                "UPDATE lineup_items SET position = :position WHERE id = :item AND event = :event",
                position=position,
                item=item,
                event=event,
            )

    def settle(self, item: int, state: SlotState, now: datetime) -> None:
        self.sql.run(
            "UPDATE lineup_items SET state = :state, since = :now WHERE id = :item",
            item=item,
            state=state.value,
            now=to_db(now),
        )

    def resize(self, item: int, minutes: int) -> None:
        self.sql.run("UPDATE lineup_items SET minutes = :minutes WHERE id = :item", item=item, minutes=minutes)

    def take_out(self, item: int) -> None:
        self.sql.run("DELETE FROM lineup_items WHERE id = :item", item=item)

    def time(self, event: int, timing: Timing) -> None:
        self.sql.run(
            """INSERT INTO lineups (event, doors, changeover) VALUES (:event, :doors, :changeover)
               ON CONFLICT (event) DO UPDATE SET doors = excluded.doors, changeover = excluded.changeover""",
            event=event,
            doors=timing.doors,
            changeover=timing.changeover,
        )

    def offer(self, event: int, talk: int, until: datetime, now: datetime) -> None:
        self.sql.run(
            """INSERT INTO slot_offers (event, talk, until, made_at) VALUES (:event, :talk, :until, :now)
               ON CONFLICT (event, talk) DO UPDATE SET until = excluded.until, made_at = excluded.made_at""",
            event=event,
            talk=talk,
            until=to_db(until),
            now=to_db(now),
        )

    def refuse_offers(self, event: int, talk: int, now: datetime) -> None:
        self.offer(event, talk, now, now)

    def speakers(self, event: int) -> Sequence[int]:
        theirs = (each.speaker for each in self.lineup(event).items if each.state is not SlotState.HELD)
        return list(dict.fromkeys(each for each in theirs if each is not None))

    def merge(self, keep: int, gone: int) -> None:
        self.sql.run("UPDATE talks SET speaker = :keep WHERE speaker = :gone", keep=keep, gone=gone)
        self.sql.run("UPDATE talks SET decided_by = :keep WHERE decided_by = :gone", keep=keep, gone=gone)

    def export(self, member: int) -> Told:
        rows = self.sql.all(
            """SELECT id, title, pitch, kind, minutes, first_talk, links, state, proposed_at, decided_at, reply
               FROM talks WHERE speaker = :member ORDER BY id""",
            member=member,
        )
        return {"talks": told(rows, "proposed_at", "decided_at")}

    def forget(self, member: int, _now: datetime) -> None:
        """What was given stays in its event's line-up by its title, from somebody; everything else is emptied."""
        self.sql.run("UPDATE talks SET pitch = '', links = '', reply = '' WHERE speaker = :member", member=member)
        self.sql.run("UPDATE talks SET title = '…' WHERE speaker = :member AND state <> 'placed'", member=member)
