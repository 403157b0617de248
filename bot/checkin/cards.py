"""How the door looks: who is expected, who came, and what an organizer can press. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.views import (
    Block,
    Button,
    Card,
    Choice,
    Field,
    Form,
    Line,
    Option,
    Paragraph,
    PersonChoice,
    TextInput,
    Typed,
    join,
)
from bot.checkin import texts
from bot.checkin.model import GUEST_LENGTH, Arrival, Comer, Door

_NAME_LENGTH = 40
_NAMES_OF_RECENT = 5


def door_card(door: Door, news: Line = ()) -> Card:
    """Check-in as it stands, with `news` of what was just done above it."""
    event, here = door.event, f"checkin:{door.event.id}:{door.page}"
    label = texts.EXPECTED if door.pages == 1 else texts.EXPECTED_PAGE.format(page=door.page + 1, pages=door.pages)
    blocks: list[Block] = [Paragraph(news)] if news else []
    blocks += [
        Paragraph(_count(door)),
        Field(label, _expected(door)),
        Field(texts.RECENT, _names([_called(each) for each in door.recent[:_NAMES_OF_RECENT]]) or texts.NOBODY_CAME),
    ]
    return Card(
        title=texts.TITLE(title=event.title),
        tone="good" if door.arrived and not door.expected else "plain",
        blocks=tuple(blocks),
        choices=_menus(door, here),
        buttons=(_buttons(door, here),),
    )


def _count(door: Door) -> Line:
    going = door.event.taken
    if door.others:
        return texts.COUNT_OTHERS(arrived=door.arrived, going=going, others=door.others)
    return texts.COUNT(arrived=door.arrived, going=going)


def _expected(door: Door) -> Line:
    if door.expected:
        return _names([_name(each.name) for each in door.expected])
    return texts.NOBODY_LEFT if door.event.taken else texts.NOBODY_GOING


def _menus(door: Door, here: str) -> tuple[Choice | PersonChoice, ...]:
    menus: list[Choice | PersonChoice] = []
    if door.expected:
        options = tuple(Option(each.name, str(each.member)) for each in door.expected)
        menus.append(Choice(texts.PICK_EXPECTED, f"{here}:arrive", options))
    menus.append(PersonChoice(texts.PICK_PERSON, f"{here}:walkin"))
    if door.recent:
        options = tuple(Option(each.name, str(each.id), _how(each)) for each in door.recent)
        menus.append(Choice(texts.PICK_ARRIVED, f"{here}:undo", options))
    return tuple(menus)


def _buttons(door: Door, here: str) -> tuple[Button, ...]:
    row = [Button(texts.BUTTON_NAME, f"{here}:name"), Button(texts.BUTTON_AGAIN, here)]
    if door.page > 0:
        row.insert(0, Button(texts.BUTTON_BEFORE, f"checkin:{door.event.id}:{door.page - 1}"))
    if door.page < door.pages - 1:
        row.insert(-2, Button(texts.BUTTON_AFTER, f"checkin:{door.event.id}:{door.page + 1}"))
    return tuple(row)


def which_card(door: Door, name: str, people: Sequence[Comer]) -> Card:
    """A typed name fits several people: which one is it?"""
    options = tuple(Option(each.name, str(each.member), _state(each)) for each in people[: limits.OPTIONS])
    return Card(
        title=texts.TITLE(title=door.event.title),
        blocks=(Paragraph(texts.WHICH_ONE(name=name)),),
        choices=(Choice(texts.PICK_WHICH, f"checkin:{door.event.id}:{door.page}:arrive", options),),
        buttons=((Button(texts.BUTTON_AGAIN, f"checkin:{door.event.id}:{door.page}"),),),
    )


def name_form(event: int, page: int, typed: str) -> Form:
    """Ask for somebody's name."""
    name = TextInput(
        "name",
        texts.LABEL_NAME,
        required=True,
        placeholder=texts.PLACEHOLDER_NAME,
        hint=texts.HINT_NAME,
        value=typed,
        max_length=GUEST_LENGTH,
    )
    return Form(texts.FORM_TITLE, f"checkin:{event}:{page}:name", (name,), texts.FORM_SUBMIT)


def came(arrival: Arrival, *, again: bool) -> Line:
    """What was just noted of somebody."""
    name = (Typed(arrival.name, strong=True),)
    if again:
        return texts.HERE_ALREADY(name=name)
    if arrival.member is None:
        return texts.HERE_GUEST(name=name)
    return texts.HERE(name=name) if arrival.seated else texts.HERE_OTHER(name=name)


def _how(arrival: Arrival) -> str:
    return texts.WITH_SEAT if arrival.seated else texts.WITHOUT_SEAT


def _state(known: Comer) -> str:
    if known.arrival is not None:
        return texts.IS_HERE
    return texts.WITH_SEAT if known.seated else texts.WITHOUT_SEAT


def _called(arrival: Arrival) -> Line:
    return texts.GUEST(name=_name(arrival.name)) if arrival.member is None else _name(arrival.name)


def _name(name: str) -> Line:
    return (Typed(limits.clip(name, _NAME_LENGTH)),)


def _names(names: Sequence[Line]) -> Line:
    return join(names, ", ")
