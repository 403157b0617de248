"""Routes: what a button carries leads to one thing, and what nobody made leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import features
from bot.chat.router import Router
from bot.chat.views import Button, Card
from bot.checkin.cards import door_card
from bot.checkin.model import Arrival, Door, Expected
from bot.events import cards, edit_cards, list_cards
from bot.events.destinations import Destinations
from bot.events.model import Attendance, Move, Standing
from tests.bot.events.test_seats import NOW, event


def table() -> Router[str]:
    router: Router[str] = Router()
    router.add("rsvp:{event:int}:{answer}", "answer")
    router.add("event:{event:int}:people", "people")
    return router


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("rsvp:42:going", ("answer", {"event": 42, "answer": "going"})),
        ("event:7:people", ("people", {"event": 7})),
        ("rsvp:x:going", None),
        ("rsvp:42:going:more", None),
        ("rsvp:42", None),
        ("rsvp:99999999999999999999:going", None),
        ("rsvp:9999999999999999999:going", None),  # beyond what a database holds
        ("rsvp:٤٢:going", None),  # digits, but not ours
        ("", None),
    ],
)
def test_find(route: str, expected: tuple[str, dict[str, str | int]] | None) -> None:
    found = table().find(route)
    assert (None if found is None else (found.target, found.arguments)) == expected


def test_a_pattern_is_taken_once() -> None:
    router = table()
    with pytest.raises(ValueError, match="already"):
        router.add("rsvp:{event:int}:{answer}", "again")


@given(st.text(max_size=120))
def test_any_text_finds_something_or_nothing(route: str) -> None:
    features.BUTTONS.find(route)
    features.FORMS.find(route)


def routes_of(card: Card) -> list[str]:
    return [each.route for row in card.buttons for each in row if isinstance(each, Button)] + [
        each.route for each in card.choices
    ]


def test_every_button_of_our_cards_leads_somewhere() -> None:
    happening = event(10, taken=3, waiting=1)
    nobody = Attendance((), (), ())
    shown = [
        cards.event_card(happening, nobody, NOW),
        cards.reminder_card(happening),
        cards.promoted_card(happening),
        cards.ask_cancel_card(happening),
        list_cards.list_card([happening]),
        cards.created_card(happening, Destinations(("Discord",), ("Slack",)), NOW),
        edit_cards.moved_card(happening, Move(1, NOW, "UTC", "", last=True), Standing.GOING),
        edit_cards.with_tools(cards.event_card(happening, nobody, NOW), happening, confirmed=0, door=True),
        door_card(Door(happening, 1, 0, 1, 3, (Expected(1, "Ana"),), (Arrival(1, None, "Zoe", seated=False),))),
    ]
    routes = [route for card in shown for route in routes_of(card)]
    assert len(routes) > 10
    assert [route for route in routes if not (features.BUTTONS.find(route) or features.opens_form(route))] == []
