"""Setting up from both chats: what is chosen wins, and counts at once; spaces come together by a code."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.people.model import Platform
from bot.rehearsal import rehearse
from sandbox.discord import shapes
from sandbox.discord.gateway import GUILDS
from sandbox.discord.world import Role
from sandbox.kit import Answer
from tests.e2e.town import Json, Town, one
from tests.waiting import soon


def message(answer: Answer) -> Json:
    assert answer.message is not None, answer
    return answer.message


async def test_setup_shows_what_is_set(here: Town) -> None:
    for answer in (await here.discord("Ana", "hallway setup"), await here.slack("Emma", "hallway", "setup")):
        assert answer.private
        assert "Set up Riverside Meetup" in answer.text
        assert "Europe/Berlin, where it is 12:00 now" in answer.text


async def test_a_new_name_is_the_communitys_on_both(here: Town) -> None:
    card = message(await here.slack("Emma", "hallway", "setup"))
    opened = await here.slack_click("Emma", card, "setup:name")
    refused = await here.slack_submit("Emma", opened, Name="   ")
    assert refused.errors == {"name": "A community needs a name, for example: Riverside Meetup"}
    done = await here.slack_submit("Emma", opened, Name="@everyone *Friends*")
    assert "From now on this community is called @everyone *Friends*." in done.text
    assert "Set up @everyone *Friends*" in (await here.discord("Ana", "hallway setup")).text


async def test_a_zone_is_searched_for_on_slack(here: Town) -> None:
    card = message(await here.slack("Emma", "hallway", "setup"))
    opened = await here.slack_click("Emma", card, "setup:zone")
    assert opened.form is not None
    emma = here.slack_people["Emma"]
    offered = await here.sandbox.slack.suggest(
        user=emma, action_id="search:zones", query="san fran", view=opened.form.id
    )
    assert [each["value"] for each in offered] == ["America/Los_Angeles"]
    done = await here.slack_submit("Emma", opened, **{"Time zone": "America/Los_Angeles"})
    assert "From now on I read times in America/Los_Angeles, where it is 03:00." in done.text


async def test_a_zone_is_searched_for_on_discord(here: Town) -> None:
    ana, channel = here.discord_people["Ana"], here.discord_channel["events"]
    offered = await here.sandbox.discord.complete(
        user=ana, channel=channel, command="hallway setup", options={"zone": "japan"}, focused="zone"
    )
    assert [each["value"] for each in offered] == ["Asia/Tokyo"]
    done = await here.discord("Ana", "hallway setup", zone="Asia/Tokyo")
    assert "Asia/Tokyo, where it is 20:00" in done.text


async def test_a_new_zone_is_how_words_are_read_and_never_moves_an_event(here: Town) -> None:
    await here.plan()
    await here.discord("Ana", "hallway setup", zone="New York")
    await here.plan(title="Later", when="Fri 11 Dec 18:30")
    listed = (await here.slack("Emma", "event", "list")).text
    assert "December 10th, 2026 at 6:30 PM" in listed  # Berlin, as it was planned
    assert "December 12th, 2026 at 12:30 AM" in listed  # 18:30 in New York, shown to Emma in Berlin


async def test_a_zone_that_is_unclear_offers_a_choice_on_discord(here: Town) -> None:
    card = message(await here.discord("Ana", "hallway setup"))
    opened = await here.discord_click("Ana", card, "setup:zone")
    refused = await here.discord_submit("Ana", opened, **{"Time zone": "Spain"})
    assert "“Spain” may be several time zones." in refused.text
    picked = await here.discord_click("Ana", message(refused), "setup:zone:pick", ["Europe/Madrid"])
    assert "Europe/Madrid, where it is 12:00" in picked.text
    unknown = await here.discord("Ana", "hallway setup", zone="Atlantis")
    assert "I know no time zone “Atlantis”. Write one like Europe/Berlin" in unknown.text


async def test_events_go_where_setup_says_on_each_platform(here: Town) -> None:
    on_discord = message(await here.discord("Ana", "hallway setup"))
    on_slack = message(await here.slack("Emma", "hallway", "setup"))
    await here.discord_click("Ana", on_discord, "setup:channel:events", [here.discord_channel["general"]])
    done = await here.slack_click("Emma", on_slack, "setup:channel:events", here.slack_channel["introductions"])
    assert "New events will be posted in that channel." in done.text
    await here.plan()
    await soon(lambda: one(here.discord_messages("general"), "Lightning talks"))
    await soon(lambda: one(here.slack_messages("introductions"), "Lightning talks"))
    assert here.discord_messages() == here.slack_messages() == []


async def test_intros_and_asks_go_where_setup_says_on_each_platform(here: Town, tmp_path: Path) -> None:
    await here.discord_submit("Ben", await here.discord("Ben", "intro"), **{"What I do": "I bake bread"})
    await soon(lambda: one(here.discord_messages("introductions"), "I bake bread"))
    on_discord = message(
        await here.discord_click("Ana", message(await here.discord("Ana", "hallway setup")), "setup:channels")
    )
    on_slack = message(
        await here.slack_click("Emma", message(await here.slack("Emma", "hallway", "setup")), "setup:channels")
    )
    general = {"discord": here.discord_channel["general"], "slack": here.slack_channel["general"]}
    for purpose, word in (("intros", "intros"), ("asks", "asks and offers")):
        route = f"setup:channel:{purpose}"
        done = await here.discord_click("Ana", on_discord, route, [general["discord"]])
        assert f"New {word} will be posted in that channel." in done.text
        done = await here.slack_click("Emma", on_slack, route, general["slack"])
        assert f"New {word} will be posted in that channel." in done.text
    assert here.hallway is not None
    await here.hallway.__aexit__(None, None, None)
    async with rehearse(here.sandbox, tmp_path / "hallway.db"):  # what was chosen wins over the names in the settings
        await here.slack_submit("Farid", await here.slack("Farid", "intro"), **{"What I do": "I repair bikes"})
        ask = {"Kind": "help", "What": "Somebody who knows about yeast"}
        await here.discord_submit("Ben", await here.discord("Ben", "ask"), **ask)
        for text in ("I repair bikes", "knows about yeast"):
            await soon(lambda text=text: one(here.discord_messages("general"), text))  # type: ignore[misc]
            await soon(lambda text=text: one(here.slack_messages("general"), text))  # type: ignore[misc]
        assert one(here.discord_messages("introductions"), "I repair bikes") is None
        assert one(here.discord_messages("introductions"), "I bake bread")


async def test_organizers_read_where_setup_says_and_we_come_in(here: Town) -> None:
    team = here.sandbox.slack.state()["teams"][0]["id"]
    desk = here.sandbox.slack.add_channel(team, "desk", bot_is_member=False)
    other = message(
        await here.slack_click("Emma", message(await here.slack("Emma", "hallway", "setup")), "setup:channels")
    )
    done = await here.slack_click("Emma", other, "setup:channel:organizers", desk)
    assert "Proposals for talks go to that channel" in done.text
    assert here.sandbox.kit.requests["slack POST conversations.join"] == 1
    talk = {"Title": "Yeast", "What is it about?": "Bread", "Format": "lightning:10:first", "Event": "any"}
    await here.slack_submit("Farid", await here.slack("Farid", "talk", "propose"), **talk)
    await soon(lambda: one(here.sandbox.slack.messages(desk), "Yeast"))
    assert one(here.slack_messages("organizers"), "Yeast") is None


async def test_slack_lets_us_into_a_channel_that_is_picked(here: Town) -> None:
    team = here.sandbox.slack.state()["teams"][0]["id"]
    new = here.sandbox.slack.add_channel(team, "meetups", bot_is_member=False)
    card = message(await here.slack("Emma", "hallway", "setup"))
    await here.slack_click("Emma", card, "setup:channel:events", new)
    assert here.sandbox.kit.requests["slack POST conversations.join"] == 1
    await here.plan()
    await soon(lambda: one(here.sandbox.slack.messages(new), "Lightning talks"))


async def test_organizers_are_whom_setup_names_and_nobody_longer(here: Town) -> None:
    on_slack = message(await here.slack("Emma", "hallway", "setup"))
    await here.slack_click("Emma", on_slack, "setup:organizers", here.slack_people["Farid"])
    assert (await here.slack("Farid", "event", "create")).form is not None
    assert "Only organizers" in (await here.slack("Grace", "event", "create")).text
    farids = message(await here.slack("Farid", "hallway", "setup"))
    others = message(await here.slack_click("Farid", farids, "setup:channels"))
    reset = await here.sandbox.slack.click(
        user=here.slack_people["Emma"], message=on_slack["ts"], action_id="setup:organizers", value=[]
    )
    assert "My settings say again who is an organizer here." in reset.text
    # His old card still has its buttons; none of them does anything any more, nor lets us into a channel.
    team = here.sandbox.slack.state()["teams"][0]["id"]
    closed = here.sandbox.slack.add_channel(team, "closed", bot_is_member=False)
    for route in ("setup:name", "setup:zone", "setup:code", "setup:code:show", "setup:channels"):
        answer = await here.slack_click("Farid", farids, route)
        assert answer.form is None
        assert "Only organizers can use /hallway setup." in answer.text
    for route, value in (
        ("setup:channel:events", closed),
        ("setup:organizers", here.slack_people["Farid"]),
    ):
        assert "Only organizers can use /hallway setup." in (await here.slack_click("Farid", farids, route, value)).text
    for route in ("setup:channel:intros", "setup:channel:asks", "setup:channel:organizers"):
        assert (
            "Only organizers can use /hallway setup." in (await here.slack_click("Farid", others, route, closed)).text
        )
    assert "Only organizers" in (await here.slack("Farid", "event", "create")).text
    assert here.sandbox.kit.requests["slack POST conversations.join"] == 0


async def test_a_form_that_was_open_when_the_role_went_changes_nothing(here: Town) -> None:
    on_slack = message(await here.slack("Emma", "hallway", "setup"))
    await here.slack_click("Emma", on_slack, "setup:organizers", here.slack_people["Farid"])
    farids = message(await here.slack("Farid", "hallway", "setup"))
    opened = await here.slack_click("Farid", farids, "setup:name")
    await here.slack_click("Emma", on_slack, "setup:organizers", here.slack_people["Grace"])
    refused = await here.slack_submit("Farid", opened, Name="Mine")
    assert "Only organizers can use /hallway setup." in refused.text
    assert "Set up Riverside Meetup" in (await here.slack("Emma", "hallway", "setup")).text


async def test_a_discord_role_can_be_made_the_organizers(here: Town) -> None:
    world = here.sandbox.discord.world
    guild = next(iter(world.guilds.values()))
    hosts = Role(world.ids.seed("role"), "Hosts", 0, 3)
    guild.roles[hosts.id] = hosts
    told = {"guild_id": guild.id, "role": shapes.role_json(hosts)}
    here.sandbox.discord.gateway.dispatch("GUILD_ROLE_CREATE", told, guild_id=guild.id, intent=GUILDS)
    guild.members[here.discord_people["Ben"]].roles.append(hosts.id)
    assert "Only organizers" in (await here.discord("Ben", "event create")).text
    card = message(await here.discord("Ana", "hallway setup"))
    done = await here.discord_click("Ana", card, "setup:organizers", [hosts.id])
    assert "That counts from the next thing each of them does." in done.text
    assert (await here.discord("Ben", "event create")).form is not None
    assert "Only organizers" in (await here.discord("Chiara", "event create")).text


async def test_what_setup_stores_outlives_a_restart_and_the_settings(here: Town, tmp_path: Path) -> None:
    await here.discord("Ana", "hallway setup", zone="Asia/Tokyo")
    card = message(await here.discord("Ana", "hallway setup"))
    opened = await here.discord_click("Ana", card, "setup:name")
    await here.discord_submit("Ana", opened, Name="Friends")
    await here.discord_click("Ana", card, "setup:channel:events", [here.discord_channel["general"]])
    assert here.hallway is not None
    await here.hallway.__aexit__(None, None, None)
    async with rehearse(here.sandbox, tmp_path / "hallway.db"):
        again = (await here.discord("Ana", "hallway setup")).text
        assert "Set up Friends" in again
        assert "Asia/Tokyo" in again
        await here.plan()
        await soon(lambda: one(here.discord_messages("general"), "Lightning talks"))


@pytest.fixture
async def further(here: Town) -> tuple[str, str]:
    """A second Discord server, which is a stranger's until it connects: its organizer, and its channel."""
    discord = here.sandbox.discord
    guild = discord.add_guild("Side Door")
    channel = discord.add_channel(guild, "events")
    zoe = discord.add_member("Zoe Organizer", guild=guild, organizer=True)
    assert here.hallway is not None
    directory = here.hallway._cogs[Platform.DISCORD].app.directory  # noqa: SLF001 - when it has come in
    await soon(lambda: directory.find(Platform.DISCORD, guild))
    return zoe, channel


