"""Every slash command on Slack, by its full name, or by its first word alone: what it does, from each feature's file."""

from __future__ import annotations

from cogs.slack import (
    announcements,
    asks,
    coffee,
    events,
    people,
    privacy,
    questions,
    recap,
    setup,
    stage,
    talks,
    upcoming,
)
from cogs.slack.verbs import Verb

VERBS: dict[str, Verb] = {
    **events.VERBS,
    **talks.VERBS,
    **recap.VERBS,
    **questions.VERBS,
    **people.VERBS,
    **upcoming.VERBS,
    **coffee.VERBS,
    **stage.VERBS,
    **announcements.VERBS,
    **asks.VERBS,
    **setup.VERBS,
    **privacy.VERBS,
}
