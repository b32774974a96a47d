"""Articles that tell of one event are one story, however the index came to hold them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import stories
from index.build.stories import LIMITS, Dated, Limits, Numbers, Openings, find_stories, opening_of

NOTHING: Numbers = np.empty(0, np.int64)
EVENTS = np.random.default_rng(5).normal(size=(4, 12)).astype(np.float32)


@dataclass(frozen=True)
class Report:
    """An article: its number in the index, its id, its day, and its opening."""

    number: int
    id: str
    day: int
    opening: Openings


def report(number: int, day: int, event: int, own: float = 0.0) -> Report:
    """Make a report of an event; own: how much of it is like no other."""
    away = np.random.default_rng(number).normal(size=(1, EVENTS.shape[1])).astype(np.float32)
    return Report(number, f"{number:04x}", day, opening_of(EVENTS[event] + own * away))


def dated(reports: list[Report], fetched: list[int] | None = None) -> Dated:
    """Lay reports out as a build does; fetched: where to note the numbers whose openings are fetched."""
    ordered = sorted(reports, key=lambda one: (one.day, one.id))
    by_number = {one.number: one.opening for one in reports}

    def openings_of(numbers: Numbers) -> Openings:
        if fetched is not None:
            fetched.extend(numbers.tolist())
        return np.array([by_number[number] for number in numbers.tolist()], np.int8).reshape(-1, 12)

    columns = ((one.number, one.day) for one in ordered)
    numbers, days = np.array(list(columns), np.int64).reshape(-1, 2).T
    return Dated(numbers, days, openings_of)


def story_of(reports: list[Report]) -> dict[int, int]:
    """Sort reports into stories, all at once."""
    articles = dated(reports)
    found = find_stories(articles, np.zeros(len(reports), np.int64), NOTHING)
    return dict(zip(articles.numbers.tolist(), found.tolist(), strict=True))


def grown(
    reports: list[Report], earlier: list[Report], known: dict[int, int], fetched: list[int] | None = None
) -> dict[int, int]:
    """Sort reports into stories, where the stories of earlier ones are known."""
    articles = dated(reports, fetched)
    before = np.array([known.get(number, 0) for number in articles.numbers.tolist()], np.int64)
    there = set(articles.numbers.tolist())
    left = np.array([one.day for one in earlier if one.number not in there], np.int64)
    found = find_stories(articles, before, left)
    return dict(zip(articles.numbers.tolist(), found.tolist(), strict=True))


def test_reports_of_one_event_are_one_story_and_those_of_another_arent() -> None:
    reports = [report(7, 100, 0, 0.2), report(3, 101, 0, 0.2), report(9, 101, 1), report(4, 103, 1, 0.2)]
    assert story_of(reports) == {7: 7, 3: 7, 9: 9, 4: 9}


def test_what_comes_long_after_is_another_story() -> None:
    first, reach = report(1, 100, 0), LIMITS.reach
    assert story_of([first, report(2, 100 + reach, 0)]) == {1: 1, 2: 1}
    assert story_of([first, report(2, 101 + reach, 0)]) == {1: 1, 2: 2}


def test_a_story_that_runs_on_is_told_as_several() -> None:
    found = story_of([report(number, 100 + number, 0) for number in range(1, 30)])
    lasted = [[number for number, story in found.items() if story == one] for one in set(found.values())]
    assert max(max(days) - min(days) for days in lasted) == LIMITS.longest
    assert len(lasted) == 3


def test_the_further_apart_the_more_alike_they_have_to_be() -> None:
    one = report(1, 100, 0)
    two = next(
        other
        for number in range(2, 999)
        if LIMITS.alike < cosine(one, other := report(number, 100, 0, 0.9)) < LIMITS.alike + 0.04
    )
    assert story_of([one, two]) == {1: 1, two.number: 1}
    assert story_of([one, Report(two.number, two.id, 103, two.opening)]) == {1: 1, two.number: two.number}


def test_a_story_doesnt_grow_by_what_is_like_its_latest_step_alone() -> None:
    """The last is as alike to the one before it as the others are to each other, and unlike the first two."""
    first, second = EVENTS[:2] / np.linalg.norm(EVENTS[:2], axis=1, keepdims=True)
    across = second - (second @ first) * first
    across /= np.linalg.norm(across)
    turned = np.radians([0, 10, 45, 100])
    openings = [opening_of(np.array([np.cos(by) * first + np.sin(by) * across])) for by in turned]
    reports = [Report(n, str(n), 100, opening) for n, opening in enumerate(openings, start=1)]
    assert cosine(reports[2], reports[3]) > LIMITS.alike
    assert story_of(reports) == {1: 1, 2: 1, 3: 1, 4: 4}
    assert story_of(reports[2:]) == {3: 3, 4: 3}


def test_between_stories_that_are_as_alike_the_earlier_one_is_joined_whatever_their_numbers() -> None:
    one, other = np.array([1, 0.2, 0, 0]), np.array([-1, 0.2, 0, 0])
    openings = {"a": one, "b": other, "c": np.array([0, 1, 0, 0])}
    with_numbers = [
        Report(number, name, 100, opening_of(openings[name][None].repeat(2, 0)))
        for number, name in ((9, "a"), (3, "b"), (7, "c"))
    ]
    limits = Limits(alike=0.1)
    padded = [replace(one, opening=np.pad(one.opening, (0, 8))) for one in with_numbers]
    articles = dated(padded)
    assert find_stories(articles, np.zeros(3, np.int64), NOTHING, limits).tolist() == [9, 3, 9]


def cosine(one: Report, other: Report) -> float:
    a, b = one.opening.astype(float), other.opening.astype(float)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_an_article_that_comes_late_joins_two_days_back_and_only_what_it_reaches_is_looked_at() -> None:
    earlier = [report(10 * day + event, day, event, 0.2) for day in range(100, 160) for event in (0, 1)]
    known = story_of(earlier)
    late = report(9999, 118, 0, 0.2)
    fetched: list[int] = []
    found = grown([*earlier, late], earlier, known, fetched)
    assert found == story_of([*earlier, late])
    assert found[9999] == known[1180] == found[1180]
    looked_at = {number // 10 for number in fetched if number != late.number}
    assert min(looked_at) == 118 - LIMITS.reach
    assert max(looked_at) <= 118 + LIMITS.reach + 1


def test_where_the_first_article_of_a_story_leaves_the_others_stay_together() -> None:
    reports = [report(number, 100 + number, 0, 0.2) for number in range(1, 9)]
    left = reports[1:]
    assert grown(left, reports, story_of(reports)) == dict.fromkeys(range(2, 9), 2) == story_of(left)


def test_of_very_many_articles_of_a_day_the_latest_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "_COMPARED", 3)
    monkeypatch.setattr(stories, "_AT_ONCE", 2)
    chance = random.Random(1)
    reports = [report(number, 100, chance.randrange(4), 0.2) for number in range(1, 40)]
    fetched: list[int] = []
    articles = dated(reports, fetched)
    find_stories(articles, np.zeros(len(reports), np.int64), NOTHING)
    assert sorted(fetched) == list(range(1, 40))
    for _ in range(20):
        some = chance.sample(reports, 30)
        assert grown(reports, some, story_of(some)) == story_of(reports)


def test_vectors_that_say_nothing_are_like_none() -> None:
    nothing = opening_of(np.zeros((2, 12), np.float32))
    blank = [Report(number, str(number), 100, nothing) for number in (1, 2)]
    assert story_of(blank) == {1: 1, 2: 2}
    assert story_of([]) == {}


@settings(deadline=None, max_examples=50)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_stories_that_grew_are_those_of_all_articles_at_once(chance: random.Random, builds: int) -> None:
    """In each build articles come, some with days long past, others leave, and some get other openings."""
    number, reports, known = 0, list[Report](), dict[int, int]()
    for _ in range(builds):
        earlier = reports
        reports = [one for one in earlier if chance.random() < 0.85]
        for _ in range(chance.randrange(12)):
            number += 1
            own = chance.choice([0.1, 0.5, 0.8, 1.2])
            reports.append(report(number, 100 + chance.randrange(40), chance.randrange(4), own))
        known = grown(reports, earlier, known)
        assert known == story_of(reports)


@settings(deadline=None, max_examples=50)
@given(st.randoms(use_true_random=False))
def test_a_story_is_as_long_and_as_close_as_its_limits_say(chance: random.Random) -> None:
    reports = [report(n, 100 + chance.randrange(40), chance.randrange(4), 0.6) for n in range(1, 50)]
    by_number = {one.number: one for one in reports}
    for number, story in story_of(reports).items():
        one, first = by_number[number], by_number[story]
        assert 0 <= one.day - first.day <= LIMITS.longest
        assert (first.day, first.id) <= (one.day, one.id)
