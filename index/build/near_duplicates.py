"""Tells whether two articles are near duplicates, and which of them is quoted for the others."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from index.article import Precision, Published
from index.text.shingles import UNSPACED, shingles

# Scripts that put no spaces between words count by character.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")

# The thresholds were found by reading pairs above and below them, in articles of 2023 and 2024.

# Two texts share a word where these many in a row around it are the same.
_SHINGLE = 5
# A story opens with what is new. Reports of one event day by day share their background, and unlike
# ones a gallery of thousands of words; of duplicates the openings are alike as well.
_OPENING = 150
_SHARED = 0.85
_SHARED_OPENING = 0.75
_SHARED_OPENINGS = 1.4
# In place of words of the other text: longer ones tell something else, and don't say it differently.
_SWAP_WORDS = 12
# A figure or date in place of another one tells of another event, but for a corrected one in a long
# story; a name may be spelled otherwise now and then.
_WORDS_A_FIGURE = 1000
_WORDS_A_NAME = 300
_NUMBERS = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MONTHS = [month.casefold() for month in calendar.month_name[1:]]
_DAYS = [day.casefold() for day in calendar.day_name]
# Words that are figures, each in one spelling.
_FIGURES = {word: str(number) for number, word in enumerate(_NUMBERS.split("|"))}
_FIGURES |= {word: word[:3] for word in [*_DAYS, *_MONTHS, "sept", *(month[:3] for month in _MONTHS)]}

# Openings are looked up by shorter shingles, so that a few changed words leave most of them.
_BAND_SHINGLE = 3
_BANDS = 32
_ROWS = 2

# Of two duplicates, the longer one is more complete if it is longer by this factor.
_CLEARLY_LONGER = 1.05


def band_hashes(text: str) -> list[int]:
    """Hash the opening of a text: near duplicates share at least one of its hashes.

    text: of any length; without a word it has none.
    Returns: signed 64-bit numbers, all different; the same for this text on every machine.
    """
    words = [word[0].casefold() for word in islice(_WORD.finditer(text), _OPENING)]
    if not words:
        return []
    signature = _empty_signature().copy()
    signature.update_batch([" ".join(shingle).encode() for shingle in set(shingles(words, _BAND_SHINGLE))])
    rows = signature.hashvalues.astype("<u4").reshape(_BANDS, _ROWS)
    return [_hash(band, row.tobytes()) for band, row in enumerate(rows)]


@cache
def _empty_signature() -> Any:
    # Importing it takes a third of a second, which a build that finds nothing changed can't wait for.
    from datasketch import MinHash  # noqa: PLC0415

    # Its permutations are drawn once; the scheme is named as other versions of the library have other ones.
    return MinHash(num_perm=_BANDS * _ROWS, seed=1, scheme="affine32")


def is_near_duplicate(one: str, other: str) -> bool:
    """Tell whether two texts say the same, one perhaps less of it or in an earlier version.

    Texts about different events that read alike are told apart by the figures, dates and names that
    stand in each other's place.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    # Most of what shares a band is told apart here, without reading it whole.
    opening, its_opening = _compare(short, long, 2 * _OPENING)
    length = min(_OPENING, len(opening.words))
    shared, its_shared = opening.share(length), its_opening.share(length)
    if shared < _SHARED_OPENING or shared + its_shared < _SHARED_OPENINGS:
        return False
    whole, its_whole = _compare(short, long)
    if whole.share() < _SHARED:
        return False
    length = len(whole.words)
    figures, names = _swaps(whole, its_whole)
    return figures <= length // _WORDS_A_FIGURE and names <= length // _WORDS_A_NAME


@dataclass(frozen=True)
class NearDuplicate:
    """An article that is one of several with the same text.

    length: of its text, in any unit that is the same for all.
    """

    article_number: int
    length: int
    published: Published
    url: str | None
    outlet: str | None


