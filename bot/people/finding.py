"""Finding people by what they can help with, look for or do, or by name; typos are mended and said."""

from __future__ import annotations

from bot.app import App, Call
from bot.chat.replies import Refusal
from bot.chat.typed import number, one_line
from bot.chat.views import Card
from bot.people import intro_cards as cards
from bot.people import texts
from bot.people.finding_model import MOST_WORDS, SHORTEST_PREFIX, Found, Hit, Search, correct, rank, variants
from bot.people.intro_model import Topic, words_of
from bot.ports import Tx

_WORDS_LENGTH = 90  # together, so that a page's option can carry them
_SHOWN = 60


async def find_people(app: App, call: Call, *, text: str = "") -> Card:
    """The first page of who fits; without a word, who introduced themselves last."""
    return await app.store.read(_find, call, text, 0)


async def find_page(app: App, call: Call, *, picked: str) -> Card:
    """A further page: what was picked says where it begins, and what was looked for."""
    begin, _, text = picked.partition(" ")
    return await app.store.read(_find, call, text, number(begin))


def _find(tx: Tx, call: Call, text: str, offset: int) -> Card:
    if not one_line(text):
        return _newest(tx, call)
    words = _fitting(words_of(text))
    if not words:
        raise Refusal(texts.NOTHING_TO_FIND(text=_short(text), example=_example(tx, call)))
    corrected: dict[str, str] = {}
    hits = []
    for word in words:
        used, found = _hits(tx, call.space.community, word)
        if found and used != word:
            corrected[word] = used
        hits.append(found)
    ranked = rank(hits)
    if not ranked:
        nobody = texts.FOUND_NOBODY(text=_short(text), example=_example(tx, call))
        raise Refusal(nobody if tx.intros.newest(call.space.community, most=1) else texts.FOUND_NOBODY_AT_ALL)
    offset = offset if offset < len(ranked) else 0
    page = [_found(tx, *each) for each in ranked[offset : offset + cards.PAGE]]
    found_here = tuple(each for each in page if each is not None)
    return cards.search_card(Search(tuple(words), corrected, found_here, offset, len(ranked)))


def _hits(tx: Tx, community: int, word: str) -> tuple[str, list[Hit]]:
    """Who has the word: as it is, else as the beginning of one, else the word that was probably meant."""
    if exact := [Hit(*each) for form in variants(word) for each in tx.intros.with_word(community, form)]:
        return word, exact
    if len(word) >= SHORTEST_PREFIX and (begins := tx.intros.with_word(community, word, prefix=True)):
        return word, [Hit(*each) for each in begins]
    if (meant := correct(word, tx.intros.vocabulary(community))) is None:
        return word, []
    return meant, [Hit(*each) for each in tx.intros.with_word(community, meant)]


def _newest(tx: Tx, call: Call) -> Card:
    newest = tx.intros.newest(call.space.community, most=cards.PAGE)
    found = tuple(each for intro in newest if (each := _found(tx, intro.id, Topic.DOES)) is not None)
    if not found:
        raise Refusal(texts.FOUND_NOBODY_AT_ALL)
    return cards.search_card(Search((), {}, found, 0, len(found)))


def _found(tx: Tx, number: int, topic: Topic) -> Found | None:
    intro = tx.intros.get(number)
    person = None if intro is None else tx.members.known(intro.member)
    return None if intro is None or person is None else Found(intro, person, topic)


def _fitting(words: list[str]) -> list[str]:
    """As many of the words as one search takes."""
    taken: list[str] = []
    for word in words[:MOST_WORDS]:
        if len(" ".join((*taken, word))) > _WORDS_LENGTH:
            break
        taken.append(word)
    return taken


def _short(text: str) -> str:
    tidy = one_line(text)
    return tidy if len(tidy) <= _SHOWN else tidy[:_SHOWN] + "…"


def _example(tx: Tx, call: Call) -> str:
    """A word that would find somebody, where there is one."""
    return tx.intros.frequent(call.space.community, Topic.HELPS) or texts.EXAMPLE_SKILL
