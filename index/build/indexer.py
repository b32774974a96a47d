"""Makes the index what the list of sources says: fetches what is new, then builds."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from config.settings import Settings
from index.build.build import BuildOptions, build
from index.build.report import BuildReport
from index.build.restore import restore_pages
from index.closing import Closing
from index.fetch import Fetcher
from index.parsers import Item
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.signals import stopped_by_signals
from index.snapshot.snapshot import SnapshotError, open_live
from index.sources.collect import collect
from index.sources.crawler import Crawler
from index.sources.page_cache import PageCache
from index.sources.source_list import Files, Source, Web


class StoppedError(Exception):
    """Someone pressed Ctrl-C: the pages under way are finished and kept, nothing is built."""


class Indexer(Closing):
    """Fetches into the cache of a data folder and builds its snapshots."""

    def __init__(self, settings: Settings, data: Path, progress: Progress | None = None) -> None:
        """Open what is needed; ``close`` closes it."""
        self._settings, self._data, self._progress = settings, data, progress or Progress()
        self.cache = PageCache(data)
        self.sandbox = Sandbox(settings.fetch)

    def close(self) -> None:
        """Close the cache, and end the processes that parse."""
        self.sandbox.close()
        self.cache.close()

    def crawler(self, fetcher: Fetcher) -> Crawler:
        """Return what fetches into the cache."""
        return Crawler(self.cache, fetcher, self.sandbox, self._progress)

    def fetch(self, sources: Sequence[Source]) -> None:
        """Fetch what is new of the sources that are on the web.

        Raises: StoppedError after Ctrl-C, once the pages under way are finished.
        """
        on_the_web = [source for source in sources if not isinstance(source, Files) and not source.paused]
        if on_the_web:
            asyncio.run(self._fetch(on_the_web))

    async def look(self, crawler: Crawler, source: Web) -> None:
        """Look at one source, see ``Crawler.look``.

        Where it never was looked at, the cache may be a new one: what is indexed of it is taken back before,
        so that nothing less takes its place.
        """
        state = await asyncio.to_thread(self.cache.source, source.location)
        if not state.checked:
            await asyncio.to_thread(restore_pages, self.cache, self._data, [source])
        await crawler.look(source)

    async def _fetch(self, sources: Sequence[Web]) -> None:
        await asyncio.to_thread(restore_pages, self.cache, self._data, sources)
        async with Fetcher(self._settings.fetch) as fetcher:
            crawler = self.crawler(fetcher)
            with stopped_by_signals(crawler.stop):
                await crawler.refresh(sources)
        if crawler.is_stopping:
            raise StoppedError

    def collect(self, sources: Sequence[Source], unchanged: Collection[str] = ()) -> Iterator[Item]:
        """Give what sources have for a build: their files, and what was fetched of them."""
        # Of what isn't read, the articles stay as they are.
        read = [source for source in sources if source.location not in unchanged]
        restore_pages(self.cache, self._data, read)
        return collect(sources, self.cache, self._settings.index, self.sandbox, unchanged, self._progress)

    def _takes_over(self, options: BuildOptions) -> bool:
        """Tell whether a build has the live snapshot to begin with."""
        if options.full:
            return False
        try:
            open_live(self._data).close()
        except SnapshotError:
            return False
        return True

    def build(
        self,
        sources: Sequence[Source],
        options: BuildOptions | None = None,
        *,
        unchanged: Collection[str] = (),
    ) -> BuildReport:
        """Build a snapshot of the sources' articles, see ``index.build.build.build``.

        unchanged: locations of sources that needn't be read again.
        """
        options = options or BuildOptions()
        resting = {source.location for source in sources if isinstance(source, Files) and source.paused}
        # With nothing to take over, what sources have now is all that there is of them.
        unchanged = {*unchanged, *resting} if self._takes_over(options) else set()
        return build(
            self.collect(sources, unchanged),
            self._data,
            self._settings.index,
            options,
            progress=self._progress,
            sandbox=self.sandbox,
        )
