"""What the core asks of the rows of proposals that went to hosts privately."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.talks.model import ProposalCopy


class ProposalCopies(Protocol):
    """The private copies of a proposal, one for each account that it was sent to; each is shown by a post of its own."""

    def add(self, talk: int, account: int) -> int | None:
        """A new copy's number; `None` for an account that has one."""
        ...

    def of(self, talk: int) -> Sequence[ProposalCopy]: ...
    def talk(self, copy: int) -> int | None:
        """The talk that a copy shows; `None` for one whose reader asked to be forgotten."""
        ...
