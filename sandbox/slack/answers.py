"""Who is waiting to see what: matches the bot's requests with the press that caused them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.kit import Json
    from sandbox.slack.views import OpenView

PATIENCE_S = 10.0
QUIET_S = 1.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What came onto the person's screen: a message, or a view, or (for a deleted message) neither."""

    private: bool
    message: Json | None = None
    view: OpenView | None = None


@dataclass(slots=True, eq=False)
class Waiting:
    """One press, and everything by which its answer may be known."""

    user: str
    trigger: str
    channel: str | None = None  # None: an ephemeral message in any channel is for this press
    response: str | None = None  # the token of its response_url
    view: str | None = None  # the view it was made in
    message: str | None = None  # ts of the message it was made on
    takes_dm: bool = False  # a direct message is its answer (a form was submitted: no channel is known)
    first: asyncio.Future[Seen] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    weak: Seen | None = None  # visible, but perhaps not because of this press; the answer if nothing else comes

    def see(self, seen: Seen) -> None:
        if not self.first.done():
            self.first.set_result(seen)

    @property
    def open(self) -> bool:
        return not self.first.done()


class Watch:
    """All presses that wait for their answer, oldest first."""

    def __init__(self, *, quiet_s: float = QUIET_S) -> None:
        """`quiet_s`: when the bot has asked nothing of us for so long, nothing more is coming."""
        self._quiet_s = quiet_s
        self._waiting: list[Waiting] = []
        self._busy = 0
        self._last_request = 0.0

    @contextmanager
    def waiting(self, press: Waiting) -> Iterator[None]:
        self._waiting.append(press)
        try:
            yield
        finally:
            self._waiting.remove(press)

    @contextmanager
    def request(self) -> Iterator[None]:
        """Around each request of the bot, so that we know when it has gone quiet."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            self._last_request = asyncio.get_running_loop().time()

    async def outcome(self, press: Waiting, *, may_be_nothing: bool) -> Seen | None:
        """The first thing that the person sees. `may_be_nothing`: stop once the bot has gone quiet."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while press.open and (left := begun + PATIENCE_S - loop.time()) > 0:
            idle = 0.0 if self._busy else loop.time() - max(begun, self._last_request)
            if idle >= self._quiet_s and (may_be_nothing or press.weak is not None):
                break
            await asyncio.wait({press.first}, timeout=min(left, 0.1))
        return press.first.result() if press.first.done() else press.weak

    # what the bot did

    def responded(self, token: str, seen: Seen) -> None:
        for press in self._open():
            if press.response == token:
                press.see(seen)

    def opened(self, trigger: str, seen: Seen) -> None:
        for press in self._open():
            if press.trigger == trigger:
                press.see(seen)

    def changed_view(self, view: str, seen: Seen) -> None:
        for press in self._open():
            if press.view == view:
                press.see(seen)

    def whispered(self, user: str, channel: str, seen: Seen) -> None:
        """An ephemeral message carries no hint of its cause: the oldest press of that person there gets it."""
        presses = [press for press in self._open() if press.user == user and press.channel in (channel, None)]
        presses.sort(key=lambda press: press.channel is None)
        if presses:
            presses[0].see(seen)

    def messaged(self, user: str, seen: Seen) -> None:
        """A direct message to `user`: the answer to a submitted form, a weak one to anything else."""
        presses = [press for press in self._open() if press.user == user]
        for press in presses:
            if press.takes_dm:
                press.see(seen)
                return
        for press in presses:
            press.weak = press.weak or seen

    def changed_message(self, ts: str, seen: Seen, *, sole_reader: str | None) -> None:
        """The clicked message changed: an answer where only the clicker reads it, else a weak one."""
        for press in self._open():
            if press.message == ts:
                if sole_reader == press.user:
                    press.see(seen)
                else:
                    press.weak = seen

    def _open(self) -> list[Waiting]:
        return [press for press in self._waiting if press.open]
