"""Keeps the index as the list of sources says, for as long as it runs."""

from __future__ import annotations

import asyncio
import logging
import math
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from config.errors import ClippingsError, first_error
from config.settings import Settings
from index.build.build import BuildOptions
from index.build.drops import OnManyDrops
from index.build.errors import NothingToIndexError
from index.build.indexer import Indexer
from index.build.report import BuildReport
from index.fetch import Fetcher
from index.progress import Progress
from index.signals import stopped_by_signals
from index.sources.crawler import Crawler
from index.sources.outcomes import is_due
from index.sources.page_cache import SourceState
from index.sources.source_list import Files, Source, load_sources

# The list of sources and the files on this machine are looked at this often, in seconds.
_LOOK_SECONDS = 5.0
# A source counts as taken off the list once the list has been without it for so long, in seconds: whoever
# edits it may have saved half of it, and what leaves the index is gone.
_OFF_SECONDS = 30.0
# While sources are being looked at, what came of them is built this often, in seconds.
_BUILD_SECONDS = 30.0

_LOG = logging.getLogger(__name__)

# A file's name, size, and when it and its rights were changed: equal means unchanged.
_Stamp = tuple[str, int, int, int]


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
        # When each source was looked at; those on the web that are being looked at, and those that fail.
        self._looked: dict[str, float] = {}
        self._looks: dict[str, asyncio.Task[None]] = {}
        self._failing: set[str] = set()
        # Since when the list is without a source that it had.
        self._missing: dict[str, float] = {}
        # Locations in which something came that isn't built yet.
        self._waiting: set[str] = set()
        self._built_at = time.monotonic()
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
            try:
                while not self._stopping.is_set():
                    await self._read_list()
                    await self._end_looks(indexer)
                    self._waiting |= crawler.take_changed()
                    if self._may_build():
                        await self._build(indexer)
                    for source in self._sources:
                        if source.location not in self._missing:
                            await self._look(indexer, crawler, source)
                    await self._pause()
            finally:
                await asyncio.gather(*self._looks.values(), return_exceptions=True)

    async def _look(self, indexer: Indexer, crawler: Crawler, source: Source) -> None:
        """Begin to look at a source that is due, by itself: none waits for another."""
        location, now = source.location, time.monotonic()
        if location in self._looks:
            return
        if source.paused:
            self._looked.setdefault(location, now)
            return
        if isinstance(source, Files):
            if now >= self._looked.get(location, -math.inf) + source.interval:
                self._looked[location] = now
                await asyncio.to_thread(self._look_at_files, source)
            return
        try:
            state = await asyncio.to_thread(indexer.cache.source, location)
        except ClippingsError as error:
            self._say(str(error))
            return
        self._hear_of(state)
        if is_due(state, source.interval, time.time()):
            self._looks[location] = asyncio.create_task(indexer.look(crawler, source))
        else:
            self._looked.setdefault(location, now)

    async def _end_looks(self, indexer: Indexer) -> None:
        """Note which sources were looked at, and tell what failed, be it the source's fault or not."""
        for location in [location for location, look in self._looks.items() if look.done()]:
            self._looked[location] = time.monotonic()
            error = self._looks.pop(location).exception()
            try:
                self._hear_of(await asyncio.to_thread(indexer.cache.source, location))
            except ClippingsError as problem:
                error = error or problem
            if error:
                self._say_error(error)

    def _hear_of(self, state: SourceState) -> None:
        """Tell, once, that a source fails or is back."""
        if state.problem and state.location not in self._failing:
            self._failing.add(state.location)
            self._failed(f"{state.location} can't be read: {state.problem}; its articles stay.")
        elif not state.problem and state.location in self._failing:
            self._failing.remove(state.location)
            self._failed(f"{state.location} can be read again.")

    def _may_build(self) -> bool:
        """Tell whether to build: not while more comes of the same sources, unless that takes long."""
        is_whole = not self._waiting & self._coming()
        return bool(self._waiting) and (is_whole or time.monotonic() >= self._built_at + _BUILD_SECONDS)

    def _coming(self) -> set[str]:
        """Return the locations that are being looked at, or will be for the first time."""
        listed = {source.location for source in self._sources}
        return self._looks.keys() | (listed - self._looked.keys())

    async def _read_list(self) -> None:
        """Take over the list as it is now; while it is wrong, the one before holds."""
        try:
            sources = await asyncio.to_thread(load_sources, self._file)
        except ClippingsError as error:
            self._say(str(error))
            return
        sources += self._not_off_yet(sources)
        if sources != self._sources:
            # Of a source that is new or gone, or says something else now, the index must hear.
            self._waiting |= {source.location for source in {*sources} ^ {*self._sources}}
            self._sources = sources

    def _not_off_yet(self, sources: Sequence[Source]) -> list[Source]:
        """Return the sources that the list is without for so short a time that they count still."""
        listed, now = {source.location for source in sources}, time.monotonic()
        missing = [source for source in self._sources if source.location not in listed]
        self._missing = {one.location: self._missing.get(one.location, now) for one in missing}
        off = {location for location, since in self._missing.items() if now >= since + _OFF_SECONDS}
        for location in sorted(off):
            del self._missing[location]
            self._failed(f"{location} is not in the list of sources any more; its articles leave.")
        return [source for source in missing if source.location not in off]

    def _look_at_files(self, source: Files) -> None:
        """Note whether the files of a source on this machine are other than before."""
        stamps = frozenset(_stamps(source.path))
        if self._stamps.get(source.location) != stamps:
            self._stamps[source.location] = stamps
            self._waiting.add(source.location)

    async def _build(self, indexer: Indexer) -> None:
        # Nobody sits here who could be asked: what would leave stays, and the report says so.
        listed = frozenset(source.location for source in self._sources)
        options = BuildOptions(many_drops=OnManyDrops.KEEP, listed=listed)
        unchanged = listed - self._waiting
        waiting, self._waiting = self._waiting, set()
        try:
            report = await asyncio.to_thread(indexer.build, self._sources, options, unchanged=unchanged)
        except NothingToIndexError as error:
            self._waiting |= waiting
            # While outlets are still being asked, there may be one soon; of those that fail it was told.
            if not self._coming() and not self._failing:
                self._say_error(error)
            return
        except Exception as error:  # it lives on, whatever a library raises
            # What came waits for the next build; it is in the cache, or in its file.
            self._waiting |= waiting
            self._say_error(error)
            return
        finally:
            self._built_at = time.monotonic()
        self._said = ""
        # Of a source that fails it was told already.
        report.skipped = [skipped for skipped in report.skipped if skipped.where not in self._failing]
        self._built(report)

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _say_error(self, error: BaseException) -> None:
        """Tell what is wrong: an error that was foreseen says it itself."""
        error = first_error(error)
        if isinstance(error, ClippingsError):
            self._say(str(error))
            return
        _LOG.debug("An error that nobody foresaw", exc_info=error)
        self._say(
            f"Something failed ({type(error).__name__}: {error}); what is indexed stays. It is tried again."
        )

    def _say(self, problem: str) -> None:
        """Tell what is wrong, once."""
        if problem != self._said:
            self._said = problem
            self._failed(problem)


def _stamps(path: Path) -> list[_Stamp]:
    """List name, size and times of change of a file, or of all files in a folder."""
    inside = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    found = []
    for place in [path] if path.is_file() else inside:
        try:
            status = place.stat()
        except OSError:
            continue
        found.append((str(place), status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return found
