"""How help looks: what fits the person's role and the moment, and never more than one card holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.catalog import TOPICS, WORDS, Topic, command, of_word, topic
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Line,
    Moment,
    MomentStyle,
    Option,
    Paragraph,
    Say,
    Typed,
)
from bot.events.list_cards import list_card
from bot.events.model import Event, Standing
from bot.people import texts


@dataclass(frozen=True, slots=True)
class Now:
    """Who asks for help, and what there is to do at this moment. `event` is the next one that has not begun.

    `on_stage` is the talk that is on now.
    """

    at: datetime
    zone: str
    organizer: bool
    event: Event | None = None
    standing: Standing | None = None
    has_channel: bool = True
    on_stage: int | None = None

    @property
    def today(self) -> bool:
        """Whether the next event is today, in the community's zone."""
        if self.event is None:
            return False
        zone = ZoneInfo(self.zone)
        return self.event.plan.starts_at.astimezone(zone).date() == self.at.astimezone(zone).date()


def help_card(now: Now) -> Card:
    """What is on next, and what this person can do here: a line a topic, and a menu to read what each command does."""
    blocks = _what_now(now)
    shown: list[Topic] = []
    for who, heading in (("member", texts.HELP_MEMBER), ("organizer", texts.HELP_ORGANIZERS)):
        theirs = [] if who == "organizer" and not now.organizer else [each for each in TOPICS if _is_for(each, who)]
        if theirs:
            blocks += [Paragraph(heading), Bullets(tuple(map(_topic, theirs)))]
            shown += theirs
    options = tuple(Option(each.title, each.key) for each in shown)
    return Card(
        title=texts.HELP_TITLE,
        blocks=tuple(blocks),
        choices=(Choice(texts.HELP_PICK, "help:about", options),),
        buttons=_buttons(now),
    )


def home_card(now: Now, events: Sequence[Event]) -> Card:
    """What is on, what to do next, and help below it: a page that stands, where an answer would pass."""
    coming, help_ = list_card(events), help_card(now)
    next_steps = (
        Button(texts.BUTTON_INTRODUCE, "intro:write"),
        Button(texts.BUTTON_PROPOSE, "talk:propose"),
    )
    listed = (Paragraph((Say(texts.HOME_COMING, strong=True),)), *coming.blocks) if len(events) > 1 else ()
    return Card(
        title=texts.HOME_TITLE,
        blocks=(*_what_now(now), *listed, *help_.blocks[len(_what_now(now)) :]),
        choices=(*coming.choices, *help_.choices),
        buttons=(*help_.buttons, next_steps),
    )


def help_about_card(now: Now, picked: str) -> Card:
    """What this person can do with the commands of one topic, or with one slash command."""
    chosen = topic(picked)
    commands = of_word(picked) if chosen is None else [command(each) for each in chosen.names]
    allowed = [each for each in commands if now.organizer or each.who != "organizer"]
    lines = tuple(texts.HELP_COMMAND(name=Say(each.name, strong=True), summary=Say(each.summary)) for each in allowed)
    return Card(
        title=say_word(picked) if chosen is None else (Say(chosen.title),),
        blocks=(Bullets(lines or (texts.HELP_NOT_YOURS,)),),
    )


def _topic(shown: Topic) -> Line:
    return texts.HELP_TOPIC(
        title=Say(shown.title, strong=True), names=Say(", ".join(f"/{each}" for each in shown.names))
    )


def _is_for(shown: Topic, who: str) -> bool:
    return all(command(each).who == who for each in shown.names)


def say_word(word: str) -> Line:
    return (Say(WORDS.get(word, f"/{word}")),)


def _what_now(now: Now) -> list[Block]:
    blocks: list[Block] = []
    if now.event is None:
        blocks.append(Paragraph(texts.NOW_NOTHING_ORGANIZER if now.organizer else texts.NOW_NOTHING))
    else:
        plan = now.event.plan
        style = MomentStyle.RELATIVE if now.today else MomentStyle.FULL
        sentence = texts.NOW_TODAY if now.today else texts.NOW_NEXT
        line = sentence(title=(Typed(plan.title, strong=True),), when=Moment(plan.starts_at, plan.zone, style))
        blocks.append(Paragraph((*line, Say(" "), *texts.NOW_STANDING[now.standing])))
    if now.organizer and not now.has_channel:
        blocks.append(Paragraph(texts.NOW_NO_CHANNEL))
    return blocks


def _buttons(now: Now) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if now.on_stage is not None:
        rows.append((Button(texts.BUTTON_ASK_SPEAKER, f"question:{now.on_stage}:ask", "good"),))
    if now.event is not None and (now.today or now.standing is None):
        number = now.event.id
        answers = (
            (Standing.GOING, Button(texts.BUTTON_GOING, f"rsvp:{number}:going", "good")),
            (Standing.MAYBE, Button(texts.BUTTON_MAYBE, f"rsvp:{number}:maybe")),
            (Standing.NO, Button(texts.BUTTON_NO, f"rsvp:{number}:no")),
        )
        waits = now.standing is Standing.WAITING
        rows.append(
            tuple(
                button
                for standing, button in answers
                if standing is not now.standing and not (waits and standing is Standing.GOING)
            )
        )
    if now.organizer and not now.has_channel:
        rows.append((Button(texts.BUTTON_SETUP, "setup:show", "good"),))
    return tuple(rows)
