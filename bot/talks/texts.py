"""Every sentence about talks, proposals and line-ups. Holes are filled with what people typed as text, never as markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.views import Say, Sentence, say
from bot.stage.model import ActState
from bot.talks.model import TalkKind


def listed(words: Sequence[str]) -> str:
    """Words as people list them: a week, a day and an hour."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


KINDS = {
    TalkKind.LIGHTNING: "Lightning talk",
    TalkKind.TALK: "Talk",
    TalkKind.WORKSHOP: "Workshop",
    TalkKind.PANEL: "Panel",
}
ROW_LIVE = Sentence("{row} · {state}")
LIVE_STATES = {
    ActState.ON: (Say("on stage now", strong=True),),
    ActState.GIVEN: say("done"),
    ActState.SKIPPED: say("not here yet"),
}
ON_STAGE = say("That one is on stage or has been, so it stays in the line-up. Pass over it with /stage skip.")
ON_STAGE_OWN = Sentence(
    "{title} is on stage or has been, so it stays in the line-up. Change its links with /talk edit {talk}."
)
FORMAT = Sentence("{kind}, {minutes} min")
FORMAT_FIRST = Sentence("{kind}, {minutes} min · first talk")
OPTION = "{kind}, {minutes} min"
OPTION_FIRST = "{kind}, {minutes} min – my first talk"
ANY_EVENT = "Any event"
ANY = say("Any event")
EVENT_WHEN = Sentence("{event}, {when}")
TALK_NUMBER = Sentence("Talk {number}")

# Speakers
RECEIVED_TITLE = say("Thank you for proposing a talk")
RECEIVED = Sentence("{title} is with the organizers now.")
RECEIVED_NEXT = say(
    "They give it a slot, keep it for later, or decline. I will write to you as soon as they have decided."
)
RECEIVED_FIRST = say("A first talk: lovely. The organizers see that it is one, and are glad to help.")
RECEIVED_ANY = say("The event you picked is over or cancelled by now, so I noted your talk for any event.")
CHANGED_TITLE = say("Your talk is changed")
MINE_TITLE = say("Your talks")
MINE_NONE = say("You have not proposed a talk yet. Five minutes about something you like are enough.")
MINE_LINE = Sentence("{title} · {state} (talk {number})")
HISTORY_TITLE = say("Talks given")
HISTORY_LINE = Sentence("{title} · {name} · {event}, {when}")
HISTORY_NONE = say("You have not given a talk here yet. The first one begins with /talk propose.")
HISTORY_NOBODY = Sentence("I know of no talk given by “{name}”. Try a part of the speaker's name, such as {example}.")
HISTORY_EMPTY = Sentence("I know of no talk given by “{name}”, nor by anybody else yet. Be the first: /talk propose.")
HISTORY_MORE = Sentence("And {more} earlier ones.")
HISTORY_LINKS = say("Some links did not fit; with a speaker's name there is more room, such as /talk history Ana.")

STATE_PROPOSED = say("with the organizers")
STATE_NEW = say("to decide")
STATE_WAITING = say("waiting for a slot")
STATE_DECLINED = say("declined")
STATE_WITHDRAWN = say("taken back")
STATE_PLANNED = Sentence("has a slot at {event}, please confirm")
STATE_CONFIRMED = Sentence("confirmed for {event}")
STATE_HELD = Sentence("has an offer of a slot at {event}")
STATE_GIVEN = Sentence("was on at {event}")

