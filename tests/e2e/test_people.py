"""People on the real client libraries: intros, finding, welcome, meeting and the morning after, across both chats."""

import json
from datetime import timedelta

import pytest

from sandbox.discord import shapes
from sandbox.kit import Answer
from sandbox.slack import payloads
from tests.e2e.town import Json, Town, message_of, one, shown
from tests.waiting import soon

BEN = {
    "does": "I build data pipelines at the city library",
    "angle": "sourdough and night trains",
    "helps": "Python, kubernetes, a first talk",
    "seeks": "a mentor for Rust",
    "links": "https://github.com/ben_o\nlinkedin.com/in/ben",
}


async def introduce_ben(here: Town, **more: str) -> Answer:
    opened = await here.discord("Ben", "intro")
    return await here.discord_submit("Ben", opened, **{**BEN, **more})


async def introduce_farid(here: Town, **more: str) -> Answer:
    opened = await here.slack("Farid", "intro")
    return await here.slack_submit(
        "Farid", opened, **{"does": "Embedded engineer", "helps": "Rust", "links": "farid.example", **more}
    )


async def intros_of(here: Town, text: str) -> tuple[Json, Json]:
    on_discord = await soon(message_of(lambda: here.discord_messages("introductions"), text))
    on_slack = await soon(message_of(lambda: here.slack_messages("introductions"), text))
    assert on_discord is not None
    assert on_slack is not None
    return on_discord, on_slack


# --- Intros ----------------------------------------------------------------------------------------------------------


async def test_an_intro_from_discord_stands_in_both_chats_and_is_edited_on_slack_after_linking(here: Town) -> None:
    saved = await introduce_ben(here)
    assert saved.private
    assert "Your intro is saved" in saved.text
    for card in await intros_of(here, "Ben Okafor"):
        text = shown(card)
        assert "Ask me about: sourdough and night trains" in text
        assert "Links: github.com/ben_o · linkedin.com/in/ben" in text
    again = await here.discord("Ben", "intro")
    assert again.form is not None
    assert {each.id: each.value for each in again.form.inputs} == {
        **BEN,
        "links": "https://github.com/ben_o\nhttps://linkedin.com/in/ben",
    }
    await here.discord_submit("Ben", again, helps="Go")
    for look in (here.discord_messages, here.slack_messages):
        await soon(message_of(lambda look=look: look("introductions"), "I can help with: Go"))  # type: ignore[misc]
        assert len(look("introductions")) == 1


async def test_an_intro_that_is_taken_back_is_gone_from_both_chats_and_can_be_written_anew(here: Town) -> None:
    saved = await introduce_farid(here)
    await intros_of(here, "Farid Haddad")
    assert saved.message is not None
    asked = await here.slack_click("Farid", saved.message, "intro:delete")
    assert asked.message is not None
    gone = await here.slack_click("Farid", asked.message, "intro:delete:yes")
    assert "taken back and forgotten" in gone.text
    await soon(lambda: here.discord_messages("introductions") + here.slack_messages("introductions"), lambda m: not m)
    assert "Nobody has introduced themselves yet" in (await here.discord("Ben", "people find", about="rust")).text
    again = await here.slack_click("Farid", asked.message, "intro:delete:yes")
    assert "You have no intro to take back" in again.text
    assert gone.message is not None
    opened = await here.slack_click("Farid", gone.message, "intro:write")
    assert opened.form is not None
    assert [each.value for each in opened.form.inputs] == [None] * 5
    await here.slack_submit("Farid", opened, does="Cellist")
    await intros_of(here, "Cellist")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("does", "  ", "for example: I build data pipelines"),
        ("links", "javascript:alert(1)", "“javascript:alert(1)” is not a web address"),
        ("links", "https://bank.example@evil.example", "Write it like https://github.com/ana"),
        ("links", " ".join(f"https://s{n}.example" for n in range(6)), "At most 5 links fit; these are 6."),
    ],
)
async def test_what_an_intro_cannot_hold(here: Town, field: str, typed: str, says: str) -> None:
    opened = await here.slack("Farid", "intro")
    refused = await here.slack_submit("Farid", opened, **{"does": "x", field: typed})
    assert refused.errors is not None
    assert list(refused.errors) == [field]
    assert says in refused.errors[field]
    if field == "links":  # Discord's own client lets no required field pass empty
        on_discord = await introduce_ben(here, links=typed)
        assert says in on_discord.text
        assert on_discord.message is not None
        kept = await here.discord_click("Ben", on_discord.message, "draft:1")
        assert kept.form is not None
        assert {each.id: each.value for each in kept.form.inputs}["links"] == typed


