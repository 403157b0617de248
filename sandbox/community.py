"""The community that a newcomer meets in the sandbox: everything its people typed. Words only; story.py says in what order."""

from __future__ import annotations

from dataclasses import dataclass

NAME = "Riverside Meetup"
# The first channel is where events belong.
CHANNELS = (
    ("events", "What is on, and who is coming"),
    ("general", "Everything else"),
    ("introductions", "Say hello"),
    ("organizers", "For those who run things"),
)
ORGANIZERS = ("Ana Souza", "Emma Novak")
# These have done nothing yet, so that whoever looks through their eyes begins at the beginning; later ones have a past.
ON_DISCORD = ("Ana Souza", "Ben Okafor", "Chiara Rossi", "Dilan Yıldız")
ON_SLACK = ("Emma Novak", "Farid Haddad", "Grace Kim", "Hugo Lindqvist")
NEIGHBOURS_ON_DISCORD = (
    "Ines Carvalho",
    "Jonas Weber",
    "Kavya Raman",
    "Liam Byrne",
    "Marisol Vega",
    "Noor Aziz",
    "Oskar Dahl",
)
NEIGHBOURS_ON_SLACK = (
    "Noor Aziz",
    "Priya Nair",
    "Quentin Moreau",
    "Rosa Jiménez",
    "Samir Khoury",
    "Tala Reyes",
    "Uma Lindgren",
    "Yuki Tanaka",
)
LINKED = "Noor Aziz"  # one person with an account on each side


@dataclass(frozen=True, slots=True)
class Intro:
    """What somebody wrote into the form of /intro."""

    name: str
    does: str
    angle: str
    helps: str
    seeks: str = ""
    links: str = ""


INTROS = (
    Intro(
        "Ana Souza",
        "I run this meetup, and by day the servers of a hospital",
        "the night one backup saved a whole ward's schedule",
        "Kubernetes, finding a room, your very first talk",
        "people who have never spoken before",
        "https://ana.example",
    ),
    Intro(
        "Emma Novak",
        "Backend developer in Go, co-organizer since the second evening",
        "repairing accordions",
        "PostgreSQL, code reviews, calming down before a talk",
        "somebody to bring to the climbing hall",
        "https://emma.example/talks",
    ),
    Intro(
        "Ines Carvalho",
        "Data engineer for the city's bus network",
        "why the 14 is always late",
        "Python, SQL, maps",
        "a mentor for a first conference proposal",
        "https://ines.example",
    ),
    Intro(
        "Jonas Weber",
        "Embedded developer, mostly Rust on tiny boards",
        "my garden, which waters itself and is sometimes right",
        "Rust, soldering, reading datasheets",
        "a frontend person who is not afraid of a serial port",
        "https://jonas.example/garden",
    ),
    Intro(
        "Kavya Raman",
        "Accessibility lead at a newspaper",
        "learning to whistle at thirty-eight",
        "WCAG, screen readers, saying no kindly",
        "developers who want their app tested by real people",
        "https://kavya.example",
    ),
    Intro(
        "Liam Byrne",
        "Second-year student, first internship in spring",
        "sourdough, and the four loaves that exploded",
        "explaining pointers with cutlery",
        "a code review, and a job after summer",
    ),
    Intro(
        "Marisol Vega",
        "Site reliability engineer, on call every third week",
        "salsa at eight in the morning",
        "incident reviews, Prometheus, sleeping again",
        "stories of things that broke",
        "https://marisol.example/postmortems",
    ),
    Intro(
        "Noor Aziz",
        "Product designer who codes a little, on Slack at work and on Discord at home",
        "hand-drawn maps of places that are gone",
        "Figma, first user interviews, slides that can be read from the back",
        "a collaborator for a map of the river",
        "https://noor.example/maps",
    ),
    Intro(
        "Oskar Dahl",
        "Retired from forty years of mainframes, now learning the web",
        "punch cards; I still have the one that cost a weekend",
        "COBOL, patience, reading other people's code",
        "somebody to explain CSS grid one more time",
    ),
    Intro(
        "Priya Nair",
        "Machine learning engineer for a museum's archive",
        "teaching a model to read my grandmother's recipes",
        "Python, labelling data fairly, mentoring",
        "an outsider's eye on a first talk",
        "https://priya.example",
    ),
    Intro(
        "Quentin Moreau",
        "Security consultant; I get paid to be curious",
        "locks, and the museum of them in my hallway",
        "threat models on one page, OAuth, phishing stories",
        "a venue for a lock picking evening",
        "https://quentin.example",
    ),
    Intro(
        "Rosa Jiménez",
        "iOS developer, back from two years with a cello",
        "playing in the underpass by the station",
        "Swift, accessibility on phones, coming back after a break",
        "people to have lunch with near the river",
        "https://rosa.example",
    ),
    Intro(
        "Samir Khoury",
        "Frontend developer, TypeScript and too much CSS",
        "bees on the roof of a car park",
        "CSS grid, design systems, testing in the browser",
        "a mentor for becoming a team lead",
        "https://samir.example/bees",
    ),
    Intro(
        "Tala Reyes",
        "Engineering manager of eleven people in four time zones",
        "open-water swimming in November",
        "interviews from both sides, referrals, hard conversations",
        "my next good hire, and swimmers",
        "https://tala.example",
    ),
    Intro(
        "Yuki Tanaka",
        "Game developer, tools and shaders",
        "a synthesizer made of a lunchbox",
        "Godot, graphics, shipping something small",
        "musicians for a game jam",
        "https://yuki.example/lunchbox",
    ),
)

