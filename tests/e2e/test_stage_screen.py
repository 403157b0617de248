"""The stage page behind the real bot: the address comes from a command, and the screen follows both chats."""

from __future__ import annotations

import re

import aiohttp

from tests.cogs.web.hall import Viewer
from tests.e2e.test_stage import MINUTE, fill
from tests.e2e.town import Json, Town


async def test_the_screen_follows_both_chats(here: Town) -> None:
    await fill(here)
    await here.cards()
    opened = await here.discord("Ana", "stage open")
    address = re.search(r"http://127\.0\.0\.1:\d+/stage/[\w-]+", str(opened.message))
    assert address is not None, opened
    async with aiohttp.ClientSession() as web, web.get(f"{address[0]}/live") as stream:
        viewer = Viewer(stream)
        assert (await viewer.picture())["state"] == "before"
        await here.go_to(here.start)
        await here.discord("Ana", "stage start")
        assert (await until(viewer, "Ben Okafor"))["deck"]["name"] == "Farid Haddad"
        await here.slack("Emma", "stage", "next")
        first = await until(viewer, "Farid Haddad")
        await here.slack("Emma", "stage", "extend 5")
        assert (await viewer.picture())["zeroAt"] == first["zeroAt"] + 5 * 60_000
        await here.go_to(here.start + 20 * MINUTE)
        await here.discord("Ana", "stage pause")
        while (paused := await viewer.picture())["state"] != "paused":
            pass
        assert paused["standsAt"] > paused["zeroAt"]
        async with web.get(address[0].replace("/stage/", "/event/")) as phone:
            page = await phone.text()
            discord, slack = await here.cards()
            assert f"/{here.discord_channel['events']}/{discord['id']}" in page
            assert f"channel={here.slack_channel['events']}" in page
            assert slack
            (file,) = re.findall(r'href="(http://127[^"]+\.ics)"', page)
        async with web.get(file) as calendar:
            assert "SUMMARY:Lightning talks" in await calendar.text()


async def until(viewer: Viewer, name: str) -> Json:
    while (picture := await viewer.picture())["name"] != name or picture["state"] != "on":
        pass
    return picture
