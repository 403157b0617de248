"""What stands behind the secret address of a stage page."""

from __future__ import annotations

from datetime import datetime

from bot.app import App
from bot.ports import Tx
from bot.questions.model import still_open
from bot.stage.model import Asked, Screen, program


async def read_screen(app: App, token: str) -> Screen | None:
    """The stage as it is now; `None` where no stage has this address."""
    return await app.store.read(screen_behind, token, app.clock.now())


def screen_behind(tx: Tx, token: str, now: datetime) -> Screen | None:
    """The same inside a transaction."""
    run = tx.stages.behind(token)
    event = None if run is None else tx.events.get(run.event)
    if run is None or event is None:
        return None
    return Screen(
        community=tx.communities.get(event.community).name,
        program=program(event, tx.talks.lineup(event.id), run, now),
        questions=asked(tx, run.now_on.talk if run.now_on is not None else None),
        now=now,
    )


def asked(tx: Tx, talk: int | None) -> tuple[Asked, ...]:
    """The open questions to a talk, most votes first."""
    found = () if talk is None else still_open(tx.questions.of(talk))
    return tuple(Asked(each.text, each.name, each.votes) for each in found)
