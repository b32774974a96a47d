"""Markup without a page around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers.markup import decode_xml, find_markup, paragraphs, unescape_text

# What takes time with the square of such a length never ends.
MANY = 500_000


@pytest.mark.parametrize("piece", ["\u200b", "\u00ad", " ", "\n"])
def test_a_run_of_what_nobody_sees_takes_no_longer_than_its_length(piece: str) -> None:
    assert paragraphs(f"Mill{piece * MANY}wheel").startswith("Mill")


@pytest.mark.parametrize(
    "text", ["&" + "amp;" * MANY, "&" * MANY, "&lt;" * MANY, "&#" + "9" * MANY, "<p" * MANY]
)
def test_however_often_it_was_escaped(text: str) -> None:
    assert find_markup(text) is None
    assert len(unescape_text(text)) <= len(text)
    decode_xml(text.encode())


def test_escaped_many_times() -> None:
    assert unescape_text("Lee &" + "amp;" * 9 + " Ray") == "Lee & Ray"
    assert unescape_text("5 &amp;amp;pound; &nothing; &#0;&amp;#8211; &") == "5 £ &nothing; – &"


PIECES = st.sampled_from(["&", "&amp;", "amp;", "lt;", "#", "x", "0", "9", ";", "<p>", "</p>", "a", " "])


@given(st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join))
def test_any_text(text: str) -> None:
    assert len(unescape_text(text)) <= len(text)
    markup = find_markup(text)
    assert markup is None or "<" in markup