@pytest.mark.parametrize(
    "text", ["@everyone **now** <!channel> <@U0000000009>", "[click](https://evil.example) <t:0:R>", "مرحبا 日本語 # -"]
)
async def test_what_people_type_of_themselves_is_text(here: Town, text: str) -> None:
    await introduce_ben(here, does=text, angle=text, helps=text, seeks=text)
    on_discord, on_slack = await intros_of(here, "Ben Okafor")
    for card in (on_discord, on_slack):
        for label in ("What I do", "Ask me about", "I can help with", "I look for"):
            assert f"{label}: {text}" in shown(card)
    assert (on_discord["mentions"], on_discord["mention_everyone"]) == ([], False)
    assert not any(f'"type": "{kind}"' in json.dumps(on_slack["blocks"]) for kind in ("user", "broadcast", "channel"))
    found = await here.slack("Grace", "people", f"find {text}")
    assert found.private


# --- Finding ---------------------------------------------------------------------------------------------------------


async def test_people_are_found_by_skill_with_a_typo_by_name_and_looked_at(here: Town) -> None:
    await introduce_ben(here)
    await introduce_farid(here)
    found = await here.slack("Grace", "people", "find kubernets")
    assert found.private
    assert "Nobody wrote “kubernets”, so I am showing kubernetes." in found.text
    assert "Ben Okafor – can help with: Python, kubernetes, a first talk" in found.text
    both = await here.discord("Chiara", "people find", about="rust")
    assert both.text.index("Farid Haddad – can help with: Rust") < both.text.index("Ben Okafor – looks for: a mentor")
    by_name = await here.discord("Chiara", "people find", about="farid")
    assert "Farid Haddad – Embedded engineer" in by_name.text
    assert by_name.message is not None
    intro = await here.discord_click("Chiara", by_name.message, "intro:show", ["2"])
    assert "You find them on Slack, as Farid Haddad." in intro.text
    newest = await here.slack("Grace", "people")
    assert "People who introduced themselves lately" in newest.text


async def test_finding_nobody(here: Town) -> None:
    for answer in (await here.discord("Chiara", "people find", about="rust"), await here.slack("Grace", "people")):
        assert answer.private
        assert "Nobody has introduced themselves yet. Be the first, with /intro." in answer.text
    await introduce_farid(here)
    nobody = await here.slack("Grace", "people", "find xylophone")
    assert "Nobody has mentioned “xylophone” yet. Try a skill, a topic or a name, such as rust." in nobody.text
    assert "has no word that I can look for" in (await here.slack("Grace", "people", "find the")).text


async def test_many_people_come_in_pages(here: Town) -> None:
    for n in range(12):
        name = await here.join("slack", f"Rustacean{n} Writer")
        opened = await here.slack(name, "intro")
        await here.slack_submit(name, opened, does=f"Crab number {n}", helps="rust")
    first = await here.slack("Grace", "people", "find rust")
    assert first.text.count("can help with: rust") == 10
    assert "1 to 10 of 12." in first.text
    assert first.message is not None
    second = await here.slack_click("Grace", first.message, "people:page", "10 rust")
    assert second.text.count("can help with: rust") == 2
    assert "11 to 12 of 12." in second.text


