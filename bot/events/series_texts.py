"""Every sentence about series of events."""

from __future__ import annotations

from bot.chat.views import Sentence, say

# A new series
CREATED_TITLE = Sentence("{title} is planned, and repeats")
CREATED_NEXT = say(
    "I announce each date when the one before it begins, and at most two weeks ahead. Change the coming dates, skip one or"
    " end the series with /event series."
)
CREATED_FORTNIGHTLY = say(
    "That is the second one of each month. For every two weeks, end this series and write “every other Thursday”."
)
MOVED = Sentence("On {day} the clocks skip {wall}, so that date begins at {begins}.")

# The list and one series
NONE = say("Nothing repeats yet. In /event create, answer “When” with something like: every 2nd Thursday 19:00")
PICK_OTHER = "Another series"
ANNOUNCED = Sentence("{when} · {going} going (event {number})")
TO_COME = Sentence("{when} · announced {announced}")
AND_MORE = Sentence("{days} and {more} more")
NO_MORE = say("There is no date left.")
ENDED = say("This series has ended. Nothing more will be announced.")
NUMBER = Sentence("Series {number}")

# Leaving a date out
ASK_SKIP_TITLE = Sentence("Skip {title} on {date}?")
ASK_SKIP_STANDING = Sentence(
    "This date is announced already, so it will be cancelled. {told} The series goes on. This cannot be undone."
)
ASK_SKIP = say("It is not announced yet, so nobody has to be told. The series goes on. This cannot be undone.")
SKIPPED = Sentence("{title} does not take place on {date}.")
SKIP_PROMPT = "Skip another date"

# Changing the coming dates
WHICH_TITLE = Sentence("{title} repeats")
WHICH = say("What do you want to change?")
BUTTON_ONLY = "Only this date"
BUTTON_COMING = "This and all coming dates"
BUTTON_EDIT = "Change the coming dates"
EDIT_FORM_TITLE = "All coming dates"
LABEL_TIME = "Time of day"
PLACEHOLDER_TIME = "18:30 for 90 min"
HINT_TIME = "On the series' own clock, and how long: 18:30 for 90 min. The days stay as they are."
EDITED_TITLE = Sentence("{title} is changed")
EDITED_COMING = say("Every date that I announce from now on will be like this.")
EDITED_FOLLOWS_ONE = say("The date that is announced already follows.")
EDITED_FOLLOWS = Sentence("The {number} dates that are announced already follow.")
EDITED_ASKS = Sentence("I am asking {people} whether they still come.")
EDITED_KEEPS = Sentence("{date} keeps what was decided for it alone. To change that: /event edit")
EDITED_MEANWHILE = Sentence(
    "{title} was changed while you had the form open, so I have not saved yours. It is now {when}, {place}, {seats}. Press"
    " “Change it” to look at what you typed and save it over that, or leave it as it is."
)
SEATS_BELOW = Sentence(
    "{taken} people have a seat on {date} already, and {seats} would be too few. Try {taken} or more."
)
TIME_PASSED = Sentence("On {date}, {time} has passed already. Try a later time, for example: 20:30 for 90 min")

# The end
ASK_END_TITLE = Sentence("End the series {title}?")
ASK_END = say("No further date will be announced. This cannot be undone.")
ASK_END_STANDING = Sentence("The date on {date} stays; cancel it with /event cancel if it is off, too.")
END_DONE = Sentence("The series {title} has ended.")

# Refusals
NO_SUCH_SERIES = say("I don't know this series any more. See what repeats with /event series.")
NO_SUCH_DATE = Sentence("{title} has no such date ahead any more. See its dates with /event series.")
HAS_ENDED = Sentence("The series {title} has ended already. See what else repeats with /event series.")

BUTTON_SKIP = "Skip the next date"
BUTTON_SKIP_YES = "Skip this date"
BUTTON_END = "End the series"
