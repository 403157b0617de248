"""Every command of the catalog, run on both platforms as a member and as an organizer through the real libraries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.catalog import COMMANDS, Command
from bot.people.model import Platform
from sandbox.kit import Answer, Json
from tests.e2e.town import Town, town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One town for all of them, with an event, so that there is something to name."""
    folder: Path = tmp_path_factory.mktemp("town")
    async with town(folder) as made:
        await made.plan()
        yield made
        assert made.violations() == []


def options(place: Town, command: Command) -> Json:
    """Something for each option that the command wants."""
    declared = {each["name"]: each for each in place.sandbox.discord.commands()}[command.name]
    return {each["name"]: _something(place, each) for each in declared["options"] or [] if each.get("required")}


def _something(place: Town, option: Json) -> object:
    if option.get("choices"):
        return option["choices"][0]["value"]
    person, channel = place.discord_people["Dilan"], place.discord_channel["general"]
    number = option.get("min_value", 1)
    # By Discord's numbers: integer, boolean, user, channel, role, mentionable, number; a string is an event's number.
    return {4: number, 5: True, 6: person, 7: channel, 8: "Organizers", 9: person, 10: number}.get(option["type"], "1")


async def on_discord(place: Town, who: str, command: Command) -> Answer:
    return await place.discord(who, command.name, **options(place, command))


async def on_slack(place: Town, who: str, command: Command) -> Answer:
    named = "1" if command.usage else ""
    return await place.slack(who, command.word, f"{command.verb} {named}".strip())


RUN = {Platform.DISCORD: on_discord, Platform.SLACK: on_slack}
PEOPLE = {Platform.DISCORD: ("Ben", "Ana"), Platform.SLACK: ("Farid", "Emma")}


@pytest.mark.parametrize("platform", list(Platform), ids=lambda each: each.value)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.name)
async def test_a_command_is_for_whom_the_catalog_says(place: Town, command: Command, platform: Platform) -> None:
    if command.only_on not in (None, platform):
        return
    refusal = f"Only organizers can use /{command.name}."
    member, organizer = PEOPLE[platform]
    seen = await RUN[platform](place, member, command)
    assert seen.private or seen.form is not None
    if command.who == "organizer":
        assert seen.form is None
        assert refusal in seen.text
    else:
        assert "Only organizers" not in seen.text
    done = await RUN[platform](place, organizer, command)
    assert done.text or done.form is not None
    assert "Only organizers" not in done.text
    assert "Something broke" not in seen.text + done.text