# --- Welcome ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_a_newcomer_is_welcomed_once_and_answers_and_introduces_themselves_from_there(
    here: Town, platform: str
) -> None:
    await introduce_ben(here)
    await introduce_farid(here)
    await here.plan()
    await here.join(platform, "Nina Nowak")
    direct = here.discord_direct if platform == "discord" else here.slack_direct
    welcome = (await soon(lambda: direct("Nina")))[0]
    text = shown(welcome)
    assert text.startswith("Welcome to Riverside Meetup")
    assert "Farid Haddad" in text
    assert "Ben Okafor" in text
    assert "Ask them about sourdough and night trains." in text
    assert "Nina" not in text
    assert "Lightning talks is next" in text
    if platform == "discord":
        answered = await here.discord_click("Nina", welcome, "rsvp:1:going")
        opened = await here.discord_click("Nina", welcome, "intro:write")
        done = await here.discord_submit("Nina", opened, does="I teach maths")
    else:
        answered = await here.slack_click("Nina", welcome, "rsvp:1:going")
        opened = await here.slack_click("Nina", welcome, "intro:write")
        done = await here.slack_submit("Nina", opened, does="I teach maths")
    assert "You have a seat at Lightning talks" in answered.text
    assert "Your intro is saved" in done.text
    await intros_of(here, "I teach maths")
    # Told again by the platform, they are not welcomed again.
    await rejoin(here, platform, "Nina")
    await here.go_to(here.start - timedelta(days=2))
    assert [shown(each).splitlines()[0] for each in direct("Nina")].count("Welcome to Riverside Meetup") == 1


async def rejoin(here: Town, platform: str, who: str) -> None:
    """The platform tells of the same person again, as after leaving and coming back; waits until we have heard it."""
    if platform == "discord":
        guild = next(iter(here.sandbox.discord.world.guilds.values()))
        member = {**shapes.member_json(guild.members[here.discord_people[who]]), "guild_id": guild.id}
        here.sandbox.discord.gateway.dispatch("GUILD_MEMBER_ADD", member, guild_id=guild.id)
        await here.discord(who, "hallway help")
    else:
        people = here.sandbox.slack._people  # noqa: SLF001 - the sandbox has no word for coming back
        person = people._api.world.member(here.slack_people[who])  # noqa: SLF001
        people._tell(payloads.team_join(people._api, person))  # noqa: SLF001
        await here.slack(who, "hallway", "help")


async def test_the_first_newcomer_of_all_is_welcomed_too(here: Town) -> None:
    await here.join("slack", "Nina Nowak")
    text = shown((await soon(lambda: here.slack_direct("Nina")))[0])
    assert "say hello" not in text
    assert "is next" not in text
    assert "Introduce yourself" in text


# --- Meeting ---------------------------------------------------------------------------------------------------------


async def test_we_met_becomes_a_connection_when_the_other_agrees_across_platforms(here: Town) -> None:
    await introduce_ben(here)
    await introduce_farid(here)
    asked = await here.discord("Ben", "met", name="farid")
    assert "I am asking Farid Haddad." in asked.text
    question = (await soon(lambda: here.slack_direct("Farid")))[0]
    assert "Ben Okafor says you met" in shown(question)
    assert "github" not in shown(question)  # links come with the yes
    again = await here.discord("Ben", "met", name="Farid Haddad")
    assert "I have asked Farid Haddad already" in again.text
    agreed = await here.slack_click("Farid", question, "met:1:yes")
    assert "You and Ben Okafor met" in agreed.text
    assert "github.com/ben_o" in agreed.text
    news = (await soon(lambda: here.discord_direct("Ben")))[0]
    assert "You and Farid Haddad met" in shown(news)
    assert "farid.example" in shown(news)
    known = await here.discord("Ben", "met", name="farid")
    assert "You and Farid Haddad met" in known.text
    assert len(here.slack_direct("Farid")) == 1


async def test_a_no_is_told_to_nobody(here: Town) -> None:
    await here.slack("Farid", "met", f"<@{here.slack_people['Grace']}|grace>")
    question = (await soon(lambda: here.slack_direct("Grace")))[0]
    declined = await here.slack_click("Grace", question, "met:1:no")
    assert "nobody is told" in declined.text
    again = await here.slack("Farid", "met", "grace")
    assert "I have asked Grace Kim already, and tell you as soon as they say yes." in again.text
    assert here.slack_direct("Farid") == []
    assert len(here.slack_direct("Grace")) == 1
    # Who declined and says so later after all is taken at their word.
    both = await here.slack("Grace", "met", "farid")
    assert "You and Farid Haddad met" in both.text


