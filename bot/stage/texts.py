"""Every sentence of the stage. It is read by people who are about to stand up: short and calm."""

from __future__ import annotations

from bot.chat.views import Say, Sentence, say

# On the cards that everybody sees
ON_TITLE = Sentence("On stage: {title}")
BREAK_TITLE = Sentence("Break, {minutes} min")
SKIPPED_TITLE = Sentence("Not here just now: {title}")
MISSED_TITLE = Sentence("Not on stage this time: {title}")
BREAK_OVER_TITLE = say("The break is over")
BY = Sentence("{name} · {format}")
GIVEN = Sentence("{name} was on stage, {start} to {end}. Thank you.")
SKIPPED = Sentence("{name} can still be called later.")
TIME = "Time"
UNTIL = Sentence("until {end}, {relative}")
UNTIL_SOON = Sentence("{minutes} min left, until {end}")
PAUSED = Sentence("paused, with {left} min left")
PAUSED_OVER = say("paused, over time")
UP = Sentence("up since {end}")
ON_DECK = "On deck"
ON_DECK_TALK = Sentence("{name}, please get ready: {title} at about {start}")
ON_DECK_LAST = say("nobody, this is the last talk")
ASK_HERE = say("A question? Send it now with the button or /question, with your name or without.")

DECK_NOW = Sentence("{name}, you are on deck now: {title} at about {start}.")

WARN_MINUTES = Sentence("{minutes} minutes left for {name}.")
WARN_ONE = Sentence("1 minute left for {name}.")
WARN_UP = Sentence("Time is up, {name}. Please come to an end.")
WARN_BREAK_MINUTES = Sentence("The break ends in {minutes} minutes. Next: {title}, {name}.")
WARN_BREAK_ONE = Sentence("The break ends in a minute. Next: {title}, {name}.")
WARN_BREAK_UP = Sentence("The break is over. Next: {title}, {name}.")
WARN_BREAK_ALONE = Sentence("The break ends in {minutes} min.")
WARN_BREAK_OVER = say("The break is over.")

DONE_TITLE = Sentence("That was {event}")
DONE_SPOKE = Sentence("On stage today: {names}. Thank you, and thank you all for listening.")
DONE_NOBODY = say("The stage is closed for today.")

# For whoever runs it
PANEL_TITLE = Sentence("Stage: {event}")
PANEL_ON = Sentence("{title}, {name}")
PANEL_BREAK = Sentence("a break of {minutes} min")
PANEL_NOTHING = say("nobody")
PANEL_NOT_STARTED = say("Not started yet.")
PANEL_DONE = say("The stage is closed. Everybody who was on is thanked in the chats.")
PANEL_DONE_SOME = say("The stage is closed. Start it again to go on with whoever has not been on.")
NOW = "On stage"
COMING = (Say("Coming", strong=True),)
COMING_ROW = Sentence("{start} · {title}, {name}")
COMING_BREAK = Sentence("{start} · Break, {minutes} min")
COMING_MORE = Sentence("and {more} more")
SKIPPED_LABEL = "Skipped"
LATE_BY = Sentence("It runs past the end of the event by {minutes} min.")
PICK_CALL = "Call somebody else now"
CALL_SKIPPED = "was skipped"
CALL_GIVEN = "has been on"
CALL_BREAK = "Break, {minutes} min"
BUTTON_NEXT = "Next"
BUTTON_SKIP = "Skip"
BUTTON_PAUSE = "Pause"
BUTTON_RESUME = "Go on"
BUTTON_MORE = "+{minutes} min"
BUTTON_STOP = "Close the stage"
BUTTON_STOP_YES = "Close it now"
BUTTON_BACK = "Back"
BUTTON_START = "Start"
BUTTON_START_NOW = "Start it now"
BUTTON_START_AGAIN = "Start again"
BUTTON_LOOK = "Look again"
BUTTON_PAGE = "Open the big screen"
BUTTON_ASK = "Ask a question"
NEWS_ON = Sentence("Now on stage: {title}.")
NEWS_BREAK = Sentence("Now it is time for a break of {minutes} min.")
NEWS_MORE = Sentence("{minutes} min more, until {end}.")
NEWS_MORE_PAUSED = Sentence("{minutes} min more.")
NEWS_PAUSED = say("The time stands still until you go on.")
NEWS_RESUMED = Sentence("The time runs again, until {end}.")
NEWS_RESUMED_OVER = say("The time runs again; it was up already.")
NEWS_REHEARSED = say("That was before the event, so it was a rehearsal: its cards go, and everybody is still to come.")
NEWS_CHANGED = say("The stage had moved on already when you pressed. This is how it stands.")
STOP_ASK = Sentence("Not everybody has been on yet ({number} to come). Close the stage all the same?")
EARLY_ASK = Sentence("{event} begins {when}. Start its stage now? Everybody sees it in the chats.")
PAGE_TITLE = Sentence("The big screen of {event}")
PAGE = say(
    "Open it on the computer that is connected to the projector, and press F for full screen. It shows who is on, the"
    " time that is left, who is next, and the questions. Whoever has the address can see it, and change nothing."
)
PICK_EVENT_TITLE = say("Which stage do you mean?")

# What cannot be done
NO_LINEUP = Sentence("{event} has no line-up yet. Accept talks with /talk review, or arrange it with /talk lineup.")
NO_EVENT = say("No event with a line-up is ahead. Plan one with /event create, and collect talks with /talk propose.")
NOT_LIVE = say("No stage is open now. Open one with /stage start.")
LIVE_ALREADY = Sentence("The stage of {event} is open already. This is how it stands.")
CANCELLED = Sentence("{event} is cancelled, so its stage stays closed. See what is ahead: /event list")
OVER_LONG = Sentence("{event} was over long ago. See what is ahead: /event list")
ALL_BEEN_ON = Sentence(
    "Everybody in the line-up of {event} has been on. Accept another talk with /talk review to go on."
)
NOBODY_ON = say("Nobody is on stage now. Call the next with /stage next.")
MINUTES = Sentence("I need a number of minutes from 1 to {most}, for example: /stage extend 5")
MUCH = Sentence("{most} minutes is the most at once. Try: /stage extend 5")
NO_SUCH_ACT = say("That one cannot be called any more. See who can with /stage start.")
NO_PAGES = Sentence(
    "I have no pages to show: they are switched off where I run. Whoever runs me can set {setting}, for example to 8080."
)
EVENT_OPTION = "Its title or number, if it is not the one that is on"
MINUTES_OPTION = "How many minutes more (2 if you say nothing)"
