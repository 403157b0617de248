"""How meeting somebody looks: saying so, being asked, keeping in touch, and the day after an event."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Line,
    Note,
    Option,
    Paragraph,
    PersonChoice,
    Say,
    Typed,
)
from bot.events.model import Event
from bot.people import texts
from bot.people.intro_cards import called, links_line, name_of, reach
from bot.people.intro_model import Intro
from bot.people.model import Known, Platform

MOST_IN_FOLLOW_UP = 10
LINKS_IN_FOLLOW_UP = 2
NAMES_ON_PAGE = limits.OPTIONS - 1  # the last option leads to more of them


def whom_card() -> Card:
    """Ask whom they met, with the platform's own picker."""
    return Card(
        title=texts.MET_WHOM_TITLE,
        blocks=(Paragraph(texts.MET_WHOM),),
        choices=(PersonChoice(texts.PICK_PERSON, "met:pick"),),
    )


def which_one(people: Sequence[Known]) -> Choice:
    """A menu of members who are called alike."""
    options = tuple(
        Option(each.name, str(each.member), ", ".join(platform.title for platform, _ in each.accounts))
        for each in people[: limits.OPTIONS]
    )
    return Choice(texts.PICK_PERSON, "met:named", options)


def asked_card(other: Known) -> Card:
    return Card(tone="waiting", blocks=(Paragraph(texts.MET_ASKED(name=name_of(other))),))


def waiting_card(other: Known) -> Card:
    return Card(tone="waiting", blocks=(Paragraph(texts.MET_WAITING(name=name_of(other))),))


def met_card(other: Known, intro: Intro | None, event: Event | None, here: Platform) -> Card:
    """To each of two people who met: how to keep in touch with the other."""
    blocks: list[Block] = [Paragraph(texts.MET_KEEP), *reach(other, here)]
    if intro is None:
        blocks.append(Paragraph(texts.NOT_WRITTEN_YET(name=name_of(other))))
    else:
        blocks.append(Field(texts.LABEL_DOES, (Typed(intro.profile.does),)))
        if intro.profile.links:
            blocks.append(Field(texts.LABEL_LINKS, links_line(intro.profile)))
    if event is not None:
        blocks.append(Note(texts.MET_AT(title=event.title)))
    return Card(title=texts.MET_DONE_TITLE(name=name_of(other)), tone="good", blocks=tuple(blocks))


def did_you_meet_card(connection: int, asker: Known, intro: Intro | None, event: Event | None) -> Card:
    """To the person whom somebody says they met."""
    blocks: list[Block] = []
    if event is not None:
        blocks.append(Paragraph(texts.MET_AT(title=(Typed(event.title, strong=True),))))
    if intro is not None:
        blocks.append(Field(texts.LABEL_DOES, (Typed(intro.profile.does),)))
    blocks.append(Paragraph(texts.DID_YOU_MEET))
    return Card(
        title=texts.DID_YOU_MEET_TITLE(name=name_of(asker)),
        blocks=tuple(blocks),
        buttons=(
            (
                Button(texts.BUTTON_YES_MET, f"met:{connection}:yes", "good"),
                Button(texts.BUTTON_NOT_ME, f"met:{connection}:no"),
            ),
        ),
    )


def declined_card() -> Card:
    return Card(tone="quiet", blocks=(Paragraph(texts.MET_DECLINED),))


# --- The day after ---------------------------------------------------------------------------------------------------


def follow_up_card(
    event: Event, met: Sequence[tuple[Known, Intro | None]], others: Sequence[Known], here: Platform
) -> Card:
    """To somebody who was there: whom they met with their links, or the question whom they met."""
    choices = (pick_met(event, others, 0, texts.PICK_MET_MORE if met else texts.PICK_PERSON),) if others else ()
    if not met:
        return Card(
            title=texts.FOLLOW_UP_ASK_TITLE(title=event.title),
            blocks=(Paragraph(texts.FOLLOW_UP_ASK),),
            choices=choices,
        )
    lines = tuple(_met_line(known, intro, here) for known, intro in met[:MOST_IN_FOLLOW_UP])
    blocks: list[Block] = [Bullets(lines)]
    if (more := len(met) - len(lines)) > 0:
        blocks.append(Note(texts.FOLLOW_UP_MORE(more=more)))
    blocks.append(Paragraph(texts.FOLLOW_UP_MET))
    return Card(
        title=texts.FOLLOW_UP_TITLE(title=event.title),
        tone="good",
        blocks=tuple(blocks),
        choices=choices,
    )


def _met_line(known: Known, intro: Intro | None, here: Platform) -> Line:
    links = links_line(intro.profile, most=LINKS_IN_FOLLOW_UP) if intro is not None else ()
    return texts.FOLLOW_UP_LINE(person=called(known, here), links=links or texts.FOLLOW_UP_NO_LINKS)


def pick_met(event: Event, others: Sequence[Known], begin: int, prompt: str) -> Choice:
    """A menu of people who were at an event; beyond 25 the last option leads to the rest."""
    shown, left = others[begin : begin + NAMES_ON_PAGE], len(others) - begin - NAMES_ON_PAGE
    options = [Option(each.name, str(each.member)) for each in shown]
    if left > 0:
        more = "".join(each.text for each in texts.MORE_NAMES(left=left) if isinstance(each, Say))
        options.append(Option(more, f"more:{begin + NAMES_ON_PAGE}"))
    return Choice(prompt, f"met:at:{event.id}", tuple(options))


def more_names_card(event: Event, others: Sequence[Known], begin: int) -> Card:
    return Card(
        title=texts.MORE_NAMES_TITLE(title=event.title),
        blocks=(Paragraph(texts.MET_WHOM),),
        choices=(pick_met(event, others, begin, texts.PICK_PERSON),),
    )
