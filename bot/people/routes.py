"""Where the buttons and forms about people lead, and what their deliveries show or do."""

from __future__ import annotations

from bot.chat.router import FormEntry, Opener
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.people import finding, follow_up, intros, linking, meeting, notices, welcome
from bot.people.intro_forms import intro_form, read_profile

BUTTONS = {
    "intro:delete": intros.ask_take_back,
    "intro:delete:yes": intros.take_back_intro,
    "intro:show": intros.show_intro,
    "people:page": finding.find_page,
    "met:pick": meeting.say_met,
    "met:named": meeting.say_met_member,
    "met:{member:int}": meeting.say_met_member,
    "met:{connection:int}:{answer}": meeting.answer_met,
    "met:at:{event:int}": follow_up.say_met_at,
    "unlink:yes": linking.unlink,
}

OPENERS: dict[str, Opener] = {
    "intro:write": intros.open_intro,
}

FORMS = {
    "intro:save": FormEntry(intro_form, read_profile, intros.save_intro),
}

COMPOSE = {
    Kind.WELCOME: welcome.compose,
    Kind.DID_YOU_MEET: meeting.compose_question,
    Kind.YOU_MET: meeting.compose_news,
    Kind.FOLLOW_UP: follow_up.compose,
    Kind.LINKED: linking.compose_linked,
}

ERRANDS = {
    ErrandKind.FOLLOW_UPS: follow_up.owe_everybody,
}

POSTS = {
    PostKind.INTRO: notices.intro,
}
