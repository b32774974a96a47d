"""Compares answers as SQuAD does.

Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension of text", EMNLP 2016: without upper
case, punctuation and articles; two answers have as much in common as the F1 of their words.
"""

from __future__ import annotations

import re
import string

_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def answer_words(text: str) -> list[str]:
    """Split an answer into the words by which it is compared, in order."""
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def f1(shared: int, words: int, other_words: int) -> float:
    """Compute the F1 of two answers: the harmonic mean of shared / words and shared / other_words."""
    return 2 * shared / (words + other_words) if shared else 0.0
