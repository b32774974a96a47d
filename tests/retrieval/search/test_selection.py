"""Dates and outlets decide which articles count, and with them which passages."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Span
from retrieval.answer import Question, Reason
from retrieval.answerer import Answerer
from retrieval.question.time_range import TimeRange
from retrieval.search.selection import Selection, Selector

AUGUST = date(2025, 8, 1)


@pytest.fixture(scope="module")
def selector(answerer: Answerer) -> Selector:
    return Selector(answerer.snapshot)


def selected(answerer: Answerer, selection: Selection | Reason | None) -> set[str]:
    """The ids of the articles of a selection; it must hold their passages, and no others."""
    assert isinstance(selection, Selection) and selection.passage_mask is not None
    store = answerer.snapshot.store
    numbers = [number for number in store.numbers() if selection.has(number)]
    passages = {passage.id for number in numbers for passage in store.passages_of(number)}
    assert passages == {i for i in store.passage_ids().tolist() if selection.passage_mask[i]}
    return {article.id for article in store.articles(numbers).values()}


def published(answerer: Answerer, *, before: date = date.max, since: date = date.min) -> set[str]:
    store = answerer.snapshot.store
    articles = store.articles(store.numbers()).values()
    return {a.id for a in articles if (day := a.published.first_day) and since <= day < before}


def test_without_filters_everything_counts(selector: Selector) -> None:
    selection = selector.select(Question("How long was the call?"))
    assert isinstance(selection, Selection)
    assert selection.all and selection.has(1) and selection.article_numbers is None


def test_dates_filter(answerer: Answerer, selector: Selector) -> None:
    since, until = published(answerer, since=AUGUST), published(answerer, before=AUGUST)
    assert since and until
    assert selected(answerer, selector.select(Question("", since=AUGUST))) == since
    assert selected(answerer, selector.select(Question("", until=AUGUST))) == until
    assert selected(answerer, selector.select(Question("", as_of=AUGUST))) == until


def test_outlets_filter_whatever_their_case(answerer: Answerer, selector: Selector) -> None:
    first, second = (row.outlet or "" for row in answerer.snapshot.store.outlets()[:2])
    one = selected(answerer, selector.select(Question("", outlet=first.upper())))
    both = selected(answerer, selector.select(Question("", outlets=(first.lower(), second))))
    assert one < both
    assert both - one == selected(answerer, selector.select(Question("", outlet=second)))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (Question("", outlet="Nobody's Paper", since=AUGUST), Reason.UNKNOWN_OUTLET),
        (Question("", since=date(2031, 1, 1)), Reason.NO_ARTICLES),
        (Question("", outlets=("Nobody's Paper",)), Reason.NO_ARTICLES),
    ],
)
def test_where_nothing_counts_it_says_why(selector: Selector, question: Question, reason: Reason) -> None:
    assert selector.select(question) is reason


def test_a_time_named_takes_articles_of_the_week_after_as_well(
    answerer: Answerer, selector: Selector
) -> None:
    named = TimeRange(date(2025, 8, 6), date(2025, 8, 9), Span(0, 1))
    within = published(answerer, since=date(2025, 8, 6), before=date(2025, 8, 17))
    assert within
    assert selected(answerer, selector.select_in_time_range(Question(""), named)) == within


@pytest.mark.parametrize(
    "named",
    [
        TimeRange(date(1999, 1, 1), date(1999, 1, 2), Span(0, 1)),
        TimeRange(date(1999, 1, 1), None, Span(0, 1)),
    ],
    ids=["none", "all"],
)
def test_a_time_that_tells_nothing_apart_selects_nothing(selector: Selector, named: TimeRange) -> None:
    assert selector.select_in_time_range(Question(""), named) is None


def test_passages_know_their_articles(answerer: Answerer, selector: Selector) -> None:
    store = answerer.snapshot.store
    ids = store.passage_ids().tolist()[::-1]
    stored = store.passages(ids)
    assert selector.articles_of(ids) == [stored[i].article_number for i in ids]
    articles = store.articles(store.numbers())
    days = [articles[stored[i].article_number].published.first_day for i in ids]
    assert selector.days_of(ids).tolist() == [day.toordinal() for day in days if day]
