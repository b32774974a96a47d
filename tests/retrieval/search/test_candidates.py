"""What time does to the order of candidates."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.candidates import Candidate, add_in_time_range, boost_recent, recency

ASKED_ON = date(2025, 9, 1)


def ordered(candidates: list[Candidate], *days_ago: float) -> list[int]:
    """The ids of passages whose articles are so many days old, in the order of their candidates."""
    days = np.array([ASKED_ON.toordinal() - ago for ago in days_ago])
    return [candidate.passage_id for candidate in boost_recent(candidates, days, ASKED_ON)]


def test_recency_halves_after_a_week_and_after_two_months() -> None:
    assert recency(0) == (1, 1)
    assert recency(7)[0] == recency(60)[1] == 0.5
    assert recency(math.nan) == (0, 0)
    assert recency(-3) == recency(0)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_older_is_less_recent(days: int, more: int) -> None:
    assert all(old < new for old, new in zip(recency(days + more), recency(days), strict=True))


def test_of_candidates_as_good_the_newer_comes_first_and_the_undated_last() -> None:
    candidates = [Candidate(passage_id, 0.5, None) for passage_id in (1, 2, 3, 4)]
    assert ordered(candidates, 30, math.nan, 1, 400) == [3, 1, 4, 2]


def test_a_much_better_candidate_stays_first_however_old() -> None:
    candidates = [Candidate(1, 0.1, None), Candidate(2, 1.0, None)]
    assert ordered(candidates, 0, 4000) == [2, 1]


def test_candidates_as_good_and_as_old_keep_their_order() -> None:
    assert ordered([Candidate(passage_id, 0.5, None) for passage_id in (3, 1, 2)], 5, 5, 5) == [3, 1, 2]


def test_candidates_of_the_time_named_are_marked_and_rank_with_the_best_of_all() -> None:
    of_all = [Candidate(1, 1.0, 0.9), Candidate(2, 0.8, 0.5), Candidate(3, 0.6, None)]
    of_then = [Candidate(3, 0.99, 0.3), Candidate(4, 0.7, 0.2)]
    merged = add_in_time_range(of_all, of_then)
    assert [c.passage_id for c in merged] == [1, 3, 2, 4]
    assert [c.passage_id for c in merged if c.in_time_range] == [3, 4]
