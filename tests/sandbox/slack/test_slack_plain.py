from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from sandbox.slack.plain import Reader
from tests.sandbox.slack.bench import actions, asks, button, modal, plain

if TYPE_CHECKING:
    from sandbox.kit import Json

NAMES = {"U1": "Ada", "C1": "general"}
READER = Reader(NAMES.get, ZoneInfo("Europe/Berlin"))
STAMP = 1792521000  # 2026-10-20 18:30 UTC, where Berlin has 20:30


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(words: str) -> Json:
    return {"type": "text", "text": words}


@pytest.mark.parametrize(
    ("mrkdwn", "shown"),
    [
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("&amp;lt;", "&lt;"),
        ("<@U1> in <#C1>, <@U9>", "@Ada in #general, @U9"),
        ("<#C1|old-name>", "#old-name"),
        ("<!channel> <!here|here>", "@channel here"),
        ("<http://127.0.0.1/x|the page> <http://127.0.0.1/y>", "the page http://127.0.0.1/y"),
        (f"<!date^{STAMP}^{{date_long}} at {{time}}|later>", "Tuesday, October 20th, 2026 at 8:30 PM"),
        (f"<!date^{STAMP}^{{moonphase}}|later>", "later"),
        ("*bold* stays", "*bold* stays"),
    ],
)
def test_mrkdwn_is_read_as_it_is_seen(mrkdwn: str, shown: str) -> None:
    assert READER.mrkdwn(mrkdwn) == shown


@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        ("{date}", "October 20th, 2026"),
        ("{date_short} {time}", "Oct 20, 2026 8:30 PM"),
        ("{date_num} {time_secs}", "2026-10-20 8:30:00 PM"),
        ("{date_long_pretty}", "Tuesday, October 20th, 2026"),
        ("{unheard_of}", "fallback"),
    ],
)
def test_a_moment_is_read_in_the_readers_zone(layout: str, shown: str) -> None:
    date = {"type": "date", "timestamp": STAMP, "format": layout, "fallback": "fallback"}
    assert READER.message({"blocks": [{"type": "rich_text", "elements": [section(date)]}]}) == shown


BLOCKS: list[tuple[str, Json, str]] = [
    ("header", {"type": "header", "text": plain("Rust *night*")}, "Rust *night*"),
    (
        "section",
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1>"}, "accessory": button("b")},
        "@Ada\nPress",
    ),
    ("fields", {"type": "section", "fields": [plain("When"), plain("Where")]}, "When\nWhere"),
    ("context", {"type": "context", "elements": [plain("a"), {"type": "mrkdwn", "text": "&lt;b"}]}, "a <b"),
    ("actions", actions(button("a", "Going"), button("b", "Maybe")), "Going\nMaybe"),
    ("menu", actions({"type": "static_select", "placeholder": plain("Pick one")}), "Pick one"),
    ("boxes", actions({"type": "checkboxes", "options": [{"text": plain("A")}, {"text": plain("B")}]}), "A\nB"),
    ("input", asks("t", "Title", {"type": "plain_text_input"}, hint=plain("Short")), "Title\nShort"),
    ("image", {"type": "image", "alt_text": "A map", "image_url": "http://127.0.0.1/map"}, "A map"),
    ("divider", {"type": "divider"}, ""),
    ("markdown", {"type": "markdown", "text": "# Hi"}, "# Hi"),
    (
        "table",
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]},
        "a | b",
    ),
    ("unknown", {"type": "hologram"}, ""),
]


@pytest.mark.parametrize(("block", "shown"), [each[1:] for each in BLOCKS], ids=[each[0] for each in BLOCKS])
def test_each_block_is_read_line_by_line(block: Json, shown: str) -> None:
    assert READER.message({"text": "fallback", "blocks": [block]}) == (shown or "fallback")


def test_rich_text_is_read_with_its_lists_and_mentions() -> None:
    elements: list[dict[str, Any]] = [
        section(text("Hi "), {"type": "user", "user_id": "U1"}, text(" & <all>\nnext")),
        {"type": "rich_text_list", "style": "ordered", "elements": [section(text("one")), section(text("two"))]},
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [section(text("dot"))]},
        {"type": "rich_text_quote", "elements": [{"type": "link", "url": "http://127.0.0.1/", "text": "here"}]},
        {"type": "rich_text_preformatted", "elements": [text("code")]},
        section({"type": "emoji", "name": "tada", "unicode": "1f389"}, {"type": "emoji", "name": "party"}),
        section({"type": "channel", "channel_id": "C1"}, {"type": "broadcast", "range": "here"}),
    ]
    shown = "Hi @Ada & <all>\nnext\n1. one\n2. two\n  • dot\nhere\ncode\n🎉:party:\n#general@here"
    assert READER.message({"text": "x", "blocks": [{"type": "rich_text", "elements": elements}]}) == shown


def test_a_view_is_read_with_its_title_and_an_attachment_with_its_parts() -> None:
    assert READER.view(modal({"type": "header", "text": plain("Part one")})) == "A form\nPart one"
    assert READER.view({"type": "home", "blocks": [actions(button("b"))]}) == "Press"
    attached = {"text": "Main", "attachments": [{"title": "T", "text": "&lt;t"}]}
    assert READER.message(attached) == "Main\nT\n<t"
