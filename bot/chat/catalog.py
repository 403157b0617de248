"""Every command: its name, what it does in a line, and who may use it. Help, the Slack manifest and the docs come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.people.model import Platform

Who = Literal["member", "organizer"]


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the same on both platforms ("event create"); `usage` is what may follow it where arguments are text.

    `mentions` says that people may be named in it, so that Slack has to say who they are.
    `own` says what has to be theirs, where a command is about that alone: "what is stored about you".
    """

    name: str
    summary: str
    who: Who = "member"
    usage: str = ""
    only_on: Platform | None = None
    mentions: bool = False
    own: str = ""

    @property
    def word(self) -> str:
        """The first word, which is the slash command."""
        return self.name.split()[0]

    @property
    def verb(self) -> str:
        """What follows the first word; empty for a command of one word."""
        return self.name.partition(" ")[2]


COMMANDS = (
    Command("event list", "See what is coming up"),
    Command("event show", "Look at one event and answer", usage="[title or number]"),
    Command("event calendar", "Have our events in your own calendar"),
    Command("event create", "Plan an event, in a form", who="organizer"),
    Command("event edit", "Change an event and tell who is coming", who="organizer", usage="[title or number]"),
    Command("event duplicate", "Plan an event again, filled in for you", who="organizer", usage="[title or number]"),
    Command("event checkin", "Mark who has arrived", who="organizer", usage="[title or number]"),
    Command("event recap", "See the recap of the day after, and add to it", who="organizer", usage="[title or number]"),
    Command("event cancel", "Cancel an event and tell everyone", who="organizer", usage="[title or number]"),
    Command("event series", "See what repeats; change it, skip a date or end it", who="organizer"),
    Command("rsvp", "Take a seat, or give it back", usage="[title or number] [going, maybe or no]"),
    Command("talk propose", "Propose a talk, in a form"),
    Command("talk mine", "See your talks, and confirm one"),
    Command("talk edit", "Change a talk of yours", usage="[title or number]"),
    Command("talk withdraw", "Take a talk of yours back", usage="[title or number]"),
    Command("talk history", "Talks that you or somebody else gave", usage="[a speaker's name]"),
    Command("talk review", "Decide on proposed talks", who="organizer"),
    Command("talk lineup", "Arrange who speaks when", who="organizer", usage="[event's title or number]"),
    Command("stage start", "Open the stage with the first speaker", who="organizer", usage="[event's title or number]"),
    Command("stage next", "Call the next speaker", who="organizer"),
    Command("stage skip", "Pass over whoever is not here", who="organizer"),
    Command("stage extend", "Give the speaker more minutes", who="organizer", usage="[minutes]"),
    Command("stage pause", "Stop the time, or let it go on", who="organizer"),
    Command("stage stop", "Close the stage", who="organizer"),
    Command("stage open", "Get the page for the big screen", who="organizer", usage="[event's title or number]"),
    Command("question", "Ask the speaker who is on, anonymously if you like", usage="[anonymous:] [your question]"),
    Command("ask", "Ask for help, a mentor, a review, a job and more"),
    Command("offer", "Offer help, mentoring, a venue and more"),
    Command("notify asks", "Hear privately of asks that fit you", usage="[on or off] [words]"),
    Command("announce new", "Write an announcement, see it, then send or schedule it", who="organizer"),
    Command("announce list", "Announcements: how they stand, edit, retract", who="organizer"),
    Command("coffee join", "Be matched for coffee with somebody new each round"),
    Command("coffee pause", "Take a break from coffee matches"),
    Command("coffee leave", "Leave the coffee matches"),
    Command("coffee rounds", "Choose when coffee matches are drawn", who="organizer"),
    Command("coffee numbers", "See how coffee matches are going", who="organizer"),
    Command("intro", "Introduce yourself, or change what you wrote"),
    Command("people find", "Find people by skill, topic or name", usage="[skill, topic or name]"),
    Command("met", "Say whom you met, and stay in touch", usage="[@person or name]", mentions=True),
    Command("link", "Join your accounts on Discord and Slack", usage="[code]"),
    Command("unlink", "Separate this account from your other one"),
    Command("upcoming", "See what I will send, and when"),
    Command("hallway help", "What you can do here, and what is on next"),
    Command("hallway setup", "Name, time zone, channel, organizers", who="organizer", usage="[code]"),
    Command("privacy", "See, export or erase what is stored about you", own="what is stored about themselves"),
)

WORDS = {
    "event": "Events: see, plan, change, cancel",
    "rsvp": "Take a seat, or give it back",
    "talk": "Talks: propose one, see yours",
    "stage": "Run the line-up live: who is on, who is next",
    "question": "Ask the speaker who is on, anonymously if you like",
    "ask": "Ask for help, a mentor, a review, a job and more",
    "offer": "Offer help, mentoring, a venue and more",
    "notify": "What you hear of privately",
    "announce": "Announcements: write, schedule, edit, retract",
    "coffee": "Coffee matches: meet somebody new",
    "intro": "Introduce yourself, or change what you wrote",
    "people": "Find people by skill, topic or name",
    "met": "Say whom you met, and stay in touch",
    "link": "Join your accounts on Discord and Slack",
    "unlink": "Separate this account from your other one",
    "upcoming": "See what I will send, and when",
    "hallway": "Help with Hallway, and its setup",
    "privacy": "See, export or erase what is stored about you",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """What help puts together: commands for one purpose, of one kind of people."""

    key: str
    title: str
    names: tuple[str, ...]


TOPICS = (
    Topic("come", "Come to events", ("event list", "event show", "rsvp", "event calendar", "upcoming")),
    Topic("meet", "Meet people", ("intro", "people find", "met", "coffee join", "coffee pause", "coffee leave")),
    Topic("help", "Help each other", ("ask", "offer", "notify asks")),
    Topic(
        "speak",
        "Speak, and ask speakers",
        ("talk propose", "talk mine", "talk edit", "talk withdraw", "talk history", "question"),
    ),
    Topic("account", "You and Hallway", ("hallway help", "link", "unlink", "privacy")),
    Topic(
        "plan",
        "Plan events",
        ("event create", "event edit", "event duplicate", "event series", "event cancel"),
    ),
    Topic("lineup", "Choose talks", ("talk review", "talk lineup")),
    Topic(
        "evening",
        "Run the evening",
        (
            "event checkin",
            "stage start",
            "stage next",
            "stage skip",
            "stage extend",
            "stage pause",
            "stage stop",
            "stage open",
            "event recap",
        ),
    ),
    Topic("announce", "Announce", ("announce new", "announce list")),
    Topic("settings", "Set things up", ("hallway setup", "coffee rounds", "coffee numbers")),
)


def topic(key: str) -> Topic | None:
    return next((each for each in TOPICS if each.key == key), None)


def command(name: str) -> Command:
    """The command with this full name; raises KeyError when there is none."""
    for each in COMMANDS:
        if each.name == name:
            return each
    raise KeyError(name)


def of_word(word: str) -> list[Command]:
    """All commands that begin with this slash command."""
    return [each for each in COMMANDS if each.word == word]
