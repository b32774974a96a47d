"""Answers that several voices give count for more than one that is given once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from retrieval.reading.agreement import Claim, plain_words, support


def claim(text: str, voice: int, probability: float) -> Claim:
    return Claim(0, voice, Span(0, len(text)), text, probability)


def test_three_voices_beat_one_that_is_surer() -> None:
    claims = [
        claim("Oslo", 1, 0.6),
        claim("Bergen", 2, 0.3),
        claim("in Bergen", 3, 0.3),
        claim("Bergen", 4, 0.3),
    ]
    totals = support(claims)
    assert max(totals) == totals[1] == totals[3]
    assert totals[0] == 0.6


def test_one_voice_counts_once_however_often_it_speaks() -> None:
    once = support([claim("Oslo", 1, 0.4)])
    often = support([claim("Oslo", 1, 0.4), claim("Oslo", 1, 0.3), claim("Oslo.", 1, 0.2)])
    assert often[0] == once[0]


def test_what_changes_nothing_is_left_out() -> None:
    assert (
        plain_words("About the 40-minute call") == plain_words("40 minute call") == {"40", "minute", "call"}
    )


@given(
    st.lists(
        st.builds(claim, st.text(max_size=20), st.integers(0, 3), st.floats(0, 1)),
        max_size=8,
    )
)
def test_support_is_at_least_a_claims_own_and_at_most_one_a_voice(claims: list[Claim]) -> None:
    voices = len({c.voice for c in claims})
    for each, total in zip(claims, support(claims), strict=True):
        assert total <= voices + 1e-9
        if plain_words(each.text):
            assert total >= each.probability - 1e-9
