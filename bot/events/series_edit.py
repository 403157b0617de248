"""Changing all coming dates of a series: those that are announced follow, and everybody who is coming to them is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.views import Card, Form, Say
from bot.events import series_cards as cards
from bot.events import series_texts as texts
from bot.events import texts as event_texts
from bot.events.dates import carry_on, standing
from bot.events.editing import change_event
from bot.events.forms import inputs, read_seats, read_words, repeated, wrong
from bot.events.model import Event, Plan
from bot.events.recurrence import Series, SeriesEdit, SeriesPlan, change, follow
from bot.events.repeat import parse_clock, say_time
from bot.events.series import known_series, running_series
from bot.events.when import WhenError
from bot.people.presence import known_member, meet, require_organizer
from bot.ports import Tx

COMMAND = "event edit"
_WHEN = ("time", texts.LABEL_TIME, texts.PLACEHOLDER_TIME)


# --- The form --------------------------------------------------------------------------------------------------------


async def open_edit(app: App, call: Call, *, series: int, since: int) -> Form:
    """The form to change the dates of a series from the wall time `since` on, filled with what they are."""

    def load(tx: Tx) -> Form:
        require_organizer(call, known_member(tx, call), COMMAND)
        found = running_series(known_series(tx, call, series))
        plan = found.plan
        values = {**repeated(plan), "time": say_time(found.repeat.at, plan.ends_at - plan.starts_at)}
        return reopen_edit(call, values, series=series, since=since, revision=found.revision)

    return await app.store.read(load)


def reopen_edit(_call: Call, values: Mapping[str, str], *, series: int, since: int, revision: int) -> Form:
    """The same form with what was typed into it before."""
    route = f"series:{series}:edit:{since}:{revision}"
    return Form(texts.EDIT_FORM_TITLE, route, inputs(values, texts.HINT_TIME, _WHEN), event_texts.EDIT_FORM_SUBMIT)


def read_edit(_call: Call, values: Mapping[str, str]) -> SeriesEdit:
    """What the form asks for; raises Refusal naming the field that cannot be read."""
    title, place, description = read_words(values)
    try:
        clock = parse_clock(values.get("time", ""))
    except WhenError as error:
        raise Refusal(wrong(error), field="time") from error
    return SeriesEdit(title, place, read_seats(values.get("seats", "")), description, clock.at, clock.duration)


# --- The change ------------------------------------------------------------------------------------------------------


async def edit_series(app: App, call: Call, edit: SeriesEdit, *, series: int, since: int, revision: int) -> Card:
    """Change the dates of a series, as it was at `revision`, from the wall time `since` on: those to come will be so, and
    those that are announced follow in all that was not decided for them alone.
    """
    return await app.store.write(_edit, call, edit, series, since, revision)


def _edit(tx: Tx, call: Call, edit: SeriesEdit, number: int, since: int, revision: int) -> Card:
    require_organizer(call, meet(tx, call), COMMAND)
    series = known_series(tx, call, number)
    if tx.calls.done(call.key) is not None:
        return cards.edited_card(series, cards.Followed())
    running_series(series)
    if series.revision != revision:
        raise Refusal(cards.meanwhile(series), again=f"series:{number}:edit:{since}:{series.revision}")
    wanted = change(series, edit)
    if wanted == SeriesPlan(series.plan, series.repeat):
        return cards.unchanged_card(series)
    announced = _announced(tx, series, wanted, since, call)
    tx.calls.remember(call.key, f"series:{number}", call.at)
    after = tx.series.change(number, wanted, call.at)
    changed = [change_event(tx, event, plan, call) for event, plan, _ in announced if plan != event.plan]
    carry_on(tx, after, call.at)
    return cards.edited_card(
        after,
        cards.Followed(
            dates=len(changed),
            asked=sum(each.asked for each in changed),
            promoted=sum(each.promoted for each in changed),
            kept=tuple(plan for _, plan, wholly in announced if not wholly),
        ),
    )


def _announced(tx: Tx, series: Series, wanted: SeriesPlan, since: int, call: Call) -> list[tuple[Event, Plan, bool]]:
    """The dates that are announced, with what becomes of each, and whether it is like its series then. Refuses what cannot
    be: fewer seats than are taken, or a time that has passed.
    """
    first = cards.read_stamp(str(since)) or datetime.min  # noqa: DTZ901 - a wall time has no zone
    found = []
    for wall, event in standing(tx, series, call.at):
        if wall < first:
            continue
        day = wall.date()
        before, after = SeriesPlan(series.plan, series.repeat).date(day), wanted.date(day)
        plan = follow(event.plan, series.plan_on(before), wanted.on(after))
        if plan.seats is not None and plan.seats < event.taken:
            raise Refusal(
                texts.SEATS_BELOW(taken=event.taken, seats=plan.seats, date=Say(cards.say_day(wall))), field="seats"
            )
        if plan.starts_at <= call.at:
            raise Refusal(
                texts.TIME_PASSED(date=Say(cards.say_day(wall)), time=Say(f"{after.shown:%H:%M}")), field="time"
            )
        found.append((event, plan, plan == wanted.on(after)))
    return found
