"""Shingles: runs of words in a row, by which two texts are compared."""

from __future__ import annotations

from collections.abc import Iterable

# Signs of scripts that put no spaces between words, for a class of a regular expression.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"


def shingles(words: list[str], size: int) -> Iterable[tuple[str, ...]]:
    """Give the runs of so many words, one from each word on; a text with fewer words is one run."""
    if len(words) <= size:
        return [tuple(words)]
    return zip(*(words[start:] for start in range(size)), strict=False)
