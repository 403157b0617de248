"""How talks look to those who give them. Pure: models in, cards out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.chat import limits
from bot.chat.measure import with_links
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
    MomentStyle,
    Note,
    Option,
    Paragraph,
    Quote,
    Say,
    Tone,
    Typed,
    join,
)
from bot.events.model import Event
from bot.talks import texts
from bot.talks.model import Given, Proposal, SlotState, Spot, Talk, TalkState

_LINES_IN_LIST = 10
_LABEL = 40
_ROOM = 3600  # of the 4,000 characters of a message on Discord
_SLOT_STATES = {
    SlotState.HELD: texts.STATE_HELD,
    SlotState.PLANNED: texts.STATE_PLANNED,
    SlotState.CONFIRMED: texts.STATE_CONFIRMED,
}
_STATES = {
    TalkState.PROPOSED: texts.STATE_PROPOSED,
    TalkState.WAITING: texts.STATE_WAITING,
    TalkState.PLACED: texts.STATE_WAITING,
    TalkState.DECLINED: texts.STATE_DECLINED,
    TalkState.WITHDRAWN: texts.STATE_WITHDRAWN,
}


def strong(text: str) -> Line:
    return (Typed(text, strong=True),)


def format_line(what: Proposal) -> Line:
    sentence = texts.FORMAT_FIRST if what.first else texts.FORMAT
    return sentence(kind=Say(texts.KINDS[what.kind]), minutes=what.minutes)


def on_at(spot: Spot) -> Line:
    """When a talk is on; where the line-up has no time left for it, no more than when the event begins."""
    begins = Moment(spot.start, spot.event.plan.zone)
    return (begins,) if spot.slot is not None else texts.TIME_OPEN(begins=begins)


def about(talk: Talk, wish: Event | None) -> list[Block]:
    """What is proposed: the same for its speaker and for the organizers."""
    blocks: list[Block] = [Field("Format", format_line(talk.what))]
    if wish is None:
        blocks.append(Field("For", texts.ANY))
    else:
        when = Moment(wish.plan.starts_at, wish.plan.zone)
        blocks.append(Field("For", texts.EVENT_WHEN(event=wish.title, when=when)))
    blocks.append(Quote(talk.what.pitch))
    if talk.what.links:
        blocks.append(Field("Links", join(((_link(each),) for each in talk.what.links), ", ")))
    return blocks


def _link(url: str) -> Link:
    return Link(limits.clip(url.partition("://")[2].rstrip("/"), _LABEL), url)


def state_line(talk: Talk, spot: Spot | None, now: datetime) -> Line:
    """Where a talk stands, in a few words for its speaker."""
    if spot is not None and spot.event.over(now):
        return texts.STATE_GIVEN(event=spot.event.title)
    if spot is not None:
        return _SLOT_STATES[spot.item.state](event=spot.event.title)
    return _STATES[talk.state]


def talk_card(talk: Talk, spot: Spot | None, wish: Event | None, now: datetime) -> Card:
    """One talk of one's own, with what can be done about it."""
    blocks: list[Block] = [Field("State", state_line(talk, spot, now))]
    if spot is not None and not spot.event.over(now):
        blocks.append(Field("On", on_at(spot)))
    blocks += [*about(talk, spot.event if spot else wish), Note(texts.TALK_NUMBER(number=talk.id))]
    rows = _own_buttons(talk, spot, now)
    return Card(title=(Typed(talk.title),), blocks=tuple(blocks), buttons=(rows,) if rows else ())


def _own_buttons(talk: Talk, spot: Spot | None, now: datetime) -> tuple[Button, ...]:
    if not talk.alive:
        return ()
    if spot is not None and spot.event.over(now):
        return (Button(texts.BUTTON_SLIDES, f"recap:talk:{talk.id}:links"),)
    return (
        *(() if spot is None else slot_buttons(talk, spot)),
        Button(texts.BUTTON_EDIT, f"talk:{talk.id}:edit"),
        Button(texts.BUTTON_WITHDRAW, f"talk:{talk.id}:withdraw"),
    )


def slot_buttons(talk: Talk, spot: Spot) -> tuple[Button, ...]:
    """What a speaker can say to the slot as it is. Pressed when the talk has one at another event, they do nothing."""
    match spot.item.state:
        case SlotState.HELD:
            return _offer_buttons(talk, spot)
        case SlotState.PLANNED:
            return _confirm_buttons(talk, spot)
    return (Button(texts.BUTTON_CANNOT, f"talk:{talk.id}:cannot:{spot.event.id}"),)


