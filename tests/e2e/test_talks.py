"""Talks on the real client libraries: proposed in one chat, decided in the other, one line-up in both."""

from datetime import timedelta
from functools import partial

from sandbox.kit import Answer
from tests.e2e.town import NOON, Json, Town, message_of, one, shown
from tests.waiting import soon

PARSER = {
    "Title": "My first parser",
    "What is it about?": "How I wrote a parser\nin a weekend",
    "Format": "lightning:10:first",
    "Event": "1",
    "Links": "https://example.org/parser",
}
LINEUP = "Line-up: Lightning talks"


def talk(title: str = "Bees", what: str = "lightning:10", event: str = "1", **more: str) -> dict[str, str]:
    return {"Title": title, "What is it about?": f"About {title}", "Format": what, "Event": event, **more}


async def propose_on_slack(here: Town, who: str, **values: str) -> Answer:
    return await here.slack_submit(who, await here.slack(who, "talk", "propose"), **values)


async def propose_on_discord(here: Town, who: str, **values: str) -> Answer:
    return await here.discord_submit(who, await here.discord(who, "talk propose"), **values)


async def desks(here: Town, title: str) -> tuple[Json, Json]:
    """A proposal's card in both organizers' channels."""
    on_discord = await soon(message_of(lambda: here.discord_messages("organizers"), title))
    on_slack = await soon(message_of(lambda: here.slack_messages("organizers"), title))
    assert on_discord is not None
    assert on_slack is not None
    return on_discord, on_slack


async def lineups(here: Town) -> tuple[list[str], list[str]]:
    """The rows of the line-up as both chats show them, once everything due has gone out."""
    await here.go_to(here.sandbox.kit.clock.now())
    found = [one(here.discord_messages(), LINEUP), one(here.slack_messages(), LINEUP)]
    rows = [[row[2:] for row in shown(each or {}).splitlines() if row[:2] in ("- ", "• ")] for each in found]
    return rows[0], rows[1]


def buttons(message: Json) -> list[str]:
    return [each for each in ("Accept", "Keep waiting", "Decline") if each in shown(message).splitlines()]


async def test_a_talk_travels_from_slack_over_discord_to_both_line_ups(here: Town) -> None:
    await here.plan()
    opened = await here.slack("Farid", "talk", "propose")
    assert opened.form is not None
    assert [each.label for each in opened.form.inputs] == list(PARSER)
    received = await here.slack_submit("Farid", opened, **PARSER)
    assert received.private
    assert received.text.startswith("Thank you for proposing a talk\nMy first parser is with the organizers now.")
    on_discord, on_slack = await desks(here, "My first parser")
    for card in (on_discord, on_slack):
        assert "Format: Lightning talk, 10 min · first talk" in shown(card)
        assert "Links: example.org/parser" in shown(card)
        assert buttons(card) == ["Accept", "Keep waiting", "Decline"]
    accepted = await here.discord_click("Ana", on_discord, "talk:1:accept:1")
    assert "My first parser is in the line-up of Lightning talks" in accepted.text
    second = await here.slack_click("Emma", on_slack, "talk:1:accept:1")
    assert "Ana Souza accepted My first parser for Lightning talks on Wednesday" in second.text
    told = await soon(lambda: here.slack_direct("Farid"))
    assert shown(told[0]).startswith("Your talk is in: My first parser")
    confirmed = await here.slack_click("Farid", told[0], "talk:1:confirm:1")
    assert "You are on at Lightning talks: Thursday" in confirmed.text
    assert await lineups(here) == (
        ["17:30 UTC My first parser · Farid Haddad · Lightning talk, 10 min"],
        ["5:30 PM My first parser · Farid Haddad · Lightning talk, 10 min"],
    )
    for card in (here.discord_messages("organizers")[0], here.slack_messages("organizers")[0]):
        assert "Ana Souza accepted it on Wednesday" in shown(card)
        assert "Farid Haddad confirmed." in shown(card)
        assert buttons(card) == []


