"""The dispatcher: takes what is due from the outbox, shows what is true now, sends it, and records that it was sent.

Each place has a lane of its own, in which nothing overtakes; lanes do not wait for each other. A row is never gone before
it is sent: what fails comes back with growing pauses, what is too late is dropped and said once to the host, and what was
sent but not recorded is looked for on the platform before it is sent again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.chat.views import Card
from bot.delivery.clock import Alarm
from bot.delivery.errands import Run, run_errands
from bot.delivery.model import TOO_LATE, UNHURRIED, Delivery, ErrandKind, Fate, Kind, Later, Listing, Message
from bot.delivery.outbox import tell_of_trouble
from bot.delivery.pace import Bucket
from bot.delivery.reach import Reach
from bot.delivery.record import Compose, Tell, close, load, next_due, no_longer_true, wait
from bot.people.model import Platform
from bot.ports import Busy, Clock, EventLister, Messenger, Store, Tx, Undeliverable

log = logging.getLogger("hallway.delivery")

_AT_ONCE = 100  # rows leased in one go
_SEND_SECONDS = 30.0
_LONGEST_PAUSE = 300.0
_PATIENCE = 12  # attempts at something that fails for a reason we do not know
_PLACES_KEPT = 500  # people and channels whose pace is remembered, beyond those in use


class Dispatcher:
    """One per process. `start()` it when the messengers can send; `stop()` lets what is on its way finish.

    `errands` are what happens at a time without being a message.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        compose: Mapping[Kind, Compose],
        errands: Mapping[ErrandKind, Run] | None = None,
        tell: Tell = tell_of_trouble,
    ) -> None:
        """`tell` owes news of what could not be delivered to whoever has to know."""
        self.reach = Reach()
        self._store = store
        self._clock = clock
        self._messengers: dict[Platform, Messenger] = {}
        self._compose = compose
        self._errands = errands or {}
        self._tell = tell
        self._alarm = Alarm(clock, self.wake)
        self._awake = asyncio.Event()
        self._lanes: dict[str, deque[Delivery]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._places: dict[str, Bucket] = {}
        self._posts: dict[Platform, Bucket] = {}
        self._edits: dict[Platform, Bucket] = {}
        self._crowds: dict[Platform, Bucket] = {}
        self._running: asyncio.Task[None] | None = None
        self._collecting = asyncio.Lock()

    async def start(self) -> None:
        """Give back what a process that died had taken, then send whatever is due from now on."""
        await self._store.write(lambda tx: tx.deliveries.release())
        self._store.on_owed(self.wake)
        self._alarm.start()
        self._running = asyncio.create_task(self._run(), name="dispatcher")
        self.wake()

    def open(self, platform: Platform, messenger: Messenger) -> None:
        """From now on deliver to this platform; what is owed to the others waits."""
        self._messengers[platform] = messenger
        self._posts[platform] = Bucket(messenger.pace.posts)
        self._edits[platform] = Bucket(messenger.pace.edits)
        self.reach.found(platform)
        self._crowds[platform] = Bucket(messenger.pace.crowds)
        self.wake()

    def wake(self) -> None:
        """Something may be due."""
        self._awake.set()

    async def stop(self) -> None:
        """Let go of everything; what was on its way is looked for at the next start, and sent if it did not arrive."""
        self._alarm.stop()
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        for worker in list(self._workers):
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def rest(self) -> None:
        """Time has passed without us, as it does when a sandbox's clock is moved: the platforms' limits are far again."""
        everywhere = (*self._posts.values(), *self._edits.values(), *self._crowds.values())
        for bucket in (*self._places.values(), *everywhere):
            bucket.refill()

    async def catch_up(self) -> None:
        """Send what is due now and return once it has gone out, or waits for its next attempt."""
        while await self._collect():
            await asyncio.gather(*self._workers, return_exceptions=True)
        await asyncio.gather(*self._workers, return_exceptions=True)
        self.wake()

    async def _run(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            try:
                while await self._collect():
                    pass
                self._alarm.set(await self._store.read(next_due, self._reachable))
            except Exception:
                log.exception("the outbox could not be read; trying again")
                await asyncio.sleep(1)
                self.wake()

    @property
    def _reachable(self) -> frozenset[Platform]:
        return frozenset(self._messengers)

    async def _collect(self) -> int:
        """Run the errands that are due, lease the deliveries that are and put them in their lanes; how many."""
        async with self._collecting:
            ran = await run_errands(self._store, self._clock, self._errands)
            leased = await self._store.write(
                lambda tx: tx.deliveries.lease(self._clock.now(), _AT_ONCE, self._reachable)
            )
            for delivery in leased:
                self._lane(delivery)
        return ran + len(leased)

    def _lane(self, delivery: Delivery) -> None:
        name = delivery.place.lane
        if name in self._lanes:
            self._lanes[name].append(delivery)
            return
        self._lanes[name] = deque([delivery])
        if len(self._places) > _PLACES_KEPT:
            self._places = {place: bucket for place, bucket in self._places.items() if place in self._lanes}
        if name not in self._places:
            self._places[name] = Bucket(self._messengers[delivery.place.platform].pace.place)
        worker = asyncio.create_task(self._work(name), name=f"lane {name}")
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, name: str) -> None:
        lane, place = self._lanes[name], self._places[name]
        try:
            while lane:
                delivery = lane.popleft()
                await place.take()
                bucket = self._bucket(delivery)
                for _ in range(delivery.place.requests):
                    await bucket.take()
                await self._deliver(delivery)
        finally:
            del self._lanes[name]

    def _bucket(self, delivery: Delivery) -> Bucket:
        """The pace of what a platform takes of this kind in all."""
        if delivery.kind in UNHURRIED:
            return self._crowds[delivery.place.platform]
        return (self._posts if delivery.message is None else self._edits)[delivery.place.platform]

    async def _deliver(self, delivery: Delivery) -> None:
        """See one delivery to its end or to its next attempt."""
        try:
            await self._attempt(delivery)
        except Undeliverable as refused:
            log.warning("delivery %s (%s) was refused: %s", delivery.id, delivery.kind.value, refused)
            await self._close(delivery, Fate.FAILED, why=str(refused))
        except Busy as busy:
            if busy.away:
                self.reach.lost(delivery.place.platform)
            await self._try_later(delivery, str(busy), busy.after)
        except Exception as broken:
            log.exception("delivery %s (%s) failed", delivery.id, delivery.kind.value)
            if delivery.attempts >= _PATIENCE:
                await self._close(delivery, Fate.FAILED, why=repr(broken))
            else:
                await self._try_later(delivery, repr(broken), None)

    async def _attempt(self, delivery: Delivery) -> None:
        now = self._clock.now()
        if delivery.late_at is not None and now >= delivery.late_at:
            await self._close(delivery, Fate.DROPPED, why=TOO_LATE)
            return
        compose = self._compose[delivery.kind]
        # Loaded now, together with the generation it is true for, so that forty changes on the way here are one edit.
        delivery, shown = await self._store.read(load, delivery, compose, now)
        if isinstance(shown, Later):
            await self._record(lambda tx: wait(tx, delivery, shown, self._clock.now()))
            return
        try:
            async with asyncio.timeout(_SEND_SECONDS):
                message = await self._show(delivery, shown)
        except TimeoutError as silence:
            raise Busy("the platform did not answer") from silence
        if message is None:
            await self._record(lambda tx: no_longer_true(tx, delivery, self._clock.now()))
        else:
            self.reach.found(delivery.place.platform)
            await self._close(delivery, Fate.SENT, message=message)

    async def _show(self, delivery: Delivery, shown: Card | Listing | None) -> Message | None:
        """Make the platform show it; `None` where nothing is shown."""
        match shown:
            case None:
                await self._take_away(delivery)
                return None
            case Card():
                return await self._send(delivery, shown)
            case Listing():
                return await self._list(delivery, shown)

    async def _list(self, delivery: Delivery, listing: Listing) -> Message | None:
        """Show an event in the platform's own list of events, if it keeps one."""
        lister = self._messengers[delivery.place.platform]
        if not isinstance(lister, EventLister):
            return None
        since = delivery.first_leased_at if delivery.attempts > 1 else None
        number = await lister.list_event(delivery.place, listing, since=since)
        return None if number is None else Message(delivery.place.space, number)

    async def _take_away(self, delivery: Delivery) -> None:
        """What is no longer true is not sent; where it is a post that stands already, its message goes."""
        if delivery.kind is not Kind.POST:
            return
        messenger, message = self._messengers[delivery.place.platform], delivery.message
        if message is None and (delivery.attempts > 1 or delivery.again):
            message = await messenger.find(delivery.place, mark=delivery.mark, since=delivery.first_leased_at)
        if message is not None:
            await messenger.retract(message)

    async def _gathered(self, delivery: Delivery) -> Delivery:
        """The delivery with its room open. The room's channel is kept at once: whatever fails now, it is opened once."""
        room = delivery.place.room
        if room is None or room.channel is not None:
            return delivery
        channel = await self._messengers[delivery.place.platform].gather(
            room, again=delivery.attempts > 1 or delivery.again
        )
        await self._record(lambda tx: tx.rooms.opened(room.id, channel))
        return replace(delivery, place=replace(delivery.place, channel=channel))

    async def _send(self, delivery: Delivery, card: Card) -> Message:
        delivery = await self._gathered(delivery)
        messenger = self._messengers[delivery.place.platform]
        if delivery.message is not None:
            await messenger.edit(delivery.message, card)
            return delivery.message
        if delivery.attempts > 1 or delivery.again:
            found = await messenger.find(delivery.place, mark=delivery.mark, since=delivery.first_leased_at)
            if found is not None:
                if delivery.kind is Kind.POST:
                    await messenger.edit(found, card)
                return found
        return await messenger.post(delivery.place, card, mark=delivery.mark)

    async def _close(self, delivery: Delivery, fate: Fate, *, message: Message | None = None, why: str = "") -> None:
        await self._record(lambda tx: close(tx, delivery, fate, self._clock.now(), message, why, self._tell))

    async def _record(self, work: Callable[[Tx], None]) -> None:
        """Write how a delivery went, and go on trying: a lane that gave up would keep its rows for ever."""
        pause = 1.0
        while True:
            try:
                return await self._store.write(work)
            except Exception:
                log.exception("the outbox could not be written; trying again in %.0f s", pause)
                await asyncio.sleep(pause)
                pause = min(30.0, pause * 2)

    async def _try_later(self, delivery: Delivery, why: str, after: float | None) -> None:
        pause = after if after is not None else min(_LONGEST_PAUSE, 2.0 ** (delivery.attempts - 1))
        pause *= 1 + random.random() / 4  # noqa: S311 - so that not everything comes back at once
        log.info("delivery %s (%s) waits %.1f s: %s", delivery.id, delivery.kind.value, pause, why)
        at = self._clock.now() + timedelta(seconds=pause)
        await self._record(lambda tx: tx.deliveries.retry(delivery, at, why))
