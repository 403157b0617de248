"""The store: transactions over all aggregates, on one SQLite file that one process holds."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Concatenate, ParamSpec, Self, TypeVar

from bot.ports import Personal
from bot.ports import Tx as TxPort
from storage.announcements import AnnouncementRows
from storage.answers import AnswerRows
from storage.asks import AskRows
from storage.calendars import FeedRows, MirrorRows
from storage.calls import CallRows, DraftRows
from storage.checkin import ArrivalRows
from storage.coffee import CoffeeRows
from storage.communities import CommunityRows, SpaceRows
from storage.delivery import DeliveryRows, PostRows
from storage.errands import ErrandRows, RoomRows
from storage.events import EventRows
from storage.intros import IntroRows
from storage.linking import LinkRows
from storage.meeting import ConnectionRows
from storage.migrations import migrate, steps, version
from storage.people import MemberRows
from storage.proposals import ProposalCopyRows
from storage.questions import QuestionRows
from storage.recap import RecapRows
from storage.series import SeriesRows
from storage.setup import OrganizerRows, SpaceCodeRows
from storage.sql import Sql
from storage.sqlite import Readers, Writer, connect, run_on
from storage.stage import StageRows
from storage.talks import TalkRows
from storage.upcoming import SendingRows

P = ParamSpec("P")
R = TypeVar("R")
_READERS = 3


class InUse(Exception):  # noqa: N818 - a fact about the file
    """Another process holds this database."""


@dataclass(frozen=True, slots=True)
class Tx:
    """One transaction's tables."""

    sql: Sql
    communities: CommunityRows = field(init=False)
    spaces: SpaceRows = field(init=False)
    members: MemberRows = field(init=False)
    events: EventRows = field(init=False)
    answers: AnswerRows = field(init=False)
    intros: IntroRows = field(init=False)
    connections: ConnectionRows = field(init=False)
    links: LinkRows = field(init=False)
    series: SeriesRows = field(init=False)
    feeds: FeedRows = field(init=False)
    mirrors: MirrorRows = field(init=False)
    posts: PostRows = field(init=False)
    deliveries: DeliveryRows = field(init=False)
    calls: CallRows = field(init=False)
    drafts: DraftRows = field(init=False)
    arrivals: ArrivalRows = field(init=False)
    sendings: SendingRows = field(init=False)
    announcements: AnnouncementRows = field(init=False)
    asks: AskRows = field(init=False)
    errands: ErrandRows = field(init=False)
    rooms: RoomRows = field(init=False)
    coffee: CoffeeRows = field(init=False)
    talks: TalkRows = field(init=False)
    stages: StageRows = field(init=False)
    recaps: RecapRows = field(init=False)
    proposal_copies: ProposalCopyRows = field(init=False)
    questions: QuestionRows = field(init=False)
    organizers: OrganizerRows = field(init=False)
    space_codes: SpaceCodeRows = field(init=False)

    def __post_init__(self) -> None:
        rows = {
            "communities": CommunityRows,
            "spaces": SpaceRows,
            "members": MemberRows,
            "events": EventRows,
            "answers": AnswerRows,
            "intros": IntroRows,
            "connections": ConnectionRows,
            "links": LinkRows,
            "series": SeriesRows,
            "feeds": FeedRows,
            "mirrors": MirrorRows,
            "posts": PostRows,
            "deliveries": DeliveryRows,
            "calls": CallRows,
            "drafts": DraftRows,
            "arrivals": ArrivalRows,
            "sendings": SendingRows,
            "announcements": AnnouncementRows,
            "asks": AskRows,
            "errands": ErrandRows,
            "rooms": RoomRows,
            "coffee": CoffeeRows,
            "talks": TalkRows,
            "stages": StageRows,
            "recaps": RecapRows,
            "proposal_copies": ProposalCopyRows,
            "questions": QuestionRows,
            "organizers": OrganizerRows,
            "space_codes": SpaceCodeRows,
        }
        for name, table in rows.items():
            object.__setattr__(self, name, table(self.sql))

    @property
    def personal(self) -> tuple[Personal, ...]:
        """Everything that holds something about people; the members themselves come last."""
        return (
            self.answers,
            self.arrivals,
            self.events,
            self.announcements,
            self.asks,
            self.recaps,
            self.talks,
            self.proposal_copies,
            self.questions,
            self.coffee,
            self.rooms,
            self.feeds,
            self.series,
            self.drafts,
            self.deliveries,
            self.intros,
            self.connections,
            self.links,
            self.organizers,
            self.space_codes,
            self.members,
        )


class Store:
    """Open one with `await Store.open(path)`; close it, or use it as an async context manager."""

    def __init__(self, writer: Writer, readers: Readers, lock: IO[str]) -> None:
        self._writer = writer
        self._readers = readers
        self._lock = lock
        self._listeners: list[Callable[[], None]] = []

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Take the database at `path` for this process, made if it is missing, and bring its schema up to date.

        Raises InUse when another process has it, NewerDatabase when it is ahead of this code.
        """
        async with AsyncExitStack() as on_failure:
            lock = on_failure.enter_context(_hold(path))
            connection = await connect(path)
            on_failure.push_async_callback(connection.close)
            await run_on(connection, lambda raw: migrate(raw, steps(), backup=_backup_path(path, version(raw))))
            readers = Readers()
            on_failure.push_async_callback(readers.close)
            await readers.open(path, _READERS)
            on_failure.pop_all()
        return cls(Writer(connection), readers, lock)

    async def write(self, work: Callable[Concatenate[TxPort, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        owes = False

        def whole(sql: Sql) -> R:
            nonlocal owes
            tx = Tx(sql)
            result = work(tx, *args, **kwargs)
            owes = tx.deliveries.owed or tx.errands.owed
            return result

        result = await self._writer.write(whole)
        if owes:
            for tell in self._listeners:
                tell()
        return result

    async def read(self, work: Callable[Concatenate[TxPort, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._readers.read(lambda sql: work(Tx(sql), *args, **kwargs))

    def on_owed(self, tell: Callable[[], None]) -> None:
        self._listeners.append(tell)

    async def close(self) -> None:
        await self._readers.close()
        await self._writer.close()
        self._lock.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _hold(path: Path) -> IO[str]:
    """Lock the database for this process; the system lets go of it however the process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        lock.close()
        raise InUse(f"Another Hallway is running on {path}. Stop it first: two would take the same seat.") from held
    return lock


def _backup_path(path: Path, at_version: int) -> Path:
    """A name for the copy before a migration that overwrites none."""
    plain = path.with_name(f"{path.name}.before-{at_version + 1:04}")
    taken = (plain, *(plain.with_name(f"{plain.name}-{n}") for n in range(2, 1000)))
    return next(each for each in taken if not each.exists())
