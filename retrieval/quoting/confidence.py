"""How sure an answer is: the estimated chance that its quotes hold what was asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from retrieval.quoting.windows import Window
from retrieval.search.candidates import Candidate


@dataclass(frozen=True)
class _Weights:
    """What each signal counts, by logistic regression on "the quotes shown hold the answer", over questions
    that the reader never saw, asked of many articles and of few (docs/quality.md).
    """

    base: float
    passage: float = 0.0
    around: float = 0.0
    kind: float = 0.0
    months: float = 0.0
    top: float = 0.0
    mass: float = 0.0
    support: float = 0.0


_READ = _Weights(base=-5.94, around=1.87, kind=0.8, months=2.42, top=2.74, mass=0.36, support=0.76)
_UNREAD = _Weights(base=-5.61, passage=2.33, kind=1.41, months=1.97, top=1.03)


def confidence(candidates: list[Candidate], best: Window) -> float:
    """Estimate the chance (0 to 1) that an answer is right.

    candidates: all that both searches brought. best: the window of the first quote.
    """
    top = max((candidate.cosine or 0.0 for candidate in candidates), default=0.0)
    weights = _READ if best.passage.reading else _UNREAD
    odds = (
        weights.base
        + weights.passage * best.passage_covered
        + weights.around * best.around
        + weights.kind * (0.5 if best.has_kind is None else best.has_kind)
        + weights.months * best.months
        + weights.top * top
        + weights.mass * best.log_mass
        + weights.support * (best.claim.support if best.claim else 0.0)
    )
    return 1 / (1 + math.exp(-odds))
