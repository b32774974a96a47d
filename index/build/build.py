"""Builds a new snapshot from sources; what is unchanged is taken over from the live one."""

from __future__ import annotations

import errno
import logging
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from config.settings import IndexSettings
from index.build.drops import DropError, OnManyDrops, explain, too_many
from index.build.errors import BuildError, NothingToIndexError
from index.build.lock import build_lock
from index.build.publish import prune, publish
from index.build.report import BuildReport
from index.build.sync import Sync
from index.build.writer import StoreWriter
from index.disk import link_folder
from index.models.encoder import Encoder, load_encoder
from index.models.export import model_identity, write_encoder
from index.parsers import Item, ParsedArticle, Skipped
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import (
    ENCODER,
    FIRST_WITH_STORIES,
    FORMAT,
    SNAPSHOTS,
    VECTORS,
    Manifest,
    NothingIndexedError,
    Snapshot,
    SnapshotError,
    live_folder,
    open_live,
    snapshot_names,
)
from index.snapshot.store import STORE, StoreReader
from index.snapshot.vectors import VectorCard, VectorSpool, write_vectors

log = logging.getLogger(__name__)

# Passages encoded between two reports of progress; texts of like length are batched inside it.
_WINDOW = 1024
# Passages that an exported model is compared with the original on.
_COMPARED = 64
_SCRATCH = ".building"


@dataclass(frozen=True)
class BuildOptions:
    """What a build is asked to do.

    full: take nothing over from the live snapshot. dry_run: report only, make no snapshot.
    many_drops: what is done where too many articles would leave; a dry run only tells.
    listed: locations of the sources whose articles are kept then; others were taken off the list.
    """

    full: bool = False
    dry_run: bool = False
    many_drops: OnManyDrops = OnManyDrops.DROP
    listed: frozenset[str] = frozenset()


def build(
    items: Iterable[Item],
    data: Path,
    settings: IndexSettings,
    options: BuildOptions = BuildOptions(),
    *,
    progress: Progress | None = None,
    sandbox: Sandbox | None = None,
) -> BuildReport:
    """Build a snapshot that holds exactly these articles, and make it live.

    items: the articles, streamed; of two with one id the first counts. Those of sources that are kept
        are taken over as they are.
    data: the folder that holds ``CURRENT``.
    sandbox: where texts are divided, under its clock; None: in this process.
    Returns: what was done; with nothing changed no snapshot is made.
    Raises: BuildError, which is a DropError where too many articles would leave; EncoderError where the model
        can't be used. The old snapshot stays live.
    """
    started = time.monotonic()
    progress = progress or Progress()
    try:
        data.mkdir(parents=True, exist_ok=True)
        with build_lock(data, settings.lock_wait_seconds, progress.waiting):
            report = _Build(data, settings, options, progress, sandbox).run(items)
    except OSError as error:
        # Of a copy it's the second file that can't be written.
        place = error.filename2 or error.filename or data
        raise BuildError(_explain(place, error.strerror or str(error))) from error
    except sqlite3.Error as error:
        raise BuildError(_explain(data, str(error))) from error
    report.seconds = time.monotonic() - started
    return report


