"""Every sentence about what goes out; no word of it is about how it is sent."""

from __future__ import annotations

from bot.chat.views import Sentence, say
from bot.delivery.model import Kind, PostKind

TITLE = say("What I will send")
NEXT_NONE = say("Nothing is waiting to be sent. Plan something with /event create.")
NEXT_MORE = Sentence("And {more} more after these.")
LATELY = say("In the last seven days")
LATELY_NONE = say("In the last seven days, nothing was sent.")
LATELY_MORE = Sentence("And {more} more.")
NO_EVENT = say("Not about an event")

LINE = Sentence("{when} · {title}: {what}, {where}")
LINE_PLAIN = Sentence("{when} · {what}, {where}")
COMING_LINE = Sentence("{when} · {title}: announcement of its date on {date}")
LATELY_LINE = Sentence("{what}, {where}: {fate}")

WHAT = {
    Kind.REMINDER: "reminder",
    Kind.CANCELLED: "word that it is cancelled",
    Kind.PROMOTED: "word of a free seat",
    Kind.MOVED: "question whether they still come",
    Kind.HANDED_OVER: "word that it has a new host",
    Kind.TROUBLE: "word of a message that was not delivered",
    Kind.WELCOME: "a welcome",
    Kind.DID_YOU_MEET: "a question whether you met somebody",
    Kind.YOU_MET: "word of somebody you met",
    Kind.FOLLOW_UP: "whom you met",
    Kind.ASK_MATCH: "an ask that may fit",
    Kind.ASK_CLAIM: "word of somebody who can help",
    Kind.ASK_THANKS: "thanks",
    Kind.ANNOUNCEMENT_NEWS: "word of an announcement that did not go out",
    Kind.UNLISTED: "word about Discord's list of events",
    Kind.LINKED: "word that your accounts were joined",
    Kind.GATHERING: "a private conversation",
    Kind.COFFEE_APART: "your coffee match",
    Kind.COFFEE_REST: "word that there is no coffee match for you this time",
    Kind.COFFEE_MET: "a question whether you met for coffee",
    Kind.TALK_ACCEPTED: "word that your talk is in",
    Kind.TALK_WAITING: "word that your talk is on the list",
    Kind.TALK_DECLINED: "an answer about your talk",
    Kind.TALK_UNPLACED: "word that your talk lost its slot",
    Kind.TALK_CONFIRM: "question whether you are up for your talk",
    Kind.TALK_COMING: "reminder of your talk",
    Kind.TALK_OFFERED: "offer of a slot for your talk",
    Kind.TALK_CALLED_OFF: "word that the event of your talk is cancelled",
    Kind.TALK_MOVED: "word that the event of your talk has moved",
    Kind.TALK_UNTOLD: "word that a speaker could not be told",
    Kind.TALK_FREED: "word of a free slot",
    Kind.STAGE_WARNING: "word of the time that is left on stage",
    Kind.STAGE_DECK: "word to who is on deck",
    Kind.STAGE_DONE: "thanks to the speakers",
    Kind.TALK_THANKS: "thanks for your talk",
    Kind.QUESTION_REPLIED: "an answer to your question",
}
WHAT_POST = {
    PostKind.EVENT: "its card",
    PostKind.INTRO: "an intro",
    PostKind.ASK: "an ask",
    PostKind.ANNOUNCEMENT: "an announcement",
    PostKind.LINEUP: "its line-up",
    PostKind.STAGE: "who is on stage",
    PostKind.PROPOSAL: "a proposed talk",
    PostKind.RECAP: "its recap",
    PostKind.PROPOSAL_COPY: "a proposed talk",
    PostKind.QUESTIONS: "questions to a speaker",
}
REMINDER_DAY = "reminder a day before"
REMINDER_HOUR = "reminder an hour before"
AGAIN = Sentence("{what} (a first try failed)")

IN_CHANNEL = Sentence("in {channel} on {platform}")
UNKNOWN_CHANNEL = "channel"
TO_PERSON = Sentence("privately to {name}")
TO_PEOPLE = Sentence("privately to {number} people")
AND = " and "

SENT = Sentence("sent {when}")
SENT_LATE = Sentence("sent late, {when}")
TOO_LATE = say("not sent, it would have come too late")
NOT_NEEDED = say("not sent, no longer needed")
FAILED = say("could not be delivered")

MINE_TITLE = say("Coming up for you")
MINE_EVENT = Sentence("{title} · {when} · {standing}")
MINE_NO_EVENTS = say("Nothing is planned yet. I will post it here when something is.")
MINE_SENDINGS = say("What I will send")
MINE_NO_SENDINGS = say("Nothing is on its way to you. Take a seat with /rsvp, and you will be reminded.")
STANDING_GOING = say("you have a seat")
STANDING_WAITING = say("you are on the waiting list")
STANDING_MAYBE = say("maybe")
STANDING_NO = say("you can't make it")
STANDING_OPEN = say("you have not answered")
