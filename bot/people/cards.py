"""How help looks."""

from __future__ import annotations

from bot.chat.catalog import COMMANDS, Who
from bot.chat.views import Block, Bullets, Card, Line, Paragraph, Say
from bot.people import texts


def help_card(*, organizer: bool) -> Card:
    """What this person can do here, one line a command."""
    blocks: list[Block] = [Paragraph(texts.HELP_MEMBER), Bullets(_lines("member"))]
    if organizer:
        blocks += [Paragraph(texts.HELP_ORGANIZERS), Bullets(_lines("organizer"))]
    return Card(title=texts.HELP_TITLE, blocks=tuple(blocks))


def _lines(who: Who) -> tuple[Line, ...]:
    return tuple(
        texts.HELP_COMMAND(name=Say(each.name, strong=True), summary=Say(each.summary))
        for each in COMMANDS
        if each.who == who
    )
