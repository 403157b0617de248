"""What setup decides by: codes that bring a space in. Pure."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from bot.people.model import Community, Space

NAME_LENGTH = 80
GOOD_FOR = timedelta(minutes=15)
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that look alike
_HALF = 4


@dataclass(frozen=True, slots=True)
class House:
    """A community as setup shows it: where it lives, and what the space that asks has chosen."""

    community: Community
    space: Space
    others: tuple[Space, ...]
    organizers: tuple[str, ...]


def new_code() -> str:
    """A code to type on the other platform: "K7QM-2FXD", one of 850 billion."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(2 * _HALF))
    return f"{drawn[:_HALF]}-{drawn[_HALF:]}"


def hash_code(code: str) -> str:
    """What is kept of a code; case, spaces and the dash do not matter."""
    tidy = "".join(each for each in code.upper() if each.isalnum())
    return hashlib.sha256(tidy.encode()).hexdigest()
