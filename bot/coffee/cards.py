"""How coffee matches look. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat import limits
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Field,
    Line,
    Moment,
    Note,
    Option,
    Paragraph,
    Person,
    Say,
    Typed,
    join,
)
from bot.coffee import texts
from bot.coffee.model import WEEKDAYS, Cup, Drinker, Match, Numbers, Pace, Rhythm, Seat, Standing

_NAME_LENGTH = 40


# --- A person's standing ---------------------------------------------------------------------------------------------


def standing_card(drinker: Drinker | None, next_at: datetime | None, zone: str, *, again: bool, across: bool) -> Card:
    """How a person stands, with what they can change. `again`: they joined although they were in. `across`: there is another
    side to be matched with.
    """
    standing = Standing.LEFT if drinker is None else drinker.standing
    if drinker is None or standing is Standing.LEFT:
        return Card(
            tone="quiet",
            blocks=(Paragraph(texts.OUTSIDE),),
            buttons=((Button(texts.BUTTON_JOIN, "coffee:join", "good"),),),
        )
    if standing.paused:
        line = texts.AWAY if standing is Standing.AWAY else texts.ONCE
        row = (Button(texts.BUTTON_BACK, "coffee:back", "good"), Button(texts.BUTTON_LEAVE, "coffee:leave"))
        return Card(tone="waiting", blocks=(Paragraph(line),), buttons=(row,))
    blocks: list[Block] = [Paragraph(texts.JOINED), Paragraph(_when(next_at, zone))]
    if drinker.contact:
        blocks.append(Paragraph(texts.CROSS_ON(contact=drinker.contact)))
    elif across:
        blocks.append(Paragraph(texts.CROSS_ASK))
    return Card(
        title=texts.ALREADY_TITLE if again else texts.JOINED_TITLE,
        tone="good",
        blocks=tuple(blocks),
        buttons=_standing_rows(drinker, across=across),
    )


def _when(next_at: datetime | None, zone: str) -> Line:
    return texts.NO_ROUNDS if next_at is None else texts.NEXT_ROUND(when=Moment(next_at, zone))


def _standing_rows(drinker: Drinker, *, across: bool) -> tuple[tuple[Button, ...], ...]:
    breaks = (Button(texts.BUTTON_PAUSE, "coffee:pause"), Button(texts.BUTTON_LEAVE, "coffee:leave"))
    if drinker.contact:
        change = Button(texts.BUTTON_CROSS_CHANGE, "coffee:across")
        return ((change, Button(texts.BUTTON_CROSS_OFF, "coffee:here")), breaks)
    return ((Button(texts.BUTTON_CROSS, "coffee:across", "good"),), breaks) if across else (breaks,)


def pause_card() -> Card:
    """Ask how long."""
    row = (Button(texts.BUTTON_ONCE, "coffee:pause:once"), Button(texts.BUTTON_AWAY, "coffee:pause:away"))
    return Card(title=texts.PAUSE_TITLE, blocks=(Paragraph(texts.PAUSE_ASK),), buttons=(row,))


def paused_card(standing: Standing) -> Card:
    line = texts.PAUSED_ONCE if standing is Standing.ONCE else texts.PAUSED_AWAY
    return Card(
        tone="waiting",
        blocks=(Paragraph(line),),
        buttons=((Button(texts.BUTTON_BACK, "coffee:back", "good"),),),
    )


def back_card(next_at: datetime | None, zone: str) -> Card:
    return Card(tone="good", blocks=(Paragraph(texts.BACK), Paragraph(_when(next_at, zone))))


def left_card() -> Card:
    return Card(tone="quiet", blocks=(Paragraph(texts.LEFT),))


def crossing_card(contact: str) -> Card:
    """That they agreed to matches from the other side, or (empty) take only people here."""
    if not contact:
        return Card(tone="quiet", blocks=(Paragraph(texts.CROSS_OFF),))
    return Card(
        tone="good",
        blocks=(Paragraph(texts.CROSS_SAVED(contact=contact)),),
        buttons=((Button(texts.BUTTON_CROSS_OFF, "coffee:here"),),),
    )


# --- A match ---------------------------------------------------------------------------------------------------------


def match_card(match: Match, space: int, opener: Line) -> Card:
    """In the conversation of a match: who they are, and a way to begin. It pings them, because it is theirs."""
    people = [
        Person(seat.name, ((seat.platform, seat.external),), ping=True)
        for cup in match.present
        if (seat := cup.on(space)) is not None
    ]
    return Card(
        title=texts.MATCH_TITLE,
        tone="good",
        blocks=(
            Paragraph(texts.MATCH(names=_listed([(each,) for each in people]))),
            Paragraph(texts.MATCH_OPENER(opener=opener)),
            Note(texts.MATCH_NOTE),
        ),
    )


def apart_card(match: Match, member: int, opener: Line) -> Card | None:
    """To one of a match that has no conversation: how to reach the others, as far as they agreed to that."""
    me = match.of(member)
    if me is None:
        return None
    reached = [(cup, line) for cup in match.others(member) if (line := _way_to(cup, me)) is not None]
    if not reached:
        return None
    lines = tuple(line for _, line in reached)
    names = names_of([cup for cup, _ in reached])
    blocks: list[Block] = [Paragraph(texts.APART(names=names)), Bullets(lines)]
    blocks.append(Paragraph(texts.MATCH_OPENER(opener=opener)))
    if any(cup for cup, _ in reached if me.contact and not _together(cup, me)):
        blocks.append(Note(texts.APART_KNOWN))
    return Card(title=texts.APART_TITLE, tone="good", blocks=tuple(blocks))


def _way_to(cup: Cup, me: Cup) -> Line | None:
    """How to reach a match: by name where both are, by what they wrote where not; nothing if they do not want that."""
    if cup.standing is Standing.LEFT:
        return None
    here = _together(cup, me)
    if here is not None:
        person = Person(here.name, ((here.platform, here.external),), ping=True)
        return texts.APART_HERE(person=person, platform=Say(here.platform.title))
    if not (cup.contact and cup.accounts):
        return None
    platform = Say(cup.accounts[0].platform.title)
    return texts.APART_THERE(person=_name(cup), platform=platform, contact=cup.contact)


def _together(cup: Cup, me: Cup) -> Seat | None:
    """Their account in a space where both are."""
    return next((seat for mine in me.accounts if (seat := cup.on(mine.space)) is not None), None)


def _name(cup: Cup) -> Line:
    return (Typed(limits.clip(cup.name, _NAME_LENGTH), strong=True),)


def names_of(cups: Sequence[Cup]) -> Line:
    """As in "Ana and Ben": text that pings nobody."""
    return _listed([_name(each) for each in cups])


def _listed(names: Sequence[Line]) -> Line:
    *first, last = names
    return (*join(first, ", "), Say(" and "), *last) if first else last


def rest_card() -> Card:
    return Card(title=texts.REST_TITLE, tone="quiet", blocks=(Paragraph(texts.REST),))


# --- Afterwards ------------------------------------------------------------------------------------------------------


def met_card(match: Match, member: int) -> Card:
    """Privately, before the next round."""
    return Card(
        title=texts.MET_TITLE,
        blocks=(Paragraph(texts.MET_ASK(names=names_of(match.others(member)))),),
        buttons=(
            (
                Button(texts.BUTTON_MET, f"coffee:{match.id}:met", "good"),
                Button(texts.BUTTON_NOT_YET, f"coffee:{match.id}:notyet"),
                Button(texts.BUTTON_NEVER, f"coffee:{match.id}:never"),
            ),
        ),
    )


def met_yes_card(others: Sequence[Cup]) -> Card:
    return Card(tone="good", blocks=(Paragraph(texts.MET_YES(names=names_of(others))),))


def not_yet_card(others: Sequence[Cup]) -> Card:
    return Card(blocks=(Paragraph(texts.MET_NOT_YET(names=names_of(others))),))


def who_never_card(match: Match, others: Sequence[Cup]) -> Card:
    """In a trio: who is meant."""
    options = tuple(Option(each.name, str(each.member)) for each in others)
    return Card(
        blocks=(Paragraph(texts.MET_WHO),), choices=(Choice(texts.PICK_WHO, f"coffee:{match.id}:who", options),)
    )


def never_card(match: Match, other: Cup) -> Card:
    return Card(
        tone="quiet",
        blocks=(Paragraph(texts.MET_NEVER(names=_name(other))),),
        buttons=((Button(texts.BUTTON_UNDO, f"coffee:{match.id}:again:{other.member}"),),),
    )


def again_card(other: Cup) -> Card:
    return Card(blocks=(Paragraph(texts.AGAIN(names=_name(other))),))


# --- Organizers ------------------------------------------------------------------------------------------------------


def rounds_card(
    rhythm: Rhythm | None, next_at: datetime | None, zone: str, joined: int, *, saved: bool = False
) -> Card:
    """The rhythm as it is, with a button to change it."""
    change = ((Button(texts.BUTTON_CHANGE, "coffee:rounds", "good" if rhythm is None else "plain"),),)
    if rhythm is None:
        line = texts.ROUNDS_ENDED if saved else texts.ROUNDS_OFF
        return Card(title=texts.ROUNDS_TITLE, tone="quiet", blocks=(Paragraph(line),), buttons=change)
    return Card(
        title=texts.ROUNDS_SAVED_TITLE if saved else texts.ROUNDS_TITLE,
        tone="good",
        blocks=(
            Paragraph(say_rhythm(rhythm, zone)),
            Paragraph(_when(next_at, zone)),
            Paragraph(texts.ROUNDS_IN(joined=joined)),
        ),
        buttons=change,
    )


def say_rhythm(rhythm: Rhythm, zone: str) -> Line:
    """As in "Every two weeks on Tuesday at 10:00 (Europe/Berlin)"."""
    weekday, hour = Say(WEEKDAYS[rhythm.weekday]), Say(f"{rhythm.hour:02}:00")
    if rhythm.pace is Pace.MONTHLY:
        return texts.ROUNDS_ON_MONTHLY(weekday=weekday, hour=hour, zone=Say(zone))
    return texts.ROUNDS_ON(pace=Say(texts.PACES[rhythm.pace]), weekday=weekday, hour=hour, zone=Say(zone))


def numbers_card(numbers: Numbers, zone: str) -> Card:
    """Counts, and no names."""
    now = Field("Now", texts.NUMBERS_NOW(joined=numbers.joined, paused=numbers.paused))
    if not numbers.rounds:
        return Card(title=texts.NUMBERS_TITLE, blocks=(now, Paragraph(texts.NUMBERS_NONE)))
    lines = tuple(
        texts.NUMBERS_ROUND(
            number=each.number,
            when=Moment(each.drawn_at, zone),
            people=each.people,
            matches=each.matches,
            met=each.met,
            resting=each.resting,
        )
        for each in numbers.rounds
    )
    return Card(title=texts.NUMBERS_TITLE, blocks=(now, Bullets(lines), Note(texts.NUMBERS_NOTE)))
