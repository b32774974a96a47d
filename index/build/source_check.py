"""Looks at each source without changing anything: whether it can be read, what it would change."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from index.build.indexer import Indexer
from index.fetch import Fetcher, FetchError
from index.parsers import KeepSource, ParsedArticle, Retraction, Skipped, read_all
from index.parsers.items import UnusableError
from index.snapshot.store import KnownArticle
from index.sources.crawler import Crawler
from index.sources.source_list import Files, Source, Web


@dataclass(frozen=True)
class SourceCheck:
    """How a source is.

    problem: why it can't be read now; None where it can. items: what it names now; None where it can't be
    read. indexed: articles of it in the live snapshot. succeeded: when it was last read, where that is
    known. new, changed, gone: what the next ``clippings index`` would do; of what isn't fetched yet it is
    only known that it is new. skipped: its pages and files that can't be used, each with the reason.
    """

    location: str
    problem: str | None
    items: int | None
    indexed: int
    succeeded: datetime | None
    new: int
    changed: int
    gone: int
    skipped: tuple[Skipped, ...] = ()


async def check_sources(
    sources: Sequence[Source], indexer: Indexer, fetcher: Fetcher, known: Mapping[str, KnownArticle]
) -> list[SourceCheck]:
    """Check sources side by side.

    known: the articles of the live snapshot by id; empty where there is none.
    Returns: one for each, in the same order.
    """
    crawler = indexer.crawler(fetcher)
    async with asyncio.TaskGroup() as tasks:
        checks = [tasks.create_task(_check(source, indexer, crawler, known)) for source in sources]
    return [check.result() for check in checks]


async def _check(
    source: Source, indexer: Indexer, crawler: Crawler, known: Mapping[str, KnownArticle]
) -> SourceCheck:
    check = await asyncio.to_thread(_compare, source, indexer, known)
    if isinstance(source, Files):
        return check
    state = await asyncio.to_thread(indexer.cache.source, source.location)
    succeeded = None if state.succeeded is None else datetime.fromtimestamp(state.succeeded, UTC)
    problem, items, new = await _reach(source, indexer, crawler)
    return replace(check, problem=problem, items=items, succeeded=succeeded, new=check.new + new)


async def _reach(source: Web, indexer: Indexer, crawler: Crawler) -> tuple[str | None, int | None, int]:
    """Tell why a source can't be read, how many pages it names, and how many were never fetched."""
    try:
        entries = await crawler.entries(source)
    except (FetchError, UnusableError) as error:
        return str(error), None, 0
    pages = await asyncio.to_thread(lambda: [indexer.cache.page(entry.url) for entry in entries])
    return None, len(entries), pages.count(None)


def _compare(source: Source, indexer: Indexer, known: Mapping[str, KnownArticle]) -> SourceCheck:
    """Work out what a build would do with what is at hand: the files, and what is in the cache."""
    given: dict[str, str] = {}
    retracted: set[str] = set()
    problem: str | None = None
    skipped: list[Skipped] = []
    is_kept = False
    for item in read_all(indexer.collect([source])):
        match item:
            case ParsedArticle(article=article):
                given.setdefault(article.id, article.content_hash)
            case Retraction(article_id=article_id):
                retracted.add(article_id)
            case KeepSource():
                is_kept = True
            case Skipped(where=where, reason=reason):
                problem = problem or reason
                if where != source.location:
                    skipped.append(item)
    mine = {article_id for article_id, article in known.items() if article.source == source.location}
    old = given.keys() & known.keys()
    return SourceCheck(
        source.location,
        # One bad item is no reason to call a source unreadable.
        None if given else problem,
        items=None if is_kept and not given else len(given),
        indexed=len(mine),
        succeeded=None,
        new=len(given) - len(old),
        changed=sum(given[article_id] != known[article_id].content_hash for article_id in old),
        gone=len(mine & retracted if is_kept else mine - given.keys()),
        skipped=tuple(skipped),
    )
