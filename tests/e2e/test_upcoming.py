"""What goes out, told to organizers and members of both chats, in their own words and places."""

from datetime import timedelta

from tests.e2e.town import NOON, Town
from tests.waiting import soon


async def test_organizers_see_what_will_be_sent_and_what_was(here: Town) -> None:
    nothing = await here.slack("Emma", "upcoming")
    assert nothing.private
    assert "Nothing is waiting to be sent." in nothing.text
    await here.plan()
    on_discord, _ = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    ahead = await here.discord("Ana", "upcoming", "general")
    assert ahead.private
    assert "Lightning talks: reminder a day before, in #events on Discord and in #events on Slack" in ahead.text
    assert "Lightning talks: reminder an hour before, in #events on Discord and in #events on Slack" in ahead.text
    await here.go_to(here.start - timedelta(hours=24))
    sent = await here.slack("Emma", "upcoming")
    assert "reminder a day before, in #events on Discord and in #events on Slack: sent " in sent.text
    assert "Lightning talks: reminder an hour before, in #events on Discord" in sent.text
    for word in ("deliver", "post:", "due", "lease", "C00", "channel_not_found"):
        assert word not in sent.text
    assert sent.message is not None
    elements = str(sent.message["blocks"])
    assert "'type': 'channel'" in elements  # Slack's own reference
    assert "'type': 'date'" in elements  # in the reader's zone


async def test_what_a_platform_refused_is_said_without_its_words(here: Town) -> None:
    await here.plan(seats="1")
    on_discord, _ = await here.cards()
    here.sandbox.discord.close_dms(here.discord_people["Chiara"])
    for who, answer in (("Ben", "going"), ("Chiara", "going"), ("Ben", "no")):
        await here.discord_click(who, on_discord, f"rsvp:1:{answer}")
    await here.go_to(NOON + timedelta(minutes=2))
    await soon(lambda: here.discord_direct("Ana"))
    seen = await here.slack("Emma", "upcoming")
    assert "word of a free seat, privately to Chiara Rossi: could not be delivered" in seen.text
    assert "50007" not in seen.text


async def test_members_see_the_next_events_and_their_own_reminders(here: Town) -> None:
    empty = await here.discord("Ben", "upcoming")
    assert "Nothing is planned yet." in empty.text
    await here.plan()
    _, on_slack = await here.cards()
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    farid, ben = await here.slack("Farid", "upcoming"), await here.discord("Ben", "upcoming")
    assert farid.private
    assert ben.private
    assert "you have a seat" in farid.text
    assert "reminder a day before, in #events on Discord and in #events on Slack" in farid.text
    assert "you have not answered" in ben.text
    assert "reminder" not in ben.text.replace("be reminded", "")
    assert farid.message is not None
    picked = await here.slack_click("Farid", farid.message, "event:show", "1")
    assert "Going: Farid Haddad" in picked.text
