"""How asks and offers look: the card in public, and what its author and those who answer see. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.asks import texts
from bot.asks.model import Ask, Claim, Side
from bot.chat import limits
from bot.chat.views import Block, Button, Card, Field, Line, Moment, Note, Paragraph, Person, Quote, Say, Typed
from bot.people.model import Owned

_NAME_LENGTH = 40


def ask_card(ask: Ask, zone: str, now: datetime) -> Card:
    """The card in public, with its buttons while it is open."""
    blocks: list[Block] = []
    if not ask.open(now):
        blocks.append(Paragraph(texts.CLOSED if ask.closed else texts.RUN_OUT))
    blocks += _about(ask)
    if not ask.open(now):
        return Card(title=_title(ask), tone="quiet", blocks=tuple(blocks))
    blocks.append(Field("Open until", (Moment(ask.closes_at, zone),)))
    if ask.claims:
        answered = texts.ONE_ANSWER if ask.claims == 1 else texts.ANSWERS(number=ask.claims)
        blocks.append(Paragraph(answered))
    blocks.append(Note(texts.CONNECTS))
    return Card(
        title=_title(ask),
        tone="waiting" if ask.need.soon else "good",
        blocks=tuple(blocks),
        buttons=((_claim_button(ask), Button(texts.BUTTON_CLOSE, f"ask:{ask.id}:close")),),
    )


def _title(ask: Ask) -> Line:
    phrases, sentence = (texts.SOUGHT, texts.ASKS) if ask.side is Side.ASK else (texts.GIVEN, texts.OFFERS)
    return sentence(name=_short(ask.author_name), topic=Say(phrases[ask.need.topic.value]))


def _short(name: str) -> str:
    return limits.clip(name, _NAME_LENGTH)


def _about(ask: Ask) -> list[Block]:
    blocks: list[Block] = [Quote(ask.need.text)]
    if ask.need.words:
        blocks.append(Field("About", (Typed(ask.need.words),)))
    blocks.append(Field("When", texts.SOON if ask.need.soon else texts.NO_HURRY))
    return blocks


def _claim_button(ask: Ask) -> Button:
    label = texts.BUTTON_HELP if ask.side is Side.ASK else texts.BUTTON_TAKE
    return Button(label, f"ask:{ask.id}:claim", "good")


def posted_card(ask: Ask, zone: str, places: Iterable[str]) -> Card:
    """To its author: where it stands."""
    where = " and ".join(places)
    until = Moment(ask.closes_at, zone)
    return Card(
        title=texts.POSTED_ASK if ask.side is Side.ASK else texts.POSTED_OFFER,
        tone="good" if where else "waiting",
        blocks=(
            *_about(ask),
            Paragraph(texts.POSTED(places=Say(where), until=until) if where else texts.POSTED_NOWHERE),
        ),
        buttons=((Button(texts.BUTTON_CLOSE, f"ask:{ask.id}:close"),),),
    )


def _reach(accounts: Sequence[Owned]) -> list[Block]:
    """Where a person can be written to: by a mention on the platform at hand, by name on the other one."""
    return [
        Field(
            f"On {each.platform.title}",
            (Person(_short(each.name), ((each.platform, each.external),), ping=True),),
        )
        for each in accounts
    ]


def claimed_card(ask: Ask, author: Sequence[Owned]) -> Card:
    """To the person who answered: whom to write to."""
    line = texts.CLAIMED(name=_short(ask.author_name))
    return Card(tone="good", blocks=(Paragraph(line), *_reach(author)))


def answer_card(ask: Ask, claim: Claim, name: str, accounts: Sequence[Owned], now: datetime) -> Card:
    """To the author: who answered, and how to thank them."""
    buttons = [] if claim.thanked else [Button(texts.BUTTON_THANK, f"ask:thank:{claim.id}", "good")]
    if ask.open(now):
        buttons.append(Button(texts.BUTTON_CLOSE, f"ask:{ask.id}:close"))
    return Card(
        title=texts.CLAIMED_TITLE(name=_short(name)),
        tone="good",
        blocks=(Paragraph(texts.CLAIMED_BODY), *_reach(accounts), Quote(ask.need.text)),
        buttons=(tuple(buttons),) if buttons else (),
    )


def match_card(ask: Ask) -> Card:
    """To a person who wants to hear of such asks."""
    seeking = ask.side is Side.ASK
    phrases = texts.SOUGHT if seeking else texts.GIVEN
    title = texts.MATCH_TITLE_ASK if seeking else texts.MATCH_TITLE_OFFER
    return Card(
        title=title(name=_short(ask.author_name), topic=Say(phrases[ask.need.topic.value])),
        tone="waiting" if ask.need.soon else "plain",
        blocks=(*_about(ask), Note(texts.MATCH_NOTE)),
        buttons=((_claim_button(ask),),),
    )


def thanks_card(ask: Ask) -> Card:
    """To the person who answered: the author's thanks."""
    return Card(title=texts.THANKS_TITLE(name=_short(ask.author_name)), tone="good", blocks=(Quote(ask.need.text),))


def told_card(line: Line) -> Card:
    return Card(tone="good", blocks=(Paragraph(line),))
