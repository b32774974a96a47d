"""Which articles count for a question, by date and outlet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.snapshot.snapshot import Snapshot
from retrieval.answer import Question, Reason
from retrieval.question.time_range import REPORTED_DAYS, TimeRange


@dataclass(frozen=True, eq=False)
class Selection:
    """The articles that count.

    article_numbers: None where all count. passage_mask: for each passage id from 0 to the largest, does that
    passage count? None where all do.
    """

    article_numbers: npt.NDArray[np.int64] | None = None
    passage_mask: npt.NDArray[np.bool_] | None = None

    @property
    def all(self) -> bool:
        """Whether every article counts."""
        return self.article_numbers is None

    def has(self, article_number: int) -> bool:
        """Tell whether an article counts."""
        return self.article_numbers is None or bool((self.article_numbers == article_number).any())


class Selector:
    """Selects articles of a snapshot, and knows which article each passage belongs to."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read what is needed to decide for every article of a snapshot."""
        self._owners, self._first_passages, self._last_passages = snapshot.store.passage_ranges().T
        rows = snapshot.store.article_days()
        self._numbers = np.array([row[0] for row in rows], dtype=np.int64)
        self._outlets = np.array([(row[1] or "").casefold() for row in rows], dtype=object)
        self._first = _ordinals([row[2] for row in rows])
        self._last = _ordinals([row[3] for row in rows])

    def select(self, question: Question) -> Selection | Reason:
        """Select the articles that count for a question, or say why none does.

        An article whose date isn't known may be later than ``as_of`` or earlier: it counts. It can't be said
        to lie between ``since`` and ``until``: there it doesn't.
        """
        if question.outlet is not None and not (self._outlets == question.outlet.casefold()).any():
            return Reason.UNKNOWN_OUTLET
        chosen = self._by_filters(question)
        return self._selection(chosen) if chosen.any() or chosen.all() else Reason.NO_ARTICLES

    def select_in_time_range(self, question: Question, time_range: TimeRange) -> Selection | None:
        """Select those articles that are of the days that a question names, or of the week after.

        One whose date isn't known may be.
        Returns: None where there are none, and where all articles are: then the time tells nothing apart.
        """
        chosen = self._by_filters(question)
        if time_range.first is not None:
            chosen &= ~(self._last < time_range.first.toordinal())
        if time_range.last is not None:
            chosen &= ~(self._first > time_range.last.toordinal() + REPORTED_DAYS)
        return self._selection(chosen) if chosen.any() and not chosen.all() else None

    def articles_of(self, passage_ids: Sequence[int]) -> list[int]:
        """Look up the number of the article that each passage belongs to."""
        places = np.searchsorted(self._first_passages, passage_ids, side="right") - 1
        return [int(number) for number in self._owners[places]]

    def days_of(self, passage_ids: Sequence[int]) -> npt.NDArray[np.float64]:
        """Look up the first day of each passage's article, shape (passages,): an ordinal, or NaN."""
        return self._first[np.searchsorted(self._numbers, self.articles_of(passage_ids))]

    def _by_filters(self, question: Question) -> npt.NDArray[np.bool_]:
        chosen = np.ones(len(self._numbers), dtype=bool)
        if question.outlet is not None:
            chosen &= self._outlets == question.outlet.casefold()
        if question.outlets:
            chosen &= np.isin(self._outlets, [outlet.casefold() for outlet in question.outlets])
        if question.as_of is not None:
            chosen &= ~(self._first > question.as_of.toordinal())
        if question.since is not None:
            chosen &= self._first >= question.since.toordinal()
        if question.until is not None:
            chosen &= self._last <= question.until.toordinal()
        return chosen

    def _selection(self, chosen: npt.NDArray[np.bool_]) -> Selection:
        if chosen.all():
            return Selection()
        numbers = self._numbers[chosen]
        return Selection(numbers, self._passage_mask(numbers))

    def _passage_mask(self, article_numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        chosen = np.isin(self._owners, article_numbers)
        borders = np.zeros(self._last_passages.max(initial=0) + 2, dtype=np.int8)
        borders[self._first_passages[chosen]] += 1
        borders[self._last_passages[chosen] + 1] -= 1
        return np.cumsum(borders[:-1], dtype=np.int8).astype(bool)


def _ordinals(days: list[str | None]) -> npt.NDArray[np.float64]:
    """Turn days into ordinals; NaN, which no comparison holds for, where the day isn't known."""
    return np.array([math.nan if day is None else date.fromisoformat(day).toordinal() for day in days])