def _confirm_buttons(talk: Talk, spot: Spot) -> tuple[Button, ...]:
    return (
        Button(texts.BUTTON_CONFIRM, f"talk:{talk.id}:confirm:{spot.event.id}", "good"),
        Button(texts.BUTTON_CANNOT, f"talk:{talk.id}:cannot:{spot.event.id}"),
    )


def taken_card(spot: Spot, now: datetime, *, held: bool) -> Card:
    """To a speaker who said yes: when they are on, and which reminders are still to come."""
    line = texts.TAKEN if held else texts.CONFIRMED
    blocks = [Paragraph(line(event=strong(spot.event.title), when=on_at(spot)))]
    if words := [word for before, word in texts.REMINDERS if spot.slot is not None and spot.start - before > now]:
        blocks.append(Paragraph(texts.WILL_REMIND(times=Say(texts.listed(words)))))
    return Card(tone="good", blocks=tuple(blocks))


def _offer_buttons(talk: Talk, spot: Spot) -> tuple[Button, ...]:
    return (
        Button(texts.BUTTON_TAKE, f"talk:{talk.id}:confirm:{spot.event.id}", "good"),
        Button(texts.BUTTON_NO_THANKS, f"talk:{talk.id}:cannot:{spot.event.id}"),
    )


def mine_card(talks: Sequence[Talk], spots: Mapping[int, Spot | None], now: datetime) -> Card:
    """One's own talks, with a menu to open one."""
    if not talks:
        propose = (Button(texts.BUTTON_PROPOSE, "talk:propose", "good"),)
        return Card(title=texts.MINE_TITLE, tone="quiet", blocks=(Paragraph(texts.MINE_NONE),), buttons=(propose,))
    lines = tuple(
        texts.MINE_LINE(title=strong(each.title), state=state_line(each, spots[each.id], now), number=each.id)
        for each in talks[:_LINES_IN_LIST]
    )
    return Card(title=texts.MINE_TITLE, blocks=(Bullets(lines),), choices=(pick_talk(talks, "talk:show"),))


def pick_talk(talks: Sequence[Talk], route: str) -> Choice:
    options = tuple(
        Option(
            each.title, str(each.id), texts.OPTION.format(kind=texts.KINDS[each.what.kind], minutes=each.what.minutes)
        )
        for each in talks[: limits.OPTIONS]
    )
    return Choice(texts.PICK_TALK, route, options)


def received_card(talk: Talk, wish: Event | None, *, any_instead: bool) -> Card:
    """To the speaker: what was received, and what happens next."""
    blocks: list[Block] = [Paragraph(texts.RECEIVED(title=strong(talk.title))), Paragraph(texts.RECEIVED_NEXT)]
    if any_instead:
        blocks.append(Paragraph(texts.RECEIVED_ANY))
    if talk.what.first:
        blocks.append(Paragraph(texts.RECEIVED_FIRST))
    blocks += [*about(talk, wish), Note(texts.TALK_NUMBER(number=talk.id))]
    buttons = (
        Button(texts.BUTTON_EDIT, f"talk:{talk.id}:edit"),
        Button(texts.BUTTON_WITHDRAW, f"talk:{talk.id}:withdraw"),
    )
    return Card(title=texts.RECEIVED_TITLE, tone="good", blocks=tuple(blocks), buttons=(buttons,))


def withdraw_card(talk: Talk, spot: Spot | None) -> Card:
    """Before a talk is taken back: what that will do."""
    blocks: list[Block] = [Paragraph(texts.WITHDRAW_ASK)]
    if spot is not None:
        blocks.append(Paragraph(texts.WITHDRAW_SLOT(event=spot.event.title)))
    yes = Button(texts.BUTTON_WITHDRAW_YES, f"talk:{talk.id}:withdraw:yes", "bad")
    return Card(title=texts.WITHDRAW_TITLE(title=talk.title), tone="bad", blocks=tuple(blocks), buttons=((yes,),))


def said(line: Line, *buttons: Button, tone: Tone = "good") -> Card:
    """One sentence."""
    return Card(tone=tone, blocks=(Paragraph(line),), buttons=(buttons,) if buttons else ())


