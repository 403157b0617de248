"""Dates and times as organizers type them. `parse` says what is taken, what is refused, and the way that a text goes."""

from bot.events.when.parse import WhenError, parse_duration, parse_when
from bot.events.when.phrase import Kind, When
from bot.events.when.say import say_clock, say_date, say_duration, say_when

__all__ = [
    "Kind",
    "When",
    "WhenError",
    "parse_duration",
    "parse_when",
    "say_clock",
    "say_date",
    "say_duration",
    "say_when",
]
