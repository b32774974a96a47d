"""Adds up what several articles answer: news repeats itself, and an answer that many give is a better one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Span
from retrieval.reading.squad import answer_words, f1

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_HEDGES = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately"})


@dataclass(frozen=True)
class AnswerCandidate:
    """An answer that a passage gives.

    duplicate_group: the article whose text its passage carries; articles that copy each other speak as one.
    span: where it stands in the text of its article. probability: as the reader has it.
    support: of all duplicate groups together, see ``support``.
    """

    duplicate_group: int
    span: Span
    text: str
    probability: float
    support: float = 0.0


def support(answers: Sequence[AnswerCandidate]) -> list[float]:
    """Compute how much all duplicate groups together support each answer.

    Returns: for each answer the sum over groups of the best support that one gives: the probability of an
        answer of it times how much the two have in common (F1 of their words). The answer with most support
        has the highest expected F1; see Kumar and Byrne, "Minimum Bayes-Risk Decoding", NAACL 2004.
    """
    bags = [essential_words(answer.text) for answer in answers]
    totals = []
    for bag in bags:
        best: dict[int, float] = defaultdict(float)
        for other, answer in zip(bags, answers, strict=True):
            in_common = f1(len(bag & other), len(bag), len(other))
            best[answer.duplicate_group] = max(best[answer.duplicate_group], in_common * answer.probability)
        totals.append(sum(best.values()))
    return totals


def essential_words(text: str) -> frozenset[str]:
    """Reduce an answer to its words without what doesn't change it: case, punctuation, articles, "about"."""
    return frozenset(answer_words(_HYPHEN.sub(" ", text))) - _HEDGES
