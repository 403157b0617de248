"""Every sentence about people and spaces, and help."""

from __future__ import annotations

from bot.chat.views import Sentence, say

HELP_TITLE = say("What Hallway can do")
HELP_MEMBER = say("Hallway keeps our events, seats and reminders in one place. Here is what you can ask it for:")
HELP_COMMAND = Sentence("/{name} – {summary}")
HELP_ORGANIZERS = say("Because you are an organizer, you can also:")
UNKNOWN_VERB = Sentence("I don't know “/{word} {verb}”. Try /{example}.")
ORGANIZERS_ONLY = Sentence(
    "Only organizers can use {command}. Ask one of them, or see what you can do with /hallway help."
)
