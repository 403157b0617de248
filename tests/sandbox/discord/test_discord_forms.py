from __future__ import annotations

import re

import pytest

from sandbox.kit import Answer, OpenForm, SandboxError
from tests.sandbox.discord.house import House
from tests.sandbox.discord.tryout import card


async def open_form(house: House, user: str) -> OpenForm:
    answer = await house.discord.command(user=user, channel=house.channel, command="form", options={})
    assert answer.form
    assert (answer.message, answer.text) == (None, "")
    return answer.form


async def submit(house: House, form: OpenForm, **values: object) -> Answer:
    return await house.discord.submit(user=house.ada, form=form.id, values=values)


async def test_a_form_shows_its_title_texts_and_inputs(house: House) -> None:
    feed = house.kit.feed.subscribe()
    form = await open_form(house, house.ada)
    assert (form.title, form.texts) == ("Propose a talk", ["Ten minutes are enough."])
    shown = [{key: value for key, value in each.as_json().items() if key != "id"} for each in form.inputs]
    lengths = [{"label": "Lightning", "value": "10"}, {"label": "Talk", "value": "30"}]
    hint = "As it will be announced"
    assert shown == [
        {"label": "Title", "kind": "text", "required": True, "hint": hint, "min_length": 3, "max_length": 20},
        {"label": "About", "kind": "paragraph", "required": False, "value": "Later"},
        {"label": "Length", "kind": "select", "required": True, "options": lengths, "value": "10"},
        {"label": "Co-speaker", "kind": "user", "required": False},
    ]
    told = feed.get_nowait()
    assert told == {"kind": "form", "platform": "discord", "user": house.ada, "form": form.as_json()}


async def test_what_is_left_out_keeps_its_prefilled_value(house: House) -> None:
    answer = await submit(house, await open_form(house, house.ada), title="Rust and me")
    assert (answer.text, answer.private) == ("Rust and me/Later/['10']/[]", True)
    assert house.rules_broken == []


async def test_inputs_are_named_by_label_in_any_case_or_by_custom_id(house: House) -> None:
    form = await open_form(house, house.ada)
    values = {form.inputs[0].id: "Typing", "ABOUT": "All of it", "Length": "talk", "co-speaker": "Olga"}
    answer = await house.discord.submit(user=house.ada, form=form.id, values=values)
    assert answer.text == "Typing/All of it/['30']/['Olga']"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "'Title' is required; the form has 'Title' (text, required), 'About' (paragraph), 'Length' (select"),
        ({"title": "ab"}, "'Title' takes 3 to 20 characters, got 2"),
        ({"title": "a" * 21}, "'Title' takes 3 to 20 characters, got 21"),
        ({"title": "fine", "Length": "45"}, "'Length' offers no '45'; it offers 'Lightning', 'Talk'"),
        ({"title": "fine", "Length": []}, "'Length' takes 1 to 1 choices, got 0"),
        ({"title": "fine", "Room": "x"}, "The form has no input 'Room'; it has 'Title'"),
        ({"title": "fine", "Co-speaker": "Zoe"}, "There is no user 'Zoe'"),
    ],
)
async def test_what_discords_client_would_not_send_is_explained(
    house: House, values: dict[str, object], sentence: str
) -> None:
    form = await open_form(house, house.ada)
    with pytest.raises(SandboxError, match=re.escape(sentence)):
        await submit(house, form, **values)
    assert (await submit(house, form, title="Second try")).ack_ms is not None


async def test_two_people_have_the_same_form_open_at_once(house: House) -> None:
    for_ada, for_olga = await open_form(house, house.ada), await open_form(house, house.olga)
    with pytest.raises(SandboxError, match=f"Olga has no form {for_ada.id!r} open; open are: {for_olga.id}"):
        await house.discord.submit(user=house.olga, form=for_ada.id, values={"title": "Mine"})
    second = await house.discord.submit(user=house.olga, form=for_olga.id, values={"title": "Olga's"})
    first = await house.discord.submit(user=house.ada, form=for_ada.id, values={"title": "Ada's"})
    assert (first.text, second.text) == ("Ada's/Later/['10']/[]", "Olga's/Later/['10']/[]")


async def test_a_sent_form_is_closed_and_a_failed_one_stays_open(house: House) -> None:
    form = await open_form(house, house.ada)
    await submit(house, form, title="Sent once")
    with pytest.raises(SandboxError, match="open are: none"):
        await submit(house, form, title="Sent twice")
    form = await open_form(house, house.ada)
    house.discord.interactions.ack_seconds = 0.05
    house.discord.disconnect()
    house.discord.gateway.forget_sessions()
    assert (await submit(house, form, title="Into the void")).ack_ms is None
    house.discord.interactions.ack_seconds = 3.0
    await house.discord.connected.wait()
    assert (await submit(house, form, title="Again")).text.startswith("Again/")


async def test_a_button_opens_a_form_in_direct_messages(house: House) -> None:
    ada = house.bot.guilds[0].get_member(int(house.ada))
    assert ada
    await ada.send(view=card(7))
    (direct,) = house.discord.messages("dm:Ada")
    answer = await house.discord.click(user=house.ada, message=direct["id"], custom_id="rsvp:7:form")
    assert answer.form
    assert (await submit(house, answer.form)).text == "hello Nobody"
    answer = await house.discord.click(user=house.ada, message=direct["id"], custom_id="rsvp:7:form")
    assert answer.form
    assert (await submit(house, answer.form, **{"your name": "Ada"})).text == "hello Ada"
    assert house.rules_broken == []


async def test_choices_of_every_kind_arrive(house: House) -> None:
    async def answer(**values: object) -> str:
        opened = await house.discord.command(user=house.ada, channel=house.channel, command="choices", options={})
        assert opened.form
        kinds = [each.kind for each in opened.form.inputs]
        assert kinds == ["select", "multi_select", "select", "channel", "multi_select"]
        return (await submit(house, opened.form, **values)).text

    values = {"Topics": ["Web", "games"], "I agree": True, "Place": house.channel, "Role": ["Organizers"]}
    assert await answer(Level="Old", **values) == "old ['web', 'games'] True ['general'] ['Organizers']"
    assert await answer(Level="new", Topics="data") == "new ['data'] False [] []"
    with pytest.raises(SandboxError, match="'Level' takes 1 to 1 choices, got 0"):
        await answer(Topics="data")
    assert house.rules_broken == []
