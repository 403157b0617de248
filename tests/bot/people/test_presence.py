"""What a role allows is asked of the platform with each call, not of what we knew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.people import intros
from bot.people.intro_model import Profile
from bot.people.model import Platform
from bot.people.presence import organizes
from tests.bot.delivery.test_dispatch import evening_in
from tests.bot.people.one_person import link


async def test_who_is_no_organizer_any_more_reads_nothing_as_one(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        await evening.plan()  # as an organizer
        call = evening.call("host")
        told = {
            role: await evening.app.store.read(organizes, replace(call, who=replace(call.who, organizer=role)))
            for role in (True, False, None)
        }
        assert told == {True: True, False: False, None: True}  # in direct messages, what was known counts


async def test_who_is_one_on_the_other_platform_is_one_here(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        await link(evening, "host", "host on slack")
        call = evening.call("host on slack", Platform.SLACK)
        demoted = replace(call, who=replace(call.who, organizer=False))
        assert await evening.app.store.read(organizes, demoted)


async def test_an_intro_that_was_taken_back_is_not_brought_back_by_a_repeated_call(tmp_path: Path) -> None:
    async with evening_in(tmp_path) as evening:
        call, profile = evening.call("ana"), Profile("me", "", "", "", ())
        await intros.save_intro(evening.app, call, profile)
        await intros.take_back_intro(evening.app, evening.call("ana"))
        await intros.save_intro(evening.app, call, profile)
        assert await evening.app.store.read(lambda tx: tx.intros.newest(1, most=9)) == []
