"""How sure an answer is: the estimated chance that its quotes hold what was asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.quoting.windows import Window
from retrieval.search.candidates import Candidate


@dataclass(frozen=True)
class ConfidenceModel:
    """What each signal counts.

    Logistic regression on "the quotes shown hold the answer", over questions that the reader never saw, asked
    of many articles and of few (docs/quality.md).
    """

    base: float = -5.94
    context: float = 1.87
    match: float = 0.8
    months: float = 2.42
    cosine: float = 2.74
    log_probability: float = 0.36
    support: float = 0.76


_MODEL = ConfidenceModel()


def confidence(candidates: Sequence[Candidate], best: Window) -> float:
    """Estimate the chance (0 to 1) that an answer is right.

    candidates: all that both searches brought. best: the window of the first quote.
    """
    odds = (
        _MODEL.base
        + _MODEL.context * best.context_coverage
        + _MODEL.match * (0.5 if best.has_match is None else best.has_match)
        + _MODEL.months * best.months
        + _MODEL.cosine * max((candidate.cosine or 0.0 for candidate in candidates), default=0.0)
        + _MODEL.log_probability * best.log_probability
        + _MODEL.support * (best.best_answer.support if best.best_answer else 0.0)
    )
    return 1 / (1 + math.exp(-odds))
