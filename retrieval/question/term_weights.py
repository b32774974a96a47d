"""How much each word of a question says about what it is about."""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache

from index.snapshot.snapshot import Snapshot
from index.text.tokens import Word


class Weights:
    """Weighs words by how few passages hold them (inverse document frequency)."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Prepare for one snapshot; counts are looked up once a word."""
        self._passages = snapshot.manifest.passages
        self._count = lru_cache(maxsize=1 << 14)(snapshot.words.count)

    def of(self, words: list[Word]) -> dict[str, float]:
        """The share of each word, by its stem; all shares add up to 1."""
        raw = {word.stem: math.log(1 + (self._passages + 1) / (self._count(word.stem) + 1)) for word in words}
        total = sum(raw.values())
        return {stem: weight / total for stem, weight in raw.items()}


def covered(weights: dict[str, float], stems: Collection[str]) -> float:
    """The share (0 to 1) of a question's words that are among these stems."""
    return sum(weight for stem, weight in weights.items() if stem in stems)
