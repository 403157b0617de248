"""How joining two accounts looks, and separating them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat import limits
from bot.chat.views import Block, Button, Card, Line, Moment, MomentStyle, Paragraph, Say, Typed, join
from bot.people import texts
from bot.people.intro_cards import NAME_ON_CARD
from bot.people.model import Owned, Platform


def account_line(account: Owned) -> Line:
    name = (Typed(limits.clip(account.name, NAME_ON_CARD), strong=True),)
    return texts.ACCOUNT(name=name, platform=Say(account.platform.title))


def accounts_line(accounts: Sequence[Owned]) -> Line:
    return join((account_line(each) for each in sorted(accounts, key=lambda each: each.platform.value)), " and ")


def other_platform(here: Platform) -> Say:
    return Say((Platform.SLACK if here is Platform.DISCORD else Platform.DISCORD).title)


def code_card(code: str, here: Platform, until: datetime, zone: str) -> Card:
    """To the person who wants to join two accounts: the code, where to type it, and how long it is good for."""
    shown = Say(code, strong=True)
    line = texts.LINK_CODE(code=shown, platform=other_platform(here), until=Moment(until, zone))
    return Card(title=texts.LINK_TITLE, blocks=(Paragraph(line), Paragraph(texts.LINK_SAFE)))


def locked(limit: int, here: Platform, until: datetime, zone: str) -> Line:
    when = Moment(until, zone, MomentStyle.RELATIVE)
    return texts.LINK_LOCKED(limit=limit, platform=other_platform(here), when=when)


def already_card(accounts: Sequence[Owned]) -> Card:
    return Card(blocks=(Paragraph(texts.LINK_ALREADY(accounts=accounts_line(accounts))),))


def linked_card(accounts: Sequence[Owned], freed: int) -> Card:
    """To the person whose accounts are joined; `freed` events had them twice."""
    blocks: list[Block] = [Paragraph(texts.LINKED(accounts=accounts_line(accounts)))]
    if freed:
        blocks.append(Paragraph(texts.LINKED_FREED_ONE if freed == 1 else texts.LINKED_FREED(count=freed)))
    return Card(title=texts.LINKED_TITLE, tone="good", blocks=tuple(blocks))


def linked_elsewhere_card(others: Sequence[Owned]) -> Card:
    """To the account whose code was used: so that nobody is joined without knowing."""
    line = texts.LINKED_ELSEWHERE(account=accounts_line(others))
    return Card(title=texts.LINKED_TITLE, blocks=(Paragraph(line), Paragraph(texts.LINKED_NOT_YOU)))


def ask_unlink_card(this: Owned, others: Sequence[Owned]) -> Card:
    line = texts.UNLINK_ASK(others=accounts_line(others), this=account_line(this))
    return Card(
        title=texts.UNLINK_TITLE,
        tone="bad",
        blocks=(Paragraph(line),),
        buttons=((Button(texts.BUTTON_UNLINK, "unlink:yes", "bad"),),),
    )


def unlinked_card(this: Owned, others: Sequence[Owned]) -> Card:
    line = texts.UNLINK_DONE(this=account_line(this), others=accounts_line(others))
    return Card(tone="quiet", blocks=(Paragraph(line),))
