"""What the core asks of the rows of questions to speakers, and of the votes for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.questions.model import Question, QuestionState, Wanted


class Questions(Protocol):
    """Questions and votes. Who asked is written here and never read, but to ask whether it was a given member."""

    def add(self, event: int, talk: int, asker: int, wanted: Wanted, now: datetime) -> Question: ...
    def get(self, question: int) -> Question | None: ...
    def of(self, talk: int) -> Sequence[Question]:
        """What everybody may read of a talk's questions, open and answered ones, most votes first."""
        ...

    def with_hidden(self, talk: int) -> Sequence[Question]:
        """The same with those that were hidden: for its speaker and organizers alone."""
        ...

    def unanswered(self, event: int) -> Sequence[Question]:
        """The open questions to all talks of an event in the order of its line-up, most votes first within a talk."""
        ...

    def named_asker(self, question: int) -> int | None:
        """Who asked a question, where they let everybody see it; this alone is ever told of them."""
        ...

    def asked_by(self, question: int, member: int) -> bool: ...
    def own(self, talk: int, member: int) -> Sequence[Question]:
        """What a member asked a talk and nobody has answered, hidden or not, in the order in which they asked."""
        ...

    def stand(self, question: int, state: QuestionState) -> None: ...
    def sign(self, question: int, *, anonymous: bool) -> None:
        """Show the asker's name with it, or not."""
        ...

    def take_back(self, question: int) -> None:
        """Keep nothing that it said, and no votes for it."""
        ...

    def vote(self, question: int, member: int, now: datetime) -> bool:
        """Give a member's vote, or take it back where it was given; whether it stands now."""
        ...

    def event_of(self, talk: int) -> int | None:
        """The event at which a talk was called to the stage last."""
        ...

    def staged_since(self, community: int, since: datetime) -> Sequence[int]:
        """The events with a talk that is on, or ended after `since`."""
        ...

    def talks_of(self, member: int) -> Sequence[int]:
        """The talks that a member asked something, or gave a vote about."""
        ...

    def merge(self, keep: int, gone: int) -> None:
        """Give one member what another asked and voted for. A vote of both is one, and nobody votes for their own."""
        ...
