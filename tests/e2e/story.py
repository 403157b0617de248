"""The whole mission, once through: a newcomer's first month, on both platforms through the real client libraries.

Each chapter is what somebody does and what others see of it. A camera may look at the end of each; the test has none.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from sandbox.kit import Answer
from tests.e2e.town import NOON, Json, Town, one, shown
from tests.waiting import soon

TALK = "What my bees taught me about queues"
MINUTE = timedelta(minutes=1)

Look = tuple[str, str]  # who looks, and at which channel; "Hallway" are their direct messages


class Camera(Protocol):
    async def chats(self, name: str, *, discord: Look, slack: Look) -> None:
        """Look at both chats, each as somebody, in a channel."""
        ...

    async def page(self, name: str, url: str) -> None:
        """Look at a page of ours, on a big screen and on a phone."""
        ...


class NoCamera:
    async def chats(self, name: str, *, discord: Look, slack: Look) -> None:
        pass

    async def page(self, name: str, url: str) -> None:
        pass


class Story:
    """A town before the newcomer comes, and what the chapters hand on to each other."""

    def __init__(self, here: Town, camera: Camera) -> None:
        self.here = here
        self.camera = camera
        self.page = ""

    async def tell(self) -> None:
        """All chapters, in order."""
        await self.before()
        for chapter in CHAPTERS:
            await chapter(self)

    async def before(self) -> None:
        """Ana plans an evening; Ben and Farid have introduced themselves; Ben and Dilan will speak."""
        here = self.here
        await here.plan(title="Lightning talks at the library", where="Old Library, Main St 5", seats="12")
        await here.discord_submit(
            "Ben",
            await here.discord("Ben", "intro"),
            does="I build data pipelines at the city library",
            angle="sourdough and night trains",
            helps="Python, a first talk",
            seeks="somebody to walk with on Sundays",
            links="https://github.com/ben_o",
        )
        await here.slack_submit(
            "Farid",
            await here.slack("Farid", "intro"),
            does="Embedded engineer",
            angle="repairing old radios",
            helps="Rust, soldering",
        )
        for who, title in (("Dilan", "Kites with sensors"), ("Ben", "A library without queues")):
            opened = await here.discord(who, "talk propose")
            await here.discord_submit(who, opened, **proposal(title, "lightning:10"))
        for number in (1, 2):
            await self.decide(number)
        for who in ("Dilan", "Ben"):
            told = await soon(lambda who=who: here.discord_direct(who))  # type: ignore[misc]
            await here.discord_click(who, told[0], button(told[0], "confirm:1"))
            await here.discord(who, "rsvp", event="1", answer="going")
        await self.settle()

    async def decide(self, number: int) -> Answer:
        """Ana accepts a talk on Discord, by the card in the organizers' channel."""
        route = f"talk:{number}:accept:1"
        cards = await soon(
            lambda: [each for each in self.here.discord_messages("organizers") if route in str(each)], bool
        )
        return await self.here.discord_click("Ana", cards[0], route)

    async def settle(self) -> None:
        """Let go out whatever is due."""
        await self.here.go_to(self.here.sandbox.kit.clock.now())

    async def go_to(self, moment: datetime) -> None:
        await self.here.go_to(moment)


def proposal(title: str, what: str) -> dict[str, str]:
    return {
        "Title": title,
        "What is it about?": "Ten minutes, no slides needed.",
        "Format": what,
        "Event": "1",
        "Links": "https://example.org/slides",
    }


def button(message: Json | None, end: str) -> str:
    """The route of a message's button that ends so."""
    found = re.findall(r"'(?:custom_id|action_id)': '([^']+)'", str(message))
    route: str = next(each for each in found if each.endswith(end))
    return route


def code_in(text: str) -> str:
    found = re.search(r"\b[A-Z0-9]{8}\b", text)
    assert found is not None, text
    return found[0]


# --- The chapters ----------------------------------------------------------------------------------------------------


