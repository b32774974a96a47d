"""Match a text with the gold answer, compared as SQuAD does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

from retrieval.reading.squad import answer_words, f1

# Several gold strings are tried in every order; beyond these there are too many orders.
_MOST_PERMUTED = 4


def normalised(text: str) -> str:
    """Normalise a text as it is compared: words in lower case, one space between."""
    return " ".join(answer_words(text))


def holds(text: str, golds: Sequence[str]) -> bool:
    """Tell whether the text holds every gold string, whole words only; False without gold strings."""
    words = f" {normalised(text)} "
    return bool(golds) and all(f" {normalised(gold)} " in words for gold in golds)


def is_exactly(text: str, golds: Sequence[str]) -> bool:
    """Tell whether the text is the gold strings and nothing else, in any order."""
    return any(normalised(text) == normalised(gold) for gold in _orders(golds))


def word_overlap(text: str, golds: Sequence[str]) -> float:
    """Compute F1 of the text's words against the gold strings in their best order, 0 to 1."""
    return max(_f1(answer_words(text), answer_words(gold)) for gold in _orders(golds))


def _orders(golds: Sequence[str]) -> list[str]:
    orders = permutations(golds) if len(golds) <= _MOST_PERMUTED else [golds]
    return [" ".join(order) for order in orders]


def _f1(words: list[str], gold: list[str]) -> float:
    return f1((Counter(words) & Counter(gold)).total(), len(words), len(gold))
