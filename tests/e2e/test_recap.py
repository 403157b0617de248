"""The morning after, on the real client libraries: one recap in both chats, slides from either, organizers on either."""

from datetime import timedelta

from tests.e2e.town import NOON, Json, Town, message_of, one, shown
from tests.waiting import soon

MORNING = NOON.replace(month=12, day=11, hour=10, minute=0)
TITLE = "Recap: Lightning talks"
HOSTILE = "<!channel> @everyone *bees* [x](https://example.org/evil)"


async def give(here: Town, *, alone: bool = False) -> None:
    """An event with two talks, both confirmed: Farid's from Slack and, unless he is `alone`, Ben's from Discord."""
    await here.plan()
    for number, (who, title) in enumerate((("Farid", "Queues"), ("Ben", HOSTILE))[: 1 if alone else 2], 1):
        values = {"Title": title, "What is it about?": "About it", "Format": "lightning:10", "Event": "1"}
        if who == "Farid":
            await here.slack_submit(who, await here.slack(who, "talk", "propose"), **values)
        else:
            await here.discord_submit(who, await here.discord(who, "talk propose"), **values)
        desk = await soon(message_of(lambda: here.discord_messages("organizers"), "Queues" if number == 1 else "bees"))
        assert desk is not None
        await here.discord_click("Ana", desk, f"talk:{number}:accept:1")
    on_slack = await soon(message_of(lambda: here.slack_direct("Farid"), "Your talk is in"))
    assert on_slack is not None
    await here.slack_click("Farid", on_slack, "talk:1:confirm:1")
    if alone:
        return
    on_discord = await soon(message_of(lambda: here.discord_direct("Ben"), "Your talk is in"))
    assert on_discord is not None
    await here.discord_click("Ben", on_discord, "talk:2:confirm:1")


async def recaps(here: Town) -> tuple[Json, Json]:
    found = await soon(lambda: (one(here.discord_messages(), TITLE), one(here.slack_messages(), TITLE)), all)
    assert found[0] is not None
    assert found[1] is not None
    return found[0], found[1]


def rows(message: Json) -> list[str]:
    return [line[2:] for line in shown(message).splitlines() if line[:2] in ("- ", "• ")]


async def test_a_recap_goes_out_in_both_chats_and_slides_come_from_both(here: Town) -> None:
    await give(here)
    await here.go_to(here.start + timedelta(hours=2))
    thanks_slack = await soon(message_of(lambda: here.slack_direct("Farid"), "Thank you for your talk: Queues"))
    thanks_discord = await soon(message_of(lambda: here.discord_direct("Ben"), "Thank you for your talk"))
    assert thanks_slack is not None
    assert thanks_discord is not None
    form = await here.slack_click("Farid", thanks_slack, "recap:talk:1:links")
    wrong = await here.slack_submit("Farid", form, links="my slides")
    assert wrong.errors is not None
    assert "“my” is not a link" in wrong.errors["links"]
    saved = await here.slack_submit("Farid", form, links="https://example.org/queues\nhttps://example.org/video")
    assert "Saved: example.org/queues, example.org/video." in saved.text
    # Organizers, on either platform, look at it before it goes out and add to it.
    preview = await here.slack("Emma", "event", "recap")
    assert "Only you see this. It is posted in our events channels on" in preview.text
    assert preview.private
    assert preview.message is not None
    form = await here.slack_click("Emma", preview.message, "recap:1:edit")
    await here.slack_submit("Emma", form, note=f"Thank you, {HOSTILE}", links="https://example.org/evening")
    on_discord = await here.discord("Ana", "event recap", event="1")
    assert "example.org/evening" in on_discord.text
    assert one(here.discord_messages(), TITLE) is None
    await here.go_to(MORNING)
    for message in await recaps(here):
        assert rows(message)[0] == "Queues · Farid Haddad · example.org/queues, example.org/video"
        assert rows(message)[1].replace("**", "") == f"{HOSTILE} · Ben Okafor"
        assert "Recordings: example.org/evening" in shown(message)
        assert f"Thank you, {HOSTILE}" in shown(message)
    # A speaker who is late changes what stands there.
    form = await here.discord_click("Ben", thanks_discord, "recap:talk:2:links")
    refused = await here.discord_submit("Ben", form, links="javascript:alert(1)")
    assert "is not a link" in refused.text
    form = await here.discord_click("Ben", thanks_discord, "recap:talk:2:links")
    await here.discord_submit("Ben", form, links="https://example.org/bees")
    await here.go_to(MORNING + timedelta(hours=1))
    for message in await recaps(here):
        assert rows(message)[1].endswith(" · Ben Okafor · example.org/bees")
    posted = await here.discord("Ana", "event recap")
    assert "It was posted on" in posted.text
    assert len([each for each in here.discord_messages() if TITLE in shown(each)]) == 1
    assert len([each for each in here.slack_messages() if TITLE in shown(each)]) == 1
    history = await here.slack("Farid", "talk", "history")
    assert "example.org/queues, example.org/video" in history.text


