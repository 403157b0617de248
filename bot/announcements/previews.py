"""An announcement before it goes out: as it will be, with everything to decide about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.announcements import texts
from bot.announcements.cards import Outline, body, goes_to, standing_buttons, when_line
from bot.announcements.model import TEXT_LENGTH, Audience, Mention, State, due_of
from bot.chat import limits
from bot.chat.views import (
    Block,
    Button,
    Card,
    ChannelChoice,
    Choice,
    Everyone,
    Field,
    Line,
    Option,
    Paragraph,
    Typed,
)

_PAGE = limits.OPTIONS - 1  # one is left for "more"


def preview_card(outline: Outline, *, page: int = 0, note: Line | None = None) -> Card:
    """The announcement as it will be, then who gets it and when, with everything to decide about it."""
    announcement = outline.announcement
    ping = Everyone(announcement.mention is Mention.HERE)
    usual = texts.PREVIEW_SCHEDULED if announcement.state is State.SCHEDULED else texts.PREVIEW
    blocks = [*body(announcement, outline.event), Paragraph(note or usual)]
    blocks += [Field("Goes to", goes_to(outline)), Field("When", when_line(outline))]
    if announcement.audience is Audience.CHANNELS:
        nobody = announcement.mention is Mention.NOBODY
        blocks.append(Field("Pings", texts.PINGS_NOBODY if nobody else texts.PINGS(everyone=ping)))
    length = texts.LENGTH(length=len(announcement.wording.text), limit=TEXT_LENGTH)
    blocks.append(Field("Length", length))
    return Card(
        title=(Typed(announcement.title),),
        tone="waiting",
        blocks=tuple(blocks),
        choices=tuple(_menus(outline, page)),
        buttons=(_preview_buttons(outline),),
    )


def _menus(outline: Outline, page: int) -> Iterable[Choice | ChannelChoice]:
    announcement = outline.announcement
    route = f"announce:{announcement.id}:{announcement.version}"
    if outline.event is not None:
        options = [
            Option(texts.OPTION_CHANNELS, Audience.CHANNELS.value),
            Option(texts.OPTION_GOING, Audience.GOING.value),
            Option(texts.OPTION_WAITING, Audience.WAITING.value),
            Option(texts.OPTION_BOTH, Audience.BOTH.value),
            Option(texts.OPTION_SPEAKING, Audience.SPEAKING.value),
        ]
        yield Choice(texts.PICK_AUDIENCE, f"{route}:audience", tuple(options))
    if announcement.audience is not Audience.CHANNELS:
        return
    yield ChannelChoice(texts.PICK_CHANNEL, f"{route}:channel")
    if outline.elsewhere:
        yield Choice(texts.PICK_ELSEWHERE, f"{route}:elsewhere", _elsewhere(outline, page))
    off = announcement.mention is Mention.NOBODY
    mentions = (
        Option(texts.OPTION_NOBODY, Mention.NOBODY.value),
        Option(texts.OPTION_HERE, Mention.HERE.value, texts.DETAIL_HERE),
        Option(texts.OPTION_EVERYONE, Mention.EVERYONE.value, texts.DETAIL_EVERYONE),
    )
    yield Choice(texts.PICK_MENTION if off else texts.PICK_MENTION_ON, f"{route}:mention", mentions)


def _elsewhere(outline: Outline, page: int) -> tuple[Option, ...]:
    picked = {(each.space, each.channel) for each in outline.spots}
    start = page if 0 <= page < len(outline.elsewhere) else 0
    options = tuple(
        Option(
            f"#{each.name} on {each.platform.title}",
            f"{each.space}:{each.external}",
            "Drop it" if (each.space, each.external) in picked else "Add it",
        )
        for each in outline.elsewhere[start : start + _PAGE]
    )
    if len(outline.elsewhere) <= _PAGE:
        return options
    following = start + _PAGE if start + _PAGE < len(outline.elsewhere) else 0
    return (*options, Option(texts.MORE_CHANNELS, f"more:{following}"))


def _preview_buttons(outline: Outline) -> tuple[Button, ...]:
    announcement = outline.announcement
    route = f"announce:{announcement.id}:{announcement.version}"
    scheduled = announcement.state is State.SCHEDULED
    timed = due_of(announcement.wording, outline.event) is not None
    if timed and not scheduled:
        go = Button(texts.BUTTON_SCHEDULE, f"{route}:schedule", "good")
    else:
        go = Button(texts.BUTTON_SEND, f"{route}:send", "plain" if scheduled else "good")
    away = texts.BUTTON_CALL_OFF if scheduled else texts.BUTTON_DISCARD
    return (
        go,
        Button(texts.BUTTON_CHANGE, f"announce:{announcement.id}:change"),
        Button(away, f"{route}:discard", "bad"),
    )


def under_way_card(outline: Outline) -> Card:
    """It is on its way, or will be."""
    announcement, title = outline.announcement, outline.announcement.title
    if announcement.state is State.SCHEDULED:
        blocks: tuple[Block, ...] = (
            Field("When", when_line(outline)),
            Paragraph(texts.SCHEDULED(places=goes_to(outline))),
        )
        return Card(title=texts.SCHEDULED_TITLE(title=title), tone="good", blocks=blocks)
    return Card(
        title=texts.OUT_TITLE(title=title),
        tone="good",
        blocks=(Paragraph(texts.OUT(places=goes_to(outline))),),
        buttons=(standing_buttons(announcement),),
    )
