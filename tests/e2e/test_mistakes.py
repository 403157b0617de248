"""Each mistake gets a clear private sentence with an example of what would work, on both platforms; nothing typed is lost."""

import pytest

from tests.e2e.town import Town

# What is typed into "When", and what the sentence must say; the community's clock stands at Wed 25 Nov 2026, 12:00.
WRONG_TIMES = [
    ("yesterday 18:30", "18:30"),
    ("24 Nov 2026 18:30", "past"),
    ("28 Mar 2027 02:30", "clock"),  # the night in which 02:30 does not exist
    ("31 Oct 2027 02:30", "twice"),  # the night in which it comes twice
    ("03/04/2027 18:30", "3 Apr 18:30"),
    ("thursday", "Thu"),
    ("when the moon is full", "18:30"),
]


@pytest.mark.parametrize(("when", "says"), WRONG_TIMES)
async def test_a_time_that_cannot_be_read_on_slack_is_said_beside_the_field(here: Town, when: str, says: str) -> None:
    opened = await here.slack("Emma", "event", "create")
    refused = await here.slack_submit("Emma", opened, Title="Talks", When=when)
    assert refused.errors is not None
    assert list(refused.errors) == ["when"]
    assert says.lower() in refused.errors["when"].lower()
    # The form is still open with what was typed: one correction is enough.
    done = await here.slack_submit("Emma", opened, Title="Talks", When="Thu 10 Dec 18:30")
    assert "Talks is planned" in done.text


@pytest.mark.parametrize(("when", "says"), WRONG_TIMES)
async def test_a_time_that_cannot_be_read_on_discord_keeps_what_was_typed(here: Town, when: str, says: str) -> None:
    opened = await here.discord("Ana", "event create")
    refused = await here.discord_submit("Ana", opened, Title="Talks", When=when, Description="A *long* story")
    assert refused.private
    assert says.lower() in refused.text.lower()
    assert refused.message is not None
    again = await here.discord_click("Ana", refused.message, "draft:1")
    assert again.form is not None
    assert {each.id: each.value for each in again.form.inputs if each.value} == {
        "title": "Talks",
        "when": when,
        "description": "A *long* story",
    }
    done = await here.discord_submit("Ana", again, When="Thu 10 Dec 18:30")
    assert "Talks is planned" in done.text


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("Seats", "a few", "Try 20"),
        ("Seats", "0", "Try 20"),
        ("Duration", "a while", "1 h 30 min"),
        ("Title", "   ", "for example: Lightning talks"),
    ],
)
async def test_other_fields(here: Town, field: str, typed: str, says: str) -> None:
    opened = await here.slack("Emma", "event", "create")
    refused = await here.slack_submit("Emma", opened, **{"Title": "Talks", "When": "Thu 10 Dec 18:30", field: typed})
    assert refused.errors is not None
    assert list(refused.errors) == [field.lower()]
    assert says in refused.errors[field.lower()]


async def test_two_durations_that_disagree(here: Town) -> None:
    opened = await here.slack("Emma", "event", "create")
    refused = await here.slack_submit("Emma", opened, Title="Talks", When="Thu 10 Dec 18:30-20:30", Duration="1 h")
    assert refused.errors is not None
    assert "Keep one of them" in refused.errors["duration"]


async def test_only_organizers_plan_and_cancel(here: Town) -> None:
    for command in ("event create", "event cancel"):
        on_discord = await here.discord("Ben", command, **({"event": "1"} if "cancel" in command else {}))
        on_slack = await here.slack("Farid", *command.split())
        for answer in (on_discord, on_slack):
            assert answer.form is None
            assert answer.private
            assert f"Only organizers can use /{command}." in answer.text
            assert "/hallway help" in answer.text


async def test_unknown_events(here: Town) -> None:
    for answer in (
        await here.discord("Ben", "rsvp", event="karaoke"),
        await here.slack("Farid", "rsvp", "karaoke going"),
    ):
        assert answer.private
        assert "I know no event called “karaoke”" in answer.text
        assert "/event list" in answer.text
    await here.plan()
    for answer in (
        await here.discord("Ben", "rsvp", event="karaoke"),
        await here.slack("Farid", "event", "show karaoke"),
    ):
        assert "Try “Lightning talks”" in answer.text
    for answer in (await here.discord("Ben", "event show", event="#99"), await here.slack("Farid", "rsvp", "99")):
        assert "I don't know this event any more" in answer.text


async def test_a_title_that_fits_several_events_offers_a_choice(here: Town) -> None:
    await here.plan(title="Talks in December")
    await here.plan(title="Talks in January", when="7 Jan 2027 18:30")
    refused = await here.slack("Farid", "rsvp", "talks")
    assert "Several events match “talks”" in refused.text
    assert refused.message is not None
    picked = await here.slack_click("Farid", refused.message, "event:show", "2")
    assert "Talks in January" in picked.text


async def test_unknown_words_after_a_slack_command(here: Town) -> None:
    answer = await here.slack("Farid", "event", "explode now")
    assert answer.private
    assert "I don't know “/event explode”. Try /event list, /event show, " in answer.text
    alone = await here.slack("Emma", "stage")
    assert "“/stage” needs one more word. Try /stage start, /stage next, " in alone.text


async def test_who_names_no_event_is_asked_which_for_what(here: Town) -> None:
    await here.plan()
    assert "Which one do you want to change?" in (await here.slack("Emma", "event", "edit")).text
    assert "Which one do you want to cancel?" in (await here.slack("Emma", "event", "cancel")).text


async def test_a_started_and_a_cancelled_event_take_no_answers(here: Town) -> None:
    await here.plan()
    await here.cards()
    await here.go_to(here.start)
    # The buttons went with the start; a command that comes anyway is told why.
    assert "custom_id" not in str(here.discord_messages()[0])
    late = await here.slack("Farid", "rsvp", "1")
    assert "has started" in late.text
    await here.plan(title="Second", when="20 Dec 2026 18:30")
    asked = await here.discord("Ana", "event cancel", event="Second")
    assert asked.message is not None
    await here.discord_click("Ana", asked.message, "event:2:cancel:yes")
    for answer in (await here.slack("Farid", "rsvp", "2"), await here.discord("Ana", "event cancel", event="2")):
        assert "Second is cancelled" in answer.text


async def test_help_fits_the_person(here: Town) -> None:
    member, organizer = await here.slack("Farid", "hallway", "help"), await here.discord("Ana", "hallway help")
    assert "/event list" in member.text
    assert "/event create" not in member.text
    assert "/event create" in organizer.text
    assert member.private
    assert organizer.private
