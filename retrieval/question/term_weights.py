"""How much each term of a question says about what it is about."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from index.snapshot.snapshot import Snapshot
from index.text.tokens import Word


class TermWeights:
    """Weighs terms by how few passages hold them (inverse document frequency)."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Prepare for one snapshot; frequencies are looked up once a term."""
        self._passages = snapshot.manifest.passages
        self._frequency = lru_cache(maxsize=1 << 14)(snapshot.lexical.document_frequency)

    def of(self, words: Sequence[Word]) -> dict[str, float]:
        """Weigh words by their stems; the weights add up to 1."""
        raw = {word.stem: self.rarity(word.stem) for word in words}
        total = sum(raw.values())
        return {stem: weight / total for stem, weight in raw.items()}

    def rarity(self, stem: str) -> float:
        """Weigh one stem: the fewer passages hold it, the more."""
        return math.log(1 + (self._passages + 1) / (self._frequency(stem) + 1))


def term_coverage(term_weights: Mapping[str, float], stems: Collection[str]) -> float:
    """Sum up the weights of the terms that are among these stems: their share of the question, 0 to 1."""
    return sum(weight for stem, weight in term_weights.items() if stem in stems)
