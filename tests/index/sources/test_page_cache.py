"""What is fetched lies in a file that outlives this version: it is read, and written, as it always was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from config.errors import ClippingsError
from index.article import Published
from index.parsers.lists.feed import FeedEntry
from index.parsers.metadata import ArticleMetadata
from index.sources.page_cache import FETCHED, CachedPage, PageCache, SourceState

FEED = "https://example.org/feed"
PAGE = "https://example.org/a"
METADATA = ArticleMetadata(
    "A bridge opens",
    PAGE,
    "Example Wire",
    ("Ann Lee", "Jon Gray"),
    Published("2025-08-19T06:30:00Z"),
    "en",
    Published("2025-08"),
)
STATE = SourceState(FEED, '"v1"', "Tue, 19 Aug 2025 06:30:00 GMT", 1000.0, 900.0, 1, 5000.0, "it fails", "no")
ENTRY = FeedEntry(PAGE, METADATA, "The bridge is open.", is_full=True, guid="a-1")
CACHED = CachedPage(PAGE, "The bridge is open.", METADATA, '"p1"', None, 800.0, 1000.0, 6000.0, 2, "slow")

STORED_METADATA = (
    '{"title":"A bridge opens","url":"https://example.org/a","outlet":"Example Wire",'
    '"authors":["Ann Lee","Jon Gray"],"published":{"iso":"2025-08-19T06:30:00Z"},"language":"en",'
    '"modified":{"iso":"2025-08"}}'
)
STORED_ENTRY = (
    f'{{"url":"https://example.org/a","details":{STORED_METADATA},'
    '"text":"The bridge is open.","is_full":true,"guid":"a-1"}'
)
# As the first version of this format wrote it.
FIRST = """
CREATE TABLE source (
    location TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, checked REAL NOT NULL, succeeded REAL,
    failures INTEGER NOT NULL, due REAL NOT NULL, problem TEXT, remark TEXT
);
CREATE TABLE page (
    url TEXT PRIMARY KEY, text TEXT, details TEXT, etag TEXT, last_modified TEXT, fetched REAL,
    checked REAL NOT NULL, due REAL NOT NULL, failures INTEGER NOT NULL, problem TEXT, gone INTEGER NOT NULL
);
CREATE TABLE listed (source TEXT NOT NULL, url TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (source, url));
PRAGMA user_version = 1;
"""
ROWS: dict[str, tuple[object, ...]] = {
    "source": (FEED, '"v1"', "Tue, 19 Aug 2025 06:30:00 GMT", 1000.0, 900.0, 1, 5000.0, "it fails", "no"),
    "page": (PAGE, "The bridge is open.", STORED_METADATA, '"p1"', None, 800.0, 1000.0, 6000.0, 2, "slow", 0),
    "listed": (FEED, PAGE, STORED_ENTRY),
}


def test_a_file_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FETCHED) as db:
        db.executescript(FIRST)
        for table, row in ROWS.items():
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    db.close()
    with PageCache(tmp_path) as cache:
        assert cache.source(FEED) == STATE
        assert cache.page(PAGE) == CACHED
        assert cache.due(FEED, now=6000.0, rechecks=1) == ([], [ENTRY])
        cache.enlist(FEED, [ENTRY])
        assert cache.due(FEED, now=5999.0, rechecks=1) == ([], []), "the entry is as it was"


def test_what_is_written_is_as_it_always_was(tmp_path: Path) -> None:
    with PageCache(tmp_path) as cache:
        cache.keep_source(STATE)
        cache.enlist(FEED, [ENTRY])
        cache.keep_page(CACHED)
    with sqlite3.connect(tmp_path / FETCHED) as db:
        for table, row in ROWS.items():
            assert db.execute(f"SELECT * FROM {table}").fetchall() == [row]
    db.close()


def test_what_was_never_seen_is_due(tmp_path: Path) -> None:
    with PageCache(tmp_path) as cache:
        assert cache.source(FEED) == SourceState(FEED)
        assert cache.page(PAGE) is None
        cache.enlist(FEED, [ENTRY])
        assert cache.count(FEED) == (1, 0) and cache.due(FEED, now=0.0, rechecks=0) == ([ENTRY], [])


def test_a_file_of_a_later_version_isnt_touched(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FETCHED) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()
    with pytest.raises(ClippingsError, match="has format 2, this version knows 1"):
        PageCache(tmp_path)
