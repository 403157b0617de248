"""How what is stored about a person looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.chat.views import Attachment, Block, Bullets, Button, Card, Line, Moment, Note, Paragraph, Say
from bot.events.model import Event
from bot.people.model import Platform
from bot.privacy import texts

Told = Mapping[str, Sequence[Mapping[str, str | int | None]]]
_APART = ("member", "accounts")  # said in sentences of their own


def privacy_card(told: Told, zone: str) -> Card:
    """What is stored, in words."""
    lines = [_account(each, zone) for each in told.get("accounts", ())]
    lines[:0] = [texts.SINCE(when=_moment(each["joined_at"], zone)) for each in told.get("member", ())]
    lines += [
        texts.SECTION(what=Say(texts.SECTIONS.get(section, section.replace("_", " ").capitalize())), count=len(kept))
        for section, kept in told.items()
        if section not in _APART
    ]
    return Card(
        title=texts.TITLE,
        blocks=(Bullets(tuple(lines)), Note(texts.WHY)),
        buttons=(
            (
                Button(texts.BUTTON_EXPORT, "privacy:export", "good"),
                Button(texts.BUTTON_FORGET, "privacy:forget", "bad"),
            ),
        ),
    )


def _account(account: Mapping[str, str | int | None], zone: str) -> Line:
    platform = Platform(str(account["platform"])).title
    return texts.ACCOUNT(name=str(account["name"]), platform=Say(platform), when=_moment(account["seen_at"], zone))


def _moment(told: str | int | None, zone: str) -> Moment:
    return Moment(datetime.fromisoformat(str(told)), zone)


def nothing_card() -> Card:
    return Card(title=texts.TITLE, tone="quiet", blocks=(Paragraph(texts.NOTHING),))


def export_card(file: Attachment) -> Card:
    return Card(title=texts.TITLE, blocks=(Paragraph(texts.EXPORT),), attachment=file)


def ask_forget_card(*, seats: int, hosted: int, scheduled: int) -> Card:
    """Before somebody is forgotten: what that will do."""
    blocks: list[Block] = [Paragraph(texts.ASK)]
    if seats:
        blocks.append(Paragraph(texts.ASK_SEATS(count=seats)))
    if hosted:
        blocks.append(Paragraph(texts.ASK_HOSTED(count=hosted)))
    if scheduled:
        blocks.append(Paragraph(texts.ASK_SCHEDULED(count=scheduled)))
    button = Button(texts.BUTTON_YES, "privacy:forget:yes", "bad")
    return Card(title=texts.ASK_TITLE, tone="bad", blocks=tuple(blocks), buttons=((button,),))


def forgotten_card() -> Card:
    return Card(tone="quiet", blocks=(Paragraph(texts.FORGOTTEN),))


def handed_over_card(event: Event) -> Card:
    """To an organizer who is a host now."""
    when = Moment(event.plan.starts_at, event.plan.zone)
    return Card(
        title=texts.HANDED_TITLE(title=event.title),
        tone="waiting",
        blocks=(Paragraph(texts.HANDED(when=when)),),
        buttons=((Button(texts.BUTTON_PEOPLE, f"event:{event.id}:people"),),),
    )
