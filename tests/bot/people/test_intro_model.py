"""Intros: which links are links, which words find somebody, and how two profiles become one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.intro_model import (
    LINK_LENGTH,
    MOST_LINKS,
    Profile,
    Topic,
    index_of,
    join_profiles,
    link_label,
    read_link,
    words_of,
)
from cogs.discord.render import _URL  # what our renderer lets stand inside a link


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://github.com/ana", "https://github.com/ana"),
        ("github.com/ana", "https://github.com/ana"),
        ("http://ana.example", "http://ana.example"),
        ("<https://ana.example/x>", "https://ana.example/x"),
        ("HTTPS://Ana.Example/Path?q=1#top", "https://ana.example/Path?q=1#top"),
        ("https://ana.example:8443/", "https://ana.example:8443/"),
        ("https://ana.example/a(b)*_c", "https://ana.example/a%28b%29%2A_c"),
        ("https://müller.example/ü", "https://xn--mller-kva.example/%C3%BC"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://ana.example", None),
        ("mailto:ana@ana.example", None),
        ("https://bank.example@evil.example/", None),
        ("https://localhost/", None),
        ("https://127.0.0.1/", None),
        ("https://[::1]/", None),
        ("https://ana.example:port/", None),
        ("https://", None),
        ("@everyone", None),
        ("<!channel>", None),
        ("[x](https://evil.example)", None),
        ("https://ana.example/" + "x" * 200, None),
        ("word", None),
    ],
)
def test_links(typed: str, link: str | None) -> None:
    assert read_link(typed) == link


@given(
    st.text(max_size=80)
    | st.builds("https://{}.example/{}".format, st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(max_size=60))
)
def test_whatever_is_taken_is_one_safe_address(typed: str) -> None:
    link = read_link(typed)
    if link is not None:
        assert _URL.fullmatch(link)
        assert not re.search(r"[\s<>()\[\]*\\`|]", link)
        assert len(link) <= LINK_LENGTH
        assert read_link(link) == link


def test_a_link_reads_short() -> None:
    assert link_label("https://www.linkedin.com/in/ana/?x=1") == "linkedin.com/in/ana"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I can help with Python and Kubernetes!", ["python", "kubernetes"]),
        ("C++, C#, .NET, node.js", ["c++", "c#", ".net", "node.js", "node", "js"]),
        ("front-end", ["front-end", "front", "end"]),
        ("Sourdough SOURDOUGH", ["sourdough"]),
        ("Käse über Zürich", ["kase", "uber", "zurich"]),
        ("日本語", ["日本語"]),
        ("a I the to", []),
        ("@everyone <!channel> **", ["everyone", "channel"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=300))
def test_each_word_finds_itself(text: str) -> None:
    for word in words_of(text):
        assert word in words_of(word)


@given(st.text(max_size=50), st.text(max_size=50))
def test_the_index_holds_every_field(does: str, helps: str) -> None:
    index = index_of(Profile(does, "chess", helps, "", ()), "Ana Souza")
    assert {word for word, topic in index if topic is Topic.HELPS} == set(words_of(helps))
    assert {("chess", Topic.ANGLE), ("ana", Topic.NAME), ("souza", Topic.NAME)} <= index


def test_of_two_profiles_the_newer_counts_and_the_older_fills_its_gaps() -> None:
    newer = Profile("new", "", "helps", "", ("https://a.example", "https://b.example"))
    older = Profile("old", "angle", "other", "", tuple(f"https://{n}.example" for n in "acdef"))
    joined = join_profiles(newer, older)
    assert (joined.does, joined.angle, joined.helps, joined.seeks) == ("new", "angle", "helps", "")
    assert joined.links == tuple(f"https://{n}.example" for n in "abcde")
    assert len(joined.links) == MOST_LINKS
