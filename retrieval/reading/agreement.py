"""Adds up what several articles answer: news repeats itself, and an answer that many give is a better one."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Span

_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")
_ARTICLES = frozenset({"a", "an", "the"})
_HEDGES = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately"})


@dataclass(frozen=True)
class Claim:
    """An answer that a passage gives.

    passage: its place among those read. voice: whom it counts for; articles that copy each other are one.
    span: where it stands in the text of its article. probability: as the reader has it.
    support: of all voices together, see ``support``.
    """

    passage: int
    voice: int
    span: Span
    text: str
    probability: float
    support: float = 0.0


def support(claims: Sequence[Claim]) -> list[float]:
    """How much all voices together support each claim.

    Returns: for each claim the sum over voices of the best support that one gives: the probability of a
        claim of it times how much the two have in common (F1 of their words). The claim with most support
        has the highest expected F1; see Kumar and Byrne, "Minimum Bayes-Risk Decoding", NAACL 2004.
    """
    bags = [plain_words(claim.text) for claim in claims]
    totals = []
    for bag in bags:
        best: dict[int, float] = defaultdict(float)
        for other, claim in zip(bags, claims, strict=True):
            best[claim.voice] = max(best[claim.voice], _overlap(bag, other) * claim.probability)
        totals.append(sum(best.values()))
    return totals


def plain_words(text: str) -> frozenset[str]:
    """The words of an answer without what doesn't change it: case, punctuation, articles, "about"."""
    words = re.sub(r"(?<=\w)-(?=\w)", " ", text).lower().translate(_PUNCTUATION).split()
    return frozenset(word for word in words if word not in _ARTICLES | _HEDGES)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0
