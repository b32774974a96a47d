"""Sorts articles into stories: those that tell of the same event, whichever outlet they are of.

One pass in the order of days: an article joins the story that it is most like, where that is alike enough, or
begins one. A story is as alike as its articles of the last days are on average, so that none grows by what is
like its latest step alone. Two articles are compared by their openings, which say what is new; the further
apart their days, the more alike they have to be. Openings and what is summed of them are whole numbers, whose
sums are exact in any order, so that the same articles make the same stories on every machine, and however an
index grew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.snapshot.vectors import Vectors

Numbers = npt.NDArray[np.int64]
Openings = npt.NDArray[np.int8]

# Passages that are an article's opening.
OPENING = 2
# Articles that one is compared with, the latest; of a single day there may be very many.
_COMPARED = 20_000
_AT_ONCE = 64
# What one byte holds of a number, either way; and the sums of such products that 32 bits hold exactly.
_LARGEST = 127
_EXACT = 2**24
# How finely averages tell how alike articles are.
_FINE = 2**30


@dataclass(frozen=True)
class Limits:
    """How alike articles of one story are, and how far apart, as pairs of 2023 taught (docs/stories.md).

    alike: the least cosine of two of one day, on average over a story's articles. alike_a_day: what each day
        between them adds to it. reach: most days between an article and those that it is compared with.
    longest: most days since the story began; one that runs on is told as several.
    """

    alike: float = 0.50
    alike_a_day: float = 0.05
    reach: int = 5
    longest: int = 10


LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Dated:
    """Articles whose day is known, ordered by day and, within one, always in the same order.

    numbers, days: of each; a day is an ordinal. openings_of: fetches the openings of some, by number, shape
        (articles, dimension).
    """

    numbers: Numbers
    days: Numbers
    openings_of: Callable[[Numbers], Openings]


def opening_of(vectors: Vectors) -> Openings:
    """Make an article's opening of the vectors of its first passages.

    vectors: shape (passages, dimension), of which the first ``OPENING`` count.
    Returns: their mean with a byte a number, shape (dimension,).
    """
    mean = vectors[:OPENING].mean(axis=0, dtype=np.float64)
    largest = float(np.abs(mean).max())
    opening: Openings = np.rint(mean * (_LARGEST / largest) if largest else mean).astype(np.int8)
    return opening


def find_stories(articles: Dated, before: Numbers, left: Numbers, limits: Limits = LIMITS) -> Numbers:
    """Tell which story each article is in; only days that changed, and what they reach, are gone through.

    before: the story that each was in, as this function told it; 0 for one that wasn't there. left: days of
        articles that were there.
    Returns: for each the number of the first article of its story.
    """
    sorting = _Sorting(articles, before, limits)
    changed = np.union1d(articles.days[before == 0], left)
    sorted_until = 0
    for day in changed.tolist():
        if day > sorted_until:
            sorted_until = _sort_from(day, sorting, changed)
    return sorting.stories


def _sort_from(first: int, sorting: _Sorting, changed: Numbers) -> int:
    """Sort anew from a day that changed, until what follows can only be as before; returns the last day."""
    days, reach = sorting.articles.days, sorting.limits.reach
    # The last day that isn't as before.
    unlike, start = first, int(np.searchsorted(days, first))
    while start < len(days):
        day = int(days[start])
        unlike = max(unlike, int(changed[np.searchsorted(changed, day, side="right") - 1]))
        if day > unlike + reach:
            return day - 1
        stop = int(np.searchsorted(days, day, side="right"))
        if not sorting.sort(start, stop):
            unlike = day
        start = stop
    return int(days[-1]) if len(days) else first


class _Sorting:
    """Articles with their stories, as far as they are told."""

    def __init__(self, articles: Dated, before: Numbers, limits: Limits) -> None:
        self.articles, self.limits = articles, limits
        self.stories = before.copy()
        self._began = _days_of(before, articles)
        self._alike = limits.alike + limits.alike_a_day * np.arange(limits.reach + 1)
        # The openings of neighbouring articles, from one on.
        self._first, self._openings = 0, np.empty((0, 0), np.int8)

    def sort(self, start: int, stop: int) -> bool:
        """Tell the stories of all articles of a day, from one place to another; returns whether as before."""
        before = self.stories[start:stop].copy()
        for first in range(start, stop, _AT_ONCE):
            self._sort_some(first, min(first + _AT_ONCE, stop))
        return np.array_equal(before, self.stories[start:stop])

    def _sort_some(self, start: int, stop: int) -> None:
        numbers, days = self.articles.numbers, self.articles.days
        day = int(days[start])
        first = max(int(np.searchsorted(days, day - self.limits.reach)), start - _COMPARED)
        cosines = _cosines(self._openings_between(first, stop), start - first)
        # By how much each is more alike than it has to be.
        beyond = np.rint((cosines - self._alike[day - days[first:stop]]) * _FINE).astype(np.int64)
        for place, row in zip(range(start, stop), beyond, strict=True):
            joined = self._likest(first, day, row[: place - first])
            if joined is None:
                self.stories[place], self._began[place] = numbers[place], day
            else:
                self.stories[place], self._began[place] = self.stories[joined], self._began[joined]

    def _likest(self, first: int, day: int, beyond: Numbers) -> int | None:
        """Find an article, from one on, of the story that one of a day is most like, if it is like any.

        beyond: by how much each is more alike than it has to be.
        """
        stories = self.stories[first : first + len(beyond)]
        # On average a story is no more alike than its likest article.
        likely = np.flatnonzero(beyond >= 0)
        likely = likely[day - self._began[first + likely] <= self.limits.longest]
        if not len(likely):
            return None
        members = np.flatnonzero(np.isin(stories, stories[likely]))
        _, begin, story = np.unique(stories[members], return_index=True, return_inverse=True)
        sums = np.zeros(len(begin), np.int64)
        np.add.at(sums, story, beyond[members])
        averages = sums / np.bincount(story)
        # Between equals the order of days and ids decides: the number of a story is another in each index.
        likest = np.lexsort((begin, -averages))[0]
        return None if sums[likest] < 0 else first + int(members[begin[likest]])

    def _openings_between(self, start: int, stop: int) -> Openings:
        """Fetch the openings of neighbouring articles, but for those that are held."""
        held = self._openings[max(0, start - self._first) :][: stop - start]
        if start < self._first:
            held = held[:0]
        missing = self.articles.openings_of(self.articles.numbers[start + len(held) : stop])
        self._first, self._openings = start, np.concatenate([held, missing]) if len(held) else missing
        return self._openings


def _days_of(stories: Numbers, articles: Dated) -> Numbers:
    """Look up the day on which each story began; 0, which is long ago, where its first article is gone."""
    order = np.argsort(articles.numbers)
    places = np.searchsorted(articles.numbers, stories, sorter=order)
    places = order[np.minimum(places, len(order) - 1)] if len(order) else places
    return np.where(articles.numbers[places] == stories, articles.days[places], 0)


def _cosines(openings: Openings, first: int) -> npt.NDArray[np.float64]:
    """Compare openings, from one on, with all of them, shape (openings - first, openings)."""
    is_exact = openings.shape[1] * _LARGEST**2 < _EXACT
    whole: npt.NDArray[Any] = openings.astype(np.float32 if is_exact else np.float64)
    lengths = np.maximum((whole * whole).sum(axis=1), 1).astype(np.float64)
    cosines: npt.NDArray[np.float64] = (whole[first:] @ whole.T) / np.sqrt(np.outer(lengths[first:], lengths))
    return cosines
