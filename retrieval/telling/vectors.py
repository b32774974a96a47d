"""Compares texts by their words, rare ones counting for more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from retrieval.question.term_weights import TermWeights

# A word of a text, by its stem, and what it counts there; of unit length.
WordVector = Mapping[str, float]


def word_vector(stems: Iterable[str], weights: TermWeights, without: Collection[str] = ()) -> WordVector:
    """Weigh the words of a text (tf-idf, logarithmic in how often they stand in it).

    without: stems that don't count.
    """
    counts = Counter(stem for stem in stems if stem not in without)
    return normalised({stem: (1 + math.log(n)) * weights.rarity(stem) for stem, n in counts.items()})


def normalised(vector: Mapping[str, float]) -> WordVector:
    """Give a vector unit length."""
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {stem: value / length for stem, value in vector.items()} if length else {}


def mean(vectors: Iterable[WordVector]) -> WordVector:
    """Compute the direction in the middle of some vectors."""
    total: dict[str, float] = {}
    for vector in vectors:
        for stem, value in vector.items():
            total[stem] = total.get(stem, 0.0) + value
    return normalised(total)


def cosine(one: WordVector, other: WordVector) -> float:
    """Compute how alike two vectors of unit length are, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[stem] for stem, value in one.items() if stem in other)
