"""Score answers. What each score means is in ``MEANINGS`` of ``bot.evaluation.table``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np

from bot.evaluation.cases import Case
from bot.evaluation.matching import is_exactly, word_overlap

# The normal distribution holds 95 % within so many standard deviations.
_Z = 1.96


@dataclass(frozen=True)
class Share:
    """How many of how many.

    low, high: where the share of all such questions lies, 19 times in 20, judged by these few: Wilson's
        score interval ("Probable inference, the law of succession, and statistical inference", Journal
        of the American Statistical Association 22, 1927). It holds for few questions and shares near 0 or 1.
    """

    hits: int
    of: int
    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def among(cls, verdicts: Iterable[bool | None]) -> Share:
        """Count the share of those that are true; None counts for nothing."""
        known = [verdict for verdict in verdicts if verdict is not None]
        hits, of = sum(known), len(known)
        if not of:
            return cls(0, 0, None, None, None)
        value = hits / of
        spread = _Z * math.sqrt(value * (1 - value) / of + _Z**2 / (4 * of**2))
        middle, shrink = value + _Z**2 / (2 * of), 1 + _Z**2 / of
        low, high = (middle - spread) / shrink, (middle + spread) / shrink
        return cls(hits, of, value, max(0.0, low), min(1.0, high))


@dataclass(frozen=True)
class Bin:
    """Questions with a confidence from ``start`` on, up to the next bin's."""

    start: float
    confidence: float
    right: Share


@dataclass(frozen=True)
class Scores:
    """All scores of an evaluation; None where nothing in the file of questions tells."""

    questions: int
    on_screen: Share
    on_screen_able: Share
    on_screen_1: Share
    em: Share
    f1: float | None
    refused_able: Share
    refused_unable: Share
    auroc: float | None
    calibration_error: float | None
    words_shown: float | None
    not_verbatim: Share
    latency_p50: float
    latency_p95: float


def measure(cases: Sequence[Case]) -> Scores:
    """Compute all scores of an evaluation; at least one question was asked."""
    judged = [case for case in cases if case.right is not None]
    able = [case for case in cases if case.question.answer_in_articles is True]
    unable = [case for case in cases if case.question.answer_in_articles is False]
    p50, p95 = np.percentile([case.latency_ms for case in cases], [50, 95])
    return Scores(
        questions=len(cases),
        on_screen=Share.among(case.right for case in judged),
        on_screen_able=Share.among(case.right for case in able),
        on_screen_1=Share.among(case.found_at == 1 for case in judged),
        em=Share.among(_exact(case) for case in judged),
        f1=mean(_overlap(case) for case in judged) if judged else None,
        refused_able=Share.among(case.refused for case in able),
        refused_unable=Share.among(case.refused for case in unable),
        auroc=auroc([(case.reply.confidence, bool(case.right)) for case in judged]),
        calibration_error=calibration_error(bins(cases)),
        words_shown=median(words) if (words := _words(cases)) else None,
        not_verbatim=Share.among(not quote.is_verbatim for case in cases for quote in case.shown),
        latency_p50=float(p50),
        latency_p95=float(p95),
    )


def auroc(ranked: Sequence[tuple[float, bool]]) -> float | None:
    """Compute the area under the ROC curve: how often a right one has more confidence than a wrong one.

    ranked: (confidence, is it right?); equal confidence counts half.
    Returns: 0 to 1, 0.5 being chance; None where all are right, or none.
    """
    rights = np.array([confidence for confidence, right in ranked if right])
    wrongs = np.sort([confidence for confidence, right in ranked if not right])
    if not len(rights) or not len(wrongs):
        return None
    below = np.searchsorted(wrongs, rights, side="left")
    not_above = np.searchsorted(wrongs, rights, side="right")
    return float((below + not_above).sum() / (2 * len(rights) * len(wrongs)))


def bins(cases: Iterable[Case], count: int = 10) -> list[Bin]:
    """Compare confidence with what is right, in bins of equal width; empty ones are left out."""
    members: list[list[Case]] = [[] for _ in range(count)]
    for case in cases:
        if case.right_if_shown is not None:
            members[min(int(case.confidence * count), count - 1)].append(case)
    return [
        Bin(
            start=number / count,
            confidence=mean(case.confidence for case in inside),
            right=Share.among(case.right_if_shown for case in inside),
        )
        for number, inside in enumerate(members)
        if inside
    ]


def calibration_error(filled: Sequence[Bin]) -> float | None:
    """Compute the expected calibration error: how far confidence is from the share that is right, on average.

    After Guo et al., "On calibration of modern neural networks", ICML 2017.
    """
    total = sum(part.right.of for part in filled)
    if not total:
        return None
    return sum(abs(part.right.hits - part.confidence * part.right.of) for part in filled) / total


def _exact(case: Case) -> bool:
    return bool(case.short_answer) and is_exactly(case.short_answer, case.question.answers)


def _overlap(case: Case) -> float:
    return word_overlap(case.short_answer, case.question.answers) if case.short_answer else 0.0


def _words(cases: Iterable[Case]) -> list[int]:
    return [case.words_shown for case in cases if not case.refused]
