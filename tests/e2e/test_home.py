"""The app's own tab on Slack: what is on and what to do, before anything was typed."""

from __future__ import annotations

from sandbox.kit import Json
from sandbox.slack.plain import Reader
from tests.e2e.town import Town
from tests.waiting import soon


async def opened(here: Town, who: str) -> Json:
    """Their home tab, as it stands after they have looked at it."""
    user = here.slack_people[who]
    await here.sandbox.slack.open_home(user)
    home = here.sandbox.slack.home(user)
    assert home is not None
    return home


def read(home: Json) -> str:
    return Reader().message({"blocks": home["blocks"]})


async def test_it_says_what_can_be_done_before_anything_is_planned(here: Town) -> None:
    member, organizer = read(await opened(here, "Farid")), read(await opened(here, "Emma"))
    for each in (member, organizer):
        assert each.startswith("Good to see you\nNothing is planned yet.")
        assert "Come to events: /event list, /event show" in each
        assert "Introduce yourself" in each
    assert "Plan something with /event create." in organizer
    assert "/event create" not in member


async def test_a_press_on_it_counts_and_shows_there(here: Town) -> None:
    await here.plan()
    await here.plan(title="Board games", when="20 Dec 2026 18:30")
    home = await opened(here, "Farid")
    assert "You have not answered yet." in read(home)
    assert "Board games" in read(home)
    farid = here.slack_people["Farid"]
    await here.sandbox.slack.click(user=farid, view=home["id"], action_id="rsvp:1:going")
    await soon(lambda: read(here.sandbox.slack.home(farid) or {"blocks": []}), lambda text: "You have a seat." in text)
    # What was answered stands where they can read it again, too.
    await soon(lambda: here.slack_direct("Farid"), lambda all_: "You have a seat at" in str(all_))
    form = await here.sandbox.slack.click(user=farid, view=home["id"], action_id="intro:write")
    assert form.form is not None
