"""What time does to the order of candidates."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answerer import Answerer
from retrieval.search.candidates import Candidate, Scope, nearness, with_timely

ASKED = date(2025, 9, 1)


@pytest.fixture(scope="module")
def scope(answerer: Answerer) -> Scope:
    return Scope(answerer.snapshot)


def test_nearness_halves_after_a_week_and_after_two_months() -> None:
    assert nearness(0) == (1, 1)
    assert nearness(7)[0] == nearness(60)[1] == 0.5
    assert nearness(math.nan) == (0, 0)
    assert nearness(-3) == nearness(0)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_older_is_less_near(days: int, more: int) -> None:
    assert all(old < new for old, new in zip(nearness(days + more), nearness(days), strict=True))


def test_of_candidates_as_good_the_newer_comes_first(scope: Scope, answerer: Answerer) -> None:
    store = answerer.snapshot.store
    passages = store.passage_ids().tolist()
    ordered = scope.newest_first([Candidate(passage, 0.5, None) for passage in passages], ASKED)
    assert sorted(c.passage for c in ordered) == passages
    stored = store.passages(passages)
    articles = store.articles(list({p.article for p in stored.values()}))
    days = [articles[stored[c.passage].article].published.first_day for c in ordered]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=True)
    # What has no date comes last.
    assert days[: len(known)] == known


def test_a_much_better_candidate_stays_first_however_old(scope: Scope, answerer: Answerer) -> None:
    passages = answerer.snapshot.store.passage_ids().tolist()
    *others, oldest = scope.newest_first([Candidate(passage, 0.5, None) for passage in passages], ASKED)
    best = Candidate(oldest.passage, 1.0, None)
    assert scope.newest_first([*(Candidate(c.passage, 0.1, None) for c in others), best], ASKED)[0] == best


def test_without_a_day_of_asking_the_order_stays(scope: Scope) -> None:
    candidates = [Candidate(passage, 1 / passage, None) for passage in (3, 1, 2)]
    assert scope.newest_first(candidates, None) == candidates


def test_an_index_is_current_until_its_newest_article_is_two_weeks_old(
    scope: Scope, answerer: Answerer
) -> None:
    newest = max(date.fromisoformat(last) for *_, last in answerer.snapshot.store.article_days() if last)
    assert scope.is_current(newest)
    assert scope.is_current(newest + timedelta(days=14))
    assert not scope.is_current(newest + timedelta(days=15))


def test_candidates_of_the_time_named_are_marked_and_rank_with_the_best_of_all() -> None:
    of_all = [Candidate(1, 1.0, 0.9), Candidate(2, 0.8, 0.5), Candidate(3, 0.6, None)]
    of_then = [Candidate(3, 0.99, 0.3), Candidate(4, 0.7, 0.2)]
    merged = with_timely(of_all, of_then)
    assert [c.passage for c in merged] == [1, 3, 2, 4]
    assert [c.passage for c in merged if c.timely] == [3, 4]