async def test_both_pickers_and_the_button_on_an_intro(here: Town) -> None:
    await introduce_ben(here)
    on_discord, on_slack = await intros_of(here, "Ben Okafor")
    assert "I am asking Ben Okafor" in (await here.slack_click("Farid", on_slack, "met:1")).text
    assert "That is you." in (await here.discord_click("Ben", on_discord, "met:1")).text
    picker = await here.slack("Farid", "met")
    assert picker.message is not None
    picked = await here.slack_click("Farid", picker.message, "met:pick", here.slack_people["Hugo"])
    assert "I am asking Hugo Lindqvist" in picked.text
    picker = await here.discord("Ben", "met")
    assert picker.message is not None
    chosen = await here.discord_click("Ben", picker.message, "met:pick", [here.discord_people["Chiara"]])
    assert "I am asking Chiara Rossi" in chosen.text
    by_option = await here.discord("Ben", "met", person=here.discord_people["Ana"])
    assert "I am asking Ana Souza" in by_option.text


async def test_whom_one_cannot_have_met(here: Town) -> None:
    await here.slack("Grace", "event", "list")
    await introduce_farid(here)
    itself = await here.discord("Ben", "met", person=here.discord_people["Ben"])
    assert "That is you. Name somebody else, for example /met @Ana." in itself.text
    nobody = await here.slack("Farid", "met", "@nobody & <b>")
    assert "I know nobody called “nobody & <b>”." in nobody.text
    await here.plan()
    _, card = await here.cards()
    await here.slack_click("Grace", card, "rsvp:1:going")
    several = await here.discord("Ben", "met", name="a")
    assert "Several people are called “a”. Which one did you meet?" in several.text
    assert several.message is not None
    value = one_value(several.message, "Grace Kim")
    assert "I am asking Grace Kim" in (await here.discord_click("Ben", several.message, "met:named", [value])).text


def one_value(message: Json, label: str) -> str:
    """The value of a menu's option with this label, on Discord."""
    options = [
        option
        for row in message["components"][0]["components"]
        for part in row.get("components", [])
        for option in part.get("options", [])
    ]
    return next(str(each["value"]) for each in options if each["label"] == label)


# --- The morning after -----------------------------------------------------------------------------------------------


async def test_the_morning_after_everybody_hears_of_whom_they_met_or_is_asked_once(here: Town) -> None:
    await introduce_ben(here)
    await introduce_farid(here)
    await here.plan()
    on_discord, on_slack = await here.cards()
    for who in ("Farid", "Hugo"):
        await here.slack_click(who, on_slack, "rsvp:1:going")
    for who in ("Ben", "Chiara"):
        await here.discord_click(who, on_discord, "rsvp:1:going")
    await here.slack_click("Grace", on_slack, "rsvp:1:maybe")
    await here.go_to(here.start + timedelta(hours=1))
    await here.discord("Ben", "met", name="farid")
    question = await soon(message_of(lambda: here.slack_direct("Farid"), "says you met"))
    assert question is not None
    assert "At Lightning talks" in shown(question)
    await here.slack_click("Farid", question, "met:1:yes")
    ten = (here.start + timedelta(days=1)).replace(hour=10, minute=0)
    await here.go_to(ten - timedelta(minutes=1))
    assert one(here.slack_direct("Farid"), "Whom you met") is None
    await here.go_to(ten + timedelta(minutes=1))
    await here.go_to(ten + timedelta(hours=5))
    for look, who, other in (
        (here.slack_direct, "Farid", "Ben Okafor on Discord – github.com/ben_o"),
        (here.discord_direct, "Ben", "Farid Haddad on Slack – farid.example"),
    ):
        follow_ups = [shown(each) for each in look(who) if "Whom you met at Lightning talks" in shown(each)]
        assert len(follow_ups) == 1
        assert other in follow_ups[0]
    asked = [each for each in here.discord_direct("Chiara") if "Whom did you meet at Lightning talks?" in shown(each)]
    assert len(asked) == 1
    assert here.slack_direct("Grace") == []
    # Chiara picks Hugo, who has a seat on Slack, from the menu in her message.
    picked = await here.discord_click("Chiara", asked[0], "met:at:1", [one_value(asked[0], "Hugo Lindqvist")])
    assert "I am asking Hugo Lindqvist" in picked.text
    question = await soon(message_of(lambda: here.slack_direct("Hugo"), "Chiara Rossi says you met"))
    assert question is not None
    assert "At Lightning talks" in shown(question)