def find_canonical(articles: Mapping[int, NearDuplicate], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Decide which article is quoted in place of its near duplicates.

    The most complete one is, and of equals the earliest. Duplicates of a duplicate needn't be
    duplicates: nobody stands in for an article that isn't its own.

    articles: at least every article of a pair, by number.
    pairs: numbers of two articles that are near duplicates of each other.
    Returns: for each article that isn't quoted itself, the number of the one that is; the same for the
        same articles in any order.
    """
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: dict[int, int] = {}
    unseen = set(near)
    while unseen:
        left = _connected(unseen.pop(), near)
        unseen -= left
        while left:
            canonical = _choose([articles[article_number] for article_number in left])
            duplicates = near[canonical] & left - {canonical}
            found |= dict.fromkeys(duplicates, canonical)
            left -= duplicates | {canonical}
    return found


def _connected(article_number: int, near: Mapping[int, set[int]]) -> set[int]:
    """Find the articles that pairs lead to, from one on."""
    found, border = {article_number}, [article_number]
    while border:
        new = near[border.pop()] - found
        found |= new
        border += new
    return found


def _choose(articles: list[NearDuplicate]) -> int:
    """Return the number of the one to quote."""
    longest = max(article.length for article in articles)
    complete = [article for article in articles if article.length * _CLEARLY_LONGER >= longest]
    return min(complete, key=_rank).article_number


def _rank(article: NearDuplicate) -> tuple[date, bool, str, bool, bool, int, str, int]:
    """Rank the earliest first; of a day, what is known to the second. Plain addresses are shorter."""
    published, url = article.published, article.url or ""
    return (
        published.last_day or date.max,
        published.precision is not Precision.MOMENT,
        published.iso,
        article.outlet is None,
        not url,
        len(url),
        url,
        article.article_number,
    )


class _Text:
    """A text's words, and which of them another text holds too."""

    def __init__(self, text: str, first: int | None) -> None:
        self.written = [word[0] for word in islice(_WORD.finditer(text), first)]
        self.words = [word.casefold() for word in self.written]
        self.shingles = list(shingles(self.words, _SHINGLE))
        self.shared = bytearray(len(self.words))

    def mark(self, other: _Text) -> None:
        """Note what the other text holds too."""
        theirs = set(other.shingles)
        for start, shingle in enumerate(self.shingles):
            if shingle in theirs:
                self.shared[start : start + len(shingle)] = b"\1" * len(shingle)

    def share(self, first: int | None = None) -> float:
        """Return the share of its words, or of its first ones, that the other text holds too."""
        counted = self.shared[:first]
        return sum(counted) / max(len(counted), 1)

    def gaps(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]]:
        """Return its other words as written, by the shared words around them."""
        found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
        words = self.words
        for gap in re.finditer(b"\0+", self.shared):
            start, stop = gap.span()
            around = (
                tuple(words[max(0, start - _SHINGLE) : start]),
                tuple(words[stop : stop + _SHINGLE]),
            )
            found[around] += self.written[start:stop]
        return found


def _compare(one: str, other: str, first: int | None = None) -> tuple[_Text, _Text]:
    """Compare two texts, or their first words, by marking what they share."""
    texts = _Text(one, first), _Text(other, first)
    texts[0].mark(texts[1])
    texts[1].mark(texts[0])
    return texts


def _swaps(one: _Text, other: _Text) -> tuple[int, int]:
    """Count how often figures, or names, of one text stand in place of the other's."""
    ordinary = {word for text in (one, other) for word in text.written if word[0].islower()}
    figures = names = 0
    theirs = other.gaps()
    for around, gap in one.gaps().items():
        instead = theirs.get(around, [])
        if min(len(gap), len(instead)) > _SWAP_WORDS:
            continue
        if _differ(_figures(gap), _figures(instead)):
            figures += 1
        elif max(len(gap), len(instead)) <= _SWAP_WORDS and _differ(
            _names(gap, ordinary), _names(instead, ordinary)
        ):
            names += 1
    return figures, names


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one - other and other - one)


def _figures(words: list[str]) -> set[str]:
    """Find numbers and dates among words, each in one spelling."""
    folded = (word.casefold() for word in words)
    return {_FIGURES.get(word, word) for word in folded if word in _FIGURES or word[0].isdigit()}


def _names(words: list[str], ordinary: set[str]) -> set[str]:
    """Find words with a capital that neither text holds without one."""
    return {folded for word in words if word[0].isupper() and (folded := word.casefold()) not in ordinary}


def _hash(band: int, row: bytes) -> int:
    digest = hashlib.blake2b(row, digest_size=8, salt=band.to_bytes(2, "little")).digest()
    return int.from_bytes(digest, "little", signed=True)
