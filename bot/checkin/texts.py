"""Every sentence at the door."""

from __future__ import annotations

from bot.chat.views import Sentence, say

TITLE = Sentence("Check-in: {title}")
COUNT = Sentence("{arrived} of {going} arrived")
COUNT_OTHERS = Sentence("{arrived} of {going} arrived, and {others} without a seat")
EXPECTED = "Not here yet"
EXPECTED_PAGE = "Not here yet (page {page} of {pages})"
RECENT = "Came last"
NOBODY_LEFT = say("Everybody with a seat is here.")
NOBODY_GOING = say("Nobody has taken a seat. Whoever comes is welcome.")
NOBODY_CAME = say("Nobody yet.")
GUEST = Sentence("{name} (guest)")

HERE = Sentence("{name} is here.")
HERE_OTHER = Sentence("{name} is here, without a seat.")
HERE_GUEST = Sentence("{name} is counted as a guest, because nobody here goes by that name.")
HERE_ALREADY = Sentence("{name} was here already.")
TAKEN_BACK = Sentence("{name} is not marked as arrived any more.")
TAKEN_BACK_ALREADY = say("That was taken back already.")
WHICH_ONE = Sentence("Several people go by “{name}”. Which one is it?")
WITH_SEAT = "Has a seat"
WITHOUT_SEAT = "No seat"
IS_HERE = "Is here already"

PICK_EXPECTED = "Mark somebody as arrived"
PICK_ARRIVED = "Take an arrival back"
PICK_PERSON = "Somebody without a seat came"
PICK_WHICH = "Pick the person"
PICK_EVENT_TITLE = say("Which event do you want to check people in for?")
BUTTON_BEFORE = "Previous page"
BUTTON_AFTER = "Next page"
BUTTON_NAME = "By name"
BUTTON_AGAIN = "Look again"

FORM_TITLE = "Who has come?"
FORM_SUBMIT = "Check in"
LABEL_NAME = "Name"
HINT_NAME = "Somebody from the list, any member, or a guest who is not in our chats"
PLACEHOLDER_NAME = "Ben Okafor"
PERSON_OPTION = "Who has come, if it is somebody from this server"
EVENT_OPTION = "Its title or number, if several are on"

NAME_MISSING = say("Who is it? Type a name, for example: Ben Okafor")
NAME_LONG = Sentence("A name has at most {limit} characters here; this one has {length}. Try: Ben Okafor")
NOT_OPEN = Sentence("Check-in for {title} opens {when}, an hour before the start. Try again then.")
CLOSED = Sentence("Check-in for {title} has closed: it is open until a day after the end. See what is on: /event list")
CANCELLED = Sentence("{title} is cancelled, so nobody has to be checked in. See what else is on: /event list")
NONE_OPEN = say("No event is near enough. Check-in opens an hour before the start; see when that is with /event list.")
NONE_OPEN_NEXT = Sentence("No event is near enough. Check-in for {title} opens {when}; see also /event list.")
NO_SUCH_PERSON = say("I don't know this person here. Try the button “By name”, for example with: Ben Okafor")