async def test_a_talk_from_discord_for_any_event_is_accepted_on_slack(here: Town) -> None:
    await here.plan()
    opened = await here.discord("Ben", "talk propose")
    assert opened.form is not None
    assert [each.label for each in opened.form.inputs] == list(PARSER)
    await here.discord_submit("Ben", opened, **talk(event="any"))
    _, on_slack = await desks(here, "Bees")
    menu = await here.slack_click("Emma", on_slack, "talk:1:accept")
    assert menu.message is not None
    assert "120 min left · Thursday 10 December 2026, 18:30" in str(menu.message)
    accepted = await here.slack_click("Emma", menu.message, "talk:1:accept", "1")
    assert "Bees is in the line-up" in accepted.text
    told = await soon(lambda: here.discord_direct("Ben"))
    gone = await here.discord_click("Ben", told[0], "talk:1:cannot:1")
    assert "Your slot at Lightning talks is free again; Bees waits for another event." in gone.text
    freed = await soon(message_of(lambda: here.slack_messages("organizers"), "A slot came free at Lightning talks"))
    assert "Nobody waits for it; 120 min are free." in shown(freed or {})
    assert "It had a slot and is waiting for another one." in shown(here.slack_messages("organizers")[0])
    assert "No talk has a slot yet" in shown(one(here.discord_messages(), LINEUP) or {})


async def test_declining_sends_the_organizers_own_kind_words(here: Town) -> None:
    await propose_on_slack(here, "Grace", **talk(event="any"))
    on_discord, on_slack = await desks(here, "Bees")
    form = await here.discord_click("Ana", on_discord, "talk:1:decline")
    assert form.form is not None
    assert "Thank you for offering to speak." in str(form.form.inputs[0].value)
    # Meanwhile it is kept waiting, which is no last word.
    assert "Bees is kept waiting" in (await here.slack_click("Emma", on_slack, "talk:1:wait")).text
    done = await here.discord_submit("Ana", form, reply="We had *two* on bees.\nAnts, maybe?")
    assert "Grace Kim gets your words" in done.text
    told = await soon(message_of(lambda: here.slack_direct("Grace"), "About your talk: Bees"))
    assert "We had *two* on bees.\nAnts, maybe?" in shown(told or {})
    for look in (here.discord_messages, here.slack_messages):
        await soon(message_of(partial(look, "organizers"), "Ana Souza declined it on Wednesday"))


async def test_the_line_up_is_arranged_with_menus_and_buttons(here: Town) -> None:
    await here.plan()
    await propose_on_slack(here, "Farid", **PARSER)
    await propose_on_discord(here, "Ben", **talk(what="talk:45"))
    for number, title in ((1, "My first parser"), (2, "Bees")):
        await here.discord_click("Ana", (await desks(here, title))[0], f"talk:{number}:accept:1")
    shown_card = await here.slack("Emma", "talk", "lineup")
    assert shown_card.message is not None
    assert "65 min left. The event ends at" in shown_card.text
    added = await here.slack_click("Emma", shown_card.message, "lineup:1:break", "10")
    assert added.message is not None
    moved = await here.slack_click("Emma", added.message, "lineup:1:3:up")
    assert moved.message is not None
    timing = await here.slack_click("Emma", moved.message, "lineup:1:timing")
    refused = await here.slack_submit("Emma", timing, doors="soon")
    assert refused.errors == {"doors": "“soon” is not a number of minutes from 0 to 240. Try 15."}
    await here.slack_submit("Emma", timing, doors="15", changeover="5")
    expected = ["My first parser · Farid Haddad · Lightning talk, 10 min · to be confirmed", "Break · 10 min"]
    expected.append("Bees · Ben Okafor · Talk, 45 min · to be confirmed")
    on_discord_rows, on_slack_rows = await lineups(here)
    assert on_discord_rows == [f"{at} UTC {row}" for at, row in zip(("17:45", "17:55", "18:05"), expected, strict=True)]
    assert on_slack_rows == [f"{at} PM {row}" for at, row in zip(("5:45", "5:55", "6:05"), expected, strict=True)]
    # On the other platform: pick, move to the front, remove the break; too much is refused.
    card = await here.discord("Ana", "talk lineup", event="1")
    assert card.message is not None
    picked = await here.discord_click("Ana", card.message, "lineup:1:pick", ["2"])
    assert picked.message is not None
    assert "➤" in picked.text
    earlier = await here.discord_click("Ana", picked.message, "lineup:1:2:up")
    assert earlier.message is not None
    await here.discord_click("Ana", earlier.message, "lineup:1:2:up")
    taken_out = await here.discord_click("Ana", earlier.message, "lineup:1:2:remove")
    assert "Bees" not in taken_out.text
    rows, _ = await lineups(here)
    assert [row[10:15] for row in rows] == ["My fi", "Break"]
    await here.discord_click("Ana", card.message, "lineup:1:break", ["60"])
    full = await here.discord_click("Ana", card.message, "lineup:1:break", ["60"])
    assert "That would run 35 min past the end of Lightning talks." in full.text


