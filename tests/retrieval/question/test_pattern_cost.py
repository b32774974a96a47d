"""No pattern for answers costs more than in proportion to the text, whatever somebody prints."""

from __future__ import annotations

import time

import pytest

from index.article import Span
from retrieval.question.answer_type import AnswerType, find_mentions

NASTY = ["1,", "1.", "9", "two ", "two-", "hundred ", "1 million ", "$1,", "about ", "A.", "Mar. ", "1-"]


def seconds(answer_type: AnswerType, text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        find_mentions(answer_type, text, Span(0, len(text)))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("answer_type", AnswerType)
@pytest.mark.parametrize("piece", NASTY)
def test_four_times_the_text_costs_no_square(answer_type: AnswerType, piece: str) -> None:
    """A square would be sixteen times; the bound leaves room for a noisy machine."""
    few, many = (piece * (length // len(piece)) for length in (16_000, 64_000))
    assert seconds(answer_type, many) < 10 * seconds(answer_type, few) + 0.02
