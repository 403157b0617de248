"""What `hallway doctor` finds: one line a check, with what to do where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SKEW = timedelta(seconds=30)  # Discord and Slack refuse what is minutes off; reminders are wrong before that


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `fix` says what to do, and is empty where nothing is wrong. Never holds a token."""

    about: str
    said: str
    fix: str = ""

    @property
    def fine(self) -> bool:
        return not self.fix

    def line(self) -> str:
        return f"ok    {self.about}: {self.said}" if self.fine else f"WRONG {self.about}: {self.said} → {self.fix}"


def check_clock(about: str, date: str | None, now: datetime) -> Check:
    """Compare our clock with the Date header of a platform's answer."""
    if not date:
        return Check(about, "the platform did not say what time it is")
    theirs = parsedate_to_datetime(date)
    apart = abs(now - theirs.astimezone(UTC))
    if apart > SKEW:
        return Check(
            about,
            f"this machine is {int(apart.total_seconds())} seconds off",
            "let the machine keep its time by itself: timedatectl set-ntp true",
        )
    return Check(about, "this machine's clock is right")