ACCEPTED_TITLE = Sentence("Your talk is in: {title}")
ACCEPTED = Sentence("The organizers gave it a slot at {event}. Can you make it?")
CONFIRM_TITLE = Sentence("Still up for your talk? {title}")
CONFIRM = Sentence(
    "It has a slot at {event}, and you have not confirmed it yet. One tap and everybody can plan with you."
)
WAITING_TITLE = Sentence("Your talk is on the list: {title}")
WAITING = say("The organizers would like to have it, but no slot is free right now. When one is, I may ask you.")
DECLINED_TITLE = Sentence("About your talk: {title}")
DECLINED = say("The organizers cannot take it this time. They wrote:")
DECLINED_AGAIN = say("Another idea is welcome any time with /talk propose.")
UNPLACED_TITLE = Sentence("A change of plans: {title}")
UNPLACED = Sentence("The organizers took it out of the line-up of {event}. It is waiting for another slot.")
CALLED_OFF_TITLE = Sentence("Cancelled: {title}")
CALLED_OFF = Sentence("The event is cancelled, so {talk} will not be on. It waits for a slot at another event.")
MOVED_TITLE = Sentence("Your talk has moved: {title}")
MOVED = Sentence("{event} has a new time or place, and your talk moves with it. Can you still make it?")
UNTOLD_TITLE = Sentence("{name} could not be told")
UNTOLD = Sentence(
    "What you decided about {title} did not reach {name}, who takes no messages from me. Please tell them."
)
OFFERED_TITLE = Sentence("A slot came free for your talk: {title}")
OFFERED = Sentence(
    "You are next in line at {event}. The slot is held for you until {until}; after that I ask somebody else."
)
COMING_TITLE = Sentence("Your talk is coming up: {title}")
PREPARE_WEEK = Sentence(
    "Say it aloud once with a watch: {minutes} minutes go fast. Know your first sentence and your last one by heart."
)
PREPARE_DAY = say(
    "Put your slides where you can reach them without a network, and pack your adapter, charger and something to drink."
)
PREPARE_HOUR = say("Be there early enough to plug in. Breathe; people came to hear you.")

CONFIRMED = Sentence("You are on at {event}: {when}.")
WILL_REMIND = Sentence("I will remind you {times} before.")
REMINDERS = ((timedelta(days=7), "a week"), (timedelta(days=1), "a day"), (timedelta(hours=1), "an hour"))
TIME_OPEN = Sentence("time still open, because the line-up is too full; the event begins {begins}")
CANNOT = Sentence("Thank you for saying so. Your slot at {event} is free again; {title} waits for another event.")
TAKEN = Sentence("The slot is yours. You are on at {event}: {when}.")
PASSED = Sentence("All right, the slot is free for somebody else. {title} waits for another event.")
WITHDRAW_TITLE = Sentence("Take back {title}?")
WITHDRAW_ASK = say("The organizers will see that you did. You can propose it again later.")
WITHDRAW_SLOT = Sentence("Its slot at {event} will be free for somebody else.")
WITHDRAWN = Sentence("{title} is taken back. Another idea is welcome any time with /talk propose.")

# Organizers
REVIEW_TITLE = say("Proposed talks")
REVIEW_NONE = say("No talk waits for a decision. Invite people to propose one with /talk propose.")
REVIEW_LINE = Sentence("{title} · {name} · {format} · {state} (talk {number})")
REVIEW_MORE = Sentence("And {more} more, in the order they came.")
ACCEPTED_BY = Sentence("{by} accepted it on {when}.")
ON_AT = Sentence("It is on at {event}: {start}.")
WAITING_BY = Sentence("{by} keeps it waiting for a slot, since {when}.")
WAITING_NOW = say("It had a slot and is waiting for another one.")
DECLINED_BY = Sentence("{by} declined it on {when}.")
WITHDRAWN_NOW = Sentence("{name} took it back.")
CONFIRMED_NOW = Sentence("{name} confirmed.")
UNCONFIRMED = Sentence("{name} has not confirmed yet.")
UNCONFIRMED_LONG = Sentence(
    "{name} has not confirmed within three days. I reminded them once; better ask them yourself."
)
TOOK_FREE = Sentence("It waited, and {name} took a slot that came free.")
HELD_NOW = Sentence("A free slot at {event} is held for it until {until}.")
ACCEPT_TITLE = Sentence("Where does {title} go?")
ACCEPT_NONE = say("No event is ahead. Plan one with /event create, then accept the talk.")
ACCEPT_ROOM = "{minutes} min left · {when}"
ACCEPT_DONE = Sentence("{title} is in the line-up of {event}: {when}. {name} is asked to confirm.")
WAIT_DONE = Sentence("{title} is kept waiting. {name} is told, and may be asked when a slot comes free.")
DECLINE_DONE = Sentence("{title} is declined, and {name} gets your words.")
DECLINE_KIND = (
    "Thank you for offering to speak. We could not fit your talk in this time; it says nothing about the idea."
    " Please keep proposing, and ask us if we can help."
)
FREED_TITLE = Sentence("A slot came free at {event}")
FREED_HELD = Sentence("It is held for {name} with {title} until {until}.")
FREED_NOBODY = Sentence("Nobody waits for it; {minutes} min are free. See /talk review and /talk lineup.")

