"""Every sentence of our pages. Holes are filled with plain text, which the pages escape."""

from __future__ import annotations

from bot.people.model import Platform

# The big screen: what it is now
BEFORE = "Starts at {clock}"
BEFORE_LATER = "Starts on {day} at {clock}"
BEGINNING = "We begin in a moment"
ON = "On stage"
SOON = "Under 2 minutes left"
OVER_TIME = "Time is up"
PAUSED = "Paused"
BREAK = "Break"
BREAK_OVER = "We go on in a moment"
BETWEEN = "Up next"
LAST = "That was the last one"
LAST_SMALL = "Thank you for staying."
OVER = "Thank you"
OVER_SPEAKERS = "to everybody who spoke, asked and listened"
OVER_NOBODY = "for coming"
CANCELLED = "This event is cancelled"
CANCELLED_SMALL = "Sorry to those who are here. The chat has the news."

# The big screen: what stands around it
LINE_UP = "Line-up"
SPOKE = "On stage today"
LATER = "After that"
BREAK_ROW = "Break, {minutes} min"
BREAK_TITLE = "Time to stretch, and to meet somebody new"
ON_DECK = "On deck"
AFTER_BREAK = "after the break"
AROUND = "~{clock}"
LAST_TALK = "This is the last talk."
QUESTIONS = "Questions"
QUESTIONS_NONE = "Nothing asked yet. Write /question in the chat, with your name or without."
QUESTIONS_LATER = "Ask with /question in the chat as soon as a talk is on."
NAMELESS = "anonymous"
VOTES_ONE = "1 vote"
VOTES_NONE = "no votes yet"
VOTES = "{votes} votes"
MORE = "and {more} more"
DAYS = "{days} days"
DAY = "1 day"
SCAN = "Scan for the line-up, links and how to ask"
SCAN_LABEL = "QR code to the event's page"
EVENT_PAGE = "The event's page"
FULL_SCREEN = "Full screen (F)"
LEAVE_FULL_SCREEN = "Leave full screen (F)"
RECONNECTING = "Reconnecting… the time goes on."
CROWDED = "Many screens are watching: this one is brought up to date every 10 seconds."
GONE = "This page has ended."
NEEDS_SCRIPTS = "The countdown needs JavaScript, which is switched off in this browser."

# The page on people's phones
WHEN = "When"
WHERE = "Where"
WHERE_OPEN = "To be announced"
UNTIL = "{start} to {end} ({zone})"
UNTIL_DAY = "{start} to {day}, {end} ({zone})"
PHONE_CANCELLED = "This event is cancelled."
PHONE_OVER = "This one is over. Thank you for coming."
STATE_ON = "on now"
STATE_GIVEN = "given"
TIMES_MOVE = "Times move with how long the talks take; they are in {zone}."
LINE_UP_NONE = "The line-up is not known yet."
ASK = "Ask a question"
ASK_HOW = "Write {command} in the chat while a talk is on. Your name can stay out of it, and others can vote for what you ask."
COMMAND = "/question"
OPEN = {Platform.DISCORD: "Open in Discord", Platform.SLACK: "Open in Slack"}
OPEN_WHERE = "{open} · {space}"
CALENDAR = "Add to my calendar"
MADE_BY = "Kept up to date by Hallway"

# Refusals
TOO_MANY = (
    "{viewers} screens show this stage already, which is as many as we serve at once. Try again in {seconds} s.\n"
)