async def in_further(here: Town, further: tuple[str, str], command: str, **options: object) -> Answer:
    zoe, channel = further
    return await here.sandbox.discord.command(user=zoe, channel=channel, command=command, options=options)


async def test_a_code_brings_a_further_space_in(here: Town, further: tuple[str, str]) -> None:
    await here.plan()
    assert "Nothing is planned yet" in (await in_further(here, further, "event list")).text
    card = message(await here.slack("Emma", "hallway", "setup"))
    told = await here.slack_click("Emma", card, "setup:code:show")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", told.text)
    assert code is not None
    same = await here.discord("Ana", "hallway setup", code=code[0])
    assert "That code is from this same community" in same.text
    done = await in_further(here, further, "hallway setup", code=f" {code[0].lower()} ")
    assert "Welcome to Riverside Meetup" in done.text
    assert "Lightning talks" in (await in_further(here, further, "event list")).text
    used = await in_further(here, further, "hallway setup", code=code[0])
    assert "That code is wrong or too old." in used.text
    shows = await in_further(here, further, "rsvp", event="Lightning talks")
    assert "You have a seat" in shows.text
    who = await here.slack("Farid", "event", "show 1")
    assert "Zoe Organizer" in who.text


async def test_a_space_with_events_of_its_own_does_not_join(here: Town, further: tuple[str, str]) -> None:
    zoe, _ = further
    opened = await in_further(here, further, "event create")
    assert opened.form is not None
    values = {"title": "Their own", "when": "Thu 10 Dec 18:30"}
    await here.sandbox.discord.submit(user=zoe, form=opened.form.id, values=values)
    card = message(await here.slack("Emma", "hallway", "setup"))
    told = await here.slack_click("Emma", card, "setup:code:show")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", told.text)
    assert code is not None
    refused = await in_further(here, further, "hallway setup", code=code[0])
    assert "This space cannot join Riverside Meetup, because its own community already has events" in refused.text
    assert "Their own" in (await in_further(here, further, "event list")).text