async def nora_comes_in(story: Story) -> None:
    """A newcomer on Slack is welcomed once, privately, with people to meet and the next event; and introduces herself."""
    here = story.here
    await here.join("slack", "Nora Lind")
    welcome = (await soon(lambda: here.slack_direct("Nora")))[0]
    for words in (
        "Welcome to Riverside Meetup",
        "Ben Okafor",
        "Farid Haddad",
        "Lightning talks at the library is next",
    ):
        assert words in shown(welcome)
    opened = await here.slack_click("Nora", welcome, "intro:write")
    saved = await here.slack_submit(
        "Nora",
        opened,
        does="I keep bees and write Python for a hospital",
        angle="forty thousand bees on my roof",
        helps="beginnings in Python",
        seeks="friends in a new town",
        links="https://bees.example/nora",
    )
    assert "Your intro is saved" in saved.text
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look("introductions"), "forty thousand bees"))  # type: ignore[misc]
    await story.camera.chats("01-welcome", discord=("Ben", "introductions"), slack=("Nora", "Hallway"))


async def nora_takes_a_seat(story: Story) -> None:
    """One tap on the card on Slack is a seat on Discord's card, too."""
    here = story.here
    card = one(here.slack_messages(), "Lightning talks at the library")
    assert card is not None
    taken = await here.slack_click("Nora", card, "rsvp:1:going")
    assert "You have a seat at Lightning talks at the library" in taken.text
    await soon(lambda: shown(here.discord_messages()[0]), lambda text: "3 going" in text and "Nora Lind" in text)
    await story.camera.chats("02-seat", discord=("Ben", "events"), slack=("Nora", "events"))


async def nora_proposes_her_first_talk(story: Story) -> None:
    """On Slack; Ana accepts it on Discord, Nora confirms by a button, and both line-ups show it."""
    here = story.here
    received = await here.slack_submit(
        "Nora", await here.slack("Nora", "talk", "propose"), **proposal(TALK, "lightning:10:first")
    )
    assert "A first talk: lovely." in received.text
    accepted = await story.decide(3)
    assert f"{TALK} is in the line-up of Lightning talks at the library" in accepted.text
    told = await soon(lambda: [each for each in here.slack_direct("Nora") if "Your talk is in" in shown(each)], bool)
    confirmed = await here.slack_click("Nora", told[0], "talk:3:confirm:1")
    assert "You are on at Lightning talks at the library" in confirmed.text
    await story.settle()
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look(), f"{TALK} · Nora Lind"))  # type: ignore[misc]
    await story.camera.chats("03-first-talk", discord=("Ana", "organizers"), slack=("Nora", "events"))


async def ana_announces_it(story: Story) -> None:
    """Written once on Discord, seen as it will be, sent to both."""
    here = story.here
    opened = await here.discord("Ana", "announce new")
    text = "Three talks, one of them a first. Come and listen; there is pizza."
    preview = await here.discord_submit("Ana", opened, title="Next Thursday", text=text)
    sent = await here.discord_click("Ana", preview.message or {}, button(preview.message, ":send"))
    assert sent.private
    await story.settle()
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look(), "one of them a first"))  # type: ignore[misc]
    await story.camera.chats("04-announcement", discord=("Ana", "events"), slack=("Emma", "events"))


async def everybody_is_reminded(story: Story) -> None:
    """A day and an hour before, once in each chat; and the speakers, privately."""
    here = story.here
    for before in (timedelta(days=7), timedelta(days=1), timedelta(hours=1), timedelta(minutes=30)):
        await story.go_to(here.start - before + timedelta(minutes=1))
    for look in (here.discord_messages, here.slack_messages):
        titles = [shown(each).splitlines()[0] for each in look()]
        assert titles.count("Coming up: Lightning talks at the library") == 2
    hers = [shown(each) for each in here.slack_direct("Nora")]
    assert sum("Your talk is coming up" in each for each in hers) == 3
    await story.camera.chats("05-reminders", discord=("Dilan", "events"), slack=("Nora", "Hallway"))


