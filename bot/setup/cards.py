"""How setup looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.limits import PICKED
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Field,
    Line,
    Paragraph,
    Picker,
    Say,
    Typed,
    join,
)
from bot.people.model import Community, Purpose, Space
from bot.setup import texts
from bot.setup.model import GOOD_FOR, House

CHANNEL_ROUTES = {each: f"setup:channel:{each.value}" for each in Purpose}
_BACK = (Button(texts.BUTTON_SETUP, "setup:show"),)


def clock(zone: str, at: datetime) -> Line:
    return (Say(f"{at.astimezone(ZoneInfo(zone)):%H:%M}"),)


def setup_card(house: House, at: datetime) -> Card:
    """What is set here, with what changes it."""
    community, space = house.community, house.space
    channel = texts.CHANNEL["some" if space.channel else None]
    blocks: list[Block] = [
        Field("Time zone", texts.ZONE(zone=Say(community.zone), clock=clock(community.zone, at))),
        Field(texts.PLACE[space.platform], (Typed(space.name),)),
        Field("Events channel", channel),
        Field("Organizers", _organizers(house)),
    ]
    if house.others:
        blocks += [Paragraph((Say("Connected", strong=True),)), Bullets(tuple(map(_space, house.others)))]
    else:
        blocks.append(Field("Connected", texts.ALONE))
    return Card(
        title=texts.TITLE(name=community.name),
        blocks=tuple(blocks),
        choices=(
            _pick_channel(Purpose.EVENTS, space.channel),
            Picker(texts.PICK_ORGANIZERS[space.platform], "setup:organizers", "organizers", house.organizers[:PICKED]),
        ),
        buttons=(
            (
                Button(texts.BUTTON_NAME, "setup:name"),
                Button(texts.BUTTON_ZONE, "setup:zone"),
                Button(texts.BUTTON_CHANNELS, "setup:channels"),
                Button(texts.BUTTON_SHOW_CODE, "setup:code:show"),
                Button(texts.BUTTON_TYPE_CODE, "setup:code"),
            ),
        ),
    )


def channels_card(space: Space) -> Card:
    """Where this space shows what is no event, with what changes it."""
    asks, desk = space.asks_channel, space.organizers_channel
    return Card(
        title=texts.CHANNELS_TITLE,
        blocks=(
            Field("Introductions", texts.IN_MENU if space.intros else texts.NO_INTROS),
            Field("Asks and offers", texts.IN_MENU if asks else texts.ASKS_WITH_EVENTS),
            Field("For organizers", texts.IN_MENU if desk else texts.NO_DESK),
        ),
        choices=(
            _pick_channel(Purpose.INTROS, space.intros),
            _pick_channel(Purpose.ASKS, asks),
            _pick_channel(Purpose.ORGANIZERS, desk),
        ),
        buttons=(_BACK,),
    )


def _pick_channel(purpose: Purpose, known: str | None) -> Picker:
    return Picker(texts.PICK_CHANNEL[purpose], CHANNEL_ROUTES[purpose], "channel", (known,) if known else ())


def _organizers(house: House) -> Line:
    platform = house.space.platform
    if not house.organizers:
        return texts.ORGANIZERS_USUAL[platform]
    return texts.ORGANIZERS_CHOSEN[platform](count=len(house.organizers))


def _space(space: Space) -> Line:
    return texts.SPACE(platform=Say(space.platform.title), name=space.name)


def done_card(line: Line) -> Card:
    """That something was set."""
    return Card(tone="good", blocks=(Paragraph(line),), buttons=(_BACK,))


def zoned_card(zone: str, at: datetime) -> Card:
    return done_card(texts.ZONED(zone=Say(zone), clock=clock(zone, at)))


def channel_card(purpose: Purpose, posted: int) -> Card:
    return done_card(texts.CHANNEL_SET_CAUGHT_UP[purpose](count=posted) if posted else texts.CHANNEL_SET[purpose])


def code_card(code: str) -> Card:
    """A code to type on the other platform."""
    spoken = texts.CODE_SAY(code=Say(code, strong=True), minutes=GOOD_FOR // timedelta(minutes=1))
    return Card(title=texts.CODE_TITLE, blocks=(Paragraph(spoken), Paragraph(texts.CODE_HOW)))


def connected_card(community: Community, space: Space, others: Sequence[Space], posted: int) -> Card:
    """That this space now belongs to the other's community."""
    blocks = [
        Paragraph(texts.CONNECTED(space=space.name, others=join(map(_space, others), ", "))),
        *([Paragraph(texts.CONNECTED_POSTS(count=posted))] if posted else []),
    ]
    return Card(title=texts.CONNECTED_TITLE(name=community.name), tone="good", blocks=tuple(blocks), buttons=(_BACK,))
