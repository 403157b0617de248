"""How intros look, how people who were found do, and what greets a newcomer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat import limits
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Line,
    Link,
    Moment,
    Note,
    Option,
    Paragraph,
    Person,
    Say,
    Typed,
    join,
)
from bot.events.model import Event
from bot.people import texts
from bot.people.finding_model import Found, Search
from bot.people.intro_model import MOST_LINKS, Intro, Profile, Topic, link_label
from bot.people.model import Known, Platform

PAGE = 10
NAME_ON_CARD = 60
_WHY_LENGTH = 140
_LABEL_LENGTH = 60
_WHY = {
    Topic.HELPS: texts.WHY_HELPS,
    Topic.SEEKS: texts.WHY_SEEKS,
    Topic.DOES: texts.WHY_DOES,
    Topic.ANGLE: texts.WHY_ANGLE,
    Topic.NAME: texts.WHY_DOES,
}


def name_of(known: Known, *, strong: bool = False) -> Line:
    return (Typed(limits.clip(known.name, NAME_ON_CARD), strong=strong),)


def person_of(known: Known) -> Person:
    """Somebody as a mention that can be opened, where they have an account; for private cards only."""
    return Person(limits.clip(known.name, NAME_ON_CARD), known.accounts, ping=True)


def called(known: Known, here: Platform) -> Line:
    """Somebody by name, with a mention to open where they are on this platform, else with where they are."""
    if any(platform is here for platform, _ in known.accounts):
        return texts.CALLED_HERE(name=name_of(known, strong=True), mention=person_of(known))
    return texts.CALLED_THERE(name=name_of(known, strong=True), platform=Say(known.accounts[0][0].title))


def links_line(profile: Profile, *, most: int = MOST_LINKS) -> Line:
    return join(((Link(limits.clip(link_label(each), _LABEL_LENGTH), each),) for each in profile.links[:most]), " · ")


def _said(profile: Profile) -> list[Block]:
    fields = (
        (texts.LABEL_DOES, profile.does),
        (texts.LABEL_ANGLE, profile.angle),
        (texts.LABEL_HELPS, profile.helps),
        (texts.LABEL_SEEKS, profile.seeks),
    )
    blocks: list[Block] = [Field(label, (Typed(text),)) for label, text in fields if text]
    if profile.links:
        blocks.append(Field(texts.LABEL_LINKS, links_line(profile)))
    return blocks


def intro_card(intro: Intro, known: Known) -> Card:
    """An intro in public."""
    return Card(
        title=name_of(known),
        blocks=tuple(_said(intro.profile)),
        buttons=(
            (
                Button(texts.BUTTON_WE_MET, f"met:{known.member}"),
                Button(texts.BUTTON_INTRODUCE, "intro:write"),
            ),
        ),
    )


def looked_at_card(intro: Intro, known: Known, here: Platform) -> Card:
    """An intro for one person who looks at it, with how to reach the one it is about."""
    blocks = [*_said(intro.profile), *reach(known, here)]
    return Card(
        title=name_of(known),
        blocks=tuple(blocks),
        buttons=((Button(texts.BUTTON_WE_MET, f"met:{known.member}"),),),
    )


def reach(known: Known, here: Platform) -> list[Block]:
    """Where to write to somebody: a mention on this platform, else the name and the platform they are on."""
    if any(platform is here for platform, _ in known.accounts):
        return [Field(texts.REACH_HERE, (person_of(known),))]
    return [Note(texts.REACH_THERE(name=name_of(known), platform=Say(known.accounts[0][0].title)))]


def saved_card(intro: Intro, places: Iterable[str]) -> Card:
    """To the person who introduced themselves: what they said, and where it goes."""
    posted = " and ".join(dict.fromkeys(places))
    line = texts.INTRO_POSTED(places=Say(posted)) if posted else texts.INTRO_NOWHERE
    return Card(
        title=texts.INTRO_SAVED_TITLE,
        tone="good",
        blocks=(*_said(intro.profile), Paragraph(line)),
        buttons=(
            (
                Button(texts.BUTTON_CHANGE_INTRO, "intro:write"),
                Button(texts.BUTTON_TAKE_BACK, "intro:delete", "bad"),
            ),
        ),
    )


def ask_take_back_card() -> Card:
    return Card(
        title=texts.INTRO_TAKE_BACK_TITLE,
        tone="bad",
        blocks=(Paragraph(texts.INTRO_TAKE_BACK),),
        buttons=((Button(texts.BUTTON_TAKE_BACK, "intro:delete:yes", "bad"),),),
    )


def taken_back_card() -> Card:
    return Card(
        tone="quiet",
        blocks=(Paragraph(texts.INTRO_GONE),),
        buttons=((Button(texts.BUTTON_INTRODUCE, "intro:write"),),),
    )


# --- Finding ---------------------------------------------------------------------------------------------------------


def search_card(search: Search) -> Card:
    """One page of people, why each was found, and menus to look closer and further."""
    title = texts.FOUND_TITLE(text=" ".join(search.words)) if search.words else texts.NEWEST_TITLE
    blocks: list[Block] = [
        Paragraph(texts.CORRECTED(typed=typed, used=(Typed(used, strong=True),)))
        for typed, used in search.corrected.items()
    ]
    blocks.append(Bullets(tuple(_found_line(each) for each in search.found)))
    if search.total > len(search.found):
        last = search.offset + len(search.found)
        blocks.append(Note(texts.FOUND_COUNT(first=search.offset + 1, last=last, total=search.total)))
    choices = [_pick_intro(search.found)]
    if pages := _pages(search):
        choices.append(Choice(texts.PICK_PAGE, "people:page", pages))
    return Card(title=title, blocks=tuple(blocks), choices=tuple(choices))


def _found_line(found: Found) -> Line:
    text = limits.clip(found.intro.profile.about(found.topic), _WHY_LENGTH)
    return texts.FOUND_LINE(name=name_of(found.person, strong=True), why=_WHY[found.topic](text=text))


def _pick_intro(found: Sequence[Found]) -> Choice:
    options = tuple(Option(each.person.name, str(each.intro.id), each.intro.profile.does) for each in found)
    return Choice(texts.PICK_INTRO, "intro:show", options)


def _pages(search: Search) -> tuple[Option, ...]:
    """The other pages; what is picked is where it begins and the words that were looked for."""
    starts = [at for at in range(0, search.total, PAGE) if at != search.offset][: limits.OPTIONS]
    return tuple(
        Option(
            "".join(
                each.text
                for each in texts.PAGE_OPTION(first=at + 1, last=min(at + PAGE, search.total))
                if isinstance(each, Say)
            ),
            limits.clip(f"{at} {' '.join(search.words)}", limits.OPTION_VALUE),
        )
        for at in starts
    )


# --- Welcome ---------------------------------------------------------------------------------------------------------


def welcome_card(
    community: str, people: Sequence[tuple[Known, Intro | None]], upcoming: Event | None, here: Platform
) -> Card:
    """To somebody who just came: whom to say hello to, what is next, and one tap to introduce themselves."""
    blocks: list[Block] = [Paragraph(texts.WELCOME)]
    if people:
        blocks.append(Paragraph(texts.WELCOME_ONE if len(people) == 1 else texts.WELCOME_PEOPLE))
        blocks.append(Bullets(tuple(_hello(known, intro, here) for known, intro in people)))
    buttons: list[tuple[Button, ...]] = []
    if upcoming is not None:
        when = Moment(upcoming.plan.starts_at, upcoming.plan.zone)
        blocks.append(Paragraph(texts.WELCOME_NEXT(title=(Typed(upcoming.title, strong=True),), when=when)))
        buttons.append(
            (
                Button(texts.BUTTON_GOING, f"rsvp:{upcoming.id}:going", "good"),
                Button(texts.BUTTON_MAYBE, f"rsvp:{upcoming.id}:maybe"),
            )
        )
    blocks += [Paragraph(texts.WELCOME_INTRO), Note(texts.WELCOME_HELP)]
    buttons.append((Button(texts.BUTTON_INTRODUCE, "intro:write", "good"),))
    return Card(
        title=texts.WELCOME_TITLE(community=community), tone="good", blocks=tuple(blocks), buttons=tuple(buttons)
    )


def _hello(known: Known, intro: Intro | None, here: Platform) -> Line:
    person = called(known, here)
    if intro is None:
        return texts.WELCOME_ORGANIZER(person=person)
    does = limits.clip(_ended(intro.profile.does), _WHY_LENGTH)
    if not intro.profile.angle:
        return texts.WELCOME_PERSON(person=person, does=does)
    angle = limits.clip(_ended(intro.profile.angle), _WHY_LENGTH)
    return texts.WELCOME_PERSON_ANGLE(person=person, does=does, angle=angle)


def _ended(text: str) -> str:
    """What somebody typed, as a sentence that another one can follow."""
    return text if text[-1:] in ".!?…" else f"{text}."
