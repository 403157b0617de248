"""How changes of events look: to the organizer who made one, and to the people who were coming. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.views import Block, Button, Card, Field, Line, Moment, Paragraph, Say, Tone, Typed
from bot.events import cards, texts
from bot.events.model import Event, Move, Standing, State
from bot.events.when import say_when


def edited_card(event: Event, *, asked: int, promoted: int, speakers: int = 0, over: int = 0) -> Card:
    """To the organizer: the event as it is now, how many are asked whether they still come, and who got a seat.

    `speakers` are asked about their talks, and the line-up is `over` minutes too long now.
    """
    said: list[Block] = [
        Paragraph(texts.EDITED_TELLS(people=people(asked)) if asked else texts.EDITED_CARDS),
    ]
    if promoted:
        have = Say("has" if promoted == 1 else "have")
        said.append(Paragraph(texts.EDITED_SEATS(people=people(promoted), have=have)))
    if speakers:
        said.append(Paragraph(texts.EDITED_SPEAKERS_ONE if speakers == 1 else texts.EDITED_SPEAKERS(number=speakers)))
    if over:
        said.append(Paragraph(texts.EDITED_OVERFULL(over=over)))
    tone: Tone = "waiting" if over else "good"
    return Card(title=texts.EDITED_TITLE(title=event.title), tone=tone, blocks=(*cards.facts(event), *said))


def unchanged_card(event: Event) -> Card:
    line = texts.EDITED_NOTHING(title=(Typed(event.title, strong=True),))
    return Card(tone="quiet", blocks=(Paragraph(line),))


def moved_card(event: Event, move: Move, standing: Standing) -> Card:
    """To a person who is going or waiting: what was, what is, and whether they still come."""
    ask = texts.MOVED_ASK_WAITING if standing is Standing.WAITING else texts.MOVED_ASK
    lines = []
    if move.started_at != event.plan.starts_at:
        before, after = (Moment(at, event.plan.zone) for at in (move.started_at, event.plan.starts_at))
        lines.append(texts.MOVED_TIME(before=before, after=after))
    if move.place != event.plan.place:
        lines.append(_other_place(move.place, event.plan.place))
    return Card(
        title=texts.MOVED_TITLE(title=event.title),
        tone="waiting",
        blocks=(
            *map(Paragraph, lines),
            Paragraph(ask),
        ),
        buttons=(
            (
                Button(texts.BUTTON_STILL, f"rsvp:{event.id}:going", "good"),
                Button(texts.BUTTON_NO, f"rsvp:{event.id}:no"),
            ),
        ),
    )


def _other_place(before: str, after: str) -> Line:
    if not before:
        return texts.MOVED_PLACE_KNOWN(after=after)
    return texts.MOVED_PLACE(before=before, after=after) if after else texts.MOVED_PLACE_OPEN(before=before)


def with_tools(card: Card, event: Event, *, confirmed: int, door: bool) -> Card:
    """An event as an organizer sees it privately: who has confirmed since it moved, and what they can do with it."""
    blocks = list(card.blocks)
    if event.moved_at is not None:
        blocks.insert(-1, Field("Confirmed", texts.CONFIRMED(confirmed=confirmed, going=event.taken)))
    tools = [Button(texts.BUTTON_DUPLICATE, f"event:{event.id}:duplicate")]
    if card.buttons and event.state is State.PLANNED:  # it can still be answered, so it can be changed
        tools.insert(0, Button(texts.BUTTON_EDIT, f"event:{event.id}:edit"))
    if door:
        tools.append(Button(texts.BUTTON_CHECKIN, f"checkin:{event.id}:0"))
    return replace(card, blocks=tuple(blocks), buttons=(*card.buttons, tuple(tools)))


def meanwhile(event: Event) -> Line:
    """That the event was changed meanwhile, and what it is now."""
    return texts.EDITED_MEANWHILE(
        title=event.title,
        when=Say(say_when(event.plan.starts_at, event.plan.zone)),
        place=event.plan.place or texts.WHERE_OPEN,
        seats=Say("room for everyone" if event.plan.seats is None else f"{event.plan.seats} seats"),
    )


def people(number: int) -> Line:
    """So many people."""
    return (Say(texts.PERSON if number == 1 else texts.PEOPLE.format(number=number)),)