# The line-up
LINEUP_TITLE = Sentence("Line-up: {event}")
LINEUP_EMPTY = say("No talk has a slot yet. Propose one: a first talk is welcome.")
LINEUP_CANCELLED = say("This event is cancelled.")
LINEUP_NONE = say("No event is ahead, so there is no line-up. Plan one with /event create.")
ROW_TALK = Sentence("{start} {title} · {name} · {format}")
ROW_TO_CONFIRM = Sentence("{start} {title} · {name} · {format} · to be confirmed")
ROW_HELD = Sentence("{start} Held for the next speaker · {minutes} min")
ROW_HELD_FOR = Sentence("{start} Held for {name} with {title} · {minutes} min")
ROW_BREAK = Sentence("{start} Break · {minutes} min")
NO_TIME = say("no time left")
MARKED = Sentence("➤ {row}")
LEFT = Sentence("{minutes} min left. {until}")
ENDS = Sentence("The event ends at {end}.")
OVERFULL = Sentence("The line-up is {minutes} min longer than the event. Take something out, or make the event longer.")
TIMING = Sentence("The first talk begins {start}, with {pause} between talks.")
TIMING_AT_ONCE = "with the event"
TIMING_AFTER = "{doors} min after the start"
TIMING_NO_PAUSE = "no pause"
TIMING_PAUSE = "{changeover} min"
ITEM_BREAK = "Break, {minutes} min"

# Refusals
NO_SUCH_PROPOSAL = say("I don't know this talk any more. See what is open with /talk review.")
NO_SUCH_TALK = say("I don't know this talk any more. See yours with /talk mine.")
NO_TALK_CALLED = Sentence("You have no talk called “{text}”. See yours with /talk mine.")
SEVERAL_TALKS = Sentence("Several of your talks match “{text}”. Use the number, for example {example}.")
TOO_MANY_TALKS = Sentence(
    "You have {limit} talks with the organizers already. Take one back with /talk withdraw first."
)
NOT_YOURS = say("That is somebody else's talk. See yours with /talk mine.")
GIVEN_ALREADY = Sentence("{title} was on at {event}, so it stays as it is. Add slides or a recording with /talk mine.")
NOT_ALIVE = Sentence("{title} is {state}, so it stays as it is. Propose it anew with /talk propose.")
ACCEPTED_ALREADY = Sentence("{by} accepted {title} for {event} on {when}. Change the line-up with /talk lineup.")
TAKEN_ALREADY = Sentence(
    "{name} took a slot that came free at {event} for {title}. Change the line-up with /talk lineup."
)
WAITING_ALREADY = Sentence("{by} keeps {title} waiting already, since {when}. Accept or decline it with /talk review.")
WAITING_ANYWAY = Sentence("{title} is waiting for another slot already. Accept or decline it with /talk review.")
DECLINED_ALREADY = Sentence("{by} declined {title} on {when}. The others are in /talk review.")
WITHDRAWN_ALREADY = Sentence("{name} took {title} back. The others are in /talk review.")
NO_ROOM = Sentence(
    "{event} has {left} min left, and {title} needs {minutes}. Keep it waiting, or make room with /talk lineup."
)
NO_ROOM_LINEUP = Sentence(
    "That would run {over} min past the end of {event}. Try {over} min less, or take something out first, with Remove."
)
NO_ROOM_MINUTES = Sentence("{event} has room for {left} min for it, not {minutes}. Pick a shorter format.")
TOO_MANY_ITEMS = Sentence("A line-up holds at most {limit} items. Take one out first, with Remove.")
OTHER_SLOT = Sentence("That was about another event. {title} has a slot at {event} now: can you make that one?")
NO_SLOT = Sentence("{title} has no slot to confirm. See how it stands with /talk mine.")
OFFER_GONE = Sentence("The slot for {title} is not held any more. See how it stands with /talk mine.")
NO_SUCH_ITEM = say("That is not in the line-up any more. See it as it is with /talk lineup.")
NO_LINEUP_OVER = Sentence(
    "{title} is over or cancelled, so its line-up cannot change. See what is next with /event list."
)
TITLE_MISSING = say("A talk needs a title, for example: What my garden taught me about caching")
TITLE_LONG = Sentence("A title has at most {limit} characters; this one has {length}. Try: What my garden taught me")
PITCH_MISSING = say(
    "Say in a sentence or two what it is about, for example: How I water 40 plants with one cheap sensor"
)
PITCH_LONG = Sentence("A pitch has at most {limit} characters; this one has {length}. Put the rest behind a link.")
FORMAT_UNKNOWN = say("Pick a format from the menu, for example: Lightning talk, 10 min")
LINK_WRONG = Sentence(
    "“{text}” is not a link. Use whole addresses with a space between, such as https://example.org/slides"
)
LINK_LONG = Sentence(
    "A link has at most {limit} characters; one of these has {length}. Try a shorter address of the page."
)
LINKS_MANY = Sentence(
    "At most {limit} links, please; these are {count}. Keep the ones that tell most, such as your slides."
)
REPLY_LONG = Sentence("A reply has at most {limit} characters; this one has {length}. Two sentences are kind enough.")
REPLY_MISSING = say("Write a word to the speaker, for example: Thank you, we have no slot this time.")
MINUTES_UNCLEAR = Sentence("“{text}” is not a number of minutes from 0 to {limit}. Try 15.")

