"""How names are written: "Zelensky" as "Zelenskyy", "Russia" as "Russian", "Joe" as "Joseph"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from index.article import Article
from index.text.tokens import Word, plain, stem
from retrieval.question.query import Query
from retrieval.question.vocabulary import MONTH, NATIONALITIES, WEEKDAY

# What the names of a country and of its people stand for, by their stems: each other.
_NATIONALITIES = {stem(word): same for word, same in NATIONALITIES.items()}
# A longer name may be spelt with another ending.
_LONG_NAME = 5
_DAY_OR_MONTH = re.compile(rf"{MONTH}|{WEEKDAY}|United")
_AFTER_THE = re.compile(r"\b[Tt]he (?:[A-Z][\w’'-]* ?)+")
# "Joe" is "Joseph", "Volodymyr" is "Vladimir"; "Anna" isn't "Sofia", nor is "North" "South".
_ALIKE = 50.0


def is_written(name: str, lowered: str) -> bool:
    """Tell whether a text has a name, in one of the ways to write it.

    lowered: the text in small letters, without accents.
    """
    return any(way in lowered for way in _ways_to_write(name))


def are_alike(one: str, other: str) -> bool:
    """Tell whether two first names, in small letters, may be one, written in another way."""
    return one[0] == other[0] and ratio(one, other) >= _ALIKE


def of_same_country(stems: frozenset[str]) -> frozenset[str]:
    """List the stems of the names of countries and peoples for which others of them are given."""
    return frozenset(stem(word) for found in stems for word in _NATIONALITIES.get(found, ()))


def lacked_names(query: Query, article: Article) -> list[Word]:
    """List the names of a question that an article doesn't have.

    But for names after "the": more often "the White House" than what is asked about.
    """
    aside = [match.span() for match in _AFTER_THE.finditer(query.text)]
    names = [
        word
        for word in query.words
        if word.stem in query.name_weights and not any(start <= word.start < end for start, end in aside)
    ]
    if not names:
        return []
    lowered = _lowered(article.title or "", str(article.published), article.text)
    return [
        word
        for word in names
        if not _DAY_OR_MONTH.fullmatch(word.text) and not is_written(word.text, lowered)
    ]


def lacks_somebody(query: Query, article: Article) -> bool:
    """Tell whether an article lacks a name of the question: what it says is said of somebody else."""
    return bool(lacked_names(query, article))


# One article is asked for its names again and again.
@lru_cache(maxsize=64)
def _lowered(title: str, published: str, text: str) -> str:
    return plain(f"{title} {published} {text}").lower()


def _ways_to_write(name: str) -> Iterator[str]:
    """List beginnings of what a name may be written as: "Zelensky" is in "Zelenskyy", "US" in "us"."""
    lowered = plain(name).lower()
    yield lowered.rstrip("ys") if len(lowered) > _LONG_NAME else lowered
    yield from _NATIONALITIES.get(stem(name), ())
