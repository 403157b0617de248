"""Every sentence about people and spaces, and help."""

from __future__ import annotations

from bot.chat.views import Sentence, say
from bot.events.model import Standing

HELP_TITLE = say("What Hallway can do")
HELP_MEMBER = say("You can:")
HELP_COMMAND = Sentence("/{name} – {summary}")
HELP_ORGANIZERS = say("Because you are an organizer, you can also:")
HELP_TOPIC = Sentence("{title}: {names}")
HELP_PICK = "What does each of them do?"
HELP_NOT_YOURS = say("Nothing in here is for your role. See what is with /hallway help.")
HOME_TITLE = say("Good to see you")
HOME_COMING = "Coming up"
NOW_NOTHING = say("Nothing is planned yet. As soon as something is, you will find it in /event list.")
NOW_NOTHING_ORGANIZER = say("Nothing is planned yet. Plan something with /event create.")
NOW_NEXT = Sentence("Next: {title}, {when}.")
NOW_TODAY = Sentence("Today: {title}, {when}.")
NOW_STANDING = {
    None: say("You have not answered yet."),
    Standing.GOING: say("You have a seat."),
    Standing.WAITING: say("You are on the waiting list."),
    Standing.MAYBE: say("You said maybe."),
    Standing.NO: say("You are not coming."),
}
NOW_NO_CHANNEL = say(
    "I have no channel to post events in here yet. Give me one, and what is planned will appear in it."
)
BUTTON_GOING = "Going"
BUTTON_MAYBE = "Maybe"
BUTTON_NO = "Can't make it"
BUTTON_ASK_SPEAKER = "Ask the speaker a question"
BUTTON_SETUP = "Set up Hallway"
BUTTON_PROPOSE = "Propose a talk"
UNKNOWN_VERB = Sentence("I don't know “/{word} {verb}”. Try {known}.")
VERB_MISSING = Sentence("“/{word}” needs one more word. Try {known}.")
ORGANIZERS_ONLY = Sentence(
    "Only organizers can use {command}. Ask one of them, or see what you can do with /hallway help."
)

# Intros: the form
INTRO_FORM_TITLE = "Introduce yourself"
INTRO_FORM_SUBMIT = "Post it"
LABEL_DOES = "What I do"
LABEL_ANGLE = "Ask me about"
LABEL_HELPS = "I can help with"
LABEL_SEEKS = "I look for"
LABEL_LINKS = "Links"
PLACEHOLDER_DOES = "I build data pipelines at the city library"
PLACEHOLDER_ANGLE = "Sourdough, night trains, learning the cello at forty"
PLACEHOLDER_HELPS = "Python, kubernetes, a first talk"
PLACEHOLDER_SEEKS = "A mentor for Rust, people for a podcast"
PLACEHOLDER_LINKS = "https://github.com/ana"
HINT_ANGLE = "A hobby or a story: what makes it easy to start talking to you"
HINT_LINKS = "One on each line, five at most: LinkedIn, GitHub, your site"

# Intros: cards and answers
BUTTON_WE_MET = "We met"
BUTTON_GOING = "Going"
BUTTON_MAYBE = "Maybe"
BUTTON_INTRODUCE = "Introduce yourself"
BUTTON_CHANGE_INTRO = "Change it"
BUTTON_TAKE_BACK = "Take it back"
INTRO_SAVED_TITLE = say("Your intro is saved")
INTRO_POSTED = Sentence("I am posting it on {places}, so that people know what to talk with you about.")
INTRO_NOWHERE = say(
    "People find it with /people find. There is no channel to post it in yet; an organizer can pick one with /hallway setup."
)
INTRO_TAKE_BACK_TITLE = say("Take your intro back?")
INTRO_TAKE_BACK = say(
    "Its posts go from the introductions channels, and nobody finds you by it any more. What you wrote is forgotten."
)
INTRO_GONE = say("Your intro is taken back and forgotten. You can write a new one whenever you like.")
NO_INTRO = say("You have no intro to take back. Write one with /intro.")
INTRO_NOT_THERE = say("This intro was taken back. See who else is there with /people find.")
NOT_WRITTEN_YET = Sentence("{name} has not written an intro yet.")
REACH_HERE = "Write to them"
REACH_THERE = Sentence("You find them on {platform}, as {name}.")
CALLED_HERE = Sentence("{name} ({mention})")
CALLED_THERE = Sentence("{name} on {platform}")
DOES_MISSING = say("Say in a line what you do, for example: I build data pipelines at the city library")
INTRO_LONG = Sentence("This has at most {limit} characters; yours has {length}. Try one like: {example}")
TOO_MANY_LINKS = Sentence("At most {limit} links fit; these are {count}. Keep those that say most, such as {example}")
BAD_LINK = Sentence("“{text}” is not a web address that I can show. Write it like {example}")
EXAMPLE_LINK = "https://github.com/ana"

# Finding people
FOUND_TITLE = Sentence("People found for “{text}”")
NEWEST_TITLE = say("People who introduced themselves lately")
FOUND_LINE = Sentence("{name} – {why}")
WHY_HELPS = Sentence("can help with: {text}")
WHY_SEEKS = Sentence("looks for: {text}")
WHY_DOES = Sentence("{text}")
WHY_ANGLE = Sentence("ask about: {text}")
CORRECTED = Sentence("Nobody wrote “{typed}”, so I am showing {used}.")
FOUND_COUNT = Sentence("{first} to {last} of {total}.")
FOUND_NOBODY = Sentence("Nobody has mentioned “{text}” yet. Try a skill, a topic or a name, such as {example}.")
FOUND_NOBODY_AT_ALL = say("Nobody has introduced themselves yet. Be the first, with /intro.")
NOTHING_TO_FIND = Sentence(
    "“{text}” has no word that I can look for. Try a skill, a topic or a name, such as {example}."
)
PICK_INTRO = "Look at an intro"
PICK_PAGE = "More people"
PAGE_OPTION = Sentence("{first} to {last}")
EXAMPLE_SKILL = "python"
FIND_OPTION = "A skill, a topic or a name"

