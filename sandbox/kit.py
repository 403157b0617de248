"""What both platforms of the sandbox share: the clock, faults, violations, counters, the live feed, the answer's shape."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

Json = dict[str, Any]
PlatformName = Literal["discord", "slack"]
A_REST = timedelta(minutes=1)  # after this, every platform takes messages as fast as ever
FAULT_KINDS = ("429", "500", "drop", "hang", "disconnect")


class SandboxError(Exception):
    """A call of the control API that cannot be done; its sentence goes back with status 400."""


class SandboxClock:
    """The community's time: the machine's, plus what the page or a test has moved it by."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self._followers: list[Callable[[timedelta], Awaitable[None]]] = []
        self._settling: list[Callable[[], Awaitable[None]]] = []
        self._resting: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The current moment, in UTC."""
        return datetime.now(UTC) + self.offset

    def follow(self, moved: Callable[[timedelta], Awaitable[None]]) -> Callable[[], None]:
        """Have `moved(offset)` awaited after each move; the result ends that. It returns once what is due went out."""
        self._followers.append(moved)
        return lambda: self._followers.remove(moved) if moved in self._followers else None

    def before_moves(self, settle: Callable[[], Awaitable[None]]) -> Callable[[], None]:
        """Have `settle()` awaited before each move, so that what is on its way arrives in its own time; ends that, too."""
        self._settling.append(settle)
        return lambda: self._settling.remove(settle)

    def on_rest(self, rested: Callable[[], None]) -> Callable[[], None]:
        """Have `rested()` called whenever a minute or more passes at once: nobody is out of breath any more; ends that, too."""
        self._resting.append(rested)
        return lambda: self._resting.remove(rested)

    def rest(self) -> None:
        """Let everybody catch their breath, as when a minute passes in which nothing happens."""
        for rested in list(self._resting):
            rested()

    @property
    def followers(self) -> int:
        """How many are awaited at each move: the page's feed, and each bot that is ready."""
        return len(self._followers)

    async def move(self, *, advance: timedelta | None = None, to: datetime | None = None) -> datetime:
        """Move by `advance`, or to a moment, then wait until every follower has let go what is due."""
        await asyncio.gather(*(settle() for settle in list(self._settling)))
        before = self.offset
        if to is not None:
            self.offset = to - datetime.now(UTC)
        elif advance is not None:
            self.offset += advance
        if self.offset - before >= A_REST:
            self.rest()
        await asyncio.gather(*(moved(self.offset) for moved in list(self._followers)))
        return self.now()


@dataclass(slots=True)
class Fault:
    """`count` requests of the bot to `platform` whose "METHOD /path" matches `match` will meet this."""

    platform: PlatformName
    kind: str
    count: int
    match: str = ""


@dataclass(slots=True)
class Faults:
    pending: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        if fault.kind not in FAULT_KINDS:
            raise SandboxError(f"No fault is called {fault.kind!r}; there are {', '.join(FAULT_KINDS)}.")
        self.pending.append(fault)

    def take(self, platform: PlatformName, request: str) -> str | None:
        """The kind of fault that `request` ("POST /channels/1/messages") has to meet now, if any; uses one up.

        "disconnect" is not taken here: it hits the live connection at once.
        """
        for fault in self.pending:
            if fault.platform == platform and fault.count > 0 and re.search(fault.match, request):
                fault.count -= 1
                self.pending = [each for each in self.pending if each.count > 0]
                return fault.kind
        return None


@dataclass(frozen=True, slots=True)
class Violation:
    """A request of the bot that the real platform would have refused, or that broke its documentation."""

    platform: PlatformName
    request: str
    rule: str
    detail: str
    payload: Any

    def as_json(self) -> Json:
        return {
            "platform": self.platform,
            "request": self.request,
            "rule": self.rule,
            "detail": self.detail,
            "payload": self.payload,
        }


class Feed:
    """Everything that happens, for the page: each subscriber gets each event as JSON."""

    def __init__(self) -> None:
        self._subscribers: set[asyncio.Queue[Json]] = set()

    def publish(self, kind: str, **about: Any) -> None:
        for queue in self._subscribers:
            queue.put_nowait({"kind": kind, **about})

    def subscribe(self) -> asyncio.Queue[Json]:
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._subscribers.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[Json]) -> None:
        self._subscribers.discard(queue)


@dataclass(slots=True)
class Kit:
    """One per sandbox, handed to both platforms."""

    clock: SandboxClock = field(default_factory=SandboxClock)
    faults: Faults = field(default_factory=Faults)
    violations: list[Violation] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    feed: Feed = field(default_factory=Feed)
    has_past: bool = False  # the community has lived a while: see story.py


@dataclass(slots=True)
class Input:
    """One question of an open form. `kind`: text, paragraph, select, multi_select, user, channel, date, time, number."""

    id: str
    label: str
    kind: str
    required: bool
    options: list[Json] | None = None
    value: str | list[str] | None = None
    placeholder: str = ""
    hint: str = ""
    min_length: int | None = None
    max_length: int | None = None

    def as_json(self) -> Json:
        shown: Json = {"id": self.id, "label": self.label, "kind": self.kind, "required": self.required}
        for name in ("options", "value", "placeholder", "hint", "min_length", "max_length"):
            if (value := getattr(self, name)) not in (None, ""):
                shown[name] = value
        return shown


@dataclass(slots=True)
class OpenForm:
    """A form that stands open on a person's screen. `texts` is what it says between its inputs, in plain form."""

    id: str
    title: str
    inputs: list[Input]
    submit: str = "Submit"
    texts: list[str] = field(default_factory=list)

    def as_json(self) -> Json:
        return {
            "id": self.id,
            "title": self.title,
            "submit": self.submit,
            "texts": self.texts,
            "inputs": [each.as_json() for each in self.inputs],
        }


@dataclass(slots=True)
class Answer:
    """What a person saw after a command, a click or a form. Times in milliseconds since they pressed."""

    ack_ms: float | None = None
    done_ms: float | None = None
    private: bool = False
    text: str = ""
    message: Json | None = None
    form: OpenForm | None = None
    errors: dict[str, str] | None = None

    def as_json(self) -> Json:
        shown: Json = {
            "ack_ms": self.ack_ms,
            "done_ms": self.done_ms,
            "private": self.private,
            "text": self.text,
            "message": self.message,
            "form": self.form.as_json() if self.form else None,
        }
        if self.errors is not None:
            shown["errors"] = self.errors
        return shown
