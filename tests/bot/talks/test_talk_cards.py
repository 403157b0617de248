"""The cards about talks: every button leads somewhere, every sentence is whole, the longest texts fit on both platforms."""

from datetime import timedelta

import pytest
from discord import ui

from bot import features
from bot.chat import limits
from bot.chat.views import Button, Card, Sentence
from bot.events.model import Event
from bot.talks import cards, lineup_cards, review_cards, texts
from bot.talks.forms import open_decline_form, open_timing_form, proposal_form, typed
from bot.talks.model import (
    MOST_ITEMS,
    Decision,
    Given,
    Item,
    Lineup,
    Proposal,
    SlotState,
    Spot,
    Talk,
    TalkKind,
    TalkState,
    Timing,
    schedule,
)
from cogs.discord import render as discord
from cogs.slack import render as slack
from tests.bot.events.test_seats import NOW, event
from tests.bot.talks.test_talk_forms import CALL

LINK = "https://example.org/" + "x" * 270


def talk(state: TalkState = TalkState.PROPOSED, title: str = "Bees", name: str = "Ana") -> Talk:
    what = Proposal(title, "*" * 1200, TalkKind.WORKSHOP, 90, first=True, links=(LINK,) * 5, wish=1)
    return Talk(7, 1, 1, name, what, state, Decision("Emma", NOW), reply="_" * 1000)


def item(number: int, state: SlotState, *, title: str = "Bees", name: str = "Ana") -> Item:
    held = NOW + timedelta(hours=5) if state is SlotState.HELD else None
    return Item(number, 1, number, 5, state, NOW, number, title, 1, name, TalkKind.LIGHTNING, held)


def every_card(happening: Event) -> list[Card]:
    spots = [Spot(happening, item(7, state), None) for state in SlotState]
    planned, longest = spots[1], talk(title="*" * 100, name="_" * 80)
    given = [Given(longest, "`" * 100, NOW, "UTC")] * 30
    full = Lineup(
        1, Timing(15, 5), tuple(item(n, SlotState.PLANNED, title="*" * 100, name="_" * 80) for n in range(24))
    )
    return [
        *[cards.talk_card(talk(state), None, happening, NOW) for state in TalkState],
        *[cards.talk_card(talk(TalkState.PLACED), spot, None, NOW) for spot in spots],
        *[review_cards.proposal_card(talk(state), None, happening, NOW, "UTC") for state in TalkState],
        *[review_cards.proposal_card(talk(TalkState.PLACED), spot, None, NOW, "UTC") for spot in spots],
        review_cards.proposal_card(talk(TalkState.WAITING), spots[0], None, NOW, "UTC"),
        review_cards.proposal_card(longest, None, None, NOW, "UTC"),
        cards.mine_card([], {}, NOW),
        cards.mine_card([talk()], {7: None}, NOW),
        cards.received_card(longest, happening, any_instead=True),
        cards.withdraw_card(talk(), planned),
        cards.history_card(given),
        cards.accepted_card(longest, planned),
        cards.confirm_card(longest, planned),
        cards.offered_card(longest, spots[0], NOW),
        *[cards.coming_card(longest, planned, timedelta(hours=hours)) for hours in (168, 24, 1)],
        cards.waiting_card(longest),
        cards.declined_card(longest),
        cards.unplaced_card(longest, happening),
        cards.called_off_card(longest, happening),
        review_cards.pick_event_card(talk(), [(happening, 30)]),
        review_cards.pick_event_card(talk(), []),
        review_cards.review_card([talk()]),
        review_cards.review_card([]),
        review_cards.freed_card(happening, spots[0], 20),
        review_cards.freed_card(happening, None, 20),
        lineup_cards.lineup_card(happening, full),
        lineup_cards.arrange_card(happening, full, [event(5)], picked=full.items[3]),
        lineup_cards.arrange_card(happening, Lineup(1, Timing(), ())),
        lineup_cards.no_lineup_card(),
    ]


def test_every_button_leads_somewhere() -> None:
    shown = every_card(event(10))
    routes = {each.route for card in shown for row in card.buttons for each in row if isinstance(each, Button)}
    routes |= {each.route for card in shown for each in card.choices}
    assert len(routes) > 20
    lost = [each for each in routes if features.BUTTONS.find(each) is None and features.OPENERS.find(each) is None]
    assert lost == []


async def test_the_longest_cards_fit_on_both_platforms() -> None:
    for card in every_card(event(10)):
        view = discord.card(card)
        assert view.content_length() <= limits.DISCORD_TEXT
        assert len(slack.card(card)) <= 50
    forms = [
        proposal_form("talk:propose", typed(talk().what), [event(10)]),
        open_decline_form(CALL, {}, talk=1),
        open_timing_form(CALL, {}, event=1),
    ]
    for form in forms:
        assert features.FORMS.find(form.route) is not None
        assert discord.form(form).to_dict()["components"]
        assert slack.form(form, remember="")["blocks"]


async def test_a_full_line_up_is_shown_whole() -> None:
    """Of the longest names, each is shortened a little, so that nobody is left out."""
    items = tuple(item(n, SlotState.PLANNED, title=f"{n:02}" + "a" * 98, name="b" * 80) for n in range(MOST_ITEMS))
    card = lineup_cards.lineup_card(event(10), Lineup(1, Timing(), items))
    shown = "".join(each.content for each in discord.card(card).walk_children() if isinstance(each, ui.TextDisplay))
    assert [n for n in range(MOST_ITEMS) if f"**{n:02}aaa" not in shown] == []


@pytest.mark.parametrize("name", [name for name, each in vars(texts).items() if isinstance(each, Sentence)])
def test_every_sentence_is_whole(name: str) -> None:
    template = vars(texts)[name].template
    assert "{}" not in template
    assert template == template.strip()
    assert "!" not in template


def test_what_has_no_time_left_says_so() -> None:
    happening = event(10)
    crowded = Lineup(
        1, Timing(doors=110), (item(1, SlotState.CONFIRMED), item(2, SlotState.CONFIRMED), item(3, SlotState.CONFIRMED))
    )
    slots = schedule(happening.plan.starts_at, happening.plan.ends_at, crowded.items, crowded.timing)
    assert [each is None for each in slots] == [False, False, True]
    shown = str(slack.card(lineup_cards.arrange_card(happening, crowded)))
    assert "no time left" in shown
    assert "min longer than the event" in shown
