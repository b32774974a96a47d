"""What a list of sources gives to a build: the articles of its files, and those fetched into the cache."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from config.settings import IndexSettings
from index.article import article_id
from index.parsers import Item, KeepSource, LazyItem, ParsedArticle, Retraction, Skipped
from index.parsers.fingerprints import Fingerprints
from index.parsers.items import UnreadError, UnusableError, unusable_item
from index.parsers.metadata import ArticleMetadata, make_article
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.sources.local import Given, read_files
from index.sources.page_cache import CachedPage, PageCache
from index.sources.source_list import Files, Pages, Source, Web


def collect(
    sources: Collection[Source],
    cache: PageCache,
    settings: IndexSettings,
    sandbox: Sandbox,
    unchanged: Collection[str] = (),
    progress: Progress | None = None,
) -> Iterator[Item]:
    """Give the articles of sources, one source after the other.

    unchanged: locations of sources that needn't be read, as nothing in them has changed.
    progress: hears, before the first is given, how many there are.
    Returns: the articles, what can't be used, and what stays: a source that fails keeps its articles.
    """
    progress = progress or Progress()
    read = [source for source in sources if source.location not in unchanged]
    progress.reading(sum(cache.count(source.location)[1] for source in read if not isinstance(source, Files)))
    files = {
        source: _from_files(source, settings, sandbox, progress)
        for source in read
        if isinstance(source, Files)
    }
    for source in sources:
        if source.location in unchanged:
            yield KeepSource(source.location)
        elif isinstance(source, Files):
            yield from files[source]
        else:
            yield from _from_cache(source, cache)


def _from_files(
    source: Files, settings: IndexSettings, sandbox: Sandbox, progress: Progress
) -> Iterable[Item]:
    location = source.location
    try:
        items = read_files(source, settings.max_article_bytes, sandbox, progress)
    except UnreadError as error:
        progress.reading(1)
        items = iter([unusable_item(location, error)])
    return _with_what_stays(items, location)


def _with_what_stays(items: Iterable[Given], location: str) -> Iterator[Item]:
    for item in items:
        if not isinstance(item, Skipped):
            yield replace(item, source=location)
        elif not item.is_unread:
            yield item
        else:
            # Whatever articles it has, they aren't gone.
            yield replace(item, reason=f"{item.reason}; {_stay(item.where == location)}")
            yield KeepSource(location)


def _stay(is_all: bool) -> str:
    return "its articles stay" if is_all else "until it can be read, or is gone, no article leaves its source"


def _from_cache(source: Web, cache: PageCache) -> Iterator[Item]:
    location = source.location
    state = cache.source(location)
    if state.problem:
        yield Skipped(location, f"{state.problem}; its articles stay")
    if state.remark:
        yield Skipped(location, state.remark)
    expired = _expired(source, cache)
    for url in cache.pages_of(location):
        if url not in expired and (page := cache.page(url)):
            yield from _from_page(page, source)


def _expired(source: Web, cache: PageCache) -> set[str]:
    """Find the addresses of the articles that a source's list entry doesn't keep any longer."""
    if isinstance(source, Pages) or (source.keep_days is None and source.keep_most is None):
        return set()
    moments = cache.moments(source.location)
    newest_first = sorted(moments, key=lambda url: (moments[url], url), reverse=True)
    expired = set(newest_first[source.keep_most :]) if source.keep_most else set()
    if source.keep_days is not None:
        first = (datetime.now(UTC) - timedelta(days=source.keep_days)).date().isoformat()
        expired |= {url for url, (appeared, _) in moments.items() if appeared[:10] < first}
    return expired


def _from_page(page: CachedPage, source: Web) -> Iterator[Item]:
    if page.gone:
        yield Retraction(page.url, article_id(page.metadata.url or page.url), page.problem or "it is gone")
        return
    if page.problem:
        kept = "; what is known of it stays" if page.text is not None else ""
        yield Skipped(page.url, page.problem + kept)
    if page.text is None:
        return
    metadata = page.metadata.over(ArticleMetadata(url=page.url, language=source.language))
    # Pages and feeds may call themselves what they like: who lists them knows better.
    if source.outlet:
        metadata = replace(metadata, outlet=source.outlet, is_outlet_given=True)
    fingerprint = Fingerprints(page.url, metadata).of(page.text.encode(errors="surrogatepass"))
    make = partial(_make, page.url, page.text, metadata)
    yield LazyItem(page.url, fingerprint, make, source.location, size=len(page.text))


def _make(url: str, text: str, metadata: ArticleMetadata) -> ParsedArticle | Skipped:
    try:
        article = make_article(text, metadata, url)
        return ParsedArticle(url, replace(article, listed_url=url if url != article.url else None))
    except UnusableError as error:
        return Skipped(url, str(error))
