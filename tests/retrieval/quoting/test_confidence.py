"""What makes an answer surer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.text.tokens import stem
from retrieval.quoting.confidence import confidence
from retrieval.quoting.windows import Window
from retrieval.search.candidates import Candidate
from tests.retrieval.passages import query, window

TEXT = "The call took two hours."
ASKED = query("How long was the call between Trump and Putin?")
BEST = window(TEXT)
FOUND = [Candidate(1, 1.0, 0.4), Candidate(2, 0.9, None)]


def with_signals(**signals: float) -> Window:
    return replace(BEST, signals=BEST.signals._replace(**signals))


def with_odds(odds: float, all_odds: float, best: Window = BEST) -> Window:
    """odds: that the passage of the first quote answers; all_odds: that any does."""
    scores = replace(best.passage.scores, odds=np.full((1, 2), odds), all_odds=np.full(2, all_odds))
    return replace(best, passage=replace(best.passage, scores=scores))


@pytest.mark.parametrize(
    ("surer", "candidates"),
    [
        (with_signals(context=0.8), FOUND),
        (with_signals(log_probability=0.0), FOUND),
        (with_odds(20.0, 20.0), FOUND),
        (replace(BEST, stems=BEST.stems | {stem("Putin")}), FOUND),
        (BEST, [*FOUND, Candidate(3, 0.1, 0.7)]),
    ],
    ids=["context", "the answer in the quote", "the reader", "a name", "near in meaning"],
)
def test_each_signal_makes_it_surer(surer: Window, candidates: list[Candidate]) -> None:
    assert 0 < confidence(ASKED, FOUND, BEST) < confidence(ASKED, candidates, surer) < 1


@pytest.mark.parametrize(
    "less_sure",
    [with_signals(months=0.0), with_odds(0.01, 0.02)],
    ids=["an old article", "nothing the reader would say"],
)
def test_what_is_missing_makes_it_less_sure(less_sure: Window) -> None:
    assert confidence(ASKED, FOUND, less_sure) < confidence(ASKED, FOUND, BEST)


def test_the_extremes() -> None:
    hopeless = with_signals(context=0.0, match=0.0, months=0.0, log_probability=-6.9)
    hopeless = with_odds(1e-4, 1e-3, hopeless)
    perfect = with_signals(context=1.0, match=1.0, months=1.0, log_probability=0.0)
    perfect = with_odds(1e3, 1e3, perfect)
    named = replace(perfect, stems=perfect.stems | {stem("Trump"), stem("Putin")})
    assert confidence(ASKED, [], hopeless) < 0.01
    assert confidence(ASKED, [Candidate(1, 1.0, 0.8)], named) > 0.9
