"""Takes articles back from the live snapshot that the cache of fetched pages has lost."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from index.article import Article, article_id
from index.parsers.metadata import ArticleMetadata
from index.parsers.urls import canonical_url
from index.snapshot.snapshot import SnapshotError, live_folder
from index.snapshot.store import STORE, StoreReader
from index.sources.page_cache import CachedPage, PageCache
from index.sources.source_list import Files, Pages, Source, Web

_LOG = logging.getLogger(__name__)


def restore_pages(cache: PageCache, data: Path, sources: Iterable[Source]) -> None:
    """Make the cache know every article that the live snapshot has of sources on the web.

    The two agree but for a cache that was lost, or is an older copy. What is taken back is fetched anew when
    it is its turn, and stays where that fails.

    data: the folder that holds ``CURRENT``. A live snapshot that can't be read restores nothing.
    """
    on_the_web = [source for source in sources if not isinstance(source, Files)]
    try:
        path = live_folder(data) / STORE
        if on_the_web and path.is_file():
            with StoreReader(path) as store:
                for source in on_the_web:
                    _restore(cache, store, source)
    except (SnapshotError, sqlite3.Error) as error:
        _LOG.info("Nothing can be taken back from the live snapshot: %s", error)


def _restore(cache: PageCache, store: StoreReader, source: Web) -> None:
    numbers = store.numbers_of(source.location)
    known = {article_id(url) for url in cache.addresses(source.location)}
    lost = [number for one, number in numbers.items() if one not in known]
    if not lost:
        return
    # A page that a list of pages names no longer was taken off it by somebody.
    named = set(map(canonical_url, source.pages)) if isinstance(source, Pages) else None
    articles = (article for _, article in store.each_vouched(lost))
    cache.restore(source.location, _pages(articles, named))


def _pages(articles: Iterable[Article], named: Collection[str] | None) -> Iterator[CachedPage]:
    """Make the pages of articles again, due at once; named: the addresses that count, if not all do."""
    now = time.time()
    for article in articles:
        listed = article.listed_url or article.url
        if listed and (named is None or listed in named):
            metadata = ArticleMetadata(
                article.title,
                article.url,
                article.outlet,
                article.authors,
                article.published,
                article.language,
                article.modified,
                article.is_beginning,
            )
            yield CachedPage(listed, article.text, metadata, fetched=now)
