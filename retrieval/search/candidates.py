"""Finds the passages that may answer a question, by meaning and by words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from index.snapshot.snapshot import Snapshot
from retrieval.question.query import Query
from retrieval.search.selection import Selection

# Weight of a rank in the fusion of two rankings: 1 / (60 + rank), after Cormack, Clarke and Büttcher,
# "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
_RANK_OFFSET = 60
# What recency in weeks and in months adds to a score. On the tuning questions, .95 instead of .91 of those
# that can be answered have the answer in the first 12 passages then.
_WEEKS, _MONTHS = 0.2, 0.2


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer.

    score: by both searches together, 0 to 1, higher is better.
    cosine: to the question; None where the search by meaning didn't bring it.
    in_time_range: is its article of a time that the question names?
    """

    passage_id: int
    score: float
    cosine: float | None
    in_time_range: bool = False


def find_candidates(snapshot: Snapshot, query: Query, selection: Selection, limit: int) -> list[Candidate]:
    """Search by meaning and by words, and fuse the two rankings.

    selection: the articles that count. limit: most passages that each search brings.
    Returns: the passages that either search brought, best first.
    """
    numbers = selection.article_numbers
    dense = snapshot.vectors.search(query.vector, limit, selection.passage_mask)
    lexical = snapshot.lexical.search(
        [word.stem for word in query.words], limit, None if numbers is None else numbers.tolist()
    )
    cosines = dict(dense)
    scores: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, (passage_id, _) in enumerate(ranking, start=1):
            scores[passage_id] = scores.get(passage_id, 0.0) + (_RANK_OFFSET + 1) / (_RANK_OFFSET + rank) / 2
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Candidate(passage_id, score, cosines.get(passage_id)) for passage_id, score in ordered]


def add_in_time_range(candidates: Sequence[Candidate], in_range: Sequence[Candidate]) -> list[Candidate]:
    """Add candidates of a time that the question names to those of all times.

    in_range: what the same search brought of that time alone, where it ranks as high as the best of all.
    Returns: all, best first.
    """
    merged = {candidate.passage_id: candidate for candidate in candidates}
    merged.update((candidate.passage_id, replace(candidate, in_time_range=True)) for candidate in in_range)
    return sorted(merged.values(), key=lambda candidate: (-candidate.score, candidate.passage_id))


def boost_recent(
    candidates: Sequence[Candidate], days: npt.NDArray[np.float64], asked_on: date
) -> list[Candidate]:
    """Move candidates up that appeared shortly before the day of asking.

    days: of each candidate's article, as an ordinal, shape (candidates,); NaN where it isn't known.
    """

    def boosted(place: int) -> float:
        weeks, months = recency(asked_on.toordinal() - days[place])
        return candidates[place].score + _WEEKS * weeks + _MONTHS * months

    return [candidates[place] for place in sorted(range(len(candidates)), key=boosted, reverse=True)]


def recency(days: float) -> tuple[float, float]:
    """Rate how recent an article of so many days ago is: 1 for none, a half for a week, or two months.

    Returns: recency in weeks and in months; 0 for NaN, where its day isn't known.
    """
    if math.isnan(days):
        return 0.0, 0.0
    return 1 / (1 + max(0.0, days) / 7), 1 / (1 + max(0.0, days) / 60)