async def test_what_does_not_fit_offers_ways_on(here: Town) -> None:
    await here.plan()
    await propose_on_slack(here, "Farid", **talk("Long", "workshop:90"))
    await propose_on_slack(here, "Grace", **talk("Longer", "panel:45"))
    on_discord, _ = await desks(here, "Longer")
    await here.discord_click("Ana", here.discord_messages("organizers")[0], "talk:1:accept:1")
    full = await here.discord_click("Ana", on_discord, "talk:2:accept:1")
    assert "Lightning talks has 30 min left, and Longer needs 45." in full.text
    assert full.message is not None
    kept = await here.discord_click("Ana", full.message, "talk:2:wait")
    assert "Longer is kept waiting" in kept.text
    assert shown((await soon(lambda: here.slack_direct("Grace")))[0]).startswith("Your talk is on the list: Longer")
    # The first one is taken back: the second is asked, on its platform, and takes the slot.
    asked = await here.slack("Farid", "talk", "withdraw long")
    assert asked.message is not None
    assert "Its slot at Lightning talks will be free for somebody else." in asked.text
    await here.slack_click("Farid", asked.message, "talk:1:withdraw:yes")
    offer = await soon(message_of(lambda: here.slack_direct("Grace"), "A slot came free for your talk: Longer"))
    assert offer is not None
    assert (await lineups(here))[1] == ["5:30 PM Held for the next speaker · 45 min"]
    held = await here.discord("Ana", "talk lineup")
    assert "Held for Grace Kim with Longer · 45 min" in held.text
    taken = await here.slack_click("Grace", offer, "talk:2:confirm:1")
    assert "The slot is yours." in taken.text
    assert (await lineups(here))[1] == ["5:30 PM Longer · Grace Kim · Panel, 45 min"]