# Forms and buttons
FORM_PROPOSE = "Propose a talk"
FORM_EDIT = "Change your talk"
FORM_DECLINE = "Decline kindly"
FORM_TIMING = "When talks begin"
SUBMIT_PROPOSE = "Propose"
SUBMIT_SAVE = "Save"
SUBMIT_DECLINE = "Decline"
LABEL_EVENT = "Event"
LABEL_TITLE = "Title"
LABEL_PITCH = "What is it about?"
LABEL_FORMAT = "Format"
LABEL_LINKS = "Links"
LABEL_REPLY = "What the speaker will read"
LABEL_DOORS = "Minutes from start to first talk"
LABEL_CHANGEOVER = "Minutes between two talks"
HINT_FORMAT = "Minutes with questions. Say if it is your first talk: it is welcome."
HINT_LINKS = "Slides, code, your site: up to five, with a space between"
HINT_DOORS = "For arriving and hellos"
HINT_CHANGEOVER = "For plugging in; a break needs none"
PLACEHOLDER_TITLE = "What my garden taught me about caching"
PLACEHOLDER_PITCH = "What people will take home, in two or three sentences"
PLACEHOLDER_LINKS = "https://example.org/slides"
PLACEHOLDER_MINUTES = "15"
BUTTON_PROPOSE = "Propose a talk"
BUTTON_EDIT = "Edit"
BUTTON_SLIDES = "Add slides or a recording"
BUTTON_WITHDRAW = "Withdraw"
BUTTON_WITHDRAW_YES = "Take it back"
BUTTON_CONFIRM = "Confirm"
BUTTON_CANNOT = "I can't"
BUTTON_TAKE = "Take the slot"
BUTTON_NO_THANKS = "No, thanks"
BUTTON_ACCEPT = "Accept"
BUTTON_ACCEPT_TO = "Accept to …"
BUTTON_OTHER_EVENT = "Another event …"
BUTTON_WAIT = "Keep waiting"
BUTTON_DECLINE = "Decline"
BUTTON_UP = "Earlier"
BUTTON_DOWN = "Later"
BUTTON_REMOVE = "Remove"
BUTTON_TIMING = "Start and pauses"
BUTTON_LINEUP = "See the line-up"
PICK_TALK = "Pick a talk"
PICK_EVENT = "Pick an event"
PICK_OTHER_LINEUP = "Another event's line-up"
PICK_ITEM = "Move or remove something"
PICK_BREAK = "Add a break"
TALK_OPTION = "Its title or number"
NAME_OPTION = "A speaker's name; yours if you leave it out"
LINEUP_OPTION = "The event's title or number; the next one if you leave it out"
