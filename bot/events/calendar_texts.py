"""Every sentence about calendars, in chat and in the files themselves."""

from __future__ import annotations

from bot.chat.views import Sentence, say
from bot.events.model import Standing

# In a calendar file
PERSONAL_NAME = "{community}: my events"
CANCELLED_TITLE = "Cancelled: {title}"
NOT_ANNOUNCED = "Not announced yet. Seats can be taken in our chat as soon as it is."
STANDINGS = {
    Standing.GOING: "You are going.",
    Standing.WAITING: "You are on the waiting list.",
    Standing.MAYBE: "You answered maybe.",
}

# The two addresses
TITLE = say("Our events in your calendar")
COMMUNITY = "All events"
PERSONAL = "Only yours"
HOW = say(
    "Copy an address into your calendar as a subscription, and it stays up to date: in Google Calendar “Other calendars,"
    " From URL”, in Apple Calendar “New Calendar Subscription”, in Outlook “Add calendar, Subscribe from web”."
)
COMING = say("Dates of a series that are not announced yet are in the first one as tentative, for six months ahead.")
SECRET = say(
    "The second address shows the events that you are going to, wait for, or answered maybe to. It is secret: whoever has it"
    " sees them."
)
RENEWED = say("Here is your new address. The old one leads nowhere from now on.")
BUTTON_RENEW = "New secret address"

# In a platform's own list of events
LIST_PLACE_OPEN = "To be announced"
LIST_MARK = "Event {number} · kept up to date by Hallway"
UNLISTED_TITLE = Sentence("{title} is not in Discord's list of events")
UNLISTED = say(
    "Discord did not take it, most likely because I lack the permission “Create Events” there. Everything else works: the"
    " card, the seats and the reminders. Give my role that permission, and the next event goes in; I will not mention"
    " this again."
)

# Refusals
NO_PAGES = Sentence(
    "Our calendar has no address yet: whoever runs Hallway has to set {setting}. What is coming up is in /event list."
)
