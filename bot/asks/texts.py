"""Every sentence about asks and offers. Holes are filled with what people typed as text, never as markup."""

from __future__ import annotations

from bot.chat.views import Sentence, say

# The card
ASKS = Sentence("{name} is looking for {topic}")
OFFERS = Sentence("{name} offers {topic}")
SOUGHT = {
    "help": "help",
    "mentor": "a mentor",
    "review": "a review",
    "referral": "a referral",
    "job": "a job",
    "collaborator": "a collaborator",
    "venue": "a venue",
    "sponsor": "a sponsor",
}
GIVEN = {
    "help": "help",
    "mentor": "mentoring",
    "review": "a review",
    "referral": "a referral",
    "job": "a job",
    "collaborator": "to collaborate",
    "venue": "a venue",
    "sponsor": "to sponsor",
}
SOON = say("Soon, please")
NO_HURRY = say("No hurry")
ONE_ANSWER = say("1 person has answered.")
ANSWERS = Sentence("{number} people have answered.")
CONNECTS = say("Press the button, and I put you two in touch privately.")
CLOSED = say("This is closed. Thank you to everybody who answered.")
RUN_OUT = say("This has run out.")

# Private answers
POSTED_ASK = say("Your ask is posted")
POSTED_OFFER = say("Your offer is posted")
POSTED = Sentence("It stands on {places} until {until}. I tell you privately when somebody answers.")
POSTED_NOWHERE = say("I have no channel to post it in yet. Ask an organizer to pick one with /hallway setup.")
CLAIMED = Sentence("{name} knows that you answered. Write to them:")
CLAIMED_TITLE = Sentence("{name} answered")
CLAIMED_BODY = say("You can write to them:")
MATCH_TITLE_ASK = Sentence("This may be for you: {name} is looking for {topic}")
MATCH_TITLE_OFFER = Sentence("This may be for you: {name} offers {topic}")
MATCH_NOTE = say("You hear of this because of /notify asks. It never happens twice for the same one.")
THANKED = Sentence("I have passed your thanks on to {name}.")
THANKS_TITLE = Sentence("{name} says thank you")
CLOSED_NOW = say("It is closed, and its cards say so. Thank you for keeping things tidy.")
NOTIFY_ON = Sentence("You will hear privately of asks and offers about: {words}. Stop it with /notify asks off.")
NOTIFY_ALL = say("You will hear privately of asks and offers about anything. Stop it with /notify asks off.")
NOTIFY_OFF = say("You will not hear privately of asks any more. Start again with /notify asks on.")

# Refusals
UNKNOWN = say("I don't know this ask any more. Write a new one with /ask or /offer.")
NOT_OPEN = say("This is closed, so it takes no more answers. Write one of your own with /ask or /offer.")
OWN = say("This is your own. Other people's buttons are for you, for example those in #events.")
NOT_YOURS = say("Only the person who wrote it, or an organizer, can close it. To answer it, press the first button.")
NOT_YOUR_THANKS = say("Only the person who wrote it can say thanks for it. Write one of your own with /ask or /offer.")
TOO_MANY = Sentence(
    "You have {most} open asks and offers, which is the most. Close one first, with its button “Close it”."
)
TOPIC_MISSING = say("Pick what it is about, for example: help")
TEXT_MISSING = say("Say what it is about, for example: I need somebody to review my first conference proposal.")
TEXT_LONG = Sentence(
    "This has at most {limit} characters; yours has {length}. Try: I need somebody to review my first talk."
)
WORDS_LONG = Sentence(
    "Skills or subjects have at most {limit} characters together; these have {length}. Try: python, testing"
)
WORDS_MANY = Sentence("That is more than {most} words. Try: python, testing")
DAYS_UNCLEAR = Sentence("“{text}” is not a number of days from 1 to {most}. Try 14")
SWITCH_MISSING = say("Say on or off. Try: /notify asks on python, testing")
SWITCH_UNCLEAR = Sentence("I can't read “{text}”. Try: /notify asks on python, testing")

# The form
FORM_ASK = "Ask for something"
FORM_OFFER = "Offer something"
FORM_SUBMIT = "Post it"
LABEL_TOPIC = "Kind"
LABEL_TEXT = "What"
LABEL_WORDS = "Skills or subjects"
LABEL_SOON = "How urgent"
LABEL_DAYS = "Open for how many days"
HINT_WORDS = "People who asked to hear of these are told privately, five at most"
PLACEHOLDER_ASK = "Somebody to look at my first conference proposal, half an hour is plenty"
PLACEHOLDER_OFFER = "I review conference proposals, half an hour each"
PLACEHOLDER_WORDS = "speaking, python"
PLACEHOLDER_DAYS = "14"
OPTION_SOON = "Soon, please"
OPTION_NO_HURRY = "No hurry"
TOPICS = {
    "help": "Help",
    "mentor": "A mentor",
    "review": "A review",
    "referral": "A referral",
    "job": "A job",
    "collaborator": "A collaborator",
    "venue": "A venue",
    "sponsor": "A sponsor",
}
BUTTON_HELP = "I can help"
BUTTON_TAKE = "I'd like that"
BUTTON_CLOSE = "Close it"
BUTTON_THANK = "Say thanks"
SWITCH_OPTION = "On or off"
WORDS_OPTION = "What you want to hear of, such as: python, testing"
