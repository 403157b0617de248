"""Who is calling, and what their role allows: the two questions that begin most transactions."""

from __future__ import annotations

from bot.app import Call
from bot.chat import catalog
from bot.chat.replies import Refusal
from bot.chat.views import Say
from bot.people import texts
from bot.people.model import Member
from bot.ports import Tx


def meet(tx: Tx, call: Call) -> Member:
    """The member who calls, made on first sight."""
    return tx.members.meet(call.space.community, call.who, call.space.id, call.at)


def known_member(tx: Tx, call: Call) -> Member | None:
    """The member who calls, as far as we know them; for reading, which makes nobody a member."""
    return tx.members.find(call.space.community, call.who)


def organizes(tx: Tx, call: Call) -> bool:
    """Whether the caller is an organizer, on this platform or on another one."""
    member = known_member(tx, call)
    return bool(call.who.organizer) or (member is not None and member.organizer)


def require_organizer(call: Call, member: Member | None, command: str) -> None:
    """Refuse a person who is no organizer on this platform nor on another one; `command` is its full name."""
    if not (call.who.organizer or (member is not None and member.organizer)):
        raise Refusal(texts.ORGANIZERS_ONLY(command=Say(f"/{catalog.command(command).name}")))
