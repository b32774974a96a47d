"""Keeps the index as the list of sources says, for as long as it runs."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from config.errors import ClippingsError
from config.settings import Settings
from index.build.indexer import Indexer
from index.build.report import BuildReport
from index.fetch import Fetcher
from index.progress import Progress
from index.signals import stopped_by_signals
from index.sources.source_list import Files, Source, load_sources

# The list of sources and the files on this machine are looked at this often, in seconds.
_LOOK_SECONDS = 5.0

# A file's name, size and time of change: equal means unchanged.
_Stamp = tuple[str, int, int]


class Watch:
    """Looks at each source when it is due, and builds a snapshot when something came."""

    def __init__(
        self,
        file: Path,
        settings: Settings,
        data: Path,
        *,
        built: Callable[[BuildReport], None],
        failed: Callable[[str], None],
        progress: Progress,
    ) -> None:
        """Watch the sources of a list.

        file: the list; it is read again each time, so that sources can be added while this runs.
        built: hears of each build; failed: of what went wrong. Both are called on the event loop.
        """
        self._file, self._settings, self._data, self._progress = file, settings, data, progress
        self._built, self._failed = built, failed
        self._stopping = asyncio.Event()
        self._sources: list[Source] = []
        self._stamps: dict[str, frozenset[_Stamp]] = {}
        # When each source was looked at; locations in which something came that isn't built yet.
        self._looked: dict[str, float] = {}
        self._waiting: set[str] = set()
        self._said = ""

    async def run(self) -> None:
        """Watch until Ctrl-C, which finishes the pages under way.

        Raises: ClippingsError where another process watches this data folder.
        """
        self._data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._data / ".watch-lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise ClippingsError(
                f"Another `clippings watch` keeps {self._data} up to date already. Stop it first."
            ) from error
        try:
            with Indexer(self._settings, self._data, self._progress) as indexer:
                async with Fetcher(self._settings.fetch) as fetcher:
                    await self._watch(indexer, fetcher)
        finally:
            lock.release()

    async def _watch(self, indexer: Indexer, fetcher: Fetcher) -> None:
        crawler = indexer.crawler(fetcher)

        def stop() -> None:
            crawler.stop()
            self._stopping.set()

        with stopped_by_signals(stop):
            while not self._stopping.is_set():
                await self._read_list()
                due = [source for source in self._sources if await self._is_due(indexer, source)]
                for source in due:
                    self._looked[source.location] = time.time()
                self._waiting |= await crawler.refresh(s for s in due if not isinstance(s, Files))
                self._waiting |= await asyncio.to_thread(self._changed_files, due)
                if self._waiting and not self._stopping.is_set():
                    await self._build(indexer)
                await self._pause()

    async def _read_list(self) -> None:
        """Take over the list as it is now; while it is wrong, the one before holds."""
        try:
            sources = await asyncio.to_thread(load_sources, self._file)
        except ClippingsError as error:
            self._say(str(error))
            return
        if sources != self._sources:
            # Of a source that is new or gone, or says something else now, the index must hear.
            self._waiting |= {source.location for source in {*sources} ^ {*self._sources}}
            self._sources = sources

    async def _is_due(self, indexer: Indexer, source: Source) -> bool:
        if isinstance(source, Files):
            return time.time() >= self._looked.get(source.location, 0.0) + source.interval
        return (await asyncio.to_thread(indexer.cache.source, source.location)).due <= time.time()

    def _changed_files(self, due: list[Source]) -> set[str]:
        """Find the locations of sources on this machine whose files are other than before."""
        changed = set()
        for source in due:
            if isinstance(source, Files):
                stamps = frozenset(_stamps(source.path))
                if self._stamps.get(source.location) != stamps:
                    self._stamps[source.location] = stamps
                    changed.add(source.location)
        return changed

    async def _build(self, indexer: Indexer) -> None:
        unchanged = {source.location for source in self._sources} - self._waiting
        try:
            report = await asyncio.to_thread(indexer.build, self._sources, unchanged=unchanged)
        except ClippingsError as error:
            # What came waits for the next build; it is in the cache, or in its file.
            self._say(str(error))
            return
        self._waiting = set()
        self._said = ""
        self._built(report)

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _say(self, problem: str) -> None:
        """Tell what is wrong, once."""
        if problem != self._said:
            self._said = problem
            self._failed(problem)


def _stamps(path: Path) -> list[_Stamp]:
    """List name, size and time of change of a file, or of all files in a folder."""
    inside = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    found = []
    for place in [path] if path.is_file() else inside:
        try:
            status = place.stat()
        except OSError:
            continue
        found.append((str(place), status.st_size, status.st_mtime_ns))
    return found
