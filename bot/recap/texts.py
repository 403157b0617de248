"""Every sentence about recaps, and what speakers hear when their talk is behind them."""

from __future__ import annotations

from bot.chat.views import Sentence, say

# The recap
TITLE = Sentence("Recap: {event}")
LABEL_WHEN = "When"
LABEL_CAME = "Came"
CAME_ONE = say("1 person")
CAME = Sentence("{count} people")
TALKS = say("What we heard")
TALK = Sentence("{title} · {name}")
MORE_TALKS = Sentence("And {more} more.")
MORE_LINKS = say("There are more links than fit here: /talk history has them.")
LABEL_RECORDINGS = "Recordings"
MORE_RECORDINGS = Sentence(" and {more} more")
OPEN_QUESTIONS = say("Questions that are still open")
QUESTION = Sentence("{title}: “{text}” – asked by {name}")
QUESTION_ANONYMOUS = Sentence("{title}: “{text}” – asked anonymously")
ANSWERED_QUESTIONS = say("Answered since")
ANSWER = Sentence("{question}. {speaker}: “{answer}”")
MORE_QUESTIONS = Sentence("And {more} more.")
SOMEBODY = "somebody"
THANKS = say("Thank you to everybody who spoke, asked and listened. It was good to have you here.")

# Organizers
AHEAD = Sentence(
    "Only you see this. It is posted in our events channels on {when}, with whatever speakers add until then."
)
EMPTY = Sentence("Only you see this. There is nothing to tell yet; if it stays so, nothing is posted on {when}.")
EMPTY_PAST = say(
    "Only you see this. There was nothing to tell, so nothing was posted. A note or a recording changes that."
)
MISSED = say("Only you see this. It has not been posted, and still can be.")
HELD = say("Only you see this. It was decided not to post it.")
POSTED = Sentence("It was posted on {when}. What you or the speakers add from now on appears there, too.")
NO_EVENTS = say("There is no event with a line-up yet. Once there is one, its recap is posted the morning after.")
EVENT_CANCELLED = Sentence(
    "{title} was cancelled, so there is no recap of it. Try another one, for example /event recap 3."
)
NOT_OVER = Sentence("{title} is not over yet. Its recap can be posted from {when} on.")
NOTHING_TO_POST = say(
    "There is nothing to tell yet. Add a note first, for example: Thank you to our hosts for the pizza."
)
NO_CHANNEL = say("There is no events channel to post it in. Choose one with /hallway setup, then press this again.")
POSTED_ALREADY = Sentence("It was posted on {when}, so it stays. You can still change your note and the recordings.")
HELD_ALREADY = say("It was decided not to post this. Press “Post it after all” first.")

# Speakers
THANK_TITLE = Sentence("Thank you for your talk: {title}")
THANK = Sentence("Everybody at {event} took something home from it.")
THANK_ADD = Sentence(
    "Do you have slides or a recording? Add them, and they stand in the recap that goes out on {when}, and in your"
    " /talk history."
)
THANK_ADD_ANY = say(
    "Do you have slides or a recording? Add them, and they stand in the recap and in your /talk history."
)
THANK_HAVE = Sentence("Your links stand in the recap: {links}. You can change them or add a recording.")
TOO_EARLY = Sentence(
    "{event} has not begun. Until then, change your links with /talk edit, for example /talk edit {talk}."
)
NO_LINEUP = Sentence("{title} was in no line-up, so there is nothing to add to. Change it with /talk edit {talk}.")
LINKS_SAVED = Sentence("Saved: {links}. They stand with {title} in the recap of {event} and in /talk history.")
LINKS_GONE = Sentence("{title} has no links now. Add some any time; /talk mine has the button.")

# Questions to speakers, after the stage
ASKED = Sentence("“{text}” – asked by {name}")
ASKED_ANONYMOUSLY = Sentence("“{text}” – asked anonymously")
QUESTIONS_TITLE = Sentence("Questions to your talk: {title}")
NOTHING_OPEN = say("No question waits for an answer.")
HAS_ANSWER = "has your answer"
ANSWER_KEPT = say("Your answer is kept, and stands in the recap.")
ANSWER_KEPT_NAMED = Sentence("Your answer is kept. It stands in the recap, and I tell {name}.")
REPLIED_TITLE = Sentence("An answer to your question: {title}")
REPLIED_ASKED = say("You asked:")
REPLIED = Sentence("{speaker} writes:")
NO_SUCH_QUESTION = say("That question is not there any more. See the others with the button below your thanks.")

# Mistakes in forms
ANSWER_MISSING = say("Write a word or two, for example: Yes, the second chapter has it.")
ANSWER_LONG = Sentence("An answer has at most {limit} characters; this one has {length}. Put the rest behind a link.")
NOTE_LONG = Sentence("A note has at most {limit} characters; this one has {length}. Two or three sentences are enough.")

# Forms and buttons
FORM_LINKS = "Slides or a recording"
FORM_RECAP = "Recap"
FORM_ANSWER = "Answer a question"
SUBMIT = "Save"
LABEL_LINKS = "Links, one per line"
LABEL_RECORDING_LINKS = "Recordings, one link per line"
LABEL_ANSWER = "Your answer"
LABEL_NOTE = "A note for everybody"
HINT_LINKS = "Slides, a recording, code: up to five"
HINT_RECORDINGS = "Of the whole event; speakers add those of their own talks"
PLACEHOLDER_LINKS = "https://example.org/slides"
PLACEHOLDER_RECORDINGS = "https://example.org/recording"
PLACEHOLDER_NOTE = "Thank you to our hosts for the room and the pizza."
BUTTON_LINKS = "Add slides or a recording"
BUTTON_LINKS_CHANGE = "Change the links"
BUTTON_QUESTIONS = "Answer questions"
PICK_QUESTION = "Answer a question in writing"
BUTTON_EDIT = "Add recordings or a note"
BUTTON_POST = "Post it now"
BUTTON_HOLD = "Do not post"
BUTTON_UNDO = "Post it after all"
PICK_OTHER = "Another event's recap"
EVENT_OPTION = "The event's title or number; the last one if you leave it out"