async def test_ones_own_talks_are_listed_changed_and_taken_back(here: Town) -> None:
    await here.plan()
    assert "You have not proposed a talk yet" in (await here.discord("Ben", "talk mine")).text
    await propose_on_discord(here, "Ben", **talk())
    await propose_on_discord(here, "Ben", **talk("Wasps", "talk:20"))
    mine = await here.discord("Ben", "talk mine")
    assert "Bees · with the organizers (talk 1)" in mine.text
    assert mine.message is not None
    picked = await here.discord_click("Ben", mine.message, "talk:show", ["2"])
    assert picked.message is not None
    form = await here.discord_click("Ben", picked.message, "talk:2:edit")
    changed = await here.discord_submit("Ben", form, Title="Hornets")
    assert changed.text.startswith("Your talk is changed")
    choices = await here.sandbox.discord.complete(
        user=here.discord_people["Ben"],
        channel=here.discord_channel["events"],
        command="talk edit",
        options={"talk": "horn"},
        focused="talk",
    )
    assert [each["value"] for each in choices] == ["2"]
    form = await here.discord("Ben", "talk edit", talk="2")
    assert form.form is not None
    assert {each.id: each.value for each in form.form.inputs if each.value} == {
        "title": "Hornets",
        "pitch": "About Wasps",
        "format": "talk:20",
        "event": "1",
    }
    _, on_slack = await desks(here, "Hornets")
    waiting = await here.slack_click("Emma", on_slack, "talk:2:accept")  # an answer that stays open meanwhile
    assert waiting.message is not None
    gone = await here.discord("Ben", "talk withdraw", talk="hornets")
    assert gone.message is not None
    assert "Hornets is taken back" in (await here.discord_click("Ben", gone.message, "talk:2:withdraw:yes")).text
    await soon(lambda: shown(here.slack_messages("organizers")[1]), lambda text: "Ben Okafor took it back." in text)
    late = await here.slack_click("Emma", waiting.message, "talk:2:accept", "1")
    assert "Ben Okafor took Hornets back." in late.text
    assert "Hornets is taken back, so it stays as it is." in (await here.discord("Ben", "talk edit", talk="2")).text
    on_slack_list = await here.slack("Emma", "talk", "review")
    assert "Bees · Ben Okafor · Lightning talk, 10 min · to decide (talk 1)" in on_slack_list.text
    assert "Hornets" not in on_slack_list.text


async def test_the_minutes_of_a_placed_talk_keep_to_the_room_and_nothing_typed_is_lost(here: Town) -> None:
    await here.plan(when="Thu 10 Dec 18:30 for 30 min")
    await propose_on_slack(here, "Farid", **PARSER)
    on_discord, _ = await desks(here, "My first parser")
    await here.discord_click("Ana", on_discord, "talk:1:accept:1")
    await soon(lambda: here.slack_direct("Farid"))
    named = await here.slack("Farid", "talk", "edit parser")  # as on Discord, the form at once
    assert named.form is not None
    shown_card = await here.slack("Farid", "talk", "edit")
    assert shown_card.message is not None
    form = await here.slack_click("Farid", shown_card.message, "talk:1:edit")
    assert form.form is not None
    assert [each.label for each in form.form.inputs if each.label == "Event"] == []
    refused = await here.slack_submit("Farid", form, Title="Parsers", Format="talk:45")
    assert "Lightning talks has room for 30 min for it, not 45." in refused.text
    assert refused.message is not None
    again = await here.slack_click("Farid", refused.message, "draft:1")
    assert again.form is not None
    assert again.form.inputs[0].value == "Parsers"
    await here.slack_submit("Farid", again, Format="talk:30")
    assert (await lineups(here))[1] == ["5:30 PM Parsers · Farid Haddad · Talk, 30 min · to be confirmed"]


async def test_speakers_are_nudged_and_history_remembers(here: Town) -> None:
    await here.plan()
    await propose_on_slack(here, "Farid", **PARSER)
    on_discord, _ = await desks(here, "My first parser")
    await here.discord_click("Ana", on_discord, "talk:1:accept:1")
    await here.go_to(NOON + timedelta(days=3, minutes=1))
    assert shown(here.slack_direct("Farid")[-1]).startswith("Still up for your talk? My first parser")
    assert "has not confirmed within three days" in shown(here.discord_messages("organizers")[0])
    await here.slack_click("Farid", here.slack_direct("Farid")[-1], "talk:1:confirm:1")
    for before in (timedelta(days=7), timedelta(days=1), timedelta(hours=1)):
        await here.go_to(here.start - before)
    nudges = [shown(each) for each in here.slack_direct("Farid")[2:]]
    assert [each.splitlines()[0] for each in nudges] == ["Your talk is coming up: My first parser"] * 3
    assert "Say it aloud once with a watch: 10 minutes go fast." in nudges[0]
    assert "Where: Old Library" in nudges[1]
    assert "You have not given a talk here yet" in (await here.slack("Farid", "talk", "history")).text
    assert "nor by anybody else yet" in (await here.slack("Grace", "talk", "history farid")).text
    await here.go_to(here.start + timedelta(hours=3))
    for answer in (
        await here.slack("Farid", "talk", "history"),
        await here.discord("Ben", "talk history", name="farid"),
    ):
        assert "My first parser · Farid Haddad · Lightning talks, Thursday" in answer.text
    nobody = await here.discord("Ben", "talk history", name="zoe")
    assert "I know of no talk given by “zoe”. Try a part of the speaker's name, such as Farid Haddad." in nobody.text
    mine = await here.slack("Farid", "talk", "mine")
    assert "was on at Lightning talks" in mine.text


