"""People who are named in a slash command on Slack."""

import pytest

from cogs.slack.manifest import slash_commands
from cogs.slack.verbs import mentioned, unescaped


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("<@U0000000001|ana>", "U0000000001"),
        ("<@U0000000001>", "U0000000001"),
        ("yesterday <@W9> and <@U2|b>", "W9"),
        ("@ana", None),
        ("<!channel>", None),
        ("<#C1|events>", None),
        ("", None),
    ],
)
def test_mentioned(text: str, who: str | None) -> None:
    assert mentioned(text) == who


def test_only_commands_that_name_people_are_escaped_by_slack() -> None:
    assert [each["command"] for each in slash_commands() if each["should_escape"]] == ["/met"]


def test_what_slack_escapes_reads_as_it_was_typed() -> None:
    assert unescaped("a &lt;b&gt; &amp;lt; c") == "a <b> &lt; c"