# A newcomer's welcome
WELCOME_TITLE = Sentence("Welcome to {community}")
WELCOME = say("Good to have you here. I am Hallway, and I look after our events.")
WELCOME_ONE = say("Somebody to say hello to:")
WELCOME_PEOPLE = say("Two people to say hello to:")
WELCOME_PERSON = Sentence("{person} – {does}")
WELCOME_PERSON_ANGLE = Sentence("{person} – {does} Ask them about {angle}")
WELCOME_ORGANIZER = Sentence("{person}, who helps to run things here")
WELCOME_NEXT = Sentence("{title} is next, {when}.")
WELCOME_INTRO = say("Tell people in a line or two what to talk with you about; a hobby is a good start.")
WELCOME_HELP = say("Everything else is in /hallway help.")

# Meeting people
PICK_PERSON = "Whom did you meet?"
MET_WHOM_TITLE = say("Whom did you meet?")
MET_WHOM = say("They get a private question, and once they say yes, you find each other's links here and after events.")
MET_SELF = say("That is you. Name somebody else, for example /met @Ana.")
MET_BOT = Sentence("{name} is a bot. Name a person, for example /met @Ana.")
MET_NOBODY = Sentence("I know nobody called “{text}”. Mention them, for example /met @Ana.")
MET_SEVERAL = Sentence("Several people are called “{text}”. Which one did you meet?")
MET_TOO_MANY = Sentence(
    "You have asked {limit} people within a day, which is a full day. Please name {name} tomorrow, with /met."
)
MET_ASKED = Sentence("I am asking {name}. Once they say yes, I tell you how to keep in touch.")
MET_WAITING = Sentence("I have asked {name} already, and tell you as soon as they say yes.")
MET_DONE_TITLE = Sentence("You and {name} met")
MET_KEEP = say("So that you do not lose each other:")
MET_AT = Sentence("At {title}")
DID_YOU_MEET_TITLE = Sentence("{name} says you met")
DID_YOU_MEET = say("If so, I show each of you how to keep in touch. If not, nobody is told.")
BUTTON_YES_MET = "Yes, we met"
BUTTON_NOT_ME = "Not me"
MET_DECLINED = say("All right, and nobody is told.")
MET_UNKNOWN = say("I don't know this question any more. Say whom you met with /met @Ana.")
MET_PERSON_OPTION = "Somebody here"
MET_NAME_OPTION = "Somebody by name, also from the other platform"

# The day after
FOLLOW_UP_TITLE = Sentence("Whom you met at {title}")
FOLLOW_UP_MET = say("Write to them while it is fresh; a line is enough.")
FOLLOW_UP_LINE = Sentence("{person} – {links}")
FOLLOW_UP_MORE = Sentence("And {more} more. You met a lot of people.")
FOLLOW_UP_NO_LINKS = say("no links yet")
FOLLOW_UP_ASK_TITLE = Sentence("Whom did you meet at {title}?")
FOLLOW_UP_ASK = say("Pick a name, and once they agree, you both find out how to keep in touch. I ask this only once.")
PICK_MET_MORE = "Somebody else you met?"
MORE_NAMES = Sentence("More names ({left} left)")
MORE_NAMES_TITLE = Sentence("More people of {title}")

# Two accounts, one person
LINK_TITLE = say("Join your two accounts")
LINK_CODE = Sentence("Your code is {code}. Type it on {platform}, with /link. It is good until {until}.")
LINK_SAFE = say("Type it only yourself: whoever types it becomes you here. It works once.")
LINK_WRONG = Sentence("This code is wrong or too old. Get a new one with /link on {platform}; it looks like {example}.")
LINK_LOCKED = Sentence(
    "These were {limit} wrong codes within an hour. Get a new code with /link on {platform}, and type it here {when}."
)
LINK_HERE = Sentence("This code is from this same account. Type it on {platform}, with /link {example}.")
LINK_TAKEN = Sentence(
    "One of these two has another {platform} account already, and a person has one on each platform."
    " Separate it first, with /unlink there."
)
LINK_ALREADY = Sentence("You are one person here already: {accounts}. To separate this account, use /unlink.")
LINKED_TITLE = say("Your accounts are one person now")
LINKED = Sentence("{accounts}. Your seats, answers, intro and the people you met are together, each counted once.")
LINKED_FREED = Sentence("You had two seats at {count} events; the second one is free again for others.")
LINKED_FREED_ONE = say("You had two seats at an event; the second one is free again for others.")
LINKED_ELSEWHERE = Sentence("{account} was joined to this account with the code you asked for.")
LINKED_NOT_YOU = say("If that was not you, type /unlink here and tell an organizer.")
UNLINK_TITLE = say("Separate this account?")
UNLINK_ASK = Sentence("Everything stays with {others}: seats, answers, intro, the people you met. {this} starts fresh.")
UNLINK_DONE = Sentence("{this} stands on its own now and starts fresh. {others} kept everything.")
UNLINK_ALONE = say("This account is not joined to another one. To join two, start with /link.")
BUTTON_UNLINK = "Separate it"
ACCOUNT = Sentence("{name} on {platform}")
CODE_OPTION = "The code you got on the other platform"