async def test_organizers_hold_it_back_and_post_it_when_they_like(here: Town) -> None:
    await give(here, alone=True)
    for answer in (await here.discord("Ben", "event recap"), await here.slack("Farid", "event", "recap")):
        assert "Only organizers can use /event recap" in answer.text
    shown_card = await here.discord("Ana", "event recap")
    assert shown_card.message is not None
    held = await here.discord_click("Ana", shown_card.message, "recap:1:hold")
    assert "It was decided not to post it." in held.text
    await here.go_to(MORNING)
    await here.go_to(MORNING + timedelta(hours=1))
    assert one(here.slack_messages(), TITLE) is None
    late = await here.slack("Emma", "event", "recap lightning")
    assert late.message is not None
    again = await here.slack_click("Emma", late.message, "recap:1:undo")
    assert "It has not been posted, and still can be." in again.text
    assert again.message is not None
    done = await here.slack_click("Emma", again.message, "recap:1:post")
    assert "It was posted on" in done.text
    await recaps(here)
    assert held.message is not None
    too_late = await here.discord_click("Ana", held.message, "recap:1:undo")
    assert "so it stays" in too_late.text
    nothing = await here.slack("Emma", "event", "recap nonsense")
    assert "nonsense" in nothing.text


async def test_a_question_left_open_on_stage_is_answered_in_writing(here: Town) -> None:
    await give(here, alone=True)
    await here.go_to(here.start)
    await here.discord("Ana", "stage start", event="1")
    await here.discord("Dilan", "question", question=f"How long? {HOSTILE}")
    await here.slack("Grace", "question", "anonymous: Why queues?")
    await here.discord("Ana", "stage stop")
    await here.go_to(here.start + timedelta(hours=2))
    thanks = await soon(message_of(lambda: here.slack_direct("Farid"), "Thank you for your talk: Queues"))
    assert thanks is not None
    assert f"“How long? {HOSTILE}” – asked by Dilan" in shown(thanks)
    listed = await here.slack_click("Farid", thanks, "recap:talk:1:questions")
    assert listed.message is not None
    assert "Why queues?" in listed.text
    form = await here.slack_click("Farid", listed.message, "recap:talk:1:answer", "1")
    done = await here.slack_submit("Farid", form, reply=f"Long. {HOSTILE}")
    assert "Your answer is kept. It stands in the recap, and I tell Dilan" in done.text
    told = await soon(message_of(lambda: here.discord_direct("Dilan"), "An answer to your question: Queues"))
    assert "Farid Haddad writes:" in shown(told or {})
    await here.go_to(MORNING)
    for message in await recaps(here):
        assert rows(message)[0].startswith("Queues · Farid Haddad")
        assert "asked anonymously" in shown(message)
        assert f"Farid Haddad: “Long. {HOSTILE}”" in shown(message)
