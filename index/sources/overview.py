"""How each source on the web is: what a maintainer looks at in the morning."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.sources.page_cache import FETCHED, PageCache
from index.sources.source_list import Files, Source, Web


@dataclass(frozen=True)
class SourceOverview:
    """How a source on the web is; moments are in UTC, None where it wasn't so yet.

    articles: that were fetched of it, and stay. new_today: of these, how many came since midnight UTC.
    succeeded: when it last could be read. due: when it is looked at next.
    failures: how often in a row it couldn't be read since; problem: why. failing_pages: of its pages.
    paused: is it not looked at for now?
    """

    location: str
    articles: int
    new_today: int
    succeeded: datetime | None
    due: datetime | None
    failures: int
    problem: str | None
    failing_pages: int
    paused: bool = False


def overview(sources: Iterable[Source], data: Path) -> list[SourceOverview]:
    """Tell how the sources on the web are, by what was found when they were looked at last.

    data: the folder that holds what was fetched; nothing is asked of anybody, and nothing is made there.
    Returns: one for each, in their order; none where nothing was fetched yet.
    Raises: ClippingsError where what was fetched can't be read.
    """
    on_the_web = [source for source in sources if not isinstance(source, Files)]
    if not on_the_web or not (data / FETCHED).exists():
        return []
    with PageCache(data) as cache:
        return [_look_up(source, cache) for source in on_the_web]


def _look_up(source: Web, cache: PageCache) -> SourceOverview:
    location = source.location
    state = cache.source(location)
    midnight = time.time() // 86_400 * 86_400
    articles, new, failing = cache.tally(location, midnight)
    return SourceOverview(
        location,
        articles,
        new,
        _moment(state.succeeded),
        _moment(state.due or None),
        state.failures,
        state.problem,
        failing,
        source.paused,
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
