"""Match a text with the gold answer.

Texts are compared as SQuAD does: Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension
of text", EMNLP 2016 (without upper case, punctuation and articles).
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from itertools import permutations

_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")

# Several gold strings are tried in every order; beyond these there are too many orders.
_MOST_PERMUTED = 4


def normalised(text: str) -> str:
    """Normalise a text as it is compared: words in lower case, one space between."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def holds(text: str, golds: Sequence[str]) -> bool:
    """Tell whether the text holds every gold string, whole words only; False without gold strings."""
    words = f" {normalised(text)} "
    return bool(golds) and all(f" {normalised(gold)} " in words for gold in golds)


def is_exactly(text: str, golds: Sequence[str]) -> bool:
    """Tell whether the text is the gold strings and nothing else, in any order."""
    return any(normalised(text) == normalised(gold) for gold in _orders(golds))


def word_overlap(text: str, golds: Sequence[str]) -> float:
    """Compute F1 of the text's words against the gold strings in their best order, 0 to 1."""
    return max(_f1(normalised(text).split(), normalised(gold).split()) for gold in _orders(golds))


def _orders(golds: Sequence[str]) -> list[str]:
    orders = permutations(golds) if len(golds) <= _MOST_PERMUTED else [golds]
    return [" ".join(order) for order in orders]


def _f1(words: list[str], gold: list[str]) -> float:
    shared = (Counter(words) & Counter(gold)).total()
    # The harmonic mean of shared / words (precision) and shared / gold (recall).
    return 2 * shared / (len(words) + len(gold)) if shared else 0.0
