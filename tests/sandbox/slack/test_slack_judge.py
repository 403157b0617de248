from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.kit import Kit
from sandbox.slack import elements, rules
from sandbox.slack.plain import Reader
from sandbox.slack.world import World

NAMES = ("type", "text", "blocks", "elements", "element", "fields", "accessory", "options", "option_groups", "label")
MORE = ("action_id", "block_id", "value", "initial_option", "initial_options", "placeholder", "confirm", "url", "title")
TYPES = (*rules.BLOCKS, *elements.STATE_KEYS, "button", "image", "plain_text", "mrkdwn", "rich_text_section", "modal")
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(TYPES)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES + MORE), inner, max_size=5),
    max_leaves=25,
)


@given(blocks=ANYTHING, text=ANYTHING)
def test_the_hand_rules_judge_anything_and_what_they_let_pass_can_be_kept_and_read(blocks: Any, text: Any) -> None:
    args = {"text": text, "blocks": blocks}
    if not rules.check_message(args) and blocks:
        kept = elements.completed(blocks, World(Kit()))
        assert [each["block_id"] for each in kept] != []
        assert isinstance(Reader().message({"blocks": kept}), str)
        assert isinstance(elements.state_of(kept), dict)


@given(view=ANYTHING, ack=ANYTHING)
def test_views_and_acknowledgements_of_any_shape_are_judged(view: Any, ack: Any) -> None:
    rules.check_view(view, "modal")
    rules.check_view({"type": "home", "blocks": view}, "home")
    rules.check_submission({"response_action": "errors", "errors": ack}, {"t"})
    rules.check_suggestions({"options": ack})
