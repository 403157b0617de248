"""Every sentence about questions to speakers. Holes are filled with what people typed as text, never as markup."""

from __future__ import annotations

from bot.chat.views import Sentence, say

# The card of a talk's questions
TITLE = Sentence("Questions: {title}")
INVITE = Sentence("Ask {name} with the button below, with your name or without. Vote for what you want answered.")
CLOSED = Sentence("No more questions to {name}. Thank you to everybody who asked.")
NONE_OPEN = say("No question is open right now.")
HEAD = Sentence("{number} · {votes} · {name}")
NUMBER = "#{number}"
VOTES_NONE = "no votes yet"
VOTES_LEFT_NONE = "no votes"
VOTES_ONE = "1 vote"
VOTES = "{number} votes"
ANONYMOUS = "anonymous"
MORE = Sentence("And {more} more, with fewer votes or asked later.")
ANSWERED_ONE = say("1 question is answered.")
ANSWERED = Sentence("{number} questions are answered.")
PICK_VOTE = "Vote for a question"
BUTTON_VOTE = "+1 for #{number}"
BUTTON_ASK = "Ask a question"
BUTTON_MANAGE = "Manage"

# Private answers
ASKED_TITLE = say("Your question is in")
ASKED = Sentence("It is {number} to {name}, about {title}.")
ASKED_LATER = Sentence("It is {number} to {name}, about {title}. That talk is over; {name} may answer later.")
WITH_NAME = say("Your name stands with it.")
WITHOUT_NAME = say("Your name does not stand with it. Nobody is told who asked, organizers included.")
NAME_OFF_TITLE = say("Your name is off your question")
NAME_OFF = say(
    "From now on nobody is told who asked, organizers included. Some may have read it with your name before."
)
NAME_ON_TITLE = say("Your name stands with your question")
BUTTON_ANONYMOUS = "Make it anonymous"
BUTTON_NAMED = "Show my name"
BUTTON_BACK = "Take it back"
TAKEN_BACK = say("Your question is taken back, and gone from the cards. Ask another one with /question Why not Rust?")
VOTED = Sentence("Your vote for {number} counts. It has {votes} now.")
UNVOTED = Sentence("Your vote for {number} is taken back. It has {votes} now.")
BUTTON_UNVOTE = "Take my vote back"
WHICH_TITLE = say("Which talk is your question for?")
WHICH = say("More than one talk can be asked about right now.")
PICK_TALK = "Pick the talk"
TALK_DETAIL = "by {name}"

# For organizers and the speaker
MANAGE_TITLE = Sentence("Manage questions: {title}")
MANAGE_NONE = say("Nobody has asked anything yet.")
MANAGE_COUNT = Sentence("{open} open · {answered} answered · {hidden} hidden")
MANAGE_NOTE = say("Only you see this. Who asked hears nothing of it, and hidden questions are seen by nobody else.")
PICK_ANSWERED = "Mark one as answered"
PICK_HIDE = "Hide one: rude, or spam"
PICK_REOPEN = "Put one back among the open ones"
IS_ANSWERED = "answered"
IS_HIDDEN = "hidden"
NOW_ANSWERED = Sentence("{number} is marked as answered.")
NOW_HIDDEN = Sentence("{number} is hidden.")
NOW_OPEN = Sentence("{number} is open again.")
NOW_GONE = Sentence("{number} was taken back by who asked it.")
BUTTON_AGAIN = "Look again"

# Refusals
NOBODY_ON = Sentence(
    "Nobody is on stage right now. The next talks are at {event}, {when}. While one is on, type: /question Why not Rust?"
)
NOT_BEGUN = Sentence(
    "The talks at {event} have not begun. Keep your question until one is on, then type: /question Why not Rust?"
)
NOTHING_PLANNED = say(
    "Nobody is on stage right now, and no talks are planned yet. You can be the first: propose one with /talk propose"
)
NO_SUCH_TALK = say("I don't know this talk. While one is on, type: /question Why not Rust?")
TALK_NOT_ON = Sentence(
    "{title} has not been on yet. Keep your question until it is, then type: /question Why not Rust?"
)
TALK_CLOSED = Sentence(
    "Questions about {title} are closed; they stay open for a day after a talk. While the next one is on, type:"
    " /question Why not Rust?"
)
TEXT_MISSING = say("Write what you want to know, for example: Why not Rust?")
TEXT_LONG = Sentence("A question has at most {limit} characters; yours has {length}. Try a short one: Why not Rust?")
TOO_MANY = Sentence(
    "You have {most} open questions about {title}, which is the most. Take one back, or vote for somebody else's with"
    " its +1 button."
)
PICK_BACK = "Take one of yours back"
NO_SUCH_QUESTION = say("I don't know this question. Ask one of your own with /question Why not Rust?")
OWN = say("This is your own question, so others decide how far up it goes. Vote for one of theirs with its +1 button.")
NOT_OPEN = say("This question takes no more votes. Vote for another one, with its +1 button on the card.")
NOT_YOURS = say("Only who asked a question can change it. Ask one of your own with /question Why not Rust?")
NOT_YOURS_TO_MANAGE = say(
    "Only the speaker and organizers can sort these questions. What you can do: vote for one, with its +1 button."
)

# The form, and what stands beside the options of the command
FORM_TITLE = "Ask the speaker"
FORM_SUBMIT = "Ask"
LABEL_QUESTION = "Your question"
LABEL_NAME = "Your name"
HINT_TALK = "About: {title}"
HINT_NAME = "Without it, nobody is told who asked, organizers included"
PLACEHOLDER = "Why not Rust?"
OPTION_NAMED = "Show my name"
OPTION_ANONYMOUS = "Ask anonymously"
QUESTION_OPTION = "What you want to know; leave it out for a form"
ANONYMOUS_OPTION = "Ask without your name: nobody is told who asked"
