"""Every sentence about events. Holes are filled with what people typed as text, never as markup."""

from __future__ import annotations

from bot.chat.views import Sentence, say

# Answers to an invitation
GOING = Sentence("You have a seat at {title}. See you {when}.")
WAITING = Sentence("{title} is full. You are number {line} in line, and I will message you if a seat comes free.")
MAYBE = Sentence("Maybe it is, for {title}. A maybe holds no seat; press Going as soon as you know.")
NO = Sentence("Thanks for saying so. You are not coming to {title}.")
PROMOTED_TITLE = say("A seat came free, and it is yours")
PROMOTED = Sentence("You were first in line for {title}. If you can't make it any more, please pass the seat on.")

# The card
SEATS_LEFT_ONE = Sentence("{going} going · one seat, still free")
SEATS_LEFT = Sentence("{going} going · {free} of {seats} seats left")
SEATS_FULL = Sentence("{going} going · full")
SEATS_WAITING = Sentence("{going} going · full · {waiting} waiting")
SEATS_LEFT_WAITING = Sentence("{going} going · {waiting} waiting · {free} of {seats} seats left")
SEATS_OPEN = Sentence("{going} going · room for everyone")
AND_MORE = Sentence("{names} and {more} more")
NOBODY_YET = say("Nobody yet. Be the first.")
CANCELLED = say("This event is cancelled.")
OVER = say("This event is over.")
STARTED = say("This event has started.")
WHERE_OPEN = say("To be announced")
NUMBER = Sentence("Event {number}")

# Lists
UPCOMING_TITLE = say("Coming up")
CHANGE_WHICH = say("Which one do you want to change?")
CANCEL_WHICH = say("Which one do you want to cancel?")
REPEAT_TITLE = say("Which one do you want to plan again?")
UPCOMING_LINE = Sentence("{title} · {when} · {going} going (event {number})")
UPCOMING_NONE = say("Nothing is planned yet. An organizer can change that with /event create.")
UPCOMING_MORE = Sentence("And {more} more.")
PEOPLE_TITLE = Sentence("Who is coming to {title}")

# Organizers
CREATED_TITLE = Sentence("{title} is planned")
CREATED_POSTED = Sentence("I am posting it on {places}{reminders}.")
REMIND_TWICE = say(", and will remind people there a day and an hour before")
REMIND_ONCE = say(", and will remind people there an hour before")
CREATED_WAITS = Sentence("{places} does not answer me at the moment. I will post it there as soon as it is back.")
CREATED_WAIT = Sentence("{places} do not answer me at the moment. I will post it there as soon as they are back.")
CREATED_NOWHERE = say("I have no channel to post it in yet. Pick one with /hallway setup, and it will appear there.")
CANCEL_TITLE = Sentence("Cancel {title}?")
CANCEL_ASK = Sentence("{told} This cannot be undone.")
TOLD_NONE = say("Nobody has signed up yet, so I only say it in the channels.")
TOLD_ONE = say("The one person who signed up will be told, and the channels too.")
TOLD_GOING = Sentence("The {going} people who are coming will be told, and the channels too.")
TOLD_MANY = Sentence("{going} going and {waiting} waiting will be told, and the channels too.")
CANCEL_DONE = Sentence("{title} is cancelled. I am telling the {people} people who had signed up, and the channels.")
CANCEL_DONE_ONE = Sentence("{title} is cancelled. I am telling the one person who had signed up, and the channels.")
CANCEL_DONE_QUIET = Sentence("{title} is cancelled. Nobody had signed up, so I only say it in the channels.")

EDITED_TITLE = Sentence("{title} is changed")
EDITED_NOTHING = Sentence("Nothing is different, so {title} stays as it is.")
EDITED_CARDS = say("The cards in the chats are being changed.")
EDITED_TELLS = Sentence("The cards in the chats are being changed, and I am asking {people} whether they still come.")
EDITED_SPEAKERS_ONE = say("The speaker is asked whether they can still make it.")
EDITED_SPEAKERS = Sentence("The {number} speakers are asked whether they can still make it.")
EDITED_OVERFULL = Sentence("Its line-up is {over} min too long for it now. Make room with /talk lineup.")
EDITED_SEATS = Sentence("From the waiting list, {people} {have} a seat now and will be told.")
CONFIRMED = Sentence("{confirmed} of {going} have said they still come, since the time or place changed")
PERSON = "1 person"
PEOPLE = "{number} people"

