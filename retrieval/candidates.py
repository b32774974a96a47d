"""Finds the passages that may answer a question, by meaning and by words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.generation import Generation
from retrieval.answer import Question
from retrieval.terms import Word
from retrieval.when import TimeRange

# Weight of a rank in the fusion of two rankings: 1 / (60 + rank), after Cormack, Clarke and Büttcher,
# "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
_RANK_OFFSET = 60
# An event is reported for so many days.
_REPORTED_DAYS = 7


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer.

    passage: its id. score: by both searches together, 0 to 1, higher is better.
    cosine: to the question; None where the search by meaning didn't bring it.
    """

    passage: int
    score: float
    cosine: float | None


class Scope:
    """Which articles count for a question, by date and outlet."""

    def __init__(self, generation: Generation) -> None:
        """Read what is needed to decide for every article of a generation."""
        self._passages, self._articles = generation.store.passage_articles()
        rows = generation.store.article_days()
        self._numbers = np.array([row[0] for row in rows], dtype=np.int64)
        self._outlets = np.array([(row[1] or "").casefold() for row in rows], dtype=object)
        self._first = _ordinals([row[2] for row in rows])
        self._last = _ordinals([row[3] for row in rows])

    def knows_outlet(self, outlet: str) -> bool:
        """Is any article of this outlet indexed?"""
        return bool((self._outlets == outlet.casefold()).any())

    def articles(self, question: Question, time: TimeRange | None = None) -> npt.NDArray[np.int64] | None:
        """Numbers of the articles that count; None where all do.

        time: what the question is about: articles of those days and of the week after count.
        An article whose date isn't known may be later than ``as_of`` or earlier: it counts, as for
        ``time``. It can't be said to lie between ``since`` and ``until``: there it doesn't.
        """
        counts = np.ones(len(self._numbers), dtype=bool)
        if question.outlet is not None:
            counts &= self._outlets == question.outlet.casefold()
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

    def passages(self, articles: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Ids of the passages of these articles."""
        return self._passages[np.isin(self._articles, articles)]


def find_candidates(
    generation: Generation,
    question_vector: npt.NDArray[np.float32],
    words: list[Word],
    limit: int,
    scope: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] | None,
) -> list[Candidate]:
    """Search by meaning and by words, and fuse the two rankings.

    question_vector: shape (dimension,). words: what the question is about.
    limit: most passages that each search brings.
    scope: articles and passages that count; None counts all.
    Returns: the passages that either search brought, best first.
    """
    articles, passages = scope or (None, None)
    dense = generation.search_vectors(question_vector, limit, passages)
    lexical = generation.store.search_words(
        [word.text for word in words], limit, None if articles is None else articles.tolist()
    )
    cosines = dict(dense)
    scores: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, (passage, _) in enumerate(ranking, start=1):
            scores[passage] = scores.get(passage, 0.0) + (_RANK_OFFSET + 1) / (_RANK_OFFSET + rank) / 2
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Candidate(passage, score, cosines.get(passage)) for passage, score in ordered]


def _ordinals(days: list[str | None]) -> npt.NDArray[np.float64]:
    """Days as ordinals; NaN, which no comparison holds for, where the day isn't known."""
    return np.array([math.nan if day is None else date.fromisoformat(day).toordinal() for day in days])
