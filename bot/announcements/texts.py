"""Every sentence about announcements. Holes are filled with what people typed as text, never as markup."""

from __future__ import annotations

from bot.chat.views import Sentence, say

# The announcement itself
FROM = Sentence("From {name}")
EVENT = Sentence("{title} · {when}")
EVENT_CANCELLED = Sentence("{title} · cancelled")

# The preview
PREVIEW = say("Only you see this preview.")
PREVIEW_SCHEDULED = say("Only you see this. It is scheduled, and goes out by itself.")
STALE = say("That preview was an older one, so I did nothing. This is how it stands now.")
NOWHERE = say("No channel yet. Pick one below.")
CHANNEL = Sentence("#{name} on {platform}")
AND_MORE = Sentence("{names} and {more} more")
PEOPLE_NOW = Sentence("{people} {who} {title}, each in a private message")
PEOPLE_THEN = Sentence("Whoever is {who} {title} then, each in a private message; {people} so far")
WHO_GOING = "going to"
WHO_WAITING = "waiting for"
WHO_BOTH = "going to or waiting for"
WHO_SPEAKING = "speaking at"
ONE_PERSON = "1 person"
PEOPLE = "{number} people"
NOW = say("As soon as you press Send it now")
AT = Sentence("{when}")
COUNTED = Sentence("{when}, {shift} of {title}; it moves with the event")
PINGS_NOBODY = say("Nobody")
PINGS = Sentence("{everyone} in each channel")
LENGTH = Sentence("{length} of {limit} characters, shown whole on both platforms")

# After a button
OUT_TITLE = Sentence("{title} is on its way")
OUT = Sentence("It goes to {places}. To change or retract it everywhere at once, see /announce list.")
SCHEDULED_TITLE = Sentence("{title} is scheduled")
SCHEDULED = Sentence("It goes to {places}. To change it or call it off, see /announce list.")
DISCARDED = Sentence("{title} is discarded. Nobody has seen it.")
CALLED_OFF = Sentence("{title} is called off. Nobody has seen it.")
REWORDED = Sentence("{title} is changed, and every copy of it is being changed.")
RETRACT_TITLE = Sentence("Retract {title}?")
RETRACT_ASK = Sentence(
    "Its {copies} will be removed, and what is not sent yet will stay unsent. This cannot be undone."
)
ONE_COPY = "1 copy"
COPIES = "{number} copies"
RETRACTED = Sentence("{title} is retracted. I am removing every copy of it.")

# The list
LIST_TITLE = say("Announcements")
LIST_NONE = say("There are no announcements yet. Write one with /announce new.")
LIST_DRAFT = Sentence("{title} · draft by {name}")
LIST_SCHEDULED = Sentence("{title} · goes out {when}")
LIST_OUT = Sentence("{title} · sent {when}, {sent} of {copies} delivered")
LIST_RETRACTED = Sentence("{title} · retracted")
LIST_CALLED_OFF = Sentence("{title} · not sent, because its event was cancelled")
LIST_TOO_LATE = Sentence("{title} · not sent, because I was away until it was too late")
STATE_OUT = Sentence("Sent {when}; {sent} of {copies} delivered.")
STATE_MISSED = Sentence("It could not be delivered to {places}.")
STATE_RETRACTED = say("This announcement is retracted.")
STATE_DISCARDED = say("This announcement is discarded.")
STATE_CALLED_OFF = say("It was not sent, because its event was cancelled.")
STATE_TOO_LATE = say("It was not sent: I was away until it was too late to be useful.")

# News for its author
NEWS_UNSENT = Sentence("Not sent: {title}")
NEWS_CALLED_OFF = Sentence("{event} was cancelled, so I did not send what you had scheduled for it.")
NEWS_TOO_LATE = say("I was away when it was due, and by now it would be of no use. Please tell people yourself.")
NEWS_NOBODY = say("When it was due, there was nobody to send it to. Write another one with /announce new.")
NEWS_MISSED = Sentence("{title} did not reach everybody")
NEWS_MISSED_WHERE = Sentence("It could not be delivered to {places}. Please tell them yourself.")