# Reminders and news
REMINDER_TITLE = Sentence("Coming up: {title}")
REMINDER_CAN_YOU = say("Still coming? Press a button, so that the seats are right.")
CALLED_OFF_TITLE = Sentence("Cancelled: {title}")
CALLED_OFF = Sentence("It was planned for {when}. Sorry for the change of plans.")
MOVED_TITLE = Sentence("{title} has changed")
MOVED_TIME = Sentence("It has moved from {before} to {after}.")
MOVED_PLACE = Sentence("It is no longer at {before}, but at {after}.")
MOVED_PLACE_KNOWN = Sentence("It now has a place: {after}.")
MOVED_PLACE_OPEN = Sentence("It is no longer at {before}. The new place will be announced.")
MOVED_ASK = say("Are you still coming? If not, please pass your seat on.")
MOVED_ASK_WAITING = say("You are still in line for a seat. If you can't make it now, please say so.")
TROUBLE_TITLE = Sentence("A message about {title} was not delivered")
TROUBLE_PEOPLE = Sentence("I could not tell {names} {what}. Please tell them yourself.")
TROUBLE_CHANNEL = Sentence("On {platform} I could not post {what}. Please tell people there yourself.")
TROUBLE_WHY = say("Either I was away until it was too late to be useful, or the place does not take messages from me.")
TROUBLE_WHY_PEOPLE = say(
    "Either I was away until it was too late to be useful, or they take no private messages from me. Of the latter you hear"
    " once for each person and event."
)
LOST_SEVERAL = say("some of the news")
LOST_POST = say("the event's card")
LOST_REMINDER = say("a reminder")
LOST_CANCELLED = say("that it is cancelled")
LOST_PROMOTED = say("that a seat came free for them")
LOST_MOVED = say("that the time or place has changed")
LOST_TALK = say("the news about their talk")
LOST_OTHER = say("a message")

# Refusals
NO_SUCH_EVENT = Sentence("I know no event called “{text}”. See what is planned with /event list.")
NO_SUCH_EVENT_TRY = Sentence("I know no event called “{text}”. Try “{example}”, or see all of them with /event list.")
NO_SUCH_NUMBER = say("I don't know this event any more. See what is planned with /event list.")
SEVERAL_EVENTS = Sentence("Several events match “{text}”. Pick one, or use its number, for example {example}.")
ALREADY_CANCELLED = Sentence(
    "{title} is cancelled, so there is nothing to change. See what else is on with /event list."
)
ALREADY_OVER = Sentence("{title} is over, so there is nothing to cancel. What is ahead is in /event list.")
ALREADY_STARTED = Sentence("{title} has started, so its list is closed. The next one is in /event list.")
EDIT_CANCELLED = Sentence("{title} is cancelled and can't be changed. To hold it after all: /event duplicate")
EDIT_STARTED = Sentence("{title} has begun, so it can't be changed any more. For the next one: /event duplicate")
EDIT_OVER = Sentence("{title} is over, so it can't be changed any more. For the next one: /event duplicate")
EDITED_MEANWHILE = Sentence(
    "{title} was changed while you had the form open, so I have not saved yours. It is now {when},"
    " {place}, {seats}. Press “Change it” to look at what you typed and save it over that, or leave it as it is."
)
SEATS_BELOW = Sentence("{taken} people have a seat already, and {seats} would be too few. Try {taken} or more.")
TO_EDIT_NONE = say("No event lies ahead that could be changed. Plan one with /event create.")
TO_DUPLICATE_NONE = say("There is no event to repeat yet. Plan the first one with /event create.")
TITLE_MISSING = say("An event needs a title, for example: Lightning talks at the library")
TITLE_LONG = Sentence("A title has at most {limit} characters; this one has {length}. Try one like: Lightning talks")
PLACE_LONG = Sentence("“Where” has at most {limit} characters; this has {length}. Try: Old Library, Main St 5")
DESCRIPTION_LONG = Sentence(
    "A description has at most {limit} characters; this one has {length}. Put the rest behind a link."
)
WRONG_TIME = Sentence("{why}")
TWO_DURATIONS = Sentence("“When” says {one} and “Duration” says {other}. Keep one of them, for example: 2 hours")
SEATS_UNCLEAR = Sentence("“{text}” is not a number of seats. Try 20, or leave it empty if everyone fits.")
UNKNOWN_ANSWER = Sentence("I can't read “{text}” as an answer. Try going, maybe or no.")

# Help in the form
FORM_TITLE = "Plan an event"
FORM_SUBMIT = "Post it"
LABEL_TITLE = "Title"
LABEL_WHEN = "When"
LABEL_DURATION = "Duration"
LABEL_WHERE = "Where"
LABEL_SEATS = "Seats"
LABEL_DESCRIPTION = "Description"
HINT_WHEN = "Thu 10 Dec 18:30 for {length} (two hours if not said), or: every 2nd Thursday 19:00"
HINT_WHEN_EDIT = "Date and time, and how long if that changes: Thu 10 Dec 18:30 for {length}"
EDIT_FORM_TITLE = "Change the event"
EDIT_FORM_SUBMIT = "Save"
PLACEHOLDER_TITLE = "Lightning talks at the library"
PLACEHOLDER_WHEN = "Thu 10 Dec 18:30"
PLACEHOLDER_DURATION = "2 hours"
PLACEHOLDER_WHERE = "Old Library, Main St 5, or a link"
PLACEHOLDER_SEATS = "20, or empty if everyone fits"
PLACEHOLDER_DESCRIPTION = "What will happen, who it is for, what to bring"

BUTTON_GOING = "Going"
BUTTON_MAYBE = "Maybe"
BUTTON_NO = "Can't make it"
BUTTON_PEOPLE = "Who is coming"
BUTTON_CALENDAR = "Add to my calendar"
BUTTON_CANCEL = "Cancel the event"
BUTTON_EDIT = "Change it"
BUTTON_DUPLICATE = "Plan it again"
BUTTON_CHECKIN = "Check in"
BUTTON_STILL = "Still coming"
PICK_EVENT = "Pick an event"
PICK_OTHER = "Another event"
EVENT_OPTION = "Its title or number"
ANSWER_OPTION = "Going unless you say otherwise"