# Nine days ago
PAST = {
    "Title": "Show and tell: side projects",
    "Where": "Old Library, Main St 5",
    "Seats": "20",
    "Description": "Bring what you tinker with, finished or not. Five minutes each, then we walk around and ask.",
}
PAST_LENGTH = "2h"
PAST_GOING = ("Ines Carvalho", "Jonas Weber", "Marisol Vega", "Noor Aziz", "Priya Nair", "Rosa Jiménez", "Samir Khoury")
PAST_CAME = ("Ines Carvalho", "Jonas Weber", "Noor Aziz", "Priya Nair", "Samir Khoury")
MET = (("Ines Carvalho", "Jonas Weber"), ("Priya Nair", "Samir Khoury"))  # the first said so, the other agreed

# In four days, and every other week after
BREAKFAST = {
    "Title": "Breakfast and code",
    "Where": "Café Nordlicht, at the long table",
    "Seats": "12",
    "Description": "Coffee, a roll and whatever you are stuck on. Leave when work begins.",
}
BREAKFAST_GOING = ("Oskar Dahl", "Yuki Tanaka", "Kavya Raman")

# In ten days
EVENING = {
    "Title": "Lightning talks at the Old Library",
    "Where": "Old Library, Main St 5",
    "Seats": "24",
    "Description": "Short talks by members, then soup. First-time speakers get the warmest applause."
    "\nThe door is open from 18:00; the lift is on the left.",
}
EVENING_LENGTH = "2h 30min"
EVENING_GOING = (
    "Ines Carvalho",
    "Priya Nair",
    "Jonas Weber",
    "Samir Khoury",
    "Noor Aziz",
    "Rosa Jiménez",
    "Marisol Vega",
    "Tala Reyes",
    "Kavya Raman",
    "Quentin Moreau",
    "Oskar Dahl",
    "Yuki Tanaka",
)
EVENING_MAYBE = ("Liam Byrne", "Uma Lindgren")


@dataclass(frozen=True, slots=True)
class Talk:
    """What somebody wrote into the form of /talk propose."""

    name: str
    title: str
    pitch: str
    shape: str


ACCEPTED = Talk(
    "Jonas Weber",
    "The garden that waters itself",
    "A microcontroller, three sensors and 200 lines of Rust against my holidays."
    " I show the two bugs that drowned the tomatoes.",
    "Lightning talk, 10 min",
)
OPEN = (
    Talk(
        "Liam Byrne",
        "What my first pull request taught me",
        "It was rejected four times, kindly. What I would tell myself before the first one.",
        "Lightning talk, 5 min – my first talk",
    ),
    Talk(
        "Priya Nair",
        "Reading my grandmother's recipes",
        "Handwriting recognition with eighty stained pages, and what a model makes of “a handful”.",
        "Lightning talk, 10 min",
    ),
)

ASK_BY = "Ines Carvalho"
ASK = {
    "topic": "A mentor",
    "text": "I am writing my first conference proposal, about the buses of this city."
    " Is there somebody who has had one accepted and would read it with me for half an hour?",
    "words": "speaking, proposals",
}
OFFER_BY = "Tala Reyes"
OFFER = {
    "topic": "A referral",
    "text": "We look for two backend developers, juniors welcome."
    " I am glad to tell you honestly how it is, and to pass your name on.",
    "words": "backend, jobs",
}
ANSWERS_THE_ASK = "Priya Nair"

COFFEE_ON_DISCORD = ("Ines Carvalho", "Kavya Raman", "Marisol Vega", "Oskar Dahl")
COFFEE_ON_SLACK = ("Rosa Jiménez", "Samir Khoury", "Quentin Moreau", "Yuki Tanaka")

NEWS = {
    "title": "The Old Library is ours for another year",
    "text": "Every second month, the whole reading room, and they lend us the big screen."
    "\n\nThank you to everybody who wrote to them.",
}
