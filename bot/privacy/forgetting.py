"""Telling and erasing what is kept about one member, whatever features keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.ports import Tx

Told = dict[str, Sequence[Mapping[str, str | int | None]]]


def tell(tx: Tx, member: int) -> Told:
    """Everything kept about a member, by section, in the order in which the features stand; empty sections are left out."""
    found: Told = {}
    for rows in reversed(tx.personal):
        found |= {section: kept for section, kept in rows.export(member).items() if kept}
    return found


def erase(tx: Tx, member: int, now: datetime) -> None:
    """Keep nothing that says who a member was. Seats and events have to be given on before."""
    for rows in tx.personal:
        rows.forget(member, now)
