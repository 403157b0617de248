"""How calendar addresses are shown. Pure."""

from __future__ import annotations

from bot.chat.views import Block, Button, Card, Field, Note, Paragraph, Typed
from bot.events import calendar_texts as texts
from bot.events.model import Event


def addresses_card(community: str, personal: str, *, renewed: bool = False) -> Card:
    """To one member: the community's calendar and their own."""
    blocks: list[Block] = [Paragraph(texts.RENEWED)] if renewed else []
    blocks += [
        Field(texts.COMMUNITY, (Typed(community),)),
        Field(texts.PERSONAL, (Typed(personal),)),
        Paragraph(texts.HOW),
        Note(texts.COMING),
        Note(texts.SECRET),
    ]
    return Card(
        title=texts.TITLE,
        tone="good" if renewed else "plain",
        blocks=tuple(blocks),
        buttons=((Button(texts.BUTTON_RENEW, "calendar:renew"),),),
    )


def unlisted_card(event: Event) -> Card:
    """To the host: a platform does not take the event into its own list."""
    return Card(title=texts.UNLISTED_TITLE(title=event.title), tone="waiting", blocks=(Paragraph(texts.UNLISTED),))
