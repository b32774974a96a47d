"""What a list of sources gives to a build: the articles of its files, and those fetched into the cache."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from config.settings import IndexSettings
from index.article import article_id
from index.parsers import Item, KeepSource, LazyItem, ParsedArticle, Retraction, Skipped
from index.parsers.fingerprints import Fingerprints
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata, make_article
from index.sandbox.sandbox import Sandbox
from index.sources.local import read_files
from index.sources.page_cache import CachedPage, PageCache
from index.sources.source_list import Files, Source, SourceError, Web


def collect(
    sources: Iterable[Source],
    cache: PageCache,
    settings: IndexSettings,
    sandbox: Sandbox,
    unchanged: Collection[str] = (),
) -> Iterator[Item]:
    """Give the articles of sources, one source after the other.

    unchanged: locations of sources that needn't be read, as nothing in them has changed.
    Returns: the articles, what can't be used, and what stays: a source that fails keeps its articles.
    """
    for source in sources:
        if source.location in unchanged:
            yield KeepSource(source.location)
        elif isinstance(source, Files):
            yield from _from_files(source, settings, sandbox)
        else:
            yield from _from_cache(source, cache)


def _from_files(source: Files, settings: IndexSettings, sandbox: Sandbox) -> Iterator[Item]:
    location = source.location
    try:
        for item in read_files(source, settings.max_article_bytes, sandbox):
            yield item if isinstance(item, Skipped) else replace(item, source=location)
    except SourceError as error:
        yield Skipped(location, f"{error} Its articles stay.")
        yield KeepSource(location)


def _from_cache(source: Web, cache: PageCache) -> Iterator[Item]:
    location = source.location
    state = cache.source(location)
    if state.problem:
        yield Skipped(location, f"{state.problem}; its articles stay")
    if state.remark:
        yield Skipped(location, state.remark)
    for url in cache.pages_of(location):
        if page := cache.page(url):
            yield from _from_page(page, source)


def _from_page(page: CachedPage, source: Web) -> Iterator[Item]:
    if page.gone:
        yield Retraction(page.url, article_id(page.metadata.url or page.url), page.problem or "it is gone")
        return
    if page.problem:
        kept = "; what is known of it stays" if page.text is not None else ""
        yield Skipped(page.url, page.problem + kept)
    if page.text is None:
        return
    metadata = page.metadata.over(
        ArticleMetadata(url=page.url, outlet=source.outlet, language=source.language)
    )
    fingerprint = Fingerprints(page.url, metadata).of(page.text.encode(errors="surrogatepass"))
    yield LazyItem(page.url, fingerprint, partial(_make, page.url, page.text, metadata), source.location)


def _make(url: str, text: str, metadata: ArticleMetadata) -> ParsedArticle | Skipped:
    try:
        return ParsedArticle(url, make_article(text, metadata, url))
    except UnusableError as error:
        return Skipped(url, str(error))
