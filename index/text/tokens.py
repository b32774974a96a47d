"""Cuts text into words, and words down to their stems: the one way for articles and questions alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

# Runs of letters and digits.
_WORD = re.compile(r"[^\W_]+")
# Without a cache of its own, which threads couldn't share.
_STEMMER = Stemmer.Stemmer("porter", 0)


class Word(NamedTuple):
    """A word of a text: its characters start to end, and its stem, by which words are compared."""

    start: int
    end: int
    text: str
    stem: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Give every word of a stretch of text, in order; offsets count characters of the whole text."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        yield Word(match.start(), match.end(), word, stem(word))


def stems(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """List the stem of every word of a stretch of text, in order."""
    return [stem(word) for word in _WORD.findall(text, start, len(text) if end is None else end)]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Stem a word by Porter's algorithm, in small letters without accents."""
    result: str = _STEMMER.stemWord(plain(word).lower())
    return result


def plain(text: str) -> str:
    """Take the accents off a text."""
    if text.isascii():
        return text
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
