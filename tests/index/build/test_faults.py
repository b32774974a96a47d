"""Each call of a build, or of fetching, that can fail fails once: what is live answers, and it is told."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import pytest

from config.errors import ClippingsError
from config.settings import FetchSettings, IndexSettings
from index.build.build import build
from index.fetch import Fetcher
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.snapshot.lexical import LexicalWriter
from index.snapshot.snapshot import SNAPSHOTS, live_folder, open_live
from index.snapshot.verify import check_snapshot
from index.sources.crawler import Crawler
from index.sources.page_cache import FETCHED, PageCache
from index.sources.source_list import Feed
from tests.index.sample_articles import article, found
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import web_server_in_thread
from tests.web.stories import load_stories

FULL = OSError(errno.ENOSPC, "No space left on device", "somewhere")
# Where each call stands, and what it raises, as the system, SQLite, faiss and tantivy do for a full disk.
CALLS: list[tuple[Any, str, Exception]] = [
    (os, "fsync", FULL),
    (os, "link", OSError(errno.EMLINK, "Too many links")),
    (Path, "rename", FULL),
    (Path, "replace", FULL),
    (Path, "mkdir", FULL),
    (Path, "write_text", FULL),
    (shutil, "copyfile", FULL),
    (sqlite3, "connect", sqlite3.OperationalError("unable to open database file")),
    (faiss, "write_index", RuntimeError("Error in faiss: No space left on device")),
    (LexicalWriter, "add", OSError(errno.ENOSPC, "No space left on device", "words")),
    (LexicalWriter, "finish", OSError(errno.EIO, "the words can't be written", "words")),
]
# What SQLite says for a full disk, a broken one, and another process.
CACHE_ERRORS = ("database or disk is full", "disk I/O error", "database is locked")
FETCH = FetchSettings(delay_seconds=0, timeout_seconds=5, allowed_hosts=("127.0.0.1", "localhost"))
# Of a call that is made often, so many are made to fail.
MOST = 8


class Failing:
    """Stands in place of a call, and fails at one of them; -1: at none."""

    def __init__(self, real: Callable[..., Any], error: Exception, at: int) -> None:
        self.real, self.error, self.at, self.calls = real, error, at, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call, or fail."""
        self.calls += 1
        if self.calls - 1 == self.at:
            raise self.error
        return self.real(*arguments, **named)

    def __get__(self, instance: object, owner: type) -> Callable[..., Any]:
        """Be a method where it stands in place of one."""
        return lambda *arguments, **named: self(instance, *arguments, **named)


class FailingDatabase(sqlite3.Connection):
    """A connection of which one statement, or commit, fails: that which is next when ``left`` is 0.

    error: what it raises.
    """

    left = -1
    error = ""

    def __exit__(self, *raised: Any) -> Any:
        """Commit, or fail at it, which takes back what was changed."""
        try:
            self._count()
        except sqlite3.Error as error:
            super().__exit__(type(error), error, None)
            raise
        return super().__exit__(*raised)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Execute, or fail."""
        self._count()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """Execute, or fail."""
        self._count()
        return super().executemany(*arguments)

    def executescript(self, *arguments: Any) -> sqlite3.Cursor:
        """Execute, or fail."""
        self._count()
        return super().executescript(*arguments)

    @staticmethod
    def _count() -> None:
        FailingDatabase.left -= 1
        if FailingDatabase.left == -1:
            raise sqlite3.OperationalError(FailingDatabase.error)


@contextmanager
def failing_cache() -> Iterator[None]:
    """Let connections to the page cache be such as fail."""
    connect = sqlite3.connect

    def connect_failing(path: Any, *arguments: Any, **named: Any) -> sqlite3.Connection:
        if Path(path).name == FETCHED:
            named["factory"] = FailingDatabase
        opened: sqlite3.Connection = connect(path, *arguments, **named)
        return opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect_failing)
        FailingDatabase.left = -1
        yield


def run(
    data: Path, place: Any, name: str, error: Exception, at: int, articles: range
) -> tuple[Failing, Exception | None]:
    """Build while a call fails; returns how often it was made, and what the build raised."""
    failing = Failing(getattr(place, name), error, at)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, failing)
        try:
            build(found(*map(article, articles)), data, IndexSettings())
        except Exception as raised:
            return failing, raised
    return failing, None


@pytest.mark.parametrize(("place", "name", "error"), CALLS, ids=[name for _, name, _ in CALLS])
def test_each_call_fails_once(data: Path, tmp_path: Path, place: Any, name: str, error: Exception) -> None:
    build(found(*map(article, range(4))), data, IndexSettings())
    clean = tmp_path / "clean"
    shutil.copytree(data, clean)
    calls = run(clean, place, name, error, -1, range(1, 6))[0].calls
    assert calls > 0, "or it isn't tried at all"
    for at in range(min(calls, MOST)):
        folder = tmp_path / f"{name}-{at}"
        shutil.copytree(data, folder)
        before = live_folder(folder).name
        _, raised = run(folder, place, name, error, at, range(1, 6))
        assert raised is None or isinstance(raised, ClippingsError), f"call {at}: {raised!r}"
        assert raised is None or "\n" not in str(raised)
        with open_live(folder) as snapshot:
            assert list(check_snapshot(snapshot)) == [], f"call {at}"
            assert raised is None or snapshot.name >= before
        assert not list((folder / SNAPSHOTS).glob(".*")), "nothing is left behind"
        assert build(found(*map(article, range(1, 6))), folder, IndexSettings()).articles == 5, f"call {at}"


def fetch(data: Path, feed: Feed, sandbox: Sandbox) -> Exception | None:
    """Fetch a feed into the cache; returns what that raised."""

    async def refresh(cache: PageCache) -> None:
        async with Fetcher(FETCH) as fetcher:
            await Crawler(cache, fetcher, sandbox, Progress()).refresh([feed])

    try:
        with PageCache(data) as cache:
            asyncio.run(refresh(cache))
    except Exception as raised:
        return raised
    return None


def test_each_statement_of_the_cache_fails_once(data: Path, sandbox: Sandbox) -> None:
    stories = load_stories()[:2]
    live = live_folder(data).name
    with web_server_in_thread() as server, failing_cache():
        for story in stories:
            server.put(story.path, news_page(story, server.url(story.path), "The Example Times"))
        server.put("/feed", rss("Feed", [(server.url(story.path), story) for story in stories]), RSS)
        feed = Feed(feed=server.url("/feed"))
        failed = at = 0
        while True:
            for file in data.glob(f"{FETCHED}*"):
                file.unlink()
            FailingDatabase.left, FailingDatabase.error = at, CACHE_ERRORS[at % len(CACHE_ERRORS)]
            raised = fetch(data, feed, sandbox)
            failed += raised is not None
            assert raised is None or isinstance(raised, ClippingsError), f"statement {at}: {raised!r}"
            assert raised is None or "\n" not in str(raised)
            if FailingDatabase.left >= 0:
                break
            assert live_folder(data).name == live
            with PageCache(data) as cache:
                kept = {url: cache.page(url) for url in cache.pages_of(feed.feed)}
            assert fetch(data, feed, sandbox) is None, f"after statement {at}"
            with PageCache(data) as cache:
                texts = {url: page.text for url in cache.pages_of(feed.feed) if (page := cache.page(url))}
            assert len(texts) == len(stories) and all(texts.values()), f"after statement {at}"
            assert all(page is None or texts[url] == page.text for url, page in kept.items())
            at += 1
    assert at == failed > 20, "each was tried, and each was told"
    with open_live(data) as snapshot:
        assert list(check_snapshot(snapshot)) == []
