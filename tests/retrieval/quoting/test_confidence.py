"""What makes an answer surer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.text.tokens import stem
from retrieval.quoting.confidence import confidence, confidence_signals
from retrieval.quoting.windows import Window
from retrieval.search.candidates import Candidate
from tests.retrieval.passages import query, window

TEXT = "The call took two hours."
ASKED = query("How long was the call between Trump and Putin?")
BEST = window(TEXT)
FOUND = [Candidate(1, 1.0, 0.4), Candidate(2, 0.9, None)]


def with_signals(**signals: float) -> Window:
    return replace(BEST, signals=BEST.signals._replace(**signals))


def with_odds(odds: float, best: Window = BEST) -> Window:
    """odds: that the passage of the first quote answers."""
    scores = replace(best.passage.scores, odds=np.full((1, 2), odds))
    return replace(best, passage=replace(best.passage, scores=scores))


def sure(candidates: list[Candidate], best: Window, *others: Window) -> float:
    """The confidence with the passages of these windows read."""
    return confidence(ASKED, candidates, [window.passage for window in (best, *others)], [best])


@pytest.mark.parametrize(
    ("surer", "candidates"),
    [
        (with_signals(context=0.8), FOUND),
        (with_signals(log_probability=0.0), FOUND),
        (with_odds(20.0), FOUND),
        (replace(BEST, stems=BEST.stems | {stem("Putin")}), FOUND),
        (BEST, [*FOUND, Candidate(3, 0.1, 0.7)]),
    ],
    ids=["context", "the answer in the quote", "the reader", "a name", "near in meaning"],
)
def test_each_signal_makes_it_surer(surer: Window, candidates: list[Candidate]) -> None:
    assert 0 < sure(FOUND, BEST) < sure(candidates, surer) < 1


@pytest.mark.parametrize(
    "less_sure",
    [with_signals(months=0.0), with_odds(0.01)],
    ids=["an old article", "nothing the reader would say"],
)
def test_what_is_missing_makes_it_less_sure(less_sure: Window) -> None:
    assert sure(FOUND, less_sure) < sure(FOUND, BEST)


def test_the_extremes() -> None:
    hopeless = with_signals(context=0.0, match=0.0, months=0.0, log_probability=-6.9)
    hopeless = with_odds(1e-4, hopeless)
    perfect = with_signals(context=1.0, match=1.0, months=1.0, log_probability=0.0)
    perfect = with_odds(1e3, perfect)
    named = replace(perfect, stems=perfect.stems | {stem("Trump"), stem("Putin")})
    assert sure([], hopeless) < 0.01
    assert sure([Candidate(1, 1.0, 0.8)], named) > 0.9


def test_another_passage_that_answers_makes_it_surer() -> None:
    assert sure(FOUND, BEST, with_odds(20.0)) > sure(FOUND, BEST)


def test_yes_or_no_is_judged_by_the_passage_as_a_whole() -> None:
    asked = query("Did Trump call Putin?", asks_whether=True)
    yes, no = (
        replace(BEST.passage, scores=replace(BEST.passage.scores, answers=answers)) for answers in (3.0, -4.0)
    )
    said, silent = (confidence(asked, FOUND, [read], [replace(BEST, passage=read)]) for read in (yes, no))
    assert said > 2 * silent


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("Which 40 boats left at 6:15?", False),
        ("Which 40 boats left at 6.15?", False),
        ("Which 40 boats left at 7 pm?", False),
        ("Which 41 boats left?", True),
        ("Which 6.15 boats left?", True),
    ],
)
def test_a_time_of_day_is_no_number_that_an_article_must_have(asked: str, missing: bool) -> None:
    of = window("All 40 boats left at a quarter past six.")
    signals = confidence_signals(query(asked), [Candidate(1, 1.0, 0.5)], [of.passage], [of])
    assert (signals.foreign_numbers > 0) is missing
