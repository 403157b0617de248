"""Setting up: the community's name and zone, where a space posts, who its organizers are, and how spaces come together.

What is chosen here wins over the environment. A new zone is how people's words are read from then on; planned events keep
the one they were planned in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from bot.app import App, Call
from bot.asks.posting import bring_asks
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form, Say
from bot.delivery.model import PostKind
from bot.events.posts import announce
from bot.people.homes import remember_spaces
from bot.people.intros import bring_intros
from bot.people.model import Member, Platform, Purpose, Space
from bot.people.presence import meet, require_organizer
from bot.ports import Tx
from bot.privacy.forgetting import erase
from bot.setup import cards, texts
from bot.setup.forms import code_form, name_form, read_zone, zone_form
from bot.setup.model import GOOD_FOR, House, hash_code, new_code
from bot.talks.posts import show_talks

P = ParamSpec("P")
COMMAND = "hallway setup"
# What everybody leaves behind by calling; it moves along, so it keeps nobody from joining.
_LIGHT = {"member", "accounts", "drafts", "organizer_of", "codes", "messages"}


async def show_setup(app: App, call: Call) -> Card:
    """What is set here, with what changes it."""
    return await _write(app, _show, call)


async def set_up(app: App, call: Call, *, zone: str = "", code: str = "") -> Card:
    """The same, or at once what the command already says: the zone, or a code from the other platform."""
    if code.strip():
        return await connect(app, call, code)
    if zone.strip():
        return await _write(app, _choose_zone_named, call, zone)
    return await show_setup(app, call)


async def require_allowed(app: App, call: Call) -> None:
    """Refuse whoever is no organizer, before a platform is asked for anything on their behalf."""
    await app.store.read(_name, call)


async def open_name(app: App, call: Call) -> Form:
    """The form for the name, with the one that is."""
    name = await app.store.read(_name, call)
    return name_form(call, {"name": name})


async def open_zone(app: App, call: Call) -> Form:
    """The form for the zone, with the one that is."""
    await app.store.read(_name, call)
    return zone_form(call)


async def open_code(app: App, call: Call) -> Form:
    """The form to type a code into."""
    await app.store.read(_name, call)
    return code_form(call)


async def choose_name(app: App, call: Call, name: str) -> Card:
    """Call the community something else than the environment does."""
    return await _write(app, _choose_name, call, name)


async def choose_zone(app: App, call: Call, zone: str) -> Card:
    """Read people's words in another zone from now on."""
    return await _write(app, _choose_zone, call, zone)


async def pick_zone(app: App, call: Call, *, picked: str) -> Card:
    """The same, for the zone that was picked from a menu."""
    return await _write(app, _choose_zone_named, call, picked)


async def show_channels(app: App, call: Call) -> Card:
    """Which channels are for what else than events."""
    return await _write(app, _show_channels, call)


async def choose_channel(app: App, call: Call, *, picked: str = "", purpose: str = Purpose.EVENTS.value) -> Card:
    """Post in the channel that was picked from now on, beginning with what is there already and stands nowhere yet."""
    return await _write(app, _choose_channel, call, Purpose(purpose), picked)


async def choose_organizers(app: App, call: Call, *, picked: str = "") -> Card:
    """Make these roles or people this space's organizers; none leaves it to the environment again."""
    return await _write(app, _choose_organizers, call, picked)


async def show_code(app: App, call: Call) -> Card:
    """Give a code that brings another space into this community."""
    return await _write(app, _give_code, call, new_code())


async def connect(app: App, call: Call, code: str) -> Card:
    """Bring this space into the community that a code is from, unless that would mix what two communities have."""
    return await _write(app, _connect, call, code)


async def _write(
    app: App, work: Callable[Concatenate[Tx, Call, P], Card], call: Call, *rest: P.args, **more: P.kwargs
) -> Card:
    """Run one transaction of setup, then let the directory follow."""
    card = await app.store.write(work, call, *rest, **more)
    await remember_spaces(app)
    return card


# --- Transactions ----------------------------------------------------------------------------------------------------


def _organizer(tx: Tx, call: Call) -> Member:
    member = meet(tx, call)
    require_organizer(call, member, COMMAND)
    return member


def _name(tx: Tx, call: Call) -> str:
    require_organizer(call, tx.members.find(call.space.community, call.who), COMMAND)
    return tx.communities.get(call.space.community).name


def _show(tx: Tx, call: Call) -> Card:
    _organizer(tx, call)
    space = tx.spaces.get(call.space.id)
    house = House(
        tx.communities.get(space.community),
        space,
        tuple(each for each in tx.spaces.of(space.community) if each.id != space.id),
        tuple(sorted(tx.organizers.of(space.id))),
    )
    return cards.setup_card(house, call.at)


def _choose_name(tx: Tx, call: Call, name: str) -> Card:
    _organizer(tx, call)
    tx.communities.choose_name(call.space.community, name)
    return cards.done_card(texts.NAMED(name=name))