def history_card(given: Sequence[Given]) -> Card:
    """Talks that were given, the latest first."""
    lines = tuple(
        texts.HISTORY_LINE(
            title=strong(each.talk.title), name=each.talk.name, event=each.event, when=Moment(each.at, each.zone)
        )
        for each in given[:_LINES_IN_LIST]
    )
    links = [[_link(url) for url in each.talk.what.links] for each in given[: len(lines)]]
    shown, left_out = with_links(lines, links, _ROOM)
    more: list[Block] = []
    if len(given) > len(lines):
        more.append(Note(texts.HISTORY_MORE(more=len(given) - len(lines))))
    if left_out:
        more.append(Note(texts.HISTORY_LINKS))
    return Card(title=texts.HISTORY_TITLE, blocks=(Bullets(tuple(shown)), *more))


# --- News, to a speaker ----------------------------------------------------------------------------------------------


def accepted_card(talk: Talk, spot: Spot) -> Card:
    line = texts.ACCEPTED(event=strong(spot.event.title))
    return _news(texts.ACCEPTED_TITLE(title=talk.title), line, spot, _confirm_buttons(talk, spot))


def confirm_card(talk: Talk, spot: Spot) -> Card:
    line = texts.CONFIRM(event=strong(spot.event.title))
    return _news(texts.CONFIRM_TITLE(title=talk.title), line, spot, _confirm_buttons(talk, spot))


def offered_card(talk: Talk, spot: Spot, until: datetime) -> Card:
    line = texts.OFFERED(event=strong(spot.event.title), until=Moment(until, spot.event.plan.zone))
    return _news(texts.OFFERED_TITLE(title=talk.title), line, spot, _offer_buttons(talk, spot))


def coming_card(talk: Talk, spot: Spot, before: timedelta) -> Card:
    """A week, a day or an hour before: when and where, and what to prepare."""
    if before >= timedelta(days=7):
        advice = texts.PREPARE_WEEK(minutes=talk.what.minutes)
    else:
        advice = texts.PREPARE_DAY if before >= timedelta(days=1) else texts.PREPARE_HOUR
    cannot = (Button(texts.BUTTON_CANNOT, f"talk:{talk.id}:cannot:{spot.event.id}"),)
    return _news(texts.COMING_TITLE(title=talk.title), advice, spot, cannot)


def moved_card(talk: Talk, spot: Spot) -> Card:
    """The event has another time or place: as it is now, and whether they still can."""
    line = texts.MOVED(event=strong(spot.event.title))
    return _news(texts.MOVED_TITLE(title=talk.title), line, spot, _confirm_buttons(talk, spot))


def _news(title: Line, line: Line, spot: Spot, buttons: tuple[Button, ...]) -> Card:
    place = spot.event.plan.place
    relative: Line = ()
    if spot.slot is not None:
        relative = (Say(" · "), Moment(spot.start, spot.event.plan.zone, MomentStyle.RELATIVE))
    blocks: list[Block] = [
        Paragraph(line),
        Field("Event", (Typed(spot.event.title),)),
        Field("You are on", (*on_at(spot), *relative)),
        Field("Minutes", (Say(str(spot.item.minutes)),)),
    ]
    if place:
        blocks.append(Field("Where", (Typed(place),)))
    return Card(title=title, tone="good", blocks=tuple(blocks), buttons=(buttons,))


def waiting_card(talk: Talk) -> Card:
    return Card(title=texts.WAITING_TITLE(title=talk.title), tone="waiting", blocks=(Paragraph(texts.WAITING),))


def declined_card(talk: Talk) -> Card:
    return Card(
        title=texts.DECLINED_TITLE(title=talk.title),
        tone="quiet",
        blocks=(Paragraph(texts.DECLINED), Quote(talk.reply), Note(texts.DECLINED_AGAIN)),
    )


def unplaced_card(talk: Talk, event: Event) -> Card:
    line = texts.UNPLACED(event=strong(event.title))
    return Card(title=texts.UNPLACED_TITLE(title=talk.title), tone="waiting", blocks=(Paragraph(line),))


def called_off_card(talk: Talk, event: Event) -> Card:
    line = texts.CALLED_OFF(talk=strong(talk.title))
    return Card(title=texts.CALLED_OFF_TITLE(title=event.title), tone="bad", blocks=(Paragraph(line),))


def untold_card(talk: Talk) -> Card:
    """To an organizer: their answer did not reach the speaker."""
    line = texts.UNTOLD(name=talk.name, title=strong(talk.title))
    return Card(title=texts.UNTOLD_TITLE(name=talk.name), tone="bad", blocks=(Paragraph(line),))
