from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.discord.plain import Names, plain, visible_text

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NAMES = Names(NOW, {"1": "Ada"}.__getitem__, {"2": "general"}.__getitem__)


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        (r"snake\_case \*star\* \`tick\`", "snake_case *star* `tick`"),
        ("**bold** *slanted* __under__ ~~gone~~ ||secret||", "bold slanted under gone secret"),
        ("***both*** and _this_ but not snake_case_name", "both and this but not snake_case_name"),
        ("# Big\n## Less\n-# small\n> quoted\n- item", "Big\nLess\nsmall\nquoted\n- item"),
        ("`a*b*c` and ```py\nx_y_z\n```", "a*b*c and x_y_z"),
        ("[the site](https://example.org/a_b_c) <https://x.y/_z_>", "the site https://x.y/_z_"),
        ("https://example.org/a_b_c*d*", "https://example.org/a_b_c*d*"),
        ("<@1> in <#2>, </event create:77>, <:wave:5>", "@Ada in #general, /event create, :wave:"),
        ("2 * 3 * 4 and 5_000_000", "2 * 3 * 4 and 5_000_000"),
        ("<t:1795464000:F>", "Monday, 23 November 2026 20:00 UTC"),
        ("<t:1795464000>", "23 November 2026 20:00 UTC"),
        ("<t:1795464000:D> at <t:1795464000:t>", "23 November 2026 at 20:00 UTC"),
        ("<t:1795464000:R>, <t:1795348740:R>", "in 1 day, 1 minute ago"),
        (r"\<t:1795464000:F>", "<t:1795464000:F>"),
        (r"\<@1> \@everyone C:\\new", r"<@1> @everyone C:\new"),
    ],
)
def test_markdown_reads_plainly(markdown: str, read: str) -> None:
    assert plain(markdown, NAMES) == read


@given(st.text(st.sampled_from("ab1 *_~|`\\<>@#[]()-.!\n"), max_size=40))
def test_escaped_text_reads_as_it_was_typed(typed: str) -> None:
    """Whatever a person typed, escaped letter by letter, comes back."""
    escaped = "".join(f"\\{letter}" if not letter.isalnum() and not letter.isspace() else letter for letter in typed)
    assert plain(escaped, NAMES) == typed.strip()


@given(st.text())
def test_any_text_can_be_read(typed: str) -> None:
    assert plain(plain(typed, NAMES), NAMES) is not None


def test_a_message_shows_all_its_parts_in_order() -> None:
    message = {
        "content": "**Hello**",
        "embeds": [
            {
                "author": {"name": "The host"},
                "title": "A _title_",
                "description": "text",
                "fields": [{"name": "Where", "value": "*Here*"}],
                "footer": {"text": "a*b"},
            }
        ],
        "components": [
            {
                "type": 17,
                "components": [
                    {"type": 10, "content": "# Card"},
                    {
                        "type": 9,
                        "components": [{"type": 10, "content": "Side"}],
                        "accessory": {"type": 2, "label": "More_", "style": 1},
                    },
                    {"type": 14},
                    {
                        "type": 1,
                        "components": [
                            {"type": 2, "style": 1, "label": "Going"},
                            {"type": 2, "style": 1, "emoji": {"name": "👋"}},
                        ],
                    },
                    {"type": 1, "components": [{"type": 3, "placeholder": "Pick", "options": []}]},
                    {"type": 12, "items": [{"description": "A picture"}]},
                ],
            }
        ],
        "attachments": [{"filename": "report.pdf"}],
    }
    expected = "Hello|The host|A title|text|Where|Here|a*b|Card|Side|More_|Going|👋|Pick|A picture|report.pdf"
    assert visible_text(message, NAMES).split("\n") == expected.split("|")