async def the_stage_is_open(story: Story) -> None:
    """Dilan is not here and is skipped; Ben is on, and goes over time; Nora is pinged on deck, and gives her first talk."""
    here = story.here
    await story.go_to(here.start + timedelta(seconds=1))
    opened = await here.slack("Emma", "stage", "start")
    assert "Now on stage: Kites with sensors, Dilan Yıldız." in opened.text
    page = await here.slack("Emma", "stage", "open")
    story.page = re.findall(r"http://127\.0\.0\.1:\d+/stage/[\w-]+", str(page.message))[0]
    skipped = await here.discord("Ana", "stage skip")
    assert "Now on stage: A library without queues, Ben Okafor." in skipped.text
    await story.go_to(here.start + timedelta(seconds=20))
    on_slack = await soon(lambda: one(here.slack_messages(), "On stage: A library without queues"))
    assert f"'user_id': '{here.slack_people['Nora']}'" in str(on_slack)
    for minutes in (8, 9, 10):
        await story.go_to(here.start + minutes * MINUTE + timedelta(seconds=20))
    for look in (here.discord_messages, here.slack_messages):
        said = [shown(each).splitlines()[0] for each in look()]
        for words in ("2 minutes left for", "1 minute left for", "Time is up,"):
            assert [each.startswith(f"{words} Ben Okafor") for each in said].count(True) == 1
    await story.camera.chats("06-over-time", discord=("Ana", "events"), slack=("Nora", "events"))
    await story.camera.page("07-stage-over-time", story.page)
    moved = await here.discord("Ana", "stage next")
    assert f"Now on stage: {TALK}, Nora Lind." in moved.text
    await story.go_to(here.start + 11 * MINUTE)


async def people_ask_from_both_chats(story: Story) -> None:
    """Named and anonymous, with votes from both sides in one list; the unanswered ones are kept for the recap."""
    here = story.here
    named = await here.discord("Ben", "question", question="How often do they sting you?")
    assert "Your name stands with it." in named.text
    secret = await here.discord("Chiara", "question", question="Were you nervous?", anonymous=True)
    assert "Nobody is told who asked, organizers included." in secret.text
    title = f"Questions: {TALK}"
    card = await soon(lambda: one(here.slack_messages(), title), lambda found: "#2" in shown(found or {}))
    assert card is not None
    for who in ("Grace", "Farid"):
        assert "counts" in (await here.slack_click(who, card, "question:vote:2")).text
    on_discord = one(here.discord_messages(), title)
    assert on_discord is not None
    assert "counts" in (await here.discord_click("Dilan", on_discord, "question:vote:2")).text
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look(), "#2 · 3 votes · anonymous"))  # type: ignore[misc]
    await story.settle()
    await story.camera.chats("08-questions", discord=("Dilan", "events"), slack=("Grace", "events"))
    await story.camera.page("09-stage-questions", story.page)
    managed = await here.slack_click("Nora", card, "question:3:manage")
    await here.slack_click("Nora", managed.message or {}, "question:3:answered", "1")


async def the_stage_is_closed(story: Story) -> None:
    """Everybody who was on is thanked."""
    here = story.here
    closed = await here.slack("Emma", "stage", "next")
    assert "The stage is closed." in closed.text
    await story.settle()
    for look in (here.discord_messages, here.slack_messages):
        await soon(lambda look=look: one(look(), "On stage today: Ben Okafor, Nora Lind."))  # type: ignore[misc]
    await story.camera.page("10-stage-over", story.page)


async def nora_and_ben_meet(story: Story) -> None:
    """Nora says on Slack that they met; Ben agrees on Discord, and each has the other's links."""
    here = story.here
    asked = await here.slack("Nora", "met", "Ben Okafor")
    assert "I am asking Ben Okafor." in asked.text
    question = await soon(lambda: one(here.discord_direct("Ben"), "Nora Lind says you met"))
    agreed = await here.discord_click("Ben", question or {}, button(question, ":yes"))
    assert "bees.example/nora" in agreed.text
    for who in ("Nora", "Farid"):
        await here.slack(who, "coffee", "join")


