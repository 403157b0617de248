"""Questions to speakers on the real client libraries: from both chats, with one list and one count of votes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.people.model import Account, Platform
from bot.ports import Tx
from bot.talks.model import Proposal, SlotState, TalkKind
from tests.e2e.test_hostile import HOSTILE
from tests.e2e.test_two_accounts import code_in
from tests.e2e.town import NOON, Json, Town, message_of, one, shown
from tests.waiting import soon

TITLE = "Questions: Talk 1"


async def write(here: Town, work: Callable[[Tx], None]) -> None:
    assert here.hallway is not None
    await here.hallway._store.write(work)  # noqa: SLF001 - proposing and confirming has its own tests


async def line_up(here: Town, talks: int = 2) -> None:
    """An event this noon with talks of Farid, who is on Slack; numbers count from 1."""
    await here.plan(when="Wed 25 Nov 12:30")

    def put(tx: Tx) -> None:
        space = next(each.id for each in tx.spaces.of(1) if each.platform is Platform.SLACK)
        account = Account(Platform.SLACK, here.slack_people["Farid"], "Farid Haddad")
        farid = tx.members.know(1, account, space, here.sandbox.kit.clock.now())
        for number in range(1, talks + 1):
            what = Proposal(f"Talk {number}", "About it", TalkKind.LIGHTNING, 10, first=False, links=(), wish=1)
            talk = tx.talks.add(1, farid, what, here.sandbox.kit.clock.now())
            tx.talks.put(1, 10, SlotState.CONFIRMED, here.sandbox.kit.clock.now(), talk=talk.id)

    await write(here, put)


async def begin(here: Town) -> None:
    """The first talk goes on the stage."""
    answer = await here.discord("Ana", "stage start")
    assert "Now on stage: Talk" in answer.text, answer


async def on_stage(here: Town) -> None:
    await line_up(here)
    await begin(here)


async def cards(here: Town, *words: str) -> tuple[Json, Json]:
    """The card on Discord and on Slack, once both say these words."""
    left, right = await soon(
        lambda: (one(here.discord_messages(), TITLE), one(here.slack_messages(), TITLE)),
        lambda found: all(each is not None and all(word in shown(each) for word in words) for each in found),
    )
    assert left is not None
    assert right is not None
    return left, right


def heads(message: Json) -> list[str]:
    return [each for each in shown(message).splitlines() if each.startswith("#")]


async def test_questions_from_both_chats_are_one_list_with_one_count(here: Town) -> None:
    await on_stage(here)
    typed = await here.slack("Grace", "question", "Why not Rust?")
    assert typed.private
    assert typed.text.splitlines() == [
        "Your question is in",
        "It is #1 to Farid Haddad, about Talk 1.",
        "Why not Rust?",
        "Your name stands with it.",
        "Make it anonymous",
        "Take it back",
    ]
    secret = await here.discord("Ben", "question", question="How do I begin?", anonymous=True)
    assert secret.private
    assert "Nobody is told who asked, organizers included." in secret.text
    left, right = await cards(here, "#2 · no votes yet · anonymous")
    for card in (left, right):
        assert heads(card) == ["#1 · no votes yet · Grace Kim", "#2 · no votes yet · anonymous"]
    for answer in (
        await here.discord_click("Chiara", left, "question:vote:2"),
        await here.slack_click("Hugo", right, "question:vote:2"),
    ):
        assert answer.private
        assert "Your vote for #2 counts." in answer.text
    left, right = await cards(here, "#2 · 2 votes")
    for card in (left, right):
        assert heads(card) == ["#2 · 2 votes · anonymous", "#1 · no votes yet · Grace Kim"]
    again = await here.slack_click("Hugo", right, "question:vote:2")
    assert "Your vote for #2 is taken back. It has 1 vote now." in again.text
    assert again.message is not None
    undone = await here.slack_click("Hugo", again.message, "question:vote:2")
    assert "It has 2 votes now." in undone.text
    own = await here.discord_click("Ben", left, "question:vote:2")
    assert "This is your own question" in own.text
    assert typed.message is not None
    await here.slack_click("Grace", typed.message, "question:anonymous:1")
    left, right = await cards(here, "#1 · no votes yet · anonymous")
    assert "Grace" not in shown(left) + shown(right)
    assert own.message is not None
    back = await here.discord_click("Ben", own.message, "question:back:2")
    assert "Your question is taken back, and gone from the cards." in back.text
    await soon(lambda: shown(one(here.slack_messages(), TITLE) or {}), lambda text: "#2" not in text)


async def test_the_form_asks_with_a_name_or_without(here: Town) -> None:
    await on_stage(here)
    opened = await here.slack("Grace", "question")
    assert opened.form is not None
    assert [(each.label, each.value) for each in opened.form.inputs] == [
        ("Your question", None),
        ("Your name", "named"),
    ]
    assert opened.form.inputs[0].hint == "About: Talk 1"
    asked = await here.slack_submit("Grace", opened, question="In two\nlines?", name="anonymous")
    assert "Nobody is told who asked" in asked.text
    bare = await here.discord("Ben", "question", anonymous=True)
    assert bare.form is not None
    assert bare.form.inputs[1].value == "anonymous"
    named = await here.discord_submit("Ben", bare, question="By name?", name="named")
    assert "Your name stands with it." in named.text
    prefixed = await here.slack("Hugo", "question", "anonymous: Psst?")
    assert "Psst?\nYour name does not stand with it." in prefixed.text
    left, _ = await cards(here, "#3", "In two\nlines?")
    assert heads(left) == [
        "#1 · no votes yet · anonymous",
        "#2 · no votes yet · Ben Okafor",
        "#3 · no votes yet · anonymous",
    ]
    opened = await here.discord_click("Chiara", left, "question:1:ask")
    refused = await here.discord_submit("Chiara", opened, question="\u3164", name="named")
    assert "Write what you want to know, for example: Why not Rust?" in refused.text
    assert refused.message is not None
    assert (await here.discord_click("Chiara", refused.message, "draft:1")).form is not None
    beside = await here.slack_submit("Hugo", await here.slack("Hugo", "question"), question="\u3164", name="named")
    assert beside.errors is not None
    assert list(beside.errors) == ["question"]


async def test_a_menu_votes_where_there_are_many(here: Town) -> None:
    await on_stage(here)
    for number in range(6):
        who = ("Ben", "Chiara")[number % 2]
        await here.discord(who, "question", question=f"Question {number}")
    left, right = await cards(here, "#6")
    on_discord = await here.discord_click("Dilan", left, "question:vote", ["6"])
    on_slack = await here.slack_click("Grace", right, "question:vote", "6")
    assert "It has 1 vote now." in on_discord.text
    assert "It has 2 votes now." in on_slack.text
    left, right = await cards(here, "#6 · 2 votes · Chiara Rossi")
    assert heads(left)[0] == heads(right)[0] == "#6 · 2 votes · Chiara Rossi"


async def test_linked_accounts_count_once(here: Town) -> None:
    await on_stage(here)
    await here.discord("Chiara", "question", question="Why?")
    left, right = await cards(here, "#1")
    await here.discord_click("Ben", left, "question:vote:1")
    await here.slack_click("Hugo", right, "question:vote:1")
    await cards(here, "#1 · 2 votes")
    await here.slack("Hugo", "link", code_in((await here.discord("Ben", "link")).text))
    await cards(here, "#1 · 1 vote ·")
    taken = await here.slack_click("Hugo", right, "question:vote:1")
    assert "is taken back. It has no votes now." in taken.text
    await cards(here, "#1 · no votes yet")


async def test_who_may_sort_and_what_they_do(here: Town) -> None:
    await on_stage(here)
    await here.slack("Grace", "question", "Rude?")
    await here.discord("Ben", "question", question="Good?")
    left, right = await cards(here, "#2")
    for refused in (
        await here.discord_click("Ben", left, "question:1:manage"),
        await here.slack_click("Grace", right, "question:1:manage"),
    ):
        assert refused.private
        assert "Only the speaker and organizers can sort these questions." in refused.text
    ana = await here.discord_click("Ana", left, "question:1:manage")
    assert ana.private
    assert ana.message is not None
    hidden = await here.discord_click("Ana", ana.message, "question:1:hide", ["1"])
    assert "#1 is hidden." in hidden.text
    speaker = await here.slack_click("Farid", right, "question:1:manage")
    assert "1 open · 0 answered · 1 hidden" in speaker.text
    assert speaker.message is not None
    answered = await here.slack_click("Farid", speaker.message, "question:1:answered", "2")
    assert "#2 is marked as answered." in answered.text
    left, right = await cards(here, "1 question is answered.")
    assert heads(left) == heads(right) == []
    assert answered.message is not None
    assert answered.message["ts"] == speaker.message["ts"]  # the same card, not one more
    await here.slack_click("Farid", answered.message, "question:1:reopen", "1")
    left, _ = await cards(here, "#1 · no votes yet · Grace Kim")
    assert (here.slack_direct("Grace"), here.discord_direct("Ben")) == ([], [])


async def test_before_and_after_the_talks(here: Town) -> None:
    nothing = "no talks are planned yet. You can be the first: propose one with /talk propose"
    assert nothing in (await here.discord("Ben", "question", question="Why?")).text
    assert nothing in (await here.slack("Grace", "question")).text
    await line_up(here)
    early = await here.slack("Grace", "question", "Why?")
    assert "The next talks are at Lightning talks, Wednesday" in early.text
    assert "type: /question Why not Rust?" in early.text
    await begin(here)
    card = await soon(message_of(here.discord_messages, "On stage: Talk 1"))
    assert card is not None
    opened = await here.discord_click("Ben", card, "question:1:ask")
    asked = await here.discord_submit("Ben", opened, question="From the stage's card?", name="named")
    assert "It is #1 to Farid Haddad, about Talk 1." in asked.text
    await here.go_to(NOON + timedelta(minutes=31))  # closed before the event begins, it would have been a rehearsal
    sure = await here.discord("Ana", "stage stop")
    assert sure.message is not None
    await here.discord_click("Ana", sure.message, "stage:1:stop:yes")
    late = await here.slack("Grace", "question", "Later?")
    assert "It is #2 to Farid Haddad, about Talk 1. That talk is over; Farid Haddad may answer later." in late.text
    await cards(here, "#2", "Ask a question")


async def test_the_longest_and_one_more(here: Town) -> None:
    await on_stage(here)
    for answer in (
        await here.slack("Grace", "question", "x" * 501),
        await here.discord("Ben", "question", question="x" * 501),
    ):
        assert "A question has at most 500 characters; yours has 501." in answer.text
    for number in range(5):
        await here.slack("Grace", "question", f"{number}" + "*" * 499)
    full = await here.slack("Grace", "question", "One more?")
    assert "You have 5 open questions about Talk 1, which is the most." in full.text
    assert full.message is not None
    await here.slack_click("Grace", full.message, "question:back", "3")
    await here.discord("Ben", "question", question="_" * 500)
    left, _ = await cards(here, "#6")
    assert len(heads(left)) == 5


async def test_a_question_reads_as_it_was_typed(here: Town) -> None:
    await on_stage(here)
    questions = ["\n".join(HOSTILE[at : at + 2]) for at in range(0, len(HOSTILE), 2)]
    for number, typed in enumerate(questions):
        if number % 2:
            asked = await here.slack("Grace", "question", typed)
        else:
            asked = await here.discord("Ben", "question", question=typed)
        assert typed in asked.text
    left, right = await cards(here, f"#{len(questions)}")
    for typed in questions:
        assert typed in shown(left)
        assert typed in shown(right)
    assert (left["mentions"], left["mention_roles"], left["mention_everyone"]) == ([], [], False)
    assert not any(f"'type': '{kind}'" in str(right["blocks"]) for kind in ("user", "usergroup", "broadcast", "link"))
