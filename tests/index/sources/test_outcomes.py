"""When a page or a source is asked for again, and what stays of it meanwhile."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest

from index.article import Published
from index.fetch import FetchError
from index.parsers.items import UnusableError
from index.parsers.lists.feed import FeedEntry
from index.parsers.metadata import ArticleMetadata
from index.sources.outcomes import (
    check_same_place,
    is_due,
    join_metadata,
    unchanged_page,
    unreadable_page,
    unreadable_source,
    with_article,
)
from index.sources.page_cache import CachedPage, SourceState

NOW, HOUR, DAY = 1_000_000.0, 3600.0, 24 * 3600.0
URL = "https://example.org/a"
METADATA = ArticleMetadata("A bridge opens", URL)
PAGE = CachedPage(URL, "The bridge is open.", METADATA, fetched=NOW - 2 * DAY, checked=NOW - HOUR)
ENTRY = FeedEntry(URL, ArticleMetadata("Bridge"), "word " * 25, is_full=False)
BROKEN = UnusableError("it is no page")


def test_an_article_that_is_new_is_due_after_its_interval() -> None:
    page = with_article(PAGE, "The bridge is closed.", METADATA, NOW, HOUR)
    assert page == CachedPage(
        URL, "The bridge is closed.", METADATA, fetched=NOW, checked=NOW, due=NOW + HOUR
    )


@pytest.mark.parametrize(
    ("age", "pause"), [(0.0, HOUR), (HOUR / 2, HOUR), (2 * DAY, 2 * DAY), (99 * DAY, 30 * DAY)]
)
def test_an_article_that_stays_the_same_is_due_ever_later(age: float, pause: float) -> None:
    page = replace(PAGE, fetched=NOW - age, failures=3, problem="slow")
    same = with_article(page, "The bridge is open.", METADATA, NOW, HOUR)
    assert same == unchanged_page(page, NOW, HOUR)
    assert (same.due, same.fetched, same.failures, same.problem) == (NOW + pause, NOW - age, 0, None)


@pytest.mark.parametrize(
    ("failures", "pause"), [(0, HOUR), (1, 2 * HOUR), (4, 16 * HOUR), (5, DAY), (99, DAY)]
)
def test_what_fails_is_asked_again_ever_later(failures: int, pause: float) -> None:
    page = unreadable_page(replace(PAGE, failures=failures), ENTRY, NOW, HOUR, BROKEN)
    assert (page.due, page.failures, page.problem) == (NOW + pause, failures + 1, "it is no page")
    assert (page.text, page.metadata, page.gone) == (PAGE.text, METADATA, False), "what was read stays"
    source = unreadable_source(SourceState("feed", failures=failures), NOW, HOUR, BROKEN)
    assert (source.due, source.failures, source.checked) == (NOW + pause, failures + 1, NOW)


def test_a_source_is_left_alone_for_as_long_as_it_asks() -> None:
    error = FetchError("it answers 429", status=429, retry_after=3 * DAY)
    assert unreadable_source(SourceState("feed"), NOW, HOUR, error).due == NOW + 3 * DAY


def test_of_a_page_that_is_gone_only_its_address_stays() -> None:
    page = unreadable_page(PAGE, ENTRY, NOW, HOUR, FetchError("it is gone", status=410))
    assert (page.gone, page.text, page.metadata) == (True, None, ArticleMetadata(url=URL))


@pytest.mark.parametrize(("words", "is_taken"), [(24, False), (25, True)])
def test_a_page_that_never_came_is_known_by_its_summary_if_that_is_long(words: int, is_taken: bool) -> None:
    entry = replace(ENTRY, text="word " * words)
    page = unreadable_page(CachedPage(URL), entry, NOW, HOUR, BROKEN)
    beginning = replace(entry.metadata, is_beginning=True)
    assert (page.text == entry.text, page.metadata == beginning) == (is_taken, is_taken)
    assert page.problem == "it is no page"


@pytest.mark.parametrize(
    ("read", "listed", "joined"),
    [
        ("", "2025-03-10", "2025-03-10"),
        ("2025-03-10", "2025-03-11", "2025-03-10"),
        ("2025-03-10", "2025-03-11T08:00:00Z", "2025-03-11T08:00:00Z"),
        ("2025-03-10T07:00:00Z", "2025-03-11T08:00:00Z", "2025-03-10T07:00:00Z"),
    ],
)
def test_a_page_is_believed_more_and_an_exact_time_more_still(read: str, listed: str, joined: str) -> None:
    page = ArticleMetadata("A bridge opens", published=Published(read))
    entry = ArticleMetadata("Bridge", outlet="EW", published=Published(listed), modified=Published("2026"))
    both = join_metadata(page, entry)
    assert both == ArticleMetadata("A bridge opens", outlet="EW", published=Published(joined))


@pytest.mark.parametrize(
    ("asked", "answered", "is_same"),
    [
        ("https://a.example/news/bridge-opens", "https://a.example/", False),
        ("https://a.example/news/bridge-opens", "https://b.example", False),
        ("https://a.example/news/bridge-opens", "https://a.example/news", False),
        ("https://a.example/news/bridge-opens", "https://a.example/news/", False),
        ("https://a.example/news/bridge-opens", "https://a.example/news/bridge-opens/", True),
        ("https://a.example/news/bridge-opens/amp", "https://a.example/news/bridge-opens", True),
        ("https://a.example/story/1234/bridge-opens", "https://a.example/story/1234", True),
        ("https://a.example/?p=12", "https://a.example/2025/bridge-opens", True),
        ("https://a.example/old", "https://a.example/?p=12", True),
        ("https://a.example/", "https://a.example/", True),
    ],
)
def test_where_an_address_leads_that_was_an_articles(asked: str, answered: str, is_same: bool) -> None:
    with nullcontext() if is_same else pytest.raises(UnusableError):
        check_same_place(asked, answered)


@pytest.mark.parametrize(
    ("state", "now", "due"),
    [
        (SourceState("s", checked=1000, due=1900), 1800, False),
        (SourceState("s", checked=1000, due=1900), 1900, True),
        (SourceState("s", checked=1000, due=9000), 1900, True),  # its interval was longer then
        (SourceState("s", checked=5000, due=5900), 1000, True),  # the clock was put back
        (SourceState("s", checked=1000, failures=3, due=4600), 1900, False),
        (SourceState("s", checked=1000, failures=3, due=4600), 4600, True),
        (SourceState("s", checked=9e9, failures=3, due=9e9), 1000, True),
    ],
)
def test_when_a_source_is_due(state: SourceState, now: float, due: bool) -> None:
    assert is_due(state, 900, now) == due
