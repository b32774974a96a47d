"""Text is normalised once."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.normalise import normalise, normalise_line


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "café"),
        ("a\u00a0b\tc   d", "a b c d"),
        ("\ufeffa\x00b\x07\u202ec", "abc"),
        ("Fähr\xadver\u2060bindung", "Fährverbindung"),
        ("a  \n\n\n\n  b\n", "a\n\nb"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680"),
        ("oﬃce of the ﬂeet, ﬁrst of ﬀ", "office of the fleet, first of ff"),
        ("ﬁ\u0301", "fí"),
        ("a" + "\u0323" * 99, "ạ" + "\u0323" * 29),
        ("", ""),
    ],
)
def test_canonical_form(raw: str, canonical: str) -> None:
    assert normalise(raw) == canonical


@given(st.text(alphabet=st.characters(), max_size=300))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c != "\n" for c in once)
    once.encode("utf-8")


def test_a_line_has_no_line_ends() -> None:
    assert normalise_line(" A title\n\nin two  parts ") == "A title in two parts"
