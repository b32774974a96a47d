"""Answers that several groups give count for more than one that is given once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from retrieval.reading.agreement import AnswerCandidate, essential_words, support


def answer(text: str, group: int, probability: float) -> AnswerCandidate:
    return AnswerCandidate(group, Span(0, len(text)), text, probability)


def test_three_groups_beat_one_that_is_surer() -> None:
    answers = [
        answer("Oslo", 1, 0.6),
        answer("Bergen", 2, 0.3),
        answer("in Bergen", 3, 0.3),
        answer("Bergen", 4, 0.3),
    ]
    totals = support(answers)
    assert max(totals) == totals[1] == totals[3]
    assert totals[0] == 0.6


def test_one_group_counts_once_however_often_it_speaks() -> None:
    once = support([answer("Oslo", 1, 0.4)])
    often = support([answer("Oslo", 1, 0.4), answer("Oslo", 1, 0.3), answer("Oslo.", 1, 0.2)])
    assert often[0] == once[0]


def test_what_changes_nothing_is_left_out() -> None:
    assert (
        essential_words("About the 40-minute call")
        == essential_words("40 minute call")
        == {"40", "minute", "call"}
    )


@given(
    st.lists(
        st.builds(answer, st.text(max_size=20), st.integers(0, 3), st.floats(0, 1)),
        max_size=8,
    )
)
def test_support_is_at_least_an_answers_own_and_at_most_one_a_group(answers: list[AnswerCandidate]) -> None:
    groups = len({a.duplicate_group for a in answers})
    for each, total in zip(answers, support(answers), strict=True):
        assert total <= groups + 1e-9
        if essential_words(each.text):
            assert total >= each.probability - 1e-9
