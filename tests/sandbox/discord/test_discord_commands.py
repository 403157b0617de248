from __future__ import annotations

import re

import pytest

from sandbox.kit import SandboxError
from tests.sandbox.discord.house import House


async def test_commands_are_listed_as_registered(house: House) -> None:
    listed = {each["name"]: each for each in house.discord.commands()}
    assert list(listed) == [
        "event create",
        "event card",
        "echo",
        "form",
        "choices",
        "organize",
        "silent",
        "late",
        "twice",
        "thinking",
    ]
    assert listed["event create"]["description"] == "Make an event"
    title, seats = listed["event create"]["options"]
    assert (title["name"], title["required"], title["autocomplete"]) == ("title", True, True)
    assert (seats["min_value"], seats["max_value"]) == (1, 50)


async def test_a_second_sync_keeps_the_ids(house: House) -> None:
    before = [command.id for command in await house.bot.tree.fetch_commands()]
    assert [command.id for command in await house.bot.tree.sync()] == before
    assert house.rules_broken == []


async def test_a_guilds_own_commands_win(house: House) -> None:
    guild = house.bot.guilds[0]
    house.bot.tree.copy_global_to(guild=guild)
    await house.bot.tree.sync(guild=guild)
    answer = await house.discord.command(user=house.ada, channel=house.channel, command="echo", options={})
    assert answer.text.startswith("None")
    assert len(await house.bot.tree.fetch_commands(guild=guild)) == 9
    assert house.rules_broken == []


async def test_a_deferred_answer_is_waited_for(house: House) -> None:
    answer = await house.discord.command(
        user=house.olga, channel=house.channel, command="event create", options={"title": "Py", "seats": "7"}
    )
    assert (answer.text, answer.private) == ("Py with 7 seats", True)
    assert answer.ack_ms is not None
    assert answer.done_ms is not None
    assert 0 < answer.ack_ms <= answer.done_ms
    assert answer.message
    assert answer.message["flags"] == 64
    assert answer.message["edited_timestamp"] is None


async def test_options_of_every_type_arrive(house: House) -> None:
    options = {
        "who": "olga",
        "place": house.channel,
        "role": "Organizers",
        "loud": "yes",
        "weight": "1.5",
        "size": "big one",
    }
    answer = await house.discord.command(user=house.ada, channel=house.channel, command="/echo", options=options)
    assert answer.text == "olga|general|Organizers|True|1.5|big"
    assert house.rules_broken == []


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("evnt", {}, "There is no command /evnt; there are /event create, /event card, /echo"),
        ("event", {}, "There is no command /event;"),
        ("event create", {}, "/event create needs 'title'; it has title (text, required), seats (whole number)."),
        ("event create", {"title": "x", "venue": "y"}, "/event create has no option 'venue'; it has title"),
        ("event create", {"title": "x", "seats": 51}, "'seats' takes a value of 1 to 50, got 51."),
        ("event create", {"title": "x", "seats": "many"}, "'seats' takes a whole number, not 'many'."),
        ("echo", {"who": "Zoe"}, "There is no user 'Zoe'; there are "),
        ("echo", {"place": "9"}, "There is no channel '9'; there are "),
        ("echo", {"role": "Kings"}, "There is no role 'Kings'; there are @everyone, Organizers, Hallway."),
        ("echo", {"loud": "maybe"}, "'loud' takes true or false, not 'maybe'."),
        ("echo", {"size": "small"}, "'size' offers no 'small'; it offers 'Big one'."),
        ("organize", {}, "Discord does not offer /organize to Ada: it needs permissions"),
    ],
)
async def test_what_discords_client_would_not_send_is_explained(
    house: House, command: str, options: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SandboxError, match="^" + re.escape(sentence)):
        await house.discord.command(user=house.ada, channel=house.channel, command=command, options=options)


@pytest.mark.parametrize(
    ("user", "channel", "sentence"),
    [
        ("Zoe", None, "There is no user 'Zoe'"),
        (None, "5", "There is no channel '5'"),
        (None, "dm:Olga", "Ada cannot see"),
    ],
)
async def test_unknown_people_and_places_are_explained(
    house: House, user: str | None, channel: str | None, sentence: str
) -> None:
    with pytest.raises(SandboxError, match=sentence):
        await house.discord.command(
            user=user or house.ada, channel=channel or house.channel, command="echo", options={}
        )


async def test_an_organizer_may_what_a_member_may_not(house: House) -> None:
    answer = await house.discord.command(user=house.olga, channel=house.channel, command="organize", options={})
    assert answer.text == "(True, True)"


async def test_a_command_runs_in_direct_messages_unless_it_is_for_servers(house: House) -> None:
    answer = await house.discord.command(user=house.ada, channel="dm:Ada", command="echo", options={"loud": False})
    assert answer.text == "None|None|None|False|None|None"
    with pytest.raises(SandboxError, match="does not offer /organize in direct messages"):
        await house.discord.command(user=house.olga, channel="dm:Olga", command="organize", options={})


async def test_completion_offers_the_bots_choices(house: House) -> None:
    choices = await house.discord.complete(
        user=house.ada, channel=house.channel, command="event create", options={"title": "Py"}, focused="title"
    )
    assert choices == [{"name": "Py!", "value": "Py-value"}]
    with pytest.raises(SandboxError, match="completes no option 'seats'"):
        await house.discord.complete(
            user=house.ada, channel=house.channel, command="event create", options={}, focused="seats"
        )
    assert house.rules_broken == []
