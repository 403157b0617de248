"""Every sentence about coffee matches."""

from __future__ import annotations

from bot.chat.views import Sentence, say
from bot.coffee.model import Pace

# Joining, pausing, leaving
JOINED_TITLE = say("You're in for coffee")
JOINED = say(
    "Each round I match you with somebody you haven't met lately, now and then with two, and put you in touch privately."
)
ALREADY_TITLE = say("You're in already")
NEXT_ROUND = Sentence("The next round is drawn {when}.")
NO_ROUNDS = say("No rounds are planned yet; I will match you as soon as an organizer starts them with /coffee rounds.")
CROSS_ASK = say(
    "Would you also like matches on the other platform? Such a match sees your name, and what you write to be reached."
)
CROSS_ON = Sentence("You also get matches from the other platform; they see your name and “{contact}”.")
PAUSE_TITLE = say("Take a break from coffee?")
PAUSE_ASK = say("You can leave out one round, or stay away until you come back. A match you already have stays yours.")
PAUSED_ONCE = say("Enjoy the break: you sit out the next round and are back for the one after it.")
PAUSED_AWAY = say("Enjoy the break. I won't match you until you come back, with the button here or with /coffee join.")
BACK = say("Welcome back. You're in for the next round.")
LEFT = say("You're out of the coffee matches. If you miss them, /coffee join brings you back.")
OUTSIDE = say("You are not in the coffee matches. Join with /coffee join and meet somebody new each round.")
AWAY = say("You are on a break from coffee, until you come back.")
ONCE = say("You sit out the next round and are back for the one after it.")
CROSS_SAVED = Sentence(
    "Done. From the next round on you may get a match from the other platform, who then sees “{contact}”."
)
CROSS_OFF = say("Done. You only get matches who share a server or workspace with you, and I deleted your contact.")

# Refusals
NOT_IN = say("You are not in the coffee matches, so there is nothing to change. Join with /coffee join.")
CONTACT_MISSING = say("Write how a match can reach you, for example: ana@example.org")
CONTACT_LONG = Sentence(
    "This has {length} characters, and {limit} is the most. Write just one way, for example: ana@example.org"
)
NOT_YOURS = say("I can't find this match among yours. See how you stand with /coffee join.")
PICK_WHICH = Sentence("“{text}” is not one of the choices. Pick one from the list, for example {example}.")

# A match
MATCH_TITLE = say("Coffee time")
MATCH = Sentence("{names}, you are a match this round. Find half an hour for a coffee, at a table or on a call.")
MATCH_OPENER = Sentence("To begin with: {opener}")
MATCH_NOTE = say("Before the next round I ask each of you privately whether you met. /coffee pause gives you a break.")
APART_TITLE = say("Your coffee match")
APART = Sentence(
    "This round you have coffee with {names}. Write to them, and find half an hour, at a table or on a call."
)
APART_HERE = Sentence("{person} is here with you on {platform}.")
APART_THERE = Sentence("{person} is on {platform}. Reach them by: {contact}")
APART_KNOWN = say("They see your name and what you wrote about how to reach you.")
REST_TITLE = say("No coffee match this round")
REST = say("This time there was nobody left to match you with. That is chance, not you; I try again in the next round.")

OPENER_INTROS = Sentence("ask {asks}.")
OPENER_ASK = Sentence("{name} about “{about}”")
OPENERS = (
    say("what did you learn lately that you keep telling people about?"),
    say("what are you working on that you would do even if nobody asked?"),
    say("which meetup or talk has stayed with you, and why?"),
    say("what would you like to get better at this year, and what is in the way?"),
)

# Afterwards
MET_TITLE = say("Did you meet?")
MET_ASK = Sentence(
    "You were matched with {names} for coffee. Only I see your answer; organizers see no names, only counts."
)
MET_YES = Sentence("Lovely. It will be a while before you and {names} come up again.")
MET_NOT_YET = Sentence("No hurry. {names} would surely still be glad to hear from you.")
MET_NEVER = Sentence("Understood. I won't match you with {names} again, and I tell nobody, them included.")
MET_WHO = say("With whom would you rather not be matched again? I tell nobody.")
AGAIN = Sentence("All right, you and {names} may come up again.")

# Organizers
ROUNDS_TITLE = say("Coffee rounds")
ROUNDS_OFF = say("No rounds are planned. Choose how often, and I draw the matches.")
ROUNDS_ON = Sentence("{pace} on {weekday} at {hour} ({zone}).")
ROUNDS_ON_MONTHLY = Sentence("Each month, on the first {weekday} at {hour} ({zone}).")
ROUNDS_SAVED_TITLE = say("Coffee rounds are planned")
ROUNDS_ENDED = say(
    "Coffee rounds are off. Matches that were made stay as they are; nobody is matched until you start again."
)
ROUNDS_IN = Sentence("In so far: {joined}. Others can join with /coffee join.")
NUMBERS_TITLE = say("Coffee in numbers")
NUMBERS_NOW = Sentence("{joined} in, {paused} on a break")
NUMBERS_NONE = say("No round has been drawn yet.")
NUMBERS_ROUND = Sentence(
    "Round {number}, {when}: {people} people in {matches} matches · {met} met · {resting} without a match"
)
NUMBERS_NOTE = say("A match counts as met when one of them says so. Who met whom stays with them.")

# Labels
PACES = {Pace.WEEKLY: "Every week", Pace.FORTNIGHTLY: "Every two weeks", Pace.MONTHLY: "Every month"}
PACE_OFF = "Not at all"
FORM_ROUNDS = "Coffee rounds"
FORM_ROUNDS_SUBMIT = "Save"
LABEL_PACE = "How often"
LABEL_WEEKDAY = "On which day"
LABEL_HOUR = "At what time"
HINT_PACE = "Every month means the first such day of the month"
HINT_HOUR = "By the community's clock"
FORM_CROSS = "Matches across"
FORM_CROSS_SUBMIT = "Save"
LABEL_CONTACT = "How can such a match reach you?"
HINT_CONTACT = "Only a match from the other platform sees this, never an organizer"
PLACEHOLDER_CONTACT = "ana@example.org, or @ana on Telegram"
BUTTON_CROSS = "Yes, match me across"
BUTTON_CROSS_CHANGE = "Change how to reach me"
BUTTON_CROSS_OFF = "Only people here"
BUTTON_PAUSE = "Take a break"
BUTTON_ONCE = "Skip one round"
BUTTON_AWAY = "Until I come back"
BUTTON_BACK = "I'm back"
BUTTON_LEAVE = "Leave"
BUTTON_JOIN = "Join"
BUTTON_CHANGE = "Change"
BUTTON_MET = "Yes, we met"
BUTTON_NOT_YET = "Not yet"
BUTTON_NEVER = "Please not again"
BUTTON_UNDO = "Undo"
PICK_WHO = "Pick a person"
ROOM_TITLE = "Coffee {number}: {names}"
