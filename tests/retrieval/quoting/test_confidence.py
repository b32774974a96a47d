"""What makes an answer surer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.quoting.confidence import confidence
from retrieval.search.candidates import Candidate
from tests.retrieval.passages import answer, window

TEXT = "The call took two hours."
BEST = window(TEXT, best_answer=answer(TEXT, "two hours", support=0.5))
FOUND = [Candidate(1, 1.0, 0.4), Candidate(2, 0.9, None)]


@pytest.mark.parametrize(
    ("surer", "candidates"),
    [
        (replace(BEST, context_coverage=0.8), FOUND),
        (replace(BEST, has_match=True), FOUND),
        (replace(BEST, months=0.9), FOUND),
        (replace(BEST, probability=0.9), FOUND),
        (replace(BEST, best_answer=answer(TEXT, "two hours", support=1.5)), FOUND),
        (BEST, [*FOUND, Candidate(3, 0.1, 0.7)]),
    ],
    ids=["context", "the type asked for", "recent", "the reader", "other articles", "near in meaning"],
)
def test_each_signal_makes_it_surer(surer: object, candidates: list[Candidate]) -> None:
    assert 0 < confidence(FOUND, BEST) < confidence(candidates, surer) < 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "less_sure",
    [replace(BEST, has_match=False), replace(BEST, best_answer=None), replace(BEST, probability=0.0)],
    ids=["the type asked for is missing", "no answer", "nothing the reader would say"],
)
def test_what_is_missing_makes_it_less_sure(less_sure: object) -> None:
    assert confidence(FOUND, less_sure) < confidence(FOUND, BEST)  # type: ignore[arg-type]


def test_the_extremes() -> None:
    hopeless = replace(
        BEST, context_coverage=0.0, has_match=False, months=0.0, probability=0.0, best_answer=None
    )
    perfect = replace(
        BEST,
        context_coverage=1.0,
        has_match=True,
        months=1.0,
        probability=1.0,
        best_answer=answer(TEXT, "two hours", support=3.0),
    )
    assert confidence([], hopeless) < 0.001
    assert confidence([Candidate(1, 1.0, 0.8)], perfect) > 0.95