async def test_members_do_not_decide(here: Town) -> None:
    await here.plan()
    await propose_on_slack(here, "Farid", **PARSER)
    on_discord, on_slack = await desks(here, "My first parser")
    answers = [
        await here.discord("Ben", "talk review"),
        await here.slack("Farid", "talk", "review"),
        await here.discord("Ben", "talk lineup"),
        await here.slack("Farid", "talk", "lineup"),
        *[await here.discord_click("Ben", on_discord, f"talk:1:{each}") for each in ("accept:1", "wait", "decline")],
        *[await here.slack_click("Farid", on_slack, f"talk:1:{each}") for each in ("accept:1", "wait", "decline")],
    ]
    for answer in answers:
        assert answer.private
        assert answer.form is None
        assert "Only organizers can use /talk " in answer.text
    assert "I know no event called “karaoke”" in (await here.slack("Emma", "talk", "lineup karaoke")).text


async def test_mistakes_are_said_beside_the_field_or_keep_what_was_typed(here: Town) -> None:
    opened = await here.slack("Farid", "talk", "propose")
    refused = await here.slack_submit("Farid", opened, **talk(event="any", Links="my page"))
    assert refused.errors is not None
    assert "Use whole addresses" in refused.errors["links"]
    assert "is with the organizers" in (await here.slack_submit("Farid", opened, **talk(event="any", Links=""))).text
    kept = await propose_on_discord(here, "Ben", **talk(event="any", Links="ftp://x.example"))
    assert "“ftp://x.example” is not a link." in kept.text
    assert kept.message is not None
    again = await here.discord_click("Ben", kept.message, "draft:1")
    assert again.form is not None
    assert {each.label: each.value for each in again.form.inputs}["Event"] == "any"
    assert "Thank you" in (await here.discord_submit("Ben", again, Links="")).text
    assert "You have no talk called “ants”" in (await here.slack("Farid", "talk", "edit ants")).text
    assert "somebody else's talk" in (await here.slack("Farid", "talk", "withdraw 2")).text
    assert "I don't know this talk any more" in (await here.discord("Ben", "talk edit", talk="99")).text


async def test_hostile_words_stay_words(here: Town) -> None:
    hostile = "@everyone **now** [x](https://evil.example) <!channel>"
    await here.plan()
    await propose_on_discord(here, "Ben", **talk(hostile, **{"What is it about?": hostile}))
    on_discord, on_slack = await desks(here, hostile)
    for card in (on_discord, on_slack):
        assert shown(card).splitlines()[0] == hostile
        assert shown(card).count(hostile) == 2
    form = await here.slack_click("Emma", on_slack, "talk:1:decline")
    assert form.form is not None
    await here.slack_click("Emma", on_slack, "talk:1:accept:1")
    rows, slack_rows = await lineups(here)
    assert rows == [f"17:30 UTC {hostile} · Ben Okafor · Lightning talk, 10 min · to be confirmed"]
    assert slack_rows == [f"5:30 PM {hostile} · Ben Okafor · Lightning talk, 10 min · to be confirmed"]
    for message in (*here.discord_messages(), *here.discord_messages("organizers"), *here.discord_direct("Ben")):
        assert message["mention_everyone"] is False
        assert message["mentions"] == []
