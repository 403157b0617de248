"""One transaction's tables, the store that runs it, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.ports.announcements import Announcements
from bot.ports.asks import Asks
from bot.ports.calls import Calls, Drafts
from bot.ports.checkin import Arrivals
from bot.ports.coffee import Coffee
from bot.ports.communities import Communities, Organizers, SpaceCodes, Spaces
from bot.ports.delivery import Deliveries, Errands, Posts, Rooms, Sendings
from bot.ports.events import Answers, Events, Feeds, Mirrors, SeriesTable
from bot.ports.people import Connections, Intros, Links, Members
from bot.ports.privacy import Personal
from bot.ports.questions import Questions
from bot.ports.recap import Recaps
from bot.ports.stage import Stages
from bot.ports.talks import Talks

P = ParamSpec("P")
R = TypeVar("R")


class Tx(Protocol):
    """One transaction. It cannot await: nothing slow can stand between counting a seat and taking it."""

    @property
    def communities(self) -> Communities: ...
    @property
    def spaces(self) -> Spaces: ...
    @property
    def members(self) -> Members: ...
    @property
    def events(self) -> Events: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def intros(self) -> Intros: ...
    @property
    def connections(self) -> Connections: ...
    @property
    def links(self) -> Links: ...
    @property
    def series(self) -> SeriesTable: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def mirrors(self) -> Mirrors: ...
    @property
    def posts(self) -> Posts: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def calls(self) -> Calls: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def arrivals(self) -> Arrivals: ...
    @property
    def sendings(self) -> Sendings: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def asks(self) -> Asks: ...
    @property
    def errands(self) -> Errands: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def coffee(self) -> Coffee: ...
    @property
    def talks(self) -> Talks: ...
    @property
    def stages(self) -> Stages: ...
    @property
    def recaps(self) -> Recaps: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def organizers(self) -> Organizers: ...
    @property
    def space_codes(self) -> SpaceCodes: ...
    @property
    def personal(self) -> Sequence[Personal]:
        """Everything that holds something about people; the members themselves come last."""
        ...


class Store(Protocol):
    async def write(self, work: Callable[Concatenate[Tx, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `work(tx, …)` as one transaction; returns its result once it is durable, raises what it raised."""
        ...

    async def read(self, work: Callable[Concatenate[Tx, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `work(tx, …)` on one consistent view of the data; it cannot write."""
        ...

    def on_owed(self, tell: Callable[[], None]) -> None:
        """Have `tell()` called after each commit that owes something, beside those who are told already."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The current moment, in UTC."""
        ...
