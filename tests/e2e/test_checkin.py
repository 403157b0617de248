"""The door, from both chats at once: marks, walk-ins, guests and second thoughts, all on one card."""

from datetime import timedelta

from tests.e2e.town import Json, Town
from tests.waiting import soon


async def at_the_door(here: Town) -> None:
    """It is the evening; one person of each platform has a seat."""
    await here.plan()
    on_discord, on_slack = await here.cards()
    await here.discord_click("Ben", on_discord, "rsvp:1:going")
    await here.slack_click("Farid", on_slack, "rsvp:1:going")
    await here.go_to(here.start - timedelta(minutes=30))


def picks(message: Json | None, route: str) -> dict[str, str]:
    """A menu's options: label to value."""
    assert message is not None
    found: list[Json] = []
    todo: list[object] = [message]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            if route in (each.get("custom_id"), each.get("action_id")):
                found += each["options"]
            todo += each.values()
        elif isinstance(each, list):
            todo += each
    return {each["label"] if "label" in each else each["text"]["text"]: each["value"] for each in found}


async def test_two_organizers_check_people_in_from_both_chats(here: Town) -> None:
    await at_the_door(here)
    ana = await here.discord("Ana", "event checkin")
    assert ana.private
    assert "0 of 2 arrived" in ana.text
    people = picks(ana.message, "checkin:1:0:arrive")
    assert list(people) == ["Ben Okafor", "Farid Haddad"]
    assert ana.message is not None
    marked = await here.discord_click("Ana", ana.message, "checkin:1:0:arrive", [people["Farid Haddad"]])
    assert "Farid Haddad is here." in marked.text
    assert "1 of 2 arrived" in marked.text
    assert marked.message is not None
    assert marked.message["id"] == ana.message["id"]  # the same card, not one more
    emma = await here.slack("Emma", "event", "checkin lightning talks")
    assert "1 of 2 arrived" in emma.text
    assert emma.message is not None
    again = await here.slack_click("Emma", emma.message, "checkin:1:0:arrive", people["Ben Okafor"])
    assert "2 of 2 arrived" in again.text
    assert "Everybody with a seat is here." in again.text
    assert again.message is not None
    assert again.message["ts"] == emma.message["ts"]
    # A second thought, from the other chat.
    look = await here.discord_click("Ana", marked.message, "checkin:1:0")
    came = picks(look.message, "checkin:1:0:undo")
    assert look.message is not None
    back = await here.discord_click("Ana", look.message, "checkin:1:0:undo", [came["Ben Okafor"]])
    assert "Ben Okafor is not marked as arrived any more." in back.text
    assert "1 of 2 arrived" in back.text


async def test_walk_ins_by_picker_by_option_and_by_name(here: Town) -> None:
    await at_the_door(here)
    ana = await here.discord("Ana", "event checkin")
    assert ana.message is not None
    chiara = await here.discord_click("Ana", ana.message, "checkin:1:0:walkin", [here.discord_people["Chiara"]])
    assert "Chiara Rossi is here, without a seat." in chiara.text
    assert "0 of 2 arrived, and 1 without a seat" in chiara.text
    ben = await here.discord("Ana", "event checkin", person=here.discord_people["Ben"])
    assert "Ben Okafor is here." in ben.text
    emma = await here.slack("Emma", "event", "checkin")
    assert emma.message is not None
    hugo = await here.slack_click("Emma", emma.message, "checkin:1:0:walkin", here.slack_people["Hugo"])
    assert "Hugo Lindqvist is here, without a seat." in hugo.text
    for typed, says in (
        ("farid", "Farid Haddad is here."),
        ("Chiara Rossi", "Chiara Rossi was here already."),
        ("Zoë **@everyone**", "Zoë **@everyone** is counted as a guest"),
    ):
        form = await here.discord_click("Ana", ana.message, "checkin:1:0:name")
        assert says in (await here.discord_submit("Ana", form, Name=typed)).text
    form = await here.slack_click("Emma", emma.message, "checkin:1:0:name")
    seen = await here.slack_submit("Emma", form, Name="<!channel> & co")
    assert "2 of 2 arrived, and 4 without a seat" in seen.text
    assert "<!channel> & co (guest)" in seen.text


async def test_a_name_that_fits_several_asks_which(here: Town) -> None:
    await at_the_door(here)
    await here.sandbox.slack.join("Ben Okafor")
    other = here.sandbox.slack.state()["teams"][0]["members"][-1]["id"]
    card = here.slack_messages()[0]
    await here.go_to(here.start - timedelta(hours=2))
    await here.sandbox.slack.click(user=other, message=card["ts"], action_id="rsvp:1:going")
    await here.go_to(here.start)
    ana = await here.discord("Ana", "event checkin", event="1")
    assert ana.message is not None
    form = await here.discord_click("Ana", ana.message, "checkin:1:0:name")
    asked = await here.discord_submit("Ana", form, Name="ben")
    assert "Several people go by “ben”. Which one is it?" in asked.text
    assert asked.message is not None
    value = list(_values(asked.message))[1]
    assert "1 of 3 arrived" in (await here.discord_click("Ana", asked.message, "checkin:1:0:arrive", [value])).text


def _values(message: Json) -> list[str]:
    container = message["components"][0]
    select = next(part["components"][0] for part in container["components"] if part["type"] == 1)
    return [each["value"] for each in select["options"]]


async def test_the_door_opens_and_closes_and_members_stay_out(here: Town) -> None:
    await here.plan()
    for answer in (await here.discord("Ana", "event checkin"), await here.slack("Emma", "event", "checkin")):
        assert "No event is near enough. Check-in for Lightning talks opens" in answer.text
    for answer in (await here.discord("Ben", "event checkin"), await here.slack("Farid", "event", "checkin")):
        assert "Only organizers can use /event checkin" in answer.text
    await here.go_to(here.start + timedelta(days=1))
    assert "0 of 0 arrived" in (await here.slack("Emma", "event", "checkin")).text
    await here.go_to(here.start + timedelta(days=1, hours=2))
    assert "has closed" in (await here.slack("Emma", "event", "checkin 1")).text
    refused = await here.discord("Ana", "event checkin", event="1")
    assert "has closed" in refused.text


async def test_several_events_at_once_are_asked_about(here: Town) -> None:
    await here.plan()
    await here.plan(title="Workshop")
    await here.cards("Workshop")
    await here.go_to(here.start)
    asked = await here.slack("Emma", "event", "checkin")
    assert "Which event" in asked.text
    assert asked.message is not None
    door = await here.slack_click("Emma", asked.message, "checkin:pick", "2")
    assert "Check-in: Workshop" in door.text
    assert "Check-in: Workshop" in (await here.discord("Ana", "event checkin", event="workshop")).text
    await soon(lambda: here.violations() == [])