def _choose_zone(tx: Tx, call: Call, zone: str) -> Card:
    _organizer(tx, call)
    tx.communities.choose_zone(call.space.community, zone)
    return cards.zoned_card(zone, call.at)


def _choose_zone_named(tx: Tx, call: Call, text: str) -> Card:
    _organizer(tx, call)
    return _choose_zone(tx, call, read_zone(call, text))


def _show_channels(tx: Tx, call: Call) -> Card:
    _organizer(tx, call)
    return cards.channels_card(tx.spaces.get(call.space.id))


def _choose_channel(tx: Tx, call: Call, purpose: Purpose, picked: str) -> Card:
    _organizer(tx, call)
    if not picked:
        return _show(tx, call) if purpose is Purpose.EVENTS else _show_channels(tx, call)
    tx.spaces.choose_channel(call.space.id, purpose, picked)
    return cards.channel_card(purpose, _bring(tx, purpose, tx.spaces.get(call.space.id), call.at))


def _bring(tx: Tx, purpose: Purpose, space: Space, now: datetime) -> int:
    """Owe what there is already to the channel that was chosen for it; how many, as far as it is of interest."""
    match purpose:
        case Purpose.EVENTS:
            bring_asks(tx, space, now)  # where they have no channel of their own
            return _catch_up(tx, space, now)
        case Purpose.INTROS:
            return bring_intros(tx, space, now)
        case Purpose.ASKS:
            return bring_asks(tx, space, now)
        case Purpose.ORGANIZERS:
            show_talks(tx, space, now)
            return 0


def _catch_up(tx: Tx, space: Space, now: datetime) -> int:
    """Owe what is planned to a space that does not show it yet; how many events."""
    planned = [each for each in tx.events.upcoming(space.community, now) if not each.started(now)]
    missing = [each for each in planned if space.id not in _shown_in(tx, each.id)]
    return sum(bool(announce(tx, each, [space], now)) for each in missing)


def _shown_in(tx: Tx, event: int) -> set[int]:
    return {each.space for each in tx.posts.of(PostKind.EVENT, event)}


def _choose_organizers(tx: Tx, call: Call, picked: str) -> Card:
    member = _organizer(tx, call)
    chosen = [each for each in picked.split(",") if each]
    if call.space.platform is Platform.DISCORD and call.space.external in chosen:
        raise Refusal(texts.ORGANIZERS_EVERYONE)  # the role that everybody on a server has carries the server's own id
    tx.organizers.choose(call.space.id, chosen)
    # Who was one by the former choice is asked for again with their next call; the account that calls now stays.
    tx.members.doubt_organizers(call.space.id, member.account)
    return cards.done_card(texts.ORGANIZERS_SET if chosen else texts.ORGANIZERS_RESET)


def _give_code(tx: Tx, call: Call, code: str) -> Card:
    member = _organizer(tx, call)
    tx.space_codes.give(hash_code(code), call.space.community, member.id, call.at + GOOD_FOR)
    return cards.code_card(code)


def _connect(tx: Tx, call: Call, code: str) -> Card:
    if tx.calls.done(call.key) is not None:
        return _connected(tx, call, 0)
    _organizer(tx, call)
    old, hashed = call.space.community, hash_code(code)
    new = tx.space_codes.find(hashed, call.at)
    if new is None:
        raise Refusal(texts.CODE_WRONG)
    if new == old:
        raise Refusal(texts.CODE_SAME)
    if (what := _in_the_way(tx, old)) is not None:
        raise Refusal(texts.CODE_NOT_EMPTY(name=tx.communities.get(new).name, what=(what,)))
    tx.calls.remember(call.key, f"community:{new}", call.at)
    tx.space_codes.use(hashed)
    tx.space_codes.void(old)
    for twin in tx.members.twins(old, new):
        erase(tx, twin, call.at)
    tx.members.move(old, new)
    tx.spaces.move(call.space.id, new)
    space = tx.spaces.get(call.space.id)
    bring_intros(tx, space, call.at)
    bring_asks(tx, space, call.at)
    posted = _catch_up(tx, space, call.at)
    show_talks(tx, space, call.at)
    return _connected(tx, call, posted)


def _connected(tx: Tx, call: Call, posted: int) -> Card:
    space = tx.spaces.get(call.space.id)
    others = [each for each in tx.spaces.of(space.community) if each.id != space.id]
    return cards.connected_card(tx.communities.get(space.community), space, others, posted)


def _in_the_way(tx: Tx, community: int) -> Say | None:
    """What a community has that joining another one would mix or lose; its people alone are no obstacle."""
    if tx.events.any(community):
        return Say(texts.HAS_EVENTS)
    if len(tx.spaces.of(community)) > 1:
        return Say(texts.HAS_SPACES)
    for member in tx.members.everyone(community):
        for rows in tx.personal:
            if any(kept for section, kept in rows.export(member).items() if section not in _LIGHT):
                return Say(texts.HAS_DATA)
    return None
