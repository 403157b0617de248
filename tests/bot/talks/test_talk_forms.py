"""What is typed into the forms about talks: read exactly, or refused with the field and an example."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Call, Home
from bot.chat.replies import Refusal
from bot.people.model import Account, Platform, Space
from bot.talks.forms import proposal_form, read_links, read_proposal, read_reply, read_timing, typed
from bot.talks.model import FORMATS, Proposal, TalkKind, Timing

CALL = Call(
    Account(Platform.SLACK, "U1", "Ana"),
    Home(Space(1, 1, Platform.SLACK, "T1", "Test", None), "UTC"),
    None,
    datetime(2026, 11, 22, tzinfo=UTC),
    "key",
)
GOOD = {"title": "Bees", "pitch": "About bees", "format": "lightning:10", "event": "any", "links": ""}


def test_a_proposal_is_read() -> None:
    values = GOOD | {
        "title": " Bees \u202e ",
        "format": "talk:20:first",
        "event": "7",
        "links": "https://example.org/b",
    }
    assert read_proposal(CALL, values) == Proposal(
        "Bees", "About bees", TalkKind.TALK, 20, first=True, links=("https://example.org/b",), wish=7
    )


@pytest.mark.parametrize(("kind", "minutes", "first"), FORMATS)
def test_what_was_read_fills_the_form_again(kind: TalkKind, minutes: int, first: bool) -> None:  # noqa: FBT001
    what = Proposal("Bees", "About\nbees", kind, minutes, first, ("https://example.org/b", "http://a.example"), None)
    assert read_proposal(CALL, typed(what)) == what
    shown = {each.id: each.value for each in proposal_form("talk:propose", typed(what), []).inputs}
    assert shown == typed(what)


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": " "}, "title", "What my garden"),
        ({"title": "x" * 101}, "title", "this one has 101"),
        ({"pitch": "\n"}, "pitch", "for example"),
        ({"pitch": "x" * 1201}, "pitch", "at most 1200"),
        ({"format": "lightning:7"}, "format", "Lightning talk, 10 min"),
        ({"format": "panel:45:first"}, "format", "Lightning talk, 10 min"),
        ({"links": "example.org"}, "links", "https://example.org/slides"),
        ({"links": "javascript:alert(1)"}, "links", "https://example.org/slides"),
        ({"links": "https://me:secret@example.org/"}, "links", "https://example.org/slides"),
        ({"links": " ".join(f"https://example.org/{n}" for n in range(6))}, "links", "At most 5 links"),
        ({"links": "https://example.org/" + "x" * 300}, "links", "at most 300"),
    ],
)
def test_mistakes(values: dict[str, str], field: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_proposal(CALL, GOOD | values)
    assert refused.value.field == field
    assert says in "".join(getattr(span, "text", "") for span in refused.value.sentence)


@given(st.text(max_size=80))
def test_whatever_is_taken_for_a_link_can_break_out_of_nothing(text: str) -> None:
    try:
        links = read_links("https://example.org/" + text)
    except Refusal:
        return
    for each in links:
        assert each.startswith(("http://", "https://"))
        assert not set(each) & set('()<>[]|\\`"* \n')


def test_links_are_kept_once_and_in_order() -> None:
    text = "<https://example.org/a_(b)>, https://example.org/ä\nhttps://example.org/a_(b)"
    assert read_links(text) == ("https://example.org/a_%28b%29", "https://example.org/%C3%A4")


def test_the_other_forms() -> None:
    assert read_reply(CALL, {"reply": " Thank you. \n\n\n Next time "}) == "Thank you.\n\nNext time"
    assert read_timing(CALL, {"doors": "15 min", "changeover": ""}) == Timing(15, 0)
    for values, field in (
        ({"doors": "soon"}, "doors"),
        ({"doors": "241"}, "doors"),
        ({"changeover": "-1"}, "changeover"),
    ):
        with pytest.raises(Refusal, match="Try 15") as refused:
            read_timing(CALL, values)
        assert refused.value.field == field
    for reply in (" ", "x" * 1001):
        with pytest.raises(Refusal) as refused:
            read_reply(CALL, {"reply": reply})
        assert refused.value.field == "reply"
