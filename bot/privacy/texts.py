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
    "events_hosted": "Events you host or hosted",
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
    "Your names, accounts and everything you wrote here are erased, and past events will show “somebody” instead of you."
    " This cannot be undone. You may come back any time, as somebody new."
)
ASK_SEATS = Sentence("Places at coming events that you give back: {count}. Freed seats go to those who wait.")
ASK_HOSTED = Sentence("Coming events that you host: {count}. They go to another organizer, who is told.")
BUTTON_YES = "Yes, forget me"
FORGOTTEN = say("Done. I keep nothing any more that says who you are. All the best.")

HANDED_TITLE = Sentence("You are now the host of {title}")
HANDED = Sentence("The host left the community, and you are an organizer. It is planned for {when}.")

HOST_ALONE = Sentence(
    "You host {title}, and I know no other organizer to hand it to. Ask one to type /hallway help, so that I know them, or"
    " cancel it with /event cancel {number}; then try again."
)
BUTTON_PEOPLE = "Who is coming"