async def the_morning_after(story: Story) -> None:
    """The recap stands in both chats with slides and what nobody answered; Nora has the links of whom she met."""
    here = story.here
    await story.go_to(here.start + timedelta(hours=4))
    thanks = await soon(lambda: one(here.slack_direct("Nora"), f"Thank you for your talk: {TALK}"))
    opened = await here.slack_click("Nora", thanks or {}, button(thanks, ":links"))
    await here.slack_submit("Nora", opened, links="https://bees.example/slides https://video.example/bees")
    await story.go_to((here.start + timedelta(days=1)).replace(hour=10, minute=1))
    for look in (here.discord_messages, here.slack_messages):
        recap = await soon(lambda look=look: one(look(), "Recap: Lightning talks at the library"))  # type: ignore[misc]
        text = shown(recap or {})
        for words in (f"{TALK} · Nora Lind", "bees.example/slides", "video.example/bees", "Were you nervous?"):
            assert words in text, text
        assert "How often do they sting you?" not in text
        assert "Kites with sensors" not in text
    follow_up = await soon(lambda: one(here.slack_direct("Nora"), "Whom you met at Lightning talks"))
    assert "github.com/ben_o" in shown(follow_up or {})
    await story.camera.chats("11-recap", discord=("Ben", "events"), slack=("Nora", "Hallway"))


async def a_coffee_round_matches_them(story: Story) -> None:
    """Ben and Nora are on two platforms and have said how to reach them: they are matched, and told how."""
    here = story.here
    shown_ = await here.discord("Ana", "coffee rounds")
    opened = await here.discord_click("Ana", shown_.message or {}, "coffee:rounds")
    await here.discord_submit("Ana", opened, pace="weekly", weekday="0", hour="10")
    await here.slack("Farid", "coffee", "leave")
    joined = await here.discord("Ben", "coffee join")
    form = await here.discord_click("Ben", joined.message or {}, "coffee:across")
    await here.discord_submit("Ben", form, contact="ben@example.org")
    joined = await here.slack("Nora", "coffee", "join")
    form = await here.slack_click("Nora", joined.message or {}, "coffee:across")
    await here.slack_submit("Nora", form, contact="nora@bees.example")
    await story.go_to(NOON.replace(month=12, day=14, hour=10, minute=1))
    hers = await soon(
        lambda: one(here.slack_direct("Nora"), "Ben Okafor is on Discord. Reach them by: ben@example.org")
    )
    his = await soon(lambda: one(here.discord_direct("Ben"), "Nora Lind is on Slack. Reach them by: nora@bees.example"))
    assert hers is not None
    assert his is not None
    await story.camera.chats("12-coffee", discord=("Ben", "Hallway"), slack=("Nora", "Hallway"))


async def nora_links_a_discord_account(story: Story) -> None:
    """She joins the server, too, and is one person with everything she had."""
    here = story.here
    await here.join("discord", "Nora of the bees")
    code = code_in((await here.slack("Nora", "link")).text)
    linked = await here.discord("Nora", "link", code=code)
    assert "Your accounts are one person now" in linked.text
    history = await here.discord("Nora", "talk history")
    assert TALK in history.text
    intro = await here.discord("Nora", "intro")
    assert intro.form is not None
    assert intro.form.inputs[0].value == "I keep bees and write Python for a hospital"
    assert "You and Ben Okafor met" in (await here.discord("Nora", "met", name="Ben Okafor")).text
    kept = await here.discord("Nora", "coffee join")
    assert "nora@bees.example" in kept.text
    found = await here.slack("Grace", "people", "find beginings")
    assert found.text.count("Nora") == 1
    await story.camera.chats("13-one-person", discord=("Nora", "events"), slack=("Nora", "Hallway"))


CHAPTERS: tuple[Callable[[Story], Awaitable[None]], ...] = (
    nora_comes_in,
    nora_takes_a_seat,
    nora_proposes_her_first_talk,
    ana_announces_it,
    everybody_is_reminded,
    the_stage_is_open,
    people_ask_from_both_chats,
    the_stage_is_closed,
    nora_and_ben_meet,
    the_morning_after,
    a_coffee_round_matches_them,
    nora_links_a_discord_account,
)
