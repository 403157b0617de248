"""The cards about recaps: they fit on both platforms, say what they left out, and every button leads somewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import features
from bot.chat import limits
from bot.chat.views import Button, Card, Sentence
from bot.recap import cards, texts
from bot.recap.forms import open_answer_form, open_links_form, open_recap_form
from bot.recap.model import Question, Recap, RecapState, Story, Told
from cogs.discord import render as discord
from cogs.slack import render as slack
from sandbox.slack.plain import Reader
from tests.bot.events.test_seats import NOW, event
from tests.bot.talks.test_talk_forms import CALL

LINK = "https://example.org/" + "x" * 280


def story(talks: int = 2, questions: int = 2, **recap: object) -> Story:
    return Story(
        event(10),
        replace(Recap(1), **recap),  # type: ignore[arg-type]
        tuple(Told(n, f"Talk {n}", f"Speaker {n}", (f"https://example.org/{n}",)) for n in range(talks)),
        tuple(
            Question(n, 1, f"Talk {n % max(1, talks)}", "Ana", f"What of {n}?", f"Asker {n}", n)
            for n in range(questions)
        ),
        32,
        NOW + timedelta(days=1),
    )


def on_discord(card: Card) -> str:
    return "\n".join(each.content for each in discord.card(card).walk_children() if isinstance(each, ui.TextDisplay))


def on_slack(card: Card) -> str:
    return Reader().message({"blocks": slack.card(card)})


def every_card() -> list[Card]:
    posted = story(state=RecapState.POSTED, posted_at=NOW)
    ended = replace(event(10), plan=replace(event(10).plan, starts_at=NOW - timedelta(2), ends_at=NOW - timedelta(1)))
    stories = [story(), story(0, 0), posted, story(state=RecapState.HELD), replace(story(), event=ended)]
    told = story().talks[0]
    return [
        *[cards.preview_card(each, [event(10)], at) for each in stories for at in (NOW, NOW + timedelta(days=2))],
        *[cards.recap_card(each) for each in stories],
        *[cards.thanks_card(story(), each, NOW) for each in (told, replace(told, links=()))],
        *[cards.links_card(event(10), "Bees", links) for links in ((), (LINK,) * 5)],
        cards.thanks_card(story(2, 40), replace(told, talk=1), NOW, asked=True),
        cards.questions_card(1, "*" * 100, [replace(each, text="`" * 500) for each in story(2, 40).questions]),
        cards.questions_card(1, "Bees", [], texts.ANSWER_KEPT),
        cards.replied_card("*" * 100, "_" * 80, "`" * 500, "*" * 500),
        cards.no_event_card(),
    ]


def test_every_button_leads_somewhere() -> None:
    shown = every_card()
    routes = {each.route for card in shown for row in card.buttons for each in row if isinstance(each, Button)}
    routes |= {each.route for card in shown for each in card.choices}
    assert len(routes) == 9
    assert [each for each in routes if not (features.BUTTONS.find(each) or features.OPENERS.find(each))] == []
    for form in (
        open_links_form(CALL, {}, talk=1),
        open_recap_form(CALL, {}, event=1),
        open_answer_form(CALL, {}, question=1),
    ):
        assert features.FORMS.find(form.route) is not None
        assert discord.form(form).to_dict()["components"]
        assert slack.form(form, remember="")["blocks"]


def test_every_card_fits_on_both_platforms() -> None:
    for card in every_card():
        assert discord.card(card).content_length() <= limits.DISCORD_TEXT
        assert len(slack.card(card)) <= 50


TEXT = st.text(st.sampled_from("aB *_`>#@[]é\u4e2d"), min_size=1, max_size=100)
LINKS = st.lists(st.sampled_from([LINK, "https://example.org/a", "https://speakerdeck.com/ana/bees"]), max_size=5)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXT, TEXT, LINKS), max_size=24),
    st.lists(st.tuples(TEXT, TEXT, st.booleans()), max_size=40),
    LINKS,
    st.text("a*\n", max_size=600),
)
def test_whatever_there_is_to_tell_it_fits_and_nothing_is_cut_in_the_middle(
    talks: list[tuple[str, str, list[str]]],
    questions: list[tuple[str, str, bool]],
    recordings: list[str],
    note: str,
) -> None:
    full = Story(
        event(10),
        Recap(1, recordings=tuple(recordings), note=note),
        tuple(Told(n, title, name, tuple(links)) for n, (title, name, links) in enumerate(talks)),
        tuple(
            Question(n, 1, text, name, text * 5, name, n, answer=text * 5 if answered else "")
            for n, (text, name, answered) in enumerate(questions)
        ),
        32,
        NOW,
    )
    for card in (cards.recap_card(full), cards.preview_card(full, [event(10)], NOW)):
        view = discord.card(card)
        assert view.content_length() <= limits.DISCORD_TEXT
        assert view.total_children_count <= 40
        assert len(slack.card(card)) <= 50
        if not full.empty:
            assert on_discord(card).endswith("It was good to have you here.")


def test_a_full_evening_names_every_talk_and_counts_what_is_left_out() -> None:
    shown = on_slack(cards.recap_card(story(24, 40)))
    assert [n for n in range(24) if f"• Talk {n} · Speaker {n}" not in shown] == []
    assert "example.org/23" in shown
    left_out = [n for n in range(40) if f"What of {n}?" not in shown]
    assert f"And {len(left_out)} more." in shown if left_out else "more." not in shown
    crowded = story(24, 40)
    long = tuple(replace(each, text="How would you do that in a small team? " * 5) for each in crowded.questions)
    shown = on_slack(cards.recap_card(replace(crowded, questions=long)))
    rows = shown.count("How would you do that in a small team?")
    assert 0 < rows < 40 * 5
    assert "asked by Asker 39" in shown  # it has the most votes
    assert "asked by Asker 0" not in shown
    assert " more." in shown


def test_a_recap_reads_like_this() -> None:
    told = (
        Told(1, "Bees in *my* garden", "Ana", ("https://example.org/bees/",)),
        Told(2, "My first parser", "", ()),
    )
    asked = (
        Question(1, 1, "Bees in *my* garden", "Ana", "How do they sleep?", "Ben", 3),
        Question(2, 1, "Bees in *my* garden", "Ana", "Why <!channel>?", ""),
        Question(3, 2, "My first parser", "", "And errors?", "Emma", answer="In chapter two."),
    )
    recap = Recap(1, recordings=("https://www.example.org/watch?v=1",), note="Thank you to our hosts.\nSee you.")
    card = cards.recap_card(Story(event(10), recap, told, asked, 1, NOW))
    assert on_slack(card).splitlines()[2:] == [
        "Came: 1 person",
        "Thank you to our hosts.",
        "See you.",
        "Recordings: example.org/watch?v=1",
        "What we heard",
        "• Bees in *my* garden · Ana · example.org/bees",
        "• My first parser · somebody",
        "Questions that are still open",
        "• Bees in *my* garden: “How do they sleep?” – asked by Ben",
        "• Bees in *my* garden: “Why <!channel>?” – asked anonymously",
        "Answered since",
        "• My first parser: “And errors?” – asked by Emma. somebody: “In chapter two.”",
        "Thank you to everybody who spoke, asked and listened. It was good to have you here.",
    ]


@pytest.mark.parametrize("name", [name for name, each in vars(texts).items() if isinstance(each, Sentence)])
def test_every_sentence_is_whole(name: str) -> None:
    template = vars(texts)[name].template
    assert "{}" not in template
    assert "!" not in template
