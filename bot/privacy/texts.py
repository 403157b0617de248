"""Every sentence about what is stored about people."""

from __future__ import annotations

from bot.chat.views import Sentence, say

TITLE = say("What I keep about you")
NOTHING = say("Nothing is stored about you. I begin to remember you when you answer an event or write something.")
WHY = say(
    "I keep this to hold your seats, remind you and show who is coming. I never read the chat, and I pass nothing on to"
    " anybody. Messages that I have sent stay in the chats they were sent to."
)
SECTION = Sentence("{what}: {count}")
# What stands in an export's sections, in words; what is not named here is said by its section's name.
SECTIONS = {
    "answers": "Answers to events",
    "arrivals": "Events where you were marked as arrived",
    "events_hosted": "Events you host or hosted",
    "announcements": "Announcements you wrote",
    "announcements_received": "Announcements that were sent to you privately",
    "asks": "Asks and offers you wrote",
    "asks_answered": "Asks and offers you answered",
    "asks_watched": "What you want to hear of privately",
    "talks": "Talks you proposed",
    "proposals_received": "Proposed talks that I sent you privately",
    "question_replies": "Answers you wrote to questions after your talks",
    "questions": "Questions you asked speakers, also without your name",
    "question_votes": "Other people's questions that you voted for",
    "coffee": "Your place in the coffee matches, and how you said to be reached",
    "coffee_matches": "Coffee matches you were in, and what you said of them",
    "coffee_never": "People you asked not to be matched with",
    "rooms": "Private conversations that I opened for you",
    "calendar_addresses": "Secret addresses of your calendar",
    "series_hosted": "Series you host or hosted",
    "intro": "Your intro, with the links in it",
    "people_met": "People you met, or asked whether you did",
    "link_codes": "Codes to join another account",
    "link_tries": "Wrong codes that were tried with your account",
    "drafts": "Forms that I keep so that you can correct them, for two days",
    "messages": "Private messages to you: what they were about and when",
    "organizer_of": "Spaces where you were made an organizer",
    "codes": "Codes to connect another space",
}
ACCOUNT = Sentence("You are {name} on {platform}, last seen {when}")
SINCE = Sentence("You have been here since {when}")
BUTTON_EXPORT = "Give me all of it"
BUTTON_FORGET = "Forget me"
EXPORT = say("Here is all of it as JSON. Only you see this.")

ASK_TITLE = say("Forget you?")
ASK = say(
    "Your names, accounts, intro, asks, offers and questions are erased. Past events, and announcements that went out, will"
    " show “somebody” instead of you. This cannot be undone. You may come back any time, as somebody new."
)
ASK_SEATS = Sentence("Places at coming events that you give back: {count}. Freed seats go to those who wait.")
ASK_HOSTED = Sentence("Coming events that you host: {count}. They go to another organizer, who is told.")
ASK_SCHEDULED = Sentence(
    "Announcements of yours that are still to go out: {count}. Another organizer takes them over; where I know none, they are"
    " called off."
)
BUTTON_YES = "Yes, forget me"
FORGOTTEN = say("Done. I keep nothing any more that says who you are. All the best.")

HANDED_TITLE = Sentence("You are now the host of {title}")
HANDED = Sentence("The host left the community, and you are an organizer. It is planned for {when}.")

HOST_ALONE = Sentence(
    "You host {title}, and I know no other organizer to hand it to. Ask one to type /hallway setup, so that I know them, or"
    " cancel it with /event cancel {number}; then try again."
)
BUTTON_PEOPLE = "Who is coming"
