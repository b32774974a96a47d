"""How sure an answer is: the estimated chance that its quotes hold what was asked for."""

from __future__ import annotations

import math

from retrieval.candidates import Candidate
from retrieval.windows import Window

# Logistic regression on 600 questions of realtimeqa 2023 and 250 of 2024 that the same articles were
# asked (docs/quality.md): do the quotes shown hold the answer?
_BASE = -5.2
_SENTENCE, _PASSAGE, _KIND, _MONTHS, _TOP = 0.9, 1.65, 1.45, 1.85, 0.45


def confidence(candidates: list[Candidate], best: Window) -> float:
    """Estimate the chance (0 to 1) that an answer is right.

    candidates: all that both searches brought. best: the window of the first quote.
    """
    top = max((candidate.cosine or 0.0 for candidate in candidates), default=0.0)
    odds = (
        _BASE
        + _SENTENCE * best.best_cosine
        + _PASSAGE * best.passage_covered
        + _KIND * (0.5 if best.has_kind is None else best.has_kind)
        + _MONTHS * best.months
        + _TOP * top
    )
    return 1 / (1 + math.exp(-odds))