# Refusals
UNKNOWN = say("I don't know this announcement any more. See what there is with /announce list.")
NOT_PENDING = Sentence("{title} was sent or called off meanwhile. See how it stands with /announce list.")
NOT_OUT = Sentence("{title} is not out, so there is nothing to retract. See how it stands with /announce list.")
NOT_CHANGED_ANY_MORE = Sentence("{title} cannot be changed any more. Write another one with /announce new.")
NO_CHANNEL = say("Pick at least one channel first, for example the events channel.")
NOBODY_THERE = say(
    "There is nobody among them yet, so nobody would get it. Send it to a channel instead, such as #events."
)
CANNOT_POST_DISCORD = say(
    "I may not post in that channel. Allow me to send messages there, or pick another one, such as #events."
)
CANNOT_POST_SLACK = say(
    "I am not in that channel yet. Type /invite @Hallway there, or pick another one, such as #events."
)
TIME_PASSED = say("Its time has passed. Press Change it and write a new one, for example: tomorrow 18:00")
EVENT_OFF = Sentence(
    "{title} is cancelled, so nothing can be timed by it. Press Change it and write a time, such as: tomorrow 18:00"
)
TITLE_MISSING = say("An announcement needs a title, for example: We have a new room")
TITLE_LONG = Sentence("A title has at most {limit} characters; this one has {length}. Try one like: We have a new room")
TEXT_MISSING = say("An announcement needs a text, for example: From December on we meet in the Old Library.")
TEXT_LONG = Sentence(
    "A text has at most {limit} characters, so that both platforms show all of it; this one has {length}. Put the rest"
    " behind a link, such as https://example.org/news"
)
WRONG_TIME = Sentence("{why}")
SHIFT_ALONE = Sentence("“{text}” counts from an event. Pick the event, or write a time such as: tomorrow 18:00")
SHIFT_PAST = Sentence("“{text}” was {when}, which is past. Try something like: {example}")
SHIFT_PAST_TRY = "1 hour before"
SHIFT_PAST_TRY_AFTER = "1 hour after"

# The form
FORM_TITLE = "Write an announcement"
FORM_CHANGE = "Change it"
FORM_SUBMIT = "Preview"
FORM_SAVE = "Change it everywhere"
LABEL_TITLE = "Title"
LABEL_TEXT = "Text"
LABEL_WHEN = "When"
LABEL_EVENT = "About an event"
HINT_WHEN = "Leave it empty to send now. Else a time, or “2 days before” the event, “1 hour after” it"
HINT_EVENT = "Then it can go to those who are going, waiting or speaking, too"
PLACEHOLDER_TITLE = "We have a new room"
PLACEHOLDER_TEXT = "From December on we meet in the Old Library, Main St 5. The door is open from 18:00."
PLACEHOLDER_WHEN = "tomorrow 18:00"

PICK_AUDIENCE = "Who gets it"
PICK_CHANNEL = "Add or drop a channel here"
PICK_ELSEWHERE = "Add or drop a channel elsewhere"
PICK_MENTION = "Ping people: off"
PICK_MENTION_ON = "Ping people: on"
PICK_ONE = "Open one"
MORE_CHANNELS = "More channels …"
OPTION_CHANNELS = "Channels"
OPTION_GOING = "People who are going"
OPTION_WAITING = "People on the waiting list"
OPTION_BOTH = "Both, going and waiting"
OPTION_SPEAKING = "People who are speaking"
OPTION_NOBODY = "Ping nobody"
OPTION_HERE = "Ping those who are online now"
OPTION_EVERYONE = "Ping everyone in each channel"
DETAIL_HERE = "@here"
DETAIL_EVERYONE = "@everyone on Discord, @channel on Slack"
BUTTON_SEND = "Send it now"
BUTTON_SCHEDULE = "Schedule it"
BUTTON_CHANGE = "Change it"
BUTTON_DISCARD = "Discard it"
BUTTON_CALL_OFF = "Call it off"
BUTTON_RETRACT = "Retract everywhere"
