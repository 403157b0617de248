"""Repeating dates as organizers type them. `parse` says what is taken and what is refused."""

from bot.events.repeat.parse import parse_clock, parse_repeat, repeats
from bot.events.repeat.resolve import Repeating, TimeOfDay
from bot.events.repeat.say import say_all, say_repeat, say_rule, say_time

__all__ = [
    "Repeating",
    "TimeOfDay",
    "parse_clock",
    "parse_repeat",
    "repeats",
    "say_all",
    "say_repeat",
    "say_rule",
    "say_time",
]
