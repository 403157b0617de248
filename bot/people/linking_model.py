"""One person, two accounts: the code that proves it, and what the joined member keeps. Pure rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from bot.people.model import Owned, Platform

CODE_LENGTH = 8
GOOD_FOR = timedelta(minutes=10)
WRONG_TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
# No 0 and O, 1, I and L, 5 and S, 8 and B, 2 and Z, U and V: what can be mistaken when it is copied by hand.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
_ROUNDS = 20_000
_SALT = b"hallway link code"


def make_code(choose: Callable[[Sequence[str]], str]) -> str:
    """A new code, by a chooser that nobody can foretell (`secrets.choice`)."""
    return "".join(choose(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str | None:
    """The code that was typed, in any case, with spaces or dashes; `None` for what cannot be one."""
    tidy = "".join(each for each in text.upper() if each not in " -–—")
    return tidy if len(tidy) == CODE_LENGTH and set(tidy) <= set(ALPHABET) else None


def digest(code: str) -> str:
    """What is kept of a code. Slow on purpose: about 10 ms, so call it outside of a transaction."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), _SALT, _ROUNDS).hex()


def clashing(ours: Collection[Owned], theirs: Collection[Owned]) -> Platform | None:
    """A platform on which both have an account already: a member has one account on each."""
    return next((each.platform for each in ours if any(each.platform is other.platform for other in theirs)), None)


def who_stays(one: int, other: int) -> tuple[int, int]:
    """Of two members who become one: who stays, and who goes. The one whom we have known longer stays."""
    return min(one, other), max(one, other)
