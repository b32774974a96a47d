"""Finds the passages that may answer a question, by meaning and by words."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from index.snapshot.snapshot import Snapshot
from index.text.tokens import Word
from retrieval.answer import Question
from retrieval.question.time_range import TimeRange

# Weight of a rank in the fusion of two rankings: 1 / (60 + rank), after Cormack, Clarke and Büttcher,
# "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
_RANK_OFFSET = 60
# An event is reported for so many days.
_REPORTED_DAYS = 7
# An index whose newest article is older is an archive: its articles are all alike to whoever asks today.
_CURRENT_DAYS = 14
# What nearness in weeks and in months to the day of asking adds to a score. On the tuning questions, .95
# instead of .91 of those that can be answered have the answer in the first 12 passages then.
_WEEKS, _MONTHS = 0.2, 0.2


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer.

    passage: its id. score: by both searches together, 0 to 1, higher is better.
    cosine: to the question; None where the search by meaning didn't bring it.
    timely: is its article of a time that the question names?
    """

    passage: int
    score: float
    cosine: float | None
    timely: bool = False


class Scope:
    """Which articles count for a question, by date and outlet."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read what is needed to decide for every article of a snapshot."""
        self._owners, self._first_passages, self._last_passages = snapshot.store.passage_ranges().T
        rows = snapshot.store.article_days()
        self._numbers = np.array([row[0] for row in rows], dtype=np.int64)
        self._outlets = np.array([(row[1] or "").casefold() for row in rows], dtype=object)
        self._first = _ordinals([row[2] for row in rows])
        self._last = _ordinals([row[3] for row in rows])

    def knows_outlet(self, outlet: str) -> bool:
        """Is any article of this outlet indexed?"""
        return bool((self._outlets == outlet.casefold()).any())

    def is_current(self, today: date) -> bool:
        """Did any article appear lately?"""
        return bool((self._last >= today.toordinal() - _CURRENT_DAYS).any())

    def articles(self, question: Question, time: TimeRange | None = None) -> npt.NDArray[np.int64] | None:
        """Numbers of the articles that count; None where all do.

        time: what the question is about: articles of those days and of the week after count.
        An article whose date isn't known may be later than ``as_of`` or earlier: it counts, as for
        ``time``. It can't be said to lie between ``since`` and ``until``: there it doesn't.
        """
        counts = np.ones(len(self._numbers), dtype=bool)
        if question.outlet is not None:
            counts &= self._outlets == question.outlet.casefold()
        if question.outlets:
            counts &= np.isin(self._outlets, [outlet.casefold() for outlet in question.outlets])
        if question.as_of is not None:
            counts &= ~(self._first > question.as_of.toordinal())
        if question.since is not None:
            counts &= self._first >= question.since.toordinal()
        if question.until is not None:
            counts &= self._last <= question.until.toordinal()
        if time is not None and time.first is not None:
            counts &= ~(self._last < time.first.toordinal())
        if time is not None and time.last is not None:
            counts &= ~(self._first > time.last.toordinal() + _REPORTED_DAYS)
        return None if counts.all() else self._numbers[counts]

    def passages(self, articles: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which passages these articles have: a truth value for each id, from 0 to the largest."""
        counts = np.isin(self._owners, articles)
        borders = np.zeros(self._last_passages.max(initial=0) + 2, dtype=np.int8)
        borders[self._first_passages[counts]] += 1
        borders[self._last_passages[counts] + 1] -= 1
        return np.cumsum(borders[:-1], dtype=np.int8).astype(bool)

    def articles_of(self, candidates: list[Candidate]) -> list[int]:
        """The number of each candidate's article."""
        passages = [candidate.passage for candidate in candidates]
        places = np.searchsorted(self._first_passages, passages, side="right") - 1
        return [int(number) for number in self._owners[places]]

    def newest_first(self, candidates: list[Candidate], asked: date | None) -> list[Candidate]:
        """Candidates with those moved up that appeared shortly before the day of asking, if that is known."""
        if asked is None:
            return candidates
        days = self._first[np.searchsorted(self._numbers, self.articles_of(candidates))]

        def worth(place: int) -> float:
            weeks, months = nearness(asked.toordinal() - days[place])
            return candidates[place].score + _WEEKS * weeks + _MONTHS * months

        return [candidates[place] for place in sorted(range(len(candidates)), key=worth, reverse=True)]


def nearness(days: float) -> tuple[float, float]:
    """How near an article is that appeared so many days ago: 1 for none, a half for a week, or two months.

    Returns: nearness in weeks and in months; 0 for NaN, where its day isn't known.
    """
    if math.isnan(days):
        return 0.0, 0.0
    return 1 / (1 + max(0.0, days) / 7), 1 / (1 + max(0.0, days) / 60)


def find_candidates(
    snapshot: Snapshot,
    question_vector: npt.NDArray[np.float32],
    words: list[Word],
    limit: int,
    scope: tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]] | None,
) -> list[Candidate]:
    """Search by meaning and by words, and fuse the two rankings.

    question_vector: shape (dimension,). words: what the question is about.
    limit: most passages that each search brings.
    scope: numbers of the articles that count, and which passages do; None counts all.
    Returns: the passages that either search brought, best first.
    """
    articles, passages = scope or (None, None)
    dense = snapshot.vectors.search(question_vector, limit, passages)
    lexical = snapshot.words.search(
        [word.stem for word in words], limit, None if articles is None else articles.tolist()
    )
    cosines = dict(dense)
    scores: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, (passage, _) in enumerate(ranking, start=1):
            scores[passage] = scores.get(passage, 0.0) + (_RANK_OFFSET + 1) / (_RANK_OFFSET + rank) / 2
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Candidate(passage, score, cosines.get(passage)) for passage, score in ordered]


def with_timely(candidates: list[Candidate], timely: list[Candidate]) -> list[Candidate]:
    """Add candidates of a time that the question names to those of all times.

    timely: what the same search brought of that time alone, where it ranks as high as the best of all.
    Returns: all, best first.
    """
    merged = {candidate.passage: candidate for candidate in candidates}
    merged.update((candidate.passage, replace(candidate, timely=True)) for candidate in timely)
    return sorted(merged.values(), key=lambda candidate: (-candidate.score, candidate.passage))


def _ordinals(days: list[str | None]) -> npt.NDArray[np.float64]:
    """Days as ordinals; NaN, which no comparison holds for, where the day isn't known."""
    return np.array([math.nan if day is None else date.fromisoformat(day).toordinal() for day in days])