class _Build:
    """One build, from the lock to the switch."""

    def __init__(
        self,
        data: Path,
        settings: IndexSettings,
        options: BuildOptions,
        progress: Progress,
        sandbox: Sandbox | None,
    ) -> None:
        self._sandbox = sandbox
        self._data, self._settings, self._dry_run, self._progress = data, settings, options.dry_run, progress
        self._listed = options.listed
        self._many_drops = OnManyDrops.DROP if options.dry_run else options.many_drops
        self._report = BuildReport()
        self._identity = model_identity(settings.model)
        self._predecessor = None if options.full else self._reusable()
        self._live_name = _name_of_live(data)

    def run(self, items: Iterable[Item]) -> BuildReport:
        scratch = self._data / SNAPSHOTS / _SCRATCH
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        base = self._predecessor.folder if self._predecessor else None
        store = StoreWriter(scratch, base, self._now())
        try:
            removed = self._read(items, store)
            report = self._report
            report.snapshot = self._live_name
            if report.articles == 0:
                raise NothingToIndexError(_nothing_to_index(report.skipped))
            if self._predecessor and not report.differs:
                report.passages = self._predecessor.manifest.passages
            elif not self._dry_run:
                self._write(store, removed, scratch)
        finally:
            # First, as it may still be writing there.
            store.close()
            shutil.rmtree(scratch, ignore_errors=True)
            if self._predecessor:
                self._predecessor.close()
        return self._report

    def _now(self) -> datetime:
        """Tell the time: later than what is live, though the clock may have been put back."""
        if not self._predecessor:
            return datetime.now(UTC)
        return max(datetime.now(UTC), self._predecessor.manifest.created + timedelta(microseconds=1))

    def _reusable(self) -> Snapshot | None:
        """Open the live snapshot where its vectors can serve again."""
        try:
            live = open_live(self._data)
        except NothingIndexedError:
            return None
        except SnapshotError as error:
            log.warning("The live snapshot can't be reused, so all is built anew: %s", error)
            return None
        manifest = live.manifest
        same = (*self._identity, self._settings.passage_words)
        if (manifest.model, manifest.revision, manifest.passage_words) == same:
            return live
        live.close()
        return None

    def _read(self, items: Iterable[Item], store: StoreWriter) -> list[int]:
        """Read all articles into a store; returns the ids of passages that are gone."""
        if not self._predecessor:
            self._keep_history(store)
        reading = Sync(
            store,
            self._settings,
            self._report,
            self._progress,
            named=self._dry_run,
            sandbox=self._sandbox,
        )
        reading.take_all(items)
        if not self._predecessor:
            reading.take_all(self._kept(reading))
        if self._many_drops is OnManyDrops.KEEP:
            reading.hold_back(self._listed)
        elif self._many_drops is OnManyDrops.STOP:
            self._check_drops(reading)
        reading.end()
        return reading.removed

    def _kept(self, reading: Sync) -> Iterator[ParsedArticle]:
        """Give the articles of sources that stay as they are, where nothing is taken over."""
        try:
            with StoreReader(live_folder(self._data) / STORE) as live:
                known = live.known()
                for source in sorted(reading.kept):
                    numbers = live.numbers_of(source)
                    missing = [number for one, number in numbers.items() if not reading.is_settled(one)]
                    for _, article in live.each_vouched(missing):
                        where, fingerprint = article.url or article.id, known[article.id].fingerprint
                        yield ParsedArticle(where, article, source, fingerprint)
        except (SnapshotError, sqlite3.Error) as error:
            log.info("No article of the live snapshot can be kept: %s", error)

    def _check_drops(self, reading: Sync) -> None:
        """Raise DropError where too much of what is live isn't there any more.

        Also of a snapshot that nothing is taken over from, as long as it can be read.
        """
        sources = reading.sources if self._predecessor else self._live_sources()
        indexed = Counter(sources.values())
        if excess := too_many(reading.leaving(sources), indexed):
            raise DropError(explain(excess, indexed))

    def _live_sources(self) -> dict[str, str]:
        """Look up the source of each live article, by its id; none where the live store can't be read."""
        try:
            with StoreReader(live_folder(self._data) / STORE) as live:
                return {article_id: known.source for article_id, known in live.known().items()}
        except (SnapshotError, sqlite3.Error):
            return {}

    def _keep_history(self, store: StoreWriter) -> None:
        """Keep what became of articles when everything is built anew, where the live store can tell.

        It may be of an earlier format, or broken.
        """
        try:
            live = live_folder(self._data) / STORE
            if live.is_file():
                store.take_over_history(live)
        except (SnapshotError, sqlite3.Error) as error:
            log.info("What became of articles isn't known any more: %s", error)

    def _write(self, store: StoreWriter, removed: list[int], scratch: Path) -> None:
        """Encode what is new and publish the snapshot."""
        encoder = self._encoder(store, scratch / ENCODER)
        report = self._report
        report.encoded = store.new_count()
        with VectorSpool(encoder.card.dimension, scratch) as spool:
            self._encode(store, encoder, spool)
            self._tell_stories(store, spool)
            report.passages = store.finish(whole=self._needs_whole(store, removed))
            report.vectors = self._index_vectors(spool, removed, scratch / VECTORS, whole=store.is_whole)
        manifest = Manifest(
            format=FORMAT,
            created=self._now(),
            model=encoder.card.model,
            revision=encoder.card.revision,
            dimension=encoder.card.dimension,
            passage_words=self._settings.passage_words,
            articles=report.articles,
            passages=report.passages,
            vectors=report.vectors,
            files={},
        )
        name = f"{max([0, *map(int, snapshot_names(self._data))]) + 1:06d}"
        publish(scratch, self._data, name, manifest, self._predecessor)
        report.snapshot, report.is_new = name, True
        prune(self._data, self._settings.keep_generations)

    def _encoder(self, store: StoreWriter, folder: Path) -> Encoder:
        """Load the encoder from the new snapshot's folder: the live one's files, or written anew."""
        if self._predecessor:
            link_folder(self._predecessor.folder / ENCODER, folder)
        else:
            sample = [text for _, text in islice(store.new_passages(), _COMPARED)]
            write_encoder(self._settings.model, self._identity, folder, sample)
        return load_encoder(folder, self._settings.threads)

    def _encode(self, store: StoreWriter, encoder: Encoder, spool: VectorSpool) -> None:
        self._progress.encoding(self._report.encoded)
        for window in _windows(store.new_passages()):
            ids = np.array([row for row, _ in window], dtype=np.int64)
            spool.add(ids, encoder.encode_passages([text for _, text in window]))
            self._progress.encoded(len(window))

    def _tell_stories(self, store: StoreWriter, spool: VectorSpool) -> None:
        ids, vectors = spool.read()
        store.write_openings(lambda wanted: vectors[np.searchsorted(ids, wanted)])
        live = self._predecessor
        if live and live.manifest.format < FIRST_WITH_STORIES:
            store.write_openings(live.vectors.vectors_of, new=False)
        store.choose_stories()

    def _needs_whole(self, store: StoreWriter, removed: list[int]) -> bool:
        """Tell whether what is live can't stay on the disk with what changed beside it.

        What is damaged has to leave the disk. And the base of articles is as old as that of vectors, so
        that no id is given again that is in one of them.
        """
        if self._report.mended or not self._predecessor:
            return True
        vectors = self._predecessor.vectors
        return not vectors.suits(vectors.size[0] - len(removed) + store.new_count())

    def _index_vectors(self, new: VectorSpool, removed: list[int], path: Path, *, whole: bool) -> VectorCard:
        try:
            if self._predecessor:
                gone = np.array(removed, dtype=np.int64)
                return self._predecessor.vectors.changed(gone, new, path, whole=whole)
            return write_vectors(new, path)
        except RuntimeError as error:  # what faiss raises where the disk is full
            raise OSError(errno.ENOSPC, "the vectors can't be written", str(self._data)) from error


def _windows(
    passages: Iterator[tuple[int, str]],
) -> Iterator[list[tuple[int, str]]]:
    window = []
    for passage in passages:
        window.append(passage)
        if len(window) == _WINDOW:
            yield window
            window = []
    if window:
        yield window


def _name_of_live(data: Path) -> str | None:
    try:
        return live_folder(data).name
    except SnapshotError:
        return None


def _nothing_to_index(skipped: list[Skipped]) -> str:
    if not skipped:
        return (
            "There is no article in what was given. Name files or folders that hold articles; where all that"
            " sources have is older than they keep it, raise their keep_days."
        )
    first = skipped[0]
    return (
        f"None of the {len(skipped)} items given can be indexed; the first, {first.where}: {first.reason}."
        " Correct them or name others."
    )


def _explain(place: Path | str, what: str) -> str:
    return (
        f"{place}: {what}. Nothing was changed; free space there or correct its permissions,"
        " or give another folder with --data, and try again."
    )
