"""Where the buttons and forms of talks lead, what their deliveries show, and what falls due without a message."""

from __future__ import annotations

from functools import partial

from bot.chat.router import FormEntry, Opener
from bot.delivery.model import ErrandKind, Kind, PostKind
from bot.talks import actions, answers, forms, lineup, notices, posts, review, slots

BUTTONS = {
    "talk:show": actions.show_mine,
    "talk:{talk:int}:confirm": answers.confirm_talk,
    "talk:{talk:int}:confirm:{event:int}": answers.confirm_talk,
    "talk:{talk:int}:cannot": answers.cannot,
    "talk:{talk:int}:cannot:{event:int}": answers.cannot,
    "talk:{talk:int}:withdraw": answers.ask_withdraw,
    "talk:{talk:int}:withdraw:yes": answers.withdraw,
    "talk:review": review.show_picked,
    "talk:{talk:int}:accept": review.accept,
    "talk:{talk:int}:accept:{event:int}": review.accept,
    "talk:{talk:int}:wait": review.keep_waiting,
    "lineup:show": lineup.show_lineup_card,
    "lineup:{event:int}:show": lineup.show_lineup_card,
    "lineup:{event:int}:pick": lineup.pick_item,
    "lineup:{event:int}:break": lineup.add_break,
    "lineup:{event:int}:{item:int}:up": partial(lineup.move_item, by=-1),
    "lineup:{event:int}:{item:int}:down": partial(lineup.move_item, by=1),
    "lineup:{event:int}:{item:int}:remove": lineup.remove_item,
}

OPENERS: dict[str, Opener] = {
    "talk:propose": actions.open_proposal,
    "talk:propose:{event:int}": actions.open_proposal,
    "talk:{talk:int}:edit": actions.open_edit,
    "talk:{talk:int}:decline": review.open_decline,
    "lineup:{event:int}:timing": lineup.open_timing,
}

FORMS = {
    "talk:propose": FormEntry(actions.open_proposal_plain, forms.read_proposal, actions.propose, actions.open_proposal),
    "talk:{talk:int}:edit": FormEntry(actions.open_edit_plain, forms.read_proposal, actions.edit, actions.open_edit),
    "talk:{talk:int}:decline": FormEntry(
        forms.open_decline_form, forms.read_reply, review.decline, review.open_decline
    ),
    "lineup:{event:int}:timing": FormEntry(
        forms.open_timing_form, forms.read_timing, lineup.set_timing, lineup.open_timing
    ),
}

COMPOSE = {
    Kind.TALK_ACCEPTED: notices.accepted,
    Kind.TALK_WAITING: notices.waiting,
    Kind.TALK_DECLINED: notices.declined,
    Kind.TALK_UNPLACED: notices.unplaced,
    Kind.TALK_CONFIRM: notices.confirm,
    Kind.TALK_COMING: notices.coming,
    Kind.TALK_OFFERED: notices.offered,
    Kind.TALK_CALLED_OFF: notices.called_off,
    Kind.TALK_MOVED: notices.moved,
    Kind.TALK_UNTOLD: notices.untold,
    Kind.TALK_FREED: notices.freed,
}

ERRANDS = {
    ErrandKind.TALK_OFFER_ENDS: slots.end_offer,
}

POSTS = {
    PostKind.LINEUP: notices.lineup,
    PostKind.PROPOSAL: notices.proposal,
    PostKind.PROPOSAL_COPY: notices.copy,
}

TROUBLES = {PostKind.PROPOSAL: posts.proposal_missed}
LOST = dict.fromkeys((Kind.TALK_WAITING, Kind.TALK_DECLINED), posts.answer_missed)
