"""From what people type or pick to the event, and the answer, that they mean."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import Call
from bot.chat.replies import Refusal
from bot.chat.typed import one_line
from bot.events import texts
from bot.events.forms import limited
from bot.events.list_cards import pick_event
from bot.events.model import Answer, Event, State
from bot.ports import Tx

_ANSWERS = {
    Answer.GOING: {"going", "yes", "y", "in", "+1"},
    Answer.MAYBE: {"maybe", "perhaps"},
    Answer.NO: {"no", "n", "not going", "out", "can't", "can't make it", "cannot", "-1"},
}


def read_answer(text: str) -> Answer:
    """What a person means by an answer in words."""
    tidy = one_line(text).lower().replace("’", "'")
    for answer, words in _ANSWERS.items():
        if tidy in words:
            return answer
    raise Refusal(texts.UNKNOWN_ANSWER(text=limited(text)))


def find_answered(tx: Tx, call: Call, text: str) -> tuple[Event, Answer]:
    """An event and the answer that may follow its name: "3 not going", "Lightning talks" (which is going).

    The whole text is tried as a name first: an event may be called "Hang out".
    """
    words = one_line(text)
    answers = sorted(((each, answer) for answer, named in _ANSWERS.items() for each in named), key=_longest_first)
    for said, answer in answers:
        if words.lower().replace("’", "'").endswith(f" {said}") and not _is_name(tx, call, words):
            return find_event(tx, call, words[: -len(said)]), answer
    return find_event(tx, call, words), Answer.GOING


def _longest_first(said: tuple[str, Answer]) -> int:
    return -len(said[0])


def _is_name(tx: Tx, call: Call, words: str) -> bool:
    """Whether exactly one planned event has these words in its title."""
    return sum(words.lower() in each.title.lower() for each in upcoming(tx, call)) == 1


def find_event(
    tx: Tx, call: Call, text: str, *, among: Sequence[Event] | None = None, route: str = "event:show"
) -> Event:
    """The event that a person means by its number or by (part of) its title, `among` what is coming up or those given;
    refuses what is unclear, with an example and a menu that leads to `route`.
    """
    wanted = one_line(text).lower()
    events = upcoming(tx, call) if among is None else among
    if (digits := wanted.removeprefix("#")).isascii() and digits.isdigit() and len(digits) <= 18:  # noqa: PLR2004 - a 64-bit number
        return known_event(tx, call, int(digits))
    exact = [each for each in events if each.title.lower() == wanted]
    fitting = exact or [each for each in events if wanted in each.title.lower()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        choice = pick_event(fitting, route, texts.PICK_EVENT)
        raise Refusal(texts.SEVERAL_EVENTS(text=limited(text), example=f"#{fitting[0].id}"), choices=(choice,))
    if events:
        raise Refusal(texts.NO_SUCH_EVENT_TRY(text=limited(text), example=events[0].title))
    raise Refusal(texts.NO_SUCH_EVENT(text=limited(text)))


def known_event(tx: Tx, call: Call, number: int, *, lock: bool = False) -> Event:
    """The community's event with this number, held against other writers with `lock`; refuses when there is none."""
    if (event := tx.events.lock(number) if lock else tx.events.get(number)) is None:
        raise Refusal(texts.NO_SUCH_NUMBER)
    return _ours(event, call)


def _ours(event: Event, call: Call) -> Event:
    """An event of another community does not exist for us."""
    if event.community != call.space.community:
        raise Refusal(texts.NO_SUCH_NUMBER)
    return event


def open_event(tx: Tx, call: Call, number: int) -> Event:
    """The community's event with this number, which is planned and has not begun; refuses any other."""
    return not_begun(known_event(tx, call, number), call)


def _still_planned(event: Event) -> Event:
    if event.state is State.CANCELLED:
        raise Refusal(texts.ALREADY_CANCELLED(title=event.title))
    return event


def not_over(event: Event, call: Call) -> Event:
    """The event, which is planned and not over; refuses any other."""
    _still_planned(event)
    if event.over(call.at):
        raise Refusal(texts.ALREADY_OVER(title=event.title))
    return event


def not_begun(event: Event, call: Call) -> Event:
    """The event, which is planned and has not begun; refuses any other."""
    _still_planned(event)
    if event.started(call.at):
        raise Refusal(texts.ALREADY_STARTED(title=event.title))
    return event


def upcoming(tx: Tx, call: Call) -> Sequence[Event]:
    """What is coming up in the caller's community, the next one first."""
    return tx.events.upcoming(call.space.community, call.at)


def picked_number(text: str) -> int:
    """A number that a platform hands back to us; what is none is an event that is not there."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0  # noqa: PLR2004 - a 64-bit number
