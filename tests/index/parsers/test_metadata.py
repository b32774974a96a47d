"""What is known of articles besides their texts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.article import Published
from index.parsers.metadata import ArticleMetadata, clean_url, without_future

NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "iso", ["2026-05-07", "2026-05-07T00:00:01Z", "2026-06", "2027", "2062-05-04T10:00:00Z"]
)
def test_a_date_that_is_still_to_come_is_unknown(iso: str) -> None:
    date = Published(iso)
    found = without_future(ArticleMetadata(title="Mill", published=date, modified=date), NOW)
    assert found == ArticleMetadata(title="Mill")


@pytest.mark.parametrize(
    "iso", ["2026-05-06", "2026-05-06T12:00:00Z", "2026-05", "2026", "1850", "--12-24", ""]
)
def test_clocks_and_zones_may_be_a_little_wrong(iso: str) -> None:
    known = ArticleMetadata(published=Published(iso), modified=Published(iso))
    assert without_future(known, NOW) == known


@pytest.mark.parametrize(
    ("given", "url"),
    [
        (" https://example.org/a ", "https://example.org/a"),
        ("https://example.org/old mill", "https://example.org/old%20mill"),
        ("https://example.org/\u202ea", "https://example.org/%E2%80%AEa"),
        ("https://old mill.example/", None),
        ("https://mill\u202e.example/", None),
        ("https://example.org/a\nhttps://example.org/b", None),
        ("https://example.org/\ud800", None),
        ("ftp://example.org/a", None),
        (7, None),
    ],
)
def test_addresses(given: object, url: str | None) -> None:
    assert clean_url(given) == url