async def test_a_code_is_good_for_a_quarter_of_an_hour(here: Town, further: tuple[str, str]) -> None:
    card = message(await here.slack("Emma", "hallway", "setup"))
    told = await here.slack_click("Emma", card, "setup:code:show")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", told.text)
    assert code is not None
    await here.go_to(here.sandbox.kit.clock.now() + timedelta(minutes=16))
    late = await in_further(here, further, "hallway setup", code=code[0])
    assert "That code is wrong or too old." in late.text


async def test_a_code_can_be_typed_into_a_form(here: Town) -> None:
    card = message(await here.slack("Emma", "hallway", "setup"))
    opened = await here.slack_click("Emma", card, "setup:code")
    refused = await here.slack_submit("Emma", opened, Code="<!channel>")
    assert "That code is wrong or too old" in refused.text


async def test_help_fits_the_moment(here: Town) -> None:
    quiet = await here.slack("Farid", "hallway", "help")
    assert "Nothing is planned yet." in quiet.text
    await here.plan(when="today 18:30")
    await here.slack("Farid", "rsvp", "1")
    today = await here.slack("Farid", "hallway", "help")
    assert "Today: Lightning talks" in today.text
    assert "You have a seat." in today.text
    left = await here.slack_click("Farid", message(today), "rsvp:1:no")
    assert "You are not coming" in left.text
