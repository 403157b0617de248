"""Every sentence about setting up."""

from __future__ import annotations

from bot.chat.views import Sentence, say
from bot.people.model import Platform, Purpose

TITLE = Sentence("Set up {name}")
ZONE = Sentence("{zone}, where it is {clock} now")
PLACE = {Platform.DISCORD: "This server", Platform.SLACK: "This workspace"}
CHANNEL = {
    None: say("None yet, so events are posted nowhere here. Pick one below."),
    "some": say("The one picked in the menu below; new events appear there."),
}
ORGANIZERS_USUAL = {
    Platform.DISCORD: say(
        "Whoever has the role from my settings, usually “Organizers”, or may manage the server or its events."
        " Pick roles below to use them instead."
    ),
    Platform.SLACK: say(
        "The workspace's admins, and whoever my settings name. Pick people below to name them instead."
    ),
}
ORGANIZERS_CHOSEN = {
    Platform.DISCORD: Sentence(
        "Whoever has a role from the menu below ({count}), or may manage the server or its events"
    ),
    Platform.SLACK: Sentence("The people in the menu below ({count}), and the workspace's admins"),
}
SPACE = Sentence("{platform} · {name}")
ALONE = say("Nothing else yet. If your community also lives on the other platform, show a code here and type it there.")
PICK_CHANNEL = {
    Purpose.EVENTS: "Where new events are posted",
    Purpose.INTROS: "Where people introduce themselves",
    Purpose.ASKS: "Where asks and offers are posted",
    Purpose.ORGANIZERS: "Where organizers read of proposals",
}
PICK_ORGANIZERS = {Platform.DISCORD: "Roles whose members are organizers", Platform.SLACK: "People who are organizers"}
BUTTON_NAME = "Change the name"
BUTTON_ZONE = "Change the time zone"
BUTTON_SHOW_CODE = "Show a code"
BUTTON_TYPE_CODE = "Type a code"
BUTTON_SETUP = "Back to setup"

NAMED = Sentence("From now on this community is called {name}.")
ZONED = Sentence(
    "From now on I read times in {zone}, where it is {clock}. Events that are planned keep their own zone."
)
CHANNEL_SET = {
    Purpose.EVENTS: say("New events will be posted in that channel. Cards that stand elsewhere stay where they are."),
    Purpose.INTROS: say("New intros will be posted in that channel. Those that stand elsewhere stay where they are."),
    Purpose.ASKS: say(
        "New asks and offers will be posted in that channel. Those that stand elsewhere stay where they are."
    ),
    Purpose.ORGANIZERS: say(
        "Proposals for talks go to that channel, for everybody who can read it. Those that stand elsewhere stay where they are."
    ),
}
CHANNEL_SET_CAUGHT_UP = {
    Purpose.EVENTS: Sentence(
        "Events will be posted in that channel, and I am posting what is planned already there now ({count})."
    ),
    Purpose.INTROS: Sentence(
        "Intros will be posted in that channel, and I am posting the latest that stood nowhere here ({count})."
    ),
    Purpose.ASKS: Sentence(
        "Asks and offers will be posted in that channel, and I am posting the open ones that stood nowhere here ({count})."
    ),
}
CHANNELS_TITLE = say("Channels for what is no event")
IN_MENU = say("The one in the menu below")
NO_INTROS = say("None yet, so intros are only found with /people find.")
ASKS_WITH_EVENTS = say("The one for events, until you pick another one below")
NO_DESK = say("None yet, so proposals for talks go privately to those who host. A private channel is best.")
BUTTON_CHANNELS = "Other channels"
ORGANIZERS_SET = say("Done. That counts from the next thing each of them does.")
ORGANIZERS_EVERYONE = say(
    "With @everyone, each person on this server would be an organizer. Pick a role that only they have, for example"
    " “Organizers”."
)
ORGANIZERS_RESET = say("Done. My settings say again who is an organizer here.")

CODE_TITLE = say("Connect another space")
CODE_SAY = Sentence("Your code is {code}. It is good once, for {minutes} minutes.")
CODE_HOW = say(
    "On the other platform, an organizer types /hallway setup with it (on Discord into the option “code”). That space then"
    " shares this community's events, seats and people."
)
CONNECTED_TITLE = Sentence("Welcome to {name}")
CONNECTED = Sentence("{space} now shares one community with {others}: one event, one list of seats.")
CONNECTED_POSTS = Sentence("I am posting what is planned here ({count}).")

# Forms
FORM_NAME = "Name of the community"
FORM_ZONE = "Time zone"
FORM_CODE = "Connect to a community"
SUBMIT = "Save"
SUBMIT_CODE = "Connect"
LABEL_NAME = "Name"
LABEL_ZONE = "Time zone"
LABEL_CODE = "Code"
HINT_ZONE = "A city or country works too: Berlin, Japan, San Francisco"
PLACEHOLDER_ZONE = "Europe/Berlin"
PLACEHOLDER_CODE = "K7QM-2FXD"
PLACEHOLDER_NAME = "Riverside Meetup"
ZONE_OPTION = "The zone in which your community reads a clock: type a city"
CODE_OPTION = "A code from /hallway setup on the other platform"
PICK_ZONE = "Pick a time zone"

# Refusals
NAME_MISSING = say("A community needs a name, for example: Riverside Meetup")
NAME_LONG = Sentence("A name has at most {limit} characters; this one has {length}. Try one like: Riverside Meetup")
ZONE_UNKNOWN = Sentence("I know no time zone “{text}”. Write one like Europe/Berlin, or a large city near you.")
ZONE_SEVERAL = Sentence("“{text}” may be several time zones. Pick one, or write it out, for example: {example}")
CODE_WRONG = say(
    "That code is wrong or too old. Get a new one with /hallway setup on the other platform; it looks like K7QM-2FXD."
)
CODE_SAME = say(
    "That code is from this same community, so these two share everything already. Type it in the space that should join."
)
CODE_NOT_EMPTY = Sentence(
    "This space cannot join {name}, because its own community already has {what}, and I will not throw that away or mix it."
    " Type a code from here over there instead, if nothing is planned there yet."
)
HAS_EVENTS = "events"
HAS_SPACES = "other spaces"
HAS_DATA = "things that people have written"
CHANNEL_CLOSED = say(
    "I am not able to post in that channel. Let me in first (on Slack type /invite @Hallway there; on Discord let me see it"
    " and send messages), then pick it again with /hallway setup."
)
