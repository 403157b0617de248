"""The stage's pages as they are served: what stands in them, what nobody can put into them, what they may load."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import aiohttp
import pytest

from bot.stage.model import Asked
from cogs.web.files import PAGE_POLICY
from cogs.web.picture import picture
from tests.cogs.web.hall import EVENING, MINUTE, TOKEN, Hall, Json, unlike

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "\u202egnp.exe \u2067RTL\u2069",
    "]]> &amp; </bdi>",
)


async def read(web: aiohttp.ClientSession, url: str) -> str:
    async with web.get(url) as answer:
        assert answer.status == 200
        return await answer.text()


def data(page: str, name: str) -> str:
    (found,) = re.findall(rf'data-{name}="([^"]*)"', page)
    return html.unescape(found)


async def shown(hall: Hall) -> Json:
    return picture(await hall.screen())


async def test_the_page_carries_its_first_picture(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan()
    page = await read(web, hall.stage)
    assert "<title>Lightning talks at the library · Riverside Meetup</title>" in page
    assert json.loads(data(page, "screen")) == await shown(hall)
    assert abs(float(data(page, "now")) - hall.clock.now().timestamp() * 1000) < 2000
    assert f'href="{hall.event}"' in page


async def test_every_state_has_its_words(hall: Hall) -> None:
    """From the day before until it is over, with a pause and a break."""
    await hall.plan()
    hall.at(-26 * 60 * MINUTE)
    before = await shown(hall)
    assert before["badge"] == "Starts on Thursday 10 December 2026 at 18:30"
    hall.at(-30 * MINUTE)
    before = await shown(hall)
    assert (before["state"], before["badge"]) == ("before", "Starts at 18:30")
    assert before["side"]["title"] == "Line-up"
    assert [each["mark"] for each in before["side"]["rows"]] == ["18:45", "18:57", "19:07", "19:17", "19:29"]
    hall.at(15 * MINUTE)
    await hall.start()
    first = await shown(hall)
    assert (first["state"], first["name"], first["title"]) == ("on", "Farid Haddad", "My first parser")
    assert first["deck"] == {"name": "Grace Lee", "title": EVENING[1][1], "clock": "~18:57", "after": ""}
    assert first["zeroAt"] == pytest.approx((await hall.turn()).ends_at.timestamp() * 1000, abs=0.01)
    await hall.pause()
    paused = await shown(hall)
    assert (paused["state"], paused["standsAt"] is None) == ("paused", False)
    await hall.resume()
    await hall.next()
    assert (await shown(hall))["deck"]["after"] == "after the break"
    await hall.next()
    resting = await shown(hall)
    assert (resting["state"], resting["name"]) == ("break", "")
    assert [each["text"] for each in resting["side"]["rows"]] == ["Ten years of one small library"]
    await hall.end()
    between = await shown(hall)
    assert (between["state"], between["badge"], between["name"], between["zeroAt"]) == (
        "between",
        "Up next",
        "Ben Ode",
        None,
    )
    await hall.next(skipped=True)
    await hall.next(skipped=True)
    assert (await shown(hall))["deck"] == {"last": "This is the last talk."}
    await hall.end()
    assert (await shown(hall))["name"] == "That was the last one"
    await hall.stop()
    over = await shown(hall)
    assert (over["state"], over["name"]) == ("over", "Thank you")
    # Ben was called and did not come.
    assert [each["small"] for each in over["side"]["rows"]] == ["Farid Haddad", "Grace Lee", "Emma Novak"]


async def test_a_cancelled_event_says_so(hall: Hall) -> None:
    await hall.plan()
    await hall.app.store.write(lambda tx: tx.events.call_off(1, hall.clock.now()))
    cancelled = await shown(hall)
    assert (cancelled["state"], cancelled["name"]) == ("cancelled", "This event is cancelled")
    assert (cancelled["zeroAt"], cancelled["side"], cancelled["deck"]) == (None, None, None)


async def test_questions_stand_in_their_order_with_votes_and_names(hall: Hall) -> None:
    await hall.plan()
    await hall.start()
    asked = (Asked("Why?", "Grace Lee", 12), Asked("How?", "", 1), *[Asked(f"{n}?", "", 0) for n in range(30)])
    side = picture(unlike(await hall.screen(), questions=asked))["side"]
    assert side["rows"][:2] == [
        {"mark": "12 votes", "text": "Why?", "small": "Grace Lee"},
        {"mark": "1 vote", "text": "How?", "small": "anonymous"},
    ]
    assert (len(side["rows"]), side["all"]) == (12, 32)


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_people_typed_is_text(hall: Hall, web: aiohttp.ClientSession, typed: str) -> None:
    await hall.plan([(typed, typed)], title=typed, place=typed, about=typed, community=typed)
    await hall.start()
    for url in (hall.stage, hall.event):
        page = await read(web, url)
        assert typed not in page or not set(typed) & set("<\"'&")
        assert html.escape(typed).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
        assert page.count("<script") == 1
        assert page.count("<title>") == page.count("</title>") == 1
        # Its direction cannot reach what stands beside it: it is isolated wherever it is shown.
        isolated = re.sub(r"<title>.*?</title>|<body [^>]*>", "", page, flags=re.DOTALL)
        for found in re.finditer(re.escape(html.escape(typed).replace("&quot;", "&#34;")), isolated):
            assert re.search(r'<(bdi|h1|p)[^>]* dir="auto">$', isolated[: found.start()])


async def test_every_answer_has_the_safe_headers(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan()
    paths = ("", "/now", "/clock", "/live")
    for url in (*[f"{hall.stage}{path}" for path in paths], hall.event, f"{hall.url}/static/stage.js"):
        async with web.get(url) as answer:
            assert answer.status == 200
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Server"] == "Hallway"
            assert "Set-Cookie" not in answer.headers
            is_page = answer.headers["Content-Type"].startswith("text/html")
            policy = answer.headers["Content-Security-Policy"]
            assert policy == PAGE_POLICY if is_page else policy.startswith("default-src 'none'; base-uri")
            no_store = {"text/javascript": "no-cache"}.get(answer.content_type, "no-store")
            assert answer.headers["Cache-Control"] == no_store


async def test_nothing_is_loaded_from_elsewhere(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan()
    for url in (hall.stage, hall.event):
        page = await read(web, url)
        assert " style=" not in page
        assert re.findall(r" on\w+=", page) == []
        loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', page)
        assert loaded
        for path in loaded:
            assert path.startswith("/static/")
            await read(web, hall.url + path)
    folder = Path("cogs/web/static")
    for each in folder.iterdir():
        text = await read(web, f"{hall.url}/static/{each.name}")  # the fixed list has them all
        assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []
        for name in re.findall(r'from "\./([^"]+)"', text):
            assert (folder / name).exists()


async def test_a_file_that_did_not_change_is_not_sent_again(hall: Hall, web: aiohttp.ClientSession) -> None:
    url = f"{hall.url}/static/stage.css"
    async with web.get(url) as first:
        tag = first.headers["ETag"]
    async with web.get(url, headers={"If-None-Match": tag}) as again:
        assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", tag)


async def test_nobody_else_gets_in(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan()
    other = "x" * len(TOKEN)
    paths = [f"/{page}/{other}" for page in ("stage", "event")]
    paths += [f"/stage/{other}/{part}" for part in ("live", "now")]
    paths += ["/stage/", "/event/1", "/static/", "/static/app.py", "/static/..%2fapp.py", f"/stage/{TOKEN}/nothing"]
    for path in paths:
        async with web.get(hall.url + path) as answer:
            assert (path, answer.status) == (path, 404)
            assert "There is nothing here." in await answer.text()
    async with web.post(hall.stage) as posted:
        assert posted.status == 405


async def test_the_phones_page_says_what_the_channels_say(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan(about="Five talks,\nthen pizza.")
    page = await read(web, hall.event)
    for words in (
        "Lightning talks at the library",
        "Thursday 10 December 2026<br>18:30 to 21:30 (Europe/Berlin)",
        "Old Library, Main St 5",
        "Five talks,\nthen pizza.",
        '<span class="mark">18:45</span>',
        "Lightning talk, 10 min",
        "<code>/question</code>",
        'href="https://discord.com/channels/100/200/300"',
        'href="https://slack.com/app_redirect?team=T1&amp;channel=C9"',
        f'href="{hall.url}/calendar/the-token-of-a-calendar/1.ics"',
    ):
        assert words in page
    assert "Ana Souza" not in page  # who is going, or hosts, is the community's business
    async with web.get(f"{hall.url}/calendar/the-token-of-a-calendar/1.ics") as calendar:
        assert calendar.status == 200


async def test_the_phones_page_follows_the_stage(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan(place="https://meet.example.org/room")
    hall.at(15 * MINUTE)
    await hall.start()
    hall.at(28 * MINUTE)
    await hall.next()
    page = await read(web, hall.event)
    marks = re.findall(r'<li class="(\w+)">\s*<span class="mark">([^<]+)<', page)
    assert marks == [
        ("given", "given"),
        ("on", "on now"),
        ("coming", "~19:08"),
        ("coming", "~19:18"),
        ("coming", "~19:30"),
    ]
    assert '<a href="https://meet.example.org/room" rel="noopener noreferrer nofollow">' in page
    await hall.stop()
    page = await read(web, hall.event)
    assert "This one is over." in page
    assert "/question" not in page
    assert len(re.findall(r"<li class=", page)) == 2
    await hall.app.store.write(lambda tx: tx.events.call_off(1, hall.clock.now()))
    page = await read(web, hall.event)
    assert "This event is cancelled." in page
    assert ".ics" not in page


async def test_an_address_that_is_none_is_no_link(hall: Hall, web: aiohttp.ClientSession) -> None:
    await hall.plan(place="javascript:alert(1)")
    assert 'href="javascript' not in await read(web, hall.event)
